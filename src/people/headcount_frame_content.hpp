#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <span>
#include <vector>

#include "core/result_column.hpp"
#include "hoctap/people/headcount_frame.hpp"
#include "people/file_rows.hpp"

namespace hoctap {

struct HeadcountFrame::Content {
  Content(HeadcountQuestion asked, std::vector<HeadcountLevel> all_levels, const SessionColumns& sessions,
          std::function<Names()> names);

  // Throws InvalidValue for columns that cannot be counted.
  void check(const SpellColumns& batch) const;
  // Throws InvalidValue for a partial of another frame, FormatError for one whose rows contradict this one.
  void check(const HeadcountPartial& partial) const;

  // Counts by sheet, area, group used, row and window become counts by unit, group, row and window.
  std::vector<Headcount::Level> rolled_up(std::span<const KeptVector<std::uint32_t>> by_sheet,
                                          const people::GroupsUsed& groups, std::size_t threads) const;

  // How often residence spells are gone through: for the persons, and by every sheet.
  std::size_t readings_of_spells() const { return 1 + plan.sheets().size(); }

  // Digests of all that partials must have in common, made where the first is asked for.
  const HeadcountIdentity& identity() const;

  HeadcountQuestion question;
  std::vector<HeadcountLevel> levels;
  people::HeadcountPlan plan;
  people::Areas areas;
  people::SessionWords sessions;

 private:
  std::function<Names()> names_;
  mutable std::once_flag is_identified_;
  mutable HeadcountIdentity identity_;
};

}  // namespace hoctap
