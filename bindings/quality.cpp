#include "pybind.hpp"

#include "hoctap/indicator/quality.hpp"

#include <memory>
#include <vector>

#include "reading.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

std::optional<double> percent(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return std::nullopt;
  return 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

TableView numbers_table(const std::shared_ptr<const Quality>& self) {
  return table_of("numbers", self->is_simulated, self->rows.size(), [self](Columns& columns) {
    const auto& rows = self->rows;
    columns.add_text("unit", rows, [](const QualityRow& row) { return row.unit_code; });
    columns.add_text("unit_name", rows, [](const QualityRow& row) { return row.unit_name; });
    columns.add_text("period", rows, [](const QualityRow& row) { return row.period.text(); });
    columns.add_text("figure", rows, [](const QualityRow& row) { return name(row.figure); });
    columns.add_bilingual("figure", rows, [](const QualityRow& row) { return label(row.figure); });
    columns.add_text("check", rows, [](const QualityRow& row) { return name(row.check); });
    columns.add_bilingual("check", rows, [](const QualityRow& row) { return label(row.check); });
    columns.add_integer("value", rows, [](const QualityRow& row) { return row.value; });
    columns.add_integer("reference", rows, [](const QualityRow& row) { return row.reference; });
    columns.add_integer("score_thousandths", rows, [](const QualityRow& row) { return row.score_thousandths; });
    columns.add_text("text_vi", rows, [](const QualityRow& row) { return row.message.text(Language::vi); });
    columns.add_text("text_en", rows, [](const QualityRow& row) { return row.message.text(Language::en); });
  });
}

TableView reporting_table(const std::shared_ptr<const Quality>& self) {
  return table_of("reporting", self->is_simulated, self->reporting.size(), [self](Columns& columns) {
    const auto& rows = self->reporting;
    columns.add_text("form", rows, [](const ReportingRow& row) { return row.form; });
    columns.add_bilingual("form", rows, [](const ReportingRow& row) { return row.form_name; });
    columns.add_text("unit", rows, [](const ReportingRow& row) { return row.unit_code; });
    columns.add_text("unit_name", rows, [](const ReportingRow& row) { return row.unit_name; });
    columns.add_integer("due", rows, [](const ReportingRow& row) { return row.due; });
    columns.add_integer("on_time", rows, [](const ReportingRow& row) { return row.on_time; });
    columns.add_integer("late", rows, [](const ReportingRow& row) { return row.late; });
    columns.add_integer("undated", rows, [](const ReportingRow& row) { return row.undated; });
    columns.add_integer("missing", rows, [](const ReportingRow& row) { return row.missing; });
    columns.add_integer("incomplete", rows, [](const ReportingRow& row) { return row.incomplete; });
    columns.add_integer("nil", rows, [](const ReportingRow& row) { return row.nil; });
    columns.add_number("came_percent", rows, [](const ReportingRow& row) { return percent(row.came(), row.due); });
    columns.add_number("on_time_percent", rows, [](const ReportingRow& row) { return percent(row.on_time, row.due); });
  });
}

}  // namespace

void bind_quality(py::module_& m) {
  using namespace py::literals;

  py::class_<Quality, std::shared_ptr<Quality>>(m, "Quality", "What looks wrong in the records, and which forms came.")
      .def_property_readonly("numbers", &numbers_table,
                             R"(Numbers that ask to be looked at: unit, period, figure, check and value.

"outlier": `reference` is the median of the units of the period, and score_thousandths the modified z-score; "change": `reference` is the number of
the year before, and score_thousandths the change as a share of it (missing where it was nothing). text_vi and text_en say it in words.)")
      .def_property_readonly("reporting", &reporting_table,
                             "Of each form, all units (unit \"\") and each: due, on_time, late, undated, missing, "
                             "incomplete, nil, and the percentages that came and that came in time.")
      .def_readonly("is_simulated", &Quality::is_simulated, "Whether it rests on made-up data.")
      .def("__repr__", [](const Quality& self) {
        return "<Quality: " + std::to_string(self.rows.size()) + " numbers to look at, " +
               std::to_string(self.reporting.size()) + " rows of reporting>";
      });

  const QualitySettings usual;
  auto dataset = py::reinterpret_borrow<DatasetClass>(m.attr("Dataset"));
  dataset.def(
      "quality",
      [](const SharedReading& self, std::int64_t most_score_thousandths, std::int64_t most_change_percent) {
        return std::make_shared<Quality>(quality(*self, {most_score_thousandths, most_change_percent}));
      },
      py::kw_only(), "most_score_thousandths"_a = usual.most_score_thousandths,
      "most_change_percent"_a = usual.most_change_percent, ReleaseGil(),
      R"(Look for numbers far from those of other units or from the year before, and count which forms came, complete and in time.

Nothing is refused for it. Looked at are sessions and turns by quarter, and money allocated, received and paid by year, of units that told of them.

Args:
    most_score_thousandths: the largest modified z-score that is no outlier, 0.6745 · (x − median) ÷ median absolute deviation.
    most_change_percent: the largest change against the year before that is none to look at.

Raises:
    InvalidValue: a number below zero.)");
}

}  // namespace hoctap::python
