// The district that ships with the library, from 23 communes to five.
#include <algorithm>
#include <numeric>
#include <set>

#include <gtest/gtest.h>

#include "hoctap/geo/crosswalk.hpp"
#include "hoctap/geo/view.hpp"
#include "support/gazetteers.hpp"

namespace hoctap {
namespace {

using test::day;
using test::unit_codes;
using Codes = std::vector<std::string>;

const Gazetteer& district_data() {
  static const Gazetteer gazetteer = test::lang_giang();
  return gazetteer;
}

VersionId at(std::string_view code, std::string_view on) { return district_data().find(code, day(on)).value(); }

const UnitVersion& version(VersionId id) { return district_data().version(id); }

Codes placed(const View& view, VersionId id) { return unit_codes(district_data(), view.place(id).units); }

TEST(LangGiang, DataAreSound) {
  Findings findings;
  const Gazetteer gazetteer = test::lang_giang(findings);
  EXPECT_TRUE(findings.empty()) << findings.front().message.text(Language::en);
  EXPECT_EQ(gazetteer.versions().size(), 36U);
  EXPECT_EQ(gazetteer.events().size(), 30U);
  EXPECT_EQ(gazetteer.last_event(), day("2025-07-01"));
}

TEST(LangGiang, GoesFrom23CommunesThrough21And19To5) {
  EXPECT_EQ(district_data().alive(Level::commune, day("2019-06-01")).size(), 23U);
  EXPECT_EQ(district_data().alive(Level::commune, day("2019-12-31")).size(), 23U);
  EXPECT_EQ(district_data().alive(Level::commune, day("2020-01-01")).size(), 21U);
  EXPECT_EQ(district_data().alive(Level::commune, day("2023-07-01")).size(), 21U);
  EXPECT_EQ(district_data().alive(Level::commune, day("2025-03-01")).size(), 19U);
  EXPECT_EQ(unit_codes(district_data(), district_data().alive(Level::commune, day("2025-08-01"))),
            (Codes{"07375", "07381", "07399", "07420", "07432"}));
  EXPECT_TRUE(district_data().alive(Level::district, day("2025-07-01")).empty());
}

TEST(LangGiang, ACodeNamesAnotherCommuneAfterTheMerger) {
  const VersionId nghia_hung = at("07381", "2025-03-01");
  EXPECT_EQ(version(nghia_hung).name, "Nghĩa Hưng");
  const std::vector<Followed> now = district_data().follow(nghia_hung, day("2025-08-01"));
  ASSERT_EQ(now.size(), 1U);
  EXPECT_EQ(version(now[0].version).name, "Tiên Lục");
  EXPECT_EQ(version(now[0].version).code, "07381");
  EXPECT_EQ(now[0].share, (Ratio{1, 1}));
  ASSERT_EQ(now[0].events.size(), 1U);
  EXPECT_EQ(district_data().events()[now[0].events[0]].legal_basis, "1658/NQ-UBTVQH15");
  EXPECT_FALSE(now[0].is_inferred);
}

TEST(LangGiang, TheOldTienLucIsFollowedThroughItsChangeOfTerritoryToTheNew) {
  const VersionId old_version = at("07393", "2023-07-01");
  EXPECT_EQ(version(old_version).name, "Tiên Lục");
  EXPECT_NE(old_version, at("07393", "2025-03-01")) << "a change of territory ends a version";
  const std::vector<Followed> now = district_data().follow(old_version, day("2025-08-01"));
  ASSERT_EQ(now.size(), 1U);
  EXPECT_EQ(now[0].version, at("07381", "2025-08-01"));
  EXPECT_EQ(now[0].events.size(), 2U);
}

TEST(LangGiang, TheProvincesCodeOutlivesTheProvince) {
  EXPECT_EQ(version(at("24", "2025-06-30")).name, "Bắc Giang");
  EXPECT_EQ(version(at("24", "2025-07-01")).name, "Bắc Ninh");
  EXPECT_EQ(district_data().ancestor(at("07402", "2024-01-01"), Level::province, day("2024-01-01")),
            at("24", "2024-01-01"));
  EXPECT_EQ(district_data().ancestor(at("07381", "2025-08-01"), Level::province, day("2025-08-01")),
            at("24", "2025-08-01"));
  EXPECT_EQ(district_data().ancestor(at("07381", "2025-08-01"), Level::district, day("2025-08-01")), std::nullopt);
}

TEST(LangGiang, TheNewTienLucIsSpreadOverTheSixUnitsOf2023) {
  const View view(district_data(), at("217", "2023-07-01"), day("2023-07-01"));
  EXPECT_EQ(view.units().size(), 21U);
  const VersionId tien_luc = at("07381", "2025-08-01");
  EXPECT_EQ(view.place(tien_luc).kind, PlacementKind::spread);
  EXPECT_EQ(placed(view, tien_luc), (Codes{"07378", "07381", "07390", "07393", "07396", "07402"}));
  EXPECT_EQ(joint_name(district_data(), view.place(tien_luc).units),
            "Nghĩa Hòa + Nghĩa Hưng + Đào Mỹ + Tiên Lục + An Hà + Mỹ Hà");
  EXPECT_EQ(view.place(at("07384", "2025-06-30")).kind, PlacementKind::exact);
}

TEST(LangGiang, EveryOldCommuneLiesInOneOfTheFive) {
  const View view(district_data(), at("217", "2023-07-01"), district_data().last_event());
  EXPECT_EQ(view.units().size(), 5U);
  EXPECT_FALSE(view.territory_is_alive());
  for (const char* on : {"2019-06-01", "2023-07-01", "2025-03-01", "2025-08-01"}) {
    for (const VersionId id : district_data().alive(Level::commune, day(on))) {
      EXPECT_EQ(view.place(id).kind, PlacementKind::exact) << version(id).name << ' ' << on;
    }
  }
  EXPECT_EQ(placed(view, at("07402", "2023-07-01")), (Codes{"07381"})) << "Mỹ Hà, through Tiên Lục";
  EXPECT_EQ(placed(view, at("07414", "2023-07-01")), (Codes{"07375"})) << "Yên Mỹ, through Vôi";
  EXPECT_EQ(placed(view, at("07381", "2023-07-01")), (Codes{"07381"})) << "Nghĩa Hưng";
  EXPECT_EQ(placed(view, at("07423", "2019-06-01")), (Codes{"07375"})) << "Phi Mô, through Vôi twice";
}

TEST(LangGiang, ItsTerritoryIsTheSameOnEveryDay) {
  const VersionId district = at("217", "2023-07-01");
  std::set<std::uint32_t> of_district(district_data().footprint(district).begin(),
                                      district_data().footprint(district).end());
  EXPECT_EQ(of_district.size(), 23U);
  for (const char* on : {"2019-06-01", "2023-07-01", "2025-03-01", "2025-08-01"}) {
    std::set<std::uint32_t> of_communes;
    for (const VersionId id : district_data().alive(Level::commune, day(on))) {
      of_communes.insert(district_data().footprint(id).begin(), district_data().footprint(id).end());
    }
    EXPECT_EQ(of_communes, of_district) << on;
  }
}

const CrosswalkRow& row_of(const std::vector<CrosswalkRow>& rows, std::string_view code) {
  return *std::find_if(rows.begin(), rows.end(),
                       [code](const CrosswalkRow& row) { return version(row.from).code == code; });
}

TEST(LangGiangCrosswalk, LeadsFrom21UnitsTo5) {
  const std::vector<CrosswalkRow> rows = crosswalk(district_data(), day("2023-07-01"), day("2025-08-01"));
  ASSERT_EQ(rows.size(), 21U);
  for (const CrosswalkRow& row : rows) {
    ASSERT_NE(row.to, no_version) << version(row.from).name;
    EXPECT_EQ(row.share, (Ratio{1, 1})) << version(row.from).name;
  }
  EXPECT_EQ(version(row_of(rows, "07408").to).name, "Mỹ Thái");
  EXPECT_EQ(version(row_of(rows, "07399").to).name, "Kép");
}

TEST(LangGiangCrosswalk, ShowsWhatIsInferred) {
  const std::vector<CrosswalkRow> rows = crosswalk(district_data(), day("2023-07-01"), day("2025-03-01"));
  Codes inferred;
  for (const CrosswalkRow& row : rows) {
    if (row.is_inferred) inferred.push_back(version(row.from).code);
  }
  EXPECT_EQ(inferred, (Codes{"07375", "07393", "07402", "07414"}))
      << "Vôi and Tiên Lục that received, Mỹ Hà and Yên Mỹ";
  EXPECT_EQ(version(row_of(rows, "07402").to).name, "Tiên Lục");
  EXPECT_EQ(version(row_of(rows, "07414").to).name, "Vôi");
}

TEST(LangGiangCrosswalk, LeadsBackward) {
  const std::vector<CrosswalkRow> rows = crosswalk(district_data(), day("2025-08-01"), day("2019-06-01"));
  EXPECT_EQ(rows.size(), 23U);
  EXPECT_TRUE(std::none_of(rows.begin(), rows.end(), [](const CrosswalkRow& row) { return row.share.has_value(); }));
}

TEST(LangGiangCrosswalk, SaysWhereNoUnitFollowed) {
  const std::vector<CrosswalkRow> rows =
      crosswalk(district_data(), day("2023-07-01"), day("2025-08-01"), Level::district);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].to, no_version);
  EXPECT_EQ(rows[0].share, (Ratio{1, 1}));
  ASSERT_EQ(rows[0].events.size(), 1U);
  EXPECT_EQ(district_data().events()[rows[0].events[0]].kind, EventKind::abolish_level);
}

TEST(LangGiangCrosswalk, ToTheSameDayIsEveryUnitItself) {
  for (const CrosswalkRow& row : crosswalk(district_data(), day("2023-07-01"), day("2023-07-01"))) {
    EXPECT_EQ(row.from, row.to);
    EXPECT_EQ(row.share, (Ratio{1, 1}));
    EXPECT_TRUE(row.events.empty());
  }
}

}  // namespace
}  // namespace hoctap
