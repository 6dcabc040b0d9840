#include "hoctap/geo/crosswalk.hpp"

namespace hoctap {

std::vector<CrosswalkRow> crosswalk(const Gazetteer& gazetteer, Date from, Date to, Level level) {
  std::vector<CrosswalkRow> rows;
  for (const VersionId unit : gazetteer.alive(level, from)) {
    for (Followed& part : gazetteer.trace(unit, to)) {
      rows.push_back({unit, part.version, part.share, std::move(part.events), part.is_inferred});
    }
  }
  return rows;
}

}  // namespace hoctap
