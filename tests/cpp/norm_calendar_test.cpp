#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/norm/calendar.hpp"
#include "support/rulebooks.hpp"

namespace hoctap {
namespace {

const Book& law() {
  static const Book book = embedded_rulebook().as_of();
  return book;
}

CalendarDay step(const BudgetCalendar& calendar, std::string_view name) {
  const CalendarDay* const day = calendar.find(name);
  if (day == nullptr) throw std::runtime_error("no step " + std::string(name));
  return *day;
}

Book book_with(const std::string& entries, const BookOptions& options = {}, const std::string& head = "") {
  const std::string text = R"(
instrument = "1/2020/TT-X"
kind = "circular"
level = "nation"
reach = "direct"
clock = "budget_year"
published = 2020-01-01
from = 2020-02-01
mark = "VERIFIED"
source = "made up"
title = { vi = "Thông tư", en = "Circular" }
)" + head + entries;
  const Document document = Document::parse(text, "1-2020-tt-x.toml");
  return Rulebook::of({&document, 1}).as_of(options);
}

TEST(ACalendar, CountsADayBeforeWhichSomethingMustBeDoneAsTooLate) {
  const BudgetCalendar calendar = calendar_of(law(), 2026);
  EXPECT_EQ(step(calendar, "province_decides").last_day, Date::of(2025, 12, 9)) << "before 10/12";
  EXPECT_EQ(step(calendar, "settlement_approved").last_day, Date::of(2027, 3, 30)) << "before 31/03";
  EXPECT_EQ(step(calendar, "correction_ends").last_day, Date::of(2027, 1, 31)) << "on 31/01";
}

TEST(ACalendar, CountsFromTheDayOnWhichAnotherStepWasDone) {
  EXPECT_EQ(step(calendar_of(law(), 2026), "council_decides").last_day, Date::of(2025, 12, 19))
      << "10 days after the last day of the province";
  CalendarOptions options;
  options.happened = {{"province_decides", Date::of(2025, 12, 2)}};
  EXPECT_EQ(step(calendar_of(law(), 2026, options), "council_decides").last_day, Date::of(2025, 12, 12));
}

TEST(ACalendar, SaysThatWorkingDaysWithoutHolidaysAreALowerBound) {
  const CalendarDay known = step(calendar_of(law(), 2026), "commune_assigns");
  EXPECT_EQ(known.last_day, Date::of(2025, 12, 26)) << "19 December 2025 is a Friday: five working days later";
  EXPECT_TRUE(known.lacks_holidays);
  EXPECT_EQ(known.rests_on.size(), 2U) << "the council's day, and the province's";
  EXPECT_EQ(due_state(known, Date::of(2025, 12, 29), Date::of(2026, 1, 5)), DueState::undetermined);
  EXPECT_EQ(due_state(known, Date::of(2025, 12, 26), Date::of(2026, 1, 5)), DueState::on_time);
  CalendarOptions options;
  options.holidays = std::vector<Date>{Date::of(2025, 12, 24)};
  const BudgetCalendar calendar = calendar_of(law(), 2026, options);
  const CalendarDay exact = step(calendar, "commune_assigns");
  EXPECT_EQ(exact.last_day, Date::of(2025, 12, 29));
  EXPECT_FALSE(exact.lacks_holidays);
  EXPECT_EQ(due_state(exact, Date::of(2025, 12, 30), Date::of(2026, 1, 5)), DueState::late);
}

TEST(ACalendar, TellsLateFromMissingAndMissingFromNotYetDue) {
  const BudgetCalendar calendar = calendar_of(law(), 2026);
  const CalendarDay approval = step(calendar, "settlement_approved");
  EXPECT_EQ(due_state(approval, Date::of(2027, 3, 30), Date::of(2027, 6, 1)), DueState::on_time);
  EXPECT_EQ(due_state(approval, Date::of(2027, 3, 31), Date::of(2027, 6, 1)), DueState::late);
  EXPECT_EQ(due_state(approval, std::nullopt, Date::of(2027, 3, 31)), DueState::missing);
  EXPECT_EQ(due_state(approval, std::nullopt, Date::of(2027, 3, 30)), DueState::not_yet_due);
}

TEST(ACalendar, HoldsAsNotModelledWhatNoTextThatWasReadSaysForTheYear) {
  const BudgetCalendar calendar = calendar_of(law(), 2024);
  const CalendarDay approval = step(calendar, "settlement_approved");
  EXPECT_EQ(approval.last_day, std::nullopt);
  EXPECT_EQ(approval.gap, CalendarGap::no_text);
  EXPECT_EQ(due_state(approval, Date::of(2025, 3, 1), Date::of(2025, 6, 1)), DueState::not_modelled);
  EXPECT_EQ(step(calendar, "correction_ends").last_day, Date::of(2025, 1, 31)) << "344/2016/TT-BTC, Article 13";
  const CalendarDay estimate = step(calendar_of(law(), 2026), "unit_estimate");
  EXPECT_EQ(estimate.gap, CalendarGap::stated) << "the province sets the day";
}

TEST(ACalendar, LeavesOutAStepWhoseTextEnded) {
  EXPECT_NE(calendar_of(law(), 2023).find("learning_community_assessed"), nullptr) << "44/2014/TT-BGDĐT";
  EXPECT_EQ(calendar_of(law(), 2025).find("learning_community_assessed"), nullptr) << "ended on 12 February 2024";
}

TEST(ACalendar, OfAPlaceHasTheDaysThatThePlaceSets) {
  const auto level_one = [](const std::string& province) {
    CalendarOptions options;
    if (!province.empty()) options.attributes = {{"province", province}};
    const BudgetCalendar calendar = calendar_of(law(), 2027, options);
    const CalendarDay* day = calendar.find("level_one_estimate");
    return day == nullptr ? std::string("none") : std::string(name(day->gap));
  };
  EXPECT_EQ(level_one(""), "attribute_missing");
  EXPECT_EQ(level_one("48"), "no_first_day") << "71/2026/QĐ-UBND: its first day was not noted";
  EXPECT_EQ(level_one("24"), "none") << "other provinces have no such step";
}

TEST(ACalendar, GivesEachQuarterItsDay) {
  const BudgetCalendar calendar = calendar_of(law(), 2026);
  std::vector<Date> days;
  for (const CalendarDay& day : calendar.days)
    if (day.step == "treasury_reconciled_quarter") days.push_back(day.last_day.value());
  EXPECT_EQ(days, (std::vector<Date>{Date::of(2026, 4, 10), Date::of(2026, 7, 10), Date::of(2026, 10, 10),
                                     Date::of(2027, 1, 10)}));
}

TEST(ACalendar, NeverCalculatesWithWhatIsOnlyRecalled) {
  const std::string entry = R"([[due]]
article = 1
step = "sent"
name = { vi = "Gửi", en = "Sent" }
on = { year = 1, month = 1, day = 31 }
mark = ")";
  EXPECT_EQ(step(calendar_of(book_with(entry + "MEMORY\"\n"), 2024), "sent").gap, CalendarGap::recalled_only);
  EXPECT_EQ(step(calendar_of(book_with(entry + "SECONDARY\"\n"), 2024), "sent").last_day, Date::of(2025, 1, 31));
  EXPECT_EQ(step(calendar_of(book_with(entry + "SECONDARY\"\n", {.verified_only = true}), 2024), "sent").gap,
            CalendarGap::not_verified);
  EXPECT_EQ(step(calendar_of(book_with(entry + "VERIFIED\"\n", {.known = Date::of(2019, 1, 1)}), 2024), "sent").gap,
            CalendarGap::no_text);
}

TEST(ACalendar, TakesTheWeakestMarkOfTheStepsItCountsFrom) {
  const Book book = book_with(R"([[due]]
article = 1
step = "first"
name = { vi = "Một", en = "One" }
on = { year = 0, month = 3, day = 1 }
mark = "SECONDARY"
[[due]]
article = 2
step = "second"
name = { vi = "Hai", en = "Two" }
after = { step = "first", days = 5 }
mark = "VERIFIED"
[[due]]
article = 3
step = "third"
name = { vi = "Ba", en = "Three" }
after = { step = "nowhere", days = 5 }
mark = "VERIFIED"
[[due]]
article = 4
step = "fourth"
name = { vi = "Bốn", en = "Four" }
after = { step = "fourth", days = 5 }
mark = "VERIFIED"
)");
  const BudgetCalendar calendar = calendar_of(book, 2024);
  EXPECT_EQ(step(calendar, "second").mark, Mark::secondary);
  EXPECT_EQ(step(calendar, "second").last_day, Date::of(2024, 3, 6));
  EXPECT_EQ(step(calendar, "third").gap, CalendarGap::base_unknown);
  EXPECT_EQ(step(calendar, "fourth").gap, CalendarGap::base_unknown) << "a circle";
}

TEST(ACalendar, NamesTheFrameOfCommuneFinanceBeforeAndAfterBudgetYear2026) {
  const auto frame = [](int year, FrameRole role) {
    const BudgetCalendar calendar = calendar_of(law(), year);
    for (const CalendarFrame& one : calendar.frame)
      if (one.role == role && one.gap == CalendarGap::none)
        return calendar.book.rulebook().instruments()[one.instrument].number;
    return std::string("not modelled");
  };
  EXPECT_EQ(frame(2025, FrameRole::commune_finance), "344/2016/TT-BTC");
  EXPECT_EQ(frame(2026, FrameRole::commune_finance), "26/2026/TT-BTC");
  EXPECT_EQ(frame(2025, FrameRole::budget_law), "not modelled");
  EXPECT_EQ(frame(2026, FrameRole::budget_law), "89/2025/QH15");
  EXPECT_EQ(frame(2025, FrameRole::budget_index), "324/2016/TT-BTC");
  EXPECT_EQ(frame(2026, FrameRole::budget_index), "130/2025/TT-BTC");
}

TEST(ACalendar, SaysWhatLapsesAndWhatCarriesOver) {
  const BudgetCalendar now = calendar_of(law(), 2026);
  EXPECT_EQ(now.find_leftover("unspent_estimate")->fate, MoneyFate::lapses) << "89/2025/QH15, Article 66(3)";
  EXPECT_EQ(now.find_leftover("late_supplement")->fate, MoneyFate::carries_over);
  EXPECT_EQ(now.find_leftover("late_supplement")->added_after, Date::of(2026, 9, 30));
  EXPECT_EQ(now.find_leftover("advance")->fate, MoneyFate::returned) << "73/2026/NĐ-CP, Article 30(3)(c)";
  EXPECT_EQ(now.find_leftover("stock")->fate, MoneyFate::settled_in_year);
  const BudgetCalendar before = calendar_of(law(), 2025);
  EXPECT_EQ(before.find_leftover("unspent_estimate")->fate, std::nullopt);
  EXPECT_EQ(before.find_leftover("unspent_estimate")->gap, CalendarGap::stated);
  EXPECT_EQ(before.find_leftover("stock")->gap, CalendarGap::no_text);
}

TEST(ACalendar, OfARoleHasItsStepsOnly) {
  CalendarOptions options;
  options.who = "commune_council";
  const BudgetCalendar calendar = calendar_of(law(), 2026, options);
  ASSERT_FALSE(calendar.days.empty());
  for (const CalendarDay& day : calendar.days) EXPECT_EQ(day.who, "commune_council") << day.step;
}

TEST(ACalendar, RefusesWordsThatItDoesNotKnow) {
  CalendarOptions options;
  options.who = "mayor";
  EXPECT_THROW(calendar_of(law(), 2026, options), InvalidValue);
  options = {};
  options.attributes = {{"provinz", "24"}};
  EXPECT_THROW(calendar_of(law(), 2026, options), NotFound);
  options = {};
  options.happened = {{"province_decide", Date::of(2025, 12, 1)}};
  EXPECT_THROW(calendar_of(law(), 2026, options), NotFound);
  EXPECT_THROW(calendar_of(law(), 1, {}), InvalidValue);
}

TEST(ARulebookFile, RefusesAYearEndThatSaysNeitherFateNorReason) {
  EXPECT_THROW(book_with("[[year_end]]\narticle = 1\nmoney = \"stock\"\nname = { vi = \"a\", en = \"b\" }\nmark = "
                         "\"VERIFIED\"\n"),
               FormatError);
  EXPECT_THROW(book_with("[[year_end]]\narticle = 1\nmoney = \"gold\"\nfate = \"lapses\"\nname = { vi = \"a\", en = "
                         "\"b\" }\nmark = \"VERIFIED\"\n"),
               FormatError);
}

RC_GTEST_PROP(ACalendarProperty, WorkingDaysAreCountedAsByHand, ()) {
  const Date start = Date::of(2025, 1, 1) + *rc::gen::inRange(0, 1000);
  const int days = *rc::gen::inRange(1, 40);
  const auto holidays = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 1100));
  CalendarOptions options;
  options.happened = {{"first", start}};
  options.holidays.emplace();
  for (const int day : holidays) options.holidays->push_back(Date::of(2025, 1, 1) + day);
  const Book book = book_with(
      "[[due]]\narticle = 1\nstep = \"first\"\nname = { vi = \"a\", en = \"b\" }\non = { month "
      "= 1, day = 1 }\nmark = \"VERIFIED\"\n[[due]]\narticle = 2\nstep = \"second\"\nname = { "
      "vi = \"a\", en = \"b\" }\nafter = { step = \"first\", days = " +
      std::to_string(days) + ", working = true }\nmark = \"VERIFIED\"\n");
  // Plain: names of week days from a Saturday that everybody can look up.
  const Date saturday = Date::of(2025, 1, 4);
  Date expected = start;
  for (int left = days; left > 0;) {
    expected = expected + 1;
    const int after_saturday = ((expected - saturday) % 7 + 7) % 7;
    const bool is_free = after_saturday <= 1 || std::find(options.holidays->begin(), options.holidays->end(),
                                                          expected) != options.holidays->end();
    if (!is_free) --left;
  }
  RC_ASSERT(step(calendar_of(book, 2025, options), "second").last_day == expected);
}

}  // namespace
}  // namespace hoctap
