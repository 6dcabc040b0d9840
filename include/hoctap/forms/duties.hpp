// Who owes what by when: the duties that a plan gives to bodies, period by period, against what was reported of them.
//
// A duty that recurs is owed once in each of its periods that the plan's time holds a part of, by its day, or else by
// the period's last day; one that goes on all the time, or when asked, has no day, and is shown year by year. A body of
// the communes is every commune alive on the due day; what its predecessors did counts for it once they cover it. A
// duty counts once in a period, however often it was reported, so that no rate goes above one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/programme/programme.hpp"
#include "hoctap/records/dataset.hpp"

namespace hoctap {

enum class DutyState : std::uint8_t {
  on_time,
  late,
  missing,      // not done, and its day is over
  not_yet_due,  // not done, and its day, or the year of a duty without a day, is not over
  done,         // of a duty without a day
  no_record,    // of a duty without a day: the year is over and nothing was reported
};
inline constexpr std::size_t duty_state_count = 6;
HOCTAP_EXPORT std::string_view name(DutyState state);
HOCTAP_EXPORT std::string label(DutyState state, Language language);

// A duty of one body, or of one commune, in one period.
struct DutyItem {
  std::uint32_t duty = 0;       // index into Programme::duties
  Period period;                // of the review of the plan as a whole: its whole time, as a range
  bool is_final = false;        // that one
  VersionId unit = no_version;  // the commune; of another body the plan's territory
  // Body::id of who answers on the due day (of what has none, on the period's last day or the day asked): the owner or
  // its successor. Empty where the owner has ended and nobody is known.
  std::string answers;
  std::optional<Date> due;
  bool due_is_assumed = false;
  DutyState state = DutyState::missing;
  std::optional<Date> done_on;      // by which all of it was done, as far as that was by the day asked
  std::vector<std::uint32_t> rows;  // of duties_done: what was reported by the day asked, in order of their days
  std::int64_t versions = 0;        // the highest version of the reports that tell of it; 0: not told in a report
};

// What stands in the way of a duty, as reported, and to whom it goes.
struct Difficulty {
  std::uint32_t row = 0;   // of duties_done
  std::uint32_t duty = 0;  // index into Programme::duties
  std::string goes_to;     // Body::id; empty: the plan names nobody, or who took over is not known
};

struct Duties {
  Dataset dataset;
  Programme programme;
  Date day;                     // the day asked
  std::vector<DutyItem> items;  // by duty, period and unit
  std::vector<Difficulty> difficulties;
  Findings findings;  // records of duties that the plan does not have, does not owe for that period, or gives to others
};

// What was reported after `day` had not been done by then, and what has not begun by then is not there: nothing of the
// future but the days that are due in periods begun. With `whole` every period of the plan is there. `indicator`: only
// the duties to which it speaks; empty: all.
HOCTAP_EXPORT Duties duties_of(const Dataset& dataset, const Programme& programme, Date day, bool whole = false,
                               std::string_view indicator = {});

}  // namespace hoctap
