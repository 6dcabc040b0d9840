// National lists as a gazetteer: a small made-up set always, the full lists where HOCTAP_NATIONAL_LISTS names them.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/geo/crosswalk.hpp"
#include "hoctap/geo/view.hpp"
#include "hoctap/geo/where.hpp"
#include "hoctap/records/dataset.hpp"
#include "hoctap/records/national_lists.hpp"
#include "support/gazetteers.hpp"
#include "support/source_dir.hpp"

namespace hoctap {
namespace {

using test::day;
using test::unit_codes;
using Codes = std::vector<std::string>;

NationalLists small_lists() {
  return NationalLists::in((testing_support::source_dir() / "tests" / "data" / "national").string());
}

const NationalGazetteer& small() {
  static const NationalGazetteer read = read_national_lists(small_lists(), embedded_gazetteer());
  return read;
}

const Gazetteer& country() { return small().gazetteer; }

VersionId at(std::string_view code, std::string_view on) { return country().find(code, day(on)).value(); }

std::size_t count(const Findings& findings, MessageCode code) {
  return static_cast<std::size_t>(std::count_if(
      findings.begin(), findings.end(), [code](const Finding& finding) { return finding.message.code == code; }));
}

Codes followed(std::string_view code) {
  Codes parts;
  for (const Followed& part : country().trace(at(code, "2024-01-01"), day("2025-08-01"))) {
    parts.push_back((part.version == no_version ? "lost" : country().version(part.version).code) +
                    (part.share ? "" : "?"));
  }
  return parts;
}

void expect_rows_accounted_for(const NationalGazetteer& read) {
  std::map<std::string, std::size_t> dropped;
  for (const Finding& finding : read.findings) {
    if (finding.outcome == RowOutcome::dropped) ++dropped[finding.place.file];
  }
  for (const ListRows& file : read.files) {
    EXPECT_EQ(file.rows_read, file.rows_kept + file.rows_dropped) << file.file;
    EXPECT_EQ(file.rows_dropped, dropped[file.file]) << file.file;
  }
}

TEST(NationalLists, NothingReadIsLost) {
  expect_rows_accounted_for(small());
  std::map<std::string, ListRows> files;
  for (const ListRows& file : small().files) files[file.file] = file;
  EXPECT_EQ(files["vn-communes-2023.csv"].rows_read, 16U);
  EXPECT_EQ(files["vn-communes-2023.csv"].rows_dropped, 4U) << "the communes of Lạng Giang are known more exactly";
  EXPECT_EQ(files["vn-communes-2023-to-2025.csv"].rows_read, 18U);
  EXPECT_EQ(files["vn-communes-2023-to-2025.csv"].rows_dropped, 4U);
}

TEST(NationalLists, NoErrorIsFoundInSoundLists) {
  for (const Finding& finding : small().findings) {
    EXPECT_NE(severity(finding.message.code), Severity::error) << finding.message.text(Language::en);
  }
}

TEST(NationalLists, MergersMoveAllAndSplitsWithoutSharesMoveNothing) {
  EXPECT_EQ(followed("90001"), (Codes{"90001"}));
  EXPECT_EQ(followed("90004"), (Codes{"90001"}));
  EXPECT_EQ(followed("90010"), (Codes{"90001?", "90007?"}));
  EXPECT_EQ(count(small().findings, MessageCode::national_split), 1U);
  const View view(country(), at("90", "2025-08-01"), day("2025-08-01"));
  EXPECT_EQ(view.place(at("90010", "2024-01-01")).kind, PlacementKind::spread) << "bounds widen";
  EXPECT_EQ(view.place(at("90004", "2024-01-01")).kind, PlacementKind::exact);
}

TEST(NationalLists, AUnitDissolvedBeforeHasNoKnownSuccessorAndSaysSo) {
  EXPECT_EQ(followed("91010"), (Codes{"lost"}));
  EXPECT_EQ(country().look_up("91010", day("2025-01-01")).status, PlaceStatus::ended);
  EXPECT_EQ(count(small().findings, MessageCode::unit_ends_by_no_event), 1U);
  const std::string told = text(country(), where(country(), "91010", day("2025-03-01")), Language::en);
  EXPECT_NE(told.find("no successor and no act are known"), std::string::npos) << told;
}

TEST(NationalLists, NothingIsSaidOfTheDaysBeforeTheLists) {
  EXPECT_EQ(country().look_up("90001", day("2023-04-10")).status, PlaceStatus::found);
  EXPECT_EQ(country().look_up("90001", day("2023-04-09")).status, PlaceStatus::not_yet);
}

TEST(NationalLists, WhatAloneBecameANewUnitIsNoMerger) {
  std::map<std::string, EventKind> kinds;
  for (const UnitEvent& event : country().events()) kinds[event.from_code + "→" + event.to_code] = event.kind;
  EXPECT_EQ(kinds.at("91001→91001"), EventKind::change_parent);
  EXPECT_EQ(kinds.at("92004→92004"), EventKind::change_kind);
  EXPECT_EQ(kinds.at("90004→90001"), EventKind::merge);
  EXPECT_EQ(kinds.at("929→92099"), EventKind::change_kind) << "an island district became a commune";
  EXPECT_EQ(kinds.at("900→"), EventKind::abolish_level);
  EXPECT_EQ(kinds.at("91→90"), EventKind::merge);
}

TEST(NationalLists, AProvinceThatStaysAsItIsHasOneVersion) {
  EXPECT_EQ(country().versions_of("92").size(), 1U);
  EXPECT_EQ(country().versions_of("90").size(), 2U);
}

TEST(NationalLists, ANameThatDiffersInSpellingOnlyIsNoRenaming) {
  EXPECT_EQ(count(small().findings, MessageCode::national_renamed), 1U) << "phường Hoà Bình is phường Hòa Bình";
}

TEST(NationalLists, TheDistrictsOwnDataStayWhereBothTellOfAUnit) {
  const Gazetteer district = embedded_gazetteer();
  for (const UnitVersion& unit : district.versions()) {
    const std::optional<VersionId> found = country().find(unit.code, unit.validity.until - 1);
    ASSERT_TRUE(found) << unit.code;
    EXPECT_EQ(country().version(*found), unit);
  }
  for (const UnitEvent& event : district.events()) {
    EXPECT_EQ(std::count(country().events().begin(), country().events().end(), event), 1) << event.event_id;
  }
  EXPECT_EQ(followed("07402"), (Codes{"07381"})) << "the list alone knows no successor of Mỹ Hà";
  EXPECT_EQ(count(small().findings, MessageCode::national_contradicts), 0U);
}

TEST(NationalLists, AContradictionToWhatIsKnownBetterIsTold) {
  NationalLists lists = small_lists();
  const auto replace = [](std::string& text, std::string_view from, std::string_view to) {
    const std::size_t found = text.find(from);
    ASSERT_NE(found, std::string::npos) << from;
    text.replace(found, from.size(), to);
  };
  replace(lists.communes_before.bytes, "07381,Nghĩa Hưng", "07381,Nghĩa Hứng");
  replace(lists.what_became.bytes, "07393,Tiên Lục,xã,217,24,07381,Tiên Lục",
          "07393,Tiên Lục,xã,217,24,07375,Lạng Giang");
  const NationalGazetteer read = read_national_lists(lists, embedded_gazetteer());
  expect_rows_accounted_for(read);
  EXPECT_EQ(count(read.findings, MessageCode::national_contradicts), 2U);
  EXPECT_EQ(count(read.findings, MessageCode::national_name_differs), 1U);
}

TEST(NationalLists, BrokenRowsAreLeftOutWithAFindingEach) {
  NationalLists lists = small_lists();
  lists.communes_before.bytes +=
      "9000,Ngắn,xã,900,Huyện Hư Cấu,90,Tỉnh Tưởng Tượng\n90001,Lặp,xã,900,Huyện Hư Cấu,90,Tỉnh Tưởng Tượng\n"
      "90019,,xã,900,Huyện Hư Cấu,90,Tỉnh Tưởng Tượng\n90022,Quên,xã,900,Huyện Hư Cấu,90,Tỉnh Tưởng Tượng\n";
  lists.communes_after.bytes += "90025,Tự Nhiên,xã,90,Tỉnh Tưởng Tượng,1,\n";
  lists.what_became.bytes +=
      "90088,Lạ,xã,900,90,90001,Hư Cấu,xã,90,full,,\n91001,Núi Cao,xã,910,91,99999,Lạ,xã,90,partial,,\n"
      "91010,Sông Dài,xã,910,91,90001,Hư Cấu,xã,90,half,,\n,Lạ,huyện (no communes),,92,92099,Hòn Đảo,đặc khu,92,full,,\n";
  const NationalGazetteer read = read_national_lists(lists, embedded_gazetteer());
  expect_rows_accounted_for(read);
  EXPECT_EQ(count(read.findings, MessageCode::national_code_wrong), 2U);
  EXPECT_EQ(count(read.findings, MessageCode::national_code_repeated), 1U);
  EXPECT_EQ(count(read.findings, MessageCode::value_missing), 1U);
  EXPECT_EQ(count(read.findings, MessageCode::national_not_told), 1U);
  EXPECT_EQ(count(read.findings, MessageCode::national_not_reached), 1U);
  EXPECT_EQ(count(read.findings, MessageCode::national_source_unknown), 1U);
  EXPECT_EQ(count(read.findings, MessageCode::national_target_unknown), 1U);
  EXPECT_GE(count(read.findings, MessageCode::national_relation_unknown), 1U);
  EXPECT_EQ(read.gazetteer.versions().size(), country().versions().size() + 2);
}

TEST(NationalLists, AListWithoutANeededColumnIsRefused) {
  NationalLists lists = small_lists();
  lists.communes_after.bytes = "code,name\n90001,Hư Cấu\n";
  EXPECT_THROW(read_national_lists(lists, Gazetteer()), FormatError);
  EXPECT_THROW(NationalLists::in((testing_support::source_dir() / "tests").string()), FileError);
}

// The full lists, against a plain reading of the same files.
class FullNationalLists : public testing::Test {
 protected:
  void SetUp() override {
    const char* const folder = std::getenv("HOCTAP_NATIONAL_LISTS");
    if (folder == nullptr) GTEST_SKIP() << "HOCTAP_NATIONAL_LISTS names no folder with the national lists";
    folder_ = folder;
    if (!read_) read_ = read_national_lists(NationalLists::in(folder_), embedded_gazetteer());
  }
  static const Gazetteer& country() { return read_->gazetteer; }
  std::vector<std::vector<std::string>> rows(const char* file) const { return test::plain_rows(folder_ + "/" + file); }

  std::string folder_;
  static std::optional<NationalGazetteer> read_;
};
std::optional<NationalGazetteer> FullNationalLists::read_;

TEST_F(FullNationalLists, EveryCodeAnswersWhatTheListsSay) {
  const auto before = rows("vn-communes-2023.csv");
  const auto after = rows("vn-communes-2025.csv");
  EXPECT_EQ(before.size(), 10598U);
  EXPECT_EQ(after.size(), 3321U);
  for (const auto& row : before) {
    const auto found = country().find(row.at(0), day("2023-07-01"));
    ASSERT_TRUE(found) << row.at(0);
    const UnitVersion& unit = country().version(*found);
    EXPECT_EQ(unit.name, row.at(1));
    EXPECT_EQ(unit.kind, row.at(2));
    EXPECT_EQ(country().version(country().ancestor(*found, Level::district, day("2023-07-01")).value()).code,
              row.at(3));
    EXPECT_EQ(country().version(country().ancestor(*found, Level::province, day("2023-07-01")).value()).code,
              row.at(5));
  }
  for (const auto& row : after) {
    const auto found = country().find(row.at(0), day("2025-07-01"));
    ASSERT_TRUE(found) << row.at(0);
    EXPECT_EQ(country().version(*found).name, row.at(1));
    EXPECT_EQ(country().version(*found).kind, row.at(2));
    EXPECT_EQ(country().version(country().ancestor(*found, Level::province, day("2025-07-01")).value()).code,
              row.at(3));
  }
  EXPECT_EQ(country().alive(Level::commune, day("2023-07-01")).size(), before.size());
  EXPECT_EQ(country().alive(Level::commune, day("2025-07-01")).size(), after.size());
  EXPECT_EQ(country().alive(Level::province, day("2023-07-01")).size(), 63U);
  EXPECT_EQ(country().alive(Level::province, day("2025-07-01")).size(), 34U);
  EXPECT_EQ(country().alive(Level::district, day("2023-07-01")).size(), 705U);
}

TEST_F(FullNationalLists, EveryUnitIsFollowedAsTheMappingSays) {
  struct Told {
    std::set<std::string> parts;
    bool is_partial = false;
    bool is_dissolved = false;
  };
  std::map<std::string, Told> mapping;
  for (const auto& row : rows("vn-communes-2023-to-2025.csv")) {
    if (row.at(0).empty()) continue;
    Told& told = mapping[row.at(0)];
    if (row.at(9) == "dissolved_before_2025_07") {
      told.is_dissolved = true;
    } else {
      told.parts.insert(row.at(5));
      told.is_partial = told.is_partial || row.at(9) == "partial";
    }
  }
  const Gazetteer district = embedded_gazetteer();
  std::size_t split = 0;
  std::size_t dissolved = 0;
  for (const auto& [code, told] : mapping) {
    const auto parts = country().trace(country().find(code, day("2023-07-01")).value(), day("2025-07-01"));
    if (told.is_dissolved) {
      ++dissolved;
      if (!district.versions_of(code).empty()) continue;  // its successor is known there
      ASSERT_EQ(parts.size(), 1U) << code;
      EXPECT_EQ(parts[0].version, no_version) << code;
      continue;
    }
    split += told.is_partial ? 1 : 0;
    std::set<std::string> found;
    for (const Followed& part : parts) {
      ASSERT_NE(part.version, no_version) << code;
      found.insert(country().version(part.version).code);
      EXPECT_EQ(part.share.has_value(), !told.is_partial) << code;
    }
    EXPECT_EQ(found, told.parts) << code;
  }
  EXPECT_EQ(split, 460U);
  EXPECT_EQ(dissolved, 566U);
  EXPECT_EQ(count(read_->findings, MessageCode::national_split), 460U);
  EXPECT_EQ(count(read_->findings, MessageCode::unit_ends_by_no_event), 564U)
      << "two are the district's, which knows more";
}

TEST_F(FullNationalLists, NothingReadIsLostAndNothingContradictsTheDistrict) {
  expect_rows_accounted_for(*read_);
  EXPECT_EQ(count(read_->findings, MessageCode::national_contradicts), 0U);
  for (const Finding& finding : read_->findings) {
    EXPECT_NE(severity(finding.message.code), Severity::error)
        << finding.place.text(Language::en) << ": " << finding.message.text(Language::en);
  }
}

TEST_F(FullNationalLists, EveryUnitOfBothListsIsFoundByItsFullNameOrListedAmongSeveral) {
  for (const char* on : {"2023-07-01", "2025-07-01"}) {
    std::size_t several = 0;
    const std::vector<VersionId> alive = country().alive(Level::commune, day(on));
    for (std::size_t i = 0; i < alive.size(); i += 7) {
      std::string full = described(country(), alive[i], day(on));
      full.erase(full.find(" ("), full.find(')') - full.find(" (") + 1);
      const Where found = where(country(), full, day(on));
      if (found.status == PlaceStatus::several) {
        ++several;
        EXPECT_EQ(std::count(found.candidates.begin(), found.candidates.end(), alive[i]), 1) << full;
      } else {
        EXPECT_EQ(found.version, alive[i]) << full;
      }
    }
    EXPECT_LT(several, 5U) << on;
  }
}

}  // namespace
}  // namespace hoctap
