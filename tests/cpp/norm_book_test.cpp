#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/norm/book.hpp"
#include "norm/compiled.hpp"
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

TEST(AContent, DependsOnTheAttributesThatItsNormsAskFor) {
  const Book book = fictional_rulebook().as_of();
  const auto depends = [&](std::string_view content, std::string_view attribute) {
    return book.depends_on(book.rulebook().content_named(content).value(), attribute);
  };
  EXPECT_TRUE(depends("materials", "zone"));
  EXPECT_FALSE(depends("fee", "zone"));
  EXPECT_FALSE(depends("materials", "no_such_attribute"));
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

// A value for each of an attribute's codes: those that norms name, another one where there is one, and none.
std::vector<std::string> values_of(const CompiledContent::Axis& axis, const Attribute& attribute) {
  std::vector<std::string> values{axis.values.begin(), axis.values.end()};
  if (attribute.is_open()) {
    values.emplace_back("elsewhere");
  } else {
    for (const AttributeValue& value : attribute.values) {
      if (std::find(axis.values.begin(), axis.values.end(), value.id) != axis.values.end()) continue;
      values.push_back(value.id);
      break;
    }
  }
  values.emplace_back();
  return values;
}

// The first day of each span between two changes; for the budget year only years' first days count.
std::vector<Date> days_of(const CompiledContent::Days& spans, bool are_years) {
  std::vector<Date> days;
  for (std::size_t span = 0; span < spans.size(); ++span) {
    Date day = spans.breaks.empty() ? Date::of(2024, 1, 1) : Date::from_days(spans.first_day(span));
    if (are_years) day = Date::of(day == Date::of(day.year(), 1, 1) || span == 0 ? day.year() : day.year() + 1, 1, 1);
    if (spans.segment(day.days()) == span) days.push_back(day);
  }
  return days;
}

void expect_nothing_unsure(const Rulebook& law, const Book& book, const LineQuestion& line) {
  const Choice choice = book.choose(line);
  if (choice.ruling.outcome == Outcome::not_checkable || choice.ruling.outcome == Outcome::norm_missing ||
      choice.ruling.outcome == Outcome::input_missing)
    return;
  if (choice.ruling.norm != no_norm) {
    EXPECT_FALSE(choice.path.empty()) << line.content;
  }
  for (const PathStep& step : choice.path) {
    const Mark mark = law.norms()[step.norm].mark;
    EXPECT_NE(mark, Mark::memory) << line.content;
    if (mark == Mark::verified) continue;
    EXPECT_FALSE(book.options().verified_only) << line.content;
    EXPECT_TRUE(choice.ruling.flags & line_flag::unverified) << line.content;
  }
}

// Calls for every combination of what a content depends on.
template <class Ask>
void for_each_question(const Rulebook& law, const CompiledContent& content, const std::string& id, const Ask& ask) {
  std::vector<LineQuestion> lines{{id, {}, {}, {}, {}}};
  const auto multiply = [&](const auto& values, const auto& set) {
    std::vector<LineQuestion> more;
    for (const LineQuestion& line : lines) {
      for (const auto& value : values) set(more.emplace_back(line), value);
    }
    lines = std::move(more);
  };
  for (const auto& axis : content.axes) {
    const Attribute& attribute = law.attributes()[axis.attribute];
    multiply(values_of(axis, attribute),
             [&](LineQuestion& line, const std::string& value) { line.attributes.emplace_back(attribute.id, value); });
  }
  const auto days = [&](Clock clock) {
    return days_of(content.days[static_cast<std::size_t>(clock)], clock == Clock::budget_year);
  };
  multiply(days(Clock::activity), [](LineQuestion& line, Date day) { line.date = day; });
  multiply(days(Clock::budget_year), [](LineQuestion& line, Date day) { line.year = day.year(); });
  multiply(days(Clock::decision), [](LineQuestion& line, Date day) { line.decided_on = day; });
  for (const LineQuestion& line : lines) ask(line);
}

// Whatever content, setting, day and value of an attribute: nothing recalled has a level, nothing SECONDARY is
// unflagged.
TEST(TheLaw, LetsNothingUnsureThroughUnflagged) {
  const Rulebook law = embedded_rulebook();
  for (const bool strict : {false, true}) {
    const Book book = law.as_of({.verified_only = strict});
    std::size_t asked = 0;
    std::size_t cells = 0;
    for (std::size_t i = 0; i < law.contents().size(); ++i) {
      const CompiledContent& content = book.data().contents[i];
      cells += content.cells.size();
      for_each_question(law, content, law.contents()[i].id, [&](const LineQuestion& line) {
        ++asked;
        expect_nothing_unsure(law, book, line);
      });
    }
    // What no line can ask is left out: other values of closed lists, spans without a year's first day.
    EXPECT_LE(asked, cells);
    EXPECT_GT(asked, cells / 2);
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

std::string gap_of(const std::string& province) {
  return R"toml(
instrument = "5/2024/NQ-HĐND (Hoa Mai)"
kind = "resolution"
level = "province"
reach = "direct"
clock = "activity"
published = 2024-01-01
from = 2024-02-01
mark = "VERIFIED"
source = "made up"
title = { vi = "Nghị quyết năm", en = "Resolution five" }
applies = { province = ")toml" +
         province + R"toml(" }
[[norm]]
article = 1
kind = "not_modelled"
reason = "amount_not_read"
content = "meal"
mark = "VERIFIED"
)toml";
}

TEST(AGap, IsFilledByANormOfItsOwnLevel) {
  const Rulebook with_gap = test::with(fictional_rulebook(), gap_of("98"), "5-2024.toml");
  const LineQuestion line{"meal", {{"province", "98"}}, Date::of(2024, 3, 1), {}, {}};
  EXPECT_EQ(ruling(with_gap.as_of(), line).outcome, Outcome::not_checkable);
  // Whichever is read first.
  const Rulebook filled = test::with(with_gap, test::provincial_resolution("180_000"));
  const Rulebook filled_before =
      test::with(test::with(fictional_rulebook(), test::provincial_resolution("180_000")), gap_of("98"), "5-2024.toml");
  for (const Rulebook& rulebook : {filled, filled_before}) {
    const Choice choice = rulebook.as_of().choose(line);
    EXPECT_EQ(choice.ruling.level, 180'000);
    const auto is_gap = [](const PassedNorm& passed) { return passed.reason == PassReason::gap; };
    EXPECT_EQ(std::count_if(choice.passed_over.begin(), choice.passed_over.end(), is_gap), 1);
    for (const Finding& finding : rulebook.findings()) EXPECT_NE(finding.message.code, MessageCode::norms_overlap);
  }
}

TEST(AGap, IsNotFilledByAHigherLevelNorByANormThatStatesNothing) {
  const Rulebook with_gap = test::with(fictional_rulebook(), gap_of("98"), "5-2024.toml");
  const LineQuestion line{"meal", {{"province", "98"}}, Date::of(2024, 3, 1), {}, {}};
  EXPECT_EQ(decided_by(with_gap.as_of(), ruling(with_gap.as_of(), line)), "5/2024/NQ-HĐND (Hoa Mai):a1");
  const Rulebook above = test::with(with_gap, test::provincial_resolution("500_000"));
  EXPECT_EQ(ruling(above.as_of(), line).level, 200'000) << "a level above the maximum falls back on the nation's";
}

TEST(ALineWithoutAProvince, LacksItOnlyWhereAndWhenTheAnswerDependsOnIt) {
  const Book book = test::with(fictional_rulebook(), test::provincial_resolution("180_000")).as_of();
  const auto on = [&](Date day, std::vector<std::pair<std::string, std::string>> attributes) {
    return ruling(book, {"meal", std::move(attributes), day, {}, {}});
  };
  EXPECT_EQ(on(Date::of(2024, 1, 31), {}).level, 200'000) << "before any province has its own";
  EXPECT_EQ(on(Date::of(2024, 2, 1), {}).outcome, Outcome::input_missing);
  EXPECT_EQ(on(Date::of(2024, 2, 1), {{"province", "97"}}).level, 200'000);
  EXPECT_EQ(ruling(book, {"hall", {}, Date::of(2024, 2, 1), {}, {}}).outcome, Outcome::norm_missing);
}

TEST(AnExplanation, SaysWhatAllValuesOfAMissingAttributeAgreeOn) {
  // The province's level is beyond the maximum, so that the nation's holds everywhere.
  const Book book = test::with(fictional_rulebook(), test::provincial_resolution("500_000")).as_of();
  const Choice choice = book.choose({"meal", {{"area", "ordinary"}}, Date::of(2024, 3, 1), {}, {}});
  EXPECT_EQ(choice.ruling.level, 200'000);
  ASSERT_FALSE(choice.path.empty());
  EXPECT_EQ(choice.path[0].norm, choice.ruling.norm);
}

// A commune's own file, the lowest level that states amounts.
std::string commune_file(const std::string& from, const std::string& level) {
  std::string text = test::provincial_resolution(level);
  const auto replace = [&](const std::string& what, const std::string& by) {
    text.replace(text.find(what), what.size(), by);
  };
  replace("4/2024/NQ-HĐND (Hoa Mai)", "6/2024/QĐ-UBND (xã Hoa Mai)");
  replace("\"resolution\"", "\"decision\"");
  replace("level = \"province\"", "level = \"commune\"");
  replace("from = 2024-02-01", "from = " + from);
  return text;
}

TEST(ACommunesFile, GoesBeforeItsProvincesAndTheNations) {
  const Rulebook rulebook =
      test::with(test::with(fictional_rulebook(), test::provincial_resolution("180_000"), "province.toml"),
                 commune_file("2024-06-01", "160_000"), "commune.toml");
  const Book book = rulebook.as_of();
  const LineQuestion line{"meal", {{"province", "98"}}, Date::of(2024, 7, 1), {}, {}};
  EXPECT_EQ(ruling(book, line).level, 160'000);
  const Choice choice = book.choose(line);
  const auto is_higher = [](const PassedNorm& passed) { return passed.reason == PassReason::higher_level; };
  EXPECT_EQ(std::count_if(choice.passed_over.begin(), choice.passed_over.end(), is_higher), 2);
  EXPECT_EQ(ruling(book, {"meal", {{"province", "98"}}, Date::of(2024, 5, 31), {}, {}}).level, 180'000);
  const Choice across = book.choose({"meal", {{"province", "98"}}, {}, 2024, {}});
  EXPECT_EQ(across.ruling.outcome, Outcome::depends_on_date);
  ASSERT_EQ(across.rulings.size(), 3U) << "the nation's, the province's and the commune's";
  EXPECT_EQ(across.rulings.back().level, 160'000);
}

TEST(ACommunesFile, AboveItsProvincesLevelIsToldWithItsPlaceAndNotUsed) {
  const Rulebook rulebook =
      test::with(test::with(fictional_rulebook(), test::provincial_resolution("180_000"), "province.toml"),
                 commune_file("2024-06-01", "190_000"), "commune.toml");
  std::vector<Finding> told;
  for (const Finding& finding : rulebook.findings()) {
    if (finding.message.code == MessageCode::override_above_maximum) told.push_back(finding);
  }
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].place.file, "commune.toml");
  EXPECT_GT(told[0].place.row, 0U);
  EXPECT_EQ(ruling(rulebook.as_of(), {"meal", {{"province", "98"}}, Date::of(2024, 7, 1), {}, {}}).level, 180'000);
}

TEST(AnOverride, LeavesTheBaseBookAsItWas) {
  const Rulebook base = fictional_rulebook();
  const std::string digest = base.digest();
  const Book before = base.as_of();
  const Rulebook more = test::with(base, test::provincial_resolution("180_000"));
  EXPECT_NE(more.digest(), digest);
  EXPECT_EQ(base.digest(), digest);
  EXPECT_EQ(base.digest(), fictional_rulebook().digest());
  EXPECT_TRUE(diff(before, base.as_of()).empty());
  EXPECT_EQ(before.data().rulings, fictional_rulebook().as_of().data().rulings);
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
