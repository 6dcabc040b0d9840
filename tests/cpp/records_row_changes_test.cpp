#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/records/row_changes.hpp"
#include "support/dataset_maker.hpp"

namespace hoctap {
namespace {

using testing_support::DatasetMaker;

const std::string centres = "centre_id,name,founded_on\n";
const std::string places = "centre_id,valid_from,unit_code\n";

std::string shown(const std::optional<std::string>& value) { return value.value_or("-"); }

// "changed centres A: name Vôi→Dĩnh"
std::vector<std::string> told(const Dataset& before, const Dataset& after) {
  constexpr const char* words[] = {"added", "removed", "changed"};
  std::vector<std::string> lines;
  for (const RowChange& change : row_changes(before, after)) {
    std::string line =
        std::string(words[static_cast<int>(change.kind)]) + " " + std::string(change.table) + " " + change.key + ":";
    if (change.kind == RowChangeKind::changed)
      for (const ValueChange& value : change.values)
        line += " " + value.column + " " + shown(value.before) + "→" + shown(value.after);
    lines.push_back(line);
  }
  return lines;
}
using Lines = std::vector<std::string>;

TEST(RowChanges, AreNoneWhereRowsOnlyMoved) {
  const Dataset before = DatasetMaker().add("centres", centres + "A,Vôi,2010-01-01\nB,Dĩnh,2011-01-01\n").finish();
  const Dataset after = DatasetMaker()
                            .add("centres", centres + "B,Dĩnh,2011-01-01\n")
                            .add("centres", centres + "A,Vôi,2010-01-01\n")
                            .finish();
  EXPECT_EQ(told(before, after), Lines{});
}

TEST(RowChanges, NameRowsByKeyWithOldAndNewValues) {
  const Dataset before =
      DatasetMaker().add("centres", centres + "A,Vôi,2010-01-01\nB,Dĩnh,2011-01-01\nC,,2012-01-01\n").finish();
  const Dataset after =
      DatasetMaker().add("centres", centres + "D,Mới,2024-01-01\nA,Vôi mới,2010-01-01\nC,Có,2012-01-01\n").finish();
  EXPECT_EQ(told(before, after), (Lines{"changed centres A: name Vôi→Vôi mới",
                                        "removed centres B:", "changed centres C: name -→Có", "added centres D:"}));
  const std::vector<RowChange> changes = row_changes(before, after);
  EXPECT_EQ(changes[0].before, 0U);
  EXPECT_EQ(changes[0].after, 1U);
  EXPECT_EQ(changes[3].before, std::nullopt);
  EXPECT_EQ(changes[3].values, (std::vector<ValueChange>{{"centre_id", std::nullopt, "D"},
                                                         {"name", std::nullopt, "Mới"},
                                                         {"founded_on", std::nullopt, "2024-01-01"}}));
}

TEST(RowChanges, TellUnitsOfOneCodeApart) {
  const auto with = [](Date codes_as_of) {
    return DatasetMaker()
        .add("centres", centres + "A,Vôi,2010-01-01\n")
        .add("centre_places", places + "A,2010-01-01,07381\n", codes_as_of)
        .finish();
  };
  EXPECT_EQ(told(with(Date::of(2024, 6, 30)), with(Date::of(2025, 8, 1))),
            Lines{"changed centre_places A, 2010-01-01: unit_code 07381→07381@2025-07-01"})
      << "Nghĩa Hưng, and Tiên Lục since";
}

TEST(RowChanges, CountAttendancesWithoutAName) {
  const auto with = [](const std::string& attended) {
    return DatasetMaker()
        .add("centres", centres + "A,Vôi,2010-01-01\n")
        .add("centre_places", places + "A,2010-01-01,07375\n")
        .add("sessions", "session_id,centre_id,date,kind\nS,A,2024-02-01,skills\n")
        .add("participation", "session_id,person_key\n" + attended)
        .finish();
  };
  const Lines lines = told(with("S,\nS,\n"), with("S,\nS,\nS,\n"));
  EXPECT_EQ(lines, (Lines{"added participation S:"}));
  EXPECT_TRUE(row_changes(with("S,\n"), with(""))[0].names_person);
}

TEST(LostRows, AreToldByUnitAndPeriod) {
  const auto with = [](std::size_t lost) {
    DatasetBuilder builder(embedded_gazetteer(), CodeLists::embedded());
    Source source;
    source.file = "HT-01.csv";
    source.table = "sessions";
    source.rows_unusable = lost;
    source.period = Period::parse("2024Q1");
    source.unit = *builder.gazetteer().find("07375", Date::of(2024, 3, 31));
    builder.add_source(source);
    return std::move(builder).finish();
  };
  EXPECT_TRUE(lost_row_changes(with(2), with(2)).empty());
  const std::vector<LostRowsChange> changes = lost_row_changes(with(2), with(5));
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].table, "sessions");
  EXPECT_EQ(changes[0].unit_code, "07375");
  EXPECT_EQ(changes[0].period.text(), "2024Q1");
  EXPECT_EQ(changes[0].before, 2U);
  EXPECT_EQ(changes[0].after, 5U);
}

}  // namespace
}  // namespace hoctap
