// Who owes forms on one day, and who stands for any other place and time among them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "hoctap/geo/gazetteer.hpp"

namespace hoctap::forms {

class Owners {
 public:
  // Units of the level alive on that day that share territory with the atoms (sorted).
  Owners(const Gazetteer& gazetteer, std::span<const std::uint32_t> territory, Level level, Date day);

  std::span<const VersionId> units() const { return units_; }
  // Positions in units() of those that hold (a part of) a version's territory; of a village, its commune's. None for
  // what is no version.
  std::span<const std::uint32_t> of(VersionId place) const;

 private:
  void index_places(const Gazetteer& gazetteer, Level level, Date day);

  std::vector<VersionId> units_;
  std::vector<std::uint32_t> begins_;  // by version, into positions_
  std::vector<std::uint32_t> positions_;
};

}  // namespace hoctap::forms
