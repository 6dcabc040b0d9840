// Preambles, headings, and rows that are no records.
#include <algorithm>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"
#include "support/forms_maker.hpp"

namespace hoctap {
namespace {

using namespace forms_testing;

const std::string heading = "Mã ĐVHC;Tính đến ngày;Giới;Nhóm tuổi;Số lao động\n";
const std::string rows = "07375;31/12/2024;nam;15-59;10\n07375;31/12/2024;nữ;15-59;20\n";

Dataset one(std::string_view text) {
  FormsMaker maker;
  return maker.file("f.csv", text).dataset();
}

// What the preamble made of a file, as the row of the submissions table.
Lines submission(const Dataset& dataset) {
  const Submissions& table = dataset.tables().submissions;
  if (table.size() != 1) return {std::to_string(table.size()) + " submissions"};
  return {std::string(dataset.text(table.form_code[0])),
          std::string(dataset.text(table.unit_code[0].code)),
          table.period[0].text(),
          std::to_string(table.version[0]),
          table.received_at.has(0) ? table.received_at[0].iso() : "-",
          (table.codes_as_of.has(0) ? table.codes_as_of[0].iso() : "-"),
          table.nil[0] ? "nil" : "rows"};
}

TEST(FormPreamble, IsReadWithLabelAndValueInOneCell) {
  const Dataset dataset = one(
      "BÁO CÁO SỐ LAO ĐỘNG\nBiểu: LD-02\nĐơn vị: 07375\nKỳ: 2024\nLần: 2\nNgày nhận: 15/01/2025\nMã theo ngày: 30/12/2024\n" +
      heading + rows);
  EXPECT_EQ(submission(dataset), (Lines{"LD-02", "07375", "2024", "2", "2025-01-15", "2024-12-30", "rows"}));
  EXPECT_EQ(numbers(dataset.tables().labour_totals.labourers), (Lines{"10", "20"}));
  EXPECT_EQ(dataset.sources()[1].codes_as_of, Date::of(2024, 12, 30));
  EXPECT_TRUE(told(dataset).empty());
}

TEST(FormPreamble, IsReadWithLabelAndValueInNeighbouringCells) {
  const Dataset dataset =
      one("Biểu;LD-02;;Lần:;1\nĐơn vị:;07375 - thị trấn Vôi\nKỳ báo cáo;;năm 2024\nNgày nhận:;15/01/2025\n" + heading +
          rows);
  EXPECT_EQ(submission(dataset), (Lines{"LD-02", "07375", "2024", "1", "2025-01-15", "2024-12-31", "rows"}));
}

TEST(FormPreamble, IsReadInEnglishAndInDecomposedVietnamese) {
  const std::string english =
      "Form: ld 02\nUnit: 07375\nPeriod: 2024\nVersion: 3\nReceived: 2025-01-15\nCodes as of: 2024-12-30\nData: simulated\n";
  const Dataset dataset = one(english + "unit_code;as_of;sex;age_band;labourers\n07375;2024-12-31;man;15-59;10\n");
  EXPECT_EQ(submission(dataset), (Lines{"LD-02", "07375", "2024", "3", "2025-01-15", "2024-12-30", "rows"}));
  EXPECT_TRUE(dataset.is_simulated());

  // "Đơn vị" with its marks as characters of their own.
  const Dataset decomposed =
      one("Bie\xCC\x82\xCC\x89u: LD-02\nĐo\xCC\x9Bn vi\xCC\xA3: 07375\nKy\xCC\x80: 2024\n" + heading + rows);
  EXPECT_EQ(submission(decomposed), (Lines{"LD-02", "07375", "2024", "1", "-", "2024-12-31", "rows"}));
  EXPECT_FALSE(decomposed.is_simulated());
}

TEST(FormPreamble, GivesTheUnitBackItsZero) {
  const Dataset dataset = one("Biểu: LD-02\nĐơn vị: 7375\nKỳ: 2024\n" + heading + rows);
  EXPECT_EQ(submission(dataset)[1], "07375");
  EXPECT_EQ(told(dataset), Lines{"f.csv:2:1 code_repaired(7375; 07375)"});
}

TEST(FormPreamble, SaysWhatItCannotMakeOut) {
  const Dataset dataset =
      one("Biểu: LĐ-2O\nĐơn vị: UBND thị trấn Vôi\nKỳ: đầu năm\nLần: cuối\nNgày nhận: mai\nKhông phát sinh: hết\n" +
          heading + rows);
  const Lines lines = told(dataset);
  ASSERT_EQ(lines.size(), 6U);
  EXPECT_EQ(lines[0].find("f.csv:1:1 unknown_form(LĐ-2O; "), 0U) << lines[0];
  EXPECT_EQ(lines[1], "f.csv:2:1 unit_without_code(UBND thị trấn Vôi)");
  EXPECT_EQ(lines[2], "f.csv:3:1 not_a_period(đầu năm)");
  EXPECT_EQ(lines[3], "f.csv:4:1 not_a_version(cuối)");
  EXPECT_EQ(lines[4], "f.csv:5:1 not_a_date(mai)");
  EXPECT_EQ(lines[5], "f.csv:6:1 not_yes_or_no(hết)");
  EXPECT_EQ(dataset.tables().labour_totals.size(), 2U);  // the rows can be read all the same
}

TEST(FormPreamble, TakesTheFirstOfStatementsThatContradict) {
  const Dataset dataset =
      one("Biểu: LD-02\nĐơn vị: UBND thị trấn Vôi\nMã ĐVHC: 07375\nKỳ: 2024\nKỳ: 2023\n" + heading + rows);
  EXPECT_EQ(submission(dataset)[2], "2024");
  EXPECT_EQ(told(dataset), Lines{"f.csv:5:1 stated_twice(2023)"});
}

TEST(FormPreamble, WarnsOfAnOwedFormWithoutUnitOrPeriodAndOfAWrongKindOfPeriod) {
  const std::string courses = "Mã khóa học;Loại\nA;dạy nghề\n";
  EXPECT_EQ(told(one("Biểu: HT-01\nKỳ: 2024Q1\n" + courses)), Lines{"f.csv:1 preamble_incomplete(HT-01; unit)"});
  EXPECT_EQ(told(one("Biểu: HT-01\nĐơn vị: 07375\nKỳ: 2024\n" + courses)),
            Lines{"f.csv:1 period_kind_differs(HT-01; quarter; 2024)"});
}

TEST(FormPreamble, WarnsOfASheetWithoutAFormBesideSheetsThatNameTheirs) {
  const std::string courses = "Mã khóa học;Loại\nA;dạy nghề\n";
  FormsMaker maker;
  maker.file("a.csv", courses).file("b.csv", "Biểu: LD-02\nĐơn vị: 07375\nKỳ: 2024\n" + heading + rows);
  EXPECT_EQ(told(maker.dataset()), Lines{"a.csv form_not_stated(Khóa học (courses); HT-01)"});
  EXPECT_EQ(told(one(courses)), Lines{}) << "a folder of plain tables reports nothing";
}

TEST(FormPreamble, RefusesAUnitThatDidNotExist) {
  const Dataset dataset = one("Biểu: LD-02\nĐơn vị: 07999\nKỳ: 2024\n" + heading + rows);
  EXPECT_EQ(dataset.tables().submissions.size(), 0U);
  ASSERT_EQ(told(dataset).size(), 1U);
  EXPECT_EQ(told(dataset)[0].find("f.csv:2 unknown_unit(07999; 2024-12-31; 07399"), 0U) << told(dataset)[0];
}

TEST(FormPreamble, OfOneUnitWarnsOfRowsOfAnother) {
  const Dataset dataset = one("Biểu: LD-02\nĐơn vị: 07375\nKỳ: 2024\n" + heading + rows +
                              "07378;31/12/2024;nam;15-59;5\n07378;31/12/2024;nữ;15-59;5\n");
  ASSERT_EQ(told(dataset).size(), 1U);
  EXPECT_EQ(told(dataset)[0].find("f.csv:7:1 unit_code other_unit(07378; 2; 07375"), 0U) << told(dataset)[0];
}

TEST(FormPreamble, OfOnePeriodWarnsOfRowsOutsideIt) {
  const Dataset dataset =
      one("Biểu: LD-02\nĐơn vị: 07375\nKỳ: 2024\n" + heading + rows + "07375;30/06/2023;nam;15-59;5\n");
  EXPECT_EQ(told(dataset), Lines{"f.csv:7:2 as_of outside_period(2023-06-30; 2024)"});
}

TEST(FormHeading, MayHaveItsColumnsMovedAndARunningNumber) {
  const Dataset dataset =
      one("STT;Số lao động;Giới;Mã ĐVHC;Tính đến ngày\n1;10;nam;07375;31/12/2024\n2;20;nữ;07375;31/12/2024\n");
  EXPECT_EQ(numbers(dataset.tables().labour_totals.labourers), (Lines{"10", "20"}));
  EXPECT_EQ(dataset.sources()[1].table, "labour_totals");
  EXPECT_EQ(dataset.sources()[1].columns, (std::vector<std::uint32_t>{4, 5, 3, 0, 2}));
  EXPECT_TRUE(told(dataset).empty());
}

TEST(FormHeading, IsComparedWithoutMarksCaseAndBrackets) {
  const Dataset dataset = one("MA DVHC;TÍNH ĐẾN NGÀY (dd/mm/yyyy);Số lao động (người)*\n07375;31/12/2024;10\n");
  EXPECT_EQ(numbers(dataset.tables().labour_totals.labourers), Lines{"10"});
}

TEST(FormHeading, IsNotTakenForAPreambleWhoseLabelsItHolds) {
  const Dataset dataset =
      one("Mã báo cáo;Biểu;Bảng;Ghi chú;Mã ĐVHC;Kỳ;Lần;Ngày nhận\nR1;HT-01;;;07375;2024Q1;1;05/04/2024\n");
  EXPECT_EQ(submission(dataset), (Lines{"HT-01", "07375", "2024Q1", "1", "2024-04-05", "-", "rows"}));
}

TEST(FormHeading, MayStandInTwoRows) {
  const Dataset dataset =
      one("STT;Đơn vị, ngày;;Lao động;\n;Mã ĐVHC;Tính đến ngày;Giới;Số lao động\n1;07375;31/12/2024;nam;10\n");
  EXPECT_EQ(numbers(dataset.tables().labour_totals.labourers), Lines{"10"});
  const Dataset merged = one("STT;Mã ĐVHC;Tính đến ngày;Lao động;\n;;;Giới;Số lao động\n1;07375;31/12/2024;nam;10\n");
  EXPECT_EQ(numbers(merged.tables().labour_totals.labourers), Lines{"10"});
  EXPECT_TRUE(told(merged).empty());
}

TEST(FormHeading, NotesColumnsThatTheTableDoesNotHave) {
  const Dataset dataset = one(
      "Mã ĐVHC;Tính đến ngày;Nhóm tuồi;Ghi chú;Số lao động;;Số lao động\n07375;31/12/2024;x;y;10;;99\n07375;30/12/2024;x;y;10;z;99;zz\n");
  EXPECT_EQ(told(dataset),
            (Lines{"f.csv:1:4 extra_column(Ghi chú; labour_totals)", "f.csv:1:7 column_twice(Số lao động (labourers))",
                   "f.csv:3:6 cell_without_heading()", "f.csv:3:8 cell_without_heading()"}));
  EXPECT_EQ(numbers(dataset.tables().labour_totals.labourers), (Lines{"10", "10"}));
}

TEST(FormHeading, SuggestsTheColumnThatWasMeant) {
  const Dataset dataset = one("Mã ĐVHC;Tính đến ngày;Nhóm tuối thọ;Số lao động\n07375;31/12/2024;x;10\n");
  EXPECT_EQ(told(dataset), Lines{"f.csv:1:3 extra_column_near(Nhóm tuối thọ; labour_totals; Nhóm tuổi)"});
}

TEST(FormHeading, IsQuotedWithoutHalfALetter) {
  std::string words = "a";
  std::string quoted = "a";
  for (int i = 0; i < 30; ++i) words += "ế";
  for (int i = 0; i < 19; ++i) quoted += "ế";  // 58 bytes of the 60 that are quoted
  const Dataset dataset =
      FormsMaker().file("f.csv", "Mã TTHTCĐ,Tên trung tâm,Ngày thành lập," + words + "\nC,x,2020-01-01,\n").dataset();
  EXPECT_EQ(told(dataset), Lines{"f.csv:1:4 extra_column(" + quoted + "…; centres)"});
}

TEST(FormHeading, WithoutANeededColumnDropsItsRowsAndSaysSo) {
  const Dataset dataset = one("Mã ĐVHC;Giới;Nhóm tuổi;Số lao động\n07375;nam;15-59;10\n07375;nữ;15-59;20\n");
  EXPECT_EQ(told(dataset), Lines{"x f.csv:1 as_of missing_column(Tính đến ngày (as_of); 2)"});
  EXPECT_EQ(dataset.sources()[1].rows_dropped, 2U);
}

TEST(FormHeading, WithoutANeededColumnIsStillOfTheTableThatKnowsMostOfTheOthers) {
  const Dataset dataset =
      one("Biểu: HT-01\nĐơn vị: 07375\nKỳ: 2024Q1\nMã buổi học;Mã TTHTCĐ;Chuyên đề;Loại buổi;Số giờ;Lượt người\n"
          "B1;C1;nghề nghiệp;dạy nghề;3;20\n");
  const Lines noticed = told(dataset);
  EXPECT_NE(std::find(noticed.begin(), noticed.end(), "x f.csv:4 date missing_column(Ngày (date); 1)"), noticed.end())
      << "and not persons of sessions";
}

TEST(FormHeading, WithoutAnOptionalColumnIsNoted) {
  const Dataset dataset = one("Mã ĐVHC;Tính đến ngày;Giới;Số lao động\n07375;31/12/2024;nam;10\n");
  ASSERT_EQ(count(dataset, MessageCode::missing_optional_column), 1U);
  const auto findings = dataset.findings();
  EXPECT_TRUE(std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.place.field == "age_band" && finding.place.row == 1;
  }));
}

TEST(FormHeading, OfNoTableIsAFindingWithTheNearestTables) {
  const Dataset nothing = one("a;b;c\n1;2;3\n4;5;6\n");
  EXPECT_EQ(told(nothing), Lines{"x f.csv table_not_recognised(–; 3)"});
  const Dataset little = one("Mã ĐVHC;ghi chú\n07375;2\n");
  EXPECT_EQ(count(little, MessageCode::table_not_recognised), 1U);
  EXPECT_EQ(little.sources()[1].rows_dropped, 2U);
  const Dataset of_a_form = one("Biểu: LD-02\nĐơn vị: 07375\nKỳ: 2024\na;b\n1;2\n");
  EXPECT_EQ(told(of_a_form), (Lines{"x f.csv table_not_recognised(Số lao động (labour_totals); 2)",
                                    "f.csv:1 submission_unreadable(1; LD-02 07375 2024)"}));
}

TEST(FormHeading, MayBeOfATableThatTheFormDoesNotCarry) {
  const Dataset dataset = one("Biểu: HT-02\nĐơn vị: 07375\nKỳ: 2024Q4\n" + heading + rows);
  EXPECT_EQ(told(dataset).front(), "f.csv:1 table_not_of_form(Số lao động (labour_totals); HT-02)");
  EXPECT_EQ(dataset.tables().labour_totals.size(), 2U);
}

TEST(FormHeading, IsToldApartByTheStatedTable) {
  const std::string ambiguous = "Mã TTHTCĐ;Từ ngày\nC1;01/01/2024\n";
  EXPECT_EQ(count(one(ambiguous), MessageCode::table_not_recognised), 1U);
  const Lines stated = told(one("Bảng: centre_places\n" + ambiguous));
  EXPECT_EQ(stated, Lines{"x f.csv:2 unit_code missing_column(Mã ĐVHC (unit_code); 1)"});
}

TEST(FormRows, ThatRepeatTheHeadingNumberTheColumnsOrAreBlankAreNoRecords) {
  const Dataset dataset = one(heading + "(1);(2);(3);(4);(5)\n07375;31/12/2024;nam;15-59;10\n;;;;\n\n" + heading +
                              "07375;31/12/2024;nữ;15-59;20\n");
  EXPECT_EQ(told(dataset), (Lines{"x f.csv:2 column_numbers()", "x f.csv:6 heading_repeated()"}));
  EXPECT_EQ(dataset.sources()[1].rows_read, 4U);  // blank rows are no rows
  EXPECT_EQ(dataset.sources()[1].rows_kept, 2U);
}

TEST(FormRows, OfTotalsAreDroppedAndReconciled) {
  EXPECT_EQ(told(one(heading + rows + "Tổng cộng;;;;30\n")), Lines{"x f.csv:4 totals_row()"});
  EXPECT_EQ(told(one(heading + rows + "CỘNG;;;;31\n")),
            (Lines{"x f.csv:4 totals_row()", "f.csv:4:5 labourers total_differs(Số lao động (labourers); 31; 30)"}));
  // Totals of parts, and one of all.
  EXPECT_EQ(
      told(one(
          heading +
          "07375;31/12/2024;nam;15-59;10\nCộng;;;;10\n07375;31/12/2024;nữ;15-59;20\nCộng;;;;20\nTổng cộng;;;;30\n")),
      (Lines{"x f.csv:3 totals_row()", "x f.csv:5 totals_row()", "x f.csv:6 totals_row()"}));
}

TEST(FormRows, OfTotalsAddUpRowsThatAreDroppedToo) {
  EXPECT_EQ(told(one(heading + rows + "07375;32/12/2024;;;5\nTổng số;;;;35\n")),
            (Lines{"x f.csv:4:2 as_of no_such_day(32/12/2024)", "x f.csv:5 totals_row()"}));
}

TEST(FormRows, WithAKeyAreRecordsWhateverTheyAreCalled) {
  const Dataset dataset = one("Mã tài liệu;Tên tài liệu\nT1;Cộng\nCộng;Cộng đồng học tập\n");
  EXPECT_EQ(texts(dataset.tables().materials.title, dataset), Lines{"Cộng"});
  EXPECT_EQ(told(dataset), Lines{"x f.csv:3 totals_row()"});
}

TEST(FormRows, WithoutANeededValueAreDroppedOnce) {
  EXPECT_EQ(told(one(heading + ";31/12/2024;nam;15-59;10\n07375;;nữ;15-59;\nNgười lập biểu;;;;\n;;;ký tên;\n")),
            (Lines{"x f.csv:2:1 unit_code value_missing(Mã ĐVHC (unit_code))",
                   "x f.csv:3:2 as_of value_missing(Tính đến ngày (as_of))",
                   "f.csv:3:5 labourers value_missing(Số lao động (labourers))",
                   "x f.csv:4:2 as_of value_missing(Tính đến ngày (as_of))",
                   "f.csv:4:5 labourers value_missing(Số lao động (labourers))", "x f.csv:5 not_a_record()"}));
}

TEST(FormRows, ThatSayNothingHappenedMakeANilReturn) {
  const Dataset dataset = one("Biểu: LD-02\nĐơn vị: 07375\nKỳ: 2024\n" + heading + "Không phát sinh;;;;\n");
  EXPECT_EQ(submission(dataset).back(), "nil");
  EXPECT_EQ(told(dataset), Lines{"x f.csv:5 nil_row()"});
}

TEST(FormRows, AfterAByteOrderMarkAndWithCarriageReturnsAreTheSame) {
  std::string crlf = "\xEF\xBB\xBF";
  for (const char c : heading + rows) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const Dataset dataset = one(crlf);
  EXPECT_EQ(numbers(dataset.tables().labour_totals.labourers), (Lines{"10", "20"}));
  EXPECT_TRUE(told(dataset).empty());
}

TEST(FormRows, BeyondALimitAreCountedNotListed) {
  std::string text = heading;
  for (int i = 0; i < 100'000; ++i) text += "07375;rác " + std::to_string(i) + ";;;" + std::to_string(i % 7) + "\n";
  const Dataset dataset = one(text);
  EXPECT_EQ(dataset.sources()[1].rows_read, 100'000U);
  EXPECT_EQ(dataset.sources()[1].rows_dropped, 100'000U);
  EXPECT_EQ(count(dataset, MessageCode::not_a_date), 1000U);
  ASSERT_EQ(count(dataset, MessageCode::more_of_the_same), 1U);
  const auto findings = dataset.findings();
  const auto more = std::find_if(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.message.code == MessageCode::more_of_the_same;
  });
  EXPECT_EQ(more->message.arguments, (std::vector<std::string>{"99000", "not_a_date"}));
  EXPECT_EQ(more->outcome, RowOutcome::dropped);
}

TEST(FormSheets, AreRecognisedHoweverMuchGarbageWasReadBefore) {
  FormsMaker maker;
  std::string garbage;
  for (int row = 0; row < 60; ++row) {
    for (int column = 0; column < 500; ++column)
      garbage += "g" + std::to_string(row) + "x" + std::to_string(column) + ",";
    garbage += "\n";
  }
  const Dataset dataset = maker.file("a.csv", garbage).file("b.csv", "Mã khóa học,Loại\nA,dạy nghề\n").dataset();
  EXPECT_EQ(dataset.tables().courses.size(), 1U);
}

}  // namespace
}  // namespace hoctap
