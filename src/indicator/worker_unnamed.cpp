// What attendances without a name may add to a share of labourers.
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "indicator/worker_shares.hpp"

namespace hoctap::indicator {
namespace {

// Which unnamed attendances could be evidence of this.
Evidence attended_for(const WorkerQuestion& question) {
  return question.evidence == Evidence::completed || question.evidence == Evidence::certified ? Evidence::vocational
                                                                                              : question.evidence;
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

// Attendances without a name, or in rows that could not be used, may be those of labourers who are not listed: nothing
// for the lower bound of a share of all, their number for the upper one. At home: in the commune of the session;
// otherwise anywhere.
void WorkerShares::lift_unnamed(const WorkerTask& task, std::vector<WorkerHome>& homes, Counted& counted,
                                Parts* parts) const {
  struct Unnamed {
    std::int64_t of_evidence = 0;
    std::int64_t of_learning = 0;
  };
  std::map<VersionId, Unnamed> pools;
  const auto pool_of = [&](VersionId place) -> Unnamed& {
    const VersionId commune = settings_.attend_at_home ? areas_.commune(place) : no_version;
    return pools[commune == no_version ? territory_ : commune];
  };
  // Whoever stood in a row that could not be used has no name either.
  const auto add_unusable = [&](std::string_view table) {
    for (const UnusableRows::Lost& lost : reports_.unusable().of(table)) {
      if (!lost.period.days().overlaps(task.window)) continue;
      Unnamed& pool = pool_of(lost.unit);
      pool.of_evidence = checked_add(pool.of_evidence, lost.rows);
      pool.of_learning = checked_add(pool.of_learning, lost.rows);
    }
  };
  add_unusable("participation");
  if (task.needs_results) add_unusable("course_results");
  for (const Attendance::Delivered& delivered : attendance_.delivered()) {
    if ((task.question.window >> delivered.slice & 1U) == 0) continue;
    const std::int64_t of_evidence = delivered.unnamed[index_of(attended_for(task.question))];
    const std::int64_t of_learning = delivered.unnamed[index_of(Evidence::learned)];
    if (of_evidence == 0 && of_learning == 0) continue;
    Unnamed& pool = pool_of(delivered.place);
    pool.of_evidence = checked_add(pool.of_evidence, of_evidence);
    pool.of_learning = checked_add(pool.of_learning, of_learning);
  }
  std::vector<VersionId> places;
  for (const auto& [place, pool] : pools) places.push_back(place);
  // The smallest first, each in homes of its own before those it shares, so that wider ones find what is left.
  std::stable_sort(places.begin(), places.end(),
                   [&](VersionId a, VersionId b) { return areas_.atoms(a).size() < areas_.atoms(b).size(); });
  for (const VersionId place : places) {
    std::vector<WorkerHome*> open;
    for (const bool own : {true, false})
      for (WorkerHome& home : homes)
        if (home.commune != no_version && areas_.meet(home.commune, place) && areas_.within(home.commune, place) == own)
          open.push_back(&home);
    const Unnamed& pool = pools[place];
    std::int64_t passing = pool.of_evidence;
    std::int64_t entering = pool.of_learning;
    Cell cell;
    for (WorkerHome* home : open) cell.upper_num += move_into(home->may_pass, passing);
    for (WorkerHome* home : open) {
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

}  // namespace hoctap::indicator
