// Cells as people and spreadsheets write them, read through whole files.
#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/io/grid_builder.hpp"
#include "support/forms_maker.hpp"

namespace hoctap {
namespace {

using namespace forms_testing;

// One material for each cell, which is its day of approval.
Dataset materials_approved_on(const std::vector<std::string>& cells) {
  std::string text = "Mã tài liệu;Tên tài liệu;Ngày duyệt\n";
  for (std::size_t i = 0; i < cells.size(); ++i) text += "T" + std::to_string(i + 1) + ";sách;" + cells[i] + "\n";
  return FormsMaker().file("m.csv", text).dataset();
}

TEST(FormCells, ReadDatesInTheWaysPeopleWriteThem) {
  const Dataset dataset = materials_approved_on({"05/03/2024", "5/3/2024", "05-03-2024", "5.3.2024", "2024-03-05",
                                                 "2024/3/5", "2024-03-05 00:00:00", "ngày 5 tháng 3 năm 2024",
                                                 "Ngày 05 tháng 03 năm 2024", "45356", "45356.0"});
  EXPECT_EQ(dates(dataset.tables().materials.approved_on), Lines(11, "2024-03-05"));
  EXPECT_EQ(told(dataset), Lines{"m.csv:11:3 approved_on date_from_serial(45356; 2024-03-05)"});  // once a column
}

TEST(FormCells, RefuseDatesThatAreNone) {
  const Dataset dataset = materials_approved_on(
      {"31/04/2024", "12/31/2024", "05/03/24", "2024", "01/01/0202", "hôm qua", "29/02/2023", "99999999", "1/2/3/4"});
  EXPECT_EQ(dates(dataset.tables().materials.approved_on), Lines(9, "-"));
  EXPECT_EQ(told(dataset),
            (Lines{"m.csv:2:3 approved_on no_such_day(31/04/2024)", "m.csv:3:3 approved_on no_such_day(12/31/2024)",
                   "m.csv:4:3 approved_on two_digit_year(05/03/24)", "m.csv:5:3 approved_on year_is_no_date(2024)",
                   "m.csv:6:3 approved_on no_such_day(01/01/0202)", "m.csv:7:3 approved_on not_a_date(hôm qua)",
                   "m.csv:8:3 approved_on no_such_day(29/02/2023)", "m.csv:9:3 approved_on not_a_date(99999999)",
                   "m.csv:10:3 approved_on not_a_date(1/2/3/4)"}));
}

Dataset born_in(const std::vector<std::string>& cells) {
  std::string text = "Số định danh cá nhân;Cư trú từ ngày;Mã ĐVHC;Tháng sinh\n";
  for (std::size_t i = 0; i < cells.size(); ++i)
    text += "02430000000" + std::to_string(i) + ";01/01/2020;07375;" + cells[i] + "\n";
  FormsMaker maker;
  return maker.file("r.csv", text).dataset();
}

TEST(FormCells, ReadMonthsOfBirth) {
  const Dataset dataset = born_in(
      {"12/2000", "2000-12", "12-2000", "31/12/2000", "2000-12-31", "tháng 12 năm 2000", "tháng 12/2000", "2000"});
  EXPECT_EQ(values(dataset.tables().residents.birth_month,
                   [](Month month) { return std::to_string(month.index - 12 * 2000 + 1); }),
            (Lines{"12", "12", "12", "12", "12", "12", "12", "1"}));
  EXPECT_EQ(told(dataset), Lines{"r.csv:9:4 birth_month month_assumed(2000)"});
}

TEST(FormCells, RefuseMonthsThatAreNone) {
  const Dataset dataset = born_in({"13/2000", "0/2000", "12/00", "1850", "mùa xuân"});
  EXPECT_EQ(dataset.tables().residents.birth_month.missing_count(), 5U);
  EXPECT_EQ(told(dataset),
            (Lines{"r.csv:2:4 birth_month no_such_day(13/2000)", "r.csv:3:4 birth_month no_such_day(0/2000)",
                   "r.csv:4:4 birth_month not_a_month(12/00)", "r.csv:5:4 birth_month year_out_of_range(1850)",
                   "r.csv:6:4 birth_month not_a_month(mùa xuân)"}));
}

// One receipt for each cell, which is its amount.
FormsMaker receipts_of(const std::vector<std::string>& cells, const std::string& above = "") {
  std::string text = above + "Mã khoản thu;Mã ĐVHC;Ngày;Nguồn;Số tiền\n";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    text += "K" + std::to_string(i + 1) + ";07375;05/03/2024;ngân sách cấp xã;" + cells[i] + "\n";
  }
  FormsMaker maker;
  maker.file("k.csv", text);
  return maker;
}

TEST(FormCells, DecideTheStyleOfNumbersForTheWholeFile) {
  const Dataset vietnamese = receipts_of({"1.234.567", "1.234", "1234", "1 234 567", "-0", "0"}).dataset();
  EXPECT_EQ(amounts(vietnamese.tables().receipts.amount), (Lines{"1234567", "1234", "1234", "1234567", "0", "0"}));
  EXPECT_TRUE(told(vietnamese).empty());

  const Dataset english = receipts_of({"1,234,567", "1,234", "1234.00", "12.0"}).dataset();
  EXPECT_EQ(amounts(english.tables().receipts.amount), (Lines{"1234567", "1234", "1234", "12"}));
  EXPECT_TRUE(told(english).empty());

  // The same cell means another number beside other cells.
  const Dataset thousands = receipts_of({"1.234", "0.125"}, "(Đơn vị tính: nghìn đồng)\n").dataset();
  EXPECT_EQ(amounts(thousands.tables().receipts.amount), (Lines{"1234", "125"}));
}

TEST(FormCells, WarnOnceWhereNothingDecidesTheStyle) {
  const Dataset dataset = receipts_of({"1.234", "5.678", "900"}).dataset();
  EXPECT_EQ(amounts(dataset.tables().receipts.amount), (Lines{"1234", "5678", "900"}));
  EXPECT_EQ(told(dataset), Lines{"k.csv:2:5 number_style_assumed(1.234)"});
}

TEST(FormCells, RefuseNumbersOfTheStyleThatLost) {
  const Dataset dataset = receipts_of({"1.234.567", "7.000.000", "1,234,567"}).dataset();
  EXPECT_EQ(amounts(dataset.tables().receipts.amount), (Lines{"1234567", "7000000"}));
  EXPECT_EQ(told(dataset), (Lines{"x k.csv:4:5 amount not_a_number(1,234,567; 1.234.567,5)",
                                  "k.csv:4:5 number_styles_mixed(1,234,567; 1.234.567,5)"}));
}

TEST(FormCells, RefuseWhatIsNoNumber) {
  const Dataset dataset =
      receipts_of({"1.23.456", "12a", "1234567890123456789", "12..5", "1.5.5", ",5", "+12"}).dataset();
  EXPECT_EQ(amounts(dataset.tables().receipts.amount), Lines{"12"});
  EXPECT_EQ(count(dataset, MessageCode::not_a_number), 5U);
  // Nineteen digits are more than is read; nine and more in a row are not quoted anywhere.
  EXPECT_EQ(told(dataset)[2], "x k.csv:4:5 amount number_too_large(•••)");
}

TEST(FormCells, ConvertMoneyExactlyFromTheStatedUnit) {
  const auto read = [](const std::string& unit, const std::vector<std::string>& cells) {
    return amounts(receipts_of(cells, unit + "\n").dataset().tables().receipts.amount);
  };
  EXPECT_EQ(read("(Đơn vị tính: nghìn đồng)", {"1.234,5", "7"}), (Lines{"1234500", "7000"}));
  EXPECT_EQ(read("Đơn vị tính;triệu đồng", {"1,234567", "12"}), (Lines{"1234567", "12000000"}));
  EXPECT_EQ(read("ĐVT: 1.000 đồng", {"12"}), Lines{"12000"});
  EXPECT_EQ(read("Đơn vị tính nghìn đồng", {"12"}), Lines{"12000"});
  EXPECT_EQ(read("Unit of money: đồng", {"12"}), Lines{"12"});
  EXPECT_EQ(read("Đơn vị tính: tỷ đồng", {"0,000000001"}), Lines{"1"});
}

TEST(FormCells, TakeTheUnitOfMoneyFromTheHeadingItself) {
  const Dataset dataset =
      FormsMaker()
          .file("k.csv",
                "Mã khoản thu;Mã ĐVHC;Ngày;Nguồn;Số tiền (triệu đồng)\nK1;07375;05/03/2024;ngân sách cấp xã;1,5\n")
          .dataset();
  EXPECT_EQ(amounts(dataset.tables().receipts.amount), Lines{"1500000"});
}

TEST(FormCells, RefuseFractionsOfADongAndUnknownUnits) {
  const Dataset fraction = receipts_of({"1.234,5678"}, "Đơn vị tính: nghìn đồng\n").dataset();
  EXPECT_EQ(told(fraction), Lines{"x k.csv:3:5 amount not_whole_dong(1.234,5678)"});
  const Dataset unknown = receipts_of({"1.234.567"}, "Đơn vị tính: tạ\n").dataset();
  EXPECT_EQ(told(unknown), (Lines{"k.csv:1 unknown_money_unit(tạ)", "x k.csv:3:5 amount money_without_unit()"}));
  for (const std::string stated : {"Đơn vị tính:;USD\n", "Đơn vị tính:;;tạ\n"}) {
    const Lines noticed = told(receipts_of({"1.234.567"}, stated).dataset());
    ASSERT_EQ(noticed.size(), 2U) << "a unit in a cell of its own counts as much";
    EXPECT_EQ(noticed[0].find("k.csv:1 unknown_money_unit("), 0U);
    EXPECT_EQ(noticed[1], "x k.csv:3:5 amount money_without_unit()");
  }
  const Dataset large = receipts_of({"99.999.999.999"}, "Đơn vị tính: tỷ đồng\n").dataset();
  EXPECT_EQ(told(large), Lines{"x k.csv:3:5 amount number_too_large(99.999.999.999)"});
}

TEST(FormCells, ReadHoursToHundredths) {
  const Dataset dataset =
      FormsMaker()
          .file("c.csv", "Mã khóa học;Loại;Số giờ\nA;dạy nghề;2,5\nB;dạy nghề;2,25\nC;dạy nghề;120\nD;dạy nghề;2,255\n")
          .dataset();
  EXPECT_EQ(hundredths(dataset.tables().courses.hours), (Lines{"250", "225", "12000", "-"}));
  EXPECT_EQ(told(dataset), Lines{"c.csv:5:3 hours too_many_decimals(2,255)"});
}

TEST(FormCells, ReadYesAndNo) {
  const Dataset dataset =
      FormsMaker()
          .file(
              "k.csv",
              "receipt_id,unit_code,date,fund,amount,in_kind\nK1,07375,2024-03-05,ngân sách cấp xã,1,x\nK2,07375,2024-03-05,ngân sách cấp xã,1,Có\n"
              "K3,07375,2024-03-05,ngân sách cấp xã,1,không\nK4,07375,2024-03-05,ngân sách cấp xã,1,0\nK5,07375,2024-03-05,ngân sách cấp xã,1,\n"
              "K6,07375,2024-03-05,ngân sách cấp xã,1,TRUE\nK7,07375,2024-03-05,ngân sách cấp xã,1,có lẽ\n")
          .dataset();
  EXPECT_EQ(values(dataset.tables().receipts.in_kind, [](bool value) { return std::string(value ? "yes" : "no"); }),
            (Lines{"yes", "yes", "no", "no", "-", "yes", "-"}));  // what is not ticked is not reported
  EXPECT_EQ(told(dataset), Lines{"k.csv:8:6 in_kind not_yes_or_no(có lẽ)"});
}

TEST(FormCells, TakeNoNumberOfAPersonForANumber) {
  // An old card in threes is no number, since it begins with a zero; a store must not make one of it.
  const Dataset dataset = receipts_of({"024300001234", "012 345 678", "1000"}).dataset();
  EXPECT_EQ(amounts(dataset.tables().receipts.amount), Lines{"1000"});
  EXPECT_EQ(told(dataset), (Lines{"x k.csv:2:5 amount citizen_number_in_text()",
                                  "x k.csv:3:5 amount not_a_number(•••; 1.234.567,5)"}));
  const std::string events = "Mã thay đổi;Từ mã;Đến mã;Ngày hiệu lực;Hình thức;Tỷ lệ\n";
  const Dataset shares = FormsMaker()
                             .file("events.csv", events +
                                                     "E1;07375;07375;01/01/2024;chia;024300001234\n"
                                                     "E2;07375;07375;01/01/2024;chia;1/024300001234\n"
                                                     "E3;07375;07375;01/01/2024;chia;123456789/300000000\n")
                             .dataset();
  EXPECT_EQ(count(shares, MessageCode::citizen_number_in_text), 2U);
}

TEST(FormCells, ReadSharesInEveryNotation) {
  const Dataset dataset =
      FormsMaker()
          .file("units.csv",
                "Mã ĐVHC;Từ ngày;Đến ngày;Tên;Cấp\n99001;;01/01/2024;A;xã\n99002;;01/01/2024;B;xã\n"
                "99003;01/01/2024;;C;xã\n99004;01/01/2024;;D;xã\n")
          .file(
              "events.csv",
              "Mã thay đổi;Từ mã;Đến mã;Ngày hiệu lực;Hình thức;Tỷ lệ\nE1;99001;99003;01/01/2024;chia;1/3\n"
              "E1;99001;99004;01/01/2024;chia;2/3\nE2;99002;99003;01/01/2024;chia;25 %\nE2;99002;99004;01/01/2024;chia;0,75\n"
              "E3;99002;99004;01/01/2024;chia;3/0\nE4;99002;99004;01/01/2024;chia;nửa\n")
          .dataset();
  const Lines shares = values(dataset.tables().unit_events.share,
                              [](Ratio share) { return std::to_string(share.num) + "/" + std::to_string(share.den); });
  ASSERT_GE(shares.size(), 4U);
  EXPECT_EQ(Lines(shares.begin(), shares.begin() + 4), (Lines{"1/3", "2/3", "1/4", "3/4"}));
  EXPECT_EQ(count(dataset, MessageCode::not_a_ratio), 2U);
}

TEST(FormCells, TakeADashForNotReportedUnlessTheFormSaysOtherwise) {
  const std::string rows = "Mã khóa học;Loại;Số giờ;Nghề\nA;dạy nghề;-;-\nB;dạy nghề;–;…\nC;dạy nghề;...;\n";
  const Dataset plain = FormsMaker().file("c.csv", rows).dataset();
  EXPECT_EQ(hundredths(plain.tables().courses.hours), (Lines{"-", "-", "-"}));
  EXPECT_TRUE(told(plain).empty());

  FormsMaker maker;
  std::vector<FormRule> rules(maker.options.forms.rules().begin(), maker.options.forms.rules().end());
  for (FormRule& rule : rules) rule.dash_is_zero = true;
  maker.options.forms = FormRules(std::move(rules));
  const Dataset zero = maker.file("c.csv", "Biểu: HT-01\nĐơn vị: 07375\nKỳ: 2024Q1\n" + rows).dataset();
  EXPECT_EQ(hundredths(zero.tables().courses.hours),
            (Lines{"0", "0", "-"}));  // dots say that a figure exists but is not known
  EXPECT_EQ(zero.tables().courses.field.missing_count(), 3U);
}

TEST(FormCells, RepeatWhatStandsAboveADittoMark) {
  const Dataset dataset =
      FormsMaker().file("c.csv", "Mã khóa học;Loại;Số giờ\nA;dạy nghề;2\nB;nt;-nt-\nC;như trên;”\n").dataset();
  EXPECT_EQ(texts(dataset.tables().courses.kind, dataset), (Lines{"vocational", "vocational", "vocational"}));
  EXPECT_EQ(hundredths(dataset.tables().courses.hours), (Lines{"200", "200", "200"}));
  EXPECT_EQ(told(dataset), (Lines{"c.csv:3:2 kind ditto_repeated(dạy nghề)", "c.csv:3:3 hours ditto_repeated(2)"}));

  const Dataset nothing = FormsMaker().file("c.csv", "Mã khóa học;Loại;Số giờ\nA;nt;2\n").dataset();
  EXPECT_EQ(told(nothing), Lines{"x c.csv:2:2 kind nothing_to_repeat()"});
}

TEST(FormCells, RecogniseCodesHoweverTheyAreTypedAndSuggestTheNearest) {
  const Dataset dataset =
      FormsMaker()
          .file("c.csv", "Mã khóa học;Loại\nA;Dạy nghề\nB;DAY NGHE\nC;vocational\nD;dạy ngề\nE;du lịch vũ trụ\n")
          .dataset();
  EXPECT_EQ(texts(dataset.tables().courses.kind, dataset), (Lines{"vocational", "vocational", "vocational"}));
  ASSERT_EQ(told(dataset).size(), 2U);
  EXPECT_EQ(told(dataset)[0].find("x c.csv:5:2 kind not_in_list(dạy ngề; session_kinds; dạy nghề"), 0U);
  EXPECT_EQ(told(dataset)[1].find("x c.csv:6:2 kind not_in_list(du lịch vũ trụ; session_kinds; "), 0U);
}

TEST(FormCells, GiveCodesBackTheZeroThatASpreadsheetTook) {
  const Dataset dataset =
      FormsMaker()
          .file(
              "t.csv",
              "Mã ĐVHC,Tính đến ngày,Giới,Số lao động\n07375,31/12/2024,nam,10\n7375,31/12/2024,nữ,11\n7378.0,31/12/2024,nữ,12\n"
              "07381.0,31/12/2024,nữ,13\n1234,31/12/2024,nữ,14\n")
          .dataset();
  EXPECT_EQ(values(dataset.tables().labour_totals.unit_code,
                   [&](UnitRef unit) { return std::string(dataset.text(unit.code)); }),
            (Lines{"07375", "07375", "07378", "07381"}));
  ASSERT_EQ(told(dataset).size(), 4U);
  EXPECT_EQ(told(dataset)[0], "t.csv:3:1 unit_code code_repaired(7375; 07375)");
  EXPECT_EQ(told(dataset)[1], "t.csv:4:1 unit_code code_repaired(7378.0; 07378)");
  EXPECT_EQ(told(dataset)[2], "t.csv:5:1 unit_code code_repaired(07381.0; 07381)");
  // No unit is known as 01234, so the code stays as it was typed.
  EXPECT_EQ(told(dataset)[3].find("x t.csv:6:1 unit_code unknown_unit(1234"), 0U) << told(dataset)[3];
}

TEST(FormCells, DropRowsWhoseUnreadableCellWouldSaySomethingElseAsABlank) {
  // Blank is both sexes, attended, no end, the first version: what cannot be read must not become any of these.
  const Dataset totals = FormsMaker()
                             .file("l.csv",
                                   "Mã ĐVHC,Tính đến ngày,Giới,Số lao động\n07375,31/12/2024,nữx,40\n"
                                   "07375,31/12/2024,nam,60\n07378,31/12/2024,,100\n")
                             .file("p.csv",
                                   "Mã ĐVHC,Kỳ,Chỉ tiêu,Biến thể,Giới,Số người\n07375,2024Q1,learned,hoàn thàn,,5\n"
                                   "07375,2024Q2,learned,,cả hai giới,6\n07375,2024Q3,learned,,,7\n")
                             .dataset();
  EXPECT_EQ(numbers(totals.tables().labour_totals.labourers), (Lines{"60", "100"}));
  EXPECT_EQ(numbers(totals.tables().people_totals.persons), Lines{"7"});
  EXPECT_EQ(count(totals, MessageCode::not_in_list), 3U);

  const Dataset spans =
      FormsMaker()
          .file("c.csv",
                "Mã TTHTCĐ,Ngày thành lập,Ngày giải thể\nC1,01/01/2010,31/06/2024\nC2,01/01/2010,30/06/2024\n"
                "C3,01/01/2010,\n")
          .file("d.csv", "Mã TTHTCĐ,Từ ngày,Đến ngày,Mã ĐVHC\nC2,01/01/2010,hết quý I,07375\nC3,01/01/2010,,07375\n")
          .file(
              "r.csv",
              "Số định danh cá nhân,Cư trú từ ngày,Cư trú đến ngày,Mã ĐVHC\n024300001234,01/01/2020,31/02/2024,07375\n"
              "024300001235,01/01/2020,01/02/2024,07375\n")
          .file("so.csv",
                "Mã báo cáo,Biểu,Mã ĐVHC,Kỳ,Lần,Mã theo ngày\nR1,HT-01,07375,2024Q1,hai,\n"
                "R2,HT-01,07375,2024Q1,2,30/02/2024\nR3,HT-01,07375,2024Q1,3,\n")
          .dataset();
  EXPECT_EQ(texts(spans.tables().centres.centre_id, spans), (Lines{"C2", "C3"}));
  EXPECT_EQ(texts(spans.tables().centre_places.centre_id, spans), Lines{"C3"});
  EXPECT_EQ(dates(spans.tables().residents.spell_to), Lines{"2024-02-01"});
  EXPECT_EQ(texts(spans.tables().submissions.report_id, spans), Lines{"R3"});
}

TEST(FormCells, KeepAnAttendanceWhoseNumberCannotBeReadAsOneWithoutAName) {
  const Dataset dataset = FormsMaker()
                              .file("t.csv", "Mã TTHTCĐ,Ngày thành lập\nC1,01/01/2010\n")
                              .file("b.csv", "Mã buổi học,Mã TTHTCĐ,Ngày,Loại buổi\nB1,C1,05/01/2024,dạy nghề\n")
                              .file("p.csv", "Mã buổi học,Số định danh cá nhân\nB1,không rõ\nB1,\n")
                              .dataset();
  EXPECT_EQ(dataset.tables().participation.size(), 2U);
  EXPECT_EQ(dataset.tables().participation.person_key.missing_count(), 2U);
}

TEST(FormCells, DoNotRepeatATotalBelowIt) {
  const Dataset dataset =
      FormsMaker().file("c.csv", "Mã khóa học;Loại;Số giờ\nA;dạy nghề;10\nB;nt;20\nTổng cộng;;30\nC;nt;nt\n").dataset();
  EXPECT_EQ(hundredths(dataset.tables().courses.hours), (Lines{"1000", "2000", "2000"}));
}

TEST(FormCells, ReadWorkbookCellsByTheirKind) {
  GridBuilder builder("book.xlsx", "Thu");
  for (const char* heading : {"Mã khoản thu", "Mã ĐVHC", "Ngày", "Nguồn", "Số tiền", "Hiện vật"})
    builder.add_text(heading);
  builder.end_row(1);
  builder.add_text("K1");
  builder.add_number(7375);
  builder.add_date(Date::of(2024, 3, 5));
  builder.add_text("ngân sách cấp xã");
  builder.add_number(1234567);
  builder.add_boolean(true);
  builder.end_row(2);
  builder.add_text("K2");
  builder.add_text("07375");
  builder.add_number(45356);
  builder.add_text("ngân sách cấp xã");
  builder.add_number(9007199254740994.0);
  builder.end_row(3);
  builder.add_text("K3");
  builder.add_text("07375");
  builder.add_date(Date::of(2024, 3, 5));
  builder.add_text("ngân sách cấp xã");
  builder.add_uncached_formula();
  builder.end_row(4, true);
  const Dataset dataset = FormsMaker().grid(std::move(builder).build()).dataset();
  EXPECT_EQ(amounts(dataset.tables().receipts.amount), Lines{"1234567"});
  EXPECT_EQ(dates(dataset.tables().receipts.date), Lines{"2024-03-05"});
  EXPECT_EQ(told(dataset), (Lines{"book.xlsx hidden_rows(1)", "book.xlsx:2:2 unit_code code_repaired(7375; 07375)",
                                  "x book.xlsx:3:5 amount number_too_large(•••)",
                                  "book.xlsx:3:3 date date_from_serial(45356; 2024-03-05)",
                                  "x book.xlsx:4:5 amount formula_without_value()"}));
  for (const Finding& finding : dataset.findings()) {
    EXPECT_EQ(finding.place.sheet, finding.message.code == MessageCode::no_submission ? "" : "Thu");
  }
}

}  // namespace
}  // namespace hoctap
