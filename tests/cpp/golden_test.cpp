// The golden cases through the public headers; tests/golden/README.md says what the files hold.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/core/document.hpp"
#include "hoctap/forms/read.hpp"
#include "hoctap/indicator/evaluate.hpp"
#include "hoctap/io/delimited.hpp"
#include "support/source_dir.hpp"

namespace hoctap {
namespace {

namespace fs = std::filesystem;

using ExpectedRow = std::map<std::string, std::string>;  // by column; empty cells are not there

fs::path golden() { return testing_support::source_dir() / "tests" / "golden"; }

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(golden()))
    if (fs::exists(entry.path() / "case.toml")) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<ExpectedRow> expected_rows(const fs::path& path) {
  Findings findings;
  const Grid grid = read_delimited(read_file(path.string()), path.string(), findings, {.delimiter = ','});
  EXPECT_TRUE(findings.empty());
  std::vector<ExpectedRow> rows;
  for (std::size_t i = 1; i < grid.row_count(); ++i) {
    ExpectedRow row;
    for (std::size_t j = 0; j < grid.row(i).size(); ++j)
      if (!grid.row(i)[j].text.empty()) row.emplace(grid.row(0)[j].text, grid.row(i)[j].text);
    rows.push_back(std::move(row));
  }
  return rows;
}

ReadOptions options(const fs::path& folder, const Node& description) {
  const std::string programme = description.get("programme").text();
  const bool is_file = programme.ends_with(".toml");
  ReadOptions options = ReadOptions::embedded(is_file ? "lang-giang-2023-2025" : programme);
  if (is_file) options.programme = read_programme(Document::load((folder / programme).string()));
  options.person_secret = "golden cases: a public key";
  return options;
}

Settings settings(const Node& run) {
  Settings settings;
  const auto given = run.find("settings");
  if (!given) return settings;
  given->allow_only(std::vector<std::string_view>{"working_age", "tolerance_points", "due_after_days",
                                                  "inventory_months", "trained_months", "attend_at_home"});
  if (const auto rule = given->find("working_age")) settings.working_age = rule->text();
  if (const auto points = given->find("tolerance_points")) settings.tolerance_points = points->integer();
  if (const auto days = given->find("due_after_days"))
    settings.due_after_days = static_cast<std::int32_t>(days->integer());
  if (const auto months = given->find("inventory_months"))
    settings.inventory_months = static_cast<std::int32_t>(months->integer());
  if (const auto months = given->find("trained_months"))
    settings.trained_months = static_cast<std::int32_t>(months->integer());
  if (const auto at_home = given->find("attend_at_home")) settings.attend_at_home = at_home->boolean();
  return settings;
}

std::string number(const std::optional<std::int64_t>& value) { return value ? std::to_string(*value) : "None"; }

// What a row has under each column that can be checked by its text.
ExpectedRow shown(const ResultRow& row) {
  return {{"numerator", std::to_string(row.cell.numerator)},   {"denominator", std::to_string(row.cell.denominator)},
          {"unreported", std::to_string(row.cell.unreported)}, {"lower_num", std::to_string(row.cell.lower_num)},
          {"lower_den", std::to_string(row.cell.lower_den)},   {"upper_num", std::to_string(row.cell.upper_num)},
          {"upper_den", std::to_string(row.cell.upper_den)},   {"has_bounds", row.has_bounds ? "true" : "false"},
          {"status", std::string(name(row.status))},           {"reach", std::string(name(row.reach))},
          {"pace_from_lower", number(row.pace_from_lower)},    {"pace_from_upper", number(row.pace_from_upper)},
          {"percent", row.value().percent(Language::en)}};
}

Ratio fraction(const std::string& text) {
  const auto slash = text.find('/');
  return {std::stoll(text), slash == std::string::npos ? 1 : std::stoll(text.substr(slash + 1))};
}

bool is_asked(const ResultRow& row, const ExpectedRow& want) {
  if (row.period.text() != want.at("period") || row.indicator != want.at("indicator") ||
      row.variant != want.at("variant"))
    return false;
  if (want.at("unit_code") == "territory") return row.kind == RowKind::territory;
  return (row.kind == RowKind::unit || row.kind == RowKind::joint) && row.unit_code == want.at("unit_code");
}

void check(const Result& result, const ExpectedRow& want) {
  const std::string asked = want.at("view") + " " + want.at("period") + " " + want.at("unit_code") + " " +
                            want.at("indicator") + " " + want.at("variant");
  SCOPED_TRACE(asked);
  std::vector<const ResultRow*> rows;
  for (const ResultRow& row : result.rows())
    if (is_asked(row, want)) rows.push_back(&row);
  ASSERT_EQ(rows.size(), 1U);
  const ExpectedRow found = shown(*rows.front());
  for (const auto& [column, value] : want) {
    const auto at = found.find(column);
    if (at == found.end()) continue;
    EXPECT_EQ(at->second, value) << column;
  }
  if (const auto path = want.find("path"); path != want.end()) {
    ASSERT_TRUE(rows.front()->path.has_value());
    EXPECT_EQ(*rows.front()->path, fraction(path->second));
  }
}

class GoldenCase : public testing::TestWithParam<std::string> {};

TEST_P(GoldenCase, GivesTheNumbersWorkedOutByHand) {
  const fs::path folder = golden() / GetParam();
  const Document description = Document::load((folder / "case.toml").string());
  const Node root = description.root();
  const Reading reading = read_folder((folder / "forms").string(), options(folder, root));

  for (const Node& run : root.get("run").elements()) {
    SCOPED_TRACE(run.get("expected").text());
    const std::vector<ExpectedRow> expected = expected_rows(folder / run.get("expected").text());
    std::map<std::string, std::set<std::string>> periods;  // by view
    std::map<std::string, std::set<std::string>> indicators;
    for (const ExpectedRow& want : expected) {
      periods[want.at("view")].insert(want.at("period"));
      indicators[want.at("view")].insert(want.at("indicator"));
    }
    for (const auto& [view, of_view] : periods) {
      Request request;
      request.indicators.assign(indicators[view].begin(), indicators[view].end());
      request.variants = {"all"};
      for (const std::string& period : of_view) request.periods.push_back(Period::parse(period));
      request.view = ViewChoice::parse(view);
      request.settings = settings(run);
      request.small_below = 0;
      const Result result = evaluate(reading, request);
      for (const ExpectedRow& want : expected)
        if (want.at("view") == view) check(result, want);
    }
  }

  if (const auto findings = root.find("findings")) {
    std::map<std::string, std::int64_t> found;
    for (const Finding& finding : reading.dataset.findings()) ++found[std::string(name(finding.message.code))];
    for (const Node& wanted : findings->members()) EXPECT_EQ(found[wanted.name()], wanted.integer()) << wanted.name();
  }
}

std::string test_name(const testing::TestParamInfo<std::string>& parameter) {
  std::string name = parameter.param;
  std::replace_if(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(AllCases, GoldenCase, testing::ValuesIn(case_names()), test_name);

// Of a case, with or without the rows that name persons.
Explanation explained(const std::string& name, const std::string& indicator, bool persons) {
  const fs::path folder = golden() / name;
  const Document description = Document::load((folder / "case.toml").string());
  const Reading reading = read_folder((folder / "forms").string(), options(folder, description.root()));
  Request request;
  request.indicators = {indicator};
  request.periods = {Period::parse("2024Q4")};
  request.small_below = 0;
  return explain(reading, request, "99901", indicator, request.periods[0], "default", persons);
}

std::map<std::string, int> cited(const Explanation& explanation) {
  std::map<std::string, int> rows;
  for (const ExplanationPart& part : explanation.parts)
    for (const auto& row : part.rows) ++rows[row.table];
  return rows;
}

TEST(GoldenCases, OfPersonsCiteTheirRowsWhenPersonsAreAskedFor) {
  // P1 at home and P9 without a home, who attended; P1's row of residents.
  EXPECT_EQ(cited(explained("52-retrained-in-enterprises", "R5b", true)),
            (std::map<std::string, int>{{"participation", 2}, {"residents", 1}}));
  // P1 who attended; P1, P2 and P3 at home.
  EXPECT_EQ(cited(explained("50-poor-or-disabled", "R2b", true)),
            (std::map<std::string, int>{{"participation", 1}, {"residents", 3}}));
  for (const auto& [name, indicator] :
       std::map<std::string, std::string>{{"52-retrained-in-enterprises", "R5b"}, {"50-poor-or-disabled", "R2b"}}) {
    const Explanation without = explained(name, indicator, false);
    EXPECT_TRUE(cited(without).empty()) << name;
    EXPECT_TRUE(without.has_uncited_persons) << name;
  }
}

TEST(GoldenCases, AreThere) { EXPECT_GE(case_names().size(), 20U); }

}  // namespace
}  // namespace hoctap
