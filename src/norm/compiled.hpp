// A book's answers, worked out once for each content: for every span of time and every value of the attributes that
// matter.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/norm/book.hpp"
#include "norm/chooser.hpp"
#include "norm/rulebook_data.hpp"

namespace hoctap {

struct CompiledContent {
  // Of each attribute that matters the values that norms name, sorted; then come any other value, and none.
  struct Axis {
    std::size_t attribute = 0;
    std::vector<std::string> values;
    std::size_t stride = 0;

    std::size_t other() const { return values.size(); }
    std::size_t missing() const { return values.size() + 1; }
    std::size_t size() const { return values.size() + 2; }
    std::size_t code(std::string_view value) const;  // an empty value is missing
  };
  // Days on which an answer may change; segment s begins on breaks[s − 1].
  struct Days {
    std::vector<std::int32_t> breaks;
    std::size_t stride = 0;

    std::size_t size() const { return breaks.size() + 1; }
    std::size_t segment(std::int32_t day) const;
    std::int32_t first_day(std::size_t segment) const;  // of the first segment, a day in it
  };

  std::vector<Axis> axes;
  std::array<Days, clock_count> days;
  std::vector<std::uint32_t> cells;     // numbers of Book::Data::rulings
  std::vector<std::uint32_t> distinct;  // the same, each once

  std::uint32_t cell(std::size_t attributes_offset, const std::array<std::size_t, clock_count>& segments) const {
    std::size_t at = attributes_offset;
    for (std::size_t clock = 0; clock < clock_count; ++clock) at += segments[clock] * days[clock].stride;
    return cells[at];
  }
};

struct Book::Data {
  std::shared_ptr<const Rulebook::Data> rules;
  Rulebook rulebook;
  BookOptions options;
  std::vector<CompiledContent> contents;  // by content of the rulebook
  std::vector<Ruling> rulings;
  std::vector<FactorLimits> factor_limits;
  std::set<Trouble> troubles;
  std::shared_ptr<const Chooser::Index> index;
};

// Throws InvalidValue for a content that depends on more combinations than a table can hold.
std::shared_ptr<const Book::Data> compile(const std::shared_ptr<const Rulebook::Data>& rules,
                                          const BookOptions& options);

}  // namespace hoctap
