#include "pybind.hpp"

#include "hoctap/forms/duties.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "budget_columns.hpp"
#include "reading.hpp"
#include "records.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

// What Python holds.
struct HeldDuties {
  std::shared_ptr<const Duties> duties;
};

std::optional<std::string> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

// A body by its identifier, with its name; empty where it is nobody.
template <class Rows, class Get>
void add_body(Columns& columns, const std::string& name, const Rows& rows, const Programme& plan, Get get) {
  columns.add_text(name.c_str(), rows, [&](const auto& row) { return unless_empty(get(row)); });
  columns.add_bilingual(name, rows, [&](const auto& row) -> std::optional<BilingualText> {
    const Body* const body = plan.find_body(get(row));
    return body == nullptr ? std::nullopt : std::optional(body->name);
  });
}

std::vector<std::string> told(const Duties& duties, const DutyItem& item, const Column<Text> DutiesDone::* column) {
  const auto& rows = duties.dataset.tables().duties_done;
  std::vector<std::string> texts;
  for (const auto row : item.rows)
    if ((rows.*column).has(row)) texts.emplace_back(duties.dataset.text((rows.*column)[row]));
  return texts;
}

TableView duties_table(const HeldDuties& self) {
  const auto held = self.duties;
  return table_of("duties", held->dataset.is_simulated(), held->items.size(), [held](Columns& columns) {
    const auto& rows = held->items;
    const auto& plan = held->programme;
    const auto& gazetteer = held->dataset.gazetteer();
    const auto duty = [&](const DutyItem& row) -> const Duty& { return plan.duties[row.duty]; };
    columns.add_text("duty", rows, [&](const DutyItem& row) { return duty(row).id; });
    columns.add_text("clause", rows, [&](const DutyItem& row) { return duty(row).clause; });
    columns.add_bilingual("text", rows, [&](const DutyItem& row) { return duty(row).text; });
    add_body(columns, "owner", rows, plan, [&](const DutyItem& row) { return duty(row).owner; });
    columns.add_words("partners", rows, [&](const DutyItem& row) -> const auto& { return duty(row).partners; });
    columns.add_text("recurrence", rows, [&](const DutyItem& row) { return name(duty(row).recurrence); });
    columns.add_text("period", rows, [](const DutyItem& row) { return row.period.text(); });
    columns.add_boolean("is_final", rows, [](const DutyItem& row) { return row.is_final; });
    columns.add_text("unit", rows, [&](const DutyItem& row) { return gazetteer.version(row.unit).code; });
    columns.add_text("unit_name", rows, [&](const DutyItem& row) { return gazetteer.version(row.unit).name; });
    add_body(columns, "answers", rows, plan, [](const DutyItem& row) { return row.answers; });
    columns.add_date("due", rows, [](const DutyItem& row) { return row.due; });
    columns.add_boolean("due_is_assumed", rows, [](const DutyItem& row) { return row.due_is_assumed; });
    columns.add_text("state", rows, [](const DutyItem& row) { return name(row.state); });
    columns.add_date("done_on", rows, [](const DutyItem& row) { return row.done_on; });
    columns.add_words("document_no", rows,
                      [&](const DutyItem& row) { return told(*held, row, &DutiesDone::document_no); });
    columns.add_words("difficulties", rows,
                      [&](const DutyItem& row) { return told(*held, row, &DutiesDone::difficulties); });
    columns.add_integer("versions", rows, [](const DutyItem& row) { return row.versions; });
    columns.add_words("indicators", rows, [&](const DutyItem& row) -> const auto& { return duty(row).indicators; });
    columns.add_bilingual("evidence", rows, [&](const DutyItem& row) { return duty(row).evidence; });
    columns.add_bilingual("not_measured", rows, [&](const DutyItem& row) { return duty(row).not_measured; });
  });
}

TableView difficulties_table(const HeldDuties& self) {
  const auto held = self.duties;
  return table_of("difficulties", held->dataset.is_simulated(), held->difficulties.size(), [held](Columns& columns) {
    const auto& rows = held->difficulties;
    const auto& plan = held->programme;
    const auto& dataset = held->dataset;
    const auto& table = dataset.tables().duties_done;
    columns.add_text("duty", rows, [&](const Difficulty& row) { return plan.duties[row.duty].id; });
    columns.add_text("unit", rows, [&](const Difficulty& row) {
      return dataset.gazetteer().version(table.unit_code[row.row].version).code;
    });
    columns.add_text("unit_name", rows, [&](const Difficulty& row) {
      return dataset.gazetteer().version(table.unit_code[row.row].version).name;
    });
    columns.add_text("period", rows, [&](const Difficulty& row) { return table.period[row.row].text(); });
    columns.add_date("done_on", rows, [&](const Difficulty& row) { return std::optional(table.done_on[row.row]); });
    columns.add_text("difficulties", rows,
                     [&](const Difficulty& row) { return std::string(dataset.text(table.difficulties[row.row])); });
    add_body(columns, "goes_to", rows, plan, [](const Difficulty& row) { return row.goes_to; });
    columns.add_text("file", rows,
                     [&](const Difficulty& row) { return dataset.sources()[table.place(row.row).source].file; });
    columns.add_integer("row", rows,
                        [&](const Difficulty& row) { return static_cast<std::int64_t>(table.place(row.row).row); });
  });
}

}  // namespace

void bind_duties(py::module_& m) {
  using namespace py::literals;

  auto type = py::class_<HeldDuties>(m, "Duties", R"(Who owes what by when under the plan, and how it stands.

A table with a row for each duty, period and body (of duties of the communes each commune): duty, clause, text_vi, text_en, owner, owner_vi,
owner_en, partners, recurrence, period (of the review of the plan as a whole its whole time), is_final, unit, unit_name, answers, answers_vi,
answers_en (who answers on the due day: the owner or its successor; null: the owner ended and nobody is known), due (null: no day is due),
due_is_assumed, state ("on_time", "late", "missing", "not_yet_due"; without a day "done", "no_record" or "not_yet_due"), done_on,
document_no, difficulties, versions (the highest version of the reports that tell of it), indicators, evidence_vi, evidence_en,
not_measured_vi, not_measured_en (why no indicator can). Names of several stand with semicolons between.)");
  type.def_property_readonly(
          "day", [](const HeldDuties& self) { return unless_open(self.duties->day); },
          "The day on which it is judged; None: everything is over.")
      .def_property_readonly(
          "programme", [](const HeldDuties& self) { return self.duties->programme; }, "The plan.")
      .def_property_readonly(
          "states",
          [](const HeldDuties& self) {
            std::map<std::string, std::int64_t> states;
            for (std::size_t i = 0; i < duty_state_count; ++i) states[std::string(name(static_cast<DutyState>(i)))] = 0;
            for (const auto& item : self.duties->items) ++states[std::string(name(item.state))];
            return states;
          },
          "How many rows stand how.")
      .def_property_readonly(
          "difficulties", &difficulties_table,
          "What stands in the way, as reported with the duties, and to which body it goes: duty, unit, unit_name, period, "
          "done_on, difficulties, goes_to, goes_to_vi, goes_to_en, file and row.")
      .def_property_readonly(
          "findings",
          [](const HeldDuties& self) {
            return FindingList{self.duties->findings, self.duties, self.duties->dataset.is_simulated()};
          },
          "Records of duties that the plan does not have, does not owe for that period, or gives to others.")
      .def_property_readonly(
          "is_simulated", [](const HeldDuties& self) { return self.duties->dataset.is_simulated(); },
          "Whether it rests on made-up data.")
      .def(
          "to_ics",
          [](const py::object& self, const std::optional<PathArgument>& path, Language lang) {
            const auto write = py::module_::import("hoctap.duties_calendar").attr("write");
            return py::bytes(write(self, path ? py::cast(path->path) : py::none(), lang));
          },
          "path"_a = py::none(), py::kw_only(), "lang"_a = Language::vi,
          R"(Make a calendar file (iCalendar, RFC 5545) of the days that are due, and write it where a path is given.

Raises:
    ImportError: the package icalendar is not installed.
    FileError: the file cannot be written.)")
      .def("__len__", [](const HeldDuties& self) { return self.duties->items.size(); })
      .def("__repr__", [](const HeldDuties& self) {
        return "<Duties of " + self.duties->programme.id + ": " + std::to_string(self.duties->items.size()) + " rows" +
               (self.duties->dataset.is_simulated() ? ", simulated>" : ">");
      });
  add_table_ways_out(type, duties_table);
  add_display(type, "duties_text", "duties_html");

  auto dataset = py::reinterpret_borrow<DatasetClass>(m.attr("Dataset"));
  dataset.def(
      "duties",
      [](const Reading& self, std::optional<Date> day, bool whole) {
        const Date asked = day.value_or(self.obligations.day());
        return HeldDuties{std::make_shared<const Duties>(duties_of(self.dataset, self.programme, asked, whole))};
      },
      py::kw_only(), "day"_a = py::none(), "whole"_a = false, ReleaseGil(),
      R"(Say who owes what by when under the plan, and what was done, is late or is missing.

Args:
    day: the day on which to ask. Default: the day of the reading.
    whole: whether periods that have not begun by then are listed too.)");
}

}  // namespace hoctap::python
