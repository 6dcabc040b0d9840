// Ground that units hold, a byte an atom: for questions of many units, where comparing footprints pair by pair would
// take long.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "geo/footprints.hpp"
#include "hoctap/geo/gazetteer.hpp"

namespace hoctap::geo {

class Ground {
 public:
  // Keeps a reference.
  explicit Ground(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}

  void add(VersionId unit) {
    if (unit != no_version) add(gazetteer_.footprint(unit));
  }
  void add(Footprint atoms) {
    for (const std::uint32_t atom : atoms) {
      if (atom >= is_held_.size()) is_held_.resize(atom + std::size_t{1}, 0);
      is_held_[atom] = 1;
    }
  }
  bool meets(VersionId unit) const {
    if (unit == no_version) return false;
    const auto atoms = gazetteer_.footprint(unit);
    return std::any_of(atoms.begin(), atoms.end(),
                       [&](std::uint32_t atom) { return atom < is_held_.size() && is_held_[atom] != 0; });
  }

 private:
  const Gazetteer& gazetteer_;
  std::vector<std::uint8_t> is_held_;
};

}  // namespace hoctap::geo
