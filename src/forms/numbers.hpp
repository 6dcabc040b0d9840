// Numbers as people type them. `1.234` is a thousand or a little more than one: which of the two is decided once for a
// file from all its numbers, never for a single cell.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hoctap/io/grid.hpp"

namespace hoctap::forms {

enum class NumberStyle : std::uint8_t {
  vietnamese,  // 1.234.567,5
  english,     // 1,234,567.5
};

// mantissa / 10^decimals, in lowest terms: 2.50 is 25 / 10^1.
struct Number {
  std::int64_t mantissa = 0;
  int decimals = 0;
  friend bool operator==(const Number&, const Number&) = default;
};

enum class NumberProblem : std::uint8_t { none, not_a_number, too_large };

struct NumberAnswer {
  Number number;
  NumberProblem problem = NumberProblem::none;
};

// Digits, with groups of three if any, a decimal part and a sign. A whole number that ends in `.0`, as spreadsheets
// write them, is read in either style.
NumberAnswer read_number(std::string_view text, NumberStyle style);
// The number of a workbook's cell, whose text is always in plain English style. A double holds whole numbers exactly up
// to 2^53 only; beyond it is too_large.
NumberAnswer read_workbook_number(std::string_view text);
NumberAnswer read_number(const GridCell& cell, NumberStyle style);

// "1/3" and "12,5 %" taken apart. Without a slash there is no lower part.
struct RatioParts {
  std::string_view upper;
  std::optional<std::string_view> lower;
  bool is_percent = false;
};
RatioParts ratio_parts(std::string_view text);

// number × factor as a whole number, the factor being a power of ten; nothing where it is not whole. Throws Overflow.
std::optional<std::int64_t> whole(const Number& number, std::int64_t factor = 1);

struct Seen {
  std::string text;
  std::uint32_t row = 0;
  std::uint32_t column = 0;
};

// What a file's numbers say about its style.
class NumberEvidence {
 public:
  void see(std::string_view text, std::uint32_t row, std::uint32_t column);

  // The style most cells show; Vietnamese where none shows any.
  NumberStyle style() const { return english_ > vietnamese_ ? NumberStyle::english : NumberStyle::vietnamese; }
  // The first cell that could be read both ways, where no cell decides.
  std::optional<Seen> undecided() const;
  // The first cell of the style that lost, where there are cells of both.
  std::optional<Seen> contradiction() const;

 private:
  std::size_t vietnamese_ = 0;
  std::size_t english_ = 0;
  std::optional<Seen> first_vietnamese_;
  std::optional<Seen> first_english_;
  std::optional<Seen> first_ambiguous_;
};

}  // namespace hoctap::forms
