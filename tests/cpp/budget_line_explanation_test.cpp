#include <chrono>

#include <gtest/gtest.h>

#include "hoctap/budget/line_explanation.hpp"
#include "hoctap/core/error.hpp"
#include "support/line_sheets.hpp"
#include "support/rulebooks.hpp"

namespace hoctap {
namespace {

using test::fictional_rulebook;
using test::line_sheet;

LineExplanation explained(const std::string& text, std::size_t row = 0, const BookOptions& options = {}) {
  const Rulebook rulebook = fictional_rulebook();
  const LineTable lines = line_sheet(rulebook, text);
  return explain_line(rulebook.as_of(options), lines.columns(), row, lines.place(row));
}

TEST(AnExplanation, MultipliesTheLevelByWhatTheNormPaysOfEachFactor) {
  const auto line =
      explained("content,amount,date,factor_1,factor_2,unit_price\nmeal,4000000,2022-03-01,2,12,150000\n");
  EXPECT_EQ(line.verdict, Verdict::over);
  EXPECT_EQ(line.ceiling, 3'000'000);
  EXPECT_EQ(line.excess, 1'000'000);
  ASSERT_EQ(line.factors.size(), 2U);
  EXPECT_EQ(line.factors[1].unit, "day");
  EXPECT_EQ(line.factors[1].stated, 12);
  EXPECT_EQ(line.factors[1].paid, 10);
  const std::string english = text(line, Language::en);
  EXPECT_NE(english.find("2 × 10 × 150,000"), std::string::npos) << english;
  EXPECT_NE(english.find("lines.csv, row 2"), std::string::npos) << english;
  EXPECT_NE(english.find("2 × 12 × 150,000"), std::string::npos) << english;  // what the price comes to
  EXPECT_NE(text(line, Language::vi).find("vượt mức trần 1.000.000"), std::string::npos);
}

TEST(AnExplanation, ShowsALevelBeforeAndAfterItIsRounded) {
  const auto line = explained("content,amount,date,factor_1\nallowance,333000,2022-03-01,1\n");
  EXPECT_EQ(line.verdict, Verdict::within);
  ASSERT_EQ(line.levels.size(), 1U);
  EXPECT_EQ(line.levels[0].of, 1'000'000);
  EXPECT_EQ(line.levels[0].exact, (Ratio{1'000'000, 3}));
  EXPECT_EQ(line.levels[0].level, 333'000);
  const std::string english = text(line, Language::en);
  EXPECT_NE(english.find("1,000,000 VND/3, rounded down to whole 1,000 VND: 333,000 VND"), std::string::npos)
      << english;
  EXPECT_NE(english.find("as much as the ceiling"), std::string::npos) << english;
}

TEST(AnExplanation, SaysWhatIsMissingAndWhatIsNotKnown) {
  const auto line = explained("content,amount,date,factor_1,factor_2,zone,area\nmeal,1,2022-03-01,,2,V,hilly\n");
  EXPECT_EQ(line.verdict, Verdict::input_missing);
  EXPECT_FALSE(line.ceiling);
  EXPECT_NE(text(line, Language::en).find("number of person: missing"), std::string::npos) << text(line, Language::en);
  EXPECT_EQ(line.findings.size(), 2U);
  const auto floor = explained("content,amount,year,zone\nmaterials,1,2022,V\n");
  ASSERT_EQ(floor.inputs.size(), 1U);
  EXPECT_EQ(floor.inputs[0].word, "V");
  EXPECT_TRUE(floor.inputs[0].value.empty());
}

TEST(AnExplanation, OfAnUnknownContentNamesTheNearest) {
  const auto line = explained("content,amount\nmeel,1\n");
  EXPECT_EQ(line.verdict, Verdict::norm_missing);
  EXPECT_FALSE(line.choice);
  EXPECT_NE(text(line, Language::en).find("meal"), std::string::npos);
  const auto blank = explained("content,amount\n,1\n");
  EXPECT_EQ(blank.verdict, Verdict::input_missing);
}

TEST(AnExplanation, OfALineWithoutADateShowsBothCeilings) {
  const auto line = explained("content,amount,year,factor_1,factor_2\nmeal,1,2023,1,1\n");
  EXPECT_EQ(line.verdict, Verdict::depends_on_date);
  EXPECT_EQ(line.ceiling, 150'000);
  EXPECT_EQ(line.highest_ceiling, 200'000);
  EXPECT_FALSE(line.excess);
  EXPECT_NE(text(line, Language::en).find("from 150,000 VND to 200,000 VND"), std::string::npos);
}

// Whatever the line, the explanation says what the check of the whole table says.
TEST(AnExplanation, AgreesWithTheCheckOnEveryLine) {
  const Rulebook rulebook = fictional_rulebook();
  std::string text = "content,amount,date,year,factor_1,factor_2,zone,area,unit_price\n";
  for (const char* content : {"meal", "allowance", "materials", "fee", "hall", "unknown", ""}) {
    for (const char* date : {"", "2019-12-31", "2021-08-01", "2023-07-01"}) {
      for (const char* more : {",3,2,I,,", "2021,3,,none,difficult,100000", "2023,,12,,,", "2022,1,20,IV,flat,1"})
        text += std::string(content) + ",300000," + date + "," + more + "\n";
    }
  }
  const LineTable lines = line_sheet(rulebook, text);
  for (const bool strict : {false, true}) {
    const Book book = rulebook.as_of({.verified_only = strict});
    const Compliance checked = check_lines(book, lines.columns());
    for (std::size_t row = 0; row < lines.size(); ++row) {
      const LineExplanation line = explain_line(book, lines.columns(), row);
      EXPECT_EQ(line.verdict, checked.verdict(row)) << row;
      EXPECT_EQ(line.flags, checked.flags()[row]) << row;
      const bool has_ceiling = checked.has_ceiling().empty() || checked.has_ceiling()[row] != 0;
      EXPECT_EQ(line.ceiling.has_value(), has_ceiling) << row;
      if (has_ceiling) {
        EXPECT_EQ(line.ceiling, checked.ceilings()[row]) << row;
      }
      EXPECT_FALSE(hoctap::text(line, Language::vi).empty());
      EXPECT_FALSE(hoctap::text(line, Language::en).empty());
    }
  }
  EXPECT_THROW(explain_line(rulebook.as_of(), lines.columns(), lines.size()), NotFound);
}

}  // namespace
}  // namespace hoctap
