// Checks budget lines against norms: for each line a verdict and flags of one byte, the ceiling, what goes beyond it,
// and the norm that decides. Columns in, columns out; amounts are exact 64-bit integers, and an overflow is an error.
//
// The ceiling of a line is the norm's level times the line's factors where the level counts for each unit, and the
// level itself where it is for the line. Article by article: Rulebook::norms() says what each level implements.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hoctap/budget/columns.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/norm/book.hpp"

namespace hoctap {

enum class Verdict : std::uint8_t {
  within,
  over,
  at_actual_cost,
  not_permitted,
  norm_missing,
  input_missing,    // an amount, factor, date or attribute is missing, or a number is below zero
  depends_on_date,  // two norms apply in the line's year, and the line has no date
  not_checkable,
};
inline constexpr std::size_t verdict_count = 8;
HOCTAP_EXPORT std::string_view name(Verdict verdict);

// Lines as columns, all of `row_count` rows; a column that is not there is missing in every line. Days count from
// 1970-01-01. A factor missing in a line that its content's unit does not ask for is 1.
struct LineColumns {
  std::size_t row_count = 0;
  CodedWords content;
  std::vector<std::pair<std::string, CodedWords>> attributes;  // by id
  // By id the value of every line that has none, before the attribute's default: the province of a province's budget.
  std::vector<std::pair<std::string, std::string>> common_attributes;
  std::optional<WholeNumbers> date;
  std::optional<WholeNumbers> year;  // left out: that of the date
  std::optional<WholeNumbers> decided_on;
  std::vector<WholeNumbers> factors;       // up to most_factors, in the order of the content's unit
  std::optional<WholeNumbers> unit_price;  // compared with amount and factors only
  WholeNumbers amount;                     // đồng
  std::vector<WholeNumbers> sum_by;        // lines are added up by equal values of these, in the order they appear
};

// Sums of the lines that agree in the columns asked for; views that live as long as the compliance they are of.
struct ComplianceSums {
  std::vector<std::span<const std::int64_t>> keys;  // by column asked for, a value a group
  std::span<const std::int64_t> lines;
  std::span<const std::int64_t> amount;
  std::span<const std::int64_t> excess;
  std::span<const std::int64_t> lines_over;  // verdict over or not_permitted

  std::size_t size() const { return lines.size(); }
};

// Columns of results. Cheap to copy.
class HOCTAP_EXPORT Compliance {
 public:
  std::size_t size() const;
  std::span<const std::uint8_t> verdicts() const;  // Verdict
  std::span<const std::uint8_t> flags() const;     // line_flag
  // Đồng; has_ceiling() has a byte a row, 0 where there is none; empty where all have one. The excess is missing where
  // the ceiling is, and where it depends on the date.
  std::span<const std::int64_t> ceilings() const;
  std::span<const std::int64_t> excesses() const;
  std::span<const std::uint8_t> has_ceiling() const;
  // Of lines that depend on the date, where each answer has a ceiling: the highest, where ceilings() has the lowest.
  // Empty where no line does; else 0 where a line does not.
  std::span<const std::int64_t> highest_ceilings() const;
  // The norm's number in Rulebook::norms(); no_norm_number where none decides.
  static constexpr std::uint16_t no_norm_number = 0xFFFF;
  std::span<const std::uint16_t> norms() const;
  bool lacks_norm() const;  // whether some line has none
  const ComplianceSums& sums() const;
  // Contents and attribute values that the rulebook does not know, with the nearest ones and how many lines have them.
  const Findings& findings() const;
  const Book& book() const;

  Verdict verdict(std::size_t row) const { return static_cast<Verdict>(verdicts()[row]); }

  struct Data;
  explicit Compliance(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
  // What keeps the columns alive.
  std::shared_ptr<const void> owner() const { return data_; }

 private:
  std::shared_ptr<const Data> data_;
};

// Throws InvalidValue for columns of unequal length, codes beyond their words, an unknown attribute, more factors than
// most_factors; NotFound for an unknown common attribute or value, with the nearest ones; Overflow, naming the row, for
// a ceiling or sum that does not fit into 64 bits. Takes no memory for each row but the results.
HOCTAP_EXPORT Compliance check_lines(const Book& book, const LineColumns& lines);

}  // namespace hoctap
