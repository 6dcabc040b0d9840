// Rules of single tables, and between tables.
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

constexpr const char* two_centres = "centre_id,founded_on,closed_on\nC1,2010-01-01,\nC2,2010-01-01,2024-07-01\n";
const std::string person_1 = "00000000000000010000000000000001";
const std::string person_2 = "00000000000000010000000000000002";

TEST(SubmissionRules, WarnOfReceiptBeforeThePeriod) {
  const Dataset dataset =
      DatasetMaker()
          .add(
              "submissions",
              "report_id,form_code,unit_code,period,received_at\nR1,HT-01,07393,2024Q3,2024-06-30\nR2,HT-01,07393,2024Q3,2024-07-01\n")
          .finish();
  EXPECT_EQ(told(dataset), Lines{"submissions-1.csv:2 received_at received_before_period(2024-06-30; 2024Q3)"});
}

// --- centres ---

TEST(CentreRules, DropACentreWhoseClosingIsNotAfterItsFounding) {
  const Dataset dataset =
      DatasetMaker().add("centres", "centre_id,founded_on,closed_on\nC1,2010-01-01,2010-01-01\n").finish();
  EXPECT_EQ(
      told(dataset),
      Lines{
          "x centres-1.csv:2 closed_on span_is_empty(Ngày giải thể (closed_on); 2010-01-01; Ngày thành lập (founded_on); 2010-01-01)"});
  EXPECT_EQ(dataset.tables().centres.size(), 0U);
}

TEST(CentreRules, KeepOnlyPredecessorsThatCanBe) {
  const Dataset dataset =
      DatasetMaker()
          .add(
              "centres",
              "centre_id,founded_on,closed_on,predecessor_ids\nC1,2010-01-01,2025-07-01,\nC2,2010-01-01,,\nC3,2025-07-01,,"
              "C1; C2 ;C9;C3;C4\nC4,2025-07-01,,C3\n")
          .finish();
  const Centres& centres = dataset.tables().centres;
  EXPECT_EQ(dataset.text(centres.predecessor_ids[2]), "C1;C2");
  EXPECT_FALSE(centres.predecessor_ids.has(3)) << "no centre can follow itself, not even by way of another";
  EXPECT_EQ(told(dataset),
            (Lines{"centres-1.csv:4 predecessor_ids predecessor_still_open(C2)",
                   "centres-1.csv:4 predecessor_ids predecessor_unknown(C9)",
                   "centres-1.csv:4 predecessor_ids predecessor_not_older(C3; 2025-07-01; 2025-07-01)",
                   "centres-1.csv:4 predecessor_ids predecessor_not_older(C4; 2025-07-01; 2025-07-01)",
                   "centres-1.csv:5 predecessor_ids predecessor_not_older(C3; 2025-07-01; 2025-07-01)"}));
}

TEST(CentreRules, LetACentreTakeOverAYoungerOneButNoneThatOutlivesIt) {
  const Dataset dataset =
      DatasetMaker()
          .add("centres",
               "centre_id,founded_on,closed_on,predecessor_ids\nC1,2005-01-01,,C2\nC2,2010-01-01,2025-09-15,\n"
               "C3,2010-01-01,2024-01-01,C2\n")
          .finish();
  const Centres& centres = dataset.tables().centres;
  EXPECT_EQ(dataset.text(centres.predecessor_ids[0]), "C2");
  EXPECT_FALSE(centres.predecessor_ids.has(2));
  EXPECT_EQ(told(dataset), Lines{"centres-1.csv:4 predecessor_ids predecessor_outlives(C2; 2025-09-15; 2024-01-01)"});
}

TEST(CentrePlaceRules, AllowOnePlaceAtATime) {
  const Dataset dataset =
      DatasetMaker()
          .add("centres", two_centres)
          .add(
              "centre_places",
              "centre_id,valid_from,valid_until,unit_code\nC1,2022-01-01,,07393\nC1,2010-01-01,,07393\n"
              "C2,2010-01-01,2020-01-01,07393\nC2,2019-12-31,2021-01-01,07393\nC2,2021-01-01,,07393\nC2,2023-01-01,2022-01-01,07393\n")
          .finish();
  EXPECT_EQ(
      told(dataset),
      (Lines{
          "centre_places-2.csv:5 valid_from places_overlap(2019-12-31; centre_places-2.csv:4; 2020-01-01)",
          "x centre_places-2.csv:7 valid_until span_is_empty(Đến ngày (valid_until); 2022-01-01; Từ ngày (valid_from); 2023-01-01)"}))
      << "a place without an end ends where the next begins";
}

TEST(EquipmentRules, LeaveOutUsableItemsAboveTheQuantity) {
  const Dataset dataset =
      DatasetMaker()
          .add("centres", two_centres)
          .add(
              "equipment",
              "centre_id,item_code,as_of,quantity,usable\nC1,bookcase,2024-06-30,1,2\nC1,computer,2024-06-30,2,2\nC2,computer,2024-06-30,,2\n")
          .finish();
  EXPECT_EQ(told(dataset),
            Lines{"equipment-2.csv:2 usable part_above_whole(Còn dùng được (usable); 2; Số lượng (quantity); 1)"});
  EXPECT_FALSE(dataset.tables().equipment.usable.has(0)) << "what is usable is not known";
  EXPECT_EQ(dataset.tables().equipment.usable[2], 2);
}

// --- plans ---

TEST(PlanRules, ApprovedNeedsADateAndAnApprover) {
  const Dataset dataset =
      DatasetMaker()
          .add("centres", two_centres)
          .add(
              "plans",
              "centre_id,year,version,status,approved_on,approver\nC1,2024,1,đã duyệt,2024-02-01,UBND xã\nC1,2025,1,approved,,\nC2,2024,1,draft,,\n")
          .finish();
  EXPECT_EQ(told(dataset),
            Lines{"plans-2.csv:3 status approved_without_proof(Ngày duyệt (approved_on), Người duyệt (approver); 1)"});
  EXPECT_EQ(dataset.tables().plans.size(), 3U);
}

TEST(SurveyRules, LeaveOutAnswersAboveTheSample) {
  const Dataset dataset =
      DatasetMaker()
          .add("centres", two_centres)
          .add("surveys", "survey_id,started_on\nV1,2024-01-01\n")
          .add("survey_centres", "survey_id,centre_id,sampled,responded\nV1,C1,10,11\nV1,C2,10,10\n")
          .finish();
  EXPECT_EQ(
      told(dataset),
      Lines{
          "survey_centres-3.csv:2 responded part_above_whole(Số phiếu thu về (responded); 11; Số phiếu phát (sampled); 10)"});
}

// --- learning ---

TEST(SessionRules, DropSessionsOutsideTheCentresLife) {
  const Dataset dataset =
      DatasetMaker()
          .add("centres", two_centres)
          .add(
              "sessions",
              "session_id,centre_id,date,kind\nS1,C2,2009-12-31,transfer\nS2,C2,2010-01-01,transfer\nS3,C2,2024-06-30,transfer\nS4,C2,2024-07-01,transfer\n")
          .finish();
  EXPECT_EQ(told(dataset),
            (Lines{"x sessions-2.csv:2 date session_outside_centre_life(2009-12-31; C2; 2010-01-01–2024-07-01)",
                   "x sessions-2.csv:5 date session_outside_centre_life(2024-07-01; C2; 2010-01-01–2024-07-01)"}));
}

TEST(SessionRules, LeaveOutPartsAboveTheAttendances) {
  const Dataset dataset =
      DatasetMaker()
          .add("centres", two_centres)
          .add(
              "sessions",
              "session_id,centre_id,date,kind,attendances,female,ethnic\nS1,C1,2024-03-01,transfer,10,11,0\nS2,C1,2024-03-01,transfer,10,10,12\nS3,C1,2024-03-01,transfer,,5,5\n")
          .finish();
  EXPECT_EQ(told(dataset),
            (Lines{"sessions-2.csv:2 female part_above_whole(Nữ (female); 11; Lượt người (attendances); 10)",
                   "sessions-2.csv:3 ethnic part_above_whole(DTTS (ethnic); 12; Lượt người (attendances); 10)"}));
}

TEST(SessionRules, WarnOfSessionsOutsideTheirCourse) {
  const Dataset dataset =
      DatasetMaker()
          .add("centres", two_centres)
          .add(
              "courses",
              "course_id,kind,starts_on,ends_on\nK1,vocational,2024-03-01,2024-03-31\nK2,vocational,2024-03-01,2024-02-01\n")
          .add(
              "sessions",
              "session_id,centre_id,course_id,date,kind\nS1,C1,K1,2024-02-29,vocational\nS2,C1,K1,2024-03-31,vocational\nS3,C1,K2,2024-05-01,vocational\n")
          .finish();
  EXPECT_EQ(
      told(dataset),
      (Lines{
          "courses-2.csv:3 ends_on end_before_begin(Ngày bế giảng (ends_on); 2024-02-01; Ngày khai giảng (starts_on); 2024-03-01)",
          "sessions-3.csv:2 date session_outside_course(2024-02-29; 2024-03-01–2024-03-31)"}));
  EXPECT_EQ(dataset.tables().sessions.size(), 3U);
}

TEST(ParticipationRules, TellTheSessionThatNamesMorePersonsThanAttended) {
  const Dataset dataset =
      DatasetMaker()
          .add("centres", two_centres)
          .add(
              "sessions",
              "session_id,centre_id,date,kind,attendances\nS1,C1,2024-03-01,transfer,1\nS2,C1,2024-03-01,transfer,2\nS3,C1,2024-03-01,transfer,\n")
          .add("participation", "session_id,person_key\nS1," + person_1 + "\nS1," + person_2 + "\nS2," + person_1 +
                                    "\nS2," + person_2 + "\nS2,\nS3," + person_1 + "\n")
          .finish();
  EXPECT_EQ(told(dataset), Lines{"sessions-2.csv:2 attendances named_above_attendances(2; 1)"});
}

TEST(CourseResultRules, LeaveOutACompletionBeforeTheCourseBegan) {
  const Dataset dataset = DatasetMaker()
                              .add("courses", "course_id,kind,starts_on\nK1,vocational,2024-03-01\n")
                              .add("course_results", "course_id,person_key,completed_on,certified_on\nK1," + person_1 +
                                                         ",2024-02-01,\nK1," + person_2 +
                                                         ",2024-05-01,2024-04-01\nK9," + person_1 + ",2024-05-01,\n")
                              .finish();
  EXPECT_EQ(
      told(dataset),
      (Lines{
          "course_results-2.csv:2 completed_on end_before_begin(Ngày hoàn thành (completed_on); 2024-02-01; Ngày khai giảng (starts_on); 2024-03-01)",
          "course_results-2.csv:3 certified_on end_before_begin(Ngày cấp chứng chỉ (certified_on); 2024-04-01; Ngày hoàn thành (completed_on); 2024-05-01)",
          "x course_results-2.csv:4 course_id reference_unknown(Mã khóa học (course_id); Khóa học (courses); K9)"}));
  EXPECT_FALSE(dataset.tables().course_results.completed_on.has(0));
  EXPECT_FALSE(dataset.tables().course_results.certified_on.has(1));
}

// --- people ---

TEST(ResidentRules, TellSpellsOfAPersonThatOverlapAndKeepBoth) {
  const Dataset dataset =
      DatasetMaker()
          .add("residents", "person_key,spell_from,spell_to,unit_code\n" + person_1 + ",2020-01-01,,07393\n" +
                                person_2 + ",2020-01-01,2022-01-01,07393\n")
          .add("residents", "person_key,spell_from,spell_to,unit_code\n" + person_1 + ",2022-01-01,2023-01-01,07381\n" +
                                person_2 + ",2022-01-01,,07381\n" + person_1 + ",2024-01-01,,07381\n")
          .finish();
  EXPECT_EQ(dataset.tables().residents.size(), 5U);
  EXPECT_EQ(told(dataset), (Lines{"residents-2.csv:2 spell_from spells_overlap(2022-01-01; residents-1.csv:2)",
                                  "residents-2.csv:4 spell_from spells_overlap(2024-01-01; residents-1.csv:2)"}))
      << "the first spell never ended";
}

TEST(ResidentRules, DropSpellsThatEndBeforeTheyBegin) {
  const Dataset dataset =
      DatasetMaker()
          .add("residents", "person_key,spell_from,spell_to,unit_code\n" + person_1 + ",2020-01-01,2020-01-01,07393\n")
          .finish();
  EXPECT_EQ(
      told(dataset),
      Lines{
          "x residents-1.csv:2 spell_to span_is_empty(Cư trú đến ngày (spell_to); 2020-01-01; Cư trú từ ngày (spell_from); 2020-01-01)"});
}

TEST(ResidentRules, TellWhereSexOrBirthMonthOfAPersonDiffer) {
  const Dataset dataset = DatasetMaker()
                              .add("residents", "person_key,spell_from,spell_to,unit_code,sex,birth_month\n" +
                                                    person_1 + ",2020-01-01,2021-01-01,07393,nữ,1967-12\n" + person_1 +
                                                    ",2021-01-01,2022-01-01,07381,female,\n" + person_1 +
                                                    ",2022-01-01,,07381,nam,1967-11\n")
                              .finish();
  EXPECT_EQ(told(dataset),
            (Lines{"residents-1.csv:4 sex person_differs(Giới (sex); residents-1.csv:2)",
                   "residents-1.csv:4 birth_month person_differs(Tháng sinh (birth_month); residents-1.csv:2)"}));
}

TEST(ResidentRules, LetALaterFileEndASpell) {
  const Dataset dataset =
      DatasetMaker()
          .add("residents", "person_key,spell_from,spell_to,unit_code\n" + person_1 + ",2020-01-01,,07393\n")
          .add("residents", "person_key,spell_from,spell_to,unit_code\n" + person_1 + ",2020-01-01,2024-01-01,07393\n" +
                                person_1 + ",2024-01-01,,07381\n")
          .finish();
  EXPECT_EQ(dataset.tables().residents.size(), 2U);
  EXPECT_EQ(told(dataset), Lines{"x residents-1.csv:2 row_superseded(2020-01-01; residents-2.csv:2)"});
}

// --- money ---

constexpr const char* one_allocation =
    "allocation_id,unit_code,year,fund,amount,decided_on\nA1,07393,2024,commune_budget,100,2024-01-15\n";

TEST(ExpenditureRules, CompareTheAmountWithQuantityTimesPrice) {
  const Dataset dataset =
      DatasetMaker()
          .add("allocations", one_allocation)
          .add(
              "expenditures",
              "voucher_id,allocation_id,quantity,unit_price,amount,paid_on\nE1,A1,2,10,20,2024-02-01\nE2,A1,2,10,21,2024-02-01\nE3,A1,,10,5,2024-02-01\n"
              "E4,A1,9223372036854775807,9223372036854775807,5,2024-02-01\n")
          .finish();
  EXPECT_EQ(
      told(dataset),
      (Lines{
          "expenditures-2.csv:3 amount amount_not_product(21; 2 × 10; 20)",
          "expenditures-2.csv:5 amount amount_not_product(5; 9223372036854775807 × 9223372036854775807; 85070591730234615847396907784232501249)"}));
}

TEST(ExpenditureRules, TellTheVoucherThatExceedsItsAllocation) {
  const Dataset dataset =
      DatasetMaker()
          .add("allocations", one_allocation)
          .add(
              "expenditures",
              "voucher_id,allocation_id,amount,paid_on\nE1,A1,60,2024-05-01\nE2,A1,60,2024-02-01\nE3,A1,1,2024-06-01\nE4,A9,1,2024-06-01\n")
          .finish();
  EXPECT_EQ(
      told(dataset),
      (Lines{
          "expenditures-2.csv:2 amount allocation_exceeded(120; A1; 100)",
          "x expenditures-2.csv:5 allocation_id reference_unknown(Mã phân bổ (allocation_id); Phân bổ kinh phí (allocations); A9)"}))
      << "in order of payment, once";
}

TEST(EstimateRules, CompareTheAmountWithFactorsTimesPrice) {
  const Dataset dataset =
      DatasetMaker()
          .add("budget_estimates",
               "estimate_id,line_no,version,unit_code,year,content_code,factor_1,factor_2,unit_price,amount\n"
               "D1,1,1,07393,2024,x,2,3,10,60\nD1,2,1,07393,2024,x,2,,10,60\nD1,3,1,07393,2024,x,,,10,60\n"
               "D1,4,1,07393,2024,x,9223372036854775807,9223372036854775807,9223372036854775807,60\n")
          .finish();
  EXPECT_EQ(told(dataset).size(), 2U);
  EXPECT_EQ(told(dataset)[0], "budget_estimates-1.csv:3 amount amount_not_product(60; 2 × 10; 20)");
  EXPECT_NE(told(dataset)[1].find("> 10^38"), std::string::npos);
}

TEST(SettlementRules, LeaveOutAnApprovalBeforeTheSettlementWasSent) {
  const Dataset dataset =
      DatasetMaker()
          .add(
              "settlements",
              "unit_code,year,fund,version,spent,submitted_on,approved_on\n07393,2024,commune_budget,1,100,2025-02-01,2025-01-01\n")
          .finish();
  EXPECT_EQ(
      told(dataset),
      Lines{
          "settlements-1.csv:2 approved_on end_before_begin(Ngày duyệt quyết toán (approved_on); 2025-01-01; Ngày gửi (submitted_on); 2025-02-01)"});
}

}  // namespace
}  // namespace hoctap
