// The steps by which a gazetteer is built, in their order. Each fills its part of the content and needs the parts
// before it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "geo/gazetteer_content.hpp"
#include "time/day_text.hpp"

namespace hoctap {

// An event between two versions that exist.
struct Edge {
  VersionId from = no_version;
  VersionId to = no_version;  // no_version: no successor is known
  std::uint32_t event = 0;
};

// Versions that may stand beside each other, sorted, and the ways to find them. Gives the place of each that was kept.
std::vector<SourcePlace> keep_units(GazetteerContent& content, std::vector<UnitVersion> units,
                                    std::span<const SourcePlace> places, Findings& findings);

// Events between versions that exist, sorted, with their shares checked; successors, predecessors and lost parts.
void keep_events(GazetteerContent& content, std::vector<UnitEvent> events, std::span<const SourcePlace> event_places,
                 std::span<const SourcePlace> version_places, Findings& findings);

// Who held each version when.
void find_holders(GazetteerContent& content, std::span<const SourcePlace> version_places, Findings& findings);

// The ways through the lineage, and which of them lead through each version.
void find_footprints(GazetteerContent& content);

// SHA-256 over the versions and events that were kept.
std::string digest_of(const GazetteerContent& content);

}  // namespace hoctap
