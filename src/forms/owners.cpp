#include "forms/owners.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace hoctap::forms {
namespace {

using Atoms = std::vector<std::uint32_t>;

// The day itself, or the nearest of the version's life.
Date nearest_day_of_life(const UnitVersion& version, Date day) {
  if (day < version.validity.from) return version.validity.from;
  if (day >= version.validity.until) return version.validity.until - 1;
  return day;
}

// The version's territory in atoms of communes; a village has its commune's. `room` holds them where the gazetteer does
// not.
std::span<const std::uint32_t> commune_atoms(const Gazetteer& gazetteer, VersionId id, Date day, Atoms& room) {
  const UnitVersion& version = gazetteer.version(id);
  if (version.level == Level::village) {
    const std::optional<VersionId> commune = gazetteer.ancestor(id, Level::commune, nearest_day_of_life(version, day));
    if (!commune) return {};
    id = *commune;
  }
  if (version.level == Level::village || version.level == Level::commune) {
    return gazetteer.footprint(id);
  }
  return room = gazetteer.footprint_on(id, day);
}

using AtomsOfUnits = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Rows<std::uint32_t> by_atom(const AtomsOfUnits& pairs) {
  std::uint32_t atoms = 0;
  for (const auto& [atom, position] : pairs) atoms = std::max(atoms, atom + 1);
  return {atoms, pairs};
}

}  // namespace

Owners::Owners(const Gazetteer& gazetteer, std::span<const std::uint32_t> territory, Level level, Date day)
    : gazetteer_(gazetteer), level_(level), day_(day) {
  std::vector<std::uint8_t> is_inside(territory.empty() ? 0 : territory.back() + std::size_t{1}, 0);
  for (const std::uint32_t atom : territory) is_inside[atom] = 1;
  AtomsOfUnits of_communes;
  AtomsOfUnits of_villages;
  Atoms room;
  for (const VersionId id : gazetteer.alive(level, day)) {  // in order of code, as versions are
    const auto atoms = commune_atoms(gazetteer, id, day, room);
    const auto is_in_territory = [&](std::uint32_t atom) { return atom < is_inside.size() && is_inside[atom] != 0; };
    if (std::none_of(atoms.begin(), atoms.end(), is_in_territory)) continue;
    const auto position = static_cast<std::uint32_t>(units_.size());
    units_.push_back(id);
    for (const std::uint32_t atom : atoms) of_communes.emplace_back(atom, position);
    if (level != Level::village) continue;
    for (const std::uint32_t atom : gazetteer.footprint(id)) of_villages.emplace_back(atom, position);
  }
  by_commune_atom_ = by_atom(of_communes);
  by_village_atom_ = by_atom(of_villages);
}

std::vector<std::uint32_t> Owners::of(VersionId place) const {
  std::vector<std::uint32_t> found;
  Atoms room;
  if (place >= gazetteer_.versions().size()) return found;
  const bool among_villages = level_ == Level::village && gazetteer_.version(place).level == Level::village;
  const Rows<std::uint32_t>& positions = among_villages ? by_village_atom_ : by_commune_atom_;
  const auto add = [&](std::span<const std::uint32_t> atoms) {
    for (const std::uint32_t atom : atoms) {
      if (atom >= positions.size()) continue;
      const auto at = positions[atom];
      found.insert(found.end(), at.begin(), at.end());
    }
  };
  if (among_villages)
    add(gazetteer_.footprint(place));
  else
    add(commune_atoms(gazetteer_, place, day_, room));
  if (found.size() < 2) return found;
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace hoctap::forms
