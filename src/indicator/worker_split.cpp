// A share of labourers told apart by what the list says of each.
#include <map>
#include <utility>
#include <vector>

#include "indicator/worker_shares.hpp"

namespace hoctap::indicator {
namespace {

Cell value_of(const Cell& cell) { return {cell.numerator, cell.denominator, cell.unreported, 0, 0, 0, 0}; }
Cell bounds_of(const Cell& cell) { return {0, 0, 0, cell.lower_num, cell.lower_den, cell.upper_num, cell.upper_den}; }

}  // namespace

Split WorkerShares::split(std::size_t number, const std::function<std::uint32_t(std::uint32_t, VersionId)>& category_of,
                          std::uint32_t nobody) {
  Split split;
  Findings told_by_count;
  Counted together;
  std::size_t listed = 0;
  const std::vector<WorkerHome> whole = homes(number, together, told_by_count, nullptr, listed);
  const WorkerTask& task = tasks_[number];

  // Places that have no value of their own, but a declared one.
  std::map<VersionId, const WorkerHome*> declared;
  for (std::size_t i = 0; i < listed; ++i)
    if (whole[i].is_valued && !home(task, counts_[number][i]).is_valued) declared[whole[i].place] = &whole[i];
  for (const auto& [place, home] : declared) split.add({place, value_of(home->cell), 0}, nobody);
  for (std::size_t i = listed; i < whole.size(); ++i) split.add({whole[i].place, whole[i].cell, 0}, nobody);
  // What moves bounds of everybody moves none of a category; what it adds to the value is nobody's.
  for (const Contribution& other : together.contributions)
    if (!(value_of(other.cell) == Cell{})) split.add({other.place, value_of(other.cell), 0}, nobody);

  std::map<std::uint32_t, std::map<VersionId, WorkerCount>> counts;
  workers_.each(task.question, [&](const WorkerAnswer& about) {
    const VersionId place = residence_.place(about.row);
    WorkerCount& count = counts[category_of(about.row, place)][place];
    count.place = place;
    count.add_labourer(about);
    count.add_member(about);
  });
  for (const auto& [category, by_place] : counts) {
    std::vector<WorkerHome> own;
    for (const auto& [place, count] : by_place) own.push_back(home(task, count));
    Counted lifted;
    lift_unnamed(task, own, lifted, nullptr);
    for (const Contribution& one : lifted.contributions) split.add(one, category);
    for (const WorkerHome& one : own)
      split.add({one.place, declared.count(one.place) != 0 ? bounds_of(one.cell) : one.cell, 0}, category);
  }
  return split;
}

}  // namespace hoctap::indicator
