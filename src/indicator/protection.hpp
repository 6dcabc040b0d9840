// Which small counts of persons are withheld, of all figures that are evaluated together and on the units of all days.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <vector>

#include "indicator/categories.hpp"
#include "indicator/evaluation.hpp"
#include "indicator/stacks.hpp"

namespace hoctap::indicator {

// The value of a group that is known, or is told by another: every value of the dimension, or one of them.
bool takes(const Categories::Values& group, const Categories::Values& category);

// Leaves of a row what may be told where its counts, or only what bounds it, are withheld.
void withhold(ResultRow& row, ResultFlag what);

class Evaluation::Protection {
 public:
  using Progress = std::function<bool(std::size_t done, std::size_t all)>;

  Protection(Evaluation& evaluation, const Categories& categories, std::int64_t small_below, Progress progress)
      : evaluation_(evaluation), categories_(categories), small_below_(small_below), progress_(std::move(progress)) {}

  static bool counts_persons(const Figure& figure) {
    return figure.counts_workers() || figure.indicator->unit == CountedUnit::person;
  }

  // Adds what a figure counts and the groups of which it is told, and gives its number. What is handed over is kept by
  // reference until decide().
  std::size_t add(const Figure& figure, const Counted& together, const Split& apart,
                  const std::vector<Categories::Values>& groups);
  // Days whose units are shown beside those of the plan's start and of every act.
  void add_day(Date day) { days_.insert(day); }
  // Throws InvalidValue for figures that cannot be protected together.
  void decide();

  bool is_withheld(std::size_t number, const View& view, const Where& where, const Categories::Values& group) const;
  // Whether something of the figure's day is withheld: bounds that others widen would tell of it.
  bool is_closed(std::size_t number) const;
  // Takes from a row what may not be shown of it. `is_widened`: others widen its bounds.
  void hide(std::size_t number, const View& view, const Where& where, bool is_widened, ResultRow& row) const;

 private:
  struct Told {
    const Figure* figure;
    const Counted* together;
    const Split* apart;
    const std::vector<Categories::Values>* groups;
    std::size_t population = 0;
    std::size_t number = 0;  // in the population
  };
  // Where something counted stands: in one place, or as one thing in each of several.
  struct Standing {
    std::vector<VersionId> places;
    bool is_shared = false;
    friend auto operator<=>(const Standing&, const Standing&) = default;
  };
  // Persons of whom several figures tell, day after day.
  struct Population {
    std::vector<std::size_t> told;     // figures that say different things, by day
    std::vector<std::size_t> release;  // of each of them
    std::vector<std::uint32_t> series;
    std::vector<Categories::Values> groups;
    std::vector<std::uint32_t> categories;  // those that there are
    std::vector<Standing> standings;
    std::map<std::vector<bool>, std::size_t> units;  // by what stands in them
    std::map<Standing, std::uint32_t> class_of;      // what stands in the same units is in one place
    std::size_t classes = 0;
    std::vector<std::uint8_t> withheld;   // by unit, group and figure
    std::vector<std::uint8_t> is_closed;  // by release
    std::size_t cells() const { return classes * categories.size(); }
  };
  struct Counts;  // of one figure, by class and category

  bool is_of_all_labourers(const Figure& figure) const;
  void find_populations();
  void decide(Population& population);
  void find_units(Population& population);
  void find_classes(Population& population);
  CountsToProtect table_of(const Population& population) const;  // without counts and figures
  Counts counts_of(const Population& population, std::size_t told) const;
  void protect_over_time(Population& population, const std::vector<Counts>& counts);
  void protect_values(Population& population, const std::vector<Counts>& counts, std::size_t release);
  void allow_either(const Population& population, Stacks& stacks) const;
  std::vector<bool> standings_in(const Population& population, const View& view, const Where& where) const;
  static bool is_in(const Placement& placement, bool is_shared, const View& view, const Where& where);
  static Standing standing_of(const SharedContribution& thing);

  Evaluation& evaluation_;
  const Categories& categories_;
  std::int64_t small_below_;
  Progress progress_;
  std::vector<Told> told_;
  std::vector<Population> populations_;
  std::set<Date> days_;
};

}  // namespace hoctap::indicator
