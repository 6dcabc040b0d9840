#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/io/delimited.hpp"
#include "hoctap/records/dataset.hpp"
#include "records/plain_table.hpp"

namespace hoctap {
namespace {

void read(Table& table, Pool& pool, std::string_view text) {
  Findings findings;
  records::read_plain_table(table, pool, read_delimited(text, "a.csv", findings, {.delimiter = ','}));
}

TEST(EmbeddedGazetteer, KnowsTheDistrictInAllItsShapes) {
  const Gazetteer gazetteer = embedded_gazetteer();
  const auto communes = [&](int year, int month) {
    std::size_t count = 0;
    for (const VersionId id : gazetteer.alive(Level::commune, Date::of(year, month, 1))) {
      count += gazetteer.version(id).level == Level::commune ? 1U : 0U;
    }
    return count;
  };
  EXPECT_EQ(communes(2023, 7), 21U);
  EXPECT_EQ(communes(2025, 2), 19U);
  EXPECT_EQ(communes(2025, 8), 5U);
  EXPECT_EQ(gazetteer.version(*gazetteer.find("07381", Date::of(2025, 6, 30))).name, "Nghĩa Hưng");
  EXPECT_EQ(gazetteer.version(*gazetteer.find("07381", Date::of(2025, 7, 1))).name, "Tiên Lục");
}

TEST(GazetteerFromTables, AddsToTheBaseAndReplacesTheSame) {
  Tables tables;
  Pool pool;
  read(
      tables.units, pool,
      "unit_code,valid_from,name,level,parent_code\n07381001,2020-01-01,Thôn Một,village,07381\n07381,2025-07-01,Khác,commune,24\n");
  Findings findings;
  const Gazetteer base = embedded_gazetteer();
  const Gazetteer gazetteer = gazetteer_from(tables, pool, base, findings);
  EXPECT_EQ(gazetteer.versions().size(), base.versions().size() + 1);
  EXPECT_EQ(gazetteer.version(*gazetteer.find("07381", Date::of(2025, 8, 1))).name, "Khác");
  EXPECT_EQ(gazetteer.events().size(), base.events().size());
}

TEST(GazetteerFromTables, LeavesOutWordsItDoesNotKnow) {
  Tables tables;
  Pool pool;
  read(tables.units, pool, "unit_code,name,level,mark\n01,A,hamlet,\n02,B,province,HEARSAY\n03,C,province,INFERRED\n");
  Findings findings;
  const Gazetteer gazetteer = gazetteer_from(tables, pool, Gazetteer(), findings);
  ASSERT_EQ(gazetteer.versions().size(), 1U);
  EXPECT_EQ(gazetteer.version(0).mark, Mark::inferred);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].place, (SourcePlace{"", "units", 2, 0, "level"}));
  EXPECT_EQ(findings[1].message.arguments[0], "HEARSAY");
}

TEST(PlainTable, RefusesWhatIsNotPlain) {
  const auto refusal = [](std::string_view text) {
    Tables tables;
    Pool pool;
    try {
      read(tables.units, pool, text);
    } catch (const FormatError& error) {
      return error.place();
    }
    ADD_FAILURE() << text;
    return SourcePlace{};
  };
  EXPECT_EQ(refusal("unit_code,colour\n"), (SourcePlace{"a.csv", "", 1, 2, "colour"}));
  EXPECT_EQ(refusal("unit_code,unit_code\n"), (SourcePlace{"a.csv", "", 1, 2, "unit_code"}));
  EXPECT_EQ(refusal("unit_code,valid_from\n01,1/1/2020\n"), (SourcePlace{"a.csv", "", 2, 2, "valid_from"}));
  EXPECT_EQ(refusal("unit_code\n01,x\n"), (SourcePlace{"a.csv", "", 2, 2, ""}));
}

TEST(PlainTable, FillsWhatIsNotThere) {
  Tables tables;
  Pool pool;
  read(tables.units, pool, "unit_code,name,level\n01,A\n\n02,B,province\n");
  ASSERT_EQ(tables.units.size(), 2U);
  EXPECT_FALSE(tables.units.level.has(0));
  EXPECT_EQ(tables.units.place(1).row, 4U);
  EXPECT_NO_THROW(tables.units.check_complete());
}

}  // namespace
}  // namespace hoctap
