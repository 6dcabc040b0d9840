#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "support/line_sheets.hpp"
#include "support/rulebooks.hpp"

namespace hoctap {
namespace {

using test::fictional_rulebook;
using test::line_sheet;

TEST(ASheetOfLines, BeginsAtItsHeadingWhateverItsLanguageAndOrder) {
  const Rulebook rulebook = fictional_rulebook();
  const LineTable lines = line_sheet(rulebook,
                                     "Dữ liệu:,mô phỏng\n"
                                     "\n"
                                     "Số tiền,Khu vực,Nội dung chi,Ngày,Hệ số 1,Hệ số 2,Mã TTHTCĐ\n"
                                     "900.000,II,tiền ăn,01/03/2022,3,2,TT-1\n"
                                     "1.000.001,,cơm trưa,2022-03-01,3,2,\n");
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_TRUE(lines.findings().empty());
  EXPECT_TRUE(lines.is_simulated());
  EXPECT_EQ(lines.place(1).row, 5U);
  EXPECT_EQ(lines.place(1).file, "lines.csv");
  EXPECT_EQ(lines.centre(0), "TT-1");
  EXPECT_EQ(lines.centre(1), "");
  EXPECT_EQ(lines.row_at(5), 1U);
  EXPECT_THROW(static_cast<void>(lines.row_at(3)), NotFound);
  const Compliance checked = check_lines(rulebook.as_of(), lines.columns());
  EXPECT_EQ(checked.verdict(0), Verdict::within);
  EXPECT_EQ(checked.verdict(1), Verdict::over);
  EXPECT_EQ(checked.excesses()[1], 100'001);
}

TEST(ASheetOfLines, LosesNoCellInSilence) {
  const LineTable lines = line_sheet(fictional_rulebook(),
                                     "content,amount,date,factor_1,amount,colour\n"
                                     "meal,12.5,1/3/2022,3,4,red\n"
                                     "meal,twelve,31/02/2022,3,4,red\n");
  std::vector<MessageCode> codes;
  for (const Finding& finding : lines.findings()) {
    codes.push_back(finding.message.code);
    EXPECT_EQ(finding.place.file, "lines.csv");
    EXPECT_GT(finding.place.row, 0U);
  }
  EXPECT_EQ(codes, (std::vector{MessageCode::line_column_twice, MessageCode::line_column_unused,
                                MessageCode::line_number_unreadable, MessageCode::line_day_unreadable,
                                MessageCode::line_number_unreadable}));
  const Compliance checked = check_lines(fictional_rulebook().as_of(), lines.columns());
  EXPECT_EQ(checked.verdict(0), Verdict::input_missing);
}

TEST(ASheetOfLines, LeavesOutTotals) {
  const LineTable lines = line_sheet(fictional_rulebook(),
                                     "content,amount\n"
                                     "hall,100\n"
                                     "Tổng cộng,100\n"
                                     ",\n"
                                     "hall,7\n");
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines.place(1).row, 5U);
}

TEST(ASheetOfLines, WithoutAHeadingIsRefused) {
  EXPECT_THROW(line_sheet(fictional_rulebook(), "a,b\n1,2\n"), FormatError);
  EXPECT_THROW(line_sheet(fictional_rulebook(), ""), FormatError);
}

TEST(ASheetOfLines, TakesValuesOfAttributesByName) {
  const LineTable lines = line_sheet(fictional_rulebook(), "content,amount,area\nmeal,1,khó khăn\nmeal,1,DIFFICULT\n");
  const CodedWords& area = lines.columns().attributes.at(0).second;
  EXPECT_EQ(area.words, (std::vector<std::string_view>{"difficult"}));
}

}  // namespace
}  // namespace hoctap
