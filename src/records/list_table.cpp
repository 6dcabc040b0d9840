#include "records/list_table.hpp"

#include <algorithm>

#include "hoctap/core/error.hpp"
#include "hoctap/io/delimited.hpp"

namespace hoctap::records {

ListTable::ListTable(const ListFile& file, std::initializer_list<std::string_view> needed, Findings& findings)
    : grid_(read_delimited(file.bytes, file.name, findings)), findings_(&findings) {
  std::string known;
  if (grid_.row_count() > 0) {
    const auto heading = grid_.row(0);
    for (std::size_t i = 0; i < heading.size(); ++i) {
      columns_.try_emplace(heading[i].text, i);
      known += (known.empty() ? "" : ", ") + std::string(heading[i].text);
    }
  }
  for (const std::string_view column : needed) {
    if (!columns_.contains(column)) {
      throw FormatError({MessageCode::national_column_missing, {std::string(column), known}},
                        {file.name, {}, 1, 0, std::string(column)});
    }
  }
  for (std::size_t row = 1; row < grid_.row_count(); ++row) {
    const auto cells = grid_.row(row);
    if (std::any_of(cells.begin(), cells.end(), [](const GridCell& cell) { return !cell.text.empty(); })) {
      rows_.push_back(row);
    }
  }
  dropped_.resize(rows_.size());
}

std::string_view ListTable::cell(std::size_t row, std::string_view column) const {
  const auto at = columns_.find(column);
  const auto cells = grid_.row(rows_[row]);
  return at == columns_.end() || at->second >= cells.size() ? std::string_view() : cells[at->second].text;
}

SourcePlace ListTable::place(std::size_t row, std::string_view column) const {
  const auto at = columns_.find(column);
  const auto number = at == columns_.end() ? 0U : static_cast<std::uint32_t>(at->second + 1);
  return {grid_.file(), grid_.sheet(), grid_.line(rows_[row]), number, std::string(column)};
}

void ListTable::note(MessageCode code, std::vector<std::string> arguments, std::size_t row, std::string_view column) {
  findings_->push_back({{code, std::move(arguments)}, place(row, column), RowOutcome::kept});
}

void ListTable::drop(MessageCode code, std::vector<std::string> arguments, std::size_t row, std::string_view column) {
  findings_->push_back({{code, std::move(arguments)}, place(row, column), RowOutcome::dropped});
  dropped_[row] = 1;
}

ListRows ListTable::counts() const {
  const auto dropped = static_cast<std::size_t>(std::count(dropped_.begin(), dropped_.end(), std::uint8_t{1}));
  return {grid_.file(), size(), size() - dropped, dropped};
}

}  // namespace hoctap::records
