#include "records/check.hpp"

#include <algorithm>
#include <utility>

#include "records/column_scan.hpp"

namespace hoctap::records {

Check::Check(BuilderState& state, Table& table)
    : state_(&state), content_(state.content.get()), table_(&table), live_(table.size(), 1) {}

std::size_t Check::index_of(const ColumnBase& column) const {
  const auto columns = std::as_const(*table_).columns();
  return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), &column) - columns.begin());
}

bool Check::lacks_column(std::size_t row, const ColumnBase& column) const {
  const std::vector<std::uint32_t>& columns = source(row).columns;
  const std::size_t index = index_of(column);
  return index < columns.size() && columns[index] == 0;
}

SourcePlace Check::place(std::size_t row, const ColumnBase* column) const {
  const RowPlace at = table_->place(row);
  const Source& read_from = content_->sources[at.source];
  SourcePlace place{read_from.file, read_from.sheet, at.row, 0, {}};
  if (at.source == 0) place.sheet = table_->name();
  if (column == nullptr) return place;
  place.field = column->name();
  const std::size_t index = index_of(*column);
  if (index < read_from.columns.size()) place.column = read_from.columns[index];
  return place;
}

void Check::add(std::size_t row, const ColumnBase* column, MessageCode code, std::vector<std::string> arguments,
                RowOutcome outcome) {
  state_->findings.push_back({table_->place(row).source, {{code, std::move(arguments)}, place(row, column), outcome}});
}

void Check::drop(std::size_t row, const ColumnBase* column, MessageCode code, std::vector<std::string> arguments) {
  if (live_[row] == 0) return;
  live_[row] = 0;
  ++dropped_;
  Source& source = content_->sources[table_->place(row).source];
  ++source.rows_dropped;
  if (severity(code) == Severity::error) ++source.rows_unusable;
  add(row, column, code, std::move(arguments), RowOutcome::dropped);
}

void Check::note(std::size_t row, const ColumnBase* column, MessageCode code, std::vector<std::string> arguments) {
  add(row, column, code, std::move(arguments), RowOutcome::kept);
}

void Check::note_table(MessageCode code, std::vector<std::string> arguments) {
  state_->findings.push_back(
      {0, {{code, std::move(arguments)}, {{}, std::string(table_->name()), 0, 0, {}}, RowOutcome::kept}});
}

std::string Check::where(std::size_t row) const {
  const SourcePlace at = place(row, nullptr);
  std::string text = at.file;
  if (!at.sheet.empty()) text += (text.empty() ? "" : "/") + at.sheet;
  return text + ":" + std::to_string(at.row);
}

void Check::finish_rows() {
  for (const auto& [told, count] : told_) {
    state_->findings[count.finding].finding.message.arguments.push_back(std::to_string(count.rows));
  }
  told_.clear();
  if (dropped_ == 0) return;
  table_->keep(live_);
  live_.assign(table_->size(), 1);
  dropped_ = 0;
}

bool only_numbers_rows(const Table& table, const ColumnBase& column) {
  if (table.info().kind != TableKind::event || column.type() != ColumnType::text || !column.info().key) return false;
  if (!column.info().refers_to.empty() || !column.info().code_list.empty()) return false;
  const auto columns = table.columns();
  return std::count_if(columns.begin(), columns.end(), [](const ColumnBase* one) { return one->info().key; }) == 1;
}

std::string described(const ColumnBase& column) {
  return std::string(column.info().label) + " (" + std::string(column.name()) + ")";
}

void check_part(Check& check, Column<std::int64_t>& part, const Column<std::int64_t>& whole) {
  const auto parts = part.values();
  const auto wholes = whole.values();
  if (part.missing_count() == part.size()) return;
  if (!has_above(parts, wholes)) return;
  for (std::size_t row = 0; row < check.size(); ++row) {
    if (part[row] <= whole[row] || !check.has(part, row) || !whole.has(row)) continue;
    check.note(row, &part, MessageCode::part_above_whole,
               {described(part), std::to_string(part[row]), described(whole), std::to_string(whole[row])});
    part.set_missing(row);
  }
}

RowDays::RowDays(const Table& table) {
  for (const ColumnBase* column : table.columns()) {
    if (!column->info().dates_row) continue;
    if (column->type() == ColumnType::period)
      periods_ = static_cast<const Column<Period>*>(column);
    else
      dates_ = static_cast<const Column<Date>*>(column);
  }
}

RowsByText::RowsByText(const Column<Text>& key, const Pool& pool) : rows_(pool.size(), 0) {
  for (std::size_t row = 0; row < key.size(); ++row) {
    if (key.has(row)) rows_[key[row].symbol] = static_cast<std::uint32_t>(row + 1);
  }
}

}  // namespace hoctap::records
