#include "hoctap/indicator/breakdown.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "core/joined.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/indicator/suppression.hpp"
#include "indicator/categories.hpp"
#include "indicator/evaluation.hpp"
#include "measure/widened.hpp"

namespace hoctap {

struct Breakdown::Content {
  std::vector<Apart> by;
  std::vector<BreakdownRow> rows;
  ViewChoice view;
  std::int64_t small_below = 0;
  std::size_t withheld = 0;
  bool is_simulated = false;
  Findings findings;
};

namespace {

const auto& content_of(const auto& content) {
  using Content = std::remove_cvref_t<decltype(*content)>;
  static const Content nothing;
  return content ? *content : nothing;
}

}  // namespace

Breakdown::Breakdown(std::vector<Apart> by, std::vector<BreakdownRow> rows, const ViewChoice& view,
                     std::int64_t small_below, bool is_simulated, Findings findings) {
  auto content = std::make_shared<Content>();
  content->withheld = static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [](const BreakdownRow& row) { return row.is_withheld; }));
  content->by = std::move(by);
  content->rows = std::move(rows);
  content->view = view;
  content->small_below = small_below;
  content->is_simulated = is_simulated;
  content->findings = std::move(findings);
  content_ = std::move(content);
}

std::span<const BreakdownRow> Breakdown::rows() const { return content_of(content_).rows; }
std::span<const Apart> Breakdown::by() const { return content_of(content_).by; }
const ViewChoice& Breakdown::view() const { return content_of(content_).view; }
std::int64_t Breakdown::small_below() const { return content_of(content_).small_below; }
std::size_t Breakdown::withheld() const { return content_of(content_).withheld; }
bool Breakdown::is_simulated() const { return content_of(content_).is_simulated; }
std::span<const Finding> Breakdown::findings() const { return content_of(content_).findings; }

const BreakdownRow& Breakdown::row(std::string_view unit_code, std::string_view indicator, const Period& period,
                                   const std::vector<std::string>& values, std::string_view variant) const {
  for (const BreakdownRow& row : rows())
    if ((unit_code.empty() ? row.kind == RowKind::territory : row.unit_code == unit_code) &&
        row.indicator == indicator && row.variant == variant && row.period == period && row.values == values)
      return row;
  throw NotFound({MessageCode::no_such_figure,
                  {std::string(unit_code) + " " + std::string(indicator) + " " + std::string(variant) + " " +
                   period.text() + " " + joined(values)}});
}

}  // namespace hoctap

namespace hoctap::indicator {

namespace {

// The value of a group that is known, or is told by another: every value of the dimension, or one of them.
bool takes(const Categories::Values& group, const Categories::Values& category) {
  for (std::size_t i = 0; i < group.size(); ++i)
    if (group[i] != Categories::all && group[i] != category[i]) return false;
  return true;
}

// Whether something of an unknown value may belong to the group all the same.
bool may_take(const Categories::Values& group, const Categories::Values& category) {
  bool is_open = false;
  for (std::size_t i = 0; i < group.size(); ++i) {
    if (group[i] == Categories::all || group[i] == category[i]) continue;
    if (category[i] != Categories::unknown) return false;
    is_open = true;
  }
  return is_open;
}

}  // namespace

class Evaluation::Broken {
 public:
  Broken(Evaluation& evaluation, const BreakdownRequest& asked, std::vector<Apart> by)
      : evaluation_(evaluation),
        small_below_(asked.small_below),
        categories_(evaluation.reading_, evaluation.centres_, evaluation.areas_, std::move(by), asked.age_bands) {}

  static bool counts_persons(const Figure& figure) {
    return figure.counts_workers() || figure.indicator->unit == CountedUnit::person;
  }

  Breakdown table(const std::vector<Period>& shown) {
    check_alone();
    for (const Figure& figure : evaluation_.figures_) count(figure);
    find_groups();
    protect();
    std::vector<BreakdownRow> rows;
    for (const OfFigure& one : figures_)
      if (std::find(shown.begin(), shown.end(), one.figure->period) != shown.end()) write(one, rows);
    return {{categories_.by().begin(), categories_.by().end()},
            std::move(rows),
            evaluation_.request_.view,
            small_below_,
            evaluation_.reading_.dataset.is_simulated(),
            std::move(evaluation_.findings_)};
  }

 private:
  // Counts of persons of a figure, in one row of a view: by group.
  struct OfFigure {
    const Figure* figure = nullptr;
    Counted together;
    Split apart;
    std::vector<Categories::Values> groups;
    std::size_t series = none;  // of persons
    std::size_t time = 0;       // in the series
  };
  // Where something counted stands: in one place, or as one thing in each of several.
  struct Standing {
    std::vector<VersionId> places;
    bool is_shared = false;
    friend auto operator<=>(const Standing&, const Standing&) = default;
  };
  // What of one indicator is published day after day.
  struct Series {
    std::vector<std::size_t> figures;  // one a day
    std::vector<Categories::Values> groups;
    std::map<std::vector<bool>, std::size_t> units;  // by what stands in them
    std::vector<Standing> standings;
    std::vector<std::uint8_t> withheld;   // by unit, group and day
    std::vector<std::uint8_t> is_closed;  // by day: something is withheld
  };
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  // Series are protected one by one; two that count some of the same persons would tell of each other.
  void check_alone() const {
    if (small_below_ == 0) return;
    const Figure* first = nullptr;
    for (const Figure& figure : evaluation_.figures_) {
      if (!counts_persons(figure)) continue;
      if (first && first->variant != figure.variant)
        throw InvalidValue({MessageCode::breakdown_of_several, {name_of(*first), name_of(figure)}});
      first = &figure;
    }
  }

  static std::string name_of(const Figure& figure) { return figure.indicator->id + " " + figure.variant->id; }

  void count(const Figure& figure) {
    OfFigure one;
    one.figure = &figure;
    Findings& findings = evaluation_.findings_;
    const auto before = static_cast<std::ptrdiff_t>(findings.size());
    one.together = evaluation_.count(figure, evaluation_.view_of(figure));
    // What is noticed of persons says how many they are.
    if (small_below_ > 0 && counts_persons(figure)) findings.erase(findings.begin() + before, findings.end());
    Split& apart = one.apart;
    if (figure.counts_workers()) {
      apart = evaluation_.workers_->split(
          figure.worker_task,
          [&](std::uint32_t row, VersionId place) { return categories_.of_person(row, figure.day, place); },
          categories_.of_nobody());
    } else {
      for (const Contribution& contribution : one.together.contributions)
        apart.add(contribution, figure.counts_centres()
                                    ? categories_.of_centre(contribution.evidence, figure.day, contribution.place)
                                    : categories_.of_place(contribution.place));
      for (const SharedContribution& thing : one.together.shared) {
        std::set<std::uint32_t> values;
        for (const VersionId place : thing.places) values.insert(categories_.of_place(place));
        apart.shared.push_back(thing);
        apart.shared_categories.push_back(values.size() == 1 ? *values.begin() : categories_.of_nobody());
      }
    }
    figures_.push_back(std::move(one));
  }

  // Every category that a figure has, and all totals of them.
  void find_groups() {
    const std::size_t dimensions = categories_.by().size();
    for (OfFigure& one : figures_) {
      std::set<std::uint32_t> own(one.apart.categories.begin(), one.apart.categories.end());
      own.insert(one.apart.shared_categories.begin(), one.apart.shared_categories.end());
      std::set<Categories::Values> groups{Categories::Values(dimensions, Categories::all)};
      for (const std::uint32_t category : own)
        for (std::size_t mask = 0; mask < std::size_t{1} << dimensions; ++mask) {
          Categories::Values group = categories_[category];
          for (std::size_t i = 0; i < dimensions; ++i)
            if ((mask >> i & 1U) != 0) group[i] = Categories::all;
          groups.insert(std::move(group));
        }
      one.groups.assign(groups.begin(), groups.end());
      // Totals first, then by the values in words; unknown last.
      const auto words = [&](const Categories::Values& group) {
        std::vector<std::pair<int, std::string>> key;
        for (std::size_t i = 0; i < group.size(); ++i)
          key.emplace_back(group[i] == Categories::all       ? 0
                           : group[i] == Categories::unknown ? 2
                                                             : 1,
                           categories_.word(i, group[i]));
        return key;
      };
      std::sort(one.groups.begin(), one.groups.end(),
                [&](const auto& a, const auto& b) { return words(a) < words(b); });
    }
  }

  RolledUp rolled_up(const OfFigure& one, const View& view, auto is_taken) const {
    std::vector<Contribution> contributions;
    for (std::size_t i = 0; i < one.apart.contributions.size(); ++i)
      if (is_taken(categories_[one.apart.categories[i]])) contributions.push_back(one.apart.contributions[i]);
    std::vector<SharedContribution> shared;
    for (std::size_t i = 0; i < one.apart.shared.size(); ++i)
      if (is_taken(categories_[one.apart.shared_categories[i]])) shared.push_back(one.apart.shared[i]);
    return {contributions, view, shared};
  }

  void write(const OfFigure& one, std::vector<BreakdownRow>& rows) {
    const Shown shown = evaluation_.show(*one.figure, evaluation_.view_of(*one.figure), one.together);
    const View& view = *shown.view;
    const std::vector<Where> wheres = evaluation_.rows_of(shown);
    std::vector<std::vector<BreakdownRow>> by_where(wheres.size());
    for (const Categories::Values& group : one.groups) {
      const RolledUp exact = rolled_up(one, view, [&](const auto& category) { return takes(group, category); });
      const RolledUp open = rolled_up(one, view, [&](const auto& category) { return may_take(group, category); });
      const bool is_total =
          std::all_of(group.begin(), group.end(), [](std::uint16_t value) { return value == Categories::all; });
      for (std::size_t i = 0; i < wheres.size(); ++i) {
        const Where& where = wheres[i];
        const ResultRow total = evaluation_.row(*one.figure, shown, where);
        BreakdownRow row;
        row.kind = total.kind;
        row.unit_code = total.unit_code;
        row.unit_name = total.unit_name;
        row.indicator = total.indicator;
        row.variant = total.variant;
        row.period = total.period;
        row.has_bounds = total.has_bounds;
        for (std::size_t dimension = 0; dimension < group.size(); ++dimension)
          row.values.push_back(categories_.word(dimension, group[dimension]));
        row.label = categories_.label(group);
        const Cell may_be = cell_at(open, where);
        if (is_total) {
          row.cell = total.cell;
        } else {
          measure::Widened widened(cell_at(exact, where));
          widened.spread(may_be);
          row.cell = widened.cell();
        }
        const bool is_widened = !(may_be == Cell{}) || total.has_flag(ResultFlag::spread) || !one.apart.shared.empty();
        hide(one, view, where, group, is_widened, row);
        by_where[i].push_back(std::move(row));
      }
    }
    for (auto& of_unit : by_where)
      for (BreakdownRow& row : of_unit) rows.push_back(std::move(row));
  }

  void hide(const OfFigure& one, const View& view, const Where& where, const Categories::Values& group, bool is_widened,
            BreakdownRow& row) const {
    if (one.series == none) return;
    const Series& series = series_[one.series];
    const std::size_t days = series.figures.size();
    const auto unit = series.units.find(standings_in(series, view, where));
    const auto known = std::find(series.groups.begin(), series.groups.end(), group);
    if (unit == series.units.end() || known == series.groups.end())
      throw NotFound({MessageCode::no_such_figure, {row.unit_code}});  // every row shown was protected
    const auto number = static_cast<std::size_t>(known - series.groups.begin());
    row.is_withheld = series.withheld[(unit->second * series.groups.size() + number) * days + one.time] != 0;
    row.are_bounds_withheld = row.is_withheld || (is_widened && series.is_closed[one.time] != 0);
    if (row.is_withheld) row.cell = {};
    if (!row.are_bounds_withheld) return;
    row.has_bounds = false;
    row.cell.unreported = row.cell.lower_num = row.cell.lower_den = row.cell.upper_num = row.cell.upper_den = 0;
  }

  std::vector<bool> standings_in(const Series& series, const View& view, const Where& where) const {
    std::vector<bool> inside;
    for (const Standing& standing : series.standings)
      inside.push_back(std::any_of(standing.places.begin(), standing.places.end(), [&](VersionId place) {
        return is_in(view.place(place), standing.is_shared, view, where);
      }));
    return inside;
  }

  // As rolling up has it: what lies somewhere in several units is in a row that has all of them, a thing of several
  // places in each unit that surely has one.
  static bool is_in(const Placement& placement, bool is_shared, const View& view, const Where& where) {
    if (placement.kind != PlacementKind::exact && placement.kind != PlacementKind::spread) return false;
    if (where.kind == RowKind::territory) return true;
    if (placement.kind == PlacementKind::spread && (is_shared || where.kind == RowKind::unit)) return false;
    return std::all_of(placement.units.begin(), placement.units.end(), [&](VersionId unit) {
      return std::any_of(where.units.begin(), where.units.end(),
                         [&](std::size_t position) { return view.units()[position] == unit; });
    });
  }

  // The days on which the territory's units changed, and those whose units are asked for.
  std::set<Date> days_of_views() {
    const Programme& programme = evaluation_.reading_.programme;
    std::set<Date> days{programme.first};
    for (const UnitEvent& event : evaluation_.gazetteer_.events())
      if (programme.first < event.date) days.insert(event.date);
    for (const OfFigure& one : figures_) days.insert(evaluation_.view_of(*one.figure).date());
    return days;
  }

  void protect() {
    if (small_below_ == 0) return;
    std::map<std::tuple<const IndicatorVariant*, int, Date>, std::size_t> numbers;
    for (std::size_t i = 0; i < figures_.size(); ++i) {
      const Figure& figure = *figures_[i].figure;
      if (!counts_persons(figure)) continue;
      // What grows from day to day, within the plan or a year; else every day stands for itself.
      const Window window = figure.variant->window;
      const int year = window == Window::year ? figure.day.year() : 0;
      const Date alone = window == Window::plan || window == Window::year ? Date() : figure.day;
      const auto [known, is_new] = numbers.try_emplace({figure.variant, year, alone}, series_.size());
      if (is_new) series_.emplace_back();
      series_[known->second].figures.push_back(i);
      figures_[i].series = known->second;
    }
    for (Series& series : series_) protect(series);
  }

  void protect(Series& series) {
    const auto day = [this](std::size_t i) { return figures_[i].figure->day; };
    std::stable_sort(series.figures.begin(), series.figures.end(),
                     [&](std::size_t a, std::size_t b) { return day(a) < day(b); });
    std::vector<std::size_t> days;  // a year and its last quarter say the same
    for (const std::size_t i : series.figures) {
      if (days.empty() || day(days.back()) != day(i)) days.push_back(i);
      figures_[i].time = days.size() - 1;
    }
    series.figures = std::move(days);
    std::set<Categories::Values> groups;
    std::set<Standing> standings;
    std::set<std::uint32_t> categories;
    for (const std::size_t i : series.figures) {
      const OfFigure& one = figures_[i];
      groups.insert(one.groups.begin(), one.groups.end());
      categories.insert(one.apart.categories.begin(), one.apart.categories.end());
      categories.insert(one.apart.shared_categories.begin(), one.apart.shared_categories.end());
      for (const Contribution& contribution : one.apart.contributions)
        if (contribution.place != no_version) standings.insert({{contribution.place}, false});
      for (const SharedContribution& thing : one.apart.shared) standings.insert(standing_of(thing));
    }
    series.groups.assign(groups.begin(), groups.end());
    series.standings.assign(standings.begin(), standings.end());
    find_units(series);

    // What stands in the same units is in one place.
    std::vector<std::vector<bool>> units(series.units.size());
    for (const auto& [inside, number] : series.units) units[number] = inside;
    std::map<std::vector<bool>, std::uint32_t> classes;
    std::map<Standing, std::uint32_t> class_of;
    for (std::size_t i = 0; i < series.standings.size(); ++i) {
      std::vector<bool> in;
      for (const auto& unit : units) in.push_back(unit[i]);
      if (std::find(in.begin(), in.end(), true) == in.end()) continue;  // outside the territory
      const auto number = static_cast<std::uint32_t>(classes.size());
      class_of[series.standings[i]] = classes.try_emplace(std::move(in), number).first->second;
    }
    CountsToProtect table;
    table.places = classes.size();
    table.units.resize(units.size());
    for (const auto& [in, number] : classes)
      for (std::size_t unit = 0; unit < units.size(); ++unit)
        if (in[unit]) table.units[unit].push_back(number);
    const std::vector<std::uint32_t> shown(categories.begin(), categories.end());
    table.categories = shown.size();
    for (const Categories::Values& group : series.groups) {
      auto& members = table.groups.emplace_back();
      for (std::size_t i = 0; i < shown.size(); ++i)
        if (takes(group, categories_[shown[i]])) members.push_back(static_cast<std::uint32_t>(i));
    }
    withhold(series, std::move(table), class_of, shown);
  }

  static Standing standing_of(const SharedContribution& thing) {
    Standing standing{{thing.places.begin(), thing.places.end()}, true};
    std::sort(standing.places.begin(), standing.places.end());
    return standing;
  }

  // Every unit, group of units and the territory, on the units of every day.
  void find_units(Series& series) {
    for (const Date date : days_of_views()) {
      const View& view = evaluation_.view_on(date);
      std::vector<Where> wheres{{RowKind::territory, {}}};
      for (std::size_t unit = 0; unit < view.units().size(); ++unit) wheres.push_back({RowKind::unit, {unit}});
      for (const std::size_t i : series.figures) {
        const RolledUp rolled(figures_[i].together.contributions, view, figures_[i].together.shared);
        for (const auto& group : rolled.groups()) wheres.push_back({RowKind::joint, group});
      }
      for (const Where& where : wheres)
        series.units.try_emplace(standings_in(series, view, where), series.units.size());
    }
  }

  // By class, category and day, what a cell says.
  std::vector<std::int64_t> counted(const Series& series, const CountsToProtect& table,
                                    const std::map<Standing, std::uint32_t>& class_of,
                                    const std::vector<std::uint32_t>& shown, auto number) const {
    const std::size_t days = series.figures.size();
    std::vector<std::int64_t> all(table.places * table.categories * days);
    for (std::size_t time = 0; time < days; ++time) {
      const Split& apart = figures_[series.figures[time]].apart;
      const auto add = [&](const Standing& standing, std::uint32_t of, const Cell& cell) {
        const auto place = class_of.find(standing);
        if (place == class_of.end()) return;
        const auto category = std::lower_bound(shown.begin(), shown.end(), of) - shown.begin();
        all[(place->second * table.categories + static_cast<std::size_t>(category)) * days + time] += number(cell);
      };
      for (std::size_t i = 0; i < apart.contributions.size(); ++i)
        add({{apart.contributions[i].place}, false}, apart.categories[i], apart.contributions[i].cell);
      for (std::size_t i = 0; i < apart.shared.size(); ++i)
        add(standing_of(apart.shared[i]), apart.shared_categories[i], apart.shared[i].cell);
    }
    return all;
  }

  void withhold(Series& series, CountsToProtect table, const std::map<Standing, std::uint32_t>& class_of,
                const std::vector<std::uint32_t>& shown) {
    const std::size_t days = series.figures.size();
    const std::size_t cells = table.places * table.categories;
    const auto by_day = [&](auto number) { return counted(series, table, class_of, shown, number); };
    // Who is known to pass, and everybody else; over time.
    const auto passing = by_day([](const Cell& cell) { return cell.lower_num; });
    const auto everybody = by_day([](const Cell& cell) { return cell.denominator + cell.unreported; });
    table.periods = days;
    table.counts.resize(cells * (days + 1));
    for (std::size_t cell = 0; cell < cells; ++cell) {
      for (std::size_t time = 0; time < days; ++time)
        table.counts[cell * (days + 1) + time] =
            passing[cell * days + time] - (time == 0 ? 0 : passing[cell * days + time - 1]);
      table.counts[cell * (days + 1) + days] = everybody[cell * days + days - 1] - passing[cell * days + days - 1];
    }
    const Suppression over_time = suppress(table, small_below_);
    const std::size_t rows = table.units.size() * table.groups.size();
    series.withheld.resize(rows * days);
    for (std::size_t row = 0; row < series.withheld.size(); ++row)
      series.withheld[row] = over_time.is_withheld(row) ? 1 : 0;

    // What a day's row says beside that, where reports are missing: who is in the value.
    const auto valued = by_day([](const Cell& cell) { return cell.numerator; });
    const auto silent = by_day([](const Cell& cell) { return cell.lower_num - cell.numerator; });
    const auto failing = by_day([](const Cell& cell) { return cell.denominator - cell.numerator; });
    struct Beside {
      const std::vector<std::int64_t>* counts;
      const std::vector<std::int64_t>* rest;
    };
    for (const auto& [counts, rest] : {Beside{&valued, &silent}, Beside{&failing, nullptr}})
      for (std::size_t time = 0; time < days; ++time) {
        CountsToProtect of_day;
        of_day.places = table.places;
        of_day.categories = table.categories;
        of_day.periods = 1;
        of_day.units = table.units;
        of_day.groups = table.groups;
        bool is_said_already = true;
        for (std::size_t cell = 0; cell < cells; ++cell) {
          const std::int64_t one = (*counts)[cell * days + time];
          const std::int64_t other = rest ? (*rest)[cell * days + time] : 0;
          const std::int64_t known =
              rest ? passing[cell * days + time] : everybody[cell * days + time] - passing[cell * days + time];
          is_said_already = is_said_already && one == known;
          of_day.counts.insert(of_day.counts.end(), {one, std::max<std::int64_t>(0, other)});
        }
        if (is_said_already) continue;
        for (std::size_t row = 0; row < rows; ++row) of_day.unpublished.push_back(series.withheld[row * days + time]);
        const Suppression more = suppress(of_day, small_below_);
        for (std::size_t row = 0; row < rows; ++row)
          if (more.is_withheld(row)) series.withheld[row * days + time] = 1;
      }
    series.is_closed.assign(days, 0);
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t time = 0; time < days; ++time)
        if (series.withheld[row * days + time] != 0) series.is_closed[time] = 1;
  }

  Evaluation& evaluation_;
  std::int64_t small_below_;
  Categories categories_;
  std::vector<OfFigure> figures_;
  std::vector<Series> series_;
};

Breakdown Evaluation::breakdown(const BreakdownRequest& asked, const std::vector<Period>& shown) {
  // Where none is named: those that do not count persons, and the first that does.
  if (asked.small_below > 0 && asked.request.indicators.empty()) {
    const IndicatorInfo* first = nullptr;
    std::erase_if(figures_, [&first](const Figure& figure) {
      if (!Broken::counts_persons(figure)) return false;
      if (!first) first = figure.indicator;
      return figure.indicator != first;
    });
  }
  std::vector<Apart> by;
  for (const std::string& name : asked.by) {
    std::vector<std::string> known;
    for (const Apart one : dimensions_apart()) known.emplace_back(hoctap::name(one));
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) throw NotFound({MessageCode::no_such_dimension, {name, joined(known)}});
    by.push_back(dimensions_apart()[static_cast<std::size_t>(found - known.begin())]);
    if (std::count(by.begin(), by.end(), by.back()) > 1) throw InvalidValue({MessageCode::dimension_twice, {name}});
    for (const Figure& figure : figures_) {
      if (Categories::tells(figure.indicator->unit, by.back())) continue;
      std::vector<std::string> own;
      for (const Apart one : dimensions_apart())
        if (Categories::tells(figure.indicator->unit, one)) own.emplace_back(hoctap::name(one));
      throw InvalidValue({MessageCode::not_told_apart, {figure.indicator->id, name, joined(own)}});
    }
  }
  return Broken(*this, asked, std::move(by)).table(shown);
}

}  // namespace hoctap::indicator

namespace hoctap {

Breakdown evaluate_by(const Reading& reading, const BreakdownRequest& asked) {
  constexpr std::size_t most_dimensions = 4;
  if (asked.by.size() > most_dimensions)
    throw InvalidValue({MessageCode::number_outside_range, {std::to_string(asked.by.size()) + " (by)", "0", "4"}});
  if (asked.small_below < 0)
    throw InvalidValue({MessageCode::setting_below_zero, {"small_below", std::to_string(asked.small_below)}});
  for (std::size_t i = 1; i < asked.age_bands.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (asked.age_bands[i].from < asked.age_bands[j].until && asked.age_bands[j].from < asked.age_bands[i].until)
        throw InvalidValue({MessageCode::headcount_band,
                            {std::to_string(asked.age_bands[i].from), std::to_string(asked.age_bands[i].until)}});
  Request request = asked.request;
  std::vector<Period> shown = request.periods;
  const Date known = reading.obligations.day();
  if (shown.empty()) {
    for (const Period& quarter : reading.programme.quarters())
      if (quarter.last() <= known) shown.push_back(quarter);
    if (shown.empty() && !reading.programme.quarters().empty()) shown.push_back(reading.programme.quarters().front());
  }
  request.periods = shown;
  // What was published before must not be told by what is published now.
  if (asked.small_below > 0 && !shown.empty()) {
    const auto later = [](const Period& a, const Period& b) { return a.last() < b.last(); };
    const Date last = std::max_element(shown.begin(), shown.end(), later)->last();
    for (const Period& quarter : reading.programme.quarters())
      if (quarter.last() <= last && quarter.first() <= known &&
          std::find(shown.begin(), shown.end(), quarter) == shown.end())
        request.periods.push_back(quarter);
  }
  return indicator::Evaluation(reading, request).breakdown(asked, shown);
}

}  // namespace hoctap
