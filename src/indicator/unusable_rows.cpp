#include "indicator/unusable_rows.hpp"

#include "hoctap/money/checked.hpp"

namespace hoctap::indicator {

UnusableRows::UnusableRows(const Dataset& dataset, const Areas& areas) : areas_(areas) {
  for (const Source& source : dataset.sources()) {
    if (source.rows_unusable == 0 || source.unit == no_version || !source.period) continue;
    by_table_[source.table].push_back({source.unit, *source.period, static_cast<std::int64_t>(source.rows_unusable)});
  }
}

const std::vector<UnusableRows::Lost>& UnusableRows::of(std::string_view table) const {
  static const std::vector<Lost> none;
  const auto found = by_table_.find(table);
  return found == by_table_.end() ? none : found->second;
}

std::int64_t UnusableRows::count(std::string_view table, VersionId place, const Validity& span) const {
  std::int64_t rows = 0;
  if (by_table_.empty()) return rows;
  const VersionId commune = areas_.commune(place);
  if (commune == no_version) return rows;
  for (const Lost& lost : of(table))
    if (lost.period.days().overlaps(span) && areas_.meet(lost.unit, commune)) rows = checked_add(rows, lost.rows);
  return rows;
}

}  // namespace hoctap::indicator
