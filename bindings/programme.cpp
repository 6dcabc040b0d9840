#include "pybind.hpp"

#include "hoctap/programme/programme.hpp"

#include <optional>
#include <string>
#include <vector>

#include "hoctap/core/document.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

TableView entries_table(const Programme& self) {
  const auto rows = plan_entries(self);
  return table_of("plan_entries", self.is_fictional, rows.size(), [rows](Columns& columns) {
    columns.add_text("part", rows, [](const PlanEntry& row) { return name(row.part); });
    columns.add_text("id", rows, [](const PlanEntry& row) { return row.id; });
    columns.add_text("clause", rows, [](const PlanEntry& row) { return row.clause; });
    columns.add_bilingual("text", rows, [](const PlanEntry& row) { return row.text; });
    columns.add_words("owners", rows, [](const PlanEntry& row) -> const auto& { return row.owners; });
    columns.add_bilingual("due", rows, [](const PlanEntry& row) {
      return BilingualText{row.due.text(Language::vi), row.due.text(Language::en)};
    });
    columns.add_words("indicators", rows, [](const PlanEntry& row) -> const auto& { return row.indicators; });
    columns.add_bilingual("evidence", rows, [](const PlanEntry& row) { return row.evidence; });
    columns.add_bilingual("not_measured", rows, [](const PlanEntry& row) { return row.not_measured; });
  });
}

}  // namespace

void bind_programme(py::module_& m) {
  using namespace py::literals;

  py::class_<BilingualText>(m, "BilingualText", "A text of a plan: the plan's own Vietnamese wording and our English.")
      .def_readonly("vi", &BilingualText::vi, "The plan's own wording.")
      .def_readonly("en", &BilingualText::en, "Our English.")
      .def("text", &BilingualText::in, py::kw_only(), "lang"_a = Language::en,
           "Give the Vietnamese (\"vi\") or English (\"en\") text.")
      .def("__str__", [](const BilingualText& self) { return self.en; })
      .def("__repr__", [](const BilingualText& self) { return "<BilingualText " + self.en + ">"; });

  py::class_<Target>(m, "Target", "A measurable target of a plan.")
      .def_readonly("id", &Target::id, "\"T4a\".")
      .def_readonly("indicator", &Target::indicator, "The indicator that speaks to it.")
      .def_readonly("name", &Target::name, "A short name of ours.")
      .def_readonly("text", &Target::text, "The plan's wording.")
      .def_readonly("percent", &Target::percent, "The target in percent.")
      .def_property_readonly(
          "path", [](const Target& self) { return name(self.path); },
          "\"linear\" (from the baseline to the target), \"step\" (due in full each year) or \"none\".")
      .def_readonly("baseline_percent", &Target::baseline_percent,
                    "The baseline that the plan states; None: measured at its start.")
      .def_readonly("variants", &Target::variants, "Variants of the indicator shown beside the default.")
      .def_readonly("aims", &Target::aims, "Identifiers of the general aims it serves.")
      .def_readonly("clause", &Target::clause, "Where the plan says so.")
      .def("__repr__", [](const Target& self) {
        return "<Target " + self.id + ": " + self.name.en + ", " + std::to_string(self.percent) + " %>";
      });

  py::class_<Item>(m, "Item", "An aim, task, finance point, fund or cited document of a plan.")
      .def_readonly("id", &Item::id, "Identifier inside the plan.")
      .def_readonly("text", &Item::text, "What it says.")
      .def_readonly("clause", &Item::clause, "Where the plan says so.")
      .def_readonly("issued_on", &Item::issued_on, "The day of a document, where known.")
      .def_readonly("cites", &Item::cites, "Identifiers of the documents it cites.")
      .def_readonly("indicators", &Item::indicators, "Indicators that speak to it.")
      .def_readonly("not_measured", &Item::not_measured, "The reason, where no indicator can.")
      .def("__repr__", [](const Item& self) { return "<Item " + self.id + ": " + self.text.en + ">"; });

  py::class_<Body>(m, "Body", "A body that owns duties of a plan.")
      .def_readonly("id", &Body::id, "Identifier inside the plan.")
      .def_readonly("name", &Body::name, "Its name.")
      .def_readonly("level", &Body::level, "\"district\", \"commune\" …; empty without a level of its own.")
      .def_readonly("abolished_on", &Body::abolished_on,
                    "The first day on which it no longer exists; None while it does.")
      .def_readonly("successor", &Body::successor, "Identifier of the body that took over; empty where not known.")
      .def_readonly("note", &Body::note, "What else is known.")
      .def("__repr__", [](const Body& self) { return "<Body " + self.id + ": " + self.name.en + ">"; });

  py::class_<Duty>(m, "Duty", "What a body has to do, how often and by when.")
      .def_readonly("id", &Duty::id, "Identifier inside the plan.")
      .def_readonly("owner", &Duty::owner, "Identifier of the body.")
      .def_readonly("partners", &Duty::partners, "Identifiers of partner bodies.")
      .def_readonly("text", &Duty::text, "What it says.")
      .def_readonly("clause", &Duty::clause, "Where the plan says so.")
      .def_property_readonly(
          "recurrence", [](const Duty& self) { return name(self.recurrence); },
          "\"once\", \"yearly\", \"quarterly\", \"school_year\", \"continuous\" or \"on_request\".")
      .def_property_readonly(
          "due",
          [](const Duty& self) -> std::optional<std::pair<int, int>> {
            if (!self.due) return std::nullopt;
            return std::pair{self.due->month, self.due->day};
          },
          "Month and day of the year by which it is due; None where the plan names none.")
      .def_readonly("due_is_assumed", &Duty::due_is_assumed, "Whether that day is ours, because the plan gives none.")
      .def_readonly("evidence", &Duty::evidence, "What shows that it was done.")
      .def_readonly("indicators", &Duty::indicators, "Indicators that speak to it.")
      .def_readonly("not_measured", &Duty::not_measured, "The reason, where no indicator can.")
      .def("__repr__", [](const Duty& self) { return "<Duty " + self.id + ": " + self.text.en + ">"; });

  py::class_<Programme>(
      m, "Programme",
      "A plan as data: aims, targets, tasks, money, bodies and their duties, in a territory and a time.")
      .def_static(
          "parse",
          [](std::string_view text, std::string file) {
            return read_programme(Document::parse(text, std::move(file)));
          },
          "text"_a, py::kw_only(), "file"_a = "programme.toml",
          R"(Read a plan from TOML text; `file` is the name that errors show.

Raises:
    FormatError: a key is missing, unknown or of the wrong kind, or a reference leads nowhere.)")
      .def_static(
          "load", [](const PathArgument& path) { return read_programme(Document::load(path.path)); }, "path"_a,
          ReleaseGil(),
          R"(Read a plan from a TOML file.

Raises:
    FileError: the file cannot be read.
    FormatError: a key is missing, unknown or of the wrong kind, or a reference leads nowhere.)")
      .def_readonly("id", &Programme::id, "\"lang-giang-2023-2025\".")
      .def_readonly("name", &Programme::name, "Its title.")
      .def_readonly("is_fictional", &Programme::is_fictional, "Whether it was made up.")
      .def_readonly("first", &Programme::first, "First day.")
      .def_readonly("last", &Programme::last, "Last day.")
      .def_property_readonly(
          "territory", [](const Programme& self) { return self.territory.unit_code; }, "Code of the unit it is for.")
      .def_property_readonly(
          "territory_as_of", [](const Programme& self) { return self.territory.as_of; },
          "The day at which that code is read.")
      .def_property_readonly("quarters", &Programme::quarters, "Its quarters, in order.")
      .def_readonly("aims", &Programme::aims, "General aims.")
      .def_readonly("targets", &Programme::targets, "Measurable targets.")
      .def_readonly("tasks", &Programme::tasks, "Tasks.")
      .def_readonly("finance", &Programme::finance, "Points on money.")
      .def_readonly("funds", &Programme::funds, "Funds it may draw on.")
      .def_readonly("documents", &Programme::documents, "Documents it cites.")
      .def_readonly("bodies", &Programme::bodies, "Bodies with duties.")
      .def_readonly("related_bodies", &Programme::related_bodies,
                    "Partners, and bodies that took over from an owner of duties.")
      .def_readonly("duties", &Programme::duties, "Their duties.")
      .def_readonly("further_targets", &Programme::further_targets,
                    "What tasks and duties ask of their indicators beside the measurable targets.")
      .def_property_readonly(
          "entries", &entries_table,
          "Everything that it says, aims to cited documents, as a table: part, id, clause, text, owners, due, indicators, evidence, and "
          "not_measured, the reason why nothing shows it; texts in Vietnamese (_vi) and English (_en).")
      .def_readonly("digest", &Programme::digest, "SHA-256 of its file.")
      .def("__repr__", [](const Programme& self) {
        return "<Programme " + self.id + ": " + std::to_string(self.targets.size()) + " targets, " +
               std::to_string(self.duties.size()) + " duties>";
      });

  m.def("programme", &embedded_programme, "id"_a = "lang-giang-2023-2025", ReleaseGil(),
        R"(Give a plan that the library knows.

Raises:
    NotFound: there is none of that name; the message lists those there are.)");
  m.def("programmes", &embedded_programmes, "List the identifiers of the plans that the library knows.");
}

}  // namespace hoctap::python
