#include <gtest/gtest.h>

#include "support/estimate_cases.hpp"

namespace hoctap {
namespace {

using test::CaseRow;

class AGoldenEstimate : public ::testing::TestWithParam<std::string> {};

// Rows in order; `why` is for the reader.
void expect_same(const std::vector<CaseRow>& found, const std::string& name, const char* file) {
  auto expected = test::case_rows(test::estimate_cases() / name / file);
  for (CaseRow& row : expected) row.erase("why");
  ASSERT_EQ(found.size(), expected.size()) << name << '/' << file;
  for (std::size_t row = 0; row < expected.size(); ++row) {
    for (const auto& [column, value] : expected[row])
      EXPECT_EQ(found[row].at(column), value) << name << '/' << file << ", row " << row + 2 << ", " << column;
  }
}

TEST_P(AGoldenEstimate, ComesOutAsWorkedOutByHand) {
  const Estimate estimate = test::estimate_of_case(GetParam());
  expect_same(test::line_rows(estimate), GetParam(), "lines.csv");
  expect_same(test::floor_rows(estimate), GetParam(), "floors.csv");
  expect_same(test::sum_rows(estimate), GetParam(), "sums.csv");
}

INSTANTIATE_TEST_SUITE_P(Cases, AGoldenEstimate, ::testing::ValuesIn(test::estimate_case_names()), [](const auto& one) {
  std::string name = one.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace hoctap
