// Whose labourers are known: lists of residents, and numbers stated in their place.
#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "indicator/worker_shares.hpp"

namespace hoctap::indicator {
namespace {

std::string text(std::int64_t number) { return std::to_string(number); }

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
  std::sort(atoms.begin(), atoms.end());
  atoms.erase(std::unique(atoms.begin(), atoms.end()), atoms.end());
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
      WorkerHome home;
      home.place = total->unit;
      home.commune = total->unit;
      home.is_silent = true;  // nobody can be listed at home there
      home.certain = total->labourers;
      home.cell.unreported = total->labourers;
      home.cell.lower_den = checked_add(total->labourers, total->maybe);
      home.cell.upper_num = home.cell.lower_den;
      home.cell.upper_den = home.cell.lower_den;
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

void WorkerShares::compare_totals(Date until, Findings& findings) {
  std::vector<WorkerQuestion> questions;
  for (const LabourTotal& total : totals_) {
    const bool is_new = std::none_of(questions.begin(), questions.end(),
                                     [&](const WorkerQuestion& question) { return question.day == total.as_of; });
    if (is_new && total.as_of <= until) questions.push_back({.day = total.as_of});
  }
  const auto counts = workers_.count(questions);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    for (const LabourTotal& total : totals_) {
      if (total.as_of != questions[i].day || !Areas::within(areas_.atoms(total.unit), territory_atoms_)) continue;
      std::int64_t listed = 0;
      std::int64_t maybe = 0;
      for (const WorkerCount& count : counts[i]) {
        const VersionId commune = areas_.commune(count.place);
        if (commune == no_version || !areas_.within(commune, total.unit)) continue;
        listed += count.labourers;
        maybe += count.maybe_labourers;
      }
      if (listed + maybe == 0) continue;  // no list to compare with
      const std::int64_t apart = std::max(total.labourers - (listed + maybe), listed - (total.labourers + total.maybe));
      if (apart <= 0 ||
          checked_multiply(apart, 100) <= checked_multiply(settings_.labour_total_tolerance_percent, listed))
        continue;
      findings.push_back({{MessageCode::labour_total_differs,
                           {named(total.unit), total.as_of.iso(), text(total.labourers), text(listed),
                            text(settings_.labour_total_tolerance_percent)}},
                          source_place(reading_.dataset, reading_.dataset.tables().labour_totals, total.rows),
                          RowOutcome::kept});
    }
  }
}

}  // namespace hoctap::indicator
