#include <array>
#include <optional>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hoctap/people/working_age.hpp"

namespace {

using hoctap::BirthMonths;
using hoctap::Date;
using hoctap::Membership;
using hoctap::RetirementAges;
using hoctap::Sex;
using hoctap::WorkingAge;

// The first five years of the roadmap, written out here so that the test does not read what it checks.
RetirementAges roadmap() {
  return {{0, 660, 720}, {{2021, 664, 723}, {2022, 668, 726}, {2023, 672, 729}, {2024, 676, 732}, {2025, 680, 735}}};
}
WorkingAge statutory() { return {"statutory", 180, roadmap()}; }

constexpr std::int32_t month(int year, int number) { return 12 * year + number - 1; }

bool of_working_age(const WorkingAge& age, Sex sex, std::int32_t birth, Date day) {
  return age.births(sex, day).contains(birth);
}

TEST(WorkingAge, PutsAWomanBornInDecember1967OutAtTheEndOf2023AndAfter) {
  const WorkingAge age = statutory();
  EXPECT_EQ(age.exit_month(Sex::woman, month(1967, 12)), month(2023, 12));
  EXPECT_TRUE(of_working_age(age, Sex::woman, month(1967, 12), Date::of(2023, 12, 30)));
  EXPECT_FALSE(of_working_age(age, Sex::woman, month(1967, 12), Date::of(2023, 12, 31)));
  // In January 2024 she is 56 years and one month old and the limit 56 years and four: out stays out.
  EXPECT_FALSE(of_working_age(age, Sex::woman, month(1967, 12), Date::of(2024, 1, 31)));
  EXPECT_FALSE(of_working_age(age, Sex::woman, month(1967, 12), Date::of(2025, 12, 31)));
}

TEST(WorkingAge, KeepsAWomanBornInJanuary1968UntilTheEndOfApril2024) {
  const WorkingAge age = statutory();
  EXPECT_TRUE(of_working_age(age, Sex::woman, month(1968, 1), Date::of(2024, 1, 31)));
  EXPECT_TRUE(of_working_age(age, Sex::woman, month(1968, 1), Date::of(2024, 4, 30)));
  EXPECT_TRUE(of_working_age(age, Sex::woman, month(1968, 1), Date::of(2024, 5, 30)));
  EXPECT_FALSE(of_working_age(age, Sex::woman, month(1968, 1), Date::of(2024, 5, 31)));
}

TEST(WorkingAge, BeginsAtFifteenCompletedYears) {
  const WorkingAge age = statutory();
  EXPECT_FALSE(of_working_age(age, Sex::man, month(2009, 6), Date::of(2024, 5, 31)));
  EXPECT_FALSE(of_working_age(age, Sex::man, month(2009, 6), Date::of(2024, 6, 29)));
  EXPECT_TRUE(of_working_age(age, Sex::man, month(2009, 6), Date::of(2024, 6, 30)));
}

TEST(WorkingAge, OtherRulesUseTheirOwnLimits) {
  const WorkingAge by_sex = WorkingAge::named("men_60_women_55");
  EXPECT_EQ(by_sex.exit_month(Sex::woman, month(1970, 3)), month(2025, 3));
  EXPECT_EQ(by_sex.exit_month(Sex::man, month(1965, 3)), month(2025, 3));
  const WorkingAge to_61 = WorkingAge::named("from_15_to_under_61");
  EXPECT_EQ(to_61.exit_month(Sex::woman, month(1964, 3)), month(2025, 3));
  EXPECT_EQ(to_61.births(Sex::woman, Date::of(2025, 3, 31)), (BirthMonths{month(1964, 4), month(2010, 3)}));
}

TEST(WorkingAge, IsCertainWithoutASexOnlyWhereBothAgree) {
  const WorkingAge age = statutory();
  const Date day = Date::of(2025, 6, 30);
  EXPECT_EQ(age.membership(std::nullopt, month(1990, 1), day), Membership::inside);
  EXPECT_EQ(age.membership(std::nullopt, month(1950, 1), day), Membership::outside);
  EXPECT_EQ(age.membership(std::nullopt, month(1966, 1), day), Membership::uncertain);  // a man in, a woman out
  EXPECT_EQ(age.membership(Sex::man, std::nullopt, day), Membership::uncertain);
}

TEST(WorkingAge, TakesAnAgeBandAcrossTheLimitAsUncertain) {
  const WorkingAge age = statutory();
  const Date day = Date::of(2025, 6, 30);
  EXPECT_EQ(age.membership_of_band(Sex::man, "15-59", day), Membership::inside);
  EXPECT_EQ(age.membership_of_band(Sex::woman, "15-59", day), Membership::uncertain);
  EXPECT_EQ(age.membership_of_band(std::nullopt, "15-55", day), Membership::inside);
  EXPECT_EQ(age.membership_of_band(std::nullopt, "15-59", day), Membership::uncertain);
  EXPECT_EQ(age.membership_of_band(Sex::man, "60+", day), Membership::uncertain);
  EXPECT_EQ(age.membership_of_band(Sex::man, "62+", day), Membership::outside);
  EXPECT_EQ(age.membership_of_band(Sex::man, "0-14", day), Membership::outside);
  EXPECT_EQ(age.membership_of_band(Sex::man, "", day), Membership::inside);
  for (const auto* unreadable : {"old", "15-", "-15", "59-15", "15-59 ", "15", "15--59"})
    EXPECT_EQ(age.membership_of_band(Sex::man, unreadable, day), std::nullopt) << unreadable;
}

TEST(WorkingAge, RefusesAnUnknownRuleAndARoadmapThatFalls) {
  EXPECT_THROW(WorkingAge::named("retired"), hoctap::InvalidValue);
  EXPECT_THROW(RetirementAges({0, 660, 720}, {{2021, 664, 723}, {2022, 660, 726}}), hoctap::InvalidValue);
  EXPECT_THROW(RetirementAges({0, 660, 720}, {{2021, 664, 723}, {2023, 668, 726}}), hoctap::InvalidValue);
}

TEST(WorkingAge, RoadmapThatIsBuiltInFollowsTheDecree) {
  const RetirementAges ages = WorkingAge::named("statutory").ages();
  for (const auto& [year, women, men] :
       {std::array{2020, 660, 720}, std::array{2021, 664, 723}, std::array{2023, 672, 729}, std::array{2025, 680, 735},
        std::array{2028, 692, 744}, std::array{2035, 720, 744}, std::array{2040, 720, 744}}) {
    EXPECT_EQ(ages.months(Sex::woman, year), women) << year;
    EXPECT_EQ(ages.months(Sex::man, year), men) << year;
  }
}

RC_GTEST_PROP(WorkingAge, TwoComparisonsAgreeWithTheExitMonth, ()) {
  const WorkingAge age = *rc::gen::elementOf(WorkingAge::embedded());
  const auto sex = *rc::gen::element(Sex::woman, Sex::man);
  const auto birth = *rc::gen::inRange(month(1940, 1), month(2012, 1));
  const Date day = Date::from_days(*rc::gen::inRange(Date::of(2015, 1, 1).days(), Date::of(2045, 1, 1).days()));
  const auto now = day.month_index() - (day == day.last_of_month() ? 0 : 1);
  const bool inside = birth + 180 <= now && now < age.exit_month(sex, birth);
  RC_ASSERT(age.births(sex, day).contains(birth) == inside);
}

}  // namespace
