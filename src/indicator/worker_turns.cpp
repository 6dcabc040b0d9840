// What centres deliver: turns by place, and who reported them.
#include <vector>

#include "indicator/worker_shares.hpp"

namespace hoctap::indicator {
std::vector<Contribution> WorkerShares::turns(Evidence attended, const Validity& span) const {
  std::vector<Contribution> turns;
  const SliceSet window = slices_.of(span);
  for (const Attendance::Delivered& delivered : attendance_.delivered()) {
    if ((window >> delivered.slice & 1U) == 0) continue;
    const std::int64_t number = delivered.turns[index_of(attended)];
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

}  // namespace hoctap::indicator
