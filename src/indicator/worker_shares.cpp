#include "indicator/worker_shares.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "core/sort_once.hpp"

namespace hoctap::indicator {

namespace {

std::vector<VersionId> communes_in(const Gazetteer& gazetteer, const std::vector<std::uint32_t>& atoms) {
  std::vector<VersionId> communes;
  const auto versions = gazetteer.versions();
  for (VersionId id = 0; id < versions.size(); ++id)
    if (versions[id].level == Level::commune && geo::covers(atoms, gazetteer.footprint(id))) communes.push_back(id);
  return communes;
}

// Places in lists of residents in which a month of birth was assumed. A file lists only so many findings of a kind, so
// the list speaks for all of its rows.
std::vector<VersionId> places_with_months_assumed(const Dataset& dataset, const Residence& residence) {
  std::set<std::string_view> files;
  for (const Finding& finding : dataset.findings())
    if (finding.message.code == MessageCode::month_assumed) files.insert(finding.place.file);
  std::vector<VersionId> places;
  if (files.empty()) return places;
  std::vector<std::uint8_t> is_meant;
  for (const Source& source : dataset.sources()) is_meant.push_back(files.contains(source.file) ? 1 : 0);
  const Residents& residents = dataset.tables().residents;
  for (std::uint32_t row = 0; row < residents.size(); ++row)
    if (is_meant[residents.place(row).source] != 0) places.push_back(residence.place(row));
  sort_once(places);
  return places;
}

std::string text(std::int64_t number) { return std::to_string(number); }

Message reason_of(const WorkerHome& home, const WorkerCount& count) {
  const bool is_sure = count.maybe_labourers == 0;
  if (home.is_valued) {
    if (is_sure) return {MessageCode::workers_complete, {}};
    return {MessageCode::workers_complete_but_uncertain, {text(count.maybe_labourers)}};
  }
  if (is_sure) return {MessageCode::workers_incomplete, {text(count.labourers), text(count.passing)}};
  return {MessageCode::workers_incomplete_and_uncertain,
          {text(count.labourers), text(count.passing), text(count.maybe_labourers)}};
}

}  // namespace

WorkerShares::WorkerShares(const Reading& reading, const CentreRegister& centres, const Areas& areas,
                           const Reports& reports, const Settings& settings, VersionId territory,
                           std::span<const Validity> windows)
    : reading_(reading),
      areas_(areas),
      reports_(reports),
      settings_(settings),
      territory_(territory),
      territory_atoms_(areas.gazetteer().footprint_on(territory, reading.programme.territory.as_of)),
      communes_(communes_in(areas.gazetteer(), territory_atoms_)),
      slices_(windows),
      residence_(reading.dataset),
      attendance_(reading.dataset, residence_.persons(), centres, slices_),
      age_(WorkingAge::named(settings.working_age)),
      workers_(reading.dataset, residence_, attendance_, age_),
      totals_(labour_totals(reading.dataset, age_)),
      month_assumed_(places_with_months_assumed(reading.dataset, residence_)) {}

std::size_t WorkerShares::add(WorkerTask task) {
  task.question.window = slices_.of(task.window);
  tasks_.push_back(task);
  return tasks_.size() - 1;
}

void WorkerShares::answer() {
  if (counts_.size() == tasks_.size()) return;
  std::vector<WorkerQuestion> questions;
  for (std::size_t i = counts_.size(); i < tasks_.size(); ++i) questions.push_back(tasks_[i].question);
  for (auto& count : workers_.count(questions)) counts_.push_back(std::move(count));
}

SliceSet WorkerShares::reported(VersionId place, bool with_results) const {
  SliceSet came = 0;
  for (std::size_t i = 0; i < slices_.size(); ++i) {
    const Validity& slice = slices_.span(i);
    if (reports_.came("sessions", place, slice) && reports_.came("participation", place, slice) &&
        (!with_results || (reports_.came("course_results", place, slice) && reports_.came("courses", place, slice))))
      came |= SliceSet{1} << i;
  }
  return came;
}

WorkerHome WorkerShares::home(const WorkerTask& task, const WorkerCount& count) const {
  const SliceSet came = reported(count.place, task.needs_results);
  const SliceSet window = task.question.window;
  WorkerHome home;
  home.place = count.place;
  home.commune = areas_.commune(count.place);
  home.is_valued = (came & window) == window;
  home.is_silent = window != 0 && (came & window) == 0;
  home.certain = count.members;
  home.uncertain = count.maybe_members;
  home.listed = count.passing;
  Cell& cell = home.cell;
  const bool of_learners = task.question.base == WorkerBase::learners;
  if (home.is_valued) {
    const std::int64_t known = count.members - count.unknown;
    const std::int64_t maybe_failing = count.maybe_members - count.maybe_passing - count.maybe_unknown;
    cell.numerator = count.passing;
    cell.denominator = known;
    cell.unreported = count.unknown + count.maybe_members;
    cell.lower_num = count.passing;
    cell.lower_den = count.members + count.maybe_unknown + maybe_failing;
    cell.upper_num = count.passing + count.unknown + count.maybe_passing + count.maybe_unknown;
    cell.upper_den = count.members + count.maybe_passing + count.maybe_unknown;
    home.may_pass = known - count.passing;
    if (of_learners) {
      home.may_enter_passing = count.labourers - count.members + count.maybe_labourers - count.maybe_members;
      home.may_enter_failing = home.may_enter_passing;
    }
  } else {
    // Whoever is not listed may have learned all the same: of learners, everybody may belong.
    const std::int64_t members = of_learners ? count.labourers : count.members;
    const std::int64_t maybe_members = of_learners ? count.maybe_labourers : count.maybe_members;
    cell.unreported = members + maybe_members;
    cell.lower_num = count.passing;
    cell.lower_den = members + maybe_members - count.maybe_passing;
    cell.upper_num = members + maybe_members;
    cell.upper_den = members + maybe_members;
  }
  return home;
}

std::vector<WorkerHome> WorkerShares::homes(std::size_t number, Counted& counted, Findings& findings, Parts* parts,
                                            std::size_t& listed) {
  answer();
  const WorkerTask& task = tasks_[number];
  std::vector<WorkerHome> homes;
  const auto last_slice = slices_.find(task.question.day);
  for (const WorkerCount& count : counts_[number]) {
    homes.push_back(home(task, count));
    if (count.contested > 0) counted.flags.push_back({count.place, ResultFlag::conflict});
    if (std::binary_search(month_assumed_.begin(), month_assumed_.end(), count.place))
      counted.flags.push_back({count.place, ResultFlag::month_assumed});
    if (last_slice && !reports_.came("residents", count.place, slices_.span(*last_slice)))
      counted.flags.push_back({count.place, ResultFlag::stale_denominator});
  }
  listed = homes.size();
  add_totals(task, homes, counted);
  add_gaps(task, homes, counted);
  lift_unnamed(task, homes, counted, parts);
  narrow_by_declared(task, homes, counted, findings, parts);
  return homes;
}

Counted WorkerShares::count(std::size_t number, Findings& findings, Parts* parts) {
  Counted counted;
  std::size_t listed = 0;
  const std::vector<WorkerHome> homes = this->homes(number, counted, findings, parts, listed);
  for (std::size_t i = 0; i < homes.size(); ++i) {
    const WorkerHome& home = homes[i];
    if (home.cell == Cell{}) continue;
    contribute(counted, parts, home.place, home.cell, static_cast<std::uint32_t>(i));
    if (!parts) continue;
    parts->back().subject = named(home.place);
    if (i >= listed) {
      const MessageCode reason = home.gap == WorkerGap::short_list      ? MessageCode::workers_missing_in_list
                                 : home.gap == WorkerGap::unusable_rows ? MessageCode::workers_unusable_rows
                                                                        : MessageCode::workers_stated;
      parts->back().reason = {reason, {text(home.certain + home.uncertain)}};
      continue;
    }
    const WorkerCount& count = counts_[number][i];
    parts->back().reason = reason_of(home, count);
  }
  return counted;
}

std::string WorkerShares::named(VersionId place) const {
  const UnitVersion& unit = areas_.gazetteer().version(place);
  return unit.code + " " + unit.name;
}

}  // namespace hoctap::indicator
