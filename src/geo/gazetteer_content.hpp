// What a gazetteer knows, arranged for asking. Built once (gazetteer_build.cpp) and never changed.
#pragma once

#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "geo/code_index.hpp"
#include "geo/name_index.hpp"
#include "geo/rows.hpp"
#include "hoctap/geo/gazetteer.hpp"

namespace hoctap {

struct GazetteerContent {
  std::vector<UnitVersion> versions;
  std::vector<UnitEvent> events;
  // Beside the versions, since a walk over 100,000 of them should not touch their texts.
  std::vector<Validity> validity;
  std::vector<Level> level;
  CodeIndex by_code;
  std::array<std::vector<VersionId>, 5> by_level;

  Rows<LineageStep> successors;
  Rows<LineageStep> predecessors;
  Rows<LostPart> lost;
  Rows<Holder> holders;

  Rows<std::uint32_t> footprints;  // version → atoms
  Rows<VersionId> ways;            // atom → versions, in order of time
  // Communes and villages, and higher units that never held a commune: their footprint is their own lineage.
  std::vector<std::uint8_t> is_undivided;

  Date last_event = Date::earliest();

  // Built when a name is first asked for: most programs ask for codes only.
  const NameIndex& names() const;
  // Calculated when it is first asked for.
  const std::string& digest() const;

  std::optional<VersionId> find(std::string_view code, Date day) const;
  std::optional<VersionId> beginning_on(std::string_view code, Date day) const;
  std::optional<VersionId> ending_on(std::string_view code, Date day) const;
  std::optional<VersionId> parent(VersionId id, Date day) const;
  std::optional<VersionId> ancestor(VersionId id, Level wanted, Date day) const;
  void check(VersionId id) const;  // throws NotFound

 private:
  mutable std::once_flag digest_wanted_;
  mutable std::string digest_;
  mutable std::once_flag names_wanted_;
  mutable std::unique_ptr<const NameIndex> names_;
};

// What a gazetteer holds, for functions beside it.
const GazetteerContent& content_of(const Gazetteer& gazetteer);

}  // namespace hoctap
