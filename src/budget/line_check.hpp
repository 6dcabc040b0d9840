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
  bool lacks_norm = false;  // in some row
  SumColumns sum_columns;
  ComplianceSums sums;  // of these columns
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

  static constexpr std::size_t block_size = most_rows;

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

  // The answers of rows of one span of time, by content and words, where these are few.
  struct FewAnswers {
    std::size_t count = 0;  // 0: they are too many
    std::array<std::size_t, clock_count> spans{};
    std::vector<std::int64_t> levels;
    std::vector<std::uint32_t> marks;
    bool are_alike = false;  // but for level and norm, with all traits
  };

  void set_clockwork();
  bool may_be_plain() const;
  void count_few_answers();
  void set_columns_ahead();
  void check_words(std::size_t begin, std::size_t end) const;

  bool may_fit(std::size_t begin, std::size_t end) const;
  bool check_plainly(std::size_t begin, std::size_t end);
  bool is_of_one_span(std::size_t begin, std::size_t end, std::array<std::size_t, clock_count>& spans) const;
  void set_few_answers(const std::array<std::size_t, clock_count>& spans);
  void number_few(std::size_t begin, std::size_t end);
  void number_any(std::size_t begin, std::size_t end);
  void add_days(std::size_t clock, std::size_t begin, std::size_t end);
  std::size_t span_at(const Clockwork& work, std::int64_t value) const;
  const std::int64_t* wide(const WholeNumbers& column, std::size_t begin, std::size_t end, std::int64_t* buffer);
  const std::int64_t* products(std::size_t begin, std::size_t end);
  void compare_prices(std::size_t begin, const BlockOfRows& rows);
  void look_ahead(std::size_t begin);
  template <class Number>
  bool judge_block(std::size_t begin, const LineAnswers& answers, const Number* numbers, const std::uint32_t* alike,
                   const BlockOfRows& rows);
  bool number_and_judge(std::size_t begin, const BlockOfRows& rows);
  template <class Number>
  void note_ceilings(std::size_t begin, const LineAnswers& answers, const Number* numbers, std::size_t count);
  void add_block_to_sums(std::size_t begin, const BlockOfRows& rows);
  ResultRows results_at(std::size_t row);
  void stream_results(std::size_t begin, std::size_t count);

  void check_row(std::size_t row);
  std::size_t content_of(std::size_t row) const;
  const LineCell& cell_at(std::size_t content, std::uint32_t offset) const {
    return binding_.cells[binding_.answer(content, offset)];
  }
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
  bool may_be_plain_ = false;
  bool streams_ = false;  // whether results go past the cache
  FewAnswers few_;
  RowsAhead ahead_;

  static constexpr std::size_t line = 64;  // of the cache
  alignas(line) std::array<std::uint8_t, block_size> few_numbers_{};
  alignas(line) std::array<std::uint32_t, block_size> numbers_{};
  alignas(line) std::array<std::uint32_t, block_size> contents_{};
  alignas(line) std::array<std::int64_t, block_size> products_{};
  alignas(line) std::array<std::int64_t, block_size> amounts_{};
  alignas(line) std::array<std::int64_t, block_size> buffer_{};
  alignas(line) std::array<std::int64_t, block_size> levels_{};
  alignas(line) std::array<std::uint32_t, block_size> marks_{};
  alignas(line) std::array<std::int64_t, block_size> ceilings_{};
  alignas(line) std::array<std::int64_t, block_size> excesses_{};
  alignas(line) std::array<std::uint16_t, block_size> norms_{};
  alignas(line) std::array<std::uint8_t, block_size> verdicts_{};
  alignas(line) std::array<std::uint8_t, block_size> flags_{};
  alignas(line) std::array<std::uint8_t, block_size> changes_{};
  SumScratch sum_scratch_;
  std::array<std::uint16_t, block_size + 1> starts_{};
  std::array<RunSum, block_size> run_sums_{};
};

}  // namespace hoctap
