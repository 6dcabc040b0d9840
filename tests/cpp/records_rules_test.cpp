// Rules that follow from declarations: values, code lists, units, keys, references.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/records/dataset.hpp"
#include "support/dataset_maker.hpp"

namespace hoctap {
namespace {

using testing_support::DatasetMaker;
using testing_support::told;
using Lines = std::vector<std::string>;

constexpr const char* two_centres = "centre_id,founded_on\nC1,2010-01-01\nC2,2010-01-01\n";

TEST(RecordRules, DropRowsWithoutAKeyOrARequiredValue) {
  const Dataset dataset =
      DatasetMaker().add("centres", "centre_id,name,founded_on\nC1,a,2010-01-01\n,b,2010-01-01\nC3,c,\n").finish();
  EXPECT_EQ(dataset.tables().centres.size(), 1U);
  EXPECT_EQ(told(dataset), (Lines{"x centres-1.csv:3 centre_id value_missing(Mã TTHTCĐ (centre_id))",
                                  "x centres-1.csv:4 founded_on value_missing(Ngày thành lập (founded_on))"}));
}

TEST(RecordRules, KeepKeysThatMayBeEmpty) {
  const Dataset dataset =
      DatasetMaker()
          .add("labour_totals", "unit_code,as_of,sex,labourers\n07381,2024-06-30,,100\n07381,2024-06-30,nữ,50\n")
          .finish();
  EXPECT_EQ(dataset.tables().labour_totals.size(), 2U);
  EXPECT_TRUE(told(dataset).empty());
}

TEST(RecordRules, DropNegativeNumbers) {
  const Dataset dataset =
      DatasetMaker()
          .add("centres", two_centres)
          .add("equipment", "centre_id,item_code,as_of,quantity\nC1,bookcase,2024-06-30,-1\nC2,bookcase,2024-06-30,0\n")
          .finish();
  EXPECT_EQ(dataset.tables().equipment.size(), 1U);
  EXPECT_EQ(told(dataset), Lines{"x equipment-2.csv:2 quantity value_negative(Số lượng (quantity); -1)"});
}

TEST(RecordRules, WriteCodesAsTheListHasThem) {
  const Dataset dataset =
      DatasetMaker().add("courses", "course_id,kind\nK1,Dạy  nghề\nK2,ĐÀO TẠO NGHỀ\nK3,vocational\n").finish();
  const Courses& courses = dataset.tables().courses;
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(dataset.text(courses.kind[i]), "vocational");
  EXPECT_TRUE(told(dataset).empty());
}

TEST(RecordRules, LeaveOutValuesThatAreNotInTheListAndTellThemOnceAFile) {
  const Dataset dataset =
      DatasetMaker()
          .add("courses", "course_id,kind,field\nK1,vocational,xyzzy\nK2,vocational,xyzzy\nK3,vocational,\n")
          .add("courses", "course_id,kind,field\nK4,vocational,xyzzy\nK5,vocationol,\n")
          .finish();
  const std::string some_fields =
      "trồng trọt; trồng rau; trồng cây ăn quả; trồng nấm; trồng hoa, cây cảnh; chăn nuôi; thú y; nuôi ong; "
      "nuôi trồng thủy sản; lâm nghiệp …";
  const std::string told_of = " field values_not_in_list(Nghề (field); xyzzy; fields; " + some_fields;
  EXPECT_EQ(told(dataset), (Lines{"courses-1.csv:2" + told_of + "; 2)", "courses-2.csv:2" + told_of + "; 1)",
                                  "x courses-2.csv:3 kind not_in_list(vocationol; session_kinds; vocational)"}));
  EXPECT_EQ(dataset.tables().courses.field.missing_count(), 4U) << "what cannot be read is not reported";
}

TEST(RecordRules, WarnOfCodesThatAreNotInForceOnTheRowsDay) {
  const Document document = Document::parse(
      "list = \"session_kinds\"\ncode = [{ code = \"old\", vi = \"cũ\", en = \"old one\", until = 2024-01-01 }]\n",
      "kinds.toml");
  DatasetMaker maker(DatasetBuilder(embedded_gazetteer(), CodeLists::embedded().with(std::vector<Document>{document})));
  const Dataset dataset =
      maker.add("courses", "course_id,kind,starts_on\nK1,old,2023-12-31\nK2,cũ,2024-01-01\nK3,old,\n").finish();
  EXPECT_EQ(dataset.tables().courses.size(), 3U);
  EXPECT_EQ(told(dataset),
            Lines{"courses-1.csv:3 kind code_not_in_force(Loại (kind); cũ; session_kinds; 2024-01-01; 1)"});
}

TEST(RecordRules, SayWhichListIsNotThere) {
  DatasetMaker maker(DatasetBuilder(embedded_gazetteer(), CodeLists()));
  const Dataset dataset = maker.add("courses", "course_id,kind\nK1,anything\n").finish();
  EXPECT_EQ(told(dataset),
            (Lines{":0 list_not_given(session_kinds; Loại (kind))", ":0 list_not_given(fields; Nghề (field))"}));
  EXPECT_EQ(dataset.tables().courses.size(), 1U);
}

// --- units ---

constexpr const char* one_total = "unit_code,as_of,labourers\n07381,2023-12-31,10\n";

std::string unit_name(const Dataset& dataset) {
  return dataset.gazetteer().version(dataset.tables().labour_totals.unit_code[0].version).name;
}

TEST(UnitsOfRecords, AreReadOnTheDayForWhichTheirSourceStatesItsCodes) {
  EXPECT_EQ(unit_name(DatasetMaker().add("labour_totals", one_total, Date::of(2024, 12, 31)).finish()), "Nghĩa Hưng");
  EXPECT_EQ(unit_name(DatasetMaker().add("labour_totals", one_total, Date::of(2025, 12, 31)).finish()), "Tiên Lục")
      << "a spell of 2023 filed in 2025 is not looked up in 2023";
}

TEST(UnitsOfRecords, AreReadOnTheRowsOwnDayWhereTheSourceStatesNone) {
  EXPECT_EQ(unit_name(DatasetMaker().add("labour_totals", one_total, std::nullopt).finish()), "Nghĩa Hưng");
}

TEST(UnitsOfRecords, AreReadAfterTheLastEventWhereNothingElseIsKnown) {
  const Dataset dataset =
      DatasetMaker()
          .add("residents", "person_key,spell_from,unit_code\n00000000000000010000000000000002,2010-01-01,07381\n",
               std::nullopt)
          .finish();
  EXPECT_EQ(dataset.gazetteer().version(dataset.tables().residents.unit_code[0].version).name, "Tiên Lục");
}

TEST(UnitsOfRecords, AreReadInSubmissionsOnTheDayThatTheRowStates) {
  const Dataset dataset =
      DatasetMaker()
          .add(
              "submissions",
              "report_id,form_code,unit_code,period,codes_as_of\nR1,HT-01,07381,2025Q3,2024-12-31\nR2,HT-01,07381,2025Q3,\n",
              Date::of(2023, 12, 31))
          .finish();
  const Submissions& rows = dataset.tables().submissions;
  EXPECT_EQ(dataset.gazetteer().version(rows.unit_code[0].version).name, "Nghĩa Hưng");
  EXPECT_EQ(dataset.gazetteer().version(rows.unit_code[1].version).name, "Tiên Lục") << "the period's last day";
}

TEST(UnitsOfRecords, WhoseCodeIsUnknownAreDroppedWithTheNearest) {
  const Dataset dataset =
      DatasetMaker()
          .add("labour_totals", "unit_code,as_of,labourers\n7381,2024-06-30,10\n99999,2024-06-30,10\n")
          .finish();
  const Lines lines = told(dataset);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].substr(0, 70), "x labour_totals-1.csv:2 unit_code unknown_unit(7381; 2024-12-31; 07381");
  EXPECT_EQ(lines[1],
            "x labour_totals-1.csv:3 unit_code unknown_unit(99999; 2024-12-31; "
            "07375, 07378, 07381, 07384, 07387, 07390, 07393, 07396, 07399, 07402 …)");
}

TEST(UnitsOfRecords, WhoseCodeMeantSomethingOnOtherDaysAreToldWhat) {
  const Dataset dataset =
      DatasetMaker().add("labour_totals", "unit_code,as_of,labourers\n07423,2024-06-30,10\n").finish();
  const Lines lines = told(dataset);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].find("x labour_totals-1.csv:2 unit_code unit_of_other_days(07423; 2024-12-31; "), 0U) << lines[0];
  EXPECT_NE(lines[0].find("(…–2020-01-01)"), std::string::npos) << lines[0];
}

TEST(UnitsOfRecords, ThatARowCanDoWithoutAreToldOnceAndLeftUnresolved) {
  const Dataset dataset =
      DatasetMaker()
          .add("activities",
               "activity_id,kind,unit_code,starts_on\nA1,pilot,99999,2024-03-01\nA2,pilot,99999,2024-03-01\n")
          .finish();
  EXPECT_EQ(told(dataset), Lines{"activities-1.csv:2 unit_code units_not_known(Mã ĐVHC (unit_code); 99999; 2024-12-31; "
                                 "07375, 07378, 07381, 07384, 07387, 07390, 07393, 07396, 07399, 07402 …; 2)"});
  EXPECT_EQ(dataset.tables().activities.unit_code[1].version, no_version);
}

constexpr const char* villages =
    "unit_code,valid_from,name,kind,level,parent_code\n07381001,2020-01-01,Thôn Một,thôn,village,07381\n07393001,2020-01-01,Thôn Hai,thôn,village,07393\n";

TEST(UnitsOfRecords, ThatAreNotKnownAreToldForEachDayThatTheFindingNames) {
  const Dataset dataset = DatasetMaker()
                              .add("activities",
                                   "activity_id,kind,unit_code,starts_on\nA,pilot,07999,2024-03-01\n"
                                   "B,pilot,07999,2024-03-01\nC,pilot,07999,2024-05-01\n",
                                   std::nullopt)
                              .finish();
  Lines days;
  for (const Finding& finding : dataset.findings()) {
    if (finding.message.code == MessageCode::units_not_known)
      days.push_back(finding.message.arguments[2] + ": " + finding.message.arguments.back());
  }
  EXPECT_EQ(days, (Lines{"2024-03-01: 2", "2024-05-01: 1"}));
}

TEST(UnitsOfRecords, ComeFromTheDatasetsOwnTablesToo) {
  const Dataset dataset =
      DatasetMaker()
          .add("units", villages)
          .add("centres", two_centres)
          .add("centre_places", "centre_id,valid_from,unit_code,village_code\nC1,2020-01-01,07381,07381001\n")
          .finish();
  const CentrePlaces& places = dataset.tables().centre_places;
  ASSERT_EQ(places.size(), 1U);
  EXPECT_EQ(dataset.gazetteer().version(places.village_code[0].version).name, "Thôn Một");
  EXPECT_GT(dataset.gazetteer().versions().size(), 2U) << "beside those of the base";
}

TEST(UnitsOfRecords, LeaveOutAVillageThatLiesElsewhere) {
  const Dataset dataset =
      DatasetMaker()
          .add("units", villages)
          .add("centres", two_centres)
          .add("centre_places", "centre_id,valid_from,unit_code,village_code\nC1,2020-01-01,07381,07393001\n")
          .finish();
  const Lines lines = told(dataset);
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines.back(),
            "centre_places-3.csv:2 village_code village_outside_unit(07393001; 07381 Nghĩa Hưng; 2024-12-31; 1)");
  EXPECT_FALSE(dataset.tables().centre_places.village_code.has(0));
}

TEST(UnitsOfRecords, ThatTheGazetteerLeavesOutAreDropped) {
  const Dataset dataset =
      DatasetMaker()
          .add("units",
               "unit_code,valid_from,valid_until,name,level,parent_code\n07381001,2020-01-01,,A,village,07381\n"
               "07381001,2021-01-01,,B,village,07381\n07381002,2021-01-01,2020-01-01,C,village,07381\n")
          .finish();
  EXPECT_EQ(dataset.tables().units.size(), 1U);
  const Lines lines = told(dataset);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].find("x units-1.csv:3 unit_versions_overlap("), 0U) << lines[0];
  EXPECT_EQ(
      lines[1],
      "x units-1.csv:4 valid_until span_is_empty(Đến ngày (valid_until); 2020-01-01; Từ ngày (valid_from); 2021-01-01)");
}

TEST(UnitsOfRecords, TakeThePlaceOfTheBasesVersion) {
  const Dataset dataset =
      DatasetMaker()
          .add("units",
               "unit_code,valid_from,name,kind,level,parent_code\n07381,2025-07-01,Tiên Lục mới,xã,commune,24\n")
          .finish();
  const auto version = dataset.gazetteer().find("07381", Date::of(2025, 12, 31));
  ASSERT_TRUE(version);
  EXPECT_EQ(dataset.gazetteer().version(*version).name, "Tiên Lục mới");
}

// --- keys ---

TEST(KeysOfRecords, OfAnEventKeepTheFirstRow) {
  const Dataset dataset =
      DatasetMaker()
          .add("centres", two_centres)
          .add("equipment", "centre_id,item_code,as_of,quantity\nC1,bookcase,2024-06-30,1\nC1,bookcase,2024-06-30,2\n")
          .add("equipment", "centre_id,item_code,as_of,quantity\nC1,bookcase,2024-06-30,3\nC1,bookcase,2024-09-30,4\n")
          .finish();
  const Equipment& rows = dataset.tables().equipment;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows.quantity[0], 1);
  EXPECT_EQ(rows.quantity[1], 4);
  EXPECT_EQ(told(dataset), (Lines{"x equipment-2.csv:3 row_repeated(C1, bookcase, 2024-06-30; equipment-2.csv:2)",
                                  "x equipment-3.csv:2 row_repeated(C1, bookcase, 2024-06-30; equipment-2.csv:2)"}));
}

TEST(KeysOfRecords, OfAStateKeepTheLatestSourceAndTheFirstRowInIt) {
  const Dataset dataset = DatasetMaker()
                              .add("centres", "centre_id,name,founded_on\nC1,a,2010-01-01\nC1,b,2010-01-01\n")
                              .add("centres", "centre_id,name,founded_on\nC1,c,2010-01-01\n")
                              .finish();
  ASSERT_EQ(dataset.tables().centres.size(), 1U);
  EXPECT_EQ(dataset.text(dataset.tables().centres.name[0]), "c");
  EXPECT_EQ(told(dataset), (Lines{"x centres-1.csv:2 row_superseded(C1; centres-2.csv:2)",
                                  "x centres-1.csv:3 row_repeated(C1; centres-1.csv:2)"}));
}

TEST(KeysOfRecords, DoNotLetOneUnitsClaimSupersedeAnothers) {
  const std::string heading = "person_key,spell_from,spell_to,unit_code\n";
  const std::string person = "00000000000000000000000000000001,2015-01-01,";
  // Voi and Nghia Hoa list one person from one day; then Voi corrects its row, and Nghia Hoa lists the person twice.
  const Dataset dataset = DatasetMaker()
                              .add("residents", heading + person + ",07375\n")
                              .add("residents", heading + person + ",07378\n" + person + "2024-05-01,07378\n")
                              .add("residents", heading + person + "2024-06-01,07375\n")
                              .finish();
  const Residents& residents = dataset.tables().residents;
  ASSERT_EQ(residents.size(), 2U);
  EXPECT_FALSE(residents.spell_to.has(0));
  EXPECT_EQ(dataset.text(residents.unit_code[0].code), "07378");
  EXPECT_EQ(residents.spell_to[1], Date::of(2024, 6, 1));
  std::vector<MessageCode> codes;
  for (const Finding& finding : dataset.findings()) codes.push_back(finding.message.code);
  EXPECT_EQ(codes, (std::vector<MessageCode>{MessageCode::row_superseded, MessageCode::row_repeated,
                                             MessageCode::spells_overlap}));
}

TEST(KeysOfRecords, DoNotLetARowThatWasDroppedSupersede) {
  const Dataset dataset = DatasetMaker()
                              .add("centres", "centre_id,name,founded_on\nC1,a,2010-01-01\n")
                              .add("centres", "centre_id,name,founded_on\nC1,c,\n")
                              .finish();
  ASSERT_EQ(dataset.tables().centres.size(), 1U);
  EXPECT_EQ(dataset.text(dataset.tables().centres.name[0]), "a");
}

TEST(KeysOfRecords, GoByThePlaceOfRowsAndNotByTheOrderInWhichTheyCame) {
  DatasetBuilder builder{Gazetteer(), CodeLists()};
  for (int i = 0; i < 2; ++i) builder.add_source({});
  Centres& centres = builder.tables().centres;
  for (const std::uint32_t source : {2U, 1U}) {
    centres.centre_id.push(builder.pool().intern("C1"));
    centres.name.push(builder.pool().intern(std::to_string(source)));
    centres.founded_on.push(Date::of(2010, 1, 1));
    for (ColumnBase* column : centres.columns()) {
      if (column->size() == centres.size()) column->push_missing();
    }
    centres.push_place({source, 1});
  }
  const Dataset dataset = std::move(builder).finish();
  ASSERT_EQ(dataset.tables().centres.size(), 1U);
  EXPECT_EQ(dataset.text(dataset.tables().centres.name[0]), "2");
}

TEST(KeysOfRecords, TellUnitsApartByVersionAndNotByCode) {
  const Dataset dataset = DatasetMaker()
                              .add("labour_totals", one_total, Date::of(2024, 12, 31))
                              .add("labour_totals", one_total, Date::of(2025, 12, 31))
                              .finish();
  EXPECT_EQ(dataset.tables().labour_totals.size(), 2U);
}

TEST(KeysOfRecords, DoNotTakeUnnamedAttendancesForOneAnother) {
  const Dataset dataset =
      DatasetMaker()
          .add("centres", two_centres)
          .add("sessions", "session_id,centre_id,date,kind\nS1,C1,2024-03-01,transfer\n")
          .add(
              "participation",
              "session_id,person_key\nS1,\nS1,\nS1,00000000000000010000000000000002\nS1,00000000000000010000000000000002\n")
          .finish();
  EXPECT_EQ(dataset.tables().participation.size(), 3U);
  EXPECT_EQ(told(dataset), Lines{"x participation-3.csv:5 row_repeated(S1; participation-3.csv:4)"})
      << "without the person";
}

// --- references ---

TEST(ReferencesOfRecords, ThatAreNeededDropTheRow) {
  const Dataset dataset =
      DatasetMaker()
          .add("centres", two_centres)
          .add("sessions", "session_id,centre_id,date,kind\nS1,C9,2024-03-01,transfer\nS2,C1,2024-03-01,transfer\n")
          .add("participation", "session_id,person_key\nS1,\nS2,\n")
          .finish();
  EXPECT_EQ(
      told(dataset),
      (Lines{
          "x sessions-2.csv:2 centre_id reference_unknown(Mã TTHTCĐ (centre_id); Trung tâm học tập cộng đồng (centres); C9)",
          "x participation-3.csv:2 session_id reference_unknown(Mã buổi học (session_id); Buổi học (sessions); S1)"}));
  EXPECT_EQ(dataset.tables().participation.size(), 1U);
}

TEST(ReferencesOfRecords, ThatARowCanDoWithoutAreToldOnceAndKept) {
  const Dataset dataset =
      DatasetMaker()
          .add("centres", two_centres)
          .add("sessions",
               "session_id,centre_id,course_id,date,kind\nS1,C1,K9,2024-03-01,transfer\nS2,C1,K9,2024-03-01,transfer\n")
          .finish();
  EXPECT_EQ(told(dataset),
            Lines{"sessions-2.csv:2 course_id references_unknown(Mã khóa học (course_id); Khóa học (courses); K9; 2)"});
  EXPECT_TRUE(dataset.tables().sessions.course_id.has(0));
}

TEST(ReferencesOfRecords, MayLieInTheTableItself) {
  const Dataset dataset =
      DatasetMaker()
          .add("activities",
               "activity_id,kind,starts_on,model_of\nA1,replication,2024-03-01,A2\nA2,pilot,2024-02-01,\n")
          .finish();
  EXPECT_TRUE(told(dataset).empty());
}

}  // namespace
}  // namespace hoctap
