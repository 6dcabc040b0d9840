#include "forms/owners.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/sort_once.hpp"
#include "geo/gazetteer_content.hpp"

namespace hoctap::forms {
namespace {

using Atoms = std::vector<std::uint32_t>;

// The day itself, or the nearest of a life.
Date nearest_day(const Validity& life, Date day) {
  if (day < life.from) return life.from;
  if (day >= life.until) return life.until - 1;
  return day;
}

// The version's territory in atoms of communes; a village has its commune's. `room` holds them where the gazetteer does
// not.
std::span<const std::uint32_t> commune_atoms(const Gazetteer& gazetteer, const GazetteerContent& known, VersionId id,
                                             Date day, Atoms& room) {
  const Level level = known.level[id];
  if (level == Level::commune) return known.footprints[id];
  if (level == Level::village) {
    const auto commune = known.ancestor(id, Level::commune, nearest_day(known.validity[id], day));
    return commune ? known.footprints[*commune] : std::span<const std::uint32_t>();
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
    : gazetteer_(gazetteer), known_(&content_of(gazetteer_)), level_(level), day_(day) {
  std::vector<std::uint8_t> is_inside(territory.empty() ? 0 : territory.back() + std::size_t{1}, 0);
  for (const std::uint32_t atom : territory) is_inside[atom] = 1;
  AtomsOfUnits of_communes;
  AtomsOfUnits of_villages;
  Atoms room;
  const std::vector<VersionId> alive = gazetteer.alive(level, day);
  units_.reserve(alive.size());
  of_communes.reserve(alive.size());
  for (const VersionId id : alive) {  // in order of code, as versions are
    const auto atoms = commune_atoms(gazetteer, *known_, id, day, room);
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

Owners::Ground Owners::ground(VersionId place, std::vector<std::uint32_t>& room) const {
  const bool among_villages = level_ == Level::village && known_->level[place] == Level::village;
  if (among_villages) return {known_->footprints[place], &by_village_atom_};
  return {commune_atoms(gazetteer_, *known_, place, day_, room), &by_commune_atom_};
}

std::vector<std::uint32_t> Owners::of(VersionId place) const {
  std::vector<std::uint32_t> found;
  Atoms room;
  if (place >= gazetteer_.versions().size()) return found;
  const auto [atoms, units] = ground(place, room);
  for (const std::uint32_t atom : atoms) {
    if (atom >= units->size()) continue;
    const auto at = (*units)[atom];
    found.insert(found.end(), at.begin(), at.end());
  }
  sort_once(found);
  return found;
}

Owners::Held Owners::held_by(std::span<const std::uint8_t> is_marked) const {
  const auto marked = [&](const Rows<std::uint32_t>& units) {
    std::vector<std::uint8_t> atoms(units.size(), 0);
    for (std::uint32_t atom = 0; atom < atoms.size(); ++atom)
      for (const std::uint32_t unit : units[atom]) atoms[atom] |= is_marked[unit];
    return atoms;
  };
  return {marked(by_commune_atom_), marked(by_village_atom_)};
}

bool Owners::meets(const Held& held, VersionId place) const {
  if (place >= known_->versions.size()) return false;
  if (known_->level[place] == Level::commune) {  // nearly all
    const auto atoms = known_->footprints[place];
    return std::any_of(atoms.begin(), atoms.end(), [&](std::uint32_t atom) {
      return atom < held.commune_atoms.size() && held.commune_atoms[atom] != 0;
    });
  }
  Atoms room;
  const auto [atoms, units] = ground(place, room);
  const std::vector<std::uint8_t>& is_held = units == &by_commune_atom_ ? held.commune_atoms : held.village_atoms;
  return std::any_of(atoms.begin(), atoms.end(),
                     [&](std::uint32_t atom) { return atom < is_held.size() && is_held[atom] != 0; });
}

}  // namespace hoctap::forms
