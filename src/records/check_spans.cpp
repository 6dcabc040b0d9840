#include "records/rules.hpp"

namespace hoctap::records {

void check_spans(Check& check) {
  for (ColumnBase* column : check.table().columns()) {
    const ColumnInfo& info = column->info();
    if (info.not_before.empty() || column->missing_count() == check.size()) continue;
    auto& ends = static_cast<Column<Date>&>(*column);
    const auto& begins = static_cast<const Column<Date>&>(*check.table().find_column(info.not_before));
    for (std::size_t row = 0; row < check.size(); ++row) {
      if (!check.has(ends, row) || !begins.has(row)) continue;
      const Date begin = begins[row];
      const Date end = ends[row];
      if (info.blank_speaks ? begin < end : begin <= end) continue;
      const std::vector<std::string> arguments{described(ends), day_text(end), described(begins), day_text(begin)};
      if (column->is_decisive()) {
        check.drop(row, column, MessageCode::span_is_empty, arguments);
      } else {
        check.note(row, column, MessageCode::end_before_begin, arguments);
        ends.set_missing(row);
      }
    }
  }
}

}  // namespace hoctap::records
