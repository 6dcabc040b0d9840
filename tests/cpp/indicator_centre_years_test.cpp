#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "indicator/centre_years.hpp"
#include "support/district.hpp"

namespace hoctap {
namespace {

using indicator::CentreYears;
using testing_support::day;
using testing_support::District;

const Validity year_2025{day("2025-01-01"), day("2026-01-01")};

// Centres of a district in the year 2025, as seen on a day.
struct Seen {
  Seen(District district, const std::string& on, std::int32_t due_after_days = 90)
      : reading(std::move(district).reading()),
        centres(reading.dataset),
        years(centres, year_2025, day(on), due_after_days) {}

  std::vector<std::string> due() const {
    std::vector<std::string> ids;
    for (const std::uint32_t centre : years.due())
      ids.emplace_back(reading.dataset.text(reading.dataset.tables().centres.centre_id[centre]));
    return ids;
  }
  Answer judge(const std::string& centre, const std::map<std::string, Answer>& answers) const {
    const auto number = [&](const std::string& id) {
      return centres.find(reading.dataset.pool().find(id).value()).value();
    };
    return years.judge(number(centre), [&](std::uint32_t one) {
      return answers.at(std::string(reading.dataset.text(reading.dataset.tables().centres.centre_id[one])));
    });
  }

  Reading reading;
  CentreRegister centres;
  CentreYears years;
};

District four_that_merge() {
  District district;
  for (const char* id : {"A1", "A2", "A3", "A4"}) district.centre(id, "99901", "2010-01-01", "2025-07-01");
  district.centre("A5", "99901", "2025-07-01", {}, "A1;A2;A3;A4");
  district.centre("B1", "99904");
  return district;
}

TEST(CentreYears, AMergerWithinTheYearIsOneAtTheSuccessor) {
  EXPECT_EQ(Seen(four_that_merge(), "2025-12-31").due(), (std::vector<std::string>{"A5", "B1"}));
  EXPECT_EQ(Seen(four_that_merge(), "2025-07-01").due(), (std::vector<std::string>{"A5", "B1"}));
}

TEST(CentreYears, BeforeTheMergerEachStandsForItself) {
  EXPECT_EQ(Seen(four_that_merge(), "2025-06-30").due(), (std::vector<std::string>{"A1", "A2", "A3", "A4", "B1"}));
}

TEST(CentreYears, TheSuccessorPassesByItselfOrByAllItTookOver) {
  const Seen seen(four_that_merge(), "2025-12-31");
  const auto pass = Answer::passing;
  const auto fail = Answer::failing;
  const auto open = Answer::unknown;
  EXPECT_EQ(seen.judge("A5", {{"A5", pass}, {"A1", fail}, {"A2", fail}, {"A3", fail}, {"A4", fail}}), pass);
  EXPECT_EQ(seen.judge("A5", {{"A5", fail}, {"A1", pass}, {"A2", pass}, {"A3", pass}, {"A4", pass}}), pass);
  EXPECT_EQ(seen.judge("A5", {{"A5", fail}, {"A1", pass}, {"A2", fail}, {"A3", open}, {"A4", pass}}), fail);
  EXPECT_EQ(seen.judge("A5", {{"A5", fail}, {"A1", pass}, {"A2", open}, {"A3", pass}, {"A4", pass}}), open);
  EXPECT_EQ(seen.judge("A5", {{"A5", open}, {"A1", fail}, {"A2", fail}, {"A3", fail}, {"A4", fail}}), open);
  EXPECT_EQ(seen.judge("B1", {{"B1", fail}}), fail);
}

TEST(CentreYears, DaysOfTheWholeLineCount) {
  District district;
  district.centre("A1", "99901", "2010-01-01", "2025-11-20");
  district.centre("A2", "99901", "2025-11-20", {}, "A1");  // 42 days of its own
  district.centre("B1", "99904", "2025-11-20");            // nobody before it
  EXPECT_EQ(Seen(std::move(district), "2025-12-31").due(), (std::vector<std::string>{"A2"}));
}

TEST(CentreYears, ACentreThatTakesOthersInStandsForThem) {
  District district;
  district.centre("A1", "99901", "2012-01-01", "2025-09-15");
  district.centre("A2", "99901", "2013-01-01", {}, "A1");
  EXPECT_EQ(Seen(std::move(district), "2025-12-31").due(), (std::vector<std::string>{"A2"}));
}

TEST(CentreYears, AChainOfMergersEndsAtItsLastLink) {
  District district;
  district.centre("A1", "99901", "2010-01-01", "2025-03-01");
  district.centre("A2", "99901", "2025-03-01", "2025-10-01", "A1");
  district.centre("A3", "99901", "2025-10-01", {}, "A2");
  const Seen seen(std::move(district), "2025-12-31");
  EXPECT_EQ(seen.due(), (std::vector<std::string>{"A3"}));
  EXPECT_EQ(seen.judge("A3", {{"A1", Answer::passing}, {"A2", Answer::failing}, {"A3", Answer::failing}}),
            Answer::passing);
  EXPECT_EQ(seen.years.line_of(0), seen.years.line_of(2));
}

TEST(CentreYears, AMergerOfAnotherYearLeavesNoTrace) {
  District district;
  district.centre("A1", "99901", "2010-01-01", "2025-01-01");
  district.centre("A2", "99901", "2025-01-01", {}, "A1");
  const Seen seen(std::move(district), "2025-12-31");
  EXPECT_EQ(seen.due(), (std::vector<std::string>{"A2"}));
  EXPECT_TRUE(seen.years.taken_over(1).empty());
}

TEST(CentreYears, NinetyDaysAreEnoughAndEightyNineAreNot) {
  District district;
  district.centre("A1", "99901", "2025-10-03");  // 29 + 30 + 31 days
  district.centre("A2", "99901", "2025-10-04");
  EXPECT_EQ(Seen(std::move(district), "2025-12-31").due(), (std::vector<std::string>{"A1"}));
}

}  // namespace
}  // namespace hoctap
