// Unit versions of one gazetteer in another: the same where code and first day are.
#pragma once

#include <vector>

#include "hoctap/geo/gazetteer.hpp"

namespace hoctap::records {

// By version of `from`, the same of `to`; no_version where it knows none.
inline std::vector<VersionId> versions_in(const Gazetteer& from, const Gazetteer& to) {
  std::vector<VersionId> found(from.versions().size(), no_version);
  const bool is_same = from == to;
  for (VersionId id = 0; id < found.size(); ++id) {
    const UnitVersion& version = from.version(id);
    if (is_same) {
      found[id] = id;
      continue;
    }
    for (const VersionId other : to.versions_of(version.code))
      if (to.version(other).validity.from == version.validity.from) found[id] = other;
  }
  return found;
}

}  // namespace hoctap::records
