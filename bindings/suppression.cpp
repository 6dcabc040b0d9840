#include "pybind.hpp"

#include "hoctap/indicator/suppression.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "hoctap/core/error.hpp"

namespace hoctap::python {

namespace {

using Counts = std::vector<std::vector<std::vector<std::int64_t>>>;
using Bits = std::vector<std::vector<std::vector<bool>>>;
using Members = std::vector<std::vector<std::uint32_t>>;

struct SuppressedTable {
  Suppression suppression;
  std::size_t units = 0;
  std::size_t groups = 0;
  std::size_t periods = 0;

  template <class IsSet>
  Bits bits(IsSet is_set) const {
    Bits all(units, std::vector(groups, std::vector<bool>(periods)));
    std::size_t row = 0;
    for (auto& of_unit : all)
      for (auto& of_group : of_unit)
        for (std::size_t period = 0; period < periods; ++period) of_group[period] = is_set(row++);
    return all;
  }
};

SuppressedTable suppressed(const Counts& counts, Members units, Members groups, std::int64_t threshold) {
  CountsToProtect table;
  table.places = counts.size();
  table.categories = counts.empty() ? 0 : counts.front().size();
  const std::size_t times = table.categories == 0 ? 1 : counts.front().front().size();
  table.periods = times == 0 ? 0 : times - 1;
  const auto check = [&](std::size_t given, std::size_t categories, std::size_t wanted_times) {
    const std::size_t wanted = categories * wanted_times;
    if (given != wanted)
      throw InvalidValue({MessageCode::counts_of_other_shape,
                          {std::to_string(given), "1", std::to_string(categories), std::to_string(wanted_times),
                           std::to_string(wanted)}});
  };
  for (const auto& of_place : counts) {
    check(of_place.size(), table.categories, 1);
    for (const auto& of_category : of_place) {
      check(of_category.size(), 1, times);
      table.counts.insert(table.counts.end(), of_category.begin(), of_category.end());
    }
  }
  table.units = std::move(units);
  table.groups = std::move(groups);
  return {suppress(table, threshold), table.units.size(), table.groups.size(), table.periods};
}

}  // namespace

void bind_suppression(py::module_& m) {
  using namespace py::literals;

  py::class_<SuppressedTable>(m, "Suppression",
                              R"(Which sums of a table of counts are withheld, by unit, group and period.

A row is published where neither of its two sums is withheld.)")
      .def_property_readonly(
          "counted",
          [](const SuppressedTable& self) {
            return self.bits([&](std::size_t row) { return self.suppression.counted[row] != 0; });
          },
          "Whether the number of those counted by the end of the period is withheld: [unit][group][period].")
      .def_property_readonly(
          "others",
          [](const SuppressedTable& self) {
            return self.bits([&](std::size_t row) { return self.suppression.others[row] != 0; });
          },
          "Whether the number of those not counted by then is withheld: [unit][group][period].")
      .def_property_readonly(
          "left_out",
          [](const SuppressedTable& self) {
            return self.bits([&](std::size_t row) { return self.suppression.left_out[row] != 0; });
          },
          "Whether both are withheld because nothing of the row can be told beside what was published of earlier periods.")
      .def_property_readonly(
          "withheld",
          [](const SuppressedTable& self) {
            return self.bits([&](std::size_t row) { return self.suppression.is_withheld(row); });
          },
          "Whether the row is withheld: [unit][group][period].")
      .def("__repr__", [](const SuppressedTable& self) {
        std::size_t withheld = 0;
        for (std::size_t row = 0; row < self.suppression.counted.size(); ++row)
          if (self.suppression.is_withheld(row)) ++withheld;
        return "<Suppression: " + std::to_string(withheld) + " of " + std::to_string(self.suppression.counted.size()) +
               " rows withheld>";
      });

  m.def("suppress", &suppressed, "counts"_a, "units"_a, "groups"_a, py::kw_only(), "threshold"_a = 5, ReleaseGil(),
        R"(Choose which sums of a table of counts of persons are withheld, so that nobody can tell a small one.

Every sum of 1 to `threshold` - 1 persons is protected: of units and places, groups and categories, by the end of a period, in any run of
periods, and of those not counted. Whoever knows all that is published can tell of a withheld sum only that it lies in an interval, and that is
wider than the threshold. Periods are decided one after the other: what was published stays.

Args:
    counts: [place][category][time]: so many who were first counted in each period, and last those who were in none.
    units: the units that are shown, of one or several views, each by its places.
    groups: the groups that are shown, each by its categories; totals are groups of all of them.
    threshold: counts below it are small.

Raises:
    InvalidValue: counts of unequal length, a set that names what is not there, a threshold below 1 or above 2^31, or more than 20,000 sums
        to be guarded.)");
}

}  // namespace hoctap::python
