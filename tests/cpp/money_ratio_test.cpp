#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "hoctap/core/error.hpp"
#include "hoctap/money/ratio.hpp"

namespace hoctap {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
const Ratio not_applicable{0, 0};

TEST(Ratio, ComparesValuesNotRepresentations) {
  EXPECT_EQ((Ratio{1, 2}), (Ratio{2, 4}));
  EXPECT_LT((Ratio{9496, 10000}), (Ratio{95, 100}));
  EXPECT_GT((Ratio{-1, 3}), (Ratio{-1, 2}));
  EXPECT_LT((Ratio{most - 1, most}), (Ratio{1, 1})) << "a double would call them equal";
  EXPECT_LT((Ratio{least, most}), (Ratio{most, most}));
}

TEST(Ratio, WhatIsNotApplicableStandsBelowEverything) {
  EXPECT_EQ(not_applicable, (Ratio{7, 0}));
  EXPECT_LT(not_applicable, (Ratio{least, 1}));
  EXPECT_FALSE(not_applicable.is_applicable());
}

TEST(Ratio, ShowsPercentRoundedHalfAwayFromZero) {
  EXPECT_EQ((Ratio{100, 150}.percent(Language::vi)), "66,7 %");
  EXPECT_EQ((Ratio{100, 150}.percent(Language::en)), "66.7 %");
  EXPECT_EQ((Ratio{9496, 10000}.percent(Language::en)), "95.0 %");
  EXPECT_EQ((Ratio{1, 200}.percent(Language::en, 0)), "1 %");
  EXPECT_EQ((Ratio{-1, 200}.percent(Language::en, 0)), "-1 %");
  EXPECT_EQ((Ratio{-1, 100000}.percent(Language::en)), "0.0 %") << "no minus before a zero";
  EXPECT_EQ((Ratio{0, 5}.percent(Language::vi, 2)), "0,00 %");
  EXPECT_EQ((Ratio{1, 1}.percent(Language::vi)), "100,0 %");
  EXPECT_EQ((Ratio{1, 3}.percent(Language::en, 15)), "33.333333333333333 %");
  EXPECT_EQ((Ratio{least, 1}.percent(Language::en, 15)), "-922337203685477580800.000000000000000 %");
  EXPECT_EQ(not_applicable.percent(Language::vi), "–");
  EXPECT_THROW((Ratio{1, 2}.percent(Language::vi, 16)), InvalidValue);
  EXPECT_THROW((Ratio{1, 2}.percent(Language::vi, -1)), InvalidValue);
}

TEST(Ratio, IsReducedToLowestTerms) {
  const Ratio half = reduced({-50, -100});
  EXPECT_EQ(half.num, 1);
  EXPECT_EQ(half.den, 2);
  const Ratio negative = reduced({50, -100});
  EXPECT_EQ(negative.num, -1);
  EXPECT_EQ(negative.den, 2);
  EXPECT_EQ(reduced({0, 7}).den, 1);
  EXPECT_EQ(reduced({7, 0}).num, 0);
  EXPECT_EQ(reduced({least, least}).num, 1);
  EXPECT_THROW(reduced({least, -1}), Overflow);
}

TEST(Ratio, CalculatesExactly) {
  EXPECT_EQ((Ratio{1, 2} + Ratio{1, 3}), (Ratio{5, 6}));
  EXPECT_EQ((Ratio{1, 2} - Ratio{2, 3}), (Ratio{-1, 6}));
  EXPECT_EQ((Ratio{2, 3} * Ratio{3, 4}), (Ratio{1, 2}));
  EXPECT_EQ((Ratio{1, most} + Ratio{1, most}), (Ratio{2, most}));
  EXPECT_EQ((Ratio{most, 2} * Ratio{2, most}), (Ratio{1, 1}));
  EXPECT_FALSE((Ratio{1, 2} + not_applicable).is_applicable());
  EXPECT_FALSE((not_applicable * Ratio{1, 2}).is_applicable());
}

TEST(Ratio, RefusesResultsThatDoNotFit) {
  EXPECT_THROW((Ratio{most, 1} + Ratio{1, 1}), Overflow);
  EXPECT_THROW((Ratio{1, most} + Ratio{1, most - 1}), Overflow);
  EXPECT_THROW((Ratio{most, 1} * Ratio{2, 1}), Overflow);
}

TEST(Ratio, OrderAgreesWithDifference) {
  EXPECT_TRUE(rc::check([](std::int32_t an, std::int32_t bn) {
    const Ratio a{an, *rc::gen::inRange<std::int64_t>(1, 1000)};
    const Ratio b{bn, *rc::gen::inRange<std::int64_t>(1, 1000)};
    RC_ASSERT((a <=> b) == ((a - b) <=> Ratio{0, 1}));
    RC_ASSERT((a - b) + b == a);
  }));
}

}  // namespace
}  // namespace hoctap
