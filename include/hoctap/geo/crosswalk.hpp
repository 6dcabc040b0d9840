// The crosswalk between the units of two dates: one row for each pair of units that share territory.
#pragma once

#include <optional>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/geo/gazetteer.hpp"

namespace hoctap {

struct CrosswalkRow {
  VersionId from = no_version;
  VersionId to = no_version;          // no_version: no successor is known
  std::optional<Ratio> share;         // the part of `from` that lies in `to`; none: not known
  std::vector<std::uint32_t> events;  // the acts on the way, in order of time
  bool is_inferred = false;           // an act or a version on the way is marked INFERRED
};

// Every unit of `level` alive on `from`, in order of code, and where its territory lies on `to` (either may be earlier).
HOCTAP_EXPORT std::vector<CrosswalkRow> crosswalk(const Gazetteer& gazetteer, Date from, Date to, Level level = Level::commune);

}  // namespace hoctap
