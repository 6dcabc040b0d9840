// Which version of a report counts, and what the register and the forms make of the submissions table.
#include <algorithm>

#include <gtest/gtest.h>

#include "hoctap/core/digest.hpp"
#include "hoctap/core/text.hpp"
#include "support/forms_maker.hpp"

namespace hoctap {
namespace {

using namespace forms_testing;

std::string above(const std::string& unit, const std::string& version, const std::string& more = "",
                  const std::string& period = "2024Q1") {
  return "Biểu: HT-01\nĐơn vị: " + unit + "\nKỳ: " + period + "\nLần: " + version + "\n" + more;
}
std::string courses(const std::string& rows) { return "Mã khóa học,Loại\n" + rows; }
const std::string results = "Mã khóa học,Số định danh cá nhân\n";

// Rows of the submissions table: form, unit, period, version, day of receipt, nil.
Lines submissions(const Dataset& dataset) {
  const Submissions& table = dataset.tables().submissions;
  Lines lines;
  for (std::size_t row = 0; row < table.size(); ++row) {
    lines.push_back(std::string(dataset.text(table.form_code[row])) + " " +
                    std::string(dataset.text(table.unit_code[row].code)) + " " + table.period[row].text() + " " +
                    std::to_string(table.version.get(row).value_or(1)) + " " +
                    (table.received_at.has(row) ? table.received_at[row].iso() : "-") + (table.nil[row] ? " nil" : ""));
  }
  return lines;
}
Lines course_ids(const Dataset& dataset) { return texts(dataset.tables().courses.course_id, dataset); }

TEST(FormVersions, OfSeveralFilesMakeOneSubmission) {
  const Dataset dataset =
      FormsMaker()
          .file("a.csv", above("07375", "1", "Ngày nhận: 05/04/2024\n") + courses("A,dạy nghề\n"))
          .file("b.csv", above("07375", "1", "Ngày nhận: 07/04/2024\n") + results + "A,024300001234\n")
          .dataset();
  EXPECT_EQ(submissions(dataset), Lines{"HT-01 07375 2024Q1 1 2024-04-07"});
  EXPECT_EQ(texts(dataset.tables().submissions.report_id, dataset), Lines{"HT-01/07375/2024Q1/1"});
  EXPECT_EQ(told(dataset), Lines{"a.csv:1 submission_received_twice(1; HT-01 07375 2024Q1; 2024-04-07)"});
}

TEST(FormVersions, ReplaceLowerOnesAsAWholeAndListWhatTheyRemove) {
  const Dataset dataset =
      FormsMaker()
          .file("new.csv", above("07375", "2", "Ngày nhận: 20/04/2024\n") + courses("A,dạy nghề\nC,dạy nghề\n"))
          .file("old-courses.csv", above("07375", "1", "Ngày nhận: 05/04/2024\n") + courses("A,dạy nghề\nB,học vẹt\n"))
          .file("old-results.csv", above("07375", "1") + results + "A,024300001234\n")
          .file("other.csv", above("07378", "1") + courses("D,dạy nghề\n"))
          .dataset();
  EXPECT_EQ(course_ids(dataset), (Lines{"D", "A", "C"}));
  EXPECT_EQ(dataset.tables().course_results.size(), 0U);
  EXPECT_EQ(told(dataset), (Lines{"x old-courses.csv:7 superseded_version(1; HT-01 07375 2024Q1; 2)",
                                  "x old-courses.csv:8 superseded_version(1; HT-01 07375 2024Q1; 2)",
                                  "x old-results.csv:6 superseded_version(1; HT-01 07375 2024Q1; 2)"}));
  // That the first came, and when, is still known.
  EXPECT_EQ(submissions(dataset),
            (Lines{"HT-01 07375 2024Q1 1 2024-04-05", "HT-01 07375 2024Q1 2 2024-04-20", "HT-01 07378 2024Q1 1 -"}));
}

TEST(FormVersions, OfOneNumberTwiceLeaveTheSecondOut) {
  const Dataset dataset = FormsMaker()
                              .file("a.csv", above("07375", "1") + courses("A,dạy nghề\n"))
                              .file("b.csv", above("07375", "1") + courses("B,dạy nghề\nC,dạy nghề\n"))
                              .dataset();
  EXPECT_EQ(course_ids(dataset), Lines{"A"});
  EXPECT_EQ(told(dataset), Lines{"x b.csv:1 same_version_twice(1; HT-01 07375 2024Q1; a.csv; 2)"});
  EXPECT_EQ(dataset.sources()[2].rows_dropped, 2U);
}

TEST(FormVersions, OfTwoUnitsThatBoreOneCodeAreTwoReports) {
  // 07381 was Nghĩa Hưng until June 2025 and is Tiên Lục since: both report on the year.
  const auto plan = [](const std::string& day, const std::string& received, const std::string& centre) {
    return "Biểu: TT-03\nĐơn vị: 07381\nKỳ: 2025\n" + day + "Ngày nhận: " + received + "\nMã khảo sát,Ngày bắt đầu\n" +
           centre + ",05/01/2025\n";
  };
  const Dataset dataset = FormsMaker()
                              .file("a.csv", plan("Mã theo ngày: 31/03/2025\n", "20/03/2025", "KS1"))
                              .file("b.csv", plan("", "10/08/2025", "KS2"))
                              .dataset();
  EXPECT_EQ(dataset.tables().surveys.size(), 2U);
  EXPECT_EQ(texts(dataset.tables().submissions.report_id, dataset),
            (Lines{"TT-03/07381@2025-03-31/2025/1", "TT-03/07381/2025/1"}));
  EXPECT_NE(dataset.tables().submissions.unit_code[0].version, dataset.tables().submissions.unit_code[1].version);
  EXPECT_TRUE(told(dataset).empty());
}

TEST(FormVersions, ThatCannotBeReadDoNotReplaceOnesThatCan) {
  const Dataset dataset = FormsMaker()
                              .file("a.csv", above("07375", "1") + courses("A,dạy nghề\n"))
                              .file("b.csv", above("07375", "2") + courses("B,dạy nghề\n"))
                              .file("c.csv", above("07375", "2") + "Bảng: course_results\nMã khóa học\nB\n")
                              .dataset();
  EXPECT_EQ(course_ids(dataset), Lines{"A"});
  EXPECT_EQ(submissions(dataset), Lines{"HT-01 07375 2024Q1 1 -"});
  EXPECT_EQ(count(dataset, MessageCode::submission_replaced_unreadable), 3U);  // two rows, and the whole
}

TEST(FormVersions, ThatCannotBeReadCountAsNotReceived) {
  const Dataset dataset = FormsMaker()
                              .file("a.csv", above("07375", "1") + courses("A,dạy nghề\n"))
                              .file("b.csv", above("07375", "1") + "Bảng: course_results\nMã khóa học\nA\n")
                              .dataset();
  EXPECT_EQ(course_ids(dataset), Lines{"A"});  // what can be read is used
  EXPECT_TRUE(submissions(dataset).empty());
  EXPECT_EQ(told(dataset), (Lines{"a.csv:1 submission_unreadable(1; HT-01 07375 2024Q1)",
                                  "x b.csv:6 person_key missing_column(Số định danh cá nhân (person_key); 1)"}));
}

TEST(FormVersions, NoRowOfWhichCanBeUsedDoNotReplaceOnesThatHoldSome) {
  const Dataset dataset =
      FormsMaker()
          .file("a.csv", above("07375", "1", "Ngày nhận: 05/04/2024\n") + courses("A,dạy nghề\n"))
          .file("b.csv", above("07375", "2", "Ngày nhận: 20/04/2024\n") + courses("B,học vẹt\nC,học vẹt\n"))
          .file("c.csv", above("07375", "3", "Ngày nhận: 21/04/2024\n") + courses("D,học vẹt\n"))
          .dataset();
  EXPECT_EQ(course_ids(dataset), Lines{"A"});
  EXPECT_EQ(submissions(dataset), Lines{"HT-01 07375 2024Q1 1 2024-04-05"});
  EXPECT_EQ(count(dataset, MessageCode::superseded_version), 0U);
  const Lines lines = told(dataset);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "b.csv:1 submission_replaced_unreadable(2; HT-01 07375 2024Q1; 1)"),
            1);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "c.csv:1 submission_replaced_unreadable(3; HT-01 07375 2024Q1; 1)"),
            1);
}

TEST(FormVersions, NoneOfWhichHoldsARowThatCanBeUsedCountAsNotReceived) {
  const Dataset dataset = FormsMaker()
                              .file("a.csv", above("07375", "1") + courses("A,học vẹt\n"))
                              .file("b.csv", above("07375", "2") + courses("B,học vẹt\n"))
                              .dataset();
  EXPECT_TRUE(course_ids(dataset).empty());
  EXPECT_TRUE(submissions(dataset).empty());
  EXPECT_EQ(count(dataset, MessageCode::submission_without_rows), 2U);
  EXPECT_EQ(count(dataset, MessageCode::submission_replaced_unreadable), 0U);
}

TEST(FormVersions, ThatSayThatNothingHappenedReplaceRows) {
  const Dataset dataset = FormsMaker()
                              .file("a.csv", above("07375", "1") + courses("A,dạy nghề\n"))
                              .file("b.csv", above("07375", "2", "Không phát sinh: x\n"))
                              .dataset();
  EXPECT_TRUE(course_ids(dataset).empty());
  EXPECT_EQ(submissions(dataset), (Lines{"HT-01 07375 2024Q1 1 -", "HT-01 07375 2024Q1 2 - nil"}));
  EXPECT_EQ(told(dataset), Lines{"x a.csv:6 superseded_version(1; HT-01 07375 2024Q1; 2)"});
}

TEST(FormVersions, WithoutRowsMustSayThatNothingHappened) {
  const Dataset silent = FormsMaker().file("a.csv", above("07375", "1") + courses("")).dataset();
  EXPECT_TRUE(submissions(silent).empty());
  EXPECT_EQ(told(silent), Lines{"a.csv:1 submission_without_rows(1; HT-01 07375 2024Q1)"});

  const Dataset nil = FormsMaker().file("a.csv", above("07375", "1", "Không phát sinh: x\n")).dataset();
  EXPECT_EQ(submissions(nil), Lines{"HT-01 07375 2024Q1 1 - nil"});
  EXPECT_TRUE(told(nil).empty());

  const Dataset signed_off =
      FormsMaker()
          .file("a.csv", above("07375", "1", "Không phát sinh: có\n") + "\nNgười lập biểu,Chủ tịch\n")
          .dataset();
  EXPECT_EQ(submissions(signed_off), Lines{"HT-01 07375 2024Q1 1 - nil"});
  EXPECT_EQ(told(signed_off), Lines{"x a.csv:7 not_a_record()"});

  const Dataset unusable = FormsMaker().file("a.csv", above("07375", "1") + courses("A,học vẹt\n")).dataset();
  EXPECT_TRUE(submissions(unusable).empty());
  EXPECT_EQ(count(unusable, MessageCode::submission_without_rows), 1U);
}

TEST(FormVersions, ThatSayNothingHappenedButHoldRowsAreNoNilReturns) {
  const Dataset dataset =
      FormsMaker().file("a.csv", above("07375", "1", "Không phát sinh: x\n") + courses("A,dạy nghề\n")).dataset();
  EXPECT_EQ(submissions(dataset), Lines{"HT-01 07375 2024Q1 1 -"});
  EXPECT_EQ(told(dataset), Lines{"a.csv:1 nil_with_rows(HT-01 07375 2024Q1)"});
}

const std::string register_heading = "Mã báo cáo,Biểu,Mã ĐVHC,Kỳ,Mã theo ngày,Ngày nhận,Lần,Không phát sinh\n";

TEST(FormRegister, CompletesWhatFormsDoNotSay) {
  const Dataset dataset = FormsMaker()
                              .file("a.csv", above("07375", "1") + courses("A,dạy nghề\n"))
                              .file("so.csv", register_heading + "SO1,ht 01,7375,quý I/2024,,05/04/2024,,\n")
                              .dataset();
  EXPECT_EQ(submissions(dataset), Lines{"HT-01 07375 2024Q1 1 2024-04-05"});
  EXPECT_EQ(texts(dataset.tables().submissions.report_id, dataset), Lines{"SO1"});
}

TEST(FormRegister, SaysOnWhichDayCodesAreRead) {
  const std::string survey = "Biểu: TT-03\nĐơn vị: 07381\nKỳ: 2025\nMã khảo sát,Ngày bắt đầu\nKS1,05/01/2025\n";
  const Dataset dataset = FormsMaker()
                              .file("a.csv", survey)
                              .file("so.csv", register_heading + "SO1,TT-03,07381,2025,31/03/2025,20/03/2025,1,\n")
                              .dataset();
  EXPECT_EQ(submissions(dataset), Lines{"TT-03 07381 2025 1 2025-03-20"});
  EXPECT_EQ(dataset.sources()[2].codes_as_of, Date::of(2025, 3, 31));
  EXPECT_EQ(dataset.gazetteer().version(dataset.tables().submissions.unit_code[0].version).name, "Nghĩa Hưng");
}

TEST(FormRegister, IsBelievedAboutReceiptAndTheFormAboutItsContent) {
  const Dataset dataset = FormsMaker()
                              .file("a.csv", above("07375", "1", "Ngày nhận: 01/04/2024\n") + courses("A,dạy nghề\n"))
                              .file("so.csv", register_heading + "SO1,HT-01,07375,2024Q1,,05/04/2024,1,x\n")
                              .dataset();
  EXPECT_EQ(submissions(dataset), Lines{"HT-01 07375 2024Q1 1 2024-04-05"});
  EXPECT_EQ(count(dataset, MessageCode::register_differs), 2U);
}

TEST(FormRegister, CannotStandInForFormsThatAreNotThere) {
  const Dataset dataset =
      FormsMaker()
          .file("a.csv", above("07375", "2") + courses("A,dạy nghề\n"))
          .file("so.csv", register_heading + "SO1,HT-01,07375,2024Q1,,05/04/2024,1,\n" +
                              "SO2,HT-01,07375,2024Q1,,15/04/2024,2,\n" + "SO3,HT-01,07375,2024Q1,,25/04/2024,3,\n" +
                              "SO4,HT-01,07378,2024Q1,,05/04/2024,1,\n" + "SO5,HT-01,07381,2024Q1,,05/04/2024,1,x\n" +
                              "SO6,TT-02,07378,2024Q1,,05/04/2024,1,\n")
          .dataset();
  // Of TT-02 no file came at all: the folder may hold its rows as a plain table.
  EXPECT_EQ(submissions(dataset), (Lines{"HT-01 07375 2024Q1 1 2024-04-05", "HT-01 07375 2024Q1 2 2024-04-15",
                                         "HT-01 07381 2024Q1 1 2024-04-05 nil", "TT-02 07378 2024Q1 1 2024-04-05"}));
  EXPECT_EQ(told(dataset), (Lines{"x so.csv:4 register_ahead(3; HT-01 07375 2024Q1; 2)",
                                  "x so.csv:5 register_without_form(1; HT-01 07378 2024Q1)"}));
}

TEST(FormRegister, TakesTheFirstOfTwoEntriesOfOneVersion) {
  const Dataset dataset =
      FormsMaker()
          .file("so.csv", register_heading + "SO1,HT-01,07375,2024Q1,,05/04/2024,1,\n" +
                              "SO2,HT-01,07375,2024Q1,,06/04/2024,1,\n" + "SO3,HT-01,07378,2024Q1,,07/04/2024,1,\n")
          .dataset();
  EXPECT_EQ(submissions(dataset), (Lines{"HT-01 07375 2024Q1 1 2024-04-05", "HT-01 07378 2024Q1 1 2024-04-07"}));
  EXPECT_EQ(told(dataset), Lines{"x so.csv:3 register_twice(1; HT-01 07375 2024Q1)"});
}

TEST(FormRegister, DoesNotMakeASilentUnitReportByAnEntryThatStandsTwice) {
  const Dataset dataset = FormsMaker()
                              .file("a.csv", above("07375", "1") + courses("A,dạy nghề\n"))
                              .file("so.csv", register_heading + "SO1,HT-01,07378,2024Q1,,05/04/2024,1,\n" +
                                                  "SO2,HT-01,07378,2024Q1,,05/04/2024,1,\n")
                              .dataset();
  EXPECT_EQ(submissions(dataset), Lines{"HT-01 07375 2024Q1 1 -"});
  EXPECT_EQ(count(dataset, MessageCode::register_twice), 1U);
  EXPECT_EQ(count(dataset, MessageCode::register_without_form), 1U);
}

TEST(FormPlaces, OfTheFolderAreKnownToAllOtherFiles) {
  const std::string units =
      "Mã ĐVHC,Từ ngày,Đến ngày,Tên,Cấp,Mã đơn vị cấp trên\n7375001,01/01/2020,,Thôn Một,thôn,7375\n";
  const Dataset dataset =
      FormsMaker()
          .file("a.csv", "Số định danh cá nhân,Cư trú từ ngày,Mã ĐVHC,Mã thôn\n024300001234,01/01/2024,7375,7375001\n")
          .file("z-units.csv", units)
          .dataset();
  const Residents& residents = dataset.tables().residents;
  ASSERT_EQ(residents.size(), 1U);
  EXPECT_EQ(dataset.text(residents.village_code[0].code), "07375001");
  EXPECT_EQ(dataset.gazetteer().version(residents.village_code[0].version).name, "Thôn Một");
  EXPECT_EQ(count(dataset, MessageCode::code_repaired), 4U);
}

TEST(FormSources, OfLaterPeriodsSupersedeEarlierOnesWhateverTheirPaths) {
  const auto list = [](const std::string& period, const std::string& until) {
    return "Biểu: LD-01\nĐơn vị: 07375\nKỳ: " + period +
           "\nSố định danh cá nhân,Cư trú từ ngày,Cư trú đến ngày,Mã ĐVHC\n024300001234,01/01/2020," + until +
           ",07375\n";
  };
  const Dataset dataset =
      FormsMaker().file("a.csv", list("2024Q2", "15/05/2024")).file("b.csv", list("2023Q4", "")).dataset();
  ASSERT_EQ(dataset.tables().residents.size(), 1U);
  EXPECT_EQ(dates(dataset.tables().residents.spell_to), Lines{"2024-05-15"});
  EXPECT_EQ(dataset.sources()[1].file, "b.csv");
}

FormsMaker two_versions() {
  FormsMaker forms;
  forms.file("new.csv", above("07375", "2", "Ngày nhận: 20/04/2024\n") + courses("C,dạy nghề\n"))
      .file("old.csv", above("07375", "1", "Ngày nhận: 05/04/2024\n") + courses("A,dạy nghề\nB,dạy nghề\n"));
  return forms;
}

TEST(ReceivedUntil, LetsTheEarlierVersionCountAgain) {
  FormsMaker forms = two_versions();
  forms.options.received_until = Date::of(2024, 4, 19);
  const Reading reading = forms.read();
  EXPECT_EQ(course_ids(reading.dataset), (Lines{"A", "B"}));
  EXPECT_EQ(submissions(reading.dataset), Lines{"HT-01 07375 2024Q1 1 2024-04-05"});
  EXPECT_EQ(told(reading.dataset), Lines{"x new.csv:7 received_too_late(2024-04-20; 2024-04-19)"});
  EXPECT_EQ(reading.obligations.day(), Date::of(2024, 4, 19));
}

TEST(ReceivedUntil, TakesWhatCameOnTheDayItself) {
  FormsMaker forms = two_versions();
  forms.options.received_until = Date::of(2024, 4, 20);
  EXPECT_EQ(course_ids(forms.dataset()), Lines{"C"});
}

TEST(ReceivedUntil, BelievesTheRegisterAndDropsItsLaterEntries) {
  const auto read = [](const Date& until) {
    FormsMaker forms = two_versions();
    forms.file(
        "register.csv",
        "report_id,form_code,unit_code,period,received_at,version\n"
        "R1,HT-01,07375,2024Q1,2024-04-05,1\nR2,HT-01,07375,2024Q1,2024-05-02,2\nR3,LD-01,07375,2024Q1,2024-05-03,1\n");
    forms.options.received_until = until;
    return forms.dataset();
  };
  const Dataset early = read(Date::of(2024, 5, 1));
  EXPECT_EQ(course_ids(early), (Lines{"A", "B"})) << "the form says 20 April, the register 2 May";
  EXPECT_EQ(submissions(early), Lines{"HT-01 07375 2024Q1 1 2024-04-05"});
  EXPECT_EQ(count(early, MessageCode::register_without_form), 0U);
  const Dataset late = read(Date::of(2024, 5, 2));
  EXPECT_EQ(course_ids(late), Lines{"C"});
}

TEST(ReceivedUntil, SaysOfFormsWithoutADayThatTheyAreTakenAsThere) {
  FormsMaker forms;
  forms.file("a.csv", above("07375", "1") + courses("A,dạy nghề\n"));
  forms.options.received_until = Date::of(2024, 4, 19);
  const Dataset dataset = forms.dataset();
  EXPECT_EQ(course_ids(dataset), Lines{"A"});
  EXPECT_EQ(told(dataset), Lines{"a.csv received_on_no_day(2024-04-19)"});
}

}  // namespace
}  // namespace hoctap
