#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/indicator/breakdown.hpp"
#include "hoctap/indicator/closing.hpp"
#include "hoctap/indicator/evaluate.hpp"
#include "hoctap/indicator/levels.hpp"
#include "hoctap/io/arrow.hpp"
#include "support/district.hpp"

namespace hoctap {
namespace {

using testing_support::District;

const Period quarter = Period::quarter(2023, 4);
const Period year = Period::year(2023);

// Of the poor in Đông 3 of 20 learned, in Tây 15 of 40; 5 more come to Đông and learn in the last quarter.
Reading people() {
  District district;
  district.centre("A1", "99901");
  district.centre("A4", "99904");
  std::uint64_t person = 1;
  std::vector<std::uint64_t> early;
  std::vector<std::uint64_t> late;
  const auto add = [&](const char* unit, int count, int learned_early, int learned_late) {
    for (int i = 0; i < count; ++i, ++person) {
      district.resident({.person = person, .unit = unit, .poor = true});
      if (i < learned_early)
        early.push_back(person);
      else if (i < learned_early + learned_late)
        late.push_back(person);
    }
  };
  add("99901", 20, 3, 5);
  add("99904", 40, 15, 0);
  district.session({.id = "S1", .centre = "A1", .date = "2023-08-01"}, early);
  district.session({.id = "S2", .centre = "A1", .date = "2023-11-01"}, late);
  return std::move(district).reading();
}

Request reached(std::vector<Period> periods, std::int64_t small_below = 5) {
  Request asked;
  asked.indicators = {"R2b"};
  asked.periods = std::move(periods);
  asked.small_below = small_below;
  return asked;
}

TEST(Withheld, SmallCountsOfTheDisadvantagedAndWhatTellsThem) {
  const Reading reading = people();
  const Period early = Period::quarter(2023, 3);
  const Result open = evaluate(reading, reached({early}, 0));
  EXPECT_EQ(open.row("99901", "R2b", early).cell.numerator, 3);
  EXPECT_EQ(open.row("", "R2b", early).cell.numerator, 18);
  const Result result = evaluate(reading, reached({early}));
  const auto is_withheld = [&](const char* unit) {
    return result.row(unit, "R2b", early).has_flag(ResultFlag::withheld);
  };
  EXPECT_TRUE(is_withheld("99901"));
  EXPECT_TRUE(is_withheld("99904") || is_withheld(""));  // the district less Tây
  const ResultRow& row = result.row("99901", "R2b", early);
  EXPECT_EQ(row.cell, Cell{});
  EXPECT_FALSE(row.has_bounds);
  EXPECT_FALSE(row.value().is_applicable());
}

TEST(Withheld, IsTheSameWhicheverPeriodAndViewIsAskedFor) {
  const Reading reading = people();
  const Period early = Period::quarter(2023, 3);
  const auto withheld_in = [&](const std::vector<Period>& periods, ViewKind view, const Period& shown) {
    Request asked = reached(periods);
    asked.view = {view, {}};
    const Result result = evaluate(reading, asked);
    std::vector<std::string> units;
    for (const ResultRow& row : result.rows())
      if (row.period == shown && row.has_flag(ResultFlag::withheld)) units.push_back(row.unit_code);
    return units;
  };
  EXPECT_EQ(withheld_in({early}, ViewKind::plan_territory, early),
            withheld_in({early, quarter}, ViewKind::plan_territory, early));
  EXPECT_EQ(withheld_in({quarter}, ViewKind::plan_territory, quarter),
            withheld_in({early, quarter}, ViewKind::plan_territory, quarter));
  EXPECT_EQ(withheld_in({quarter}, ViewKind::plan_territory, quarter),
            withheld_in({year, early}, ViewKind::plan_territory, year));
}

TEST(Withheld, StaysSoOnEveryLevel) {
  const Reading reading = people();
  const Period early = Period::quarter(2023, 3);
  LevelRequest asked;
  asked.indicators = {"R2b"};
  asked.periods = {early};
  const LevelTable table = evaluate_levels(reading, asked);
  const Result result = evaluate(reading, reached({early}));
  std::size_t hidden = 0;
  for (const LevelTable::Block& block : table.blocks())
    for (std::size_t i = 0; i < block.units.size(); ++i) {
      const std::size_t row = block.first_row + i;
      const std::string& code = table.gazetteer().version(block.units[i]).code;
      const ResultRow& same = result.row(block.level == Level::commune ? code : "", "R2b", early);
      EXPECT_EQ(table.cell(row), same.cell) << code;
      EXPECT_EQ(table.has_flag(row, ResultFlag::withheld), same.has_flag(ResultFlag::withheld)) << code;
      if (same.has_flag(ResultFlag::withheld)) ++hidden;
    }
  EXPECT_GE(hidden, 2U);
  ArrowArrayStream stream = arrow_stream(table);
  const ArrowTable given = ArrowTable::read(&stream);
  for (const std::string column :
       {"numerator", "denominator", "unreported", "lower_num", "lower_den", "upper_num", "upper_den"}) {
    const bool is_of_value = column == "numerator" || column == "denominator";
    const ArrowValues<std::int64_t> counts = given.find(column)->integers();
    ASSERT_FALSE(counts.present.empty());
    for (std::size_t row = 0; row < table.size(); ++row) {
      const bool is_hidden = table.has_flag(row, ResultFlag::withheld) ||
                             (!is_of_value && table.has_flag(row, ResultFlag::bounds_withheld));
      EXPECT_EQ(counts.present[row] == 0, is_hidden) << column << ' ' << row;
    }
  }
  asked.small_below = 0;
  const LevelTable open = evaluate_levels(reading, asked);
  EXPECT_TRUE(std::any_of(open.numerator().begin(), open.numerator().end(), [](std::int64_t one) { return one == 3; }));
}

TEST(Withheld, IsNotGivenAwayByExplanationsAndSteps) {
  const Reading reading = people();
  const Period early = Period::quarter(2023, 3);
  for (const char* unit : {"99901", "99904", ""}) {
    const Explanation told = explain(reading, reached({}), unit, "R2b", early, "default", true);
    EXPECT_TRUE(told.parts.empty());
    EXPECT_TRUE(told.are_parts_withheld);
    const std::string text = told.text(Language::en);
    EXPECT_EQ(text.find("participation"), std::string::npos);
    if (told.row.has_flag(ResultFlag::withheld)) {
      for (const char* number : {"3 of 20", "15 of 40", "18 of 60", "15 %", "37.5 %", "30 %"})
        EXPECT_EQ(text.find(number), std::string::npos) << text;
      EXPECT_NE(text.find("withheld"), std::string::npos);
    }
    const Closing steps = closing(reading, reached({}), unit, "R2b", early);
    EXPECT_TRUE(steps.steps.empty());
    if (steps.row.has_flag(ResultFlag::withheld)) {
      EXPECT_EQ(steps.at_least, std::nullopt);
      EXPECT_EQ(steps.at_most, std::nullopt);
    }
  }
  const Explanation open = explain(reading, reached({}, 0), "99901", "R2b", early);
  EXPECT_FALSE(open.parts.empty());
  EXPECT_FALSE(open.are_parts_withheld);
}

TEST(Withheld, IsOnlyWhatTheCatalogueSays) {
  const Reading reading = people();
  Request asked = reached({quarter});
  asked.indicators = {"T4a", "R2b"};
  const Result result = evaluate(reading, asked);
  for (const ResultRow& row : result.rows())
    EXPECT_TRUE(row.indicator == "R2b" || !row.has_flag(ResultFlag::withheld)) << row.indicator;
  EXPECT_TRUE(Catalogue::embedded().find("R2b")->withholds_small);
  EXPECT_FALSE(Catalogue::embedded().find("T4a")->withholds_small);
}

TEST(Withheld, IsWhatABreakdownWithholdsToo) {
  const Reading reading = people();
  const Period early = Period::quarter(2023, 3);
  BreakdownRequest asked;
  asked.request.indicators = {"R2b"};
  asked.request.periods = {early};
  const Breakdown table = evaluate_by(reading, asked);
  const Result result = evaluate(reading, reached({early}));
  for (const char* unit : {"99901", "99904", ""})
    EXPECT_EQ(table.row(unit, "R2b", early, {}).is_withheld,
              result.row(unit, "R2b", early).has_flag(ResultFlag::withheld))
        << unit;
}

}  // namespace
}  // namespace hoctap
