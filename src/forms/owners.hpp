// Who owes forms on one day, and who stands for any other place and time among them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/rows.hpp"
#include "hoctap/geo/gazetteer.hpp"

namespace hoctap {
struct GazetteerContent;
}

namespace hoctap::forms {

class Owners {
 public:
  // Units of the level alive on that day that share territory with the atoms (sorted).
  Owners(const Gazetteer& gazetteer, std::span<const std::uint32_t> territory, Level level, Date day);

  std::span<const VersionId> units() const { return units_; }
  // Positions in units(), sorted, of those that hold (a part of) a version's territory; of a village, its commune's.
  // None for what is no version.
  std::vector<std::uint32_t> of(VersionId place) const;

  // Ground that some of the units hold, a byte an atom.
  struct Held {
    std::vector<std::uint8_t> commune_atoms;
    std::vector<std::uint8_t> village_atoms;
  };
  // Of the units whose byte is not 0.
  Held held_by(std::span<const std::uint8_t> is_marked) const;
  // Whether one of those units is among of(place).
  bool meets(const Held& held, VersionId place) const;

 private:
  // The version's territory in atoms, and which units hold them; `room` holds the atoms where the gazetteer does not.
  struct Ground {
    std::span<const std::uint32_t> atoms;
    const Rows<std::uint32_t>* units = nullptr;
  };
  Ground ground(VersionId place, std::vector<std::uint32_t>& room) const;

  Gazetteer gazetteer_;
  const GazetteerContent* known_;  // of the gazetteer
  Level level_;
  Date day_;
  std::vector<VersionId> units_;
  Rows<std::uint32_t> by_commune_atom_;  // positions in units_
  Rows<std::uint32_t> by_village_atom_;  // of villages that owe
};

}  // namespace hoctap::forms
