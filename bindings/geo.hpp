// Units and what became of them, as Python sees them.
#pragma once

#include "pybind.hpp"

#include <span>
#include <string>
#include <vector>

#include "hoctap/geo/gazetteer.hpp"

namespace hoctap::python {

// Followed with the versions and events it speaks of.
struct UnitFollowed {
  std::optional<UnitVersion> unit;
  std::optional<Ratio> share;
  std::vector<UnitEvent> events;
  bool is_inferred = false;
};

inline std::optional<UnitVersion> version_of(const Gazetteer& gazetteer, std::optional<VersionId> id) {
  if (!id || *id == no_version) return std::nullopt;
  return gazetteer.version(*id);
}

inline std::vector<UnitVersion> versions_of(const Gazetteer& gazetteer, std::span<const VersionId> ids) {
  std::vector<UnitVersion> units;
  units.reserve(ids.size());
  for (const auto id : ids) units.push_back(gazetteer.version(id));
  return units;
}

inline std::vector<UnitEvent> events_of(const Gazetteer& gazetteer, std::span<const std::uint32_t> indices) {
  std::vector<UnitEvent> found;
  found.reserve(indices.size());
  for (const auto index : indices) found.push_back(gazetteer.events()[index]);
  return found;
}

inline UnitFollowed followed_of(const Gazetteer& gazetteer, const Followed& part) {
  return {version_of(gazetteer, part.version), part.share, events_of(gazetteer, part.events), part.is_inferred};
}

// Throws InvalidValue naming the levels there are.
inline Level level_argument(std::string_view text) {
  if (const auto level = level_from_name(text)) return *level;
  const std::string levels = "nation, province, district, commune, village";
  raise("InvalidValue", "“" + std::string(text) + "” is not a level; choose from " + levels,
        "“" + std::string(text) + "” không phải là cấp hành chính; hãy chọn trong " + levels);
}

}  // namespace hoctap::python
