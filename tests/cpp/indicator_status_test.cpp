#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/indicator/status.hpp"

namespace hoctap {
namespace {

constexpr Yardstick with_path(std::int64_t target, std::int64_t num, std::int64_t den = 1) {
  return {target, Ratio{num, den}, 5};
}

TEST(Path, RisesFromTheBaselineToTheTargetInExactParts) {
  EXPECT_EQ(path_value({0, 1}, 95, 7, 10), (Ratio{133, 2}));
  EXPECT_EQ(path_value({40, 1}, 100, 4, 10), (Ratio{64, 1}));
  EXPECT_EQ(path_value({100, 3}, 100, 1, 10), (Ratio{40, 1}));  // a third, then a tenth of two thirds
  EXPECT_EQ(path_value({40, 1}, 100, 0, 10), (Ratio{40, 1}));
  EXPECT_EQ(path_value({40, 1}, 100, 10, 10), (Ratio{100, 1}));
}

TEST(Path, NeverFallsBelowTheBaseline) { EXPECT_EQ(path_value({97, 1}, 95, 5, 10), (Ratio{97, 1})); }

TEST(Path, RefusesAQuarterOutsideThePlan) {
  EXPECT_THROW(path_value({0, 1}, 95, 11, 10), InvalidValue);
  EXPECT_THROW(path_value({0, 1}, 95, -1, 10), InvalidValue);
  EXPECT_THROW(path_value({0, 1}, 95, 0, 0), InvalidValue);
}

TEST(Band, ComparesIntegersAndRoundsNothing) {
  EXPECT_EQ(band({9496, 10000}, with_path(95, 95)), Status::at_risk);
  EXPECT_EQ(band({9500, 10000}, with_path(95, 95)), Status::met);
  EXPECT_EQ(band({665, 1000}, with_path(95, 133, 2)), Status::on_track);
  EXPECT_EQ(band({664, 1000}, with_path(95, 133, 2)), Status::at_risk);
  EXPECT_EQ(band({615, 1000}, with_path(95, 133, 2)), Status::at_risk);
  EXPECT_EQ(band({614, 1000}, with_path(95, 133, 2)), Status::off_track);
  EXPECT_EQ(band({94, 100}, Yardstick{95, std::nullopt, 5}), Status::not_met);
  EXPECT_EQ(band({0, 0}, with_path(95, 95)), std::nullopt);
  EXPECT_EQ(band({INT64_MAX - 1, INT64_MAX}, with_path(100, 133, 2)), Status::on_track);
}

TEST(StatusOf, TakesTheFirstThatHolds) {
  const Yardstick yardstick = with_path(95, 57);
  EXPECT_EQ(status_of({}, {}, yardstick), Status::not_applicable);
  EXPECT_EQ(status_of({}, {.is_due = false}, yardstick), Status::not_applicable);
  EXPECT_EQ(status_of(Cell::failing(), {.is_due = false}, yardstick), Status::not_due);
  EXPECT_EQ(status_of(Cell::unknown(3), {.has_bounds = false}, yardstick), Status::undetermined);
  EXPECT_EQ(status_of({}, {.has_bounds = false}, yardstick), Status::undetermined);
  EXPECT_EQ(status_of(Cell::unknown(3), {}, yardstick), Status::no_data);
  EXPECT_EQ(status_of(Cell::passing(3), {}, std::nullopt), Status::informative);
  EXPECT_EQ(status_of(Cell::passing(60) + Cell::failing(40), {}, yardstick), Status::on_track);
  EXPECT_EQ(status_of(Cell::passing(56) + Cell::failing(40) + Cell::unknown(4), {}, yardstick), Status::undetermined);
  EXPECT_EQ(status_of(Cell::passing(57) + Cell::failing(40) + Cell::unknown(3), {}, yardstick), Status::on_track);
}

TEST(StatusOf, WhatIsKnownOfAnIncompletePlaceIsData) {
  const Yardstick yardstick = with_path(95, 57);
  EXPECT_EQ(status_of({0, 0, 50, 5, 50, 50, 50}, {}, yardstick), Status::undetermined);
  EXPECT_EQ(status_of({0, 0, 50, 48, 50, 50, 50}, {}, yardstick), Status::met);
  EXPECT_EQ(status_of({0, 0, 50, 0, 50, 2, 50}, {}, yardstick), Status::off_track);
}

TEST(StatusOf, FiguresOfSeveralUnitsTogetherAreDataToo) {
  EXPECT_EQ(status_of({0, 0, 0, 0, 10, 30, 30}, {.has_spread = true}, with_path(95, 57)), Status::undetermined);
  EXPECT_EQ(status_of({0, 0, 0, 0, 0, 30, 30}, {.has_spread = true}, with_path(95, 57)), Status::undetermined);
}

TEST(Pace, RoundsUpAndIsNothingOnceReached) {
  EXPECT_EQ(pace(57, 100, 95, 4), 10);
  EXPECT_EQ(pace(52, 100, 95, 4), 11);
  EXPECT_EQ(pace(95, 100, 95, 4), 0);
  EXPECT_EQ(pace(100, 100, 95, 4), 0);
  EXPECT_EQ(gap(1187, 1250, 95), 1);
  EXPECT_THROW(pace(1, 2, 95, 0), InvalidValue);
}

RC_GTEST_PROP(Pace, IsTheLeastThatReachesTheTarget, ()) {
  const auto den = *rc::gen::inRange<std::int64_t>(1, 200000);
  const auto num = *rc::gen::inRange<std::int64_t>(0, den + 1);
  const auto target = *rc::gen::inRange<std::int64_t>(0, 101);
  const auto left = *rc::gen::inRange<std::int64_t>(1, 11);
  const std::int64_t needed = pace(num, den, target, left);
  RC_ASSERT(100 * (num + needed * left) >= target * den);
  if (needed > 0) RC_ASSERT(100 * (num + (needed - 1) * left) < target * den);
}

RC_GTEST_PROP(Band, NeverFallsAsTheValueRises, ()) {
  const auto den = *rc::gen::inRange<std::int64_t>(1, 1000);
  const auto num = *rc::gen::inRange<std::int64_t>(0, den);
  const auto k = *rc::gen::inRange<std::int64_t>(0, 11);
  const auto baseline = *rc::gen::inRange<std::int64_t>(0, 101);
  const Yardstick yardstick{95, path_value({baseline, 1}, 95, k, 10), 5};
  RC_ASSERT(*band({num + 1, den}, yardstick) <= *band({num, den}, yardstick));  // statuses run from met to off_track
}

TEST(ReachOf, ComparesThePaceWithThePresentRate) {
  const Cell cell = Cell::passing(5) + Cell::failing(95);
  EXPECT_EQ(reach_of(cell, 95, 4, PresentRate{5, 5}), Reach::beyond);
  EXPECT_EQ(reach_of(cell, 95, 4, PresentRate{23, 23}), Reach::within);
  EXPECT_EQ(reach_of(cell, 95, 4, PresentRate{22, 23}), Reach::undetermined);
  EXPECT_EQ(reach_of(cell, 95, 4, std::nullopt), Reach::not_applicable);
  EXPECT_EQ(reach_of(cell, 95, 0, PresentRate{5, 5}), Reach::ended);
  EXPECT_EQ(reach_of(Cell::passing(95) + Cell::failing(5), 95, 0, std::nullopt), Reach::reached);
  const Cell open = Cell::passing(5) + Cell::unknown(95);
  EXPECT_EQ(reach_of(open, 95, 4, PresentRate{5, 5}), Reach::undetermined);
  EXPECT_EQ(reach_of(open, 95, 0, PresentRate{5, 5}), Reach::undetermined);
  EXPECT_EQ(reach_of({}, 95, 4, PresentRate{5, 5}), Reach::not_applicable);
}

TEST(Labels, AreThereInBothLanguages) {
  EXPECT_EQ(name(Status::on_track), "on_track");
  EXPECT_EQ(label(Status::on_track, Language::vi), "đúng tiến độ");
  EXPECT_EQ(label(Status::informative, Language::en), "for information");
  EXPECT_EQ(name(Reach::beyond), "beyond");
  EXPECT_EQ(label(Reach::not_applicable, Language::vi), "không áp dụng");
}

}  // namespace
}  // namespace hoctap
