#include "pybind.hpp"

#include "hoctap/indicator/two_plans.hpp"

#include <memory>
#include <string>

#include "budget_columns.hpp"
#include "names.hpp"
#include "reading.hpp"
#include "request.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

using Shared = std::shared_ptr<const TwoPlans>;

TableView rows_table(const Shared& self) {
  return table_of("two_plans", self->is_simulated, self->rows.size(), [self](Columns& columns) {
    const auto& rows = self->rows;
    columns.add_text("kind", rows, [](const TwoPlansRow& row) { return name(row.any().kind); });
    columns.add_text("unit", rows, [](const TwoPlansRow& row) { return row.any().unit_code; });
    columns.add_text("unit_name", rows, [](const TwoPlansRow& row) { return row.any().unit_name; });
    columns.add_text("indicator", rows, [](const TwoPlansRow& row) { return row.any().indicator; });
    columns.add_text("variant", rows, [](const TwoPlansRow& row) { return row.any().variant; });
    columns.add_text("period", rows, [](const TwoPlansRow& row) { return row.any().period.text(); });
    columns.add_boolean("counts_for_both", rows, [](const TwoPlansRow& row) { return row.counts_for_both(); });
    const auto add = [&](const std::string& plan, std::optional<ResultRow> TwoPlansRow::* which) {
      const auto integer = [&](const char* what, auto get) {
        columns.add_integer((std::string(what) + plan).c_str(), rows, [which, get](const TwoPlansRow& row) {
          return row.*which ? std::optional<std::int64_t>(get(*(row.*which))) : std::nullopt;
        });
      };
      integer("numerator_", [](const ResultRow& row) { return row.cell.numerator; });
      integer("denominator_", [](const ResultRow& row) { return row.cell.denominator; });
      integer("unreported_", [](const ResultRow& row) { return row.cell.unreported; });
      integer("target_percent_", [](const ResultRow& row) { return row.target_percent; });
      columns.add_text(("status_" + plan).c_str(), rows, [which](const TwoPlansRow& row) {
        return row.*which ? std::optional(name((row.*which)->status)) : std::nullopt;
      });
    };
    add("first", &TwoPlansRow::first);
    add("second", &TwoPlansRow::second);
  });
}

}  // namespace

void bind_two_plans(py::module_& m) {
  using namespace py::literals;

  py::class_<TwoPlans, std::shared_ptr<TwoPlans>>(m, "TwoPlans", "Two plans, counted from the same records.")
      .def_readonly("first", &TwoPlans::first, "The plan of the dataset.")
      .def_readonly("second", &TwoPlans::second, "The other plan.")
      .def_readonly("periods", &TwoPlans::periods, "The periods shown.")
      .def_property_readonly(
          "rows", &rows_table,
          R"(A row for each unit, indicator, variant and period; counts_for_both where both count the same things, and then told once.

numerator_first, denominator_first, unreported_first, target_percent_first and status_first are the first plan's, those on _second the other's;
missing where a plan does not ask for the figure.)")
      .def("__repr__", [](const TwoPlans& self) {
        return "<TwoPlans " + self.first.id + " and " + self.second.id + ": " + std::to_string(self.rows.size()) +
               " rows>";
      });

  auto dataset = py::reinterpret_borrow<DatasetClass>(m.attr("Dataset"));
  dataset.def(
      "with_plan",
      [](const SharedReading& self, const Programme& second, const ViewArgument& view,
         const std::optional<OneOrMore<PeriodArgument>>& periods,
         const std::optional<OneOrMore<std::string>>& indicators, const std::optional<OneOrMore<std::string>>& variants,
         const ExtraIndicators& extra, const std::optional<Book>& book, const AttributeWords& attributes,
         const UnitWords& unit_attributes) {
        Request asked = request(view, extra, periods, indicators, variants);
        asked.book = book;
        asked.attributes = stated_attributes(attributes, unit_attributes);
        return std::make_shared<TwoPlans>(evaluate_two_plans(*self, second, asked));
      },
      "second"_a, py::kw_only(), "view"_a = ViewArgument{{ViewKind::current, {}}}, "periods"_a = py::none(),
      "indicators"_a = py::none(), "variants"_a = py::none(), "extra"_a = py::none(), "book"_a = py::none(),
      "attributes"_a = AttributeWords{}, "unit_attributes"_a = UnitWords{}, ReleaseGil(),
      R"(Evaluate another plan beside the dataset's own, from the same records, in the time that belongs to both.

Args:
    second: the other plan, as `Programme.load` gives it.
    view, periods, indicators, variants, extra, book, attributes, unit_attributes: as in `indicators`. Default: the units of today, the quarters of both plans that have ended, and
        the targets of each.

Raises:
    InvalidValue: the plans have no quarter in common, or as `indicators` raises.)");
}

}  // namespace hoctap::python
