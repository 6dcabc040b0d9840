// What declared head counts say of a share of labourers.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "indicator/worker_shares.hpp"

namespace hoctap::indicator {
namespace {

std::string text(std::int64_t number) { return std::to_string(number); }

}  // namespace

// What communes declare narrows the bounds; where no list came at all, it is the value too.
void WorkerShares::narrow_by_declared(const WorkerTask& task, std::vector<WorkerHome>& homes, Counted& counted,
                                      Findings& findings, Parts* parts) {
  if (!task.declared) return;
  const auto key = std::pair(task.declared->measure, task.declared->evidence);
  const DeclaredCounts& declared = declared_.try_emplace(key, reading_.dataset, areas_, *task.declared).first->second;
  for (const VersionId commune : declared.communes()) {
    if (!geo::meet(areas_.atoms(commune), territory_atoms_)) continue;
    DeclaredCounts::Limits limits = declared.limits(commune, task.window);
    if (!limits.least && !limits.most && !limits.estimated) continue;

    bool all_silent = true;
    std::vector<WorkerHome*> own;
    Cell inside;
    Cell touching;
    std::int64_t certain = 0;
    for (WorkerHome& home : homes) {
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
    for (std::optional<std::int64_t>* count : {&limits.least, &limits.estimated}) {
      if (!*count || **count <= touching.upper_den) continue;
      counted.flags.push_back({commune, ResultFlag::conflict});
      findings.push_back({{MessageCode::declared_above_labourers,
                           {named(commune), std::string(task.declared->measure), std::string(task.declared->evidence),
                            text(**count), text(touching.upper_den)}},
                          source_place(reading_.dataset, reading_.dataset.tables().people_totals, limits.rows),
                          RowOutcome::kept});
      count->reset();
    }
    if (!limits.least && !limits.most && !limits.estimated) continue;

    Cell moved;
    bool is_in_conflict = false;
    if (limits.least) {
      const std::int64_t least = std::min(*limits.least, touching.lower_den);
      moved.lower_num = std::max<std::int64_t>(0, least - touching.lower_num);
      if (least > touching.upper_num) {
        // Some who were taken not to learn did.
        moved.upper_num = least - touching.upper_num;
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
      for (WorkerHome* home : own) {
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
      findings.push_back(
          {{MessageCode::declared_conflict,
            {named(commune), std::string(task.declared->measure), std::string(task.declared->evidence),
             (task.window.until - 1).iso(), limits.least ? text(*limits.least) : "–",
             limits.most ? text(*limits.most) : "–", text(touching.lower_num), text(touching.upper_num)}},
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

}  // namespace hoctap::indicator
