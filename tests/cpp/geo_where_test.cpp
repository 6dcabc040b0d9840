// What a code or name meant on a day, what became of it, and columns of them at once.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/geo/where.hpp"
#include "support/gazetteers.hpp"

namespace hoctap {
namespace {

using test::day;
using test::event;
using test::unit;

const Gazetteer& district() {
  static const Gazetteer gazetteer = test::lang_giang();
  return gazetteer;
}

std::string name_of(const Where& found) {
  if (found.version == no_version) return std::string(name(found.status));
  return std::string(name(found.status)) + " " + district().version(found.version).code + " " +
         district().version(found.version).name;
}

std::string asked(std::string_view text, std::string_view on) { return name_of(where(district(), text, day(on))); }

std::string english(std::string_view text, std::string_view on) {
  return hoctap::text(district(), where(district(), text, day(on)), Language::en);
}

bool holds(const std::string& all, std::string_view part) { return all.find(part) != std::string::npos; }

TEST(Where, ACodeMeansAnotherUnitOnAnotherDay) {
  EXPECT_EQ(asked("07381", "2025-03-01"), "found 07381 Nghĩa Hưng");
  EXPECT_EQ(asked("07381", "2025-06-30"), "found 07381 Nghĩa Hưng");
  EXPECT_EQ(asked("07381", "2025-07-01"), "found 07381 Tiên Lục");
  EXPECT_EQ(asked(" 24 ", "2025-06-30"), "found 24 Bắc Giang");
  EXPECT_EQ(asked("24", "2025-07-01"), "found 24 Bắc Ninh");
}

TEST(Where, ACodeThatIsNotInForceSaysWhatItWas) {
  EXPECT_EQ(asked("07402", "2025-02-01"), "ended 07402 Mỹ Hà");
  EXPECT_EQ(asked("217", "2025-07-01"), "ended 217 Lạng Giang");
  const Gazetteer later = test::lang_giang();
  Findings findings;
  const Gazetteer gaps =
      Gazetteer::build({unit("00001", "2020-01-01", "2021-01-01"), unit("00001", "2022-01-01", "")}, {}, findings);
  EXPECT_EQ(gaps.look_up("00001", day("2019-12-31")), (CodeOnDay{0, PlaceStatus::not_yet}));
  EXPECT_EQ(gaps.look_up("00001", day("2020-01-01")), (CodeOnDay{0, PlaceStatus::found}));
  EXPECT_EQ(gaps.look_up("00001", day("2021-01-01")), (CodeOnDay{0, PlaceStatus::between}));
  EXPECT_EQ(gaps.look_up("00001", day("2030-01-01")), (CodeOnDay{1, PlaceStatus::found}));
  EXPECT_EQ(gaps.look_up("00002", day("2030-01-01")), (CodeOnDay{no_version, PlaceStatus::unknown}));
}

TEST(Where, ACodeWithoutItsZeroIsNotTakenForAnotherButFindsItNearBy) {
  const Where found = where(district(), "7381", day("2025-03-01"));
  EXPECT_EQ(found.status, PlaceStatus::unknown);
  ASSERT_FALSE(found.nearest.empty());
  EXPECT_EQ(district().version(found.nearest.front()).name, "Nghĩa Hưng");
  EXPECT_TRUE(holds(english("7381", "2025-03-01"), "xã Nghĩa Hưng (07381), huyện Lạng Giang, tỉnh Bắc Giang"));
}

TEST(Where, TellsWhatBecameOfAUnitAndByWhichAct) {
  EXPECT_EQ(english("07381", "2025-03-01"),
            "07381 on 2025-03-01: xã Nghĩa Hưng (07381), huyện Lạng Giang, tỉnh Bắc Giang; until 2025-06-30\n"
            "on 2025-07-01 all of it went to xã Tiên Lục (07381), tỉnh Bắc Ninh (1658/NQ-UBTVQH15)");
  const std::string today = english("07381", "2025-07-01");
  EXPECT_TRUE(holds(today, "since 2025-07-01"));
  EXPECT_TRUE(holds(today, "it took in all of xã Tiên Lục (07393), huyện Lạng Giang, tỉnh Bắc Giang"));
  EXPECT_EQ(std::count(today.begin(), today.end(), '\n'), 5);
}

TEST(Where, TellsAnAbolishedLevelAnInferenceAndAnUnknownSuccessorApart) {
  EXPECT_TRUE(holds(english("217", "2025-03-01"), "abolished with its level (1658/NQ-UBTVQH15)"));
  EXPECT_TRUE(holds(english("07402", "2024-03-01"), "(1191/NQ-UBTVQH15; inferred)"));
  Findings findings;
  const Gazetteer lost = Gazetteer::build({unit("00001", "", "2025-01-01")}, {}, findings);
  EXPECT_TRUE(holds(text(lost, where(lost, "00001", day("2024-01-01")), Language::en),
                    "on 2025-01-01 it ended; no successor and no act are known"));
}

TEST(Where, TellsThatTheSharesOfASplitAreNotKnown) {
  Findings findings;
  const Gazetteer split = Gazetteer::build(
      {unit("00001", "", "2025-01-01"), unit("00002", "2025-01-01", ""), unit("00003", "2025-01-01", "")},
      {event("00001", "00002", "2025-01-01", EventKind::split),
       event("00001", "00003", "2025-01-01", EventKind::split)},
      findings);
  const std::string told = text(split, where(split, "00001", day("2024-01-01")), Language::en);
  EXPECT_TRUE(holds(told, "a part of unknown size went to Unit 00002 (00002) (the act is not named)")) << told;
}

TEST(Where, SpeaksVietnamese) {
  EXPECT_EQ(text(district(), where(district(), "07381", day("2025-03-01")), Language::vi),
            "07381 vào ngày 01/03/2025: xã Nghĩa Hưng (07381), huyện Lạng Giang, tỉnh Bắc Giang; đến hết 30/06/2025\n"
            "ngày 01/07/2025 toàn bộ chuyển thành hoặc nhập vào xã Tiên Lục (07381), tỉnh Bắc Ninh (1658/NQ-UBTVQH15)");
}

struct Typed {
  std::string text;
  std::string on;
  std::string expected;
};

class WhereByName : public testing::TestWithParam<Typed> {};

TEST_P(WhereByName, FindsTheUnitHoweverItIsTyped) {
  EXPECT_EQ(asked(GetParam().text, GetParam().on), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Spellings, WhereByName,
    testing::Values(Typed{"Tiên Lục, Lạng Giang", "2025-03-01", "found 07393 Tiên Lục"},
                    Typed{"xã Tiên Lục - Lạng Giang - Bắc Giang", "2025-03-01", "found 07393 Tiên Lục"},
                    Typed{"XA TIEN LUC, HUYEN LANG GIANG, TINH BAC GIANG", "2025-03-01", "found 07393 Tiên Lục"},
                    Typed{"tien luc lang giang", "2025-03-01", "found 07393 Tiên Lục"},
                    Typed{"Tiên Lục, Bắc Giang", "2025-03-01", "found 07393 Tiên Lục"},
                    Typed{"Tiên Lục, tỉnh Bắc Ninh, Việt Nam", "2025-08-01", "found 07381 Tiên Lục"},
                    Typed{"Tiên Lục, H. Lạng Giang", "2025-08-01", "found 07381 Tiên Lục"},
                    Typed{"TT. Kép, Lạng Giang", "2025-03-01", "found 07399 Kép"},
                    Typed{"xã Kép", "2025-03-01", "found 07399 Kép"},
                    Typed{"xa dao my", "2024-03-01", "found 07390 Đào Mỹ"},
                    Typed{"nghia hoa", "2024-03-01", "found 07378 Nghĩa Hòa"},
                    Typed{"Nghĩa Hoà, Lạng Giang", "2024-03-01", "found 07378 Nghĩa Hòa"},
                    Typed{"Thái Đào; Lạng Giang", "2024-03-01", "found 07438 Thái Đào"},
                    Typed{"huyện Lạng Giang", "2025-03-01", "found 217 Lạng Giang"},
                    Typed{"Lạng Giang", "2025-08-01", "found 07375 Lạng Giang"},
                    Typed{"Nghĩa Hưng, Lạng Giang", "2025-08-01", "ended 07381 Nghĩa Hưng"},
                    Typed{"tỉnh Bắc Ninh", "2025-03-01", "found 27 Bắc Ninh"},
                    Typed{"Tiên Lục, Hà Nội", "2025-03-01", "unknown"}, Typed{"  ", "2025-03-01", "missing"},
                    Typed{"xã", "2025-03-01", "unknown"}));

TEST(Where, OfNamesThatDifferInMarksTheOneTypedFits) {
  UnitVersion first = unit("00001", "", "");
  first.name = "Tân Thành";
  UnitVersion second = unit("00002", "", "");
  second.name = "Tân Thanh";
  Findings findings;
  const Gazetteer gazetteer = Gazetteer::build({first, second}, {}, findings);
  EXPECT_EQ(where(gazetteer, "tân thành", day("2024-01-01")).version, 0U);
  EXPECT_EQ(where(gazetteer, "TÂN THANH", day("2024-01-01")).version, 1U);
  const Where both = where(gazetteer, "tan thanh", day("2024-01-01"));
  EXPECT_EQ(both.status, PlaceStatus::several);
  EXPECT_EQ(both.candidates, (std::vector<VersionId>{0, 1}));
  EXPECT_EQ(both.version, no_version);
}

TEST(Where, SeveralUnitsAreListedAndNoneIsChosen) {
  const Where found = where(district(), "Tiên Lục", std::nullopt);
  EXPECT_EQ(found.status, PlaceStatus::several);
  EXPECT_EQ(test::unit_codes(district(), found.candidates), (std::vector<std::string>{"07381", "07393", "07393"}));
  EXPECT_TRUE(holds(text(district(), found, Language::en), "“Tiên Lục” fits 3 units:\n- xã Tiên Lục (07381)"));
  EXPECT_EQ(where(district(), "07381", std::nullopt).candidates.size(), 2U);
}

TEST(Where, NearNamesAreOfferedWhereNoneFits) {
  const Where found = where(district(), "xã Tiên Lụt, Lạng Giang", day("2025-03-01"));
  EXPECT_EQ(found.status, PlaceStatus::unknown);
  ASSERT_FALSE(found.nearest.empty());
  EXPECT_EQ(district().version(found.nearest.front()).code, "07393");
}

TEST(Where, RefusesMalformedText) { EXPECT_THROW(where(district(), "T\xff", day("2024-01-01")), InvalidValue); }

// Every unit is found by its own full name on every day on which it lives.
TEST(Where, EveryUnitOfTheDistrictIsFoundByItsFullName) {
  for (VersionId id = 0; id < district().versions().size(); ++id) {
    const UnitVersion& version = district().version(id);
    for (const Date on : {std::max(version.validity.from, day("2019-01-01")),
                          std::min(version.validity.until, day("2026-01-01")) - 1}) {
      std::string full = described(district(), id, on);
      full.erase(full.find(" ("), full.find(')') - full.find(" (") + 1);
      EXPECT_EQ(where(district(), full, on).version, id) << full << " on " << on.iso();
    }
  }
}

// The same names as people write them: without marks or kinds, in capitals, kinds in short, other signs between.
TEST(Where, NoSpellingOfAFullNameLeadsToAnotherUnit) {
  const auto replaced = [](std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
      text.replace(at, from.size(), to);
    }
    return text;
  };
  const auto capitals = [](std::string text) {
    for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
  };
  for (VersionId id = 0; id < district().versions().size(); ++id) {
    const Date on = std::max(district().version(id).validity.from, day("2019-01-01"));
    std::string full = described(district(), id, on);
    full.erase(full.find(" ("), full.find(')') - full.find(" (") + 1);
    std::string in_short = replaced(replaced(full, "thị trấn ", "TT. "), "huyện ", "H.");
    in_short = replaced(replaced(in_short, "xã ", "X. "), "tỉnh ", "T. ");
    const std::vector<std::string> spellings{folded(full),
                                             capitals(folded(full)),
                                             replaced(full, ", ", " - "),
                                             replaced(full, ", ", "/"),
                                             replaced(full, " ", "  "),
                                             in_short,
                                             nfc(full) + ".",
                                             full + ", Việt Nam",
                                             replaced(full, "oà", "òa")};
    for (const std::string& spelling : spellings) {
      EXPECT_EQ(where(district(), spelling, on).version, id) << spelling << " on " << on.iso();
    }
  }
}

TEST(FollowColumn, HasARowForEachPartAndForWhatIsNotFound) {
  const std::vector<std::string_view> codes{"07381", "07402", "99999", "24"};
  const std::vector<std::int32_t> on{day("2024-01-01").days()};
  const std::vector<std::int32_t> to{day("2025-08-01").days()};
  const std::vector<FollowedRow> rows = follow(district(), {codes, on}, to);
  ASSERT_EQ(rows.size(), 4U);
  EXPECT_EQ(district().version(rows[0].part.version).name, "Tiên Lục");
  EXPECT_EQ(rows[0].part.share, (Ratio{1, 1}));
  EXPECT_TRUE(rows[1].part.is_inferred);
  EXPECT_EQ(rows[2].from.status, PlaceStatus::unknown);
  EXPECT_EQ(rows[2].part.version, no_version);
  EXPECT_EQ(text(district(), rows[0].part, day("2025-08-01"), Language::en),
            "all of it: xã Tiên Lục (07381), tỉnh Bắc Ninh (2025-07-01: 1658/NQ-UBTVQH15)");
}

TEST(WhereColumn, RefusesColumnsOfDifferentLength) {
  const std::vector<std::string_view> codes{"07381", "07402"};
  const std::vector<std::int32_t> days{1, 2, 3};
  std::vector<CodeOnDay> answers(2);
  EXPECT_THROW(district().look_up({codes, days}, answers), InvalidValue);
  std::vector<CodeOnDay> few(1);
  EXPECT_THROW(district().look_up({codes, std::span(days).first(1)}, few), InvalidValue);
}

// A random gazetteer of codes of every length, also such as are no numbers, with gaps between their versions.
struct Random {
  std::mt19937 generator;
  std::vector<UnitVersion> units;

  explicit Random(unsigned seed) : generator(seed) {
    const std::vector<std::string> codes{"1",     "01",    "001",      "24",    "024",
                                         "00024", "07381", "99999",    "00000", "00000000",
                                         "VN-01", "07a81", "12345678", "x",     "123456789"};
    for (const std::string& code : codes) {
      std::int32_t at = below(4) == 0 ? Date::earliest().days() : static_cast<std::int32_t>(below(100));
      for (std::size_t i = below(4); i > 0; --i) {
        UnitVersion version;
        version.code = code;
        version.name = "Tên " + std::to_string(units.size());
        const std::int32_t start = std::max(at, 0) + static_cast<std::int32_t>(below(2) * below(30));
        const std::int32_t end = start + 1 + static_cast<std::int32_t>(below(40));
        version.validity = {at == Date::earliest().days() ? Date::earliest() : Date::from_days(start),
                            i == 1 && below(2) == 0 ? Date::latest() : Date::from_days(end)};
        at = end;
        units.push_back(version);
      }
    }
  }
  std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(generator); }
};

// The plain reference: all versions of the code, one after the other.
CodeOnDay plainly(const Gazetteer& gazetteer, std::string_view code, Date on) {
  std::vector<VersionId> bearing;
  for (VersionId id = 0; id < gazetteer.versions().size(); ++id) {
    if (gazetteer.version(id).code == code) bearing.push_back(id);
  }
  if (bearing.empty()) return {no_version, PlaceStatus::unknown};
  for (const VersionId id : bearing) {
    if (gazetteer.version(id).validity.contains(on)) return {id, PlaceStatus::found};
  }
  if (on < gazetteer.version(bearing.front()).validity.from) return {bearing.front(), PlaceStatus::not_yet};
  VersionId before = bearing.front();
  for (const VersionId id : bearing) {
    if (gazetteer.version(id).validity.until <= on) before = id;
  }
  return {before, before == bearing.back() ? PlaceStatus::ended : PlaceStatus::between};
}

TEST(WhereColumn, AgreesWithAPlainReferenceAndWithSingleLookUps) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    Random random(seed);
    Findings findings;
    const Gazetteer gazetteer = Gazetteer::build(random.units, {}, findings);
    const std::vector<std::string> pool{"1",     "01",       "001",   "24", "024",      "00024", "07381",    "99999",
                                        "00000", "00000000", "VN-01", "",   "12345678", "7381",  "123456789"};
    std::vector<std::string_view> codes;
    std::vector<std::int32_t> days;
    std::vector<std::uint8_t> present;
    for (int i = 0; i < 300; ++i) {
      codes.push_back(pool[random.below(pool.size())]);
      days.push_back(static_cast<std::int32_t>(random.below(250)) - 20);
      present.push_back(random.below(10) == 0 ? 0 : 1);
    }
    std::vector<CodeOnDay> answers(codes.size());
    gazetteer.look_up({codes, days, present}, answers);
    for (std::size_t i = 0; i < codes.size(); ++i) {
      const CodeOnDay expected = present[i] == 0 ? CodeOnDay{no_version, PlaceStatus::missing}
                                                 : plainly(gazetteer, codes[i], Date::from_days(days[i]));
      ASSERT_EQ(answers[i], expected) << "seed " << seed << ", code " << codes[i] << ", day " << days[i];
      if (present[i] != 0) {
        ASSERT_EQ(gazetteer.look_up(codes[i], Date::from_days(days[i])), expected);
      }
    }
  }
}

TEST(WhereColumn, NamesAndCodesMayStandInOneColumn) {
  const std::vector<std::string_view> texts{"07381", "Tiên Lục, Lạng Giang", "", "Tiên Lục, Lạng Giang", "Hà Nội",
                                            "7x"};
  const std::vector<std::int32_t> on{day("2025-03-01").days()};
  std::vector<CodeOnDay> answers(texts.size());
  where(district(), {texts, on}, answers);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Where one = where(district(), texts[i], day("2025-03-01"));
    EXPECT_EQ(answers[i], (CodeOnDay{one.version, one.status})) << texts[i];
  }
}

}  // namespace
}  // namespace hoctap
