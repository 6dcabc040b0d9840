#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/time/period.hpp"

namespace hoctap {
namespace {

TEST(Period, HoldsItsFirstAndLastDay) {
  EXPECT_EQ(Period::quarter(2023, 3).first(), Date::of(2023, 7, 1));
  EXPECT_EQ(Period::quarter(2023, 3).last(), Date::of(2023, 9, 30));
  EXPECT_EQ(Period::month(2024, 2).last(), Date::of(2024, 2, 29));
  EXPECT_EQ(Period::year(2024).first(), Date::of(2024, 1, 1));
  EXPECT_EQ(Period::school_year(2024).first(), Date::of(2024, 9, 1));
  EXPECT_EQ(Period::school_year(2024).last(), Date::of(2025, 8, 31));
  EXPECT_EQ(Period::school_year(2023).last(), Date::of(2024, 8, 31));
  EXPECT_EQ(Period(), Period::year(1970));
  const Validity days = Period::quarter(2023, 3).days();
  EXPECT_TRUE(days.contains(Date::of(2023, 9, 30)));
  EXPECT_FALSE(days.contains(Date::of(2023, 10, 1)));
}

TEST(Period, RefusesWhatTheCalendarDoesNotHave) {
  EXPECT_THROW(Period::quarter(2024, 0), InvalidValue);
  EXPECT_THROW(Period::quarter(2024, 5), InvalidValue);
  EXPECT_THROW(Period::month(2024, 13), InvalidValue);
  EXPECT_THROW(Period::year(1399), InvalidValue);
  EXPECT_THROW(Period::range(Date::of(2024, 2, 2), Date::of(2024, 2, 1)), InvalidValue);
  EXPECT_THROW(Period::range(Date::earliest(), Date::of(2024, 2, 1)), InvalidValue);
}

TEST(Period, ReadsWhatItWrites) {
  for (const Period& period : {Period::month(2024, 5), Period::quarter(2024, 2), Period::year(2024),
                               Period::school_year(2024), Period::range(Date::of(2024, 5, 1), Date::of(2024, 7, 15))}) {
    EXPECT_EQ(Period::parse(period.text()), period);
  }
  EXPECT_EQ(Period::month(2024, 5).text(), "2024-05");
  EXPECT_EQ(Period::quarter(2024, 2).text(), "2024Q2");
  EXPECT_EQ(Period::year(2024).text(), "2024");
  EXPECT_EQ(Period::school_year(2024).text(), "2024/2025");
  EXPECT_EQ(Period::range(Date::of(2024, 5, 1), Date::of(2024, 7, 15)).text(), "2024-05-01..2024-07-15");
}

TEST(Period, ReadsWhatPeopleWrite) {
  for (const char* text : {"Q2/2024", "2024-Q2", "2024q2", "2024 Q2", "q2/2024", "quý II/2024", "Quý 2/2024",
                           "QUÝ II NĂM 2024", "quy 2 nam 2024", " quý  II / 2024 ", "qúy II/2024", "Quý 02/2024"}) {
    EXPECT_EQ(Period::try_parse(text), Period::quarter(2024, 2)) << text;
  }
  EXPECT_EQ(Period::try_parse("quý IV/2024"), Period::quarter(2024, 4));
  EXPECT_EQ(Period::try_parse("năm 2024"), Period::year(2024));
  EXPECT_EQ(Period::try_parse("Tháng 5/2024"), Period::month(2024, 5));
  EXPECT_EQ(Period::try_parse("tháng 05 năm 2024"), Period::month(2024, 5));
  EXPECT_EQ(Period::try_parse("năm học 2024-2025"), Period::school_year(2024));
  EXPECT_EQ(Period::try_parse("Năm học 2024 - 2025"), Period::school_year(2024));
}

TEST(Period, GuessesNothing) {
  for (const char* text : {"",
                           "24",
                           "2024Q0",
                           "2024Q5",
                           "2024Q",
                           "2024-13",
                           "2024-5",
                           "2024/2026",
                           "2024-2025",
                           "năm học 2024-2026",
                           "quý V/2024",
                           "quý 0/2024",
                           "tháng 13/2024",
                           "tháng 5",
                           "quý II",
                           "năm 24",
                           "2024.0",
                           "2024-07-15..2024-05-01",
                           "2024-05-01..2024-02-30",
                           "Q22024",
                           "quý II/2024 (lần 2)",
                           "năm 2024 và 2025",
                           "\xFF",
                           "1399",
                           "nghìn đồng"}) {
    EXPECT_EQ(Period::try_parse(text), std::nullopt) << text;
    EXPECT_THROW(Period::parse(text), InvalidValue) << text;
  }
}

TEST(Period, StepsToItsNeighbours) {
  EXPECT_EQ(Period::quarter(2023, 4).next(), Period::quarter(2024, 1));
  EXPECT_EQ(Period::quarter(2024, 1).previous(), Period::quarter(2023, 4));
  EXPECT_EQ(Period::month(2024, 12).next(), Period::month(2025, 1));
  EXPECT_EQ(Period::year(2024).previous(), Period::year(2023));
  EXPECT_EQ(Period::school_year(2024).next(), Period::school_year(2025));
  EXPECT_THROW(Period::range(Date::of(2024, 1, 1), Date::of(2024, 1, 2)).next(), InvalidValue);
  EXPECT_THROW(Period::range(Date::of(2024, 1, 1), Date::of(2024, 1, 2)).previous(), InvalidValue);
}

TEST(PeriodOf, HoldsTheDay) {
  const Date day = Date::of(2024, 8, 31);
  EXPECT_EQ(period_of(PeriodKind::month, day), Period::month(2024, 8));
  EXPECT_EQ(period_of(PeriodKind::quarter, day), Period::quarter(2024, 3));
  EXPECT_EQ(period_of(PeriodKind::year, day), Period::year(2024));
  EXPECT_EQ(period_of(PeriodKind::school_year, day), Period::school_year(2023));
  EXPECT_EQ(period_of(PeriodKind::school_year, day + 1), Period::school_year(2024));
  EXPECT_EQ(period_of(PeriodKind::range, day), Period::range(day, day));
}

TEST(PeriodsIn, GivesThePlansTenQuarters) {
  const std::vector<Period> quarters = periods_in(PeriodKind::quarter, Date::of(2023, 7, 1), Date::of(2025, 12, 31));
  ASSERT_EQ(quarters.size(), 10U);
  EXPECT_EQ(quarters.front(), Period::quarter(2023, 3));
  EXPECT_EQ(quarters.back(), Period::quarter(2025, 4));
}

TEST(PeriodsIn, TakesPartOfAYearOnlyWhereAsked) {
  const Date first = Date::of(2023, 7, 1);
  const Date last = Date::of(2025, 12, 31);
  EXPECT_EQ(periods_in(PeriodKind::year, first, last), (std::vector<Period>{Period::year(2024), Period::year(2025)}));
  EXPECT_EQ(periods_in(PeriodKind::year, first, last, true),
            (std::vector<Period>{Period::year(2023), Period::year(2024), Period::year(2025)}));
  EXPECT_TRUE(periods_in(PeriodKind::year, last, first).empty());
  EXPECT_TRUE(periods_in(PeriodKind::year, first, first + 30).empty());
  EXPECT_EQ(periods_in(PeriodKind::range, first, last), (std::vector<Period>{Period::range(first, last)}));
  EXPECT_EQ(periods_in(PeriodKind::year, Date::of(9999, 1, 1), Date::of(9999, 12, 31)).size(), 1U);
}

TEST(PeriodKind, HasANameInFiles) {
  for (const PeriodKind kind :
       {PeriodKind::month, PeriodKind::quarter, PeriodKind::year, PeriodKind::school_year, PeriodKind::range}) {
    EXPECT_EQ(period_kind(name(kind)), kind);
  }
  EXPECT_EQ(name(PeriodKind::school_year), "school_year");
  EXPECT_THROW(period_kind("half_year"), InvalidValue);
}

}  // namespace
}  // namespace hoctap
