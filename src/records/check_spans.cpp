#include <array>
#include <string_view>

#include "records/rules.hpp"

namespace hoctap::records {
namespace {

// Pairs of columns that state a beginning and an end, wherever a table has both.
struct Span {
  std::string_view begin;
  std::string_view end;
  bool end_is_outside;  // the first day after; otherwise the last day of it
  bool is_whole_row;    // without it the row says nothing: it is dropped; otherwise only the end is left out
};

constexpr std::array<Span, 7> spans{{
    {"valid_from", "valid_until", true, true},
    {"spell_from", "spell_to", true, true},
    {"founded_on", "closed_on", true, true},
    {"starts_on", "ends_on", false, false},
    {"started_on", "ended_on", false, false},
    {"submitted_on", "approved_on", false, false},
    {"completed_on", "certified_on", false, false},
}};

Column<Date>* date_column(Table& table, std::string_view name) {
  ColumnBase* const column = table.find_column(name);
  return column != nullptr && column->type() == ColumnType::date ? static_cast<Column<Date>*>(column) : nullptr;
}

}  // namespace

void check_spans(Check& check) {
  for (const Span& span : spans) {
    const Column<Date>* const begins = date_column(check.table(), span.begin);
    Column<Date>* const ends = date_column(check.table(), span.end);
    if (begins == nullptr || ends == nullptr || ends->missing_count() == check.size()) continue;
    for (std::size_t row = 0; row < check.size(); ++row) {
      if (!check.has(*ends, row) || !begins->has(row)) continue;
      const Date begin = (*begins)[row];
      const Date end = (*ends)[row];
      if (span.end_is_outside ? begin < end : begin <= end) continue;
      const std::vector<std::string> arguments{described(*ends), day_text(end), described(*begins), day_text(begin)};
      if (span.is_whole_row) {
        check.drop(row, ends, MessageCode::span_is_empty, arguments);
      } else {
        check.note(row, ends, MessageCode::end_before_begin, arguments);
        ends->set_missing(row);
      }
    }
  }
}

}  // namespace hoctap::records
