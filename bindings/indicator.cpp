#include "pybind.hpp"

#include <array>
#include <memory>

#include "budget_columns.hpp"
#include "hoctap/indicator/evaluate.hpp"
#include "hoctap/indicator/result.hpp"
#include "hoctap/norm/book.hpp"
#include "names.hpp"
#include "reading.hpp"
#include "records.hpp"
#include "request.hpp"
#include "result_row.hpp"
#include "sequence.hpp"
#include "settings.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

// A result with the plan it speaks to: its words name the result and its targets.
struct PlanResult {
  Result result;
  std::shared_ptr<const Reading> reading;

  std::span<const ResultRow> rows() const { return result.rows(); }
  bool is_simulated() const { return result.is_simulated(); }
};

std::optional<std::int64_t> target_of(const ResultRow& row) {
  return row.status == Status::informative ? std::nullopt : std::optional(row.target_percent);
}

std::string path_text(const ResultRow& row, Language language) {
  if (!row.path) return "–";
  return (*row.path * Ratio{1, 100}).percent(language);
}

Settings settings(std::string_view working_age, bool attend_at_home, std::int64_t tolerance_points,
                  std::int32_t due_after_days, std::int32_t inventory_months,
                  std::int64_t labour_total_tolerance_percent, std::int32_t trained_months) {
  Settings chosen;
  chosen.working_age = working_age;
  chosen.attend_at_home = attend_at_home;
  chosen.tolerance_points = tolerance_points;
  chosen.due_after_days = due_after_days;
  chosen.inventory_months = inventory_months;
  chosen.labour_total_tolerance_percent = labour_total_tolerance_percent;
  chosen.trained_months = trained_months;
  return checked(chosen);
}

TableView result_table(const PlanResult& self) {
  return table_of("result", self.is_simulated(), self.rows().size(), [self](Columns& columns) {
    const auto rows = self.rows();
    const auto view = self.result.view().text();
    columns.add_text("kind", rows, [](const ResultRow& row) { return name(row.kind); });
    columns.add_text("unit", rows, [](const ResultRow& row) { return row.unit_code; });
    columns.add_text("unit_name", rows, [](const ResultRow& row) { return row.unit_name; });
    columns.add_text("indicator", rows, [](const ResultRow& row) { return row.indicator; });
    columns.add_text("variant", rows, [](const ResultRow& row) { return row.variant; });
    columns.add_text("view", rows, [&](const ResultRow&) { return view; });
    columns.add_text("period", rows, [](const ResultRow& row) { return row.period.text(); });
    columns.add_date("period_end", rows, [](const ResultRow& row) { return std::optional(row.period.last()); });
    for (const CountColumn& column : count_columns) columns.add_integer(column.name, rows, column);
    columns.add_boolean("has_bounds", rows, [](const ResultRow& row) { return row.has_bounds; });
    columns.add_number("value_percent", rows,
                       [](const ResultRow& row) { return approximate_percent(row, row.value()); });
    columns.add_number("lower_percent", rows,
                       [](const ResultRow& row) { return approximate_percent(row, if_bounded(row, row.lower())); });
    columns.add_number("upper_percent", rows,
                       [](const ResultRow& row) { return approximate_percent(row, if_bounded(row, row.upper())); });
    columns.add_number("path_percent", rows, [](const ResultRow& row) {
      return row.path ? std::optional(row.path->approximate()) : std::nullopt;
    });
    columns.add_integer("target_percent", rows, target_of);
    columns.add_text("status", rows, [](const ResultRow& row) { return name(row.status); });
    columns.add_integer("pace_from_lower", rows, [](const ResultRow& row) { return row.pace_from_lower; });
    columns.add_integer("pace_from_upper", rows, [](const ResultRow& row) { return row.pace_from_upper; });
    columns.add_text("reach", rows, [](const ResultRow& row) { return name(row.reach); });
    columns.add_integer("present_rate", rows, [](const ResultRow& row) { return row.present_rate; });
    columns.add_integer("turns_now", rows, [](const ResultRow& row) { return row.turns_now; });
    columns.add_integer("turns_needed", rows, [](const ResultRow& row) { return row.turns_needed; });
    columns.add_text("flags", rows, [](const ResultRow& row) { return row_flags_text(row); });
  });
}

py::dict dictionary(const Cell& cell) {
  py::dict counts;
  counts["numerator"] = cell.numerator;
  counts["denominator"] = cell.denominator;
  counts["unreported"] = cell.unreported;
  counts["lower_num"] = cell.lower_num;
  counts["lower_den"] = cell.lower_den;
  counts["upper_num"] = cell.upper_num;
  counts["upper_den"] = cell.upper_den;
  return counts;
}

py::list texts(const std::vector<Message>& messages, Language language) {
  py::list sentences;
  for (const auto& message : messages) sentences.append(message.text(language));
  return sentences;
}

Dictionary dictionary(const Explanation& explanation, Language language) {
  Dictionary content;
  content["unit"] = explanation.row.unit_code;
  content["unit_name"] = explanation.row.unit_name;
  content["indicator"] = explanation.row.indicator;
  content["variant"] = explanation.row.variant;
  content["view"] = explanation.view.text();
  content["period"] = explanation.row.period.text();
  content["simulated"] = explanation.is_simulated;
  if (is_withheld(explanation.row))
    content["counts"] = py::none();
  else
    content["counts"] = dictionary(explanation.row.cell);
  content["parts_withheld"] = explanation.are_parts_withheld;
  content["status"] = name(explanation.row.status);
  content["reach"] = name(explanation.row.reach);
  content["turns_now"] = explanation.row.turns_now;
  content["turns_needed"] = explanation.row.turns_needed;
  content["flags"] = flags_of(explanation.row);
  content["rule"] = explanation.rule.in(language);
  content["clause"] = explanation.clause;
  content["arithmetic"] = texts(explanation.arithmetic, language);
  py::list parts;
  for (const auto& part : explanation.parts) {
    py::dict entry;
    entry["subject"] = part.subject;
    entry["place_code"] = part.place_code;
    entry["place_name"] = part.place_name;
    entry["counts"] = dictionary(part.cell);
    entry["reason"] = part.reason.text(language);
    py::list rows;
    for (const auto& row : part.rows) {
      py::dict reference;
      reference["table"] = row.table;
      reference["file"] = row.file;
      reference["row"] = row.row;
      rows.append(reference);
    }
    entry["rows"] = rows;
    parts.append(entry);
  }
  content["parts"] = parts;
  content["missing_reports"] = explanation.missing_reports;
  content["lineage"] = texts(explanation.lineage, language);
  return content;
}

void bind_rows(py::module_& m) {
  using namespace py::literals;

  auto cell = py::class_<Cell>(
      m, "Cell",
      R"(The seven counts behind an indicator. All of them add, so that a sum of cells is the cell of the sum.

value = numerator / denominator over the parts that reported; the lower bound counts what is unknown as failing, the upper as passing.)");
  cell.def_readonly("numerator", &Cell::numerator, "What passes, among what was reported.")
      .def_readonly("denominator", &Cell::denominator, "What was reported.")
      .def_readonly("unreported", &Cell::unreported, "What is due, but nothing is known of.")
      .def_readonly("lower_num", &Cell::lower_num, "Numerator of the lower bound.")
      .def_readonly("lower_den", &Cell::lower_den, "Denominator of the lower bound.")
      .def_readonly("upper_num", &Cell::upper_num, "Numerator of the upper bound.")
      .def_readonly("upper_den", &Cell::upper_den, "Denominator of the upper bound.")
      .def(
          "__add__", [](const Cell& self, const Cell& other) { return self + other; }, "other"_a, py::is_operator())
      .def("__repr__", [](const Cell& self) {
        return "<Cell " + std::to_string(self.numerator) + "/" + std::to_string(self.denominator) + ", unreported " +
               std::to_string(self.unreported) + ", bounds " + std::to_string(self.lower_num) + "/" +
               std::to_string(self.lower_den) + " to " + std::to_string(self.upper_num) + "/" +
               std::to_string(self.upper_den) + ">";
      });
  add_value_semantics(cell, [](const Cell& self) {
    return py::make_tuple(self.numerator, self.denominator, self.unreported, self.lower_num, self.lower_den,
                          self.upper_num, self.upper_den);
  });

  py::class_<ResultRow>(m, "ResultRow",
                        "An indicator of a unit in a period. Ratios are exact fractions; None where not applicable.")
      .def_readonly(
          "kind", &ResultRow::kind,
          "\"unit\", \"joint\" (several units that can only be shown together), \"territory\" or \"higher\" (a level above).")
      .def_readonly("unit", &ResultRow::unit_code, "Code of the unit; of a joint row the codes with \"+\" between.")
      .def_readonly("unit_name", &ResultRow::unit_name, "Name of the unit.")
      .def_readonly("indicator", &ResultRow::indicator, "\"T4a\".")
      .def_readonly("variant", &ResultRow::variant, "\"default\" or the variant's name.")
      .def_readonly("period", &ResultRow::period, "The period.")
      .def_readonly("cell", &ResultRow::cell, "The counts.")
      .def_property_readonly(
          "value", &ResultRow::value,
          "Numerator over denominator of what was reported, as a fraction of one; of a count the number.")
      .def_readonly("is_count", &ResultRow::is_count, "Whether the indicator is a number and no share.")
      .def_property_readonly(
          "lower", [](const ResultRow& self) { return if_bounded(self, self.lower()); },
          "The value with all that is unknown counted as failing.")
      .def_property_readonly(
          "upper", [](const ResultRow& self) { return if_bounded(self, self.upper()); },
          "The value with all that is unknown counted as passing.")
      .def_property_readonly(
          "path", [](const ResultRow& self) { return or_none(self.path); },
          "What the plan's path asks by the end of the period, in percent; None without a path.")
      .def_property_readonly("target", &target_of, "The target in percent; None where the plan sets none.")
      .def_readonly("status", &ResultRow::status, R"("met", "on_track", "at_risk", "off_track",
"undetermined" (the bounds fall into different bands), "no_data", "not_due", "not_applicable", "not_met" (no path) or "informative" (no target).)")
      .def_readonly(
          "pace_from_lower", &ResultRow::pace_from_lower,
          "Centres, workers … to be added in each quarter left, if the lower bound is true; None where the plan has ended.")
      .def_readonly("pace_from_upper", &ResultRow::pace_from_upper, "The same, if the upper bound is true.")
      .def_readonly(
          "reach", &ResultRow::reach,
          R"(Whether the pace needed can be kept at the present rate: "reached", "within", "beyond", "undetermined", "ended"
or "not_applicable".)")
      .def_readonly("present_rate", &ResultRow::present_rate,
                    "Turns (T4, T5) or units gained (others) a quarter, over the last four quarters.")
      .def_readonly("turns_now", &ResultRow::turns_now, "Turns a centre and year at the present rate.")
      .def_readonly("turns_needed", &ResultRow::turns_needed,
                    "Turns a centre and year that the target would take at least, if each turn reached a new person.")
      .def_property_readonly(
          "flags", &flags_of,
          R"(What a reader must know before quoting the number: "year_to_date", "stale_denominator", "declared",
"month_assumed", "inferred_place", "spread", "simulated", "assumption", "conflict", "not_comparable" (communes are
counted, and these were not the same throughout the plan's time), "withheld" or "bounds_withheld" (they would tell a small count of persons).)")
      .def_property_readonly(
          "is_withheld", &is_withheld,
          "Whether it is withheld: it, or what would be told by it, is a small count of persons. Its "
          "counts are zeros then, and missing in tables.")
      .def_property_readonly("are_bounds_withheld", &are_bounds_withheld,
                             "Whether its bounds are withheld, and with them what is unreported.")
      .def(
          "value_text", &value_text, py::kw_only(), "lang"_a = Language::en, "short"_a = false,
          "Write the value with its bounds: \"63.1 % [60.2 – 70.5]\", or \"63.1 [60.2–70.5]\" with `short`. Rounded for reading only.")
      .def("path_text", &path_text, py::kw_only(), "lang"_a = Language::en,
           "Write the path's value: \"76.0 %\", or a dash.")
      .def(
          "status_text", [](const ResultRow& self, Language lang) { return status_text(self, lang); }, py::kw_only(),
          "lang"_a = Language::en,
          "Say the status in words; after the plan's end a target that was not reached is \"missed\".")
      .def(
          "reach_text", [](const ResultRow& self, Language lang) { return label(self.reach, lang); }, py::kw_only(),
          "lang"_a = Language::en, "Say the reach in words.")
      .def("__repr__", [](const ResultRow& self) {
        return "<ResultRow " + self.unit_code + " " + self.indicator +
               (self.variant == "default" ? "" : " " + self.variant) + " " + self.period.text() + ": " +
               value_text(self, Language::en, false) + ", " + std::string(name(self.status)) + ">";
      });
}

void bind_result(py::module_& m) {
  using namespace py::literals;

  auto result = py::class_<PlanResult>(m, "Result", R"(One row for each unit, indicator, variant and period of a view.

Iterate over it, index it, or hand it to anything that reads Arrow; `to_pandas()` and `to_polars()` are there for convenience. In these tables
the counts are exact. Units of the columns:

    numerator, denominator, unreported, lower_num …: centres (T1), centre-years (T2, T3) or persons (T4, T5)
    value_percent, lower_percent, upper_percent, path_percent, target_percent: percent; floats are approximate, for plots
    pace_from_lower, pace_from_upper: what the numerator counts, to be added in each quarter left
    present_rate: turns (T4, T5) or what the numerator counts, a quarter
    turns_now, turns_needed: turns a centre and year
    period_end: the period's last day

print(result) shows the last period.)");
  result
      .def_property_readonly(
          "view", [](const PlanResult& self) { return self.result.view().text(); }, "Which units are shown.")
      .def_property_readonly("is_simulated", &PlanResult::is_simulated, "Whether it rests on made-up data.")
      .def_property_readonly(
          "programme", [](const PlanResult& self) { return self.reading->programme; }, "The plan.")
      .def_property_readonly(
          "findings",
          [](const PlanResult& self) {
            const auto held = std::make_shared<const Result>(self.result);
            return FindingList{held->findings(), held, self.is_simulated()};
          },
          "What the evaluation noticed: sources that contradict each other, and what is counted nowhere.")
      .def(
          "row",
          [](const PlanResult& self, std::string_view unit, std::string_view indicator, const PeriodArgument& period,
             std::string_view variant) { return self.result.row(unit, indicator, period.period, variant); },
          "unit"_a, "indicator"_a, "period"_a, py::kw_only(), "variant"_a = "default",
          R"(Give one row. `unit` is a code, or a name that only one unit bears; "" is the whole territory.

Raises:
    NotFound: there is no such row; the message names the nearest.)")
      .def(
          "to_html",
          [](const py::object& self, Language lang, const std::optional<PeriodArgument>& period) {
            return py::str(display("result_html")(self, lang, period ? py::cast(period->period) : py::none()));
          },
          py::kw_only(), "lang"_a = Language::en, "period"_a = py::none(),
          "Write one period as an HTML table, in Vietnamese (\"vi\") or English (\"en\"). Default: the last period.")
      .def(
          "to_text",
          [](const py::object& self, Language lang, const std::optional<PeriodArgument>& period, bool rows,
             const std::optional<int>& width) {
            return py::str(display("result_text")(self, lang, period ? py::cast(period->period) : py::none(),
                                                  "long"_a = rows, "width"_a = width));
          },
          py::kw_only(), "lang"_a = Language::en, "period"_a = py::none(), "long"_a = false, "width"_a = 100,
          R"(Write one period as aligned text in lines of at most `width` letters; None: as wide as the columns need.

`long` gives a line for each unit and indicator. Default: the last period.)")
      .def(
          "_repr_html_", [](const py::object& self) { return py::str(display("result_html")(self)); },
          "Show the last period in a notebook.")
      .def("__str__", [](const py::object& self) { return py::str(display("result_text")(self)); })
      .def("__repr__", [](const PlanResult& self) {
        return "<Result: " + std::to_string(self.rows().size()) + " rows, view " + self.result.view().text() +
               (self.is_simulated() ? ", simulated>" : ">");
      });
  add_sequence<ResultRow>(result, [](const PlanResult& self) { return self.rows(); });
  add_table_ways_out(result, [](const PlanResult& self) { return result_table(self); });
}

void bind_explanation(py::module_& m) {
  using namespace py::literals;

  py::class_<ExplanationPart::RowRef>(m, "RowReference", "A row of a file.")
      .def_readonly("table", &ExplanationPart::RowRef::table, "English name of the table.")
      .def_readonly("file", &ExplanationPart::RowRef::file,
                    "The file, relative to the folder read; empty for tables from memory.")
      .def_readonly("sheet", &ExplanationPart::RowRef::sheet, "Sheet of a workbook; empty for other files.")
      .def_readonly("row", &ExplanationPart::RowRef::row, "1-based line of the file or sheet.")
      .def("__repr__", [](const ExplanationPart::RowRef& self) {
        return "<RowReference " + self.table + ": " + self.file + ":" + std::to_string(self.row) + ">";
      });

  py::class_<ExplanationPart>(m, "ExplanationPart",
                              "One thing that was counted: a centre, a centre-year, or the workers of one place.")
      .def_readonly("subject", &ExplanationPart::subject, "What was counted.")
      .def_readonly("place_code", &ExplanationPart::place_code, "Code of its place.")
      .def_readonly("place_name", &ExplanationPart::place_name, "Name of its place.")
      .def_property_readonly(
          "place_from", [](const ExplanationPart& self) { return unless_open(self.place_validity.from); },
          "First day of that version of its place; None where it is open.")
      .def_property_readonly(
          "place_until", [](const ExplanationPart& self) { return unless_open(self.place_validity.until); },
          "The day after its last; a place whose unit ended and began anew has a part for each time.")
      .def_readonly("cell", &ExplanationPart::cell, "Its counts.")
      .def_readonly("reason", &ExplanationPart::reason, "Why it passes, fails or is unknown.")
      .def_readonly("rows", &ExplanationPart::rows, "The rows it rests on.")
      .def("__repr__", [](const ExplanationPart& self) {
        return "<ExplanationPart " + self.subject + ": " + self.reason.text(Language::en) + ">";
      });

  py::class_<Explanation>(
      m, "Explanation",
      "How one number came about: the rule, its arithmetic, what was counted, and the rows behind it.")
      .def_readonly("row", &Explanation::row, "The number.")
      .def_readonly("rule", &Explanation::rule, "The definition in words.")
      .def_readonly("clause", &Explanation::clause, "Where the plan says so.")
      .def_property_readonly(
          "view", [](const Explanation& self) { return self.view.text(); }, "Which units are shown.")
      .def_readonly("arithmetic", &Explanation::arithmetic,
                    "Value, bounds, path, status, pace and reach, each with its numbers.")
      .def_readonly(
          "parts", &Explanation::parts,
          "What was counted. The sum of the cells is the row's cell, before figures that cannot be placed widen it.")
      .def_readonly("missing_reports", &Explanation::missing_reports,
                    "Reports that are owed and not there: \"HT-01 07393 2024Q3\".")
      .def_readonly("lineage", &Explanation::lineage, "The acts that carried figures to the unit.")
      .def_readonly("has_uncited_persons", &Explanation::has_uncited_persons,
                    "Whether rows that name persons were counted without being listed.")
      .def_readonly("is_simulated", &Explanation::is_simulated, "Whether it rests on made-up data.")
      .def("text", &Explanation::text, py::kw_only(), "lang"_a = Language::en,
           "Tell it in Vietnamese (\"vi\") or English (\"en\").")
      .def(
          "to_dict", [](const Explanation& self, Language lang) { return dictionary(self, lang); }, py::kw_only(),
          "lang"_a = Language::en,
          "Give it as dictionaries and lists; sentences in Vietnamese (\"vi\") or English (\"en\").")
      .def(
          "_repr_html_", [](const py::object& self) { return py::str(display("explanation_html")(self)); },
          "Show it in a notebook.")
      .def("__str__", [](const Explanation& self) { return self.text(Language::en); })
      .def("__repr__", [](const Explanation& self) {
        return "<Explanation " + self.row.unit_code + " " + self.row.indicator + " " + self.row.period.text() + ": " +
               std::to_string(self.parts.size()) + (self.parts.size() == 1 ? " part>" : " parts>");
      });
}

}  // namespace

void bind_indicator(py::module_& m) {
  using namespace py::literals;
  bind_rows(m);
  bind_result(m);
  bind_explanation(m);

  const Settings usual;
  auto dataset = py::reinterpret_borrow<DatasetClass>(m.attr("Dataset"));
  dataset
      .def(
          "indicators",
          [](const std::shared_ptr<Reading>& self, const ViewArgument& view,
             const std::optional<OneOrMore<PeriodArgument>>& periods,
             const std::optional<OneOrMore<std::string>>& indicators,
             const std::optional<OneOrMore<std::string>>& variants, std::string_view working_age, bool attend_at_home,
             std::int64_t tolerance_points, std::int32_t due_after_days, std::int32_t inventory_months,
             std::int64_t labour_total_tolerance_percent, std::int32_t trained_months, const ExtraIndicators& extra,
             const std::optional<Book>& book, const AttributeWords& attributes, const UnitWords& unit_attributes,
             const std::optional<std::int64_t>& small_below) {
            const auto chosen = settings(working_age, attend_at_home, tolerance_points, due_after_days,
                                         inventory_months, labour_total_tolerance_percent, trained_months);
            auto asked = request(view, extra, periods, indicators, variants);
            asked.settings = chosen;
            asked.book = book;
            asked.attributes = stated_attributes(attributes, unit_attributes);
            asked.small_below = checked_threshold(small_below);
            return PlanResult{evaluate(*self, asked), self};
          },
          py::kw_only(), "view"_a = ViewArgument{{ViewKind::plan_territory, {}}}, "periods"_a = py::none(),
          "indicators"_a = py::none(), "variants"_a = py::none(), "working_age"_a = usual.working_age,
          "attend_at_home"_a = usual.attend_at_home, "tolerance_points"_a = usual.tolerance_points,
          "due_after_days"_a = usual.due_after_days, "inventory_months"_a = usual.inventory_months,
          "labour_total_tolerance_percent"_a = usual.labour_total_tolerance_percent,
          "trained_months"_a = usual.trained_months, "extra"_a = py::none(), "book"_a = py::none(),
          "attributes"_a = AttributeWords{}, "unit_attributes"_a = UnitWords{},
          "small_below"_a = std::optional<std::int64_t>(Request{}.small_below), ReleaseGil(),
          R"(Evaluate indicators for every unit of a view.

Args:
    view: "plan_territory" (the plan's territory on the units of its start), "as_reported" (each period on the units of its own last day),
        "current" (the units of today), or the date whose units are shown.
    periods: quarters or years inside the plan. Default: its quarters up to the day of the reading.
    indicators: "T1" … "R6b", as `hoctap.catalogue()` lists them. Default: every target of the plan.
    variants: names of variants, or "all". Default: the default alone.
    working_age: "statutory" (until the retirement age of the roadmap), "men_60_women_55" or "from_15_to_under_61".
    attend_at_home: whether attendees without a name live in the commune of the session; otherwise anywhere.
    tolerance_points: at risk are values up to so many percentage points below the path.
    due_after_days: days of operation that make a centre-year due.
    inventory_months: an older inventory counts as unknown.
    labour_total_tolerance_percent: how far a stated number of labourers may lie from the list of persons without a finding.
    trained_months: for so long the training of a speaker or guide counts.
    extra: indicators of one's own, as `hoctap.indicator` makes them; they are asked for by their id in `indicators`.
    book: the law of the centres' money (K9, R3). Default: all of the library's rulebook.
    attributes: what is known of all places beside the records, for what centres are entitled to (K9): `{"zone": "II"}`.
    unit_attributes: the same by code of commune, district or province; they go before `attributes`, and both before what the records say.
    small_below: of indicators whose small counts are withheld (R2b), counts of persons below it are small; None shows every count, for those who
        may see the register itself.

Raises:
    NotFound: there is no such indicator or variant; the message names the nearest.
    InvalidValue: a period lies outside the plan, or a word is none of those above.)")
      .def(
          "explain",
          [](const std::shared_ptr<Reading>& self, std::string_view unit, std::string_view indicator,
             const PeriodArgument& period, std::string_view variant, const ViewArgument& view, bool persons,
             std::string_view working_age, bool attend_at_home, std::int64_t tolerance_points,
             std::int32_t due_after_days, std::int32_t inventory_months, std::int64_t labour_total_tolerance_percent,
             std::int32_t trained_months, const ExtraIndicators& extra, const std::optional<Book>& book,
             const AttributeWords& attributes, const UnitWords& unit_attributes,
             const std::optional<std::int64_t>& small_below) {
            const auto chosen = settings(working_age, attend_at_home, tolerance_points, due_after_days,
                                         inventory_months, labour_total_tolerance_percent, trained_months);
            auto asked = request(view, extra);
            asked.book = book;
            asked.attributes = stated_attributes(attributes, unit_attributes);
            asked.settings = chosen;
            asked.small_below = checked_threshold(small_below);
            return explain(*self, asked, unit, indicator, period.period, variant, persons);
          },
          "unit"_a, "indicator"_a, "period"_a, py::kw_only(), "variant"_a = "default",
          "view"_a = ViewArgument{{ViewKind::plan_territory, {}}}, "persons"_a = false,
          "working_age"_a = usual.working_age, "attend_at_home"_a = usual.attend_at_home,
          "tolerance_points"_a = usual.tolerance_points, "due_after_days"_a = usual.due_after_days,
          "inventory_months"_a = usual.inventory_months,
          "labour_total_tolerance_percent"_a = usual.labour_total_tolerance_percent,
          "trained_months"_a = usual.trained_months, "extra"_a = py::none(), "book"_a = py::none(),
          "attributes"_a = AttributeWords{}, "unit_attributes"_a = UnitWords{},
          "small_below"_a = std::optional<std::int64_t>(Request{}.small_below), ReleaseGil(),
          R"(Explain one number down to its rows.

Args:
    unit: code of a unit of the view, or a name that only one of them bears; "" is the whole territory.
    indicator: "T4a".
    period: a quarter or year inside the plan.
    variant: name of a variant.
    view: as in `indicators`, like the settings that follow.
    persons: whether rows that name persons are listed; otherwise persons are counted only.
    small_below: as in `indicators`. Of an indicator whose small counts are withheld there are no parts, since these tell of single places.

Raises:
    NotFound: there is no such unit, indicator or variant; the message names the nearest.
    InvalidValue: the period lies outside the plan, or a word is none of those that `indicators` takes.)");
}

}  // namespace hoctap::python
