// The steps by which a gazetteer is built, in their order. Each fills its part of the content and needs the parts
// before it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
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

// Where the version stood that was kept as this.
using VersionPlaces = std::function<SourcePlace(VersionId)>;

// A code as a number whose order is the codes', as far as eight bytes tell.
std::uint64_t order_of(std::string_view code);

// Versions that may stand beside each other, sorted, and the ways to find them. Gives for each that was kept its index
// among the units. Costs least where they come in order.
std::vector<std::uint32_t> keep_units(GazetteerContent& content, std::vector<UnitVersion> units,
                                      const Gazetteer::PlaceOf& place_of, Findings& findings);

// Events between versions that exist, sorted, with their shares checked; successors, predecessors and lost parts.
void keep_events(GazetteerContent& content, std::vector<UnitEvent> events, const Gazetteer::PlaceOf& event_place,
                 const VersionPlaces& version_place, Findings& findings);

// Who held each version when.
void find_holders(GazetteerContent& content, const VersionPlaces& version_place, Findings& findings);

// The ways through the lineage, and which of them lead through each version.
void find_footprints(GazetteerContent& content);

// SHA-256 over the versions and events that were kept.
std::string digest_of(const GazetteerContent& content);

}  // namespace hoctap
