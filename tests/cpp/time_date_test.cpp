#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/time/boost_date.hpp"
#include "hoctap/time/date.hpp"
#include "hoctap/time/validity.hpp"

namespace hoctap {
namespace {

TEST(Date, CountsDaysFrom1970) {
  EXPECT_EQ(Date::of(1970, 1, 1).days(), 0);
  EXPECT_EQ(Date::of(1969, 12, 31).days(), -1);
  EXPECT_EQ(Date::of(2000, 3, 1).days(), 11017);
  EXPECT_EQ(Date::of(2025, 7, 1) - Date::of(2025, 6, 30), 1);
}

TEST(Date, GivesBackWhatItWasMadeOfOnEveryDayOfTheCalendar) {
  Date day = Date::of(1400, 1, 1);
  const Date last = Date::of(9999, 12, 31);
  for (; day < last; day = day + 1) {
    ASSERT_EQ(Date::of(day.year(), day.month(), day.day()), day);
  }
  EXPECT_EQ(day.iso(), "9999-12-31");
}

TEST(Date, RefusesDaysThatTheCalendarDoesNotHave) {
  EXPECT_THROW(Date::of(2023, 2, 29), InvalidValue);
  EXPECT_THROW(Date::of(1900, 2, 29), InvalidValue);
  EXPECT_NO_THROW(Date::of(2000, 2, 29));
  EXPECT_EQ(Date::try_of(2024, 13, 1), std::nullopt);
  EXPECT_EQ(Date::try_of(2024, 0, 1), std::nullopt);
  EXPECT_EQ(Date::try_of(2024, 4, 31), std::nullopt);
  EXPECT_EQ(Date::try_of(2024, 4, 0), std::nullopt);
  EXPECT_EQ(Date::try_of(1399, 12, 31), std::nullopt);
  EXPECT_EQ(Date::try_of(10000, 1, 1), std::nullopt);
  EXPECT_EQ(Date::try_of(70000, 1, 1), std::nullopt) << "would be 4464 in 16 bits";
}

TEST(Date, ReadsIsoAndNothingElse) {
  EXPECT_EQ(Date::parse("2024-02-29"), Date::of(2024, 2, 29));
  for (const char* text :
       {"", "2024-2-29", "29/02/2024", "2024-02-30", "2024-02-29 ", "2024/02/29", "+024-02-29", "2024-0a-01"}) {
    EXPECT_EQ(Date::try_parse(text), std::nullopt) << text;
    EXPECT_THROW(Date::parse(text), InvalidValue) << text;
  }
}

TEST(Date, KnowsItsMonth) {
  EXPECT_EQ(Date::of(2024, 2, 10).last_of_month(), Date::of(2024, 2, 29));
  EXPECT_EQ(Date::of(2023, 12, 31).last_of_month(), Date::of(2023, 12, 31));
  EXPECT_EQ(Date::of(2024, 1, 31).month_index(), 12 * 2024);
  EXPECT_EQ(Date::of(2024, 1, 1).month_index() - Date::of(2023, 12, 31).month_index(), 1);
}

TEST(Date, StopsAtItsOpenEndsInsteadOfOverflowing) {
  EXPECT_EQ(Date::latest() + 1, Date::latest());
  EXPECT_EQ(Date::earliest() - 1, Date::earliest());
  EXPECT_EQ(Date::latest() - Date::earliest(), std::numeric_limits<std::int32_t>::max());
  EXPECT_THROW(Date::latest().year(), InvalidValue);
  EXPECT_THROW(Date::earliest().iso(), InvalidValue);
  EXPECT_THROW((Date::of(9999, 12, 31) + 1).iso(), InvalidValue);
}

TEST(Date, GoesToBoostAndBack) {
  for (const Date date :
       {Date::of(2024, 2, 29), Date::of(1400, 1, 1), Date::of(9999, 12, 31), Date::earliest(), Date::latest()}) {
    EXPECT_EQ(from_boost(to_boost(date)), date);
  }
  EXPECT_EQ(to_boost(Date::of(2025, 7, 1)), boost::gregorian::date(2025, 7, 1));
  EXPECT_THROW(from_boost(boost::gregorian::date(boost::date_time::not_a_date_time)), InvalidValue);
}

TEST(Validity, IsHalfOpen) {
  const Validity span{Date::of(2025, 1, 1), Date::of(2025, 7, 1)};
  EXPECT_TRUE(span.contains(Date::of(2025, 1, 1)));
  EXPECT_TRUE(span.contains(Date::of(2025, 6, 30)));
  EXPECT_FALSE(span.contains(Date::of(2025, 7, 1)));
  EXPECT_FALSE(span.overlaps({Date::of(2025, 7, 1), Date::latest()}));
  EXPECT_TRUE(span.overlaps({}));
  EXPECT_EQ(span.intersection({Date::of(2025, 3, 1), Date::latest()}),
            (Validity{Date::of(2025, 3, 1), Date::of(2025, 7, 1)}));
  EXPECT_TRUE(span.intersection({Date::of(2025, 7, 1), Date::latest()}).is_empty());
}

}  // namespace
}  // namespace hoctap
