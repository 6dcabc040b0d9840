#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/geo/view.hpp"
#include "support/gazetteers.hpp"

namespace hoctap {
namespace {

using test::day;
using test::event;
using test::unit;
using test::unit_codes;
using Codes = std::vector<std::string>;

Gazetteer build(std::vector<UnitVersion> units, std::vector<UnitEvent> events) {
  Findings findings;
  return Gazetteer::build(std::move(units), std::move(events), findings);
}

VersionId at(const Gazetteer& gazetteer, std::string_view code, std::string_view on) {
  return gazetteer.find(code, day(on)).value();
}

void expect_placed(const View& view, VersionId id, PlacementKind kind, const Codes& units) {
  const Placement& placement = view.place(id);
  EXPECT_EQ(name(placement.kind), name(kind)) << view.gazetteer().version(id).code;
  EXPECT_EQ(unit_codes(view.gazetteer(), placement.units), units) << view.gazetteer().version(id).code;
}

// District 101 with communes 1, 2, 3 and district 102 with commune 4, until 2025-07-01; then 1 and 2 are commune 5, and
// 3 and 4 are commune 6, across the old boundary, and there are no districts.
Gazetteer merged_across_districts() {
  return build(
      {unit("11", "", "", Level::province), unit("101", "", "2025-07-01", Level::district, "11"),
       unit("102", "", "2025-07-01", Level::district, "11"), unit("00001", "", "2025-07-01", Level::commune, "101"),
       unit("00002", "", "2025-07-01", Level::commune, "101"), unit("00003", "", "2025-07-01", Level::commune, "101"),
       unit("00004", "", "2025-07-01", Level::commune, "102"), unit("00005", "2025-07-01", "", Level::commune, "11"),
       unit("00006", "2025-07-01", "", Level::commune, "11"), unit("00001001", "", "", Level::village, "00001"),
       unit("00002001", "", "", Level::village, "00002"), unit("00003001", "", "", Level::village, "00003"),
       unit("00004001", "", "", Level::village, "00004")},
      {event("101", "", "2025-07-01", EventKind::abolish_level),
       event("102", "", "2025-07-01", EventKind::abolish_level), event("00001", "00005", "2025-07-01"),
       event("00002", "00005", "2025-07-01"), event("00003", "00006", "2025-07-01"),
       event("00004", "00006", "2025-07-01")});
}

TEST(View, ShowsTheUnitsOfItsTerritory) {
  const Gazetteer gazetteer = merged_across_districts();
  const VersionId district = at(gazetteer, "101", "2024-01-01");
  const View before(gazetteer, district, day("2024-01-01"));
  EXPECT_EQ(unit_codes(gazetteer, before.units()), (Codes{"00001", "00002", "00003"}));
  EXPECT_TRUE(before.territory_is_alive());
  const View after(gazetteer, district, day("2025-07-01"));
  EXPECT_EQ(unit_codes(gazetteer, after.units()), (Codes{"00005", "00006"}));
  EXPECT_FALSE(after.territory_is_alive());
  EXPECT_EQ(after.territory(), district);
  EXPECT_EQ(after.level(), Level::commune);
  EXPECT_EQ(after.date(), day("2025-07-01"));
}

TEST(View, PlacesOldUnitsOnNewOnesExactly) {
  const Gazetteer gazetteer = merged_across_districts();
  const View view(gazetteer, at(gazetteer, "101", "2024-01-01"), day("2025-07-01"));
  expect_placed(view, at(gazetteer, "00001", "2024-01-01"), PlacementKind::exact, {"00005"});
  expect_placed(view, at(gazetteer, "00003", "2024-01-01"), PlacementKind::exact, {"00006"});
  expect_placed(view, at(gazetteer, "00004", "2024-01-01"), PlacementKind::outside, {});
}

TEST(View, SpreadsNewUnitsOverTheOldOnesTheyHold) {
  const Gazetteer gazetteer = merged_across_districts();
  const View view(gazetteer, at(gazetteer, "101", "2024-01-01"), day("2024-01-01"));
  expect_placed(view, at(gazetteer, "00005", "2025-07-01"), PlacementKind::spread, {"00001", "00002"});
  expect_placed(view, at(gazetteer, "00006", "2025-07-01"), PlacementKind::partly_outside, {"00003"});
  expect_placed(view, at(gazetteer, "101", "2024-01-01"), PlacementKind::spread, {"00001", "00002", "00003"});
  expect_placed(view, at(gazetteer, "102", "2024-01-01"), PlacementKind::outside, {});
  expect_placed(view, at(gazetteer, "11", "2024-01-01"), PlacementKind::partly_outside, {"00001", "00002", "00003"});
}

TEST(View, PlacesAVillageThroughTheCommuneThatHoldsItOnTheViewsDate) {
  const Gazetteer gazetteer = merged_across_districts();
  const VersionId village = at(gazetteer, "00002001", "2024-01-01");
  const VersionId district = at(gazetteer, "101", "2024-01-01");
  expect_placed({gazetteer, district, day("2024-01-01")}, village, PlacementKind::exact, {"00002"});
  expect_placed({gazetteer, district, day("2025-07-01")}, village, PlacementKind::exact, {"00005"});
  const VersionId foreign = at(gazetteer, "00004001", "2024-01-01");
  expect_placed({gazetteer, district, day("2024-01-01")}, foreign, PlacementKind::outside, {});
  const View after(gazetteer, district, day("2025-07-01"));
  expect_placed(after, at(gazetteer, "00006", "2025-07-01"), PlacementKind::partly_outside, {"00006"});
  expect_placed(after, at(gazetteer, "00003001", "2024-01-01"), PlacementKind::exact, {"00006"});
  expect_placed(after, foreign, PlacementKind::outside, {});
}

TEST(View, OfALevelThatNoLongerExistsCannotBeMade) {
  const Gazetteer gazetteer = merged_across_districts();
  const VersionId province = at(gazetteer, "11", "2024-01-01");
  EXPECT_EQ(View(gazetteer, province, day("2024-01-01"), Level::district).units().size(), 2U);
  EXPECT_THROW(View(gazetteer, province, day("2025-07-01"), Level::district), InvalidValue);
  EXPECT_THROW(View(gazetteer, no_version, day("2025-07-01")), NotFound);
}

TEST(View, OnDistrictsPlacesWhatTheyHold) {
  const Gazetteer gazetteer = merged_across_districts();
  const View view(gazetteer, at(gazetteer, "11", "2024-01-01"), day("2024-01-01"), Level::district);
  expect_placed(view, at(gazetteer, "00002", "2024-01-01"), PlacementKind::exact, {"101"});
  expect_placed(view, at(gazetteer, "00005", "2025-07-01"), PlacementKind::exact, {"101"});
  expect_placed(view, at(gazetteer, "00006", "2025-07-01"), PlacementKind::spread, {"101", "102"});
  expect_placed(view, at(gazetteer, "00004001", "2024-01-01"), PlacementKind::exact, {"102"});
}

TEST(View, OnVillagesPlacesACommuneOnItsVillages) {
  const Gazetteer gazetteer = merged_across_districts();
  const VersionId district = at(gazetteer, "101", "2024-01-01");
  const View before(gazetteer, district, day("2024-01-01"), Level::village);
  EXPECT_EQ(unit_codes(gazetteer, before.units()), (Codes{"00001001", "00002001", "00003001"}));
  expect_placed(before, at(gazetteer, "00001001", "2024-01-01"), PlacementKind::exact, {"00001001"});
  expect_placed(before, at(gazetteer, "00002", "2024-01-01"), PlacementKind::exact, {"00002001"});
  expect_placed(before, at(gazetteer, "00005", "2025-07-01"), PlacementKind::spread, {"00001001", "00002001"});
  expect_placed(before, at(gazetteer, "00004001", "2024-01-01"), PlacementKind::outside, {});
  expect_placed(before, at(gazetteer, "00004", "2024-01-01"), PlacementKind::outside, {});
  EXPECT_EQ(before.level(), Level::village);
}

// A village of each of two districts merge.
TEST(View, OnVillagesKnowsAVillageThatReachesOutside) {
  const Gazetteer gazetteer = build(
      {unit("101", "", "", Level::district), unit("102", "", "", Level::district),
       unit("00001", "", "", Level::commune, "101"), unit("00002", "", "", Level::commune, "102"),
       unit("00001001", "", "2024-01-01", Level::village, "00001"), unit("00001002", "", "", Level::village, "00001"),
       unit("00002001", "", "2024-01-01", Level::village, "00002"),
       unit("00001003", "2024-01-01", "", Level::village, "00001")},
      {event("00001001", "00001003", "2024-01-01"), event("00002001", "00001003", "2024-01-01")});
  const View view(gazetteer, at(gazetteer, "101", "2023-01-01"), day("2023-01-01"), Level::village);
  expect_placed(view, at(gazetteer, "00001003", "2024-01-01"), PlacementKind::partly_outside, {"00001001"});
}

TEST(View, OfOneCommuneIsItsWholeTerritory) {
  const Gazetteer gazetteer = merged_across_districts();
  const View view(gazetteer, at(gazetteer, "00005", "2025-07-01"), day("2024-01-01"));
  EXPECT_EQ(unit_codes(gazetteer, view.units()), (Codes{"00001", "00002"}));
  expect_placed(view, at(gazetteer, "00003", "2024-01-01"), PlacementKind::outside, {});
}

// Commune 1 is split over 2 and 3, and nobody states the shares; a village and a commune that stays live in it.
Gazetteer split_without_shares() {
  return build(
      {unit("101", "", "", Level::district), unit("00001", "", "2024-01-01", Level::commune, "101"),
       unit("00002", "2024-01-01", "", Level::commune, "101"), unit("00003", "2024-01-01", "", Level::commune, "101"),
       unit("00004", "", "", Level::commune, "101"), unit("00001001", "", "", Level::village, "00001"),
       unit("00001002", "", "2024-01-01", Level::village, "00001"),
       unit("00001002", "2024-01-01", "", Level::village, "00003")},
      {event("00001", "00002", "2024-01-01", EventKind::split), event("00001", "00003", "2024-01-01", EventKind::split),
       event("00001002", "00001002", "2024-01-01", EventKind::change_parent)});
}

TEST(View, SpreadsASplitUnitOverItsParts) {
  const Gazetteer gazetteer = split_without_shares();
  const VersionId district = at(gazetteer, "101", "2024-01-01");
  const View view(gazetteer, district, day("2024-01-01"));
  expect_placed(view, at(gazetteer, "00001", "2023-01-01"), PlacementKind::spread, {"00002", "00003"});
  expect_placed(view, at(gazetteer, "00004", "2023-01-01"), PlacementKind::exact, {"00004"});
  const View before(gazetteer, district, day("2023-01-01"));
  expect_placed(before, at(gazetteer, "00003", "2024-01-01"), PlacementKind::exact, {"00001"});
}

TEST(View, SpreadsAVillageOfASplitCommuneUnlessItsPartIsTold) {
  const Gazetteer gazetteer = split_without_shares();
  const View view(gazetteer, at(gazetteer, "101", "2024-01-01"), day("2024-01-01"));
  expect_placed(view, at(gazetteer, "00001001", "2023-01-01"), PlacementKind::spread, {"00002", "00003"});
  expect_placed(view, at(gazetteer, "00001002", "2023-01-01"), PlacementKind::exact, {"00003"});
}

// Two villages of commune 1 merge in 2024, and the result merges with a village of commune 2 in 2025.
TEST(View, PlacesMergedVillagesThroughTheOnesBefore) {
  const Gazetteer gazetteer =
      build({unit("101", "", "", Level::district), unit("00001", "", "", Level::commune, "101"),
             unit("00002", "", "", Level::commune, "101"), unit("00001001", "", "2024-01-01", Level::village, "00001"),
             unit("00001002", "", "2024-01-01", Level::village, "00001"),
             unit("00002001", "", "2025-01-01", Level::village, "00002"),
             unit("00001003", "2024-01-01", "2025-01-01", Level::village, "00001"),
             unit("00001004", "2025-01-01", "", Level::village, "00001")},
            {event("00001001", "00001003", "2024-01-01"), event("00001002", "00001003", "2024-01-01"),
             event("00001003", "00001004", "2025-01-01"), event("00002001", "00001004", "2025-01-01")});
  const VersionId district = at(gazetteer, "101", "2024-01-01");
  const View before(gazetteer, district, day("2023-01-01"));
  expect_placed(before, at(gazetteer, "00001003", "2024-01-01"), PlacementKind::exact, {"00001"});
  expect_placed(before, at(gazetteer, "00001004", "2025-01-01"), PlacementKind::spread, {"00001", "00002"});
  const View after(gazetteer, district, day("2025-01-01"));
  expect_placed(after, at(gazetteer, "00001002", "2023-01-01"), PlacementKind::exact, {"00001"});
  expect_placed(after, at(gazetteer, "00002001", "2023-01-01"), PlacementKind::exact, {"00001"});
  const View villages(gazetteer, district, day("2023-01-01"), Level::village);
  expect_placed(villages, at(gazetteer, "00001004", "2025-01-01"), PlacementKind::spread,
                {"00001001", "00001002", "00002001"});
}

TEST(View, SpreadsWhatEndedWithoutAKnownSuccessorOverTheTerritory) {
  const Gazetteer gazetteer = build(
      {unit("101", "", "", Level::district), unit("00001", "", "2024-01-01", Level::commune, "101"),
       unit("00002", "", "", Level::commune, "101"), unit("00003", "", "", Level::commune, "101"),
       unit("00001001", "", "2024-01-01", Level::village, "00001"), unit("00004", "", "2024-01-01", Level::commune)},
      {event("00001", "", "2024-01-01")});
  const View view(gazetteer, at(gazetteer, "101", "2024-01-01"), day("2024-01-01"));
  expect_placed(view, at(gazetteer, "00001", "2023-01-01"), PlacementKind::spread, {"00002", "00003"});
  expect_placed(view, at(gazetteer, "00001001", "2023-01-01"), PlacementKind::spread, {"00002", "00003"});
  expect_placed(view, at(gazetteer, "00004", "2023-01-01"), PlacementKind::outside, {});
}

TEST(View, TakesItsTerritoryOnTheDayAsked) {
  // Commune 2 passes from district 101 to district 102 in 2024.
  const Gazetteer gazetteer =
      build({unit("101", "", "", Level::district), unit("102", "", "", Level::district),
             unit("00001", "", "", Level::commune, "101"), unit("00002", "", "2024-01-01", Level::commune, "101"),
             unit("00002", "2024-01-01", "", Level::commune, "102")},
            {event("00002", "00002", "2024-01-01", EventKind::change_parent)});
  const VersionId district = at(gazetteer, "101", "2024-01-01");
  EXPECT_EQ(unit_codes(gazetteer, View(gazetteer, district, day("2023-12-31")).units()), (Codes{"00001", "00002"}));
  EXPECT_EQ(unit_codes(gazetteer, View(gazetteer, district, day("2024-01-01")).units()), (Codes{"00001"}));
  const View frozen(gazetteer, district, day("2024-01-01"), Level::commune, day("2023-07-01"));
  EXPECT_EQ(unit_codes(gazetteer, frozen.units()), (Codes{"00001", "00002"}));
  expect_placed(frozen, district, PlacementKind::spread, {"00001", "00002"});
}

TEST(View, ShowsAnIslandDistrictAmongTheCommunes) {
  const Gazetteer gazetteer = build(
      {unit("77", "", "", Level::province), unit("748", "", "2025-07-01", Level::district, "77"),
       unit("755", "", "2025-07-01", Level::district, "77"), unit("00001", "", "2025-07-01", Level::commune, "748"),
       unit("00001", "2025-07-01", "", Level::commune, "77"), unit("26732", "2025-07-01", "", Level::commune, "77")},
      {event("748", "", "2025-07-01", EventKind::abolish_level),
       event("755", "26732", "2025-07-01", EventKind::change_kind),
       event("00001", "00001", "2025-07-01", EventKind::change_parent)});
  const View view(gazetteer, at(gazetteer, "77", "2024-01-01"), day("2024-01-01"));
  EXPECT_EQ(unit_codes(gazetteer, view.units()), (Codes{"00001", "755"}));
  expect_placed(view, at(gazetteer, "26732", "2025-07-01"), PlacementKind::exact, {"755"});
}

TEST(View, OutlivesTheGazetteerAndIsCopied) {
  std::optional<View> copy;
  {
    const Gazetteer gazetteer = merged_across_districts();
    const View view(gazetteer, at(gazetteer, "101", "2024-01-01"), day("2024-01-01"));
    copy = view;
  }
  expect_placed(*copy, at(copy->gazetteer(), "00005", "2025-07-01"), PlacementKind::spread, {"00001", "00002"});
  EXPECT_EQ(copy->units().size(), 3U);
}

TEST(View, RefusesVersionsOfAnotherGazetteer) {
  const Gazetteer gazetteer = merged_across_districts();
  const View view(gazetteer, at(gazetteer, "101", "2024-01-01"), day("2024-01-01"));
  EXPECT_THROW(view.place(no_version), NotFound);
}

TEST(JointUnits, AreNamedByTheirMembers) {
  const Gazetteer gazetteer = merged_across_districts();
  const View view(gazetteer, at(gazetteer, "101", "2024-01-01"), day("2024-01-01"));
  const Placement& joint = view.place(at(gazetteer, "00005", "2025-07-01"));
  EXPECT_EQ(joint_code(gazetteer, joint.units), "00001+00002");
  EXPECT_EQ(joint_name(gazetteer, joint.units), "Unit 00001 + Unit 00002");
  EXPECT_EQ(joint_code(gazetteer, view.units().first(1)), "00001");
}

TEST(ViewChoice, ReadsWhatItWrites) {
  for (const char* text : {"as_reported", "plan_territory", "current", "2024-12-31"}) {
    EXPECT_EQ(ViewChoice::parse(text).text(), text);
  }
  EXPECT_EQ(ViewChoice::parse("2024-12-31").kind, ViewKind::as_of);
  EXPECT_EQ(ViewChoice::parse("2024-12-31").date, day("2024-12-31"));
  for (const char* text : {"", "as_of", "now", "2024", "31/12/2024"})
    EXPECT_THROW(ViewChoice::parse(text), InvalidValue);
}

}  // namespace
}  // namespace hoctap
