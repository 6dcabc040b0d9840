// Every row of the tables in which the law was noted is a norm or has a reason why it is none; tests/golden/law holds
// the list. The notes themselves are not part of the project: where HOCTAP_LAW_NOTES names their folder, their tables
// are counted too.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/core/document.hpp"
#include "hoctap/io/delimited.hpp"
#include "hoctap/norm/rulebook.hpp"
#include "support/source_dir.hpp"

namespace hoctap {
namespace {

namespace fs = std::filesystem;

using Row = std::map<std::string, std::string>;
using TableKey = std::pair<std::string, std::size_t>;  // notes, number of the table

std::vector<Row> rows_of(std::string_view file) {
  const fs::path path = testing_support::source_dir() / "tests" / "golden" / "law" / file;
  Findings findings;
  const Grid grid = read_delimited(read_file(path.string()), path.string(), findings, {.delimiter = ','});
  EXPECT_TRUE(findings.empty());
  std::vector<Row> rows;
  for (std::size_t i = 1; i < grid.row_count(); ++i) {
    Row row;
    for (std::size_t j = 0; j < grid.row(i).size(); ++j) row.emplace(grid.row(0)[j].text, grid.row(i)[j].text);
    rows.push_back(std::move(row));
  }
  return rows;
}

TableKey table_of(const Row& row) { return {row.at("notes"), std::stoul(row.at("table"))}; }

std::map<TableKey, std::size_t> listed_tables() {
  std::map<TableKey, std::size_t> tables;
  for (const Row& row : rows_of("coverage-tables.csv")) {
    EXPECT_TRUE(tables.emplace(table_of(row), std::stoul(row.at("rows"))).second) << row.at("heading");
  }
  return tables;
}

std::vector<std::string> parts(std::string_view text) {
  constexpr std::string_view between = "; ";
  std::vector<std::string> found;
  while (!text.empty()) {
    const auto end = std::min(text.find(between), text.size());
    found.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + between.size(), text.size()));
  }
  return found;
}

bool is_in(const Rulebook& law, const std::string& id) {
  if (law.find_instrument(id) != nullptr || law.find_norm(id) != nullptr) return true;
  const auto days = law.due_days();
  return std::any_of(days.begin(), days.end(), [&](const Due& due) { return due.entry.id == id; });
}

// The number of rows of each table of a text in Markdown, in order.
std::vector<std::size_t> table_rows(const std::string& text) {
  std::vector<std::string_view> lines;
  for (std::string_view rest = text; !rest.empty();) {
    const auto end = std::min(rest.find('\n'), rest.size());
    lines.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  const auto is_row = [&](std::size_t i) { return i < lines.size() && lines[i].starts_with('|'); };
  const auto is_rule = [&](std::size_t i) {
    return is_row(i) && lines[i].find_first_not_of("|-: ") == std::string_view::npos;
  };
  std::vector<std::size_t> tables;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_row(i) || !is_rule(i + 1)) continue;
    std::size_t end = i + 2;
    while (is_row(end)) ++end;
    tables.push_back(end - i - 2);
    i = end - 1;
  }
  return tables;
}

TEST(TheLawsCoverage, ListsEachRowOfEachTableOnce) {
  std::map<TableKey, std::size_t> counted;
  for (const Row& row : rows_of("coverage.csv")) {
    EXPECT_EQ(row.at("row"), std::to_string(++counted[table_of(row)])) << row.at("subject");
    EXPECT_FALSE(row.at("subject").empty());
  }
  EXPECT_FALSE(counted.empty());
  EXPECT_EQ(counted, listed_tables());
}

TEST(TheLawsCoverage, NamesNormsThatAreThereOrAReason) {
  const Rulebook law = embedded_rulebook();
  for (const Row& row : rows_of("coverage.csv")) {
    const std::string where = row.at("notes") + " " + row.at("table") + "/" + row.at("row");
    EXPECT_NE(row.at("norms").empty(), row.at("reason").empty()) << where;
    for (const std::string& id : parts(row.at("norms"))) EXPECT_TRUE(is_in(law, id)) << where << ": " << id;
  }
}

TEST(TheLawsCoverage, CountsTheRowsThatTheNotesHave) {
  const char* const folder = std::getenv("HOCTAP_LAW_NOTES");
  if (folder == nullptr) GTEST_SKIP() << "HOCTAP_LAW_NOTES names no folder with the notes";
  std::map<TableKey, std::size_t> noted;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".md") continue;
    const auto tables = table_rows(read_file(entry.path().string()));
    for (std::size_t i = 0; i < tables.size(); ++i) noted[{entry.path().stem().string(), i + 1}] = tables[i];
  }
  EXPECT_EQ(noted, listed_tables());
}

}  // namespace
}  // namespace hoctap
