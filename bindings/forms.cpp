#include "pybind.hpp"

#include <exception>
#include <map>
#include <utility>

#include "hoctap/forms/obligations.hpp"
#include "hoctap/forms/person_secret.hpp"
#include "hoctap/records/arrow_tables.hpp"
#include "names.hpp"
#include "progress.hpp"
#include "reading.hpp"
#include "reading_options.hpp"
#include "records.hpp"
#include "sequence.hpp"
#include "table.hpp"
#include "workbook.hpp"

namespace hoctap::python {

namespace {

// An obligation in words: its form and units looked up.
struct NamedObligation {
  Obligation obligation;
  FormRule form;
  UnitVersion unit;
  UnitVersion sender;
  std::optional<Date> received_on;
};

NamedObligation named(const Reading& reading, const Obligation& obligation) {
  const auto& gazetteer = reading.dataset.gazetteer();
  const auto& submissions = reading.dataset.tables().submissions;
  const auto sender = obligation.sender == no_version ? obligation.owner : obligation.sender;
  return {obligation, reading.obligations.rules().rules()[obligation.form], gazetteer.version(obligation.owner),
          gazetteer.version(sender),
          obligation.submission ? submissions.received_at.get(*obligation.submission) : std::nullopt};
}

struct ObligationList {
  std::optional<Date> day;  // none: nothing that was read says a day, and nothing is owed
  std::vector<NamedObligation> rows;
  bool is_simulated = false;
};

ObligationList named(const Reading& reading, std::span<const Obligation> obligations) {
  ObligationList list{reading.obligations.day(), {}, reading.dataset.is_simulated()};
  if (list.day == Date::latest()) list.day.reset();
  list.rows.reserve(obligations.size());
  for (const auto& obligation : obligations) list.rows.push_back(named(reading, obligation));
  return list;
}

TableView obligations_table(const ObligationList& list) {
  return table_of("obligations", list.is_simulated, list.rows.size(), [rows = list.rows](Columns& columns) {
    columns.add_text("form", rows, [](const NamedObligation& row) { return row.form.code; });
    columns.add_text("period", rows, [](const NamedObligation& row) { return row.obligation.period.text(); });
    columns.add_text("unit", rows, [](const NamedObligation& row) { return row.unit.code; });
    columns.add_text("unit_name", rows, [](const NamedObligation& row) { return row.unit.name; });
    columns.add_text("sender", rows, [](const NamedObligation& row) { return row.sender.code; });
    columns.add_text("sender_name", rows, [](const NamedObligation& row) { return row.sender.name; });
    columns.add_date("due", rows, [](const NamedObligation& row) { return std::optional(row.obligation.due); });
    columns.add_date("received_on", rows, [](const NamedObligation& row) { return row.received_on; });
    columns.add_text("state", rows, [](const NamedObligation& row) { return name(row.obligation.state); });
    columns.add_boolean("is_nil", rows, [](const NamedObligation& row) { return row.obligation.is_nil; });
    columns.add_boolean("is_joint", rows, [](const NamedObligation& row) { return row.obligation.is_joint; });
  });
}

SharedReading read(const std::string& path, const Programme& programme, std::string person_secret,
                   std::optional<Date> day, std::optional<Date> received_until, const py::object& callback,
                   const FileLimits& limits, const py::object& workbooks) {
  auto chosen = reading_options(programme, std::move(person_secret), day);
  chosen.received_until = received_until;
  chosen.limits = limits;
  chosen.workbooks = workbook_reader(workbooks);
  return run_with_progress(callback, [&](std::function<bool(std::size_t, std::size_t)> progress) {
    chosen.progress = std::move(progress);
    return std::make_shared<Reading>(read_folder(path, chosen));
  });
}

// Streams that are released also where reading one of them fails.
struct Handed {
  std::string table;
  ArrowArrayStream stream{};

  Handed(std::string name, ArrowArrayStream taken) : table(std::move(name)), stream(taken) {}
  Handed(Handed&& other) noexcept
      : table(std::move(other.table)), stream(std::exchange(other.stream, ArrowArrayStream{})) {}
  Handed& operator=(Handed&&) = delete;
  ~Handed() {
    if (stream.release != nullptr) stream.release(&stream);
  }
};

// Tables in the order in which the library declares them, whatever the order in which they are handed over; names that
// it does not know come last, for the reader to refuse.
std::vector<Handed> in_declared_order(std::map<std::string, py::object> objects) {
  std::vector<Handed> tables;
  const auto take = [&](const std::string& name) {
    const auto object = objects.find(name);
    if (object == objects.end()) return;
    tables.emplace_back(name, arrow_stream_of(object->second, name));
    objects.erase(object);
  };
  const Tables declared;
  for (const auto* table : declared.all()) take(std::string(table->name()));
  while (!objects.empty()) take(std::string(objects.begin()->first));
  return tables;
}

SharedReading from_tables(std::map<std::string, py::object> objects, const Programme& programme,
                          const std::optional<Gazetteer>& gazetteer, const std::optional<std::string>& forms,
                          std::optional<Date> codes_as_of, std::optional<Date> day, bool simulated) {
  auto tables = in_declared_order(std::move(objects));
  const py::gil_scoped_release unlocked;
  auto chosen = reading_options(programme, {}, day);
  if (gazetteer) chosen.gazetteer = *gazetteer;
  if (forms) chosen.forms = FormRules::read(Document::load(*forms));
  DatasetBuilder builder(chosen.gazetteer, chosen.codes, codes_as_of);
  for (auto& handed : tables)
    add_arrow_table(builder, handed.table, &handed.stream,
                    {.name = {}, .codes_as_of = codes_as_of, .is_simulated = simulated});
  return std::make_shared<Reading>(with_obligations(std::move(builder).finish(), chosen));
}

std::vector<Period> ended_quarters(const Reading& reading) {
  auto quarters = reading.programme.quarters();
  std::erase_if(quarters, [&](const Period& quarter) { return quarter.last() > reading.obligations.day(); });
  return quarters;
}

void bind_obligations(py::module_& m) {
  using namespace py::literals;

  py::class_<NamedObligation>(m, "Obligation", "A report that a unit owes for a period.")
      .def_property_readonly(
          "form", [](const NamedObligation& self) { return self.form.code; }, "Code of the form: \"HT-01\".")
      .def_property_readonly(
          "form_name", [](const NamedObligation& self) { return self.form.name; }, "Name of the form.")
      .def_property_readonly(
          "period", [](const NamedObligation& self) { return self.obligation.period; }, "The period it reports on.")
      .def_property_readonly(
          "unit", [](const NamedObligation& self) { return self.unit.code; },
          "Code of the unit that owes it, alive on the period's last day.")
      .def_property_readonly(
          "unit_name", [](const NamedObligation& self) { return self.unit.name; }, "Name of that unit.")
      .def_property_readonly(
          "sender", [](const NamedObligation& self) { return self.sender.code; },
          "Code of the unit that sends it: the same or its successor on the day it is due.")
      .def_property_readonly(
          "sender_name", [](const NamedObligation& self) { return self.sender.name; }, "Name of that unit.")
      .def_property_readonly(
          "due", [](const NamedObligation& self) { return self.obligation.due; }, "Last day on which it is on time.")
      .def_readonly("received_on", &NamedObligation::received_on,
                    "The day on which it came; None where it did not, or nothing says when.")
      .def_property_readonly(
          "state", [](const NamedObligation& self) { return self.obligation.state; },
          "\"on_time\", \"late\", \"undated\" (it came, nothing says when), \"missing\" or \"not_yet_due\".")
      .def_property_readonly(
          "is_nil", [](const NamedObligation& self) { return self.obligation.is_nil; },
          "Whether it says that nothing happened.")
      .def_property_readonly(
          "is_joint", [](const NamedObligation& self) { return self.obligation.is_joint; },
          "Whether it came in one report of a successor for several units.")
      .def("__repr__", [](const NamedObligation& self) {
        return "<Obligation " + self.form.code + " " + self.unit.code + " " + self.obligation.period.text() + ": " +
               std::string(name(self.obligation.state)) + ">";
      });

  auto list = py::class_<ObligationList>(m, "Obligations", "What was owed, by period, form and unit.");
  list.def_readonly("day", &ObligationList::day,
                    "The day on which it was asked; None where nothing that was read says one, and nothing is owed.")
      .def(
          "_repr_html_", [](const py::object& self) { return py::str(display("obligations_html")(self)); },
          "Show the first rows in a notebook.")
      .def("__repr__", [](const ObligationList& self) {
        return "<Obligations on " + (self.day ? self.day->iso() : "no day") + ": " + std::to_string(self.rows.size()) +
               " reports>";
      });
  add_sequence<NamedObligation>(list,
                                [](const ObligationList& self) { return std::span<const NamedObligation>(self.rows); });
  add_table_ways_out(list, obligations_table);
}

void bind_dataset(py::module_& m) {
  using namespace py::literals;

  DatasetClass(m, "Dataset",
               R"(The records of a district with what was noticed, what is owed and the plan they speak to.

Made by `read` and `from_tables`; immutable.)")
      .def_property_readonly(
          "tables", [](const Reading& self) { return record_tables(self.dataset); },
          "Every table of records by its English name, as rows that were kept.")
      .def_property_readonly(
          "sources",
          [](const Reading& self) {
            return std::vector<Source>(self.dataset.sources().begin(), self.dataset.sources().end());
          },
          "What was read: files, or tables from memory, with the rows read, kept and dropped.")
      .def_property_readonly(
          "findings", [](const Reading& self) { return findings_of(self.dataset); },
          "What was noticed, by file and row.")
      .def_property_readonly(
          "owed", [](const Reading& self) { return named(self, self.obligations.all()); },
          "Every report that is owed for periods that have ended, and whether it came.")
      .def_property_readonly(
          "missing", [](const Reading& self) { return named(self, self.obligations.missing()); },
          "Reports that are overdue and not there.")
      .def_property_readonly("quarters", &ended_quarters, "Quarters of the plan that had ended on the day of `owed`.")
      .def_readonly("programme", &Reading::programme, "The plan.")
      .def_property_readonly(
          "gazetteer", [](const Reading& self) { return self.dataset.gazetteer(); },
          "The units, also those that the forms add.")
      .def_property_readonly(
          "is_simulated", [](const Reading& self) { return self.dataset.is_simulated(); },
          "Whether any of it was made up; whatever is drawn from it says so.")
      .def(
          "to_html", [](const py::object& self, Language lang) { return py::str(display("dataset_html")(self, lang)); },
          py::kw_only(), "lang"_a = Language::en,
          "Write an overview as HTML, in Vietnamese (\"vi\") or English (\"en\").")
      .def(
          "_repr_html_", [](const py::object& self) { return py::str(display("dataset_html")(self)); },
          "Show an overview in a notebook.")
      .def("__repr__", [](const Reading& self) {
        std::size_t rows = 0;
        for (const auto* table : self.dataset.tables().all()) rows += table->size();
        return "<Dataset for " + self.programme.id + ": " + std::to_string(rows) + " rows, " +
               std::to_string(self.dataset.findings().size()) + " findings" +
               (self.dataset.is_simulated() ? ", simulated>" : ">");
      });
}

}  // namespace

ReadOptions reading_options(const Programme& programme, std::string person_secret, std::optional<Date> day) {
  static const auto embedded = ReadOptions::embedded();  // the same for every call, and never changed
  auto chosen = embedded;
  chosen.programme = programme;
  chosen.person_secret = std::move(person_secret);
  chosen.day = day;
  return chosen;
}

void bind_forms(py::module_& m) {
  using namespace py::literals;
  bind_obligations(m);
  bind_dataset(m);

  m.def("read_folder", &read, "path"_a, py::kw_only(), "programme"_a, "person_secret"_a, "day"_a, "received_until"_a,
        "progress"_a, "limits"_a, "workbooks"_a, "Read a folder of forms or one file; `hoctap.read` says how.");
  m.attr("PERSON_SECRET_FILE") = py::str(std::string(person_secret_file));
  m.def(
      "read_person_secret",
      [](const std::string& path) {
        const auto found = read_person_secret(path);
        return py::make_tuple(found.secret, found.is_public);
      },
      "path"_a, "Read the secret of person keys in a file, and whether the file says that it is public.");
  m.def("from_tables", &from_tables, "tables"_a, py::kw_only(), "programme"_a, "gazetteer"_a, "forms"_a,
        "codes_as_of"_a, "day"_a, "simulated"_a,
        "Build a dataset from tables in memory; `hoctap.from_tables` says how.");
}

}  // namespace hoctap::python
