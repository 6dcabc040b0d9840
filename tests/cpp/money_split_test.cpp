#include <algorithm>
#include <limits>
#include <numeric>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "hoctap/core/error.hpp"
#include "hoctap/money/split.hpp"

namespace hoctap {
namespace {

using Parts = std::vector<std::int64_t>;

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

Parts split(std::int64_t whole, const Parts& weights) { return split_by_largest_remainder(whole, weights); }

TEST(SplitByLargestRemainder, GivesTheRestToTheLargestRemainders) {
  EXPECT_EQ(split(100, {1, 1, 1}), (Parts{34, 33, 33})) << "of equal remainders the earlier";
  EXPECT_EQ(split(10, {5, 3, 1}), (Parts{6, 3, 1}));
  EXPECT_EQ(split(7, {10, 20, 40}), (Parts{1, 2, 4}));
  EXPECT_EQ(split(1, {0, 1, 0}), (Parts{0, 1, 0}));
  EXPECT_EQ(split(0, {3, 4}), (Parts{0, 0}));
  EXPECT_EQ(split(-100, {1, 1, 1}), (Parts{-34, -33, -33}));
}

TEST(SplitByLargestRemainder, HoldsTheLargestNumbers) {
  EXPECT_EQ(split(most, {most, most}), (Parts{most / 2 + 1, most / 2}));
  EXPECT_EQ(split(least, {most}), (Parts{least}));
}

TEST(SplitByLargestRemainder, RefusesWeightsThatCannotDivide) {
  EXPECT_THROW(split(1, {}), InvalidValue);
  EXPECT_THROW(split(1, {0, 0}), InvalidValue);
  EXPECT_THROW(split(1, {2, -1}), InvalidValue);
}

TEST(SplitByLargestRemainder, PartsSumToTheWholeAndLieWithinOneOfTheirShare) {
  EXPECT_TRUE(rc::check([](std::int32_t whole) {
    const auto weights = *rc::gen::nonEmpty(rc::gen::container<Parts>(rc::gen::inRange<std::int64_t>(0, 1000)));
    const std::int64_t total = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    RC_PRE(total > 0);
    const Parts parts = split(whole, weights);
    RC_ASSERT(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}) == whole);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::int64_t difference = parts[i] * total - whole * weights[i];
      RC_ASSERT(difference < total && -difference < total);
      RC_ASSERT(weights[i] > 0 || parts[i] == 0);
    }
  }));
}

}  // namespace
}  // namespace hoctap
