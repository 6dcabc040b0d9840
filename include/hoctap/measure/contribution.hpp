// What a place adds to an indicator: the unit of account that every kernel gives and every roll-up takes.
#pragma once

#include <cstdint>
#include <vector>

#include "hoctap/geo/gazetteer.hpp"
#include "hoctap/measure/cell.hpp"

namespace hoctap {

struct Contribution {
  VersionId place = no_version;  // where it is known to lie: as fine as the records say, a village or several communes
  // Usually counts of things at the place. A cell may also move a bound of what others counted there: lower_num above
  // lower_den says that so many more are known to pass, upper_num above upper_den that so many more may pass, and a
  // negative upper_num that so many fewer can.
  Cell cell;
  std::uint32_t evidence = 0;  // the kernel's own number for what it rests on

  friend bool operator==(const Contribution&, const Contribution&) = default;
};

// A thing that lies in several places at once (a person who works at two centres, a title of two communes): it counts
// in each unit that holds one of them, and once wherever they come together.
struct SharedContribution {
  std::vector<VersionId> places;
  Cell cell;
  std::uint32_t evidence = 0;  // as in Contribution
};

}  // namespace hoctap
