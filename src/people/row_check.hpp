// Columns of rows looked at before they are counted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include "hoctap/people/headcount.hpp"

namespace hoctap::people {

template <class... Spans>
std::size_t size_of(const std::variant<Spans...>& column) {
  return std::visit([](const auto& values) { return values.size(); }, column);
}

// Throws InvalidValue naming the column.
[[noreturn]] void refuse_column(std::string_view column);
void expect_size(std::size_t size, std::size_t rows, std::string_view column);
void expect_size_or_none(std::size_t size, std::size_t rows, std::string_view column);

// All throw InvalidValue: for columns of unequal length, places in no unit of a level.
void check(const SessionColumns& sessions);
void check(std::span<const HeadcountLevel> levels);
void check(const ParticipationColumns& batch);

// That all keys are of one kind.
class KeyCheck {
 public:
  void operator()(const PersonKeys& keys) {
    if (kind_.value_or(keys.index()) != keys.index()) refuse_column("person_key");
    kind_ = keys.index();
  }
  bool has_short_keys() const { return kind_.value_or(0) == 0; }

 private:
  std::optional<std::size_t> kind_;
};

}  // namespace hoctap::people
