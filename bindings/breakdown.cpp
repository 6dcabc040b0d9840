#include "pybind.hpp"

#include "hoctap/indicator/breakdown.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "names.hpp"
#include "progress.hpp"
#include "reading.hpp"
#include "records.hpp"
#include "request.hpp"
#include "sequence.hpp"
#include "settings.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

// Nothing for a count, which is no share.
std::optional<double> percent(const BreakdownRow& row, const Ratio& ratio) {
  if (row.is_count || !ratio.is_applicable()) return std::nullopt;
  return 100 * ratio.approximate();
}

TableView breakdown_table(const Breakdown& self) {
  return table_of("breakdown", self.is_simulated(), self.rows().size(), [self](Columns& columns) {
    const auto rows = self.rows();
    const auto view = self.view().text();
    const auto shown = [](auto get) {
      return [get](const BreakdownRow& row) { return row.is_withheld ? std::nullopt : std::optional(get(row)); };
    };
    const auto bound = [](auto get) {
      return [get](const BreakdownRow& row) { return row.has_bounds ? std::optional(get(row)) : std::nullopt; };
    };
    columns.add_text("kind", rows, [](const BreakdownRow& row) { return name(row.kind); });
    columns.add_text("unit", rows, [](const BreakdownRow& row) { return row.unit_code; });
    columns.add_text("unit_name", rows, [](const BreakdownRow& row) { return row.unit_name; });
    columns.add_text("indicator", rows, [](const BreakdownRow& row) { return row.indicator; });
    columns.add_text("variant", rows, [](const BreakdownRow& row) { return row.variant; });
    columns.add_text("view", rows, [&](const BreakdownRow&) { return view; });
    columns.add_text("period", rows, [](const BreakdownRow& row) { return row.period.text(); });
    for (std::size_t i = 0; i < self.by().size(); ++i)
      columns.add_text(std::string(name(self.by()[i])).c_str(), rows,
                       [i](const BreakdownRow& row) { return row.values[i]; });
    columns.add_bilingual("label", rows, [](const BreakdownRow& row) { return row.label; });
    columns.add_integer("numerator", rows, shown([](const BreakdownRow& row) { return row.cell.numerator; }));
    columns.add_integer("denominator", rows, shown([](const BreakdownRow& row) { return row.cell.denominator; }));
    columns.add_integer("unreported", rows, [](const BreakdownRow& row) {
      return row.are_bounds_withheld ? std::nullopt : std::optional(row.cell.unreported);
    });
    columns.add_integer("lower_num", rows, bound([](const BreakdownRow& row) { return row.cell.lower_num; }));
    columns.add_integer("lower_den", rows, bound([](const BreakdownRow& row) { return row.cell.lower_den; }));
    columns.add_integer("upper_num", rows, bound([](const BreakdownRow& row) { return row.cell.upper_num; }));
    columns.add_integer("upper_den", rows, bound([](const BreakdownRow& row) { return row.cell.upper_den; }));
    columns.add_number("value_percent", rows, [](const BreakdownRow& row) { return percent(row, row.value()); });
    columns.add_number("lower_percent", rows, [](const BreakdownRow& row) {
      return row.has_bounds ? percent(row, row.lower()) : std::nullopt;
    });
    columns.add_number("upper_percent", rows, [](const BreakdownRow& row) {
      return row.has_bounds ? percent(row, row.upper()) : std::nullopt;
    });
    columns.add_boolean("is_withheld", rows, [](const BreakdownRow& row) { return row.is_withheld; });
    columns.add_boolean("are_bounds_withheld", rows, [](const BreakdownRow& row) { return row.are_bounds_withheld; });
  });
}

Settings chosen(std::string_view working_age, bool attend_at_home, std::int32_t due_after_days,
                std::int32_t inventory_months) {
  Settings settings;
  settings.working_age = working_age;
  settings.attend_at_home = attend_at_home;
  settings.due_after_days = due_after_days;
  settings.inventory_months = inventory_months;
  return checked(settings);
}

std::vector<Breakdown> released(const Reading& reading, ReleaseRequest asked,
                                const std::optional<std::int64_t>& small_below,
                                const std::optional<OneOrMore<std::string>>& age_bands, const Settings& settings,
                                const py::object& progress) {
  asked.request.settings = settings;
  asked.small_below = checked_threshold(small_below);
  if (age_bands) {
    asked.age_bands.clear();
    for (const auto& band : age_bands->values) asked.age_bands.push_back(AgeBand::parse(band));
  }
  return run_with_progress(progress, [&](auto told) {
    asked.progress = told;
    return evaluate_release(reading, asked);
  });
}

}  // namespace

void bind_breakdown(py::module_& m) {
  using namespace py::literals;

  py::class_<BreakdownRow>(m, "BreakdownRow",
                           "An indicator of a unit and group in a period. Ratios are exact; None where withheld.")
      .def_readonly("kind", &BreakdownRow::kind, R"("unit", "joint" or "territory", as in ResultRow.)")
      .def_readonly("unit", &BreakdownRow::unit_code, "Code of the unit; of a joint row the codes with \"+\" between.")
      .def_readonly("unit_name", &BreakdownRow::unit_name, "Name of the unit.")
      .def_readonly("indicator", &BreakdownRow::indicator, "\"T4a\".")
      .def_readonly("variant", &BreakdownRow::variant, "\"default\" or the variant's name.")
      .def_readonly("period", &BreakdownRow::period, "The period.")
      .def_readonly("values", &BreakdownRow::values, "By dimension its code, \"unknown\" or \"all\".")
      .def(
          "label", [](const BreakdownRow& self, Language lang) { return self.label.in(lang); }, py::kw_only(),
          "lang"_a = Language::en, "Say the values in words: \"woman · 30-44\".")
      .def_property_readonly(
          "cell", [](const BreakdownRow& self) { return self.is_withheld ? std::nullopt : std::optional(self.cell); },
          "The counts; None where withheld. Where bounds alone are withheld, theirs are zero.")
      .def_property_readonly(
          "value", [](const BreakdownRow& self) { return self.value(); },
          "Numerator over denominator of what was reported, as a fraction of one; of a count the number.")
      .def_readonly("is_count", &BreakdownRow::is_count, "Whether the indicator is a number and no share.")
      .def_property_readonly(
          "lower", [](const BreakdownRow& self) { return self.has_bounds ? self.lower() : Ratio{0, 0}; },
          "The value with all that is unknown counted as failing.")
      .def_property_readonly(
          "upper", [](const BreakdownRow& self) { return self.has_bounds ? self.upper() : Ratio{0, 0}; },
          "The value with all that is unknown counted as passing.")
      .def_readonly("is_withheld", &BreakdownRow::is_withheld,
                    "Whether it is withheld: it, or what would be told by it, is a small count.")
      .def_readonly("are_bounds_withheld", &BreakdownRow::are_bounds_withheld,
                    "Whether its bounds are withheld, which others of the same day widen.")
      .def("__repr__", [](const BreakdownRow& self) {
        const auto counts = std::to_string(self.cell.numerator) + "/" + std::to_string(self.cell.denominator);
        return "<BreakdownRow " + self.unit_code + " " + self.indicator + " " + self.period.text() + ", " +
               self.label.en + ": " + (self.is_withheld ? "withheld" : counts) + ">";
      });

  auto breakdown =
      py::class_<Breakdown>(m, "Breakdown", R"(Indicators told apart by sex, age, ethnicity, zone …, with totals.

A row for each unit, indicator, variant, period and group: a value, "unknown" or "all" of each dimension. Numerator, denominator and unreported
of the values and of "unknown" add up to those of "all"; bounds take in whoever may belong to the group. Small counts of persons are withheld
(missing), with what would tell them, in every way out: Arrow, dictionaries, pandas, polars, text and HTML.)");
  breakdown
      .def_property_readonly(
          "view", [](const Breakdown& self) { return self.view().text(); }, "Which units are shown.")
      .def_property_readonly(
          "by",
          [](const Breakdown& self) {
            std::vector<std::string_view> names;
            for (const auto one : self.by()) names.push_back(name(one));
            return names;
          },
          "The dimensions, in the order of each row's values.")
      .def_property_readonly("small_below", &Breakdown::small_below,
                             "Counts below it are small; 0: nothing is withheld.")
      .def_property_readonly("withheld", &Breakdown::withheld, "How many rows are withheld.")
      .def_property_readonly("is_simulated", &Breakdown::is_simulated, "Whether it rests on made-up data.")
      .def_property_readonly(
          "findings",
          [](const Breakdown& self) {
            const auto held = std::make_shared<const Breakdown>(self);
            return FindingList{held->findings(), held, self.is_simulated()};
          },
          "What the evaluation noticed.")
      .def(
          "row",
          [](const Breakdown& self, std::string_view unit, std::string_view indicator, const PeriodArgument& period,
             const std::optional<OneOrMore<std::string>>& values, std::string_view variant) {
            const std::vector<std::string> totals(self.by().size(), std::string(all_values));
            return self.row(unit, indicator, period.period, values ? values->values : totals, variant);
          },
          "unit"_a, "indicator"_a, "period"_a, py::kw_only(), "values"_a = py::none(), "variant"_a = "default",
          R"(Give one row. `unit` is a code, "" the whole territory; `values` are those of the dimensions. Default: the total.

Raises:
    NotFound: there is no such row.)")
      .def(
          "to_html",
          [](const py::object& self, Language lang, const std::optional<PeriodArgument>& period) {
            return py::str(display("breakdown_html")(self, lang, period ? py::cast(period->period) : py::none()));
          },
          py::kw_only(), "lang"_a = Language::en, "period"_a = py::none(),
          "Write one period as an HTML table, in Vietnamese (\"vi\") or English (\"en\"). Default: the last period.")
      .def(
          "to_text",
          [](const py::object& self, Language lang, const std::optional<PeriodArgument>& period,
             const std::optional<int>& width) {
            return py::str(display("breakdown_text")(self, lang, period ? py::cast(period->period) : py::none(),
                                                     "width"_a = width));
          },
          py::kw_only(), "lang"_a = Language::en, "period"_a = py::none(), "width"_a = 100,
          "Write one period as aligned text. Default: the last period.")
      .def(
          "_repr_html_", [](const py::object& self) { return py::str(display("breakdown_html")(self)); },
          "Show the last period in a notebook.")
      .def("__str__", [](const py::object& self) { return py::str(display("breakdown_text")(self)); })
      .def("__repr__", [](const Breakdown& self) {
        return "<Breakdown: " + std::to_string(self.rows().size()) + " rows, " + std::to_string(self.withheld()) +
               " withheld, view " + self.view().text() + (self.is_simulated() ? ", simulated>" : ">");
      });
  add_sequence<BreakdownRow>(breakdown, [](const Breakdown& self) { return self.rows(); });
  add_table_ways_out(breakdown, breakdown_table);

  const Settings usual;
  auto dataset = py::reinterpret_borrow<DatasetClass>(m.attr("Dataset"));
  dataset
      .def(
          "breakdown",
          [](const SharedReading& self, const std::optional<OneOrMore<std::string>>& by, const ViewArgument& view,
             const std::optional<OneOrMore<PeriodArgument>>& periods,
             const std::optional<OneOrMore<std::string>>& indicators,
             const std::optional<OneOrMore<std::string>>& variants, const std::optional<std::int64_t>& small_below,
             const std::optional<OneOrMore<std::string>>& age_bands, std::string_view working_age, bool attend_at_home,
             std::int32_t due_after_days, std::int32_t inventory_months, const ExtraIndicators& extra,
             const py::object& progress) {
            ReleaseRequest asked;
            asked.request = request(view, extra, periods, indicators, variants);
            asked.views = {view.choice};
            if (by) asked.by = {by->values};
            return released(*self, std::move(asked), small_below, age_bands,
                            chosen(working_age, attend_at_home, due_after_days, inventory_months), progress)
                .front();
          },
          "by"_a = py::none(), py::kw_only(), "view"_a = ViewArgument{{ViewKind::plan_territory, {}}},
          "periods"_a = py::none(), "indicators"_a = py::none(), "variants"_a = py::none(),
          "small_below"_a = std::optional<std::int64_t>(BreakdownRequest{}.small_below), "age_bands"_a = py::none(),
          "working_age"_a = usual.working_age, "attend_at_home"_a = usual.attend_at_home,
          "due_after_days"_a = usual.due_after_days, "inventory_months"_a = usual.inventory_months,
          "extra"_a = py::none(), "progress"_a = py::none(),
          R"(Tell indicators apart by sex, age, ethnicity, zone, topic …, with totals and small counts withheld.

What is withheld fits the units of all days of the plan, period after period, and all indicators and variants of the call: it is safe against
whoever has all of its table and those of the other views. Two calls with other dimensions or indicators know nothing of each other: tables
about the same persons that are published together come from one call of `release`.

Args:
    by: up to four of "sex", "age_band", "ethnicity", "sector", "trained_level", "poor", "disabled" (labourers), "topic" (sessions, turns,
        titles), "host", "venue" (centres, sessions, turns), "zone", "difficulty" (everything). Default: totals alone.
    view: as in `indicators`, like the periods, variants and settings.
    indicators: as in `indicators`.
    small_below: counts of persons below it are small, and findings about persons are left out with them; None shows every count, for those who may see the register itself.
    age_bands: completed years, as "15-29" or "60+". Default: 15-29, 30-44, 45-59, 60+.
    progress: called with how much of what is to be protected is decided, and how much there is.

Raises:
    NotFound: there is no such dimension, indicator or variant.
    InvalidValue: an indicator is not told apart by a dimension, bands meet, indicators of labourers with different wholes (T5 by sectors) are
        asked for together while small counts are withheld, or as `indicators` raises.)")
      .def(
          "release",
          [](const SharedReading& self, const std::vector<OneOrMore<std::string>>& by,
             const OneOrMore<ViewArgument>& views, const std::optional<OneOrMore<PeriodArgument>>& periods,
             const std::optional<OneOrMore<std::string>>& indicators,
             const std::optional<OneOrMore<std::string>>& variants, const std::optional<std::int64_t>& small_below,
             const std::optional<OneOrMore<std::string>>& age_bands, std::string_view working_age, bool attend_at_home,
             std::int32_t due_after_days, std::int32_t inventory_months, const ExtraIndicators& extra,
             const py::object& progress) {
            ReleaseRequest asked;
            asked.request = request(views.values.front(), extra, periods, indicators, variants);
            asked.views.clear();
            for (const auto& view : views.values) asked.views.push_back(view.choice);
            asked.by.clear();
            for (const auto& names : by) asked.by.push_back(names.values);
            return released(*self, std::move(asked), small_below, age_bands,
                            chosen(working_age, attend_at_home, due_after_days, inventory_months), progress);
          },
          "by"_a, py::kw_only(), "views"_a = "plan_territory", "periods"_a = py::none(), "indicators"_a = py::none(),
          "variants"_a = py::none(), "small_below"_a = std::optional<std::int64_t>(BreakdownRequest{}.small_below),
          "age_bands"_a = py::none(), "working_age"_a = usual.working_age, "attend_at_home"_a = usual.attend_at_home,
          "due_after_days"_a = usual.due_after_days, "inventory_months"_a = usual.inventory_months,
          "extra"_a = py::none(), "progress"_a = py::none(),
          R"(Make several tables that are published together: one `Breakdown` for each view and each list of dimensions, by view.

Nothing that all of them tell together gives a small count away: by sex and by age, on the units of two days, in successive periods, of several
indicators of which one is part of the other.

Args:
    by: of each table its dimensions, as in `breakdown`: ["sex", "age_band", ["sex", "zone"]]. No more than four in all; [] is a table of totals.
    views: one or more, as in `indicators`.
    periods, indicators, variants, small_below, age_bands, progress and the settings: as in `breakdown`.

Raises:
    NotFound, InvalidValue: as `breakdown` raises.)");
}

}  // namespace hoctap::python
