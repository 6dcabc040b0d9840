#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/core/file.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/io/delimited.hpp"
#include "io/utf16.hpp"

namespace hoctap {
namespace {

using Row = std::vector<std::string>;

struct Read {
  std::vector<Row> rows;
  std::vector<std::uint32_t> lines;
  Findings findings;
};

Read read(std::string_view bytes, const DelimitedOptions& options = {}) {
  Read result;
  const Grid grid = read_delimited(bytes, "a.csv", result.findings, options);
  for (std::size_t i = 0; i < grid.row_count(); ++i) {
    Row row;
    for (const GridCell& cell : grid.row(i)) row.emplace_back(cell.text);
    result.rows.push_back(row);
    result.lines.push_back(grid.line(i));
  }
  return result;
}

std::vector<Row> rows(std::string_view bytes) {
  const Read result = read(bytes);
  EXPECT_TRUE(result.findings.empty()) << bytes;
  return result.rows;
}

using Rows = std::vector<Row>;

TEST(ReadDelimited, SplitsRowsAndCells) { EXPECT_EQ(rows("a,b\n1,2\n"), (Rows{{"a", "b"}, {"1", "2"}})); }

TEST(ReadDelimited, TakesEveryLineEnd) {
  const Rows expected{{"a", "b"}, {"1", "2"}, {"3", "4"}};
  EXPECT_EQ(rows("a,b\n1,2\n3,4"), expected);
  EXPECT_EQ(rows("a,b\r\n1,2\r\n3,4\r\n"), expected);
  EXPECT_EQ(rows("a,b\r1,2\r3,4\r"), expected);
}

TEST(ReadDelimited, KeepsEmptyCellsAndEmptyLines) {
  EXPECT_EQ(rows("a,,c,\n\n,\n"), (Rows{{"a", "", "c", ""}, {}, {"", ""}}));
  EXPECT_EQ(rows("a,"), (Rows{{"a", ""}}));
}

TEST(ReadDelimited, GivesNoRowsForAnEmptyFile) {
  EXPECT_TRUE(rows("").empty());
  EXPECT_TRUE(rows("\xEF\xBB\xBF").empty());
}

TEST(ReadDelimited, ReadsQuotedCells) {
  EXPECT_EQ(rows("\"a,b\",\"say \"\"hi\"\"\",\"\"\n"), (Rows{{"a,b", "say \"hi\"", ""}}));
  EXPECT_EQ(rows("\"a\" ,b\n"), (Rows{{"a", "b"}})) << "blanks after a closing quote";
}

TEST(ReadDelimited, CountsTheLinesOfCellsThatSpanSeveral) {
  const Read result = read("x\n\"one\ntwo\r\nthree\",2\ny\n", {.delimiter = ','});
  EXPECT_EQ(result.rows, (Rows{{"x"}, {"one two three", "2"}, {"y"}}));
  EXPECT_EQ(result.lines, (std::vector<std::uint32_t>{1, 2, 5}));
  EXPECT_TRUE(result.findings.empty());
}

TEST(ReadDelimited, EndsAQuoteThatNeverClosesAtItsOwnLine) {
  const Read result = read("a,\"b,c\n1,2,3\n4,5,6\n");
  EXPECT_EQ(result.rows, (Rows{{"a", "b,c"}, {"1", "2", "3"}, {"4", "5", "6"}}));
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].message.code, MessageCode::quote_never_closes);
  EXPECT_EQ(result.findings[0].place, (SourcePlace{"a.csv", "", 1, 2, ""}));
}

TEST(ReadDelimited, DoesNotSwallowRowsUpToTheNextQuotedCell) {
  const Read result = read("a,\"b,c\n1,\"x\",3\n4,\"y\",6\n");
  EXPECT_EQ(result.rows, (Rows{{"a", "b,c"}, {"1", "x", "3"}, {"4", "y", "6"}}));
  EXPECT_EQ(result.findings.size(), 1U);
}

TEST(ReadDelimited, TakesAQuoteOverTooManyLinesAsNeverClosed) {
  DelimitedOptions options{.delimiter = ','};
  options.limits.most_lines_of_cell = 3;
  EXPECT_EQ(read("\"a\nb\nc\",1\n", options).rows.size(), 1U);
  EXPECT_EQ(read("\"a\nb\nc\nd\",1\n", options).rows.size(), 4U);
}

TEST(ReadDelimited, AddsTextAfterAClosingQuote) {
  const Read result = read("\"a\"b,c\n1,2\n");
  EXPECT_EQ(result.rows, (Rows{{"ab", "c"}, {"1", "2"}}));
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].message.code, MessageCode::text_after_closing_quote);
}

TEST(ReadDelimited, LeavesQuotesInsidePlainCellsAlone) { EXPECT_EQ(rows("5\" pipe,b\n"), (Rows{{"5\" pipe", "b"}})); }

TEST(ReadDelimited, DecidesTheDelimiter) {
  const Rows expected{{"a", "b"}, {"1", "2"}};
  EXPECT_EQ(rows("a;b\n1;2\n"), expected);
  EXPECT_EQ(rows("a\tb\n1\t2\n"), expected);
  EXPECT_EQ(rows("a;b\n1,5;2,5\n3,5;4,5\n"), (Rows{{"a", "b"}, {"1,5", "2,5"}, {"3,5", "4,5"}}));
  EXPECT_EQ(rows("\"x;y;z\",b\n\"u;v;w\",d\n"), (Rows{{"x;y;z", "b"}, {"u;v;w", "d"}})) << "quoted ones do not count";
  EXPECT_EQ(rows("Biểu: HT-01\nKỳ: 2024Q3\na;b;c\n1;2;3\n4;5;6\n").back(), (Row{"4", "5", "6"}));
}

TEST(ReadDelimited, LetsNoLineWithAnOpenQuoteDecideTheDelimiter) {
  EXPECT_EQ(rows("\"\n,\";1;2,5\n\"\n,\";1;2,5\na;b;2,5\nc;d;2,5\n").back(), (Rows::value_type{"c", "d", "2,5"}));
  EXPECT_EQ(rows("1;5\" pipe\n2;6\" pipe\n"), (Rows{{"1", "5\" pipe"}, {"2", "6\" pipe"}}));
}

TEST(ReadDelimited, MakesTextNfcAndSqueezed) {
  EXPECT_EQ(rows("  xa\xCC\x83   Ho\xC3\xA0  , x\xC2\xA0y ,\"\t z \"\n"), (Rows{{"x\xC3\xA3 Ho\xC3\xA0", "x y", "z"}}));
  EXPECT_EQ(rows("a\xE2\x80\x8B"
                 "b,c\n"),
            (Rows{{"ab", "c"}}))
      << "a zero-width space";
}

TEST(ReadDelimited, DropsAByteOrderMark) { EXPECT_EQ(rows("\xEF\xBB\xBF\"a\",b\n"), (Rows{{"a", "b"}})); }

TEST(ReadDelimited, ReadsUtf16WithAByteOrderMark) {
  const std::string little(
      "\xFF\xFE"
      "a\0\t\0\xA3\x1E\n\0"
      "1\0\t\0\x3D\xD8\x00\xDE\n\0",
      20);
  EXPECT_EQ(rows(little), (Rows{{"a", "ả"}, {"1", "😀"}}));
  const std::string big(
      "\xFE\xFF"
      "\0a\0,\x1E\xA3",
      8);
  EXPECT_EQ(rows(big), (Rows{{"a", "ả"}}));
  const std::string unpaired(
      "\xFF\xFE"
      "a\0\x00\xDE,\0b\0\0",
      11);
  EXPECT_EQ(read(unpaired).rows, (Rows{{"a\xEF\xBF\xBD", "b\xEF\xBF\xBD"}}));
}

TEST(ReadDelimited, ReplacesMalformedBytesAndSaysSoOnceARow) {
  const Read result = read(std::string_view("a,b\n\xFF\xFEx,y\0z\nok,ok\n\xC3(,1\n", 23));
  EXPECT_EQ(result.rows[1], (Row{"\xEF\xBF\xBD\xEF\xBF\xBDx", "y\xEF\xBF\xBDz"}));
  EXPECT_EQ(result.rows[3], (Row{"\xEF\xBF\xBD(", "1"}));
  ASSERT_EQ(result.findings.size(), 2U);
  EXPECT_EQ(result.findings[0].message, (Message{MessageCode::bytes_replaced, {"3"}}));
  EXPECT_EQ(result.findings[0].place, (SourcePlace{"a.csv", "", 2, 0, ""}));
  EXPECT_EQ(result.findings[1].place.row, 4U);
}

TEST(ReadDelimited, CutsALineThatIsTooLongAndReadsOn) {
  DelimitedOptions options{.delimiter = ','};
  options.limits.most_row_bytes = 8;
  const Read result = read("a,b\n1234,56789,0\nc,d\n", options);
  EXPECT_EQ(result.rows, (Rows{{"a", "b"}, {"1234", "567"}, {"c", "d"}}));
  ASSERT_EQ(result.findings.size(), 1U);
  EXPECT_EQ(result.findings[0].message.code, MessageCode::line_cut);
  EXPECT_EQ(result.findings[0].place.row, 2U);
}

TEST(ReadDelimited, RefusesWhatIsTooLarge) {
  Findings findings;
  DelimitedOptions options;
  options.limits.most_bytes = 3;
  EXPECT_THROW(read_delimited("a,b\n", "a.csv", findings, options), FileError);
  options = {};
  options.limits.most_cells = 3;
  EXPECT_THROW(read_delimited("a,b\n1,2\n", "a.csv", findings, options), FileError);
}

TEST(ReadDelimited, RefusesWhatIsNotText) {
  Findings findings;
  EXPECT_THROW(read_delimited("PK\x03\x04rest", "a.csv", findings), FormatError);
  EXPECT_THROW(read_delimited("%PDF-1.7", "a.csv", findings), FormatError);
}

TEST(ReadDelimited, TellsBlankCellsFromText) {
  Findings findings;
  const Grid grid = read_delimited("a,,\"  \",\"\"\n", "a.csv", findings);
  const std::vector<CellKind> expected{CellKind::text, CellKind::blank, CellKind::blank, CellKind::blank};
  ASSERT_EQ(grid.row(0).size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(grid.row(0)[i].kind, expected[i]);
}

TEST(ReadDelimited, KeepsCellsWhenTheGridMoves) {
  Findings findings;
  Grid grid = read_delimited("xã  Tiên,\"a\"\"b\"\n", "a.csv", findings);
  const Grid moved = std::move(grid);
  EXPECT_EQ(moved.row(0)[0].text, "xã Tiên");
  EXPECT_EQ(moved.row(0)[1].text, "a\"b");
}

TEST(AppendDelimitedRow, QuotesWhereNeeded) {
  std::string text;
  append_delimited_row(text, Row{"a", "b,c", "d\"e", "f\ng", ""});
  append_delimited_row(text, Row{"a;b", "c,d"}, ';');
  append_delimited_row(text, Row{""});
  append_delimited_row(text, Row{});
  EXPECT_EQ(text, "a,\"b,c\",\"d\"\"e\",\"f\ng\",\n\"a;b\";c,d\n\"\"\n\n");
}

// Cells of the characters that matter to a tokenizer, with some Vietnamese.
rc::Gen<std::string> cell_text() {
  const auto piece = rc::gen::element<std::string>("a", "7", ",", ";", "\t", "\"", "\n", "\r\n", " ", "ả", "e\xCC\x81",
                                                   "\xC2\xA0", "\xE2\x80\x8B");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const std::vector<std::string>& pieces) {
    std::string text;
    for (const std::string& one : pieces) text += one;
    return text;
  });
}

RC_GTEST_PROP(DelimitedText, ReadsBackWhatWasWritten, ()) {
  const auto delimiter = *rc::gen::element(',', ';', '\t');
  const auto written = *rc::gen::container<std::vector<Row>>(rc::gen::container<Row>(cell_text()));
  std::string text;
  std::vector<Row> expected;
  for (const Row& row : written) {
    append_delimited_row(text, row, delimiter);
    Row tidy;
    for (const std::string& cell : row) tidy.push_back(nfc(squeezed(cell)));
    expected.push_back(tidy);
  }
  const Read result = read(text, {.delimiter = delimiter});
  RC_ASSERT(result.rows == expected);
  RC_ASSERT(result.findings.empty());
}

RC_GTEST_PROP(DelimitedText, GivesARowForEveryLineOfGarbage, ()) {
  const auto lines = *rc::gen::container<std::vector<std::string>>(rc::gen::container<std::string>(
      rc::gen::suchThat(rc::gen::arbitrary<char>(), [](char c) { return c != '\n' && c != '\r' && c != '"'; })));
  std::string text;
  for (const std::string& line : lines)
    text += "x" + line + "\n";    // no line may look like a byte-order mark or a workbook
  RC_PRE(!io::from_utf16(text));  // a few bytes of which each second one is NUL: other lines are meant then
  const Read result = read(text);
  RC_ASSERT(result.rows.size() == lines.size());
  for (const Row& row : result.rows) {
    for (const std::string& cell : row) RC_ASSERT(!first_invalid_utf8(cell));
  }
}

RC_GTEST_PROP(DelimitedText, ReadsAnyBytesWithRisingLines, ()) {
  const auto text = *rc::gen::container<std::string>(
      rc::gen::oneOf(rc::gen::element('"', ',', '\n', '\r', 'a'), rc::gen::arbitrary<char>()));
  const Read result = read("x" + text);
  for (std::size_t i = 1; i < result.lines.size(); ++i) RC_ASSERT(result.lines[i - 1] < result.lines[i]);
}

class ReadFile : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string path(const char* name) const { return (folder_ / name).string(); }

 private:
  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) /
      (std::string("hoctap_") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(ReadFile, GivesTheBytes) {
  const std::string bytes("a\0b\r\n", 5);
  std::ofstream(path("a.csv"), std::ios::binary) << bytes;
  EXPECT_EQ(read_file(path("a.csv")), bytes);
}

TEST_F(ReadFile, RefusesDirectoriesMissingAndLargeFiles) {
  EXPECT_THROW(read_file(path("")), FileError);
  try {
    read_file(path("none.csv"));
    FAIL();
  } catch (const FileError& error) {
    EXPECT_EQ(error.message().code, MessageCode::no_such_file);
    EXPECT_EQ(error.place().file, path("none.csv"));
  }
  std::ofstream(path("b.csv")) << "abcd";
  EXPECT_THROW(read_file(path("b.csv"), 3), FileError);
}

}  // namespace
}  // namespace hoctap
