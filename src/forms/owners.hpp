// Who owes forms on one day, and who stands for any other place and time among them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "geo/rows.hpp"
#include "hoctap/geo/gazetteer.hpp"

namespace hoctap::forms {

class Owners {
 public:
  // Units of the level alive on that day that share territory with the atoms (sorted).
  Owners(const Gazetteer& gazetteer, std::span<const std::uint32_t> territory, Level level, Date day);

  std::span<const VersionId> units() const { return units_; }
  // Positions in units(), sorted, of those that hold (a part of) a version's territory; of a village, its commune's.
  // None for what is no version.
  std::vector<std::uint32_t> of(VersionId place) const;

 private:
  Gazetteer gazetteer_;
  Level level_;
  Date day_;
  std::vector<VersionId> units_;
  Rows<std::uint32_t> by_commune_atom_;  // positions in units_
  Rows<std::uint32_t> by_village_atom_;  // of villages that owe
};

}  // namespace hoctap::forms
