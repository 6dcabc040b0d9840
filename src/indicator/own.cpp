#include "hoctap/indicator/own.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

const ArrowColumn* find(const ArrowTable& table, std::string_view name) {
  const auto columns = table.columns();
  const auto found =
      std::find_if(columns.begin(), columns.end(), [&](const ArrowColumn& column) { return column.name() == name; });
  return found == columns.end() ? nullptr : &*found;
}

const ArrowColumn& get(const ArrowTable& table, std::string_view name) {
  if (const ArrowColumn* column = find(table, name)) return *column;
  throw FormatError({MessageCode::missing_key, {std::string(name)}});
}

// The only column of yes or no.
const ArrowColumn& marks_of(const ArrowTable& table) {
  const ArrowColumn* found = nullptr;
  for (const ArrowColumn& column : table.columns()) {
    if (column.kind() != ArrowKind::boolean) continue;
    if (found) throw FormatError({MessageCode::unknown_choice, {column.name(), found->name()}});
    found = &column;
  }
  if (!found) throw FormatError({MessageCode::expected_boolean, {"–"}});
  return *found;
}

OwnValues by_centre(const ArrowTable& table) {
  OwnValues own;
  const auto centres = get(table, "centre_id").texts();
  const auto marks = marks_of(table).booleans();
  std::optional<ArrowValues<std::int32_t>> from;
  if (const ArrowColumn* column = find(table, "from")) from = column->days();
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    if (!centres.has(i)) continue;
    OwnValues::OfCentre one;
    one.centre_id = centres.values[i];
    if (from && from->has(i)) one.from = Date::from_days(from->values[i]);
    if (marks.has(i)) one.holds = marks.values[i] != 0;
    own.centres.push_back(std::move(one));
  }
  return own;
}

OwnValues by_unit(const ArrowTable& table) {
  OwnValues own;
  const auto units = get(table, "unit_code").texts();
  const auto periods = get(table, "period").texts();
  const auto numerators = get(table, "numerator").integers();
  const auto denominators = get(table, "denominator").integers();
  for (std::size_t i = 0; i < table.row_count(); ++i) {
    if (!units.has(i) || !periods.has(i)) continue;
    OwnValues::OfUnit one;
    one.unit_code = units.values[i];
    one.period = Period::parse(periods.values[i]);
    if (numerators.has(i)) one.numerator = numerators.values[i];
    if (denominators.has(i)) one.denominator = denominators.values[i];
    own.units.push_back(std::move(one));
  }
  return own;
}

// A text in the quotation marks of TOML.
std::string quoted(std::string_view text) {
  std::string written = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') written += '\\';
    written += c == '\n' ? ' ' : c;
  }
  return written + "\"";
}

}  // namespace

OwnIndicators OwnIndicators::read(const Document& document) { return {Catalogue::read(document), {}}; }

OwnIndicators OwnIndicators::of_table(const std::string& id, const BilingualText& name, const ArrowTable& table) {
  return of_values(id, name, find(table, "centre_id") ? by_centre(table) : by_unit(table));
}

OwnIndicators OwnIndicators::of_values(const std::string& id, const BilingualText& name, OwnValues values) {
  const std::string parts = values.units.empty() ? R"(window = "day"
numerator = { measure = "own_mark" }
denominator = { measure = "operating" }
)"
                                                 : R"(window = "quarter"
numerator = { measure = "own_values" }
denominator = { measure = "own_values" }
)";
  values.indicator = id;
  const std::string text = "[[indicator]]\nid = " + quoted(id) + "\nname = { vi = " + quoted(name.vi) +
                           ", en = " + quoted(name.en) + " }\n" + parts;
  return {Catalogue::read(Document::parse(text, id)), {std::move(values)}};
}

}  // namespace hoctap
