// Where places lie to one another, by the atoms of the lineage.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "geo/footprints.hpp"
#include "geo/gazetteer_content.hpp"
#include "hoctap/geo/gazetteer.hpp"

namespace hoctap::indicator {

class Areas {
 public:
  // `since`: the first day that matters; a village is read with the commune that held it then, or first held it after.
  Areas(const Gazetteer& gazetteer, Date since) : gazetteer_(gazetteer), since_(since) {}

  const Gazetteer& gazetteer() const { return gazetteer_; }

  // The commune of a village, as fine as the lineage knows it; other places stand for themselves.
  VersionId commune(VersionId place) const {
    if (place == no_version) return no_version;
    if (communes_.empty()) communes_.assign(gazetteer_.versions().size(), not_asked);
    VersionId& commune = communes_.at(place);
    if (commune != not_asked) return commune;
    const GazetteerContent& known = content_of(gazetteer_);
    if (known.level[place] != Level::village) return commune = place;
    const Validity& life = known.validity[place];
    const Date day = std::min(std::max(life.from, since_), life.until - 1);
    return commune = known.ancestor(place, Level::commune, day).value_or(no_version);
  }
  std::span<const std::uint32_t> atoms(VersionId commune) const { return gazetteer_.footprint(commune); }

  bool meet(VersionId a, VersionId b) const { return a == b || geo::meet(atoms(a), atoms(b)); }
  // Whether all of `part` lies in `whole`.
  bool within(VersionId part, VersionId whole) const { return part == whole || geo::covers(atoms(whole), atoms(part)); }

 private:
  Gazetteer gazetteer_;
  Date since_;
  static constexpr VersionId not_asked = no_version - 1;
  mutable std::vector<VersionId> communes_;  // by version
};

}  // namespace hoctap::indicator
