#include "indicator/protection.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "hoctap/core/error.hpp"
#include "hoctap/measure/unit_tree.hpp"

namespace hoctap::indicator {

namespace {

std::string name_of(const Figure& figure) { return figure.indicator->id + " " + figure.variant->id; }

// A cell that only moves bounds of what others counted.
bool moves_bounds(const Cell& cell) {
  return cell.numerator == 0 && cell.denominator == 0 && cell.unreported == 0 && !(cell == Cell{});
}

}  // namespace

bool takes(const Categories::Values& group, const Categories::Values& category) {
  for (std::size_t i = 0; i < group.size(); ++i)
    if (group[i] != Categories::all && group[i] != category[i]) return false;
  return true;
}

// By class and category.
struct Evaluation::Protection::Counts {
  std::vector<std::int64_t> passing;  // who is known to
  std::vector<std::int64_t> everybody;
  std::vector<std::int64_t> valued;   // who passes, of those who are in the value
  std::vector<std::int64_t> failing;  // likewise
};

std::size_t Evaluation::Protection::add(const Figure& figure, const Counted& together, const Split& apart,
                                        const std::vector<Categories::Values>& groups) {
  told_.push_back({&figure, &together, &apart, &groups});
  return told_.size() - 1;
}

bool Evaluation::Protection::is_of_all_labourers(const Figure& figure) const {
  return figure.counts_workers() &&
         evaluation_.workers_->task(figure.worker_task).question.base != WorkerBase::transfer_sectors;
}

void Evaluation::Protection::find_populations() {
  const Figure* all = nullptr;
  const Figure* some = nullptr;
  for (const Told& one : told_) {
    if (!one.figure->counts_workers()) continue;
    const bool is_of_all = is_of_all_labourers(*one.figure);
    const Figure* const other = is_of_all || (some && some->variant != one.figure->variant) ? some : all;
    if (other) throw InvalidValue({MessageCode::breakdown_of_several, {name_of(*other), name_of(*one.figure)}});
    (is_of_all ? all : some) = one.figure;
  }
  std::map<const IndicatorVariant*, std::size_t> numbers;
  for (std::size_t i = 0; i < told_.size(); ++i) {
    const IndicatorVariant* const key = is_of_all_labourers(*told_[i].figure) ? nullptr : told_[i].figure->variant;
    const auto [known, is_new] = numbers.try_emplace(key, populations_.size());
    if (is_new) populations_.emplace_back();
    told_[i].population = known->second;
    populations_[known->second].told.push_back(i);
  }
}

void Evaluation::Protection::decide() {
  find_populations();
  for (Population& population : populations_) decide(population);
}

void Evaluation::Protection::decide(Population& population) {
  const auto day = [this](std::size_t i) { return told_[i].figure->day; };
  std::stable_sort(population.told.begin(), population.told.end(),
                   [&](std::size_t a, std::size_t b) { return day(a) < day(b); });
  std::vector<std::size_t> different;  // a year and its last quarter say the same
  std::map<std::tuple<const IndicatorVariant*, int, Date>, std::uint32_t> series;
  for (const std::size_t i : population.told) {
    const IndicatorVariant* const variant = told_[i].figure->variant;
    const auto same = std::find_if(different.begin(), different.end(), [&](std::size_t other) {
      return day(other) == day(i) && told_[other].figure->variant == variant;
    });
    told_[i].number = static_cast<std::size_t>(same - different.begin());
    if (same != different.end()) continue;
    const bool is_new_day = different.empty() || day(different.back()) != day(i);
    population.release.push_back(different.empty() ? 0 : population.release.back() + (is_new_day ? 1 : 0));
    different.push_back(i);
    // What grows from day to day, within the plan or a year; else every day stands for itself.
    const int year = variant->window == Window::year ? day(i).year() : 0;
    const Date alone = variant->window == Window::plan || variant->window == Window::year ? Date() : day(i);
    population.series.push_back(
        series.try_emplace({variant, year, alone}, static_cast<std::uint32_t>(series.size())).first->second);
  }
  population.told = std::move(different);

  std::set<Categories::Values> groups;
  std::set<Standing> standings;
  std::set<std::uint32_t> categories;
  for (const std::size_t i : population.told) {
    const Split& apart = *told_[i].apart;
    groups.insert(told_[i].groups->begin(), told_[i].groups->end());
    categories.insert(apart.categories.begin(), apart.categories.end());
    categories.insert(apart.shared_categories.begin(), apart.shared_categories.end());
    for (const Contribution& contribution : apart.contributions)
      if (contribution.place != no_version) standings.insert({{contribution.place}, false});
    for (const SharedContribution& thing : apart.shared) standings.insert(standing_of(thing));
  }
  population.groups.assign(groups.begin(), groups.end());
  population.categories.assign(categories.begin(), categories.end());
  population.standings.assign(standings.begin(), standings.end());
  find_units(population);
  find_classes(population);

  std::vector<Counts> counts;
  for (const std::size_t i : population.told) counts.push_back(counts_of(population, i));
  protect_over_time(population, counts);
  const std::size_t releases = population.release.empty() ? 0 : population.release.back() + 1;
  for (std::size_t release = 0; release < releases; ++release) protect_values(population, counts, release);
  population.is_closed.assign(releases, 0);
  for (std::size_t row = 0; row < population.withheld.size(); ++row)
    if (population.withheld[row] != 0) population.is_closed[population.release[row % population.told.size()]] = 1;
}

Evaluation::Protection::Standing Evaluation::Protection::standing_of(const SharedContribution& thing) {
  Standing standing{{thing.places.begin(), thing.places.end()}, true};
  std::sort(standing.places.begin(), standing.places.end());
  return standing;
}

std::vector<bool> Evaluation::Protection::standings_in(const Population& population, const View& view,
                                                       const Where& where) const {
  std::vector<bool> inside;
  for (const Standing& standing : population.standings)
    inside.push_back(std::any_of(standing.places.begin(), standing.places.end(), [&](VersionId place) {
      return is_in(view.place(place), standing.is_shared, view, where);
    }));
  return inside;
}

// As rolling up has it: what lies somewhere in several units is in a row that has all of them, a thing of several
// places in each unit that surely has one.
bool Evaluation::Protection::is_in(const Placement& placement, bool is_shared, const View& view, const Where& where) {
  if (placement.kind != PlacementKind::exact && placement.kind != PlacementKind::spread) return false;
  if (where.kind == RowKind::territory) return true;
  if (placement.kind == PlacementKind::spread && (is_shared || where.kind == RowKind::unit)) return false;
  return std::all_of(placement.units.begin(), placement.units.end(), [&](VersionId unit) {
    return std::any_of(where.units.begin(), where.units.end(),
                       [&](std::size_t position) { return view.units()[position] == unit; });
  });
}

// Every unit, group of units, unit above them and the territory, on the units of every day.
void Evaluation::Protection::find_units(Population& population) {
  const Programme& programme = evaluation_.reading_.programme;
  std::set<Date> days = days_;
  days.insert(programme.first);
  for (const UnitEvent& event : evaluation_.gazetteer_.events())
    if (programme.first < event.date) days.insert(event.date);
  for (const Date date : days) {
    const View& view = evaluation_.view_on(date);
    std::vector<Where> wheres{{RowKind::territory, {}}};
    for (std::size_t unit = 0; unit < view.units().size(); ++unit) wheres.push_back({RowKind::unit, {unit}});
    const UnitTree tree(view);
    for (std::size_t layer = 1; layer + 1 < tree.layers().size(); ++layer) {
      std::vector<Where> above(tree.layers()[layer].units.size(), {RowKind::joint, {}});
      for (std::size_t unit = 0; unit < tree.layers()[layer].holders.size(); ++unit)
        if (tree.layers()[layer].holders[unit] != UnitTree::none)
          above[tree.layers()[layer].holders[unit]].units.push_back(unit);
      wheres.insert(wheres.end(), above.begin(), above.end());
    }
    for (const std::size_t i : population.told) {
      const RolledUp rolled(told_[i].together->contributions, view, told_[i].together->shared);
      for (const auto& group : rolled.groups()) wheres.push_back({RowKind::joint, group});
    }
    for (const Where& where : wheres)
      population.units.try_emplace(standings_in(population, view, where), population.units.size());
  }
}

void Evaluation::Protection::find_classes(Population& population) {
  std::map<std::vector<bool>, std::uint32_t> classes;
  for (std::size_t i = 0; i < population.standings.size(); ++i) {
    std::vector<bool> in(population.units.size());
    for (const auto& [inside, number] : population.units) in[number] = inside[i];
    if (std::find(in.begin(), in.end(), true) == in.end()) continue;  // outside the territory
    const auto number = static_cast<std::uint32_t>(classes.size());
    population.class_of[population.standings[i]] = classes.try_emplace(std::move(in), number).first->second;
  }
  population.classes = classes.size();
}

CountsToProtect Evaluation::Protection::table_of(const Population& population) const {
  CountsToProtect table;
  table.places = population.classes;
  table.categories = population.categories.size();
  table.units.resize(population.units.size());
  for (const auto& [inside, number] : population.units) {
    std::set<std::uint32_t> members;
    for (std::size_t i = 0; i < inside.size(); ++i)
      if (inside[i]) members.insert(population.class_of.at(population.standings[i]));
    table.units[number].assign(members.begin(), members.end());
  }
  for (const Categories::Values& group : population.groups) {
    auto& members = table.groups.emplace_back();
    for (std::size_t i = 0; i < population.categories.size(); ++i)
      if (takes(group, categories_[population.categories[i]])) members.push_back(static_cast<std::uint32_t>(i));
  }
  return table;
}

Evaluation::Protection::Counts Evaluation::Protection::counts_of(const Population& population, std::size_t told) const {
  const std::vector<std::int64_t> nobody(population.cells(), 0);
  Counts counts{nobody, nobody, nobody, nobody};
  const Split& apart = *told_[told].apart;
  const auto add = [&](const Standing& standing, std::uint32_t of, const Cell& cell) {
    const auto place = population.class_of.find(standing);
    if (place == population.class_of.end()) return;
    const auto& all = population.categories;
    const auto category = static_cast<std::size_t>(std::lower_bound(all.begin(), all.end(), of) - all.begin());
    const std::size_t at = place->second * all.size() + category;
    counts.passing[at] += cell.lower_num;
    counts.everybody[at] += cell.denominator + cell.unreported;
    counts.valued[at] += cell.numerator;
    counts.failing[at] += cell.denominator - cell.numerator;
  };
  for (std::size_t i = 0; i < apart.contributions.size(); ++i)
    add({{apart.contributions[i].place}, false}, apart.categories[i], apart.contributions[i].cell);
  for (std::size_t i = 0; i < apart.shared.size(); ++i)
    add(standing_of(apart.shared[i]), apart.shared_categories[i], apart.shared[i].cell);
  return counts;
}

// Somebody may be trained and know no transfer, and the other way round, even where nobody is: else who has one but not
// the other would be taken for a count of persons wherever the numbers allow it.
void Evaluation::Protection::allow_either(const Population& population, Stacks& stacks) const {
  const auto is_transfer = [&](std::size_t told) {
    return evaluation_.workers_->task(told_[told].figure->worker_task).question.evidence == Evidence::transfer;
  };
  const auto is_learning = [&](std::size_t told) {
    return evaluation_.workers_->task(told_[told].figure->worker_task).question.evidence == Evidence::learned;
  };
  for (const bool knows_transfer : {false, true}) {
    Stacks::State state;
    for (const std::size_t told : population.told)
      state.push_back(is_learning(told) || is_transfer(told) == knows_transfer ? Stacks::Mark::counted
                                                                               : Stacks::Mark::other);
    stacks.allow(state);
  }
}

// Who is known to pass, and everybody else; over time.
void Evaluation::Protection::protect_over_time(Population& population, const std::vector<Counts>& counts) {
  Stacks stacks(population.cells(), population.release, population.series);
  if (!population.told.empty() && is_of_all_labourers(*told_[population.told.front()].figure))
    allow_either(population, stacks);
  for (std::size_t cell = 0; cell < population.cells(); ++cell) {
    std::vector<Stacks::Segment> segments;
    for (std::uint32_t figure = 0; figure < counts.size(); ++figure) {
      const std::int64_t passing = std::max<std::int64_t>(0, counts[figure].passing[cell]);
      segments.push_back({figure, Stacks::Mark::counted, 0, passing});
      segments.push_back({figure, Stacks::Mark::other, passing, counts[figure].everybody[cell]});
    }
    stacks.add(cell, segments);
  }
  CountsToProtect table = table_of(population);
  stacks.write(table);
  const Suppression found = suppress(table, small_below_, progress_);
  population.withheld.resize(found.counted.size());
  for (std::size_t row = 0; row < population.withheld.size(); ++row)
    population.withheld[row] = found.is_withheld(row) ? 1 : 0;
}

// What the rows of a day say beside that, where reports are missing: who is in the value.
void Evaluation::Protection::protect_values(Population& population, const std::vector<Counts>& counts,
                                            std::size_t release) {
  std::vector<std::size_t> figures;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (population.release[i] != release) continue;
    bool is_said_already = true;
    for (std::size_t cell = 0; cell < population.cells(); ++cell)
      is_said_already = is_said_already && counts[i].valued[cell] == counts[i].passing[cell] &&
                        counts[i].failing[cell] == counts[i].everybody[cell] - counts[i].passing[cell];
    if (!is_said_already) figures.push_back(i);
  }
  if (figures.empty()) return;
  // Of each figure who passes, in the value and beside it; and who fails in it, from the other end of the row.
  Stacks stacks(population.cells(), std::vector<std::size_t>(2 * figures.size(), 0),
                std::vector<std::uint32_t>(2 * figures.size(), FigureToProtect::no_series));
  for (std::size_t cell = 0; cell < population.cells(); ++cell) {
    std::int64_t all = 0;
    for (const std::size_t i : figures)
      all = std::max({all, counts[i].everybody[cell],
                      std::max(counts[i].valued[cell], counts[i].passing[cell]) + counts[i].failing[cell]});
    std::vector<Stacks::Segment> segments;
    for (std::uint32_t k = 0; k < figures.size(); ++k) {
      const Counts& one = counts[figures[k]];
      const std::int64_t valued = std::max<std::int64_t>(0, one.valued[cell]);
      segments.push_back({2 * k, Stacks::Mark::counted, 0, valued});
      segments.push_back({2 * k, Stacks::Mark::other, valued, one.passing[cell]});
      segments.push_back({2 * k + 1, Stacks::Mark::counted, all - std::max<std::int64_t>(0, one.failing[cell]), all});
    }
    stacks.add(cell, segments);
  }
  CountsToProtect table = table_of(population);
  stacks.write(table);
  const std::size_t rows = table.units.size() * table.groups.size();
  for (std::size_t row = 0; row < rows; ++row)
    for (const std::size_t i : figures)
      for (int said = 0; said < 2; ++said) table.unpublished.push_back(population.withheld[row * counts.size() + i]);
  const Suppression found = suppress(table, small_below_, progress_);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t k = 0; k < figures.size(); ++k) {
      const std::size_t at = (row * figures.size() + k) * 2;
      if (found.is_withheld(at) || found.is_withheld(at + 1)) population.withheld[row * counts.size() + figures[k]] = 1;
    }
}

bool Evaluation::Protection::is_withheld(std::size_t number, const View& view, const Where& where,
                                         const Categories::Values& group) const {
  const Told& told = told_[number];
  const Population& population = populations_[told.population];
  const auto unit = population.units.find(standings_in(population, view, where));
  const auto known = std::find(population.groups.begin(), population.groups.end(), group);
  if (unit == population.units.end() || known == population.groups.end())
    throw NotFound({MessageCode::no_such_figure, {name_of(*told.figure)}});  // every row shown was protected
  const auto of = static_cast<std::size_t>(known - population.groups.begin());
  const std::size_t row = unit->second * population.groups.size() + of;
  return population.withheld[row * population.told.size() + told.number] != 0;
}

bool Evaluation::Protection::is_closed(std::size_t number) const {
  const Population& population = populations_[told_[number].population];
  return population.is_closed[population.release[told_[number].number]] != 0;
}

void Evaluation::Protection::hide(std::size_t number, const View& view, const Where& where, bool is_widened,
                                  ResultRow& row) const {
  const Counted& together = *told_[number].together;
  is_widened = is_widened || !together.shared.empty() ||
               std::any_of(together.contributions.begin(), together.contributions.end(),
                           [](const Contribution& one) { return moves_bounds(one.cell); });
  const bool is_hidden = is_withheld(number, view, where, told_[number].groups->front());
  if (!is_hidden && !(is_widened && is_closed(number))) return;
  withhold(row, is_hidden ? ResultFlag::withheld : ResultFlag::bounds_withheld);
}

void withhold(ResultRow& row, ResultFlag what) {
  row.flags = static_cast<std::uint16_t>(row.flags | static_cast<std::uint16_t>(what));
  if (what == ResultFlag::withheld) row.cell.numerator = row.cell.denominator = 0;
  row.has_bounds = false;
  row.cell.unreported = row.cell.lower_num = row.cell.lower_den = row.cell.upper_num = row.cell.upper_den = 0;
  // What is judged by them would tell of them.
  row.status = row.target_percent == 0 ? Status::informative : Status::undetermined;
  row.reach = Reach::not_applicable;
  row.path = std::nullopt;
  row.pace_from_lower = row.pace_from_upper = row.present_rate = row.turns_needed = row.turns_now = std::nullopt;
}

}  // namespace hoctap::indicator
