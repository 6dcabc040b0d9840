#pragma once

#include <vector>

#include "hoctap/people/headcount_frame.hpp"
#include "people/file_rows.hpp"

namespace hoctap {

struct HeadcountFrame::Content {
  Content(HeadcountQuestion asked, std::vector<HeadcountLevel> all_levels, const SessionColumns& sessions,
          const Names& names);

  // Throw InvalidValue for columns that cannot be counted.
  void check(const SpellColumns& batch) const;
  void check(const ParticipationColumns& batch) const;
  // Throws InvalidValue for a partial of another frame, FormatError for one whose rows contradict this one.
  void check(const HeadcountPartial& partial) const;

  // Counts by area become counts by unit.
  std::vector<Headcount::Level> rolled_up(std::span<const std::int64_t> by_area) const;

  HeadcountQuestion question;
  std::vector<HeadcountLevel> levels;
  people::HeadcountPlan plan;
  people::Areas areas;
  people::SessionWords sessions;
  HeadcountIdentity identity;
};

}  // namespace hoctap
