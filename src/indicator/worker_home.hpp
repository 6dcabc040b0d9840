// The labourers of one place, while the bounds of a share are worked out.
#pragma once

#include <cstdint>

#include "hoctap/geo/gazetteer.hpp"
#include "hoctap/measure/cell.hpp"

namespace hoctap::indicator {

// What a home stands for that was not read from a list.
enum class WorkerGap : std::uint8_t {
  none,
  unusable_rows,  // rows of the list that could not be used
  short_list,     // who is missing in a list that is shorter than the number stated
};

struct WorkerHome {
  VersionId place = no_version;
  VersionId commune = no_version;
  Cell cell;
  bool is_valued = false;  // counts in the value: everything owed has come, or it was declared
  bool is_silent = false;  // nothing of the window has come
  WorkerGap gap = WorkerGap::none;
  std::int64_t certain = 0;    // certain members of the base
  std::int64_t listed = 0;     // of them listed as passing
  std::int64_t uncertain = 0;  // members of whom it is uncertain whether they belong
  std::int64_t may_pass = 0;   // certain members who fail by the lists, but may be an unnamed attendance
  // Labourers who are no learners by the lists, but may be an unnamed attendance: of training, or of other learning.
  std::int64_t may_enter_passing = 0;
  std::int64_t may_enter_failing = 0;
};

}  // namespace hoctap::indicator
