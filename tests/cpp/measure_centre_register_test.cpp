#include <string>

#include <gtest/gtest.h>

#include "hoctap/measure/centre_register.hpp"
#include "support/district.hpp"

namespace hoctap {
namespace {

using testing_support::day;
using testing_support::District;

std::uint32_t number(const Reading& reading, const CentreRegister& centres, const std::string& id) {
  return centres.find(reading.dataset.pool().find(id).value()).value();
}

VersionId unit(const Reading& reading, const std::string& code, const std::string& on) {
  return reading.dataset.gazetteer().find(code, day(on)).value();
}

TEST(CentreRegister, StandsBeforeItsFirstPlaceAtTheFirstAndMovesOnTheDay) {
  District district;
  district.centre("A1", "99901", "2010-01-01");
  district.stay("A1", "99904", "2024-05-01");
  const Reading reading = std::move(district).reading();
  const CentreRegister centres(reading.dataset);
  EXPECT_EQ(centres.place(0, day("2009-01-01")), unit(reading, "99901", "2024-01-01"));
  EXPECT_EQ(centres.place(0, day("2024-04-30")), unit(reading, "99901", "2024-01-01"));
  EXPECT_EQ(centres.place(0, day("2024-05-01")), unit(reading, "99904", "2024-01-01"));
  EXPECT_EQ(centres.place_row(0, day("2024-05-01")), 1U);
}

TEST(CentreRegister, StaysWhereItWasWhenItsCommuneMerges) {
  District district(embedded_gazetteer(), "217");
  district.file("2023-09-30");
  district.centre("A1", "07393", "2010-01-01");
  district.centre("A2", "07396", "2010-01-01");
  district.centre("A3", "07390", "2010-01-01");
  district.file("2025-09-30");
  district.stay("A1", "07381", "2025-07-01");                       // Tiên Lục, under the code of the new commune
  district.stay("A2", "07381", "2025-07-01", {}, "culture_house");  // moved to another venue
  district.stay("A3", "07381", "2025-08-01");                       // not on the day of the merger
  const Reading reading = std::move(district).reading();
  const CentreRegister centres(reading.dataset);
  const Date later = day("2025-12-31");
  const VersionId merged = unit(reading, "07381", "2025-12-31");
  EXPECT_EQ(centres.place(number(reading, centres, "A1"), later), unit(reading, "07393", "2023-09-30"));
  EXPECT_EQ(centres.place(number(reading, centres, "A2"), later), merged);
  EXPECT_EQ(centres.place(number(reading, centres, "A3"), later), merged);
}

TEST(CentreRegister, KnowsPredecessorsByTheirIdentifiers) {
  District district;
  district.centre("A1", "99901", "2010-01-01", "2025-07-01");
  district.centre("A2", "99901", "2010-01-01", "2025-07-01");
  district.centre("A3", "99901", "2025-07-01", {}, "A1; A2");
  const Reading reading = std::move(district).reading();
  const CentreRegister centres(reading.dataset);
  const auto before = centres.predecessors(number(reading, centres, "A3"));
  EXPECT_EQ(std::vector<std::uint32_t>(before.begin(), before.end()),
            (std::vector<std::uint32_t>{number(reading, centres, "A1"), number(reading, centres, "A2")}));
  EXPECT_TRUE(centres.predecessors(number(reading, centres, "A1")).empty());
  EXPECT_EQ(centres.operation(number(reading, centres, "A1")), (Validity{day("2010-01-01"), day("2025-07-01")}));
}

}  // namespace
}  // namespace hoctap
