#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hoctap/budget/review.hpp"
#include "hoctap/core/error.hpp"
#include "support/dataset_maker.hpp"

namespace hoctap {
namespace {

using testing_support::DatasetMaker;

constexpr const char* heading =
    "estimate_id,line_no,version,status,unit_code,centre_id,year,content_code,fund,factor_1,factor_2,unit_price,amount,"
    "plan_line\n";

const Book& law() {
  static const Book book = embedded_rulebook().as_of();
  return book;
}

Dataset with_lines(const std::string& rows, const std::string& plan = "") {
  DatasetMaker maker;
  maker.add("centres", "centre_id,founded_on\nA,2010-01-01\nB,2010-01-01\n")
      .add("centre_places", "centre_id,valid_from,unit_code\nA,2010-01-01,07375\nB,2010-01-01,07378\n")
      .add("budget_estimates", heading + rows);
  if (!plan.empty()) maker.add("plan_lines", "centre_id,year,version,line_no,content_code,planned_on\n" + plan);
  return maker.finish();
}

std::vector<std::string> codes(const Findings& findings) {
  std::vector<std::string> names;
  for (const Finding& finding : findings) names.emplace_back(name(finding.message.code));
  return names;
}

TEST(AReview, OfALineTakesTheDateOfThePlansLineThatItNames) {
  const Dataset dataset = with_lines(
      "E1,1,1,approved,07375,A,2025,tiền ăn đại biểu,commune_budget,10,1,100000,1000000,7\n"
      "E1,2,1,approved,07375,A,2025,tiền ăn đại biểu,commune_budget,10,1,100000,1000000,\n",
      "A,2025,1,7,x,2025-06-01\n");
  const EstimateReview review = review_estimates(law(), dataset, 2025);
  ASSERT_EQ(review.lines.size(), 2U);
  EXPECT_EQ(review.lines[0].date, Date::of(2025, 6, 1));
  EXPECT_EQ(review.lines[1].date, std::nullopt);
  EXPECT_EQ(review.estimates[0].amount, 2'000'000);
}

TEST(AReview, GivesALineTheWeakestMarkOnItsPath) {
  const Dataset dataset = with_lines(
      "E1,1,1,approved,07375,A,2024,meeting_drinks,commune_budget,10,2,20000,400000,\n"
      "E1,2,1,approved,07375,A,2024,something unheard of,commune_budget,,,,400000,\n");
  const EstimateReview review = review_estimates(law(), dataset, 2024);
  for (const ReviewedLine& line : review.lines) {
    if (!line.content) {
      EXPECT_EQ(line.mark, std::nullopt);
      continue;
    }
    const Choice choice =
        law().choose({"meeting_drinks",
                      {{"province", "24"}, {"district", "217"}, {"commune", "07375"}, {"zone", "none"}},
                      {},
                      2024,
                      {}});
    EXPECT_EQ(line.mark, choice.ruling.mark);
  }
  EXPECT_EQ(review.estimates[0].verdict, ScopeVerdict::undetermined) << "a content that is not known cannot be checked";
}

TEST(AReview, HoldsACentresYearAgainstTheFloorOfTheState) {
  const std::string rows =
      "E1,1,1,approved,07375,A,2024,clc_yearly_materials,commune_budget,,,,12000000,\n"
      "E1,2,1,approved,07375,A,2024,clc_yearly_materials,donations,,,,50000000,\n";
  ReviewOptions options;
  options.attributes.all = {{"zone", "I"}};
  const EstimateReview review = review_estimates(law(), with_lines(rows), 2024, options);
  ASSERT_EQ(review.bounds.size(), 1U);
  EXPECT_EQ(review.bounds[0].bound, 20'000'000) << "96/2008/TT-BTC, Part II";
  EXPECT_EQ(review.bounds[0].found, 12'000'000) << "of state funds only";
  EXPECT_EQ(review.bounds[0].differs, 8'000'000);
  EXPECT_EQ(review.bounds[0].verdict, ScopeVerdict::breaks);
  EXPECT_EQ(review.centre_years[0].verdict, ScopeVerdict::breaks);
  EXPECT_EQ(review.estimates[0].verdict, ScopeVerdict::breaks) << "an estimate is as good as its centre-years";
  EXPECT_EQ(review.centre_years[0].mark, Mark::secondary) << "the floor was read at second hand";
}

TEST(AReview, WithoutTheZoneLeavesTheFloorOpen) {
  const Dataset dataset =
      DatasetMaker()
          .add("centres", "centre_id,founded_on\nA,2010-01-01\n")  // its place is not recorded
          .add("budget_estimates",
               heading + std::string("E1,1,1,approved,07375,A,2024,clc_yearly_materials,commune_budget,,,,1,\n"))
          .finish();
  const EstimateReview review = review_estimates(law(), dataset, 2024);
  ASSERT_EQ(review.bounds.size(), 1U);
  EXPECT_EQ(review.bounds[0].missing, std::vector<std::string>{"zone"});
  EXPECT_EQ(review.bounds[0].verdict, ScopeVerdict::undetermined);
}

TEST(AReview, HoldsTheCodingOfASurveyToItsShareOfTheEnumeratorsMoney) {
  // 109/2016/TT-BTC, Article 3(9)(a): at most 7 % of the money for enumerators, over the estimate.
  const auto with_coding = [](const std::string& amount) {
    return review_estimates(law(),
                            with_lines("E1,1,1,approved,07375,A,2017,survey_enumerator,commune_budget,,,,1000000,\n"
                                       "E1,2,1,approved,07375,A,2017,survey_coding,commune_budget,,,," +
                                       amount + ",\n"),
                            2017);
  };
  const EstimateReview kept = with_coding("70000");
  const auto share = [](const EstimateReview& review) {
    for (const ReviewedBound& bound : review.bounds)
      if (bound.estimate) return bound;
    throw std::runtime_error("no share");
  };
  EXPECT_EQ(share(kept).bound, 70'000);
  EXPECT_EQ(share(kept).verdict, ScopeVerdict::fits);
  EXPECT_EQ(share(with_coding("70001")).differs, 1);
  EXPECT_EQ(with_coding("70001").estimates[0].verdict, ScopeVerdict::breaks);
}

TEST(AReview, ComparesWhatAnEstimateSaysOfItselfWithItsLines) {
  const Dataset dataset = with_lines(
      "E1,1,1,approved,07375,A,2024,hall_hire,commune_budget,,,,700,\n"
      "E1,2,1,approved,07375,A,2024,hall_hire,donations,,,,300,\n");
  ReviewOptions options;
  options.totals = {{"E1", "", 1000}, {"E1", "commune_budget", 700}};
  EXPECT_TRUE(review_estimates(law(), dataset, 2024, options).estimates[0].sums_agree);
  options.totals = {{"E1", "", 1001}, {"E1", "donations", 301}};
  const EstimateReview review = review_estimates(law(), dataset, 2024, options);
  EXPECT_FALSE(review.estimates[0].sums_agree);
  EXPECT_EQ(review.estimates[0].verdict, ScopeVerdict::breaks);
  EXPECT_EQ(codes(review.findings), (std::vector<std::string>{"estimate_total_differs", "estimate_fund_differs"}));
  options.totals = {{"E9", "", 1}};
  EXPECT_THROW(review_estimates(law(), dataset, 2024, options), NotFound);
}

TEST(AReview, TellsLinesThatNameNoSourceAndVersionsThatDoNotCountYet) {
  const Dataset dataset = with_lines(
      "E1,1,1,approved,07375,A,2024,hall_hire,commune_budget,,,,700,\n"
      "E1,2,1,draft,07375,A,2024,hall_hire,,,,,300,\n"
      "E1,1,2,draft,07375,A,2024,hall_hire,commune_budget,,,,900,\n");
  const EstimateReview review = review_estimates(law(), dataset, 2024);
  ASSERT_EQ(review.estimates.size(), 1U);
  EXPECT_EQ(review.estimates[0].version, 1);
  EXPECT_EQ(review.estimates[0].without_fund, 300);
  EXPECT_EQ(codes(review.findings),
            (std::vector<std::string>{"estimate_statuses_mixed", "estimate_newer_draft", "estimate_sources_short"}));
}

TEST(AReview, OfAYearWithoutEstimatesIsEmpty) {
  const EstimateReview review = review_estimates(law(), Dataset(), 2024);
  EXPECT_TRUE(review.estimates.empty());
  EXPECT_TRUE(review.lines.empty());
  EXPECT_TRUE(review.bounds.empty());
}

RC_GTEST_PROP(AReviewProperty, PartsSumToTheWhole, ()) {
  const std::vector<std::string> contents{"hall_hire", "meeting_drinks", "clc_yearly_materials", "unheard of"};
  const std::vector<std::string> funds{"commune_budget", "donations", ""};
  std::string rows;
  const int count = *rc::gen::inRange(0, 20);
  for (int i = 0; i < count; ++i) {
    rows += *rc::gen::elementOf(std::vector<std::string>{"E1", "E2"}) + "," + std::to_string(i) + ",1,approved,07375," +
            *rc::gen::elementOf(std::vector<std::string>{"A", "B", ""}) + ",2024," + *rc::gen::elementOf(contents) +
            "," + *rc::gen::elementOf(funds) + ",,,," + std::to_string(*rc::gen::inRange(0, 1'000'000)) + ",\n";
  }
  const EstimateReview review = review_estimates(law(), with_lines(rows), 2024);
  std::vector<std::int64_t> of_estimate(review.estimates.size(), 0);
  std::vector<std::int64_t> of_centre(review.centre_years.size(), 0);
  for (const ReviewedLine& line : review.lines) {
    of_estimate[line.estimate] += line.amount;
    if (line.centre_year) of_centre[*line.centre_year] += line.amount;
  }
  for (std::size_t i = 0; i < review.estimates.size(); ++i) {
    const ReviewedEstimate& one = review.estimates[i];
    std::int64_t by_fund = one.without_fund;
    for (const auto& [fund, amount] : one.by_fund) by_fund += amount;
    RC_ASSERT(one.amount == of_estimate[i]);
    RC_ASSERT(one.amount == by_fund);
    RC_ASSERT(one.lines_unchecked >= 0);
  }
  for (std::size_t i = 0; i < review.centre_years.size(); ++i) {
    RC_ASSERT(review.centre_years[i].amount == of_centre[i]);
    RC_ASSERT(review.centre_years[i].lines_unchecked >= 0);
  }
}

}  // namespace
}  // namespace hoctap
