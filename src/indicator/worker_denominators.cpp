// Whose labourers are known: lists of residents, and numbers stated in their place.
#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/sort_once.hpp"
#include "indicator/worker_shares.hpp"

namespace hoctap::indicator {
namespace {

std::string text(std::int64_t number) { return std::to_string(number); }

// A home of which only the number of labourers is known, and of how many it is uncertain whether they are.
WorkerHome unlisted(VersionId unit, std::int64_t labourers, std::int64_t maybe) {
  WorkerHome home;
  home.place = unit;
  home.commune = unit;
  home.cell.unreported = labourers;
  home.cell.lower_den = checked_add(labourers, maybe);
  home.cell.upper_num = home.cell.lower_den;
  home.cell.upper_den = home.cell.lower_den;
  return home;
}

}  // namespace

const std::vector<std::uint32_t>& WorkerShares::listed_atoms(Date day) {
  const auto [known, is_new] = listed_atoms_.try_emplace(day);
  std::vector<std::uint32_t>& atoms = known->second;
  if (!is_new) return atoms;
  const auto add = [&](VersionId commune) {
    const auto own = areas_.atoms(commune);
    atoms.insert(atoms.end(), own.begin(), own.end());
  };
  for (const VersionId commune : communes_)
    if (reports_.obligations().last_reported("residents", commune, day)) add(commune);
  for (std::size_t task = 0; task < tasks_.size(); ++task) {
    if (tasks_[task].question.day != day) continue;
    for (const WorkerCount& count : counts_[task])
      if (const VersionId commune = areas_.commune(count.place); commune != no_version) add(commune);
    break;  // questions of one day meet the same homes
  }
  sort_once(atoms);
  return atoms;
}

// Places without a list of residents: the labourers they state, or nothing, and then no bound of theirs holds.
void WorkerShares::add_totals(const WorkerTask& task, std::vector<WorkerHome>& homes, Counted& counted) {
  const auto& listed = listed_atoms(task.question.day);
  std::vector<std::uint32_t> open;
  std::set_difference(territory_atoms_.begin(), territory_atoms_.end(), listed.begin(), listed.end(),
                      std::back_inserter(open));
  // How many of them work in a sector is not stated.
  if (task.question.base != WorkerBase::transfer_sectors) {
    for (const LabourTotal* total : latest_within(totals_, areas_, open, task.question.day)) {
      WorkerHome home = unlisted(total->unit, total->labourers, total->maybe);
      home.is_silent = true;  // nobody can be listed at home there
      home.certain = total->labourers;
      homes.push_back(home);
      if (total->as_of.month_index() + 12 < task.question.day.month_index() ||
          (total->as_of.month_index() + 12 == task.question.day.month_index() &&
           total->as_of.day() < task.question.day.day()))
        counted.flags.push_back({total->unit, ResultFlag::stale_denominator});
      const auto own = areas_.atoms(total->unit);
      std::vector<std::uint32_t> rest;
      std::set_difference(open.begin(), open.end(), own.begin(), own.end(), std::back_inserter(rest));
      open = std::move(rest);
    }
  }
  counted.atoms_without_denominator = std::move(open);
}

// Each number stated for a place that has a list, with what the list has on that day.
const std::vector<WorkerShares::StatedAndListed>& WorkerShares::stated_and_listed() {
  if (compared_) return *compared_;
  compared_.emplace();
  std::map<Date, std::vector<const LabourTotal*>> by_day;
  for (const LabourTotal& total : totals_)
    if (geo::covers(territory_atoms_, areas_.atoms(total.unit))) by_day[total.as_of].push_back(&total);
  std::vector<WorkerQuestion> questions;
  for (const auto& [day, totals] : by_day) questions.push_back({.day = day});
  const auto counts = workers_.count(questions);
  std::size_t question = 0;
  for (const auto& [day, totals] : by_day) {
    for (const LabourTotal* total : totals) {
      StatedAndListed one{total};
      for (const WorkerCount& count : counts[question]) {
        const VersionId commune = areas_.commune(count.place);
        if (commune == no_version || !areas_.within(commune, total->unit)) continue;
        one.listed += count.labourers;
        one.maybe += count.maybe_labourers;
      }
      if (one.listed + one.maybe > 0) compared_->push_back(one);
    }
    ++question;
  }
  return *compared_;
}

bool WorkerShares::is_beyond_tolerance(std::int64_t apart, std::int64_t listed) const {
  return apart > 0 && checked_multiply(apart, 100) > checked_multiply(settings_.labour_total_tolerance_percent, listed);
}

// Whoever stands in a row that could not be used may be a labourer, and may have learned. A list that is shorter than
// what the commune states is not all there either: nothing is known of those who are missing.
void WorkerShares::add_gaps(const WorkerTask& task, std::vector<WorkerHome>& homes, Counted& counted) {
  const Date day = task.question.day;
  for (const UnusableRows::Lost& lost : reports_.unusable().of("residents")) {
    if (day < lost.period.first() || !geo::meet(areas_.atoms(lost.unit), territory_atoms_)) continue;
    WorkerHome home = unlisted(lost.unit, lost.rows, 0);
    home.gap = WorkerGap::unusable_rows;
    home.uncertain = lost.rows;
    homes.push_back(home);
  }
  const auto latest = latest_within(totals_, areas_, listed_atoms(day), day);
  for (const StatedAndListed& one : stated_and_listed()) {
    if (std::find(latest.begin(), latest.end(), one.total) == latest.end()) continue;
    const std::int64_t unusable = reports_.unusable().count("residents", one.total->unit, {Date::earliest(), day + 1});
    const std::int64_t missing = one.total->labourers - (one.listed + one.maybe) - unusable;
    if (!is_beyond_tolerance(missing, one.listed)) continue;
    WorkerHome home = unlisted(one.total->unit, missing, 0);
    home.gap = WorkerGap::short_list;
    (task.question.base == WorkerBase::labourers ? home.certain : home.uncertain) = missing;
    homes.push_back(home);
    counted.flags.push_back({home.place, ResultFlag::conflict});
  }
}

void WorkerShares::compare_totals(Date until, Findings& findings) {
  for (const StatedAndListed& one : stated_and_listed()) {
    const LabourTotal& total = *one.total;
    if (total.as_of > until) continue;
    const std::int64_t apart =
        std::max(total.labourers - (one.listed + one.maybe), one.listed - (total.labourers + total.maybe));
    if (!is_beyond_tolerance(apart, one.listed)) continue;
    findings.push_back({{MessageCode::labour_total_differs,
                         {named(total.unit), total.as_of.iso(), text(total.labourers), text(one.listed),
                          text(settings_.labour_total_tolerance_percent)}},
                        source_place(reading_.dataset, reading_.dataset.tables().labour_totals, total.rows),
                        RowOutcome::kept});
  }
}

}  // namespace hoctap::indicator
