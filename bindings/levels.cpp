#include "pybind.hpp"

#include "hoctap/indicator/levels.hpp"

#include <memory>
#include <vector>

#include "budget_columns.hpp"
#include "geo.hpp"
#include "hoctap/norm/book.hpp"
#include "reading.hpp"
#include "records.hpp"
#include "request.hpp"
#include "settings.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

TableView level_table(const LevelTable& self) {
  return {"levels", self.is_simulated(), self.size(), [self] { return arrow_stream(self); }};
}

struct ShownUnit {
  std::string view;
  Level level = Level::commune;
  VersionId version = no_version;
  std::size_t first_row = 0;
};

TableView units_table(const LevelTable& self) {
  std::vector<ShownUnit> units;
  for (const auto& block : self.blocks()) {
    const auto view = self.views()[block.view].text();
    for (std::size_t i = 0; i < block.units.size(); ++i)
      units.push_back({view, block.level, block.units[i], block.first_row + i * block.figures.size()});
  }
  const auto count = units.size();
  return table_of("units", self.is_simulated(), count, [self, units = std::move(units)](Columns& columns) {
    const auto& gazetteer = self.gazetteer();
    columns.add_text("view", units, [](const ShownUnit& unit) { return unit.view; });
    columns.add_text("level", units, [](const ShownUnit& unit) { return name(unit.level); });
    columns.add_text("unit", units, [&](const ShownUnit& unit) { return gazetteer.version(unit.version).code; });
    columns.add_text("unit_name", units, [&](const ShownUnit& unit) { return gazetteer.version(unit.version).name; });
    columns.add_text("unit_kind", units, [&](const ShownUnit& unit) { return gazetteer.version(unit.version).kind; });
    columns.add_integer("first_row", units,
                        [](const ShownUnit& unit) { return static_cast<std::int64_t>(unit.first_row); });
  });
}

}  // namespace

void bind_levels(py::module_& m) {
  using namespace py::literals;

  auto table = py::class_<LevelTable>(m, "LevelTable", R"(Indicators on every level of one or more views.

A row for each unit of each view and level and for each indicator, variant and period, also where nothing is due: view, level, unit (its code),
indicator, variant, period, numerator, denominator, unreported, lower_num, lower_den, upper_num, upper_den (missing where they are withheld),
status, and flags (names with semicolons between; "no_bounds" where bounds are not applicable). Rows stand by view, level (from the communes up), unit (in order of code), indicator, variant and period. Hand it to
anything that reads Arrow; words are dictionaries and nothing is copied.)");
  table
      .def_property_readonly(
          "views",
          [](const LevelTable& self) {
            std::vector<std::string> views;
            for (const auto& view : self.views()) views.push_back(view.text());
            return views;
          },
          "Which units are shown.")
      .def_property_readonly("units", &units_table,
                             "The units with their names, in the order of the rows: view, level, unit, unit_name, "
                             "unit_kind and first_row, the first of the unit's rows counted from 0.")
      .def_property_readonly("is_simulated", &LevelTable::is_simulated, "Whether it rests on made-up data.")
      .def_property_readonly(
          "findings",
          [](const LevelTable& self) {
            const auto held = std::make_shared<const LevelTable>(self);
            return FindingList{held->findings(), held, self.is_simulated()};
          },
          "What was noticed on the way: centres without a place, targets that cannot be calculated.")
      .def("__len__", &LevelTable::size)
      .def("__repr__", [](const LevelTable& self) {
        std::string views;
        for (const auto& view : self.views()) views += (views.empty() ? "" : ", ") + view.text();
        return "<LevelTable: " + std::to_string(self.size()) + " rows, " + views +
               (self.is_simulated() ? ", simulated>" : ">");
      });
  add_table_ways_out(table, level_table);

  const Settings usual;
  auto dataset = py::reinterpret_borrow<DatasetClass>(m.attr("Dataset"));
  dataset.def(
      "levels",
      [](const Reading& self, const OneOrMore<ViewArgument>& views, const std::optional<OneOrMore<std::string>>& levels,
         const std::optional<OneOrMore<PeriodArgument>>& periods,
         const std::optional<OneOrMore<std::string>>& indicators, const std::optional<OneOrMore<std::string>>& variants,
         std::int64_t tolerance_points, std::int32_t due_after_days, std::int32_t inventory_months,
         const ExtraIndicators& extra, const std::optional<Book>& book, const AttributeWords& attributes,
         const UnitWords& unit_attributes, const std::optional<std::int64_t>& small_below) {
        LevelRequest request;
        request.book = book;
        request.attributes = stated_attributes(attributes, unit_attributes);
        request.small_below = checked_threshold(small_below);
        add_extra(request, extra);
        request.views.clear();
        for (const auto& view : views.values) request.views.push_back(view.choice);
        if (levels)
          for (const auto& level : levels->values) request.levels.push_back(level_argument(level));
        if (periods)
          for (const auto& period : periods->values) request.periods.push_back(period.period);
        if (indicators) request.indicators = indicators->values;
        if (variants) request.variants = variants->values;
        request.settings = checked({.tolerance_points = tolerance_points,
                                    .due_after_days = due_after_days,
                                    .inventory_months = inventory_months});
        const py::gil_scoped_release unlocked;
        return evaluate_levels(self, request);
      },
      py::kw_only(), "views"_a = "plan_territory", "levels"_a = py::none(), "periods"_a = py::none(),
      "indicators"_a = py::none(), "variants"_a = py::none(), "tolerance_points"_a = usual.tolerance_points,
      "due_after_days"_a = usual.due_after_days, "inventory_months"_a = usual.inventory_months, "extra"_a = py::none(),
      "book"_a = py::none(), "attributes"_a = AttributeWords{}, "unit_attributes"_a = UnitWords{},
      "small_below"_a = std::optional<std::int64_t>(LevelRequest{}.small_below),
      R"(Evaluate indicators on every level of one or more views at once; of centres a whole country in a moment.

A figure that cannot be placed on single units of a level widens the bounds of each of them from nothing to all, and is counted from the first
level up on which one unit holds it. Paths, pace, reach and reasons are given by `indicators` and `explain`.

Args:
    views: one or more, as in `indicators`.
    levels: "commune", "district", "province" … Default: all from the communes to the territory's.
    periods, variants, tolerance_points, due_after_days, inventory_months: as in `indicators`.
    indicators: as in `indicators`. Default: the plan's targets that count centres or centre-years.
    extra: indicators of one's own, as `hoctap.indicator` makes them.
    book, attributes, unit_attributes: as in `indicators`.
    small_below: as in `indicators`. Counts of rows that are flagged "withheld" are missing, of "bounds_withheld" those of the bounds.

Raises:
    NotFound: there is no such indicator or variant; the message names the nearest.
    InvalidValue: a period lies outside the plan, or a word is none of those above.)");
}

}  // namespace hoctap::python
