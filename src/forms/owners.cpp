#include "forms/owners.hpp"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "geo/footprints.hpp"

namespace hoctap::forms {
namespace {

using Atoms = std::vector<std::uint32_t>;

// The day itself, or the nearest of the version's life.
Date nearest_day_of_life(const UnitVersion& version, Date day) {
  if (day < version.validity.from) return version.validity.from;
  if (day >= version.validity.until) return version.validity.until - 1;
  return day;
}

// The version's territory in atoms of communes; a village has its commune's.
Atoms commune_atoms(const Gazetteer& gazetteer, VersionId id, Date day) {
  const UnitVersion& version = gazetteer.version(id);
  if (version.level == Level::village) {
    const std::optional<VersionId> commune = gazetteer.ancestor(id, Level::commune, nearest_day_of_life(version, day));
    if (!commune) return {};
    id = *commune;
  }
  if (version.level == Level::village || version.level == Level::commune) {
    const std::span<const std::uint32_t> atoms = gazetteer.footprint(id);
    return {atoms.begin(), atoms.end()};
  }
  return gazetteer.footprint_on(id, day);
}

}  // namespace

Owners::Owners(const Gazetteer& gazetteer, std::span<const std::uint32_t> territory, Level level, Date day) {
  for (const VersionId id : gazetteer.alive(level, day)) {
    if (geo::meet(commune_atoms(gazetteer, id, day), territory)) units_.push_back(id);
  }
  std::sort(units_.begin(), units_.end());
  index_places(gazetteer, level, day);
}

void Owners::index_places(const Gazetteer& gazetteer, Level level, Date day) {
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_commune_atom;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_village_atom;
  for (std::uint32_t position = 0; position < units_.size(); ++position) {
    for (const std::uint32_t atom : commune_atoms(gazetteer, units_[position], day))
      by_commune_atom[atom].push_back(position);
    if (level != Level::village) continue;
    for (const std::uint32_t atom : gazetteer.footprint(units_[position])) by_village_atom[atom].push_back(position);
  }
  const std::size_t versions = gazetteer.versions().size();
  begins_.reserve(versions + 1);
  begins_.push_back(0);
  for (VersionId id = 0; id < versions; ++id) {
    const bool among_villages = level == Level::village && gazetteer.version(id).level == Level::village;
    const auto& by_atom = among_villages ? by_village_atom : by_commune_atom;
    std::vector<std::uint32_t> found;
    const std::span<const std::uint32_t> own = gazetteer.footprint(id);
    for (const std::uint32_t atom :
         among_villages ? Atoms(own.begin(), own.end()) : commune_atoms(gazetteer, id, day)) {
      if (const auto at = by_atom.find(atom); at != by_atom.end())
        found.insert(found.end(), at->second.begin(), at->second.end());
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    positions_.insert(positions_.end(), found.begin(), found.end());
    begins_.push_back(static_cast<std::uint32_t>(positions_.size()));
  }
}

std::span<const std::uint32_t> Owners::of(VersionId place) const {
  if (std::size_t{place} + 1 >= begins_.size()) return {};
  return std::span(positions_).subspan(begins_[place], begins_[place + 1] - begins_[place]);
}

}  // namespace hoctap::forms
