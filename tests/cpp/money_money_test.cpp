#include "hoctap/money/money.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

TEST(Money, AddsSubtractsAndMultipliesWholeDong) {
  const Money price = Money::dong(30'000);
  EXPECT_EQ(price * 3 + Money::dong(500), Money::dong(90'500));
  EXPECT_EQ(price - Money::dong(40'000), Money::dong(-10'000));
  Money sum;
  sum += price;
  EXPECT_EQ(sum, price);
  EXPECT_LT(Money(), price);
}

TEST(Money, RefusesWhatDoesNotFit) {
  EXPECT_THROW(Money::dong(most) + Money::dong(1), Overflow);
  EXPECT_THROW(Money::dong(least) - Money::dong(1), Overflow);
  EXPECT_THROW(Money::dong(most / 2) * 3, Overflow);
  EXPECT_NO_THROW(Money::dong(most) + Money::dong(0));
}

TEST(Money, AnOverflowNamesTheCalculation) {
  try {
    static_cast<void>(Money::dong(most) + Money::dong(1));
    FAIL();
  } catch (const Overflow& overflow) {
    EXPECT_EQ(overflow.message().arguments, (std::vector<std::string>{"9223372036854775807 + 1"}));
  }
}

TEST(Money, IsWrittenAsEachLanguageGroupsIt) {
  EXPECT_EQ(Money::dong(1'234'567).text(Language::vi), "1.234.567 đồng");
  EXPECT_EQ(Money::dong(1'234'567).text(Language::en), "1,234,567 VND");
  EXPECT_EQ(Money::dong(0).text(Language::vi), "0 đồng");
  EXPECT_EQ(Money::dong(999).text(Language::vi), "999 đồng");
  EXPECT_EQ(Money::dong(1000).text(Language::vi), "1.000 đồng");
  EXPECT_EQ(Money::dong(-123).text(Language::vi), "-123 đồng");
  EXPECT_EQ(Money::dong(-123'456).text(Language::vi), "-123.456 đồng");
  EXPECT_EQ(Money::dong(least).text(Language::en), "-9,223,372,036,854,775,808 VND");
}

}  // namespace
}  // namespace hoctap
