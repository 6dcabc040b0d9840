#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/indicator/breakdown.hpp"
#include "hoctap/indicator/quality.hpp"
#include "hoctap/indicator/suppression.hpp"
#include "support/district.hpp"

namespace hoctap {
namespace {

using testing_support::day;
using testing_support::District;

// In Đông nine women and eleven men of thirty, of whom seven and two learned, and one labourer of unknown sex who did.
Reading people() {
  District district;
  district.file("2023-09-30");
  district.centre("A1", "99901");
  std::vector<std::uint64_t> learners;
  std::uint64_t person = 1;
  const auto add = [&](const char* sex, int count, int learned) {
    for (int i = 0; i < count; ++i, ++person) {
      district.resident({.person = person, .unit = "99901", .sex = sex, .born = "1993-05"});
      if (i < learned) learners.push_back(person);
    }
  };
  add("woman", 9, 7);
  add("man", 11, 2);
  add("", 1, 1);
  district.session({.id = "S1", .centre = "A1", .date = "2023-08-01"}, learners);
  return std::move(district).reading();
}

BreakdownRequest by_sex(std::int64_t small_below) {
  BreakdownRequest asked;
  asked.request.indicators = {"T4a"};
  asked.request.periods = {Period::quarter(2023, 3)};
  asked.by = {"sex"};
  asked.small_below = small_below;
  return asked;
}

const Period quarter = Period::quarter(2023, 3);

TEST(Breakdown, PartsAndTheUnknownAddUpAndBoundsTakeInWhoeverMayBelong) {
  const Breakdown table = evaluate_by(people(), by_sex(0));
  const Cell all = table.row("99901", "T4a", quarter, {"all"}).cell;
  const Cell women = table.row("99901", "T4a", quarter, {"woman"}).cell;
  const Cell men = table.row("99901", "T4a", quarter, {"man"}).cell;
  const Cell unknown = table.row("99901", "T4a", quarter, {"unknown"}).cell;
  EXPECT_EQ(women.numerator, 7);
  EXPECT_EQ(women.denominator, 9);
  EXPECT_EQ(men.numerator, 2);
  EXPECT_EQ(unknown.numerator, 1);
  EXPECT_EQ(women.numerator + men.numerator + unknown.numerator, all.numerator);
  EXPECT_EQ(women.denominator + men.denominator + unknown.denominator, all.denominator);
  EXPECT_EQ(women.upper_num, 8);  // the unknown one may be a woman
  EXPECT_EQ(women.upper_den, 10);
  EXPECT_EQ(women.lower_num, 7);
  EXPECT_EQ(women.lower_den, 9);  // who would pass does not lower the lower bound
  EXPECT_EQ(table.row("", "T4a", quarter, {"woman"}).label.vi, "nữ");
}

TEST(Breakdown, WithholdsSmallCountsAndWhatTellsThem) {
  const Breakdown table = evaluate_by(people(), by_sex(5));
  EXPECT_TRUE(table.row("99901", "T4a", quarter, {"man"}).is_withheld);
  EXPECT_TRUE(table.row("99901", "T4a", quarter, {"unknown"}).is_withheld);
  EXPECT_TRUE(table.row("99901", "T4a", quarter, {"woman"}).is_withheld);  // all minus the women would tell
  EXPECT_EQ(table.row("99901", "T4a", quarter, {"man"}).cell, Cell{});
  EXPECT_GT(table.withheld(), 0U);
}

TEST(Breakdown, RefusesWhatCannotBeToldApart) {
  const Reading reading = people();
  BreakdownRequest asked = by_sex(5);
  asked.by = {"height"};
  EXPECT_THROW(evaluate_by(reading, asked), NotFound);
  asked.by = {"host"};
  EXPECT_THROW(evaluate_by(reading, asked), InvalidValue);
  asked.by = {"sex", "zone", "poor", "disabled", "sector"};
  EXPECT_THROW(evaluate_by(reading, asked), InvalidValue);
}

TEST(Suppression, HidesASmallCountBehindAnExchangeThatIsWideEnough) {
  CountsToProtect table;
  table.places = 2;
  table.categories = 2;
  table.periods = 1;
  table.counts = {3, 20, 40, 30, 50, 60, 70, 80};
  table.units = {{0}, {1}, {0, 1}};
  table.groups = {{0}, {1}, {0, 1}};
  const Suppression found = suppress(table, 5);
  // The corners of a square are withheld, its margins and the total are published.
  const std::vector<std::uint8_t> expected{1, 1, 0, 1, 1, 0, 0, 0, 0};
  std::vector<std::uint8_t> withheld;
  for (std::size_t row = 0; row < expected.size(); ++row) withheld.push_back(found.is_withheld(row) ? 1 : 0);
  EXPECT_EQ(withheld, expected);
}

TEST(Quality, CountsReportsByFormAndUnit) {
  District district;
  district.options().day = day("2024-01-31");
  district.file("2023-09-30");
  district.centre("A1", "99901");
  district.report("HT-01", "99901", "2023Q3");
  const Quality found = quality(std::move(district).reading());
  const auto total = std::find_if(found.reporting.begin(), found.reporting.end(),
                                  [](const ReportingRow& row) { return row.form == "HT-01" && row.unit_code.empty(); });
  ASSERT_NE(total, found.reporting.end());
  EXPECT_EQ(total->came(), 1);
  EXPECT_EQ(total->due, total->came() + total->missing);
  EXPECT_GT(total->missing, 0);
  EXPECT_THROW(quality(people(), {.most_score_thousandths = -1}), InvalidValue);
}

}  // namespace
}  // namespace hoctap
