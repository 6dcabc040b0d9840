// What attending each session shows, found by the session's identifier.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "people/headcount_plan.hpp"

namespace hoctap::people {

struct SessionWord {
  std::uint64_t attended = 0;
  std::uint64_t completed = 0;  // attended and completed
  bool is_known = false;
};

class SessionWords {
 public:
  // Throws InvalidValue where an identifier stands twice.
  SessionWords(const HeadcountPlan& plan, const SessionColumns& sessions);

  // One that is not known shows nothing.
  const SessionWord& of(std::int64_t id) const {
    if (!numbers_.empty()) {
      const std::size_t at = position(id);
      return at == numbers_.size() ? none : words_[at];
    }
    const std::uint64_t offset = static_cast<std::uint64_t>(id) - static_cast<std::uint64_t>(first_);
    return offset < words_.size() ? words_[offset] : none;
  }

 private:
  std::size_t position(std::int64_t id) const;

  static constexpr SessionWord none{};
  std::int64_t first_ = 0;
  std::vector<std::int64_t> numbers_;  // sorted; empty where identifiers are dense: then words stand by identifier
  std::vector<SessionWord> words_;
};

}  // namespace hoctap::people
