#include "pybind.hpp"

#include "hoctap/indicator/suppression.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hoctap/core/error.hpp"
#include "progress.hpp"

namespace hoctap::python {

namespace {

using Counts = std::vector<std::vector<std::vector<std::int64_t>>>;
using Bits = std::vector<std::vector<std::vector<bool>>>;
using Members = std::vector<std::vector<std::uint32_t>>;
using Releases = std::vector<std::vector<std::pair<std::vector<std::uint32_t>, std::vector<std::uint32_t>>>>;

struct SuppressedTable {
  Suppression suppression;
  std::size_t units = 0;
  std::size_t groups = 0;
  std::size_t figures = 0;

  template <class IsSet>
  Bits bits(IsSet is_set) const {
    Bits all(units, std::vector(groups, std::vector<bool>(figures)));
    std::size_t row = 0;
    for (auto& of_unit : all)
      for (auto& of_group : of_unit)
        for (std::size_t figure = 0; figure < figures; ++figure) of_group[figure] = is_set(row++);
    return all;
  }
};

SuppressedTable suppressed(const Counts& counts, Members units, Members groups, const std::optional<Releases>& releases,
                           std::int64_t threshold, const py::object& progress) {
  CountsToProtect table;
  table.places = counts.size();
  table.categories = counts.empty() ? 0 : counts.front().size();
  table.states = table.categories == 0 ? 1 : counts.front().front().size();
  const auto check = [&](std::size_t given, std::size_t categories, std::size_t states) {
    const std::size_t wanted = categories * states;
    if (given != wanted)
      throw InvalidValue(
          {MessageCode::counts_of_other_shape,
           {std::to_string(given), "1", std::to_string(categories), std::to_string(states), std::to_string(wanted)}});
  };
  for (const auto& of_place : counts) {
    check(of_place.size(), table.categories, 1);
    for (const auto& of_category : of_place) {
      check(of_category.size(), 1, table.states);
      table.counts.insert(table.counts.end(), of_category.begin(), of_category.end());
    }
  }
  table.units = std::move(units);
  table.groups = std::move(groups);
  if (releases) {
    for (const auto& release : *releases) {
      auto& figures = table.releases.emplace_back();
      for (const auto& [counted, others] : release) figures.push_back({counted, others});
    }
  } else {
    table.releases = successive_periods(table.states == 0 ? 0 : table.states - 1);
  }
  std::size_t figures = 0;
  for (const auto& release : table.releases) figures += release.size();
  return {run_with_progress(progress, [&](auto told) { return suppress(table, threshold, told); }), table.units.size(),
          table.groups.size(), figures};
}

}  // namespace

void bind_suppression(py::module_& m) {
  using namespace py::literals;

  py::class_<SuppressedTable>(m, "Suppression",
                              R"(Which sums of a table of counts are withheld, by unit, group and figure.

A row is published where neither of its two sums is withheld.)")
      .def_property_readonly(
          "counted",
          [](const SuppressedTable& self) {
            return self.bits([&](std::size_t row) { return self.suppression.counted[row] != 0; });
          },
          "Whether the number of those whom the figure counts is withheld: [unit][group][figure].")
      .def_property_readonly(
          "others",
          [](const SuppressedTable& self) {
            return self.bits([&](std::size_t row) { return self.suppression.others[row] != 0; });
          },
          "Whether the number of the others is withheld: [unit][group][figure].")
      .def_property_readonly(
          "left_out",
          [](const SuppressedTable& self) {
            return self.bits([&](std::size_t row) { return self.suppression.left_out[row] != 0; });
          },
          "Whether both are withheld because nothing of the row can be told beside what was published before.")
      .def_property_readonly(
          "withheld",
          [](const SuppressedTable& self) {
            return self.bits([&](std::size_t row) { return self.suppression.is_withheld(row); });
          },
          "Whether the row is withheld: [unit][group][figure].")
      .def("__repr__", [](const SuppressedTable& self) {
        std::size_t withheld = 0;
        for (std::size_t row = 0; row < self.suppression.counted.size(); ++row)
          if (self.suppression.is_withheld(row)) ++withheld;
        return "<Suppression: " + std::to_string(withheld) + " of " + std::to_string(self.suppression.counted.size()) +
               " rows withheld>";
      });

  m.def("suppress", &suppressed, "counts"_a, "units"_a, "groups"_a, py::kw_only(), "releases"_a = py::none(),
        "threshold"_a = 5, "progress"_a = py::none(),
        R"(Choose which sums of a whole release of counts of persons are withheld, so that nobody can tell a small one.

Every sum of 1 to `threshold` - 1 persons is protected, of units and places, groups and categories: of those whom a figure counts, of its
others and of all of them, and of those whom one figure counts and another, which counts fewer, does not. Whoever knows all that is published
can tell of a withheld sum only that it lies in an interval, and that is wider than the threshold. Releases are decided one after the other:
what was published stays.

Args:
    counts: [place][category][state]. A state is what a person can be to all figures together ("trained", "learned but not trained", "neither");
        what nobody can be is left out, and taken to be known. Default: first counted in the first period, in the second …, and last in none.
    units: the units that are shown, of one or several views, each by its places.
    groups: the groups that are shown, of one or several tables, each by its categories; totals are groups of all of them.
    releases: what is published together, one after the other: each a list of figures, each a pair of the states that it counts and those of
        its others. Default: a figure for each period but the last state, which counts who was first counted up to it.
    threshold: counts below it are small.
    progress: called with the number of releases that are decided and of all.

Raises:
    InvalidValue: counts of unequal length, a set that names what is not there, a threshold below 1 or above 2^31, or more sums to be guarded
        than can be in reasonable time.)");
}

}  // namespace hoctap::python
