// The crosswalk between the units of two dates: one row for each pair of units that share territory.
#pragma once

#include <cstdint>
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
  bool is_inferred = false;           // an act or version on the way, ends included, is neither VERIFIED nor SECONDARY
};

// Every unit of `level` alive on `from`, in order of code, and where its territory lies on `to` (either may be
// earlier). A part of which no successor (backward: predecessor) is known has a row of its own.
HOCTAP_EXPORT std::vector<CrosswalkRow> crosswalk(const Gazetteer& gazetteer, Date from, Date to,
                                                  Level level = Level::commune);

}  // namespace hoctap
