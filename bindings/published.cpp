#include "pybind.hpp"

#include "hoctap/indicator/published.hpp"

#include <memory>

#include "hoctap/core/document.hpp"
#include "hoctap/core/embedded.hpp"
#include "records.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

using SharedReport = std::shared_ptr<const PublishedReport>;

struct Published {
  SharedReport report;
};

// A bound whose denominator is zero is open.
std::optional<std::int64_t> if_closed(const Ratio& bound, std::int64_t part) {
  return bound.is_applicable() ? std::optional(part) : std::nullopt;
}

TableView figures_table(const SharedReport& report) {
  return table_of("published_figures", false, report->figures.size(), [report](Columns& columns) {
    const auto& rows = report->figures;
    columns.add_text("place", rows, [](const PublishedFigure& row) { return row.place; });
    columns.add_text("level", rows, [](const PublishedFigure& row) { return row.level; });
    columns.add_text("period", rows, [](const PublishedFigure& row) { return row.period; });
    columns.add_text("measure", rows, [](const PublishedFigure& row) { return row.measure; });
    columns.add_integer("value_num", rows, [](const PublishedFigure& row) { return row.value().num; });
    columns.add_integer("value_den", rows, [](const PublishedFigure& row) { return row.value().den; });
    columns.add_text("bound", rows, [](const PublishedFigure& row) { return name(row.bound); });
    columns.add_text("unit", rows, [](const PublishedFigure& row) { return row.unit; });
    columns.add_text("note", rows, [](const PublishedFigure& row) { return row.note; });
    columns.add_text("source", rows, [](const PublishedFigure& row) { return row.source; });
    columns.add_text("mark", rows, [](const PublishedFigure& row) { return name(row.mark); });
    columns.add_integer("line", rows, [](const PublishedFigure& row) { return std::int64_t{row.line}; });
  });
}

TableView rows_table(const SharedReport& report) {
  return table_of("published_rows", false, report->rows.size(), [report](Columns& columns) {
    const auto& rows = report->rows;
    columns.add_text("place", rows, [](const PublishedRow& row) { return row.place; });
    columns.add_text("level", rows, [](const PublishedRow& row) { return row.level; });
    columns.add_text("period", rows, [](const PublishedRow& row) { return row.period; });
    columns.add_text("kind", rows, [](const PublishedRow& row) { return name(row.kind); });
    columns.add_text("id", rows, [](const PublishedRow& row) { return row.id; });
    columns.add_text("name_vi", rows, [](const PublishedRow& row) { return row.name.vi; });
    columns.add_text("name_en", rows, [](const PublishedRow& row) { return row.name.en; });
    columns.add_integer("value_num", rows, [](const PublishedRow& row) { return row.value.num; });
    columns.add_integer("value_den", rows, [](const PublishedRow& row) { return row.value.den; });
    columns.add_integer("lower_num", rows, [](const PublishedRow& row) { return if_closed(row.lower, row.lower.num); });
    columns.add_integer("lower_den", rows, [](const PublishedRow& row) { return if_closed(row.lower, row.lower.den); });
    columns.add_integer("upper_num", rows, [](const PublishedRow& row) { return if_closed(row.upper, row.upper.num); });
    columns.add_integer("upper_den", rows, [](const PublishedRow& row) { return if_closed(row.upper, row.upper.den); });
    columns.add_integer("printed_num", rows, [](const PublishedRow& row) {
      return row.printed ? if_closed(*row.printed, row.printed->num) : std::nullopt;
    });
    columns.add_integer("printed_den", rows, [](const PublishedRow& row) {
      return row.printed ? if_closed(*row.printed, row.printed->den) : std::nullopt;
    });
    columns.add_text("lines", rows, [](const PublishedRow& row) {
      std::string text;
      for (const auto line : row.lines) text += (text.empty() ? "" : ";") + std::to_string(line);
      return text;
    });
  });
}

}  // namespace

void bind_published(py::module_& m) {
  using namespace py::literals;

  py::class_<Published>(
      m, "Published",
      "Figures that were printed somewhere, what can be computed from them, and which of them do not fit together.")
      .def_property_readonly(
          "figures", [](const Published& self) { return figures_table(self.report); },
          "The figures as printed, each with its source.")
      .def_property_readonly(
          "rows", [](const Published& self) { return rows_table(self.report); },
          R"(Shares, rates and grades computed from them.

Ratios are given as num and den; null bounds are open: the source said "more than" or "about".)")
      .def_property_readonly(
          "findings", [](const Published& self) { return FindingList{self.report->findings, self.report, false}; },
          "Figures that contradict each other, and lines that could not be read.")
      .def(
          "to_html",
          [](const py::object& self, Language lang) { return py::str(display("published_html")(self, lang)); },
          py::kw_only(), "lang"_a = Language::en, "Write what was computed and what does not fit as HTML.")
      .def(
          "_repr_html_", [](const py::object& self) { return py::str(display("published_html")(self)); },
          "Show it in a notebook.")
      .def("__str__", [](const py::object& self) { return py::str(display("published_text")(self)); })
      .def("__repr__", [](const Published& self) {
        return "<Published: " + std::to_string(self.report->figures.size()) + " figures, " +
               std::to_string(self.report->rows.size()) + " computed, " + std::to_string(self.report->findings.size()) +
               " findings>";
      });

  m.def(
      "published", [] { return Published{std::make_shared<const PublishedReport>(embedded_published())}; },
      ReleaseGil(), "Evaluate the published figures of real places that the library carries.");
  m.def(
      "evaluate_published",
      [](std::string_view csv, const std::string& file) {
        return Published{std::make_shared<const PublishedReport>(
            evaluate_published(csv, file, Document::embedded("published/relations.toml")))};
      },
      "csv"_a, py::kw_only(), "file"_a = "figures.csv", ReleaseGil(),
      R"(Evaluate other figures: text in the columns place, level, period, measure, value,
bound, unit, note, source, mark. `file` is the name that findings show.

Raises:
    FormatError: a column is missing.)");
}

}  // namespace hoctap::python
