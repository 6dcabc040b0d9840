#include "hoctap/budget/compliance.hpp"

#include <array>

#include "budget/line_check.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

constexpr std::array<std::string_view, verdict_count> verdict_names{"within",          "over",         "at_actual_cost",
                                                                    "not_permitted",   "norm_missing", "input_missing",
                                                                    "depends_on_date", "not_checkable"};

void check_length(const WholeNumbers& column, const std::string& name, std::size_t rows) {
  for (const std::size_t size : {column.size(), column.present.empty() ? rows : column.present.size()}) {
    if (size != rows)
      throw InvalidValue({MessageCode::line_column_length, {name, std::to_string(size), std::to_string(rows)}});
  }
}

void check_shape(const LineColumns& lines) {
  const std::size_t rows = lines.row_count;
  check_length(lines.content.codes, "content", rows);
  for (const auto& [id, words] : lines.attributes) check_length(words.codes, id, rows);
  const auto check_if_any = [&](const std::optional<WholeNumbers>& column, const char* name) {
    if (column) check_length(*column, name, rows);
  };
  check_if_any(lines.date, "date");
  check_if_any(lines.year, "year");
  check_if_any(lines.decided_on, "decided_on");
  check_if_any(lines.unit_price, "unit_price");
  if (lines.factors.size() > most_factors) {
    throw InvalidValue(
        {MessageCode::too_many_factor_columns, {std::to_string(lines.factors.size()), std::to_string(most_factors)}});
  }
  for (const WholeNumbers& factor : lines.factors) check_length(factor, "factor", rows);
  for (const WholeNumbers& column : lines.sum_by) check_length(column, "sum_by", rows);
  check_length(lines.amount, "amount", rows);
}

}  // namespace

std::string_view name(Verdict verdict) { return verdict_names.at(static_cast<std::size_t>(verdict)); }

std::size_t Compliance::size() const { return data_->verdicts.span().size(); }
std::span<const std::uint8_t> Compliance::verdicts() const { return data_->verdicts.span(); }
std::span<const std::uint8_t> Compliance::flags() const { return data_->flags.span(); }
std::span<const std::int64_t> Compliance::ceilings() const { return data_->ceilings.span(); }
std::span<const std::int64_t> Compliance::excesses() const { return data_->excesses.span(); }
std::span<const std::uint8_t> Compliance::has_ceiling() const { return data_->has_ceiling; }
std::span<const std::int64_t> Compliance::highest_ceilings() const { return data_->highest_ceilings; }
std::span<const std::uint16_t> Compliance::norms() const { return data_->norms.span(); }
bool Compliance::lacks_norm() const { return data_->lacks_norm; }
const ComplianceSums& Compliance::sums() const { return data_->sums; }
const Findings& Compliance::findings() const { return data_->findings; }
const Book& Compliance::book() const { return data_->book; }

Compliance check_lines(const Book& book, const LineColumns& lines) {
  check_shape(lines);
  const LineBinding binding = bind_lines(book, lines);
  auto results = std::make_shared<Compliance::Data>(Compliance::Data{book,
                                                                     ResultColumn<std::uint8_t>(lines.row_count),
                                                                     ResultColumn<std::uint8_t>(lines.row_count),
                                                                     ResultColumn<std::int64_t>(lines.row_count),
                                                                     ResultColumn<std::int64_t>(lines.row_count),
                                                                     ResultColumn<std::uint16_t>(lines.row_count),
                                                                     {},
                                                                     {},
                                                                     false,
                                                                     {},
                                                                     {},
                                                                     binding.findings});
  LineCheck(lines, binding, *results).run();
  return Compliance(std::move(results));
}

}  // namespace hoctap
