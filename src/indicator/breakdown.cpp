#include "hoctap/indicator/breakdown.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/joined.hpp"
#include "hoctap/core/error.hpp"
#include "indicator/categories.hpp"
#include "indicator/evaluation.hpp"
#include "indicator/protection.hpp"
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
  Broken(Evaluation& evaluation, const ReleaseRequest& asked, std::vector<std::vector<Apart>> tables)
      : evaluation_(evaluation),
        small_below_(asked.small_below),
        views_(asked.views),
        categories_(evaluation.reading_, evaluation.centres_, evaluation.areas_, all_of(tables), asked.age_bands),
        tables_(std::move(tables)),
        protection_(evaluation, categories_, asked.small_below, asked.progress) {}

  std::vector<Breakdown> tables(const std::vector<Period>& shown) {
    for (const Figure& figure : evaluation_.figures_) count(figure);
    protect();
    std::vector<Breakdown> all;
    for (const ViewChoice& view : views_)
      for (const std::vector<Apart>& by : tables_) all.push_back(table(view, by, shown));
    return all;
  }

 private:
  // A figure told apart, as far as it does not depend on the units that are shown.
  struct OfFigure {
    const Figure* figure = nullptr;
    std::map<Date, std::pair<Counted, Split>> by_date;  // of things the units matter; else there is one
    std::vector<Categories::Values> groups;             // of all tables
    std::size_t protected_as = 0;                       // of persons
  };

  // Each dimension once.
  static std::vector<Apart> all_of(const std::vector<std::vector<Apart>>& tables) {
    std::vector<Apart> all;
    for (const auto& by : tables)
      for (const Apart one : by)
        if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
    return all;
  }

  static bool depends_on_units(const Figure& figure) { return !figure.counts_workers() && !figure.counts_centres(); }
  bool is_protected(const Figure& figure) const { return small_below_ > 0 && Protection::counts_persons(figure); }

  const std::pair<Counted, Split>& told_of(const OfFigure& one, Date date) const {
    return depends_on_units(*one.figure) ? one.by_date.at(date) : one.by_date.begin()->second;
  }

  void count(const Figure& figure) {
    OfFigure one;
    one.figure = &figure;
    Findings& findings = evaluation_.findings_;
    const auto before = static_cast<std::ptrdiff_t>(findings.size());
    for (const ViewChoice& choice : views_) {
      const Date date = evaluation_.date_of(choice, figure);
      if (!one.by_date.empty() && (!depends_on_units(figure) || one.by_date.count(date) != 0)) continue;
      auto& [together, apart] = one.by_date[date];
      together = evaluation_.count(figure, evaluation_.view_on(date));
      split(figure, together, apart);
    }
    // What is noticed of persons says how many they are.
    if (is_protected(figure)) findings.erase(findings.begin() + before, findings.end());
    find_groups(one);
    figures_.push_back(std::move(one));
  }

  void split(const Figure& figure, const Counted& together, Split& apart) {
    if (figure.counts_workers()) {
      apart = evaluation_.workers_->split(
          figure.worker_task,
          [&](std::uint32_t row, VersionId place) { return categories_.of_person(row, figure.day, place); },
          categories_.of_nobody());
      return;
    }
    const CountedUnit unit = figure.indicator->unit;
    for (const Contribution& contribution : together.contributions) {
      std::uint32_t category = 0;
      if (figure.counts_centres())
        category = categories_.of_centre(contribution.evidence, figure.day, contribution.place);
      else if (unit == CountedUnit::session || unit == CountedUnit::turn)
        category = categories_.of_session(contribution.evidence, contribution.place);
      else if (unit == CountedUnit::title)
        category = categories_.of_title(contribution.evidence, contribution.place);
      else
        category = categories_.of_place(contribution.place);
      apart.add(contribution, category);
    }
    for (const SharedContribution& thing : together.shared) {
      std::set<std::uint32_t> values;
      for (const VersionId place : thing.places)
        values.insert(unit == CountedUnit::title ? categories_.of_title(thing.evidence, place)
                                                 : categories_.of_place(place));
      apart.shared.push_back(thing);
      apart.shared_categories.push_back(categories_.in_common(values));
    }
  }

  bool is_in(const std::vector<Apart>& by, std::size_t dimension) const {
    return std::find(by.begin(), by.end(), categories_.by()[dimension]) != by.end();
  }

  // Every category that a figure has, and all totals of them, as the tables tell them apart.
  void find_groups(OfFigure& one) const {
    const std::size_t dimensions = categories_.by().size();
    std::set<std::uint32_t> own;
    for (const auto& [date, told] : one.by_date) {
      own.insert(told.second.categories.begin(), told.second.categories.end());
      own.insert(told.second.shared_categories.begin(), told.second.shared_categories.end());
    }
    std::set<Categories::Values> groups{Categories::Values(dimensions, Categories::all)};
    for (const std::uint32_t category : own)
      for (std::size_t mask = 0; mask < std::size_t{1} << dimensions; ++mask) {
        Categories::Values group = categories_[category];
        for (std::size_t i = 0; i < dimensions; ++i)
          if ((mask >> i & 1U) != 0) group[i] = Categories::all;
        const auto tells = [&](const std::vector<Apart>& by) { return is_told_by(by, group); };
        if (std::any_of(tables_.begin(), tables_.end(), tells)) groups.insert(std::move(group));
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
    std::sort(one.groups.begin(), one.groups.end(), [&](const auto& a, const auto& b) { return words(a) < words(b); });
  }

  // Whether the table has a row of the group.
  bool is_told_by(const std::vector<Apart>& by, const Categories::Values& group) const {
    for (std::size_t i = 0; i < group.size(); ++i)
      if (group[i] != Categories::all && !is_in(by, i)) return false;
    return true;
  }

  void protect() {
    if (small_below_ == 0) return;
    for (OfFigure& one : figures_) {
      for (const ViewChoice& view : views_) protection_.add_day(evaluation_.date_of(view, *one.figure));
      if (!is_protected(*one.figure)) continue;
      const auto& [together, apart] = one.by_date.begin()->second;  // persons are the same on all units
      one.protected_as = protection_.add(*one.figure, together, apart, one.groups);
    }
    protection_.decide();
  }

  Breakdown table(const ViewChoice& choice, const std::vector<Apart>& by, const std::vector<Period>& shown) {
    std::vector<BreakdownRow> rows;
    for (const OfFigure& one : figures_)
      if (std::find(shown.begin(), shown.end(), one.figure->period) != shown.end())
        write(one, evaluation_.view_on(evaluation_.date_of(choice, *one.figure)), by, rows);
    return {
        by, std::move(rows), choice, small_below_, evaluation_.reading_.dataset.is_simulated(), evaluation_.findings_};
  }

  static RolledUp rolled_up(const Split& apart, const View& view, auto is_taken) {
    std::vector<Contribution> contributions;
    for (std::size_t i = 0; i < apart.contributions.size(); ++i)
      if (is_taken(apart.categories[i])) contributions.push_back(apart.contributions[i]);
    std::vector<SharedContribution> shared;
    for (std::size_t i = 0; i < apart.shared.size(); ++i)
      if (is_taken(apart.shared_categories[i])) shared.push_back(apart.shared[i]);
    return {contributions, view, shared};
  }

  void write(const OfFigure& one, const View& view, const std::vector<Apart>& by, std::vector<BreakdownRow>& rows) {
    const auto& [together, apart] = told_of(one, view.date());
    const Shown shown = evaluation_.show(*one.figure, view, together);
    const std::vector<Where> wheres = evaluation_.rows_of(shown);
    std::vector<std::vector<BreakdownRow>> by_where(wheres.size());
    for (const Categories::Values& group : one.groups) {
      if (!is_told_by(by, group)) continue;
      const RolledUp exact =
          rolled_up(apart, view, [&](std::uint32_t category) { return takes(group, categories_[category]); });
      const RolledUp open =
          rolled_up(apart, view, [&](std::uint32_t category) { return may_take(group, categories_[category]); });
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
        row.is_count = total.is_count;
        row.has_bounds = total.has_bounds;
        for (const Apart dimension : by) {
          const auto& all = categories_.by();
          const auto at = static_cast<std::size_t>(std::find(all.begin(), all.end(), dimension) - all.begin());
          row.values.push_back(categories_.word(at, group[at]));
        }
        row.label = categories_.label(group);
        const Cell may_be = cell_at(open, where);
        if (is_total) {
          row.cell = total.cell;
        } else {
          measure::Widened widened(cell_at(exact, where));
          widened.spread(may_be);
          row.cell = widened.cell();
        }
        const bool is_widened = !(may_be == Cell{}) || total.has_flag(ResultFlag::spread) || !apart.shared.empty();
        if (is_protected(*one.figure)) hide(one, view, where, group, is_widened, row);
        by_where[i].push_back(std::move(row));
      }
    }
    for (auto& of_unit : by_where)
      for (BreakdownRow& row : of_unit) rows.push_back(std::move(row));
  }

  void hide(const OfFigure& one, const View& view, const Where& where, const Categories::Values& group, bool is_widened,
            BreakdownRow& row) const {
    row.is_withheld = protection_.is_withheld(one.protected_as, view, where, group);
    row.are_bounds_withheld = row.is_withheld || (is_widened && protection_.is_closed(one.protected_as));
    if (row.is_withheld) row.cell = {};
    if (!row.are_bounds_withheld) return;
    row.has_bounds = false;
    row.cell.unreported = row.cell.lower_num = row.cell.lower_den = row.cell.upper_num = row.cell.upper_den = 0;
  }

  Evaluation& evaluation_;
  std::int64_t small_below_;
  std::vector<ViewChoice> views_;
  Categories categories_;
  std::vector<std::vector<Apart>> tables_;
  std::vector<OfFigure> figures_;
  Protection protection_;
};

namespace {

// The dimensions of a table by their names.
std::vector<Apart> dimensions_of(const std::vector<std::string>& names, const std::vector<Figure>& figures) {
  std::vector<Apart> by;
  for (const std::string& name : names) {
    std::vector<std::string> known;
    for (const Apart one : dimensions_apart()) known.emplace_back(hoctap::name(one));
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) throw NotFound({MessageCode::no_such_dimension, {name, joined(known)}});
    by.push_back(dimensions_apart()[static_cast<std::size_t>(found - known.begin())]);
    if (std::count(by.begin(), by.end(), by.back()) > 1) throw InvalidValue({MessageCode::dimension_twice, {name}});
    for (const Figure& figure : figures) {
      if (Categories::tells(figure.indicator->unit, by.back())) continue;
      std::vector<std::string> own;
      for (const Apart one : dimensions_apart())
        if (Categories::tells(figure.indicator->unit, one)) own.emplace_back(hoctap::name(one));
      throw InvalidValue({MessageCode::not_told_apart, {figure.indicator->id, name, joined(own)}});
    }
  }
  return by;
}

}  // namespace

std::vector<Breakdown> Evaluation::release(const ReleaseRequest& asked, const std::vector<Period>& shown) {
  if (asked.by.empty() || asked.views.empty()) return {};
  std::vector<std::vector<Apart>> tables;
  for (const auto& names : asked.by) tables.push_back(dimensions_of(names, figures_));
  return Broken(*this, asked, std::move(tables)).tables(shown);
}

}  // namespace hoctap::indicator

namespace hoctap {

Breakdown evaluate_by(const Reading& reading, const BreakdownRequest& asked) {
  ReleaseRequest release;
  release.request = asked.request;
  release.views = {asked.request.view};
  release.by = {asked.by};
  release.age_bands = asked.age_bands;
  release.small_below = asked.small_below;
  release.progress = asked.progress;
  return evaluate_release(reading, release).front();
}

std::vector<Breakdown> evaluate_release(const Reading& reading, const ReleaseRequest& asked) {
  constexpr std::size_t most_dimensions = 4;
  std::set<std::string> dimensions;
  std::size_t most_named = 0;
  for (const auto& by : asked.by) {
    dimensions.insert(by.begin(), by.end());
    most_named = std::max(most_named, by.size());
  }
  most_named = std::max(most_named, dimensions.size());
  if (most_named > most_dimensions)
    throw InvalidValue({MessageCode::number_outside_range, {std::to_string(most_named) + " (by)", "0", "4"}});
  if (asked.small_below < 0)
    throw InvalidValue({MessageCode::setting_below_zero, {"small_below", std::to_string(asked.small_below)}});
  for (std::size_t i = 1; i < asked.age_bands.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (asked.age_bands[i].from < asked.age_bands[j].until && asked.age_bands[j].from < asked.age_bands[i].until)
        throw InvalidValue({MessageCode::headcount_band,
                            {std::to_string(asked.age_bands[i].from), std::to_string(asked.age_bands[i].until)}});
  Request request = asked.request;
  request.small_below = 0;  // what is withheld is found for all tables together
  std::vector<Period> shown = request.periods;
  const Date known = reading.obligations.day();
  if (shown.empty()) {
    for (const Period& quarter : reading.programme.quarters())
      if (quarter.last() <= known) shown.push_back(quarter);
    if (shown.empty() && !reading.programme.quarters().empty()) shown.push_back(reading.programme.quarters().front());
  }
  request.periods = shown;
  // What was published before must not be told by what is published now.
  if (asked.small_below > 0)
    for (const Period& quarter : indicator::earlier_quarters(reading, shown)) request.periods.push_back(quarter);
  return indicator::Evaluation(reading, request).release(asked, shown);
}

}  // namespace hoctap
