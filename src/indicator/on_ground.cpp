#include "indicator/on_ground.hpp"

#include <algorithm>
#include <utility>

#include "core/sort_once.hpp"

namespace hoctap::indicator {

OnGround::OnGround(const CentrePlaces& places, const CentreRegister& centres, const Areas& areas,
                   std::span<const VersionId> units) {
  if (units.empty()) return;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> by_atom;
  std::size_t atoms = 0;
  for (std::uint32_t thing = 0; thing < units.size(); ++thing) {
    const VersionId commune = areas.commune(units[thing]);
    if (commune == no_version) continue;
    for (const std::uint32_t atom : areas.atoms(commune)) {
      by_atom.emplace_back(atom, thing);
      atoms = std::max(atoms, atom + std::size_t{1});
    }
  }
  const Rows<std::uint32_t> on_atom(atoms, by_atom);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;  // centre and thing
  const auto add = [&](std::uint32_t centre, VersionId place) {
    const VersionId commune = areas.commune(place);
    if (commune == no_version) return;
    for (const std::uint32_t atom : areas.atoms(commune))
      if (atom < on_atom.size())
        for (const std::uint32_t thing : on_atom[atom]) pairs.emplace_back(centre, thing);
  };
  // Where a centre stood changes on days of its records alone.
  for (std::uint32_t row = 0; row < places.size(); ++row) {
    const std::uint32_t centre = centres.number(places.centre_id[row]);
    if (centre != CentreRegister::no_centre) add(centre, centres.place(centre, places.valid_from[row]));
  }
  sort_once(pairs);
  things_ = Rows<std::uint32_t>(centres.size(), pairs);
  for (auto& [centre, thing] : pairs) std::swap(centre, thing);
  centres_ = Rows<std::uint32_t>(units.size(), pairs);
}

}  // namespace hoctap::indicator
