// From counts to rows: figures rolled up over a view and judged.
#include <algorithm>
#include <limits>
#include <utility>

#include "hoctap/money/checked.hpp"
#include "indicator/evaluation.hpp"
#include "money/int128.hpp"

namespace hoctap::indicator {
namespace {

constexpr std::uint16_t bit(ResultFlag flag) { return static_cast<std::uint16_t>(flag); }

std::int64_t narrowed(Int128 number) {
  if (number > std::numeric_limits<std::int64_t>::max())
    throw_overflow(std::numeric_limits<std::int64_t>::max(), '+', 1);
  return static_cast<std::int64_t>(number);
}

// a · b ÷ c, rounded down; for whole numbers that are not negative.
std::int64_t scaled(std::int64_t a, std::int64_t b, std::int64_t c) { return narrowed(Int128{a} * b / c); }
std::int64_t scaled_up(std::int64_t a, std::int64_t b, std::int64_t c) {
  return narrowed((Int128{a} * b + (c - 1)) / c);
}

}  // namespace

Cell cell_at(const RolledUp& rolled, const Where& where) {
  if (where.kind == RowKind::territory) return rolled.territory();
  return where.kind == RowKind::unit ? rolled.unit(where.units.front()) : rolled.together(where.units);
}

Status status_of_count(const Cell& cell, bool has_bounds) {
  return !has_bounds && cell == Cell{} ? Status::no_data : Status::informative;
}

Date Evaluation::date_of(const ViewChoice& view, const Figure& figure) const {
  switch (view.kind) {
    case ViewKind::as_reported:
      break;
    case ViewKind::as_of:
      return view.date;
    case ViewKind::plan_territory:
      return reading_.programme.first;
    case ViewKind::current:
      return std::max(gazetteer_.last_event(), reading_.programme.first);
  }
  return figure.day;
}

const View& Evaluation::view_on(Date date) {
  const auto known = views_.find(date);
  if (known != views_.end()) return known->second;
  return views_.emplace(date, View(gazetteer_, territory_, date, Level::commune, reading_.programme.territory.as_of))
      .first->second;
}

const View& Evaluation::view_of(const Figure& figure) { return view_on(date_of(request_.view, figure)); }

std::string Evaluation::territory_code(const View& view) const {
  const std::string& code = gazetteer_.version(territory_).code;
  return view.territory_is_alive() ? code : code + "@" + reading_.programme.territory.as_of.iso();
}

bool Evaluation::is_inferred(const View& view, VersionId place) {
  const VersionId commune = areas_.commune(place);
  if (commune == no_version || gazetteer_.version(commune).validity.contains(view.date())) return false;
  const auto [known, is_new] = inferred_.try_emplace({view.date(), commune}, false);
  if (!is_new) return known->second;
  const auto followed = gazetteer_.follow(commune, view.date());
  known->second = std::any_of(followed.begin(), followed.end(), [](const Followed& one) { return one.is_inferred; });
  return known->second;
}

std::uint16_t Evaluation::flags_everywhere(const Figure& figure) const {
  std::uint16_t flags = 0;
  const Date year_ends = year_end(reading_.programme, figure.day);
  if (figure.variant->window == Window::year && figure.day < year_ends) flags |= bit(ResultFlag::year_to_date);
  if (reading_.dataset.is_simulated()) flags |= bit(ResultFlag::simulated);
  return flags;
}

Evaluation::Shown Evaluation::show(const Figure& figure, const View& view, const Counted& counted) {
  const auto units = view.units();
  Shown shown{&view, RolledUp(counted.contributions, view, counted.shared), {}, {}, {}, {}, {}, 0, {}, false};
  if (needs_start(figure)) shown.baseline.emplace(count_baseline(figure, view).contributions, view);

  // Up to four quarters end with the day.
  const std::int64_t back = std::min<std::int64_t>(4, figure.quarters_done);
  const std::size_t before = figure.first_quarter + static_cast<std::size_t>(figure.quarters_done - back);
  if (figure.counts_workers()) {
    if (back > 0) {
      const Evidence attended = attended_for(*figure.variant);
      const Validity span =
          Validity{quarters_[before].first(), figure.day + 1}.intersection({reading_.programme.first, Date::latest()});
      shown.turns.emplace(workers_->turns(attended, span), view);
    }
    shown.centres.emplace(operating(figure.day), view);
  } else if (figure.counts_centres() && !figure.indicator->is_yearly()) {  // a year begins with nothing
    shown.earlier.emplace(count_centres(figure, day_before_rate(figure), nullptr).contributions, view);
  }

  const std::uint16_t everywhere = flags_everywhere(figure);
  shown.unit_flags.assign(units.size(), everywhere);
  shown.territory_flags = everywhere;
  const auto flag = [&](VersionId place, ResultFlag what) {
    if (place == no_version) return;
    const Placement& placement = view.place(place);
    if (placement.kind == PlacementKind::outside) return;
    shown.territory_flags |= bit(what);
    for (const VersionId unit : placement.units) {
      const auto position = std::lower_bound(units.begin(), units.end(), unit) - units.begin();
      shown.unit_flags[static_cast<std::size_t>(position)] |= bit(what);
    }
  };
  for (const PlaceFlag& one : counted.flags) flag(one.place, one.flag);
  for (const SharedContribution& thing : counted.shared)
    for (const VersionId place : thing.places)
      if (is_inferred(view, place)) flag(place, ResultFlag::inferred_place);
  for (const Contribution& contribution : counted.contributions)
    if (contribution.place != no_version && is_inferred(view, contribution.place))
      flag(contribution.place, ResultFlag::inferred_place);

  shown.territory_lacks_denominator = !counted.atoms_without_denominator.empty();
  for (const VersionId unit : units)
    shown.unit_lacks_denominator.push_back(
        geo::meet(gazetteer_.footprint(unit), counted.atoms_without_denominator) ? 1 : 0);
  return shown;
}

std::vector<Where> Evaluation::rows_of(const Shown& shown) const {
  std::vector<Where> rows;
  for (std::size_t unit = 0; unit < shown.view->units().size(); ++unit) rows.push_back({RowKind::unit, {unit}});
  for (const auto& group : shown.now.groups()) rows.push_back({RowKind::joint, group});
  rows.push_back({RowKind::territory, {}});
  return rows;
}

void Evaluation::describe(ResultRow& row, const Figure& figure, const View& view, const Where& where) const {
  row.kind = where.kind;
  row.indicator = figure.indicator->id;
  row.variant = figure.variant->id;
  row.period = figure.period;
  row.is_count = figure.indicator->is_count();
  if (figure.target) row.target_percent = figure.target->percent;
  if (where.kind == RowKind::territory) {
    const UnitVersion& unit = gazetteer_.version(territory_);
    row.unit_code = territory_code(view);
    row.unit_name = unit.name;
    return;
  }
  for (const std::size_t unit : where.units) row.units.push_back(view.units()[unit]);
  row.unit_code = joint_code(gazetteer_, row.units);
  row.unit_name = joint_name(gazetteer_, row.units);
}

ResultRow Evaluation::row(const Figure& figure, const Shown& shown, const Where& where) const {
  ResultRow row;
  describe(row, figure, *shown.view, where);
  if (figure.is_of_territory() && where.kind != RowKind::territory) {
    row.has_bounds = true;
    row.status = Status::not_applicable;
    return row;
  }
  row.cell = cell_at(shown.now, where);
  bool has_spread = false;
  if (where.kind == RowKind::territory) {
    has_spread = shown.now.territory_has_spread();
    row.has_bounds = !shown.territory_lacks_denominator;
    row.flags = shown.territory_flags;
  } else {
    row.has_bounds = true;
    for (const std::size_t unit : where.units) {
      if (shown.unit_lacks_denominator[unit] != 0) row.has_bounds = false;
      row.flags |= shown.unit_flags[unit];
    }
    has_spread = where.kind == RowKind::unit ? shown.now.has_spread(where.units.front())
                                             : shown.now.has_spread_beyond(where.units);
  }
  if (has_spread) row.flags |= bit(ResultFlag::spread);
  judge(row, figure, shown, where);
  if (withholds(figure)) hide(row, figure, *shown.view, where);
  return row;
}

ResultRow Evaluation::higher_row(const Figure& figure) const {
  ResultRow row;
  const UnitVersion& unit = gazetteer_.version(territory_);
  row.kind = RowKind::higher;
  row.unit_code = unit.code;
  row.unit_name = unit.name;
  row.indicator = figure.indicator->id;
  row.variant = figure.variant->id;
  row.period = figure.period;
  if (figure.target) row.target_percent = figure.target->percent;
  row.status = Status::not_applicable;
  return row;
}

bool Evaluation::is_due(const Figure& figure) const {
  return !is_step(figure) || figure.day >= step_date(*figure.target, figure.day.year());
}

std::optional<Yardstick> Evaluation::yardstick(const Figure& figure, const Cell* start) const {
  const Target* target = figure.target;
  if (!target || target->path == PathKind::none) return std::nullopt;
  Yardstick yardstick{target->percent, std::nullopt, request_.settings.tolerance_points};
  if (is_step(figure)) {
    if (is_due(figure)) yardstick.path = Ratio{target->percent, 1};
    return yardstick;
  }
  if (is_windowed(figure) || !target->has_baseline) return yardstick;
  std::optional<Ratio> baseline;
  if (target->baseline_percent)
    baseline = Ratio{*target->baseline_percent, 1};
  else if (start && start->denominator > 0)
    baseline = Ratio{checked_multiply(100, start->numerator), start->denominator};
  else if (!start && figure.indicator->is_cumulative())
    baseline = Ratio{0, 1};
  if (baseline) yardstick.path = path_value(*baseline, target->percent, figure.quarters_done, figure.quarters);
  return yardstick;
}

void Evaluation::judge(ResultRow& row, const Figure& figure, const Shown& shown, const Where& where) const {
  if (row.is_count) {
    row.status = status_of_count(row.cell, row.has_bounds);
    return;
  }
  const Target* target = figure.target;
  const Standing standing{row.has_bounds, row.has_flag(ResultFlag::spread), is_due(figure)};
  const auto start = shown.baseline ? std::optional(cell_at(*shown.baseline, where)) : std::nullopt;
  const auto yardstick = this->yardstick(figure, start ? &*start : nullptr);
  if (yardstick) row.path = yardstick->path;
  row.status = status_of(row.cell, standing, yardstick);
  if (!yardstick || is_windowed(figure) || row.status == Status::not_applicable) return;

  const Cell& cell = row.cell;
  const std::int64_t left = figure.quarters - figure.quarters_done;
  const auto present = rate(row, figure, shown, where);
  if (!row.has_bounds) {
    row.reach = Reach::undetermined;
    return;
  }
  if (left > 0 && cell.lower_den > 0) row.pace_from_lower = pace(cell.lower_num, cell.lower_den, target->percent, left);
  if (left > 0 && cell.upper_den > 0) row.pace_from_upper = pace(cell.upper_num, cell.upper_den, target->percent, left);
  row.reach = reach_of(cell, target->percent, left, present);

  const std::int64_t missing = gap(cell.lower_num, cell.lower_den, target->percent);
  const std::int64_t centres = shown.centres ? cell_at(*shown.centres, where).denominator : 0;
  if (missing == 0 || centres == 0) return;
  if (left > 0)
    row.turns_needed = scaled_up(missing, 4, checked_multiply(left, centres));
  else
    row.turns_needed =
        scaled_up(gap(0, cell.lower_den, target->percent), 4, checked_multiply(figure.quarters, centres));
}

std::optional<PresentRate> Evaluation::rate(ResultRow& row, const Figure& figure, const Shown& shown,
                                            const Where& where) const {
  const std::int64_t quarters = std::min<std::int64_t>(4, figure.quarters_done);
  if (quarters == 0) return std::nullopt;
  if (!figure.counts_workers()) {
    const std::int64_t before = shown.earlier ? cell_at(*shown.earlier, where).numerator : 0;
    const std::int64_t gained = std::max<std::int64_t>(0, row.cell.numerator - before) / quarters;
    row.present_rate = gained;
    return PresentRate{gained, gained};
  }
  // Where some communes are silent, those that reported stand for all.
  const Cell delivered = cell_at(*shown.turns, where);
  if (delivered.denominator == 0) return std::nullopt;
  const std::int64_t due = checked_add(delivered.denominator, delivered.unreported);
  const std::int64_t reported = checked_multiply(delivered.denominator, quarters);
  const PresentRate present{scaled(delivered.numerator, due, reported), scaled(delivered.upper_num, due, reported)};
  row.present_rate = present.least;
  const std::int64_t centres = cell_at(*shown.centres, where).denominator;
  if (centres > 0)
    row.turns_now = scaled(delivered.numerator, checked_multiply(due, 4), checked_multiply(reported, centres));
  return present;
}

}  // namespace hoctap::indicator
