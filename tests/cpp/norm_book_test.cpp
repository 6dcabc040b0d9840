#include <gtest/gtest.h>

#include "hoctap/norm/book.hpp"
#include "support/rulebooks.hpp"

namespace hoctap {
namespace {

using test::decided_by;
using test::fictional_rulebook;

Ruling ruling(const Book& book, LineQuestion line) { return book.choose(line).ruling; }

TEST(ABook, FollowsARouteToTheSuccessorByTheDayOfTheLine) {
  const Book book = fictional_rulebook().as_of();
  const auto on = [&](Date day) { return ruling(book, {"meal", {}, day, {}, {}}); };
  EXPECT_EQ(decided_by(book, on(Date::of(2021, 6, 30))), "2/2020/TT-X:a2.c1.pđ");
  EXPECT_EQ(decided_by(book, on(Date::of(2021, 7, 1))), "2/2020/TT-X:a2.c1.pđ@9/2021/TT-X");
  EXPECT_EQ(decided_by(book, on(Date::of(2023, 6, 30))), "2/2020/TT-X:a2.c1.pđ@9/2021/TT-X");
  EXPECT_EQ(decided_by(book, on(Date::of(2023, 7, 1))), "3/2023/TT-X:a2");
  EXPECT_EQ(on(Date::of(2023, 7, 1)).level, 200'000);
  EXPECT_EQ(on(Date::of(2020, 1, 31)).outcome, Outcome::norm_missing);
}

TEST(ABook, KnowsNoWordingBeforeItWasPublished) {
  const Book book = fictional_rulebook().as_of({.known = Date::of(2023, 4, 30)});
  const Ruling later = ruling(book, {"meal", {}, Date::of(2024, 1, 1), {}, {}});
  EXPECT_EQ(later.level, 150'000) << "the end of the old circular was not known";
  const Book older = fictional_rulebook().as_of({.known = Date::of(2021, 5, 31)});
  EXPECT_EQ(ruling(older, {"meal", {}, Date::of(2024, 1, 1), {}, {}}).level, 100'000);
  const Book oldest = fictional_rulebook().as_of({.known = Date::of(2019, 1, 1)});
  EXPECT_EQ(ruling(oldest, {"meal", {}, Date::of(2024, 1, 1), {}, {}}).outcome, Outcome::norm_missing);
}

TEST(ABook, OfOneDayJudgesEveryLineByThatDay) {
  const Book book = fictional_rulebook().as_of({.in_force = Date::of(2020, 3, 1)});
  EXPECT_EQ(ruling(book, {"meal", {}, Date::of(2024, 1, 1), {}, {}}).level, 100'000);
  EXPECT_EQ(ruling(book, {"meal", {}, {}, {}, {}}).level, 100'000);
}

TEST(ALineWithoutADate, TakesTheSpanOfItsYear) {
  const Book book = fictional_rulebook().as_of();
  const Ruling inside = ruling(book, {"meal", {}, {}, 2022, {}});
  EXPECT_EQ(inside.level, 150'000);
  EXPECT_TRUE(inside.flags & line_flag::year_span);
  const Choice across = book.choose({"meal", {}, {}, 2021, {}});
  EXPECT_EQ(across.ruling.outcome, Outcome::depends_on_date);
  ASSERT_EQ(across.rulings.size(), 2U);
  EXPECT_EQ(across.rulings[0].level, 100'000);
  EXPECT_EQ(across.rulings[1].level, 150'000);
  EXPECT_EQ(ruling(book, {"meal", {}, {}, {}, {}}).outcome, Outcome::input_missing);
}

TEST(ALineWithoutADate, AcrossTheFirstDayOfANormDependsOnIt) {
  const Choice across = fictional_rulebook().as_of().choose({"meal", {}, {}, 2020, {}});
  EXPECT_EQ(across.ruling.outcome, Outcome::depends_on_date);
  ASSERT_EQ(across.rulings.size(), 2U);
  EXPECT_EQ(across.rulings[0].outcome, Outcome::norm_missing);
  EXPECT_EQ(across.rulings[1].level, 100'000);
}

TEST(AFormula, IsAPartOfAnotherLevelRounded) {
  const Book book = fictional_rulebook().as_of();
  const Choice choice = book.choose({"allowance", {}, Date::of(2022, 1, 1), {}, {}});
  EXPECT_EQ(choice.ruling.level, 333'000);
  EXPECT_EQ(choice.ruling.mark, Mark::secondary);
  ASSERT_EQ(choice.path.size(), 2U);
  EXPECT_EQ(choice.path[0].role, PathRole::chosen);
  EXPECT_EQ(choice.path[1].role, PathRole::formula);
  EXPECT_EQ(choice.path[1].level, 1'000'000);
}

TEST(AMemory, NeverReachesAResult) {
  for (const bool strict : {false, true}) {
    const Book book = fictional_rulebook().as_of({.verified_only = strict});
    const Choice choice = book.choose({"fee", {}, Date::of(2022, 1, 1), {}, {}});
    EXPECT_EQ(choice.ruling.outcome, Outcome::not_checkable);
    EXPECT_EQ(choice.ruling.level, 0);
    EXPECT_TRUE(choice.ruling.flags & line_flag::not_modelled);
    EXPECT_TRUE(choice.path.empty());
    ASSERT_EQ(choice.passed_over.size(), 1U);
    EXPECT_EQ(choice.passed_over[0].reason, PassReason::recalled_only);
  }
}

TEST(AStrictBook, TakesNothingThatIsNotVerified) {
  const Book book = fictional_rulebook().as_of({.verified_only = true});
  EXPECT_EQ(ruling(book, {"meal", {}, Date::of(2020, 3, 1), {}, {}}).level, 100'000);
  const Ruling secondary = ruling(book, {"meal", {}, Date::of(2022, 1, 1), {}, {}});
  EXPECT_EQ(secondary.outcome, Outcome::not_checkable);
  EXPECT_EQ(secondary.level, 0);
  EXPECT_TRUE(secondary.flags & line_flag::unverified);
  EXPECT_EQ(ruling(book, {"allowance", {}, Date::of(2022, 1, 1), {}, {}}).outcome, Outcome::not_checkable);
}

// Whatever content, attributes, day and setting: nothing recalled has a level, nothing SECONDARY is unflagged.
TEST(TheLaw, LetsNothingUnsureThroughUnflagged) {
  const Rulebook law = embedded_rulebook();
  for (const bool strict : {false, true}) {
    const Book book = law.as_of({.verified_only = strict});
    std::size_t asked = 0;
    for (const Content& content : law.contents()) {
      for (const int year : {2018, 2022, 2024, 2025, 2026}) {
        for (const Attribute& attribute : law.attributes()) {
          std::vector<std::string> values{""};
          for (const AttributeValue& value : attribute.values) values.push_back(value.id);
          for (const std::string& value : values) {
            const Choice choice = book.choose({content.id, {{attribute.id, value}}, Date::of(year, 6, 15), {}, {}});
            ++asked;
            if (choice.ruling.outcome == Outcome::not_checkable || choice.ruling.outcome == Outcome::norm_missing ||
                choice.ruling.outcome == Outcome::input_missing)
              continue;
            for (const PathStep& step : choice.path) {
              const Mark mark = law.norms()[step.norm].mark;
              EXPECT_NE(mark, Mark::memory) << content.id;
              if (mark == Mark::verified) continue;
              EXPECT_FALSE(strict) << content.id;
              EXPECT_TRUE(choice.ruling.flags & line_flag::unverified) << content.id;
            }
          }
        }
      }
    }
    EXPECT_GT(asked, 1000U);
  }
}

TEST(AnAttribute, ThatIsMissingMattersOnlyWhereAnswersDiffer) {
  const Book book = fictional_rulebook().as_of();
  EXPECT_EQ(ruling(book, {"materials", {{"zone", "I"}}, {}, 2022, {}}).flags, line_flag::wider_scope);
  EXPECT_EQ(ruling(book, {"materials", {{"zone", "II"}}, {}, 2022, {}}).outcome, Outcome::norm_missing);
  EXPECT_EQ(ruling(book, {"materials", {}, {}, 2022, {}}).outcome, Outcome::input_missing);
  EXPECT_EQ(ruling(book, {"meal", {}, Date::of(2022, 1, 1), {}, {}}).level, 150'000);
}

TEST(ALocalNorm, GoesBeforeTheNationsForItsOwnLinesOnly) {
  const Rulebook rulebook = test::with(fictional_rulebook(), test::provincial_resolution("180_000"));
  const Book book = rulebook.as_of();
  const LineQuestion there{"meal", {{"province", "98"}}, Date::of(2024, 3, 1), {}, {}};
  EXPECT_EQ(ruling(book, there).level, 180'000);
  EXPECT_TRUE(ruling(book, there).flags & line_flag::local_override);
  EXPECT_EQ(ruling(book, {"meal", {{"province", "99"}}, Date::of(2024, 3, 1), {}, {}}).level, 200'000);
  EXPECT_EQ(ruling(book, {"meal", {{"province", "98"}}, Date::of(2024, 1, 31), {}, {}}).level, 200'000);
}

TEST(ALocalNorm, BeyondWhatIsAllowedIsNotUsed) {
  const Book book = test::with(fictional_rulebook(), test::provincial_resolution("500_000")).as_of();
  const Choice choice = book.choose({"meal", {{"province", "98"}}, Date::of(2024, 3, 1), {}, {}});
  EXPECT_EQ(choice.ruling.level, 200'000);
  const auto is_above = [](const PassedNorm& passed) { return passed.reason == PassReason::above_maximum; };
  EXPECT_EQ(std::count_if(choice.passed_over.begin(), choice.passed_over.end(), is_above), 1);
}

TEST(AnUnknownWord, IsAnsweredWithTheNearestOnes) {
  const Book book = fictional_rulebook().as_of();
  try {
    static_cast<void>(book.choose({"meel", {}, Date::of(2022, 1, 1), {}, {}}));
    FAIL();
  } catch (const NotFound& error) {
    EXPECT_EQ(error.message().arguments.at(1), "meal");
  }
  EXPECT_THROW(static_cast<void>(book.choose({"meal", {{"zone", "IV"}}, {}, 2022, {}})), NotFound);
  EXPECT_THROW(static_cast<void>(book.choose({"meal", {{"region", "I"}}, {}, 2022, {}})), NotFound);
}

TEST(TwoBooks, DifferWhereTheirAnswersDo) {
  const Rulebook rulebook = fictional_rulebook();
  EXPECT_TRUE(diff(rulebook.as_of(), rulebook.as_of()).empty());
  const auto between =
      diff(rulebook.as_of({.in_force = Date::of(2020, 3, 1)}), rulebook.as_of({.in_force = Date::of(2024, 3, 1)}));
  std::vector<std::string> contents;
  for (const BookDifference& difference : between) contents.push_back(difference.content);
  EXPECT_EQ(contents, (std::vector<std::string>{"meal", "fee", "hall"}));
  EXPECT_EQ(between[0].before.level, 100'000);
  EXPECT_EQ(between[0].after.level, 200'000);
  const auto known = diff(rulebook.as_of({.known = Date::of(2022, 1, 1)}), rulebook.as_of());
  ASSERT_FALSE(known.empty());
  EXPECT_EQ(known[0].content, "meal");
  EXPECT_EQ(known[0].span.from, Date::of(2023, 7, 1));
}

}  // namespace
}  // namespace hoctap
