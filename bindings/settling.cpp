#include "pybind.hpp"

#include "hoctap/indicator/settling.hpp"

#include <memory>
#include <string>
#include <vector>

#include "budget_columns.hpp"
#include "names.hpp"
#include "reading.hpp"
#include "request.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

struct SettlingView {
  Settling settling;
  bool is_simulated = false;
};
using Shared = std::shared_ptr<const SettlingView>;

std::string text(const MissingReport& report) {
  return report.form + " " + report.unit_code + " " + report.period.text();
}

std::string list_of(const SettlingView& self, const std::vector<std::size_t>& reports) {
  std::string all;
  for (const auto report : reports) all += (all.empty() ? "" : "; ") + text(self.settling.reports[report]);
  return all;
}

TableView reports_table(const Shared& self) {
  return table_of("reports", self->is_simulated, self->settling.reports.size(), [self](Columns& columns) {
    const auto& rows = self->settling.reports;
    columns.add_text("form", rows, [](const MissingReport& row) { return row.form; });
    columns.add_bilingual("form", rows, [](const MissingReport& row) { return row.form_name; });
    columns.add_text("unit", rows, [](const MissingReport& row) { return row.unit_code; });
    columns.add_text("unit_name", rows, [](const MissingReport& row) { return row.unit_name; });
    columns.add_text("period", rows, [](const MissingReport& row) { return row.period.text(); });
    columns.add_integer("on_lists", rows,
                        [](const MissingReport& row) { return static_cast<std::int64_t>(row.on_lists); });
    columns.add_integer("bears_on", rows,
                        [](const MissingReport& row) { return static_cast<std::int64_t>(row.bears_on); });
  });
}

TableView statuses_table(const Shared& self) {
  return table_of("statuses", self->is_simulated, self->settling.statuses.size(), [self](Columns& columns) {
    const auto& rows = self->settling.statuses;
    columns.add_text("unit", rows, [](const OpenStatus& row) { return row.unit_code; });
    columns.add_text("unit_name", rows, [](const OpenStatus& row) { return row.unit_name; });
    columns.add_text("indicator", rows, [](const OpenStatus& row) { return row.indicator; });
    columns.add_text("variant", rows, [](const OpenStatus& row) { return row.variant; });
    columns.add_text("period", rows, [](const OpenStatus& row) { return row.period.text(); });
    columns.add_integer("fewest", rows, [](const OpenStatus& row) {
      return row.shortest.empty() ? std::nullopt : std::optional(static_cast<std::int64_t>(row.shortest.size()));
    });
    columns.add_text("settled", rows, [](const OpenStatus& row) { return name(row.settled); });
    columns.add_text("settled_vi", rows, [](const OpenStatus& row) { return label(row.settled, Language::vi); });
    columns.add_text("settled_en", rows, [](const OpenStatus& row) { return label(row.settled, Language::en); });
    columns.add_text("shortest", rows, [&](const OpenStatus& row) { return list_of(*self, row.shortest); });
    columns.add_text("all", rows, [&](const OpenStatus& row) { return list_of(*self, row.all); });
  });
}

}  // namespace

void bind_settling(py::module_& m) {
  using namespace py::literals;

  py::class_<SettlingView, std::shared_ptr<SettlingView>>(m, "Settling",
                                                          "Which missing reports would settle an undetermined status.")
      .def_property_readonly(
          "reports", &reports_table,
          "The missing reports, those on most lists first: form, unit, period, on_lists (of how many "
          "statuses it is on the shortest list) and bears_on.")
      .def_property_readonly("statuses", &statuses_table,
                             R"(The undetermined statuses: unit, indicator, variant, period, and

    fewest, shortest: the fewest missing reports that can settle it, the best or the worst; missing where none can
    settled: the status that it has then
    all: every missing report that bears on it)")
      .def("__repr__", [](const SettlingView& self) {
        return "<Settling: " + std::to_string(self.settling.statuses.size()) + " undetermined statuses, " +
               std::to_string(self.settling.reports.size()) + " missing reports>";
      });

  auto dataset = py::reinterpret_borrow<DatasetClass>(m.attr("Dataset"));
  dataset.def(
      "settling",
      [](const SharedReading& self, const ViewArgument& view, const std::optional<OneOrMore<PeriodArgument>>& periods,
         const std::optional<OneOrMore<std::string>>& indicators, const std::optional<OneOrMore<std::string>>& variants,
         const ExtraIndicators& extra, const std::optional<Book>& book, const AttributeWords& attributes,
         const UnitWords& unit_attributes) {
        Request asked = request(view, extra, periods, indicators, variants);
        asked.book = book;
        asked.attributes = stated_attributes(attributes, unit_attributes);
        return std::make_shared<SettlingView>(SettlingView{settling(*self, asked), self->dataset.is_simulated()});
      },
      py::kw_only(), "view"_a = ViewArgument{{ViewKind::plan_territory, {}}}, "periods"_a = py::none(),
      "indicators"_a = py::none(), "variants"_a = py::none(), "extra"_a = py::none(), "book"_a = py::none(),
      "attributes"_a = AttributeWords{}, "unit_attributes"_a = UnitWords{}, ReleaseGil(),
      R"(Find the fewest missing reports that can settle each undetermined status, and which of them settle most.

Args: as in `indicators`.

Raises:
    NotFound, InvalidValue: as `indicators` raises.)");
}

}  // namespace hoctap::python
