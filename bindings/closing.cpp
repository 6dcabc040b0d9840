#include "pybind.hpp"

#include "hoctap/indicator/closing.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "budget_columns.hpp"
#include "names.hpp"
#include "reading.hpp"
#include "request.hpp"
#include "table.hpp"

namespace hoctap::python {

namespace {

TableView steps_table(const std::shared_ptr<const Closing>& self) {
  return table_of("steps", self->row.has_flag(ResultFlag::simulated), self->steps.size(), [self](Columns& columns) {
    const auto& rows = self->steps;
    columns.add_text("subject", rows, [](const ClosingStep& row) { return row.subject; });
    columns.add_text("place", rows, [](const ClosingStep& row) { return row.place_code; });
    columns.add_text("place_name", rows, [](const ClosingStep& row) { return row.place_name; });
    columns.add_boolean("is_reported", rows, [](const ClosingStep& row) { return row.is_reported; });
    columns.add_integer("gain", rows, [](const ClosingStep& row) { return row.gain; });
    columns.add_integer("so_far", rows, [](const ClosingStep& row) { return row.so_far; });
    columns.add_text("lacks_vi", rows, [](const ClosingStep& row) { return row.lacks.text(Language::vi); });
    columns.add_text("lacks_en", rows, [](const ClosingStep& row) { return row.lacks.text(Language::en); });
  });
}

std::string needed(const std::optional<std::int64_t>& number) { return number ? std::to_string(*number) : "?"; }

}  // namespace

void bind_closing(py::module_& m) {
  using namespace py::literals;

  py::class_<Closing, std::shared_ptr<Closing>>(m, "Closing",
                                                "What would close the gap between a figure and its target.")
      .def_readonly("row", &Closing::row, "The figure.")
      .def_readonly("target_percent", &Closing::target_percent, "The plan's target; 100 where it sets none.")
      .def_readonly(
          "at_least", &Closing::at_least,
          R"(How many more of what the indicator counts (centres, labourers …) must pass, if all that is unknown passes.

None where the whole is not known or empty.)")
      .def_readonly("at_most", &Closing::at_most, "Likewise, if nothing that is unknown passes.")
      .def_readonly(
          "enough", &Closing::enough,
          "So many of the first steps close the gap, if each gains what it can; 0: none is needed, or all are not enough.")
      .def_property_readonly("can_be_closed", &Closing::can_be_closed,
                             "Whether the steps are enough; None where `at_most` is.")
      .def_property_readonly(
          "steps", &steps_table,
          R"(What does not pass yet, ranked: subject, place, place_name, is_reported, gain, so_far, lacks_vi, lacks_en.

First what is not reported, where a report may be all that it takes, then by gain, the largest first. `gain` is by how many of what the
indicator counts the numerator grows at most, `so_far` the gain of the step and of those before it.)")
      .def("__repr__", [](const Closing& self) {
        return "<Closing " + self.row.unit_code + " " + self.row.indicator + " " + self.row.period.text() + ": " +
               needed(self.at_least) + " to " + needed(self.at_most) + " needed, " + std::to_string(self.steps.size()) +
               " steps>";
      });

  auto dataset = py::reinterpret_borrow<DatasetClass>(m.attr("Dataset"));
  dataset.def(
      "closing",
      [](const SharedReading& self, std::string_view unit, std::string_view indicator, const PeriodArgument& period,
         std::string_view variant, const ViewArgument& view, const ExtraIndicators& extra,
         const std::optional<Book>& book, const AttributeWords& attributes, const UnitWords& unit_attributes,
         const std::optional<std::int64_t>& small_below) {
        Request asked = request(view, extra);
        asked.book = book;
        asked.attributes = stated_attributes(attributes, unit_attributes);
        asked.small_below = checked_threshold(small_below);
        return std::make_shared<Closing>(closing(*self, asked, unit, indicator, period.period, variant));
      },
      "unit"_a, "indicator"_a, "period"_a, py::kw_only(), "variant"_a = "default",
      "view"_a = ViewArgument{{ViewKind::plan_territory, {}}}, "extra"_a = py::none(), "book"_a = py::none(),
      "attributes"_a = AttributeWords{}, "unit_attributes"_a = UnitWords{},
      "small_below"_a = std::optional<std::int64_t>(Request{}.small_below), ReleaseGil(),
      R"(Say what would close the gap to a target: which centres and what each lacks, or how many labourers in which places.

Args: as in `explain`. Counts of labourers are those of single places: not for publication. Of an
indicator whose small counts are withheld (R2b) there are no steps, and no gap where the figure itself is.

Raises:
    NotFound: there is no such unit, indicator or variant.
    InvalidValue: the period lies outside the plan, or the indicator is a count without a whole.)");
}

}  // namespace hoctap::python
