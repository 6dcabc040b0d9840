#include "pybind.hpp"

#include "records.hpp"

#include <memory>

#include "hoctap/core/finding.hpp"
#include "hoctap/records/arrow_tables.hpp"
#include "hoctap/records/dataset.hpp"
#include "names.hpp"
#include "sequence.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

TableView findings_table(const FindingList& list) {
  return table_of("findings", list.is_simulated, list.rows.size(), [list](Columns& columns) {
    const auto& rows = list.rows;
    columns.add_text("code", rows, [](const Finding& row) { return name(row.message.code); });
    columns.add_text("severity", rows, [](const Finding& row) { return name(severity(row.message.code)); });
    columns.add_text("outcome", rows, [](const Finding& row) { return name(row.outcome); });
    columns.add_text("file", rows, [](const Finding& row) { return row.place.file; });
    columns.add_text("sheet", rows, [](const Finding& row) { return row.place.sheet; });
    columns.add_integer("row", rows, [](const Finding& row) { return std::int64_t{row.place.row}; });
    columns.add_integer("column", rows, [](const Finding& row) { return std::int64_t{row.place.column}; });
    columns.add_text("field", rows, [](const Finding& row) { return row.place.field; });
    columns.add_text("text_en", rows, [](const Finding& row) { return row.message.text(Language::en); });
    columns.add_text("text_vi", rows, [](const Finding& row) { return row.message.text(Language::vi); });
  });
}

}  // namespace

FindingList findings_of(const Dataset& dataset) {
  return {dataset.findings(), std::make_shared<const Dataset>(dataset), dataset.is_simulated()};
}

TableDictionary record_tables(const Dataset& dataset) {
  TableDictionary tables(py::module_::import("hoctap.reading").attr("Tables")());
  for (const auto* table : dataset.tables().all()) {
    std::string name(table->name());
    const auto stream = [dataset, name] { return arrow_stream(dataset, name, /*places=*/true); };
    tables[py::str(name)] = TableView{name, dataset.is_simulated(), table->size(), stream};
  }
  return tables;
}

void bind_records(py::module_& m) {
  py::class_<Source>(m, "Source", "A file, or a table from memory, that was read.")
      .def_readonly("file", &Source::file, "The file, relative to the folder read; empty for tables from memory.")
      .def_readonly("sheet", &Source::sheet, "The sheet; empty for delimited text.")
      .def_readonly("table", &Source::table, "English name of the table its rows went to.")
      .def_readonly("sha256", &Source::sha256, "SHA-256 of the file.")
      .def_readonly("codes_as_of", &Source::codes_as_of, "The day for which it states its codes of units.")
      .def_readonly("is_simulated", &Source::is_simulated, "Whether it says that its data were made up.")
      .def_readonly("rows_read", &Source::rows_read, "Always rows_kept + rows_dropped.")
      .def_readonly("rows_unusable", &Source::rows_unusable,
                    "Rows dropped for an error in them; what they would have said is unknown.")
      .def_readonly("rows_kept", &Source::rows_kept, "Rows that are used.")
      .def_readonly("rows_dropped", &Source::rows_dropped, "Rows left out, each with a finding.")
      .def("__repr__", [](const Source& self) {
        return "<Source " + (self.file.empty() ? "(memory)" : self.file) + ": " + self.table + ", " +
               std::to_string(self.rows_kept) + " of " + std::to_string(self.rows_read) + " rows kept>";
      });

  auto findings = py::class_<FindingList>(m, "Findings", "What was noticed about data that was read, in its order.");
  findings
      .def(
          "to_html",
          [](const py::object& self, Language lang) { return py::str(display("findings_html")(self, lang)); },
          py::kw_only(), py::arg("lang") = Language::en,
          "Write them as HTML, grouped by rule, in Vietnamese (\"vi\") or English (\"en\").")
      .def(
          "_repr_html_", [](const py::object& self) { return py::str(display("findings_html")(self)); },
          "Show them in a notebook, grouped by rule.")
      .def("__repr__", [](const FindingList& self) { return "<Findings: " + std::to_string(self.rows.size()) + ">"; });
  add_sequence<Finding>(findings, [](const FindingList& self) { return self.rows; });
  add_table_ways_out(findings, findings_table);
}

}  // namespace hoctap::python
