// The words of a table of lines, looked up in a book once: afterwards a line's answer is found by adding numbers.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "hoctap/budget/compliance.hpp"
#include "norm/compiled.hpp"

namespace hoctap {

// An answer as the check needs it.
struct LineCell {
  std::int64_t level = 0;
  std::uint16_t norm = Compliance::no_norm_number;
  std::uint16_t limits = 0;  // as Ruling::limits
  std::uint8_t verdict = 0;  // within, where the amount is to be compared
  std::uint8_t flags = 0;
  std::uint8_t traits = 0;
  std::uint8_t factors_needed = 0;

  static constexpr std::uint8_t compared = 1;  // the amount is compared with the ceiling
  static constexpr std::uint8_t per_unit = 2;  // the level counts for each unit
  static constexpr std::uint8_t capped = 4;    // there is a ceiling, perhaps of nothing
};
static_assert(sizeof(LineCell) == 16);

// The same for many rows at once: of each number level and norm in one word, and what else is asked in another.
struct LineAnswers {
  const std::int64_t* levels = nullptr;  // level << norm_bits | norm
  const std::uint32_t* marks = nullptr;  // verdict | flags << flags_at | traits << traits_at
  static constexpr unsigned norm_bits = 16;
  static constexpr unsigned flags_at = 8;
  static constexpr unsigned traits_at = 16;
  static constexpr std::int64_t highest_level = std::numeric_limits<std::int64_t>::max() >> norm_bits;  // 140 trillion
  static std::uint32_t mark_of(const LineCell& cell) {
    return cell.verdict | static_cast<std::uint32_t>(cell.flags) << flags_at |
           static_cast<std::uint32_t>(cell.traits) << traits_at;
  }
};

struct LineBinding {
  // By number of a word, and last for a line without one.
  struct Content {
    const CompiledContent* compiled = nullptr;  // null: unknown or missing
    const std::uint32_t* answers = nullptr;     // numbers of `cells`, as offsets add up
    std::uint32_t first = 0;                    // where they begin to
  };
  std::vector<Content> contents;
  std::vector<LineCell> cells;            // by number of the book's ruling, where a content bound has it; then two more
  std::vector<std::uint32_t> no_content;  // the answers of unknown words, and of lines without one
  // Theirs once more, as LineAnswers has them; of no use where a level is higher than its highest.
  std::vector<std::int64_t> levels;
  std::vector<std::uint32_t> marks;
  LineAnswers answers() const { return {levels.data(), marks.data()}; }

  // Of each attribute column that matters, what a word adds for each content: [content · words + word].
  struct Attribute {
    std::size_t column = 0;
    std::size_t words = 0;  // with the one for a missing word
    std::vector<std::uint32_t> offsets;
  };
  std::vector<Attribute> attributes;

  // Of each clock the days on which some answer changes, and what each span adds: [content · spans + span].
  struct Days {
    std::vector<std::int32_t> breaks;
    std::vector<std::uint32_t> offsets;
    std::size_t spans() const { return breaks.size() + 1; }
    bool matters() const { return !breaks.empty(); }
    std::size_t span_of(std::int32_t day) const;
  };
  std::array<Days, clock_count> days;

  std::uint32_t answer(std::size_t content, std::uint32_t offset) const { return contents[content].answers[offset]; }

  std::int64_t highest_level = 0;
  std::size_t most_factors_needed = 0;
  bool has_limits = false;
  Findings findings;
};

LineBinding bind_lines(const Book& book, const LineColumns& lines);

}  // namespace hoctap
