#include "hoctap/forms/duties.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "core/joined.hpp"
#include "core/localised.hpp"
#include "core/sort_once.hpp"
#include "forms/owners.hpp"
#include "geo/footprints.hpp"

namespace hoctap {
namespace {

constexpr std::array<std::string_view, duty_state_count> state_names{"on_time",     "late", "missing",
                                                                     "not_yet_due", "done", "no_record"};

bool has_day(const Duty& duty) {
  return duty.recurrence != Recurrence::continuous && duty.recurrence != Recurrence::on_request;
}

// A period in which something is owed.
struct Slot {
  Period period;
  std::optional<Date> due;
  bool is_final = false;

  // What was reported for a part of the period is reported for it; of the plan as a whole only what speaks of it all.
  bool takes(const Period& reported) const { return is_final ? reported.contains(period) : period.contains(reported); }
};

// The day of the period with that day and month: a school year has a part of two years.
Date day_in(const Period& period, const StepDay& step) {
  const Date first = Date::of(step.year.value_or(period.first().year()), step.month, step.day);
  return period.contains(first) || step.year ? first : Date::of(period.last().year(), step.month, step.day);
}

std::vector<Slot> slots_of(const Duty& duty, const Programme& plan) {
  PeriodKind kind = PeriodKind::year;
  if (duty.recurrence == Recurrence::quarterly) kind = PeriodKind::quarter;
  if (duty.recurrence == Recurrence::school_year) kind = PeriodKind::school_year;
  const Period whole = Period::range(plan.first, plan.last);
  std::vector<Slot> slots;
  if (duty.recurrence == Recurrence::once) {
    slots.push_back({whole, duty.due ? day_in(whole, *duty.due) : plan.last});
  } else {
    for (const Period& period : periods_in(kind, plan.first, plan.last, true)) {
      // The tasks of a school year are those of one that begins in the plan's time.
      if (kind == PeriodKind::school_year && period.first() < plan.first) continue;
      Slot slot{period, std::nullopt};
      if (has_day(duty)) slot.due = duty.due ? day_in(period, *duty.due) : std::min(period.last(), plan.last);
      slots.push_back(slot);
    }
  }
  if (duty.final_due) slots.push_back({whole, day_in(whole, *duty.final_due), true});
  return slots;
}

// Rows of one duty, found by the ground that they speak of.
class RowsOnGround {
 public:
  RowsOnGround(const Gazetteer& gazetteer, const DutiesDone& table, std::span<const std::uint32_t> rows) : rows_(rows) {
    for (std::uint32_t at = 0; at < rows.size(); ++at)
      for (const std::uint32_t atom : gazetteer.footprint(table.unit_code[rows[at]].version))
        by_atom_.push_back({atom, at});
    std::sort(by_atom_.begin(), by_atom_.end());
  }

  // Those that share ground with the footprint, in their order.
  std::vector<std::uint32_t> meeting(geo::Footprint ground) const {
    std::vector<std::uint32_t> found;
    for (const std::uint32_t atom : ground) {
      auto next = std::lower_bound(by_atom_.begin(), by_atom_.end(), std::pair(atom, std::uint32_t{0}));
      for (; next != by_atom_.end() && next->first == atom; ++next) found.push_back(next->second);
    }
    sort_once(found);
    for (std::uint32_t& one : found) one = rows_[one];
    return found;
  }

 private:
  std::span<const std::uint32_t> rows_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> by_atom_;  // with positions in rows_; in order
};

constexpr std::uint32_t no_duty = std::numeric_limits<std::uint32_t>::max();

class Finder {
 public:
  Finder(const Dataset& dataset, const Programme& plan, Date day, bool whole, std::string_view indicator)
      : rows_(dataset.tables().duties_done),
        gazetteer_(dataset.gazetteer()),
        whole_(whole),
        indicator_(indicator),
        duty_of_row_(rows_.size(), no_duty),
        found_{dataset, plan, day, {}, {}, {}} {}

  Duties made() {
    const auto territory = gazetteer_.find(plan().territory.unit_code, plan().territory.as_of);
    if (!territory) return std::move(found_);
    territory_ = *territory;
    atoms_ = gazetteer_.footprint_on(territory_, plan().territory.as_of);
    if (!atoms_.empty()) is_inside_.assign(atoms_.back() + std::size_t{1}, 0);
    for (const std::uint32_t atom : atoms_) is_inside_[atom] = 1;
    sort_rows();
    for (std::uint32_t duty = 0; duty < plan().duties.size(); ++duty)
      if (is_asked(plan().duties[duty])) find(duty);
    for (std::uint32_t row = 0; row < rows_.size(); ++row) tell_of(row);
    return std::move(found_);
  }

 private:
  const Programme& plan() const { return found_.programme; }

  static bool is_of_communes(const Body& body) { return body.level == "commune"; }
  bool is_asked(const Duty& duty) const {
    return indicator_.empty() ||
           std::find(duty.indicators.begin(), duty.indicators.end(), indicator_) != duty.indicators.end();
  }

  // Reports that carry duties, by unit and period: the highest version of each.
  const std::map<std::pair<VersionId, Period>, std::int64_t>& versions() {
    if (versions_) return *versions_;
    versions_.emplace();
    const Submissions& reports = found_.dataset.tables().submissions;
    for (std::uint32_t row = 0; row < reports.size(); ++row) {
      if (!reports.period.has(row)) continue;
      std::int64_t& known = (*versions_)[{reports.unit_code[row].version, reports.period[row]}];
      known = std::max(known, reports.version.get(row).value_or(1));
    }
    return *versions_;
  }

  void sort_rows() {
    std::vector<std::optional<Text>> ids_of;
    for (const Duty& one : plan().duties) ids_of.push_back(found_.dataset.pool().find(one.id));
    for (std::uint32_t row = 0; row < rows_.size(); ++row) {
      const auto id = std::find(ids_of.begin(), ids_of.end(), std::optional(rows_.duty_id[row]));
      const auto duty = plan().duties.begin() + (id - ids_of.begin());
      if (id == ids_of.end() ? !indicator_.empty() : !is_asked(*duty)) continue;
      if (id == ids_of.end()) {
        std::vector<std::string> ids;
        for (const Duty& one : plan().duties) ids.push_back(one.id);
        tell(row, "duty_id", {MessageCode::duty_not_in_plan, {text(rows_.duty_id[row]), joined_or_dash(ids)}});
        continue;
      }
      const Body& owner = *plan().find_body(duty->owner);
      const VersionId unit = rows_.unit_code[row].version;
      if (!can_answer(owner, unit)) {
        tell(row, "unit_code",
             {MessageCode::duty_of_another_owner,
              {duty->id, owner.name.vi, owner.name.en, text(rows_.unit_code[row].code)}});
        continue;
      }
      duty_of_row_[row] = static_cast<std::uint32_t>(duty - plan().duties.begin());
      by_duty_[duty_of_row_[row]].push_back(row);
    }
    for (auto& [duty, rows] : by_duty_)
      std::stable_sort(rows.begin(), rows.end(),
                       [&](std::uint32_t a, std::uint32_t b) { return rows_.done_on[a] < rows_.done_on[b]; });
  }

  // A commune for the communes; for a body above them its district or a province, the successor's or its own.
  bool can_answer(const Body& owner, VersionId unit) const {
    if (unit == no_version) return false;
    const Level level = gazetteer_.version(unit).level;
    const bool is_of_level =
        is_of_communes(owner) ? level == Level::commune : level == Level::district || level == Level::province;
    if (!is_of_level || is_of_communes(owner)) return is_of_level;
    const auto atoms = gazetteer_.footprint(unit);
    return std::any_of(atoms.begin(), atoms.end(),
                       [&](std::uint32_t atom) { return atom < is_inside_.size() && is_inside_[atom] != 0; });
  }

  void find(std::uint32_t number) {
    const Duty& duty = plan().duties[number];
    const Body& owner = *plan().find_body(duty.owner);
    const std::vector<std::uint32_t>& rows = by_duty_[number];
    std::optional<RowsOnGround> on_ground;
    if (is_of_communes(owner)) on_ground.emplace(gazetteer_, rows_, rows);
    std::set<std::uint32_t> used;
    for (const Slot& slot : slots_of(duty, plan())) {
      for (const std::uint32_t row : rows)
        if (slot.takes(rows_.period[row])) used.insert(row);
      if (!whole_ && found_.day < slot.period.first()) continue;
      const Date asked = slot.due.value_or(std::min(slot.period.last(), plan().last));
      for (const VersionId unit : units_on(owner, asked)) {
        DutyItem item;
        item.duty = number;
        item.period = slot.period;
        item.is_final = slot.is_final;
        item.unit = unit;
        item.due = slot.due;
        item.due_is_assumed = slot.due && (!duty.due || duty.due_is_assumed);
        const Body* answering = plan().answering(duty.owner, slot.due ? asked : std::min(asked, found_.day));
        if (answering != nullptr) item.answers = answering->id;
        item.rows = on_ground ? on_ground->meeting(gazetteer_.footprint(unit)) : rows;
        std::erase_if(item.rows, [&](std::uint32_t row) {
          return !slot.takes(rows_.period[row]) || found_.day < rows_.done_on[row];
        });
        judge(item, owner, asked);
        found_.items.push_back(std::move(item));
      }
    }
    for (const std::uint32_t row : rows)
      if (used.count(row) == 0)
        tell(row, "period", {MessageCode::duty_not_owed_for, {duty.id, rows_.period[row].text()}});
  }

  std::vector<VersionId> units_on(const Body& owner, Date day) {
    if (!is_of_communes(owner)) return {territory_};
    const auto [known, is_new] = communes_.try_emplace(day);
    if (is_new) {
      const forms::Owners owners(gazetteer_, atoms_, Level::commune, day);
      known->second.assign(owners.units().begin(), owners.units().end());
    }
    return known->second;
  }

  // Done once what was reported covers the unit.
  void judge(DutyItem& item, const Body& owner, Date asked) {
    std::set<std::uint32_t> left;
    if (is_of_communes(owner)) {
      const auto own = gazetteer_.footprint(item.unit);
      left.insert(own.begin(), own.end());
    }
    for (const std::uint32_t row : item.rows) {
      if (is_of_communes(owner))
        for (const std::uint32_t atom : gazetteer_.footprint(rows_.unit_code[row].version)) left.erase(atom);
      if (!item.done_on && left.empty()) item.done_on = rows_.done_on[row];
      const RowPlace place = rows_.place(row);
      const Source& source = found_.dataset.sources()[place.source];
      if (!source.period) continue;
      const auto version = versions().find({source.unit, *source.period});
      if (version != versions().end()) item.versions = std::max(item.versions, version->second);
    }
    if (item.due)
      item.state = item.done_on ? (*item.done_on <= *item.due ? DutyState::on_time : DutyState::late)
                                : (found_.day <= *item.due ? DutyState::not_yet_due : DutyState::missing);
    else
      item.state =
          item.done_on ? DutyState::done : (found_.day < asked ? DutyState::not_yet_due : DutyState::no_record);
  }

  void tell_of(std::uint32_t row) {
    if (!rows_.difficulties.has(row) || rows_.done_on[row] > found_.day) return;
    if (duty_of_row_[row] == no_duty) return;
    const Body* collector = plan().answering(plan().difficulties_to, rows_.done_on[row]);
    found_.difficulties.push_back({row, duty_of_row_[row], collector != nullptr ? collector->id : ""});
  }

  std::string text(Text word) const { return std::string(found_.dataset.text(word)); }
  void tell(std::uint32_t row, std::string_view column, Message message) {
    const RowPlace place = rows_.place(row);
    const Source& source = found_.dataset.sources()[place.source];
    found_.findings.push_back(
        {std::move(message), {source.file, source.sheet, place.row, 0, std::string(column)}, RowOutcome::kept});
  }

  const DutiesDone& rows_;
  const Gazetteer& gazetteer_;
  bool whole_;
  std::string_view indicator_;
  VersionId territory_ = no_version;
  std::vector<std::uint32_t> atoms_;     // of the territory, in order
  std::vector<std::uint8_t> is_inside_;  // the same, by atom
  std::vector<std::uint32_t> duty_of_row_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> by_duty_;  // rows, in order of their days
  std::optional<std::map<std::pair<VersionId, Period>, std::int64_t>> versions_;
  std::map<Date, std::vector<VersionId>> communes_;
  Duties found_;
};

}  // namespace

std::string_view name(DutyState state) { return state_names.at(static_cast<std::size_t>(state)); }
std::string label(DutyState state, Language language) { return spoken(name(state), language); }

Duties duties_of(const Dataset& dataset, const Programme& programme, Date day, bool whole, std::string_view indicator) {
  return Finder(dataset, programme, day, whole, indicator).made();
}

}  // namespace hoctap
