// An instrument of law (a circular, decree, resolution …) and the days by which it wants things done.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/norm/norm.hpp"
#include "hoctap/time/validity.hpp"

namespace hoctap {

enum class InstrumentKind : std::uint8_t {
  law,
  resolution,
  decree,
  decision,
  circular,
  joint_circular,
  consolidated,
  letter,
  conclusion,
};

// What an instrument is in the frame of a budget year.
enum class FrameRole : std::uint8_t {
  none,
  budget_law,
  budget_decree,
  commune_finance,
  budget_index,
  settlement,
  procurement,
  assets,
};

HOCTAP_EXPORT std::string_view name(InstrumentKind kind);
HOCTAP_EXPORT std::string_view name(FrameRole role);

// An instrument that changed the wording of another.
struct Amendment {
  std::string by;
  Date published;
  Date from;
  Mark mark = Mark::memory;
  std::string source;
  std::string note;
};

struct InstrumentEnd {
  Date on;         // the first day on which it no longer holds
  Date published;  // since when that is known
  std::string by;
  std::string successor;  // references follow to it from then on; empty: none
  Mark mark = Mark::memory;
  std::string source;
};

struct Instrument {
  std::string number;  // "17/2022/TT-BTC"
  InstrumentKind kind = InstrumentKind::circular;
  Issuer level = Issuer::nation;
  bool is_direct = false;  // false: a centre comes to it only by a route of another instrument
  Clock clock = Clock::activity;
  FrameRole role = FrameRole::none;
  Date published;
  std::optional<Date> from;
  Mark mark = Mark::memory;
  std::string source;
  std::optional<Date> seen_in_force;
  std::string note;
  BilingualText title;
  Applicability applies;
  std::optional<InstrumentEnd> end;
  std::vector<Amendment> amendments;
  NormIndex first_norm = 0;  // of Rulebook::norms()
  NormIndex norm_count = 0;
  std::uint32_t first_due = 0;  // of Rulebook::due_days()
  std::uint32_t due_count = 0;
  std::string file;
  std::string digest;  // SHA-256 of the file

  // When it holds, as known on that day; empty where it was not published yet or its first day is not known.
  HOCTAP_EXPORT Validity validity(Date known_on = Date::latest()) const;
};

enum class DueEvery : std::uint8_t { year, quarter, month };

// A day counted from the budget year: year −1, 0 or 1. Of a quarter's or month's step `month` counts from its end.
struct DueDay {
  int year = 0;
  int month = 1;
  int day = 1;
};

// So many days after the day of another step.
struct DueAfter {
  std::string step;
  std::int64_t days = 0;
  bool is_working = false;
};

// An entry of the calendar. Its validity is that of a norm; it holds for the budget years whose 1 January lies in it.
struct Due {
  Norm entry;        // citation, applicability, dates, marks, source
  std::string step;  // "council_decides"
  std::string who;
  DueEvery every = DueEvery::year;
  std::optional<DueDay> on;
  bool is_before = false;  // the day itself is too late
  std::optional<DueAfter> after;
};

// What becomes of money that is left when its budget year ends.
enum class MoneyFate : std::uint8_t { lapses, carries_over, returned, settled_in_year };
HOCTAP_EXPORT std::string_view name(MoneyFate fate);

// Kinds of money that may be left, as rulebook files name them.
inline constexpr std::array<std::string_view, 10> leftover_kinds{
    "unspent_estimate", "late_supplement", "signed_contract", "autonomy_money", "purpose_bound_gift",
    "wage_policy",      "advance",         "budget_deposit",  "other_deposit",  "stock"};

// An entry on money left at the end of a year. It holds for the budget years whose 1 January lies in its validity.
struct YearEnd {
  Norm entry;                         // citation, applicability, dates, marks, source
  std::string money;                  // of leftover_kinds
  std::optional<MoneyFate> fate;      // nothing: not modelled, for the entry's reason
  std::optional<DueDay> added_after;  // only of what was added to an estimate after this day
};

}  // namespace hoctap
