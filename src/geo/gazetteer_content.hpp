// What a gazetteer knows, arranged for asking. Built once (gazetteer_build.cpp) and never changed.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "geo/rows.hpp"
#include "hoctap/geo/gazetteer.hpp"

namespace hoctap {

// The part of a version that ended without a known successor.
struct LostPart {
  std::optional<Ratio> share;
  std::optional<std::uint32_t> event;  // none: the version ends by no event
};

struct GazetteerContent {
  struct Span {
    VersionId first = 0;
    VersionId end = 0;
  };

  std::vector<UnitVersion> versions;
  std::vector<UnitEvent> events;
  // Beside the versions, since a walk over 100,000 of them should not touch their texts.
  std::vector<Validity> validity;
  std::vector<Level> level;
  std::unordered_map<std::string_view, Span> by_code;  // keys view the versions' own codes
  std::array<std::vector<VersionId>, 5> by_level;

  Rows<LineageStep> successors;
  Rows<LineageStep> predecessors;
  Rows<LostPart> lost;
  Rows<Holder> holders;

  Rows<std::uint32_t> footprints;  // version → atoms
  Rows<VersionId> ways;            // atom → versions, in order of time
  // Communes and villages, and higher units that never held a commune: their footprint is their own lineage.
  std::vector<std::uint8_t> is_undivided;

  std::string digest;
  Date last_event = Date::earliest();

  Span versions_of(std::string_view code) const;
  std::optional<VersionId> find(std::string_view code, Date day) const;
  std::optional<VersionId> beginning_on(std::string_view code, Date day) const;
  std::optional<VersionId> ending_on(std::string_view code, Date day) const;
  std::optional<VersionId> parent(VersionId id, Date day) const;
  std::optional<VersionId> ancestor(VersionId id, Level wanted, Date day) const;
  void check(VersionId id) const;  // throws NotFound
};

}  // namespace hoctap
