#include <limits>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hoctap/budget/sources.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

std::vector<SourceShare> thirds() { return {{"commune_budget", 1}, {"social_mobilisation", 1}, {"other_lawful", 1}}; }

TEST(ASplitOverSources, GivesTheLastDongToTheEarlierOfEqualClaimsAndSaysSo) {
  const auto parts = split_over_sources(100, thirds());
  EXPECT_EQ(parts, (std::vector<SourcePart>{{34, true}, {33, true}, {33, true}}));
  EXPECT_EQ(split_over_sources(99, thirds()), (std::vector<SourcePart>{{33, false}, {33, false}, {33, false}}));
}

TEST(ASplitOverSources, DeclaresNoTieWhereOneClaimIsLarger) {
  const std::vector<SourceShare> shares{{"commune_budget", 7}, {"social_mobilisation", 3}};
  EXPECT_EQ(split_over_sources(12'000'001, shares), (std::vector<SourcePart>{{8'400'001, false}, {3'600'000, false}}));
}

TEST(ASplitOverSources, GivesNothingToAShareOfZero) {
  const std::vector<SourceShare> shares{{"commune_budget", 0}, {"donations", 5}};
  EXPECT_EQ(split_over_sources(7, shares), (std::vector<SourcePart>{{0, false}, {7, false}}));
}

TEST(ASplitOverSources, RefusesWhatCannotBeDivided) {
  EXPECT_THROW(static_cast<void>(split_over_sources(-1, thirds())), InvalidValue);
  EXPECT_THROW(static_cast<void>(split_over_sources(1, {})), InvalidValue);
  const std::vector<SourceShare> none{{"donations", 0}};
  EXPECT_THROW(static_cast<void>(split_over_sources(1, none)), InvalidValue);
  const std::vector<SourceShare> below{{"donations", 2}, {"other_lawful", -1}};
  EXPECT_THROW(static_cast<void>(split_over_sources(1, below)), InvalidValue);
  const std::vector<SourceShare> twice{{"donations", 1}, {"donations", 1}};
  EXPECT_THROW(static_cast<void>(split_over_sources(1, twice)), InvalidValue);
}

RC_GTEST_PROP(ASplitOverSources, HasPartsThatSumToTheWholeAndStayNearTheirShares, ()) {
  const auto amount = *rc::gen::inRange<std::int64_t>(0, std::numeric_limits<std::int64_t>::max());
  const auto weights = *rc::gen::nonEmpty(
      rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 1'000'000'000)));
  std::vector<SourceShare> shares;
  for (std::size_t i = 0; i < weights.size(); ++i) shares.push_back({"fund " + std::to_string(i), weights[i]});
  const std::int64_t total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  RC_PRE(total > 0);
  const auto parts = split_over_sources(amount, shares);
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    sum += parts[i].amount;
    __extension__ using Wide = __int128;
    const Wide exact = Wide{amount} * weights[i];
    const Wide given = Wide{parts[i].amount} * total;
    RC_ASSERT(given > exact - total);
    RC_ASSERT(given < exact + total);
  }
  RC_ASSERT(sum == amount);
}

}  // namespace
}  // namespace hoctap
