// The calendar of a budget year: who has to do what by when under the law of that year, which instruments frame it, and
// what becomes of money that is left at its end. What no text that was read says stands as an entry that is not
// modelled.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/norm/book.hpp"
#include "hoctap/norm/instrument.hpp"

namespace hoctap {

// Why the calendar has no day, or does not know what becomes of money.
enum class CalendarGap : std::uint8_t {
  none,
  no_text,            // no text that was read speaks of it for that year
  stated,             // the entry itself says that it is not modelled: Norm::reason
  no_first_day,       // since when its text is in force is not known
  recalled_only,      // MEMORY
  not_verified,       // in a strict book
  attribute_missing,  // it holds in some places only, and the place was not stated
  base_unknown,       // it counts from the day of another step, which is not known
  overlaps,           // two texts of one level set it
};
HOCTAP_EXPORT std::string_view name(CalendarGap gap);

inline constexpr std::uint32_t no_entry = std::numeric_limits<std::uint32_t>::max();

// A step of the year, of one of its quarters or months.
struct CalendarDay {
  std::string step;              // "council_decides"
  std::string who;               // "commune"; empty: the text does not say
  int part = 0;                  // the quarter or month; 0: the year
  std::uint32_t due = no_entry;  // of Rulebook::due_days(); no_entry of CalendarGap::no_text
  std::optional<Date> last_day;  // done on this day is in time; nothing: see `gap`
  // Counted in working days (Monday to Friday) without the public holidays of the year: the true day may be later.
  bool lacks_holidays = false;
  Mark mark = Mark::verified;           // the weakest of the entries that it rests on
  std::vector<std::uint32_t> rests_on;  // entries of due_days() from whose days it counts, nearest first
  CalendarGap gap = CalendarGap::none;
  std::string detail;  // of attribute_missing: the attribute; of base_unknown: the step
};

// What frames the year in a role.
struct CalendarFrame {
  FrameRole role = FrameRole::none;
  std::uint32_t instrument = no_entry;  // of Rulebook::instruments(); no_entry: none is known
  Validity days;                        // of the year, in which it holds
  CalendarGap gap = CalendarGap::none;
};

// What becomes of a kind of money that is left.
struct CalendarLeftover {
  std::string money;                // "unspent_estimate"
  std::uint32_t entry = no_entry;   // of Rulebook::year_ends()
  std::optional<MoneyFate> fate;    // nothing: see `gap`
  std::optional<Date> added_after;  // only of money that was added after this day
  Mark mark = Mark::verified;
  CalendarGap gap = CalendarGap::none;
  std::string detail;
};

struct CalendarOptions {
  std::string who = {};                                              // only steps of this role; empty: of all
  std::vector<std::pair<std::string, std::string>> attributes = {};  // of the place: province, district …
  std::vector<std::pair<std::string, Date>> happened = {};   // days on which steps were done; others count from them
  std::optional<std::vector<Date>> holidays = std::nullopt;  // public holidays, where they are known
};

struct BudgetCalendar {
  int year = 0;
  Book book;
  std::vector<CalendarDay> days;  // by day, those without one last; then by step and part
  std::vector<CalendarFrame> frame;
  std::vector<CalendarLeftover> leftovers;

  // The first entry of a step; nullptr where no text speaks of it in any year.
  HOCTAP_EXPORT const CalendarDay* find(std::string_view step) const;
  HOCTAP_EXPORT const CalendarLeftover* find_leftover(std::string_view money) const;
};

// The texts whose dates hold on 1 January of the year (in a book of one day, on that day) decide; of two levels the
// lower, as for norms. Throws NotFound for a role or attribute that the rulebook does not know, or a step that it has
// in no year, with the nearest ones; InvalidValue for a year outside 1400 to 9998 and a role that is none.
HOCTAP_EXPORT BudgetCalendar calendar_of(const Book& book, int year, const CalendarOptions& options = {});

// How something stands against its day.
enum class DueState : std::uint8_t {
  on_time,
  late,
  missing,       // not done, and the day is over
  not_yet_due,   // not done, and the day is not over
  undetermined,  // it would be late but for public holidays that are not known, or when it was done is not known
  not_modelled,  // the day is not known
};
inline constexpr std::size_t due_state_count = 6;
HOCTAP_EXPORT std::string_view name(DueState state);

// Of a step that was done on `done`, or not yet on `asked`. Late is not missing. Without a day to compare with it is
// not modelled, done or not.
HOCTAP_EXPORT DueState due_state(const CalendarDay& day, std::optional<Date> done, Date asked);

}  // namespace hoctap
