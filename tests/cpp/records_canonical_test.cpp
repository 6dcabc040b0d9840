#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/citizen_digits.hpp"
#include "hoctap/records/parse_canonical.hpp"
#include "support/samples_table.hpp"

namespace hoctap {
namespace {

using testing_support::Samples;

TEST(Canonical, ReadsAndWritesEveryType) {
  Samples samples;
  Pool pool;
  const std::vector<std::string> texts{"thôn 1",
                                       "07393",
                                       "2024-02-29",
                                       "1967-12",
                                       "2024Q3",
                                       "-12",
                                       "1500000",
                                       "2.5",
                                       "true",
                                       "1/3",
                                       "00000000000000010000000000000002"};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    EXPECT_EQ(push_canonical(*samples.columns()[i], pool, texts[i]), std::nullopt) << texts[i];
    EXPECT_EQ(canonical_text(*samples.columns()[i], 0, pool), texts[i]);
  }
  EXPECT_EQ(samples.money[0], Money::dong(1'500'000));
  EXPECT_EQ(samples.month[0], Month{12 * 1967 + 11});
  EXPECT_EQ(samples.decimal[0], Decimal{250});
  EXPECT_EQ(samples.person[0], (PersonKey{1, 2}));
}

TEST(Canonical, TakesEmptyTextAsMissing) {
  Samples samples;
  Pool pool;
  for (ColumnBase* column : samples.columns()) {
    EXPECT_EQ(push_canonical(*column, pool, ""), std::nullopt);
    EXPECT_FALSE(column->has(0));
    EXPECT_EQ(canonical_text(*column, 0, pool), "");
  }
}

TEST(Canonical, RefusesEveryOtherSpelling) {
  Samples samples;
  Pool pool;
  const auto refused = [&](ColumnBase& column, const std::string& text) {
    const auto message = push_canonical(column, pool, text);
    EXPECT_FALSE(column.has(column.size() - 1)) << text;
    return message && message->arguments == std::vector<std::string>{quotable(text)};  // long numbers are blotted out
  };
  for (const char* text : {"31/12/2024", "2024-02-30", "2024-1-1", "x"})
    EXPECT_TRUE(refused(samples.date, text)) << text;
  for (const char* text : {"1967", "12/1967", "1967-13", "1967-1"}) EXPECT_TRUE(refused(samples.month, text)) << text;
  for (const char* text : {"1.0", "1,000", "+1", " 1", "9223372036854775808", "1e3"}) {
    EXPECT_TRUE(refused(samples.integer, text)) << text;
    EXPECT_TRUE(refused(samples.money, text)) << text;
  }
  for (const char* text : {"2,5", "2.555", ".5", "2.", "--1", "1.-5"})
    EXPECT_TRUE(refused(samples.decimal, text)) << text;
  for (const char* text : {"1", "có", "True"}) EXPECT_TRUE(refused(samples.boolean, text)) << text;
  for (const char* text : {"1/0", "1/-3", "33%", "a/b", ".5", "0.1234567890123456789"})
    EXPECT_TRUE(refused(samples.ratio, text)) << text;
  EXPECT_TRUE(refused(samples.period, "2024Q5"));
}

TEST(Canonical, NeverQuotesWhatStandsInAColumnOfPersons) {
  Samples samples;
  Pool pool;
  const auto message = push_canonical(samples.person, pool, "024095001234");
  ASSERT_TRUE(message);
  EXPECT_TRUE(message->arguments.empty());
  EXPECT_EQ(message->text(Language::en).find("024095"), std::string::npos);
  EXPECT_FALSE(samples.person.has(0));
}

TEST(Canonical, ReadsSharesExactly) {
  EXPECT_EQ(parse_ratio("0.25")->den, 4);
  EXPECT_EQ(parse_ratio("1"), (Ratio{1, 1}));
  EXPECT_EQ(parse_ratio("2/6"), (Ratio{1, 3}));
}

TEST(Canonical, WritesTheEndsOfTheRangeOfDecimals) {
  using Limits = std::numeric_limits<std::int64_t>;
  for (const std::int64_t value :
       {Limits::min(), Limits::min() + 1, std::int64_t{-1}, std::int64_t{0}, Limits::max()}) {
    EXPECT_EQ(parse_decimal(text_of(Decimal{value})), Decimal{value}) << text_of(Decimal{value});
  }
  EXPECT_EQ(text_of(Decimal{-5}), "-0.05");
  EXPECT_EQ(text_of(Decimal{1250}), "12.5");
  EXPECT_EQ(parse_decimal("12.500"), Decimal{1250});
  EXPECT_EQ(parse_decimal("92233720368547758.08"), std::nullopt);
}

RC_GTEST_PROP(Canonical, ReadsBackEveryDecimalMonthAndInteger, (std::int64_t value)) {
  RC_ASSERT(parse_decimal(text_of(Decimal{value})) == Decimal{value});
  RC_ASSERT(parse_integer(std::to_string(value)) == value);
  const Month month{*rc::gen::inRange(12 * 1400, 12 * 10000)};
  RC_ASSERT(parse_month(text_of(month)) == month);
}

}  // namespace
}  // namespace hoctap
