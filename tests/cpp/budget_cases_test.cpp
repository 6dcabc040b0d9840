// The case tables of the law, which the Python tests read too; tests/golden/README.md says what the columns mean.
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/budget/compliance.hpp"
#include "hoctap/io/delimited.hpp"
#include "support/source_dir.hpp"

namespace hoctap {
namespace {

namespace fs = std::filesystem;

fs::path folder() { return testing_support::source_dir() / "tests" / "golden" / "law" / "cases"; }

using Row = std::map<std::string, std::string>;  // blank cells are not there

std::vector<Row> rows_of(const fs::path& path) {
  Findings findings;
  const Grid grid = read_delimited(read_file(path.string()), path.filename().string(), findings, {.delimiter = ','});
  EXPECT_TRUE(findings.empty());
  std::vector<Row> rows;
  for (std::size_t i = 1; i < grid.row_count(); ++i) {
    Row row;
    for (std::size_t j = 0; j < grid.row(i).size(); ++j)
      if (!grid.row(i)[j].text.empty()) row.emplace(grid.row(0)[j].text, grid.row(i)[j].text);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string cell(const Row& row, const std::string& column) {
  const auto found = row.find(column);
  return found == row.end() ? std::string() : found->second;
}

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(at, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

// One line as columns of one row.
struct Line {
  std::string content;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::map<std::string, std::int64_t> numbers;

  explicit Line(const Row& row) : content(cell(row, "content")) {
    for (const std::string& pair : split(cell(row, "attributes"), ';')) {
      const auto at = pair.find('=');
      attributes.emplace_back(pair.substr(0, at), pair.substr(at + 1));
    }
    for (const char* column : {"year", "factor_1", "factor_2", "factor_3", "amount"}) {
      const std::string text = cell(row, column);
      if (text.empty()) continue;
      std::int64_t number = 0;
      EXPECT_EQ(std::from_chars(text.data(), text.data() + text.size(), number).ptr, text.data() + text.size());
      numbers[column] = number;
    }
    for (const char* column : {"date", "decided_on"}) {
      if (const std::string text = cell(row, column); !text.empty()) numbers[column] = Date::parse(text).days();
    }
  }

  WholeNumbers column(const std::string& name) const {
    static constexpr std::int64_t nothing = 0;
    static constexpr std::uint8_t absent = 0;
    const auto found = numbers.find(name);
    if (found == numbers.end()) return {std::span(&nothing, 1), std::span(&absent, 1)};
    return {std::span(&found->second, 1), {}};
  }

  LineColumns columns() const {
    static constexpr std::uint8_t first = 0;
    const WholeNumbers one{std::span(&first, 1), {}};
    LineColumns lines;
    lines.row_count = 1;
    lines.content = {one, {content}};
    for (const auto& [attribute, value] : attributes) lines.attributes.push_back({attribute, {one, {value}}});
    lines.date = column("date");
    lines.year = column("year");
    lines.decided_on = column("decided_on");
    lines.factors = {column("factor_1"), column("factor_2"), column("factor_3")};
    lines.amount = column("amount");
    return lines;
  }
};

std::string flags_of(std::uint8_t flags) {
  std::string names;
  for (std::size_t bit = 0; bit < line_flag_count; ++bit)
    if ((flags >> bit & 1) != 0) names += (names.empty() ? "" : ";") + std::string(flag_name(bit));
  return names;
}

class CasesOfTheLaw : public testing::TestWithParam<std::string> {};

TEST_P(CasesOfTheLaw, ComeOutAsTheClauseSays) {
  const Rulebook law = embedded_rulebook();
  const auto rows = rows_of(folder() / GetParam());
  ASSERT_FALSE(rows.empty());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    SCOPED_TRACE(GetParam() + ", row " + std::to_string(i + 2) + ": " + cell(row, "why"));
    BookOptions options;
    options.verified_only = cell(row, "mode") == "strict";
    if (const std::string known = cell(row, "known"); !known.empty()) options.known = Date::parse(known);
    const Line line(row);
    const Compliance checked = check_lines(law.as_of(options), line.columns());
    const auto verdict = checked.verdict(0);
    const bool has_ceiling = checked.has_ceiling().empty() || checked.has_ceiling()[0] != 0;
    const bool has_excess = has_ceiling && verdict != Verdict::depends_on_date;
    const auto norm = checked.norms()[0];
    EXPECT_EQ(name(verdict), cell(row, "verdict"));
    EXPECT_EQ(flags_of(checked.flags()[0]), cell(row, "flags"));
    EXPECT_EQ(has_ceiling ? std::to_string(checked.ceilings()[0]) : "", cell(row, "ceiling"));
    EXPECT_EQ(has_excess ? std::to_string(checked.excesses()[0]) : "", cell(row, "excess"));
    EXPECT_EQ(norm == Compliance::no_norm_number ? "" : law.norms()[norm].id, cell(row, "norm"));
    const auto cited = Citation::try_parse(cell(row, "clause"));
    ASSERT_TRUE(cited) << cell(row, "clause");
    EXPECT_NE(law.find_instrument(cited->instrument), nullptr) << cited->instrument;
  }
}

std::vector<std::string> case_tables() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder())) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Every, CasesOfTheLaw, testing::ValuesIn(case_tables()), [](const auto& each) {
  std::string name = each.param;
  std::replace_if(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
});

// A text that states levels has cases for them, so that none is changed unseen.
TEST(TheCasesOfTheLaw, AreThereForEachTextWithLevels) {
  const Rulebook law = embedded_rulebook();
  for (NormIndex i = 0; i < law.norms().size(); ++i) {
    const Norm& norm = law.norms()[i];
    if (!has_ceiling(norm.kind) && norm.kind != NormKind::floor && norm.kind != NormKind::value) continue;
    const fs::path file = fs::path(law.instrument_of(i).file).stem();
    EXPECT_TRUE(fs::exists(folder() / (file.string() + ".csv"))) << norm.id;
  }
}

}  // namespace
}  // namespace hoctap
