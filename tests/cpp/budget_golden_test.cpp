#include <gtest/gtest.h>

#include "hoctap/norm/calendar.hpp"
#include "support/budget_cases.hpp"

namespace hoctap {
namespace {

using test::CaseRow;

const Book& law() {
  static const Book book = embedded_rulebook().as_of();
  return book;
}

class AGoldenBudget : public ::testing::TestWithParam<std::string> {};

// Rows in order, in the columns that the file names; `why` is for the reader.
void expect_same(const std::vector<CaseRow>& found, const std::string& name, const char* file) {
  const auto path = test::budget_cases() / name / file;
  if (!test::fs::exists(path)) return;
  auto expected = test::case_rows(path);
  ASSERT_EQ(found.size(), expected.size()) << name << '/' << file;
  for (std::size_t row = 0; row < expected.size(); ++row) {
    expected[row].erase("why");
    for (const auto& [column, value] : expected[row])
      EXPECT_EQ(found[row].at(column), value) << name << '/' << file << ", row " << row + 2 << ", " << column;
  }
}

TEST_P(AGoldenBudget, ComesOutAsWorkedOutByHand) {
  const auto one = test::budget_case(GetParam());
  const EstimateReview review = review_estimates(law(), one.dataset, one.year, one.options);
  expect_same(test::estimate_rows(review), GetParam(), "estimates.csv");
  expect_same(test::centre_year_rows(review), GetParam(), "centre_years.csv");
  expect_same(test::bound_rows(review), GetParam(), "bounds.csv");
  expect_same(test::sum_rows(execution_of(one.dataset, one.year)), GetParam(), "sums.csv");
  expect_same(test::settlement_rows(review_settlements(law(), one.dataset, one.year, one.asked)), GetParam(),
              "settlements.csv");
}

INSTANTIATE_TEST_SUITE_P(Cases, AGoldenBudget, ::testing::ValuesIn(test::budget_case_names()), [](const auto& one) {
  std::string name = one.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

// "province=48;district=490"
std::vector<std::pair<std::string, std::string>> pairs(const std::string& text) {
  std::vector<std::pair<std::string, std::string>> found;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(';', begin), text.size());
    const std::size_t sign = text.find('=', begin);
    found.emplace_back(text.substr(begin, sign - begin), text.substr(sign + 1, end - sign - 1));
    begin = end + 1;
  }
  return found;
}

TEST(TheGoldenCalendar, ComesOutAsTheLawSays) {
  for (const CaseRow& row : test::case_rows(test::budget_cases() / "calendar.csv")) {
    CalendarOptions options;
    options.attributes = pairs(row.at("attributes"));
    for (const auto& [step, day] : pairs(row.at("happened"))) options.happened.emplace_back(step, Date::parse(day));
    const BudgetCalendar calendar = calendar_of(law(), std::stoi(row.at("year")), options);
    const int part = row.at("part").empty() ? 0 : std::stoi(row.at("part"));
    const auto is_it = [&](const CalendarDay& day) { return day.step == row.at("step") && day.part == part; };
    const auto day = std::find_if(calendar.days.begin(), calendar.days.end(), is_it);
    const std::string what = row.at("year") + " " + row.at("step");
    ASSERT_NE(day, calendar.days.end()) << what;
    EXPECT_EQ(day->last_day ? day->last_day->iso() : "", row.at("last_day")) << what;
    EXPECT_EQ(day->gap == CalendarGap::none ? "" : name(day->gap), row.at("gap")) << what;
    EXPECT_EQ(day->due == no_entry ? "" : law().rulebook().due_days()[day->due].entry.id, row.at("norm")) << what;
  }
}

}  // namespace
}  // namespace hoctap
