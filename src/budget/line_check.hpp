// The check of a table of lines: block by block, each in one of two ways that agree.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "budget/judge_rows.hpp"
#include "budget/line_binding.hpp"
#include "budget/sum_groups.hpp"
#include "core/result_column.hpp"

namespace hoctap {

struct Compliance::Data {
  Book book;
  ResultColumn<std::uint8_t> verdicts;
  ResultColumn<std::uint8_t> flags;
  ResultColumn<std::int64_t> ceilings;
  ResultColumn<std::int64_t> excesses;
  ResultColumn<std::uint16_t> norms;
  std::vector<std::uint8_t> has_ceiling;
  std::vector<std::int64_t> highest_ceilings;
  ComplianceSums sums;
  Findings findings;
};

// Calls with the pointer to a column's values.
template <class Use>
auto with_values(const WholeNumbers& column, const Use& use) {
  return std::visit([&](const auto& span) { return use(span.data()); }, column.values);
}
inline bool has(const WholeNumbers& column, std::size_t row) {
  return column.present.empty() || column.present[row] != 0;
}
inline std::int64_t value(const WholeNumbers& column, std::size_t row) {
  return std::visit([row](const auto& span) { return static_cast<std::int64_t>(span[row]); }, column.values);
}

class LineCheck {
 public:
  LineCheck(const LineColumns& lines, const LineBinding& binding, Compliance::Data& results);
  void run();

  static constexpr std::size_t block_size = 1024;

 private:
  // How a row's day on a clock is turned into a span of the binding.
  struct Clockwork {
    const WholeNumbers* column = nullptr;  // of days or, for the budget year, of years; null: there is none
    bool has_years = false;
    std::vector<std::int64_t> thresholds;  // span s begins where the column's value reaches the threshold s − 1
    std::vector<std::uint16_t> table;      // spans by value from `least` on; empty for few rows
    std::int64_t least = 0;
    std::size_t span(std::int64_t value) const;
  };
  using Spans = std::pair<std::size_t, std::size_t>;  // first and last

  void set_clockwork();
  bool is_plain(std::size_t begin, std::size_t end) const;
  void check_plainly(std::size_t begin, std::size_t end);
  void find_cells(std::size_t begin, std::size_t end);
  void add_days(std::size_t clock, std::size_t begin, std::size_t end);
  std::size_t span_at(const Clockwork& work, std::int64_t value) const;
  void multiply_factors(std::size_t begin, std::size_t end);
  bool find_cells_by_table(std::size_t begin, std::size_t end);
  const std::int64_t* amounts_from(std::size_t begin, std::size_t end);
  void compare_prices(std::size_t begin, std::size_t end, const std::int64_t* amounts);
  void note_missing_ceilings(std::size_t begin, std::size_t end);
  void add_block_to_sums(std::size_t begin, const BlockOfRows& rows);

  void check_row(std::size_t row);
  std::size_t content_of(std::size_t row) const;
  std::array<Spans, clock_count> spans_of(std::size_t row, bool& is_unknown, bool& is_year) const;
  bool set_ceiling(std::size_t row, const LineCell& cell, std::int64_t& ceiling) const;
  void judge_row(std::size_t row, const LineCell& cell, std::uint8_t more_flags);
  void judge_dates(std::size_t row, std::uint32_t offset, std::size_t content,
                   const std::array<Spans, clock_count>& spans, bool is_unknown, bool is_year);
  bool price_differs(std::size_t row) const;
  void lack_ceiling(std::size_t row);
  void add_row_to_sums(std::size_t row);

  const LineColumns& lines_;
  const LineBinding& binding_;
  Compliance::Data& results_;
  std::array<Clockwork, clock_count> clocks_;
  SumGroups groups_;
  std::array<std::uint32_t, block_size> contents_{};
  std::array<std::uint32_t, block_size> cells_{};
  std::array<std::int64_t, block_size> products_{};
  std::array<std::int64_t, block_size> amounts_{};
  std::array<std::uint8_t, block_size> changes_{};
  std::array<Run, block_size> runs_{};
  std::vector<std::uint32_t> table_;
  const LineCell* alike_ = nullptr;  // what the block's cells are like but for level and norm; null where they differ
};

}  // namespace hoctap
