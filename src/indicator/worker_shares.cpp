#include "indicator/worker_shares.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace hoctap::indicator {

// The labourers of one place, while the bounds are worked out.
struct WorkerShares::Home {
  VersionId place = no_version;
  VersionId commune = no_version;
  Cell cell;
  bool is_valued = false;      // counts in the value: everything owed has come, or it was declared
  bool is_silent = false;      // nothing of the window has come
  std::int64_t certain = 0;    // certain members of the base
  std::int64_t listed = 0;     // of them listed as passing
  std::int64_t uncertain = 0;  // members of whom it is uncertain whether they belong
  std::int64_t may_pass = 0;   // certain members who fail by the lists, but may be an unnamed attendance
  // Labourers who are no learners by the lists, but may be an unnamed attendance: of training, or of other learning.
  std::int64_t may_enter_passing = 0;
  std::int64_t may_enter_failing = 0;
};

namespace {

constexpr std::size_t index(Evidence evidence) { return static_cast<std::size_t>(evidence); }

// Which unnamed attendances could be evidence of this.
Evidence attended_for(const WorkerQuestion& question) {
  return question.evidence == Evidence::completed || question.evidence == Evidence::certified ? Evidence::vocational
                                                                                              : question.evidence;
}

std::vector<VersionId> communes_in(const Gazetteer& gazetteer, const std::vector<std::uint32_t>& atoms) {
  std::vector<VersionId> communes;
  const auto versions = gazetteer.versions();
  for (VersionId id = 0; id < versions.size(); ++id)
    if (versions[id].level == Level::commune && Areas::within(gazetteer.footprint(id), atoms)) communes.push_back(id);
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
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

// Moves as many as there are, and as there is room for.
std::int64_t move_into(std::int64_t& room, std::int64_t& supply) {
  const std::int64_t moved = std::min(room, supply);
  room -= moved;
  supply -= moved;
  return moved;
}

std::string text(std::int64_t number) { return std::to_string(number); }

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
      age_(settings.working_age, RetirementAges::embedded()),
      workers_(reading.dataset, residence_, attendance_, age_),
      totals_(labour_totals(reading.dataset, age_)),
      month_assumed_(places_with_months_assumed(reading.dataset, residence_)) {}

std::size_t WorkerShares::add(WorkerTask task) {
  task.question.window = slices_.of(task.window);
  tasks_.push_back(std::move(task));
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

WorkerShares::Home WorkerShares::home(const WorkerTask& task, const WorkerCount& count) const {
  const SliceSet came = reported(count.place, task.needs_results);
  const SliceSet window = task.question.window;
  Home home;
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
void WorkerShares::add_totals(const WorkerTask& task, std::vector<Home>& homes, Counted& counted) {
  const auto& listed = listed_atoms(task.question.day);
  std::vector<std::uint32_t> open;
  std::set_difference(territory_atoms_.begin(), territory_atoms_.end(), listed.begin(), listed.end(),
                      std::back_inserter(open));
  // How many of them work in a sector is not stated.
  if (task.question.base != WorkerBase::transfer_sectors) {
    for (const LabourTotal* total : latest_within(totals_, areas_, open, task.question.day)) {
      Home home;
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

// Attendances without a name may be those of labourers who are not listed: nothing for the lower bound of a share of
// all, their number for the upper one. At home: in the commune of the session; otherwise anywhere.
void WorkerShares::lift_unnamed(const WorkerTask& task, std::vector<Home>& homes, Counted& counted,
                                Parts* parts) const {
  struct Unnamed {
    std::int64_t of_evidence = 0;
    std::int64_t of_learning = 0;
  };
  std::map<VersionId, Unnamed> pools;
  for (const Attendance::Delivered& delivered : attendance_.delivered()) {
    if ((task.question.window >> delivered.slice & 1U) == 0) continue;
    const std::int64_t of_evidence = delivered.unnamed[index(attended_for(task.question))];
    const std::int64_t of_learning = delivered.unnamed[index(Evidence::learned)];
    if (of_evidence == 0 && of_learning == 0) continue;
    const VersionId commune = settings_.attend_at_home ? areas_.commune(delivered.place) : no_version;
    Unnamed& pool = pools[commune == no_version ? territory_ : commune];
    pool.of_evidence = checked_add(pool.of_evidence, of_evidence);
    pool.of_learning = checked_add(pool.of_learning, of_learning);
  }
  std::vector<VersionId> places;
  for (const auto& [place, pool] : pools) places.push_back(place);
  // The smallest first, each in homes of its own before those it shares, so that wider ones find what is left.
  std::stable_sort(places.begin(), places.end(),
                   [&](VersionId a, VersionId b) { return areas_.atoms(a).size() < areas_.atoms(b).size(); });
  for (const VersionId place : places) {
    std::vector<Home*> open;
    for (const bool own : {true, false})
      for (Home& home : homes)
        if (home.commune != no_version && areas_.meet(home.commune, place) && areas_.within(home.commune, place) == own)
          open.push_back(&home);
    const Unnamed& pool = pools[place];
    std::int64_t passing = pool.of_evidence;
    std::int64_t entering = pool.of_learning;
    Cell cell;
    for (Home* home : open) cell.upper_num += move_into(home->may_pass, passing);
    for (Home* home : open) {
      // New learners lower the share of the trained among them, unless what they attended was training.
      cell.lower_den += move_into(home->may_enter_failing, entering);
      const std::int64_t entered = move_into(home->may_enter_passing, passing);
      cell.upper_num += entered;
      cell.upper_den += entered;
    }
    if (cell == Cell{}) continue;
    contribute(counted, parts, place, cell);
    counted.flags.push_back({place, ResultFlag::assumption});
    if (parts) {
      parts->back().subject = named(place);
      parts->back().reason = {MessageCode::workers_unnamed, {text(pool.of_evidence)}};
    }
  }
}

// What communes declare narrows the bounds; where no list came at all, it is the value too.
void WorkerShares::narrow_by_declared(const WorkerTask& task, std::vector<Home>& homes, Counted& counted,
                                      Findings& findings, Parts* parts) {
  if (!task.declared) return;
  const auto key = std::pair(task.declared->measure, task.declared->evidence);
  const DeclaredCounts& declared = declared_.try_emplace(key, reading_.dataset, areas_, *task.declared).first->second;
  for (const VersionId commune : declared.communes()) {
    if (!Areas::meet(areas_.atoms(commune), territory_atoms_)) continue;
    const DeclaredCounts::Limits limits = declared.limits(commune, task.window);
    if (!limits.least && !limits.most && !limits.estimated) continue;

    bool all_silent = true;
    std::vector<Home*> own;
    Cell inside;
    Cell touching;
    std::int64_t certain = 0;
    for (Home& home : homes) {
      if (home.commune == no_version || !areas_.meet(home.commune, commune)) continue;
      touching += home.cell;
      if (!areas_.within(home.commune, commune)) continue;
      inside += home.cell;
      certain = checked_add(certain, home.certain);
      all_silent = all_silent && home.is_silent;
      own.push_back(&home);
    }
    for (const Contribution& other : counted.contributions) {
      if (!areas_.meet(other.place, commune)) continue;
      touching += other.cell;
      if (areas_.within(other.place, commune)) inside += other.cell;
    }
    if (own.empty()) continue;

    Cell moved;
    bool is_in_conflict = false;
    if (limits.least) {
      const std::int64_t least = std::min(*limits.least, touching.lower_den);
      if (*limits.least > touching.upper_den) is_in_conflict = true;
      moved.lower_num = std::max<std::int64_t>(0, least - touching.lower_num);
      if (least > touching.upper_num) {
        // Those who were taken not to learn, then those of whom it is uncertain whether they are labourers.
        moved.upper_num = least - touching.upper_num;
        moved.upper_den = std::max<std::int64_t>(0, least - touching.upper_den);
        is_in_conflict = is_in_conflict || touching.upper_den > touching.upper_num;
      }
    }
    if (limits.most) {
      const std::int64_t known = inside.lower_num + moved.lower_num;
      if (*limits.most < known) is_in_conflict = true;
      std::int64_t too_many = inside.upper_num - std::max(*limits.most, known);
      if (too_many > 0) {
        // Those first of whom it is uncertain whether they are labourers: without them the share is higher.
        const std::int64_t uncertain = std::clamp<std::int64_t>(inside.upper_den - certain, 0, too_many);
        moved.upper_num -= too_many;
        moved.upper_den -= uncertain;
      }
    }
    // Where lists came, they are the value; where none did, what was declared is.
    const auto shown = limits.least ? limits.least : limits.estimated;
    if (shown && all_silent) {
      std::int64_t valued = inside.numerator;  // by parts of the commune that declared for themselves
      for (Home* home : own) {
        if (home->is_valued) continue;
        home->is_valued = true;
        home->cell.numerator = home->listed;
        home->cell.denominator = home->certain;
        home->cell.unreported = home->uncertain;
        valued = checked_add(valued, home->listed);
      }
      moved.numerator = std::max<std::int64_t>(0, std::min(*shown, certain) - valued);
      counted.flags.push_back({commune, ResultFlag::declared});
    }
    if (is_in_conflict) {
      counted.flags.push_back({commune, ResultFlag::conflict});
      const auto most = limits.most ? text(*limits.most) : limits.least ? text(*limits.least) : std::string();
      findings.push_back({{MessageCode::declared_conflict,
                           {named(commune), std::string(task.declared->measure), std::string(task.declared->evidence),
                            (task.window.until - 1).iso(), limits.least ? text(*limits.least) : most, most,
                            text(touching.lower_num), text(touching.upper_num)}},
                          source_place(reading_.dataset, reading_.dataset.tables().people_totals, limits.rows),
                          RowOutcome::kept});
    }
    if (moved == Cell{}) continue;
    contribute(counted, parts, commune, moved);
    counted.flags.push_back({commune, ResultFlag::declared});
    if (parts) {
      ExplanationPart& part = parts->back();
      part.subject = named(commune);
      part.reason = {MessageCode::workers_declared,
                     {limits.least ? text(*limits.least) : "–", limits.most ? text(*limits.most) : "–"}};
      for (const std::uint32_t row : limits.rows)
        part.rows.push_back(row_ref(reading_.dataset, reading_.dataset.tables().people_totals, row));
    }
  }
}

Counted WorkerShares::count(std::size_t number, Findings& findings, Parts* parts) {
  answer();
  const WorkerTask& task = tasks_[number];
  Counted counted;
  std::vector<Home> homes;
  const auto last_slice = slices_.find(task.question.day);
  for (const WorkerCount& count : counts_[number]) {
    homes.push_back(home(task, count));
    if (count.contested > 0) counted.flags.push_back({count.place, ResultFlag::conflict});
    if (std::binary_search(month_assumed_.begin(), month_assumed_.end(), count.place))
      counted.flags.push_back({count.place, ResultFlag::month_assumed});
    if (last_slice && !reports_.came("residents", count.place, slices_.span(*last_slice)))
      counted.flags.push_back({count.place, ResultFlag::stale_denominator});
  }
  const std::size_t listed_homes = homes.size();
  add_totals(task, homes, counted);
  lift_unnamed(task, homes, counted, parts);
  narrow_by_declared(task, homes, counted, findings, parts);
  for (std::size_t i = 0; i < homes.size(); ++i) {
    const Home& home = homes[i];
    if (home.cell == Cell{}) continue;
    contribute(counted, parts, home.place, home.cell, static_cast<std::uint32_t>(i));
    if (!parts) continue;
    parts->back().subject = named(home.place);
    if (i >= listed_homes) {
      parts->back().reason = {MessageCode::workers_stated, {text(home.certain)}};
      continue;
    }
    const WorkerCount& count = counts_[number][i];
    parts->back().reason = {home.is_valued ? MessageCode::workers_complete : MessageCode::workers_incomplete,
                            {text(count.labourers), text(count.passing), text(count.maybe_labourers)}};
  }
  return counted;
}

std::vector<Contribution> WorkerShares::turns(Evidence attended, const Validity& span) const {
  std::vector<Contribution> turns;
  const SliceSet window = slices_.of(span);
  for (const Attendance::Delivered& delivered : attendance_.delivered()) {
    if ((window >> delivered.slice & 1U) == 0) continue;
    const std::int64_t number = delivered.turns[index(attended)];
    turns.push_back(
        {delivered.place == no_version ? territory_ : delivered.place, {number, 0, 0, 0, 0, number, number}, 0});
  }
  for (std::size_t i = 0; i < slices_.size(); ++i) {
    if ((window >> i & 1U) == 0) continue;
    const Validity& slice = slices_.span(i);
    for (const VersionId commune : communes_) {
      if (!areas_.gazetteer().version(commune).validity.contains(slice.until - 1)) continue;
      const bool came = reports_.came("sessions", commune, slice);
      turns.push_back({commune, {0, came ? 1 : 0, came ? 0 : 1, 0, 0, 0, 0}, 0});
    }
  }
  return turns;
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

std::string WorkerShares::named(VersionId place) const {
  const UnitVersion& unit = areas_.gazetteer().version(place);
  return unit.code + " " + unit.name;
}

}  // namespace hoctap::indicator
