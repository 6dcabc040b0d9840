#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hoctap/measure/roll_up.hpp"
#include "support/district.hpp"

namespace hoctap {
namespace {

using testing_support::day;
using testing_support::gazetteer_of;

UnitVersion commune(std::string code, std::string from, std::string until) {
  UnitVersion unit;
  unit.code = std::move(code);
  unit.name = "Xã " + unit.code;
  unit.level = Level::commune;
  unit.parent_code = "999";
  if (!from.empty()) unit.validity.from = day(from);
  if (!until.empty()) unit.validity.until = day(until);
  return unit;
}

UnitEvent arrow(std::string from, std::string to, EventKind kind) {
  UnitEvent event;
  event.event_id = from + ">" + to;
  event.from_code = std::move(from);
  event.to_code = std::move(to);
  event.date = day("2025-01-01");
  event.kind = kind;
  if (kind == EventKind::merge) event.share = Ratio{1, 1};
  return event;
}

// Four communes; in 2025 a and b merge into ab, c splits into c1 and c2 without shares, d stays.
Gazetteer changing() {
  UnitVersion district;
  district.code = "999";
  district.name = "Thử";
  district.level = Level::district;
  return gazetteer_of({district, commune("99901", "", "2025-01-01"), commune("99902", "", "2025-01-01"),
                       commune("99903", "", "2025-01-01"), commune("99904", "", ""), commune("99911", "2025-01-01", ""),
                       commune("99913", "2025-01-01", ""), commune("99914", "2025-01-01", "")},
                      {arrow("99901", "99911", EventKind::merge), arrow("99902", "99911", EventKind::merge),
                       arrow("99903", "99913", EventKind::split), arrow("99903", "99914", EventKind::split)});
}

VersionId version(const Gazetteer& gazetteer, const std::string& code, const std::string& on) {
  return gazetteer.find(code, day(on)).value();
}

View view_on(const Gazetteer& gazetteer, const std::string& date) {
  return View(gazetteer, version(gazetteer, "999", date), day(date), Level::commune, day("2023-07-01"));
}

const std::string before = "2024-12-31";
const std::string after = "2025-06-30";

TEST(RollUp, AddsNumeratorsAndDenominatorsNeverPercentages) {
  const Gazetteer gazetteer = changing();
  const std::vector<Contribution> contributions{
      {version(gazetteer, "99901", before), Cell::passing(90) + Cell::failing(10), 0},
      {version(gazetteer, "99902", before), Cell::passing(10) + Cell::failing(40), 0}};
  const View view = view_on(gazetteer, after);
  const RolledUp rolled(contributions, view);
  EXPECT_EQ(rolled.unit(1).numerator, 100);  // 99904, 99911, 99913, 99914
  EXPECT_EQ(rolled.unit(1).denominator, 150);
  EXPECT_EQ(rolled.territory(), rolled.unit(1));
  EXPECT_FALSE(rolled.has_spread(1));
}

TEST(RollUp, MovesNothingInASplitWithoutShares) {
  const Gazetteer gazetteer = changing();
  const std::vector<Contribution> contributions{
      {version(gazetteer, "99903", before), Cell::passing(30) + Cell::failing(10), 0},
      {version(gazetteer, "99913", after), Cell::passing(1) + Cell::unknown(2), 0}};
  const View view = view_on(gazetteer, after);
  const RolledUp rolled(contributions, view);
  EXPECT_EQ(rolled.unit(2), (Cell{1, 1, 2, 1, 3 + 10, 3 + 30, 3 + 30}));
  EXPECT_EQ(rolled.unit(3), (Cell{0, 0, 0, 0, 10, 30, 30}));
  ASSERT_EQ(rolled.groups().size(), 1U);
  EXPECT_EQ(rolled.groups().front(), (std::vector<std::size_t>{2, 3}));
  const std::vector<std::size_t> both{2, 3};
  EXPECT_EQ(rolled.together(both), Cell::passing(31) + Cell::failing(10) + Cell::unknown(2));
  EXPECT_EQ(rolled.territory(), rolled.together(both));
  EXPECT_TRUE(rolled.has_spread(3));
  EXPECT_FALSE(rolled.has_spread(0));
}

TEST(RollUp, ShowsAJointReportOnTheUnitsThatMadeIt) {
  const Gazetteer gazetteer = changing();
  const std::vector<Contribution> contributions{
      {version(gazetteer, "99911", after), Cell::passing(4) + Cell::unknown(6), 0}};
  const View view = view_on(gazetteer, before);
  const RolledUp rolled(contributions, view);
  EXPECT_EQ(rolled.unit(0), (Cell{0, 0, 0, 0, 6, 10, 10}));
  EXPECT_EQ(rolled.groups().size(), 1U);
  EXPECT_EQ(rolled.territory(), Cell::passing(4) + Cell::unknown(6));
}

TEST(RollUp, LiftsAnUpperBoundNoFurtherThanThoseAlreadyCounted) {
  const Gazetteer gazetteer = changing();
  Cell lift;
  lift.upper_num = 5;  // five more may pass somewhere in the two
  const std::vector<Contribution> contributions{
      {version(gazetteer, "99901", before), Cell::passing(2) + Cell::failing(3), 0},
      {version(gazetteer, "99902", before), Cell::failing(20), 0},
      {version(gazetteer, "99911", after), lift, 0}};
  const View view = view_on(gazetteer, before);
  const RolledUp rolled(contributions, view);
  EXPECT_EQ(rolled.unit(0), (Cell{2, 5, 0, 2, 5, 5, 5}));
  EXPECT_EQ(rolled.unit(1), (Cell{0, 20, 0, 0, 20, 5, 20}));
  EXPECT_EQ(rolled.territory(), (Cell{2, 25, 0, 2, 25, 7, 25}));
}

TEST(RollUp, LeavesOutWhatLiesOutsideAndWhatHasNoPlace) {
  const Gazetteer gazetteer = changing();
  const View view(gazetteer, version(gazetteer, "99904", before), day(before));
  const std::vector<Contribution> contributions{{version(gazetteer, "99901", before), Cell::passing(), 0},
                                                {no_version, Cell::passing(), 0},
                                                {version(gazetteer, "99904", before), Cell::failing(), 0}};
  EXPECT_EQ(RolledUp(contributions, view).territory(), Cell::failing());
}

TEST(RollUp, RefusesASumThatDoesNotFit) {
  const Gazetteer gazetteer = changing();
  const std::vector<Contribution> contributions(2, {version(gazetteer, "99904", before), Cell::passing(INT64_MAX), 0});
  EXPECT_THROW(RolledUp(contributions, view_on(gazetteer, before)), Overflow);
}

RC_GTEST_PROP(RollUp, GivesTheSameTerritoryOnOldAndNewUnits, ()) {
  const Gazetteer gazetteer = changing();
  std::vector<Contribution> contributions;
  Cell all;
  for (int i = *rc::gen::inRange(0, 12); i > 0; --i) {
    const auto code =
        *rc::gen::element(std::string("99901"), std::string("99902"), std::string("99903"), std::string("99904"));
    Cell cell = Cell::passing(*rc::gen::inRange(0, 50));
    cell += Cell::failing(*rc::gen::inRange(0, 50));
    cell += Cell::unknown(*rc::gen::inRange(0, 50));
    contributions.push_back({version(gazetteer, code, before), cell, 0});
    all += cell;
  }
  for (const std::string& date : {before, after}) {
    const View view = view_on(gazetteer, date);
    const RolledUp rolled(contributions, view);
    RC_ASSERT(rolled.territory() == all);
    std::vector<std::size_t> everything;
    for (std::size_t unit = 0; unit < view.units().size(); ++unit) everything.push_back(unit);
    RC_ASSERT(rolled.together(everything) == all);
    for (const std::size_t unit : everything) {
      const Cell& cell = rolled.unit(unit);
      RC_ASSERT(cell.lower_num <= cell.lower_den && cell.upper_num <= cell.upper_den);
      RC_ASSERT(Ratio({cell.lower_num, cell.lower_den}) <= Ratio({cell.upper_num, cell.upper_den}) ||
                cell.upper_den == 0);
    }
  }
}

}  // namespace
}  // namespace hoctap
