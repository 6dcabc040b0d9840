#include "hoctap/norm/calendar.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "core/suggestions.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

constexpr std::array<std::string_view, 9> gap_names{
    "none",         "no_text",           "stated",       "no_first_day", "recalled_only",
    "not_verified", "attribute_missing", "base_unknown", "overlaps"};
constexpr std::array<std::string_view, due_state_count> state_names{"on_time",     "late",         "missing",
                                                                    "not_yet_due", "undetermined", "not_modelled"};
constexpr std::array<std::string_view, 8> roles{"unit",     "centre",   "commune",  "commune_council",
                                                "district", "province", "treasury", "association"};
constexpr std::array frame_roles{FrameRole::budget_law,   FrameRole::budget_decree, FrameRole::commune_finance,
                                 FrameRole::budget_index, FrameRole::settlement,    FrameRole::procurement,
                                 FrameRole::assets};

bool is_working_day(Date day, const std::vector<Date>& holidays) {
  const std::int32_t from_monday = ((day.days() + 3) % 7 + 7) % 7;  // 1970-01-01 was a Thursday
  return from_monday < 5 && std::find(holidays.begin(), holidays.end(), day) == holidays.end();
}

Date after_working_days(Date day, std::int64_t count, const std::vector<Date>& holidays) {
  while (count > 0) {
    day = day + 1;
    if (is_working_day(day, holidays)) --count;
  }
  return day;
}

// The day, or the last of its month where the month is shorter.
Date day_in(std::int32_t month_index, int day) {
  const Date first = Date::of(month_index / 12, month_index % 12 + 1, 1);
  return std::min(first + (day - 1), first.last_of_month());
}

class Calendar {
 public:
  Calendar(const Book& book, int year, const CalendarOptions& options)
      : book_(book),
        rules_(book.rulebook()),
        year_(year),
        options_(options),
        known_(book.options().known.value_or(Date::latest())),
        day_(book.options().in_force.value_or(Date::of(year, 1, 1))) {
    check_words();
  }

  BudgetCalendar made() {
    BudgetCalendar calendar{year_, book_, {}, {}, {}};
    std::set<std::string> steps;
    for (const Due& due : rules_.due_days()) steps.insert(due.step);
    for (const std::string& step : steps) add_step(calendar, step);
    std::stable_sort(calendar.days.begin(), calendar.days.end(), [](const CalendarDay& a, const CalendarDay& b) {
      return std::tuple(!a.last_day, a.last_day.value_or(Date{}), std::string_view(a.step), a.part) <
             std::tuple(!b.last_day, b.last_day.value_or(Date{}), std::string_view(b.step), b.part);
    });
    for (const FrameRole role : frame_roles) add_frame(calendar, role);
    for (const std::string_view money : leftover_kinds) add_leftover(calendar, money);
    return calendar;
  }

 private:
  enum class Fit : std::uint8_t { holds, missing, other };
  struct Chosen {
    std::uint32_t entry = no_entry;
    CalendarGap gap = CalendarGap::none;
    std::string detail;
    bool is_over = false;  // texts spoke of it, and ended
  };

  void check_words() {
    if (year_ < 1400 || year_ > 9998)  // days of the year after are counted too
      throw InvalidValue({MessageCode::line_year_outside_calendar, {std::to_string(year_)}});
    if (!options_.who.empty() && std::find(roles.begin(), roles.end(), options_.who) == roles.end()) {
      std::string known;
      for (const std::string_view role : roles) known += (known.empty() ? "" : ", ") + std::string(role);
      throw InvalidValue({MessageCode::unknown_choice, {options_.who, known}});
    }
    for (const Attribute& attribute : rules_.attributes()) {
      if (!attribute.default_value.empty()) values_[attribute.id] = attribute.default_value;
    }
    for (const auto& [id, value] : options_.attributes) {
      if (rules_.find_attribute(id) == nullptr) {
        std::vector<std::string> ids;
        for (const Attribute& known : rules_.attributes()) ids.push_back(known.id);
        throw NotFound({MessageCode::unknown_attribute, {id, suggestions(id, ids)}});
      }
      values_[id] = value;
    }
    for (const auto& [step, day] : options_.happened) {
      const auto dues = rules_.due_days();
      if (std::any_of(dues.begin(), dues.end(), [&wanted = step](const Due& due) { return due.step == wanted; }))
        continue;
      std::vector<std::string> steps;
      for (const Due& due : dues) steps.push_back(due.step);
      throw NotFound({MessageCode::calendar_step_unknown, {step, suggestions(step, steps)}});
    }
  }

  Fit fit(const Applicability& conditions, std::string& missing) const {
    Fit all = Fit::holds;
    for (const Condition& condition : conditions) {
      const auto value = values_.find(condition.attribute);
      if (value == values_.end() || value->second.empty()) {
        if (missing.empty()) missing = condition.attribute;
        all = Fit::missing;
      } else if (std::find(condition.values.begin(), condition.values.end(), value->second) == condition.values.end()) {
        return Fit::other;
      }
    }
    return all;
  }

  // Of the entries that speak of one thing the one that counts, or why none does.
  template <class EntryOf>
  Chosen choose(const std::vector<std::uint32_t>& numbers, EntryOf entry_of) const {
    Chosen chosen;
    Chosen in_the_way;  // what would hold, if it could calculate
    bool begins_later = false;
    const auto take = [](Chosen& into, std::uint32_t number, CalendarGap gap, const std::string& detail = {}) {
      if (into.gap == CalendarGap::none) into = {number, gap, detail, false};
    };
    for (const std::uint32_t number : numbers) {
      const Norm& entry = entry_of(number);
      std::string missing;
      const Fit place = fit(entry.applies, missing);
      if (place == Fit::other) continue;
      if (entry.known > known_) {
        begins_later = true;
        continue;
      }
      if (!entry.from) {
        if (has_ended(entry)) continue;
        take(in_the_way, number, place == Fit::missing ? CalendarGap::attribute_missing : CalendarGap::no_first_day,
             missing);
        continue;
      }
      const Validity life = entry.validity(known_);
      if (!life.contains(day_)) {
        begins_later = begins_later || life.from > day_;
        continue;
      }
      if (!entry.can_calculate()) {
        take(in_the_way, number, CalendarGap::recalled_only);
      } else if (book_.options().verified_only && entry.mark != Mark::verified) {
        take(in_the_way, number, CalendarGap::not_verified);
      } else if (place == Fit::missing) {
        take(in_the_way, number, CalendarGap::attribute_missing, missing);
      } else if (chosen.entry == no_entry || entry.issuer > entry_of(chosen.entry).issuer) {
        chosen = {number, CalendarGap::none, {}, false};
      } else if (entry.issuer == entry_of(chosen.entry).issuer) {
        chosen.gap = CalendarGap::overlaps;
      }
    }
    if (chosen.entry != no_entry) {
      // A lower level's own day may go before it, in places that were not stated.
      if (in_the_way.gap == CalendarGap::attribute_missing &&
          entry_of(in_the_way.entry).issuer > entry_of(chosen.entry).issuer)
        return in_the_way;
      return chosen;
    }
    if (in_the_way.gap != CalendarGap::none) return in_the_way;
    return {no_entry, CalendarGap::no_text, {}, !begins_later};
  }

  // Whether it is known to hold no more, whenever it began.
  bool has_ended(const Norm& entry) const {
    return std::any_of(entry.ends.begin(), entry.ends.end(),
                       [&](const KnownEnd& end) { return end.known <= known_ && end.on <= day_; });
  }

  std::vector<std::uint32_t> dues_of(std::string_view step) const {
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < rules_.due_days().size(); ++i)
      if (rules_.due_days()[i].step == step) numbers.push_back(i);
    return numbers;
  }
  Chosen choose_due(std::string_view step) const {
    return choose(dues_of(step), [&](std::uint32_t i) -> const Norm& { return rules_.due_days()[i].entry; });
  }

  void add_step(BudgetCalendar& calendar, const std::string& step) const {
    const auto numbers = dues_of(step);
    const Chosen chosen = choose_due(step);
    if (chosen.is_over) return;
    // Who a text of another year asked tells whose entry this is.
    const Due& due = rules_.due_days()[chosen.entry == no_entry ? numbers.front() : chosen.entry];
    if (!options_.who.empty() && due.who != options_.who) return;
    const int parts = chosen.entry == no_entry || due.every == DueEvery::year ? 1
                      : due.every == DueEvery::quarter                        ? 4
                                                                              : 12;
    for (int part = 1; part <= parts; ++part) {
      CalendarDay day = day_of(chosen, step, part);
      day.who = due.who;
      day.part = parts == 1 ? 0 : part;
      calendar.days.push_back(std::move(day));
    }
  }

  CalendarDay day_of(const Chosen& chosen, const std::string& step, int part, std::size_t depth = 0) const {
    CalendarDay day;
    day.step = step;
    day.due = chosen.entry;
    day.gap = chosen.gap;
    day.detail = chosen.detail;
    if (chosen.entry == no_entry) return day;
    const Due& due = rules_.due_days()[chosen.entry];
    day.mark = due.entry.mark;
    if (day.gap != CalendarGap::none) return day;
    if (due.entry.reason) {
      day.gap = CalendarGap::stated;
    } else if (due.after) {
      count_from_other(day, due, depth);
    } else {
      const int months = due.every == DueEvery::quarter ? 3 : due.every == DueEvery::month ? 1 : 0;
      const int month_index = months == 0 ? 12 * (year_ + due.on->year) + due.on->month - 1
                                          : 12 * year_ + part * months - 1 + due.on->month;
      day.last_day = day_in(month_index, due.on->day) - (due.is_before ? 1 : 0);
    }
    return day;
  }

  void count_from_other(CalendarDay& day, const Due& due, std::size_t depth) const {
    const auto fail = [&] {
      day.gap = CalendarGap::base_unknown;
      day.detail = due.after->step;
    };
    Date base;
    const auto is_it = [&](const auto& one) { return one.first == due.after->step; };
    const auto done = std::find_if(options_.happened.begin(), options_.happened.end(), is_it);
    if (done != options_.happened.end()) {
      base = done->second;
    } else {
      if (depth > rules_.due_days().size()) return fail();  // a circle
      const CalendarDay other = day_of(choose_due(due.after->step), due.after->step, 1, depth + 1);
      if (other.due != no_entry) day.rests_on.push_back(other.due);
      day.rests_on.insert(day.rests_on.end(), other.rests_on.begin(), other.rests_on.end());
      day.mark = weaker(day.mark, other.mark);
      day.lacks_holidays = other.lacks_holidays;
      if (!other.last_day) return fail();
      base = *other.last_day;
    }
    if (due.after->is_working) {
      static const std::vector<Date> none;
      day.lacks_holidays = day.lacks_holidays || !options_.holidays;
      day.last_day = after_working_days(base, due.after->days, options_.holidays ? *options_.holidays : none);
    } else {
      day.last_day = base + static_cast<std::int32_t>(due.after->days);
    }
  }

  void add_frame(BudgetCalendar& calendar, FrameRole role) const {
    const Validity year{Date::of(year_, 1, 1), Date::of(year_ + 1, 1, 1)};
    const std::size_t before = calendar.frame.size();
    CalendarGap gap = CalendarGap::no_text;
    std::uint32_t in_the_way = no_entry;
    for (std::uint32_t i = 0; i < rules_.instruments().size(); ++i) {
      const Instrument& instrument = rules_.instruments()[i];
      std::string missing;
      if (instrument.role != role || fit(instrument.applies, missing) != Fit::holds) continue;
      if (instrument.published > known_) continue;
      if (!instrument.from) {
        if (gap == CalendarGap::no_text) gap = CalendarGap::no_first_day;
        in_the_way = i;
        continue;
      }
      const Validity life = instrument.validity(known_);
      const bool by_year = instrument.clock == Clock::budget_year;
      const bool holds = book_.options().in_force || by_year ? life.contains(day_) : life.overlaps(year);
      if (!holds) continue;
      CalendarFrame frame{role, i, by_year ? year : life.intersection(year), CalendarGap::none};
      if (instrument.mark == Mark::memory || instrument.mark == Mark::inferred)
        frame.gap = CalendarGap::recalled_only;
      else if (book_.options().verified_only && instrument.mark != Mark::verified)
        frame.gap = CalendarGap::not_verified;
      calendar.frame.push_back(frame);
    }
    if (calendar.frame.size() == before) calendar.frame.push_back({role, in_the_way, year, gap});
  }

  void add_leftover(BudgetCalendar& calendar, std::string_view money) const {
    const auto ends = rules_.year_ends();
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < ends.size(); ++i)
      if (ends[i].money == money) numbers.push_back(i);
    const Chosen chosen = choose(numbers, [&](std::uint32_t i) -> const Norm& { return ends[i].entry; });
    CalendarLeftover leftover;
    leftover.money = money;
    leftover.entry = chosen.entry;
    leftover.gap = chosen.gap;
    leftover.detail = chosen.detail;
    if (chosen.entry != no_entry) {
      const YearEnd& end = ends[chosen.entry];
      leftover.mark = end.entry.mark;
      if (leftover.gap == CalendarGap::none && end.entry.reason) leftover.gap = CalendarGap::stated;
      if (leftover.gap == CalendarGap::none) {
        leftover.fate = end.fate;
        if (end.added_after)
          leftover.added_after =
              day_in(12 * (year_ + end.added_after->year) + end.added_after->month - 1, end.added_after->day);
      }
    }
    calendar.leftovers.push_back(std::move(leftover));
  }

  const Book& book_;
  Rulebook rules_;
  int year_;
  const CalendarOptions& options_;
  Date known_;
  Date day_;
  std::map<std::string, std::string> values_;
};

}  // namespace

std::string_view name(CalendarGap gap) { return gap_names.at(static_cast<std::size_t>(gap)); }
std::string_view name(DueState state) { return state_names.at(static_cast<std::size_t>(state)); }

const CalendarDay* BudgetCalendar::find(std::string_view step) const {
  const auto found = std::find_if(days.begin(), days.end(), [&](const CalendarDay& day) { return day.step == step; });
  return found == days.end() ? nullptr : &*found;
}

const CalendarLeftover* BudgetCalendar::find_leftover(std::string_view money) const {
  const auto found = std::find_if(leftovers.begin(), leftovers.end(),
                                  [&](const CalendarLeftover& leftover) { return leftover.money == money; });
  return found == leftovers.end() ? nullptr : &*found;
}

BudgetCalendar calendar_of(const Book& book, int year, const CalendarOptions& options) {
  return Calendar(book, year, options).made();
}

DueState due_state(const CalendarDay& day, std::optional<Date> done, Date asked) {
  if (!day.last_day) return DueState::not_modelled;
  if (done && *done <= *day.last_day) return DueState::on_time;
  if (!done && asked <= *day.last_day) return DueState::not_yet_due;
  if (day.lacks_holidays) return DueState::undetermined;
  return done ? DueState::late : DueState::missing;
}

}  // namespace hoctap
