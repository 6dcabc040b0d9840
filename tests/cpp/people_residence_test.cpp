#include <map>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hoctap/people/residence.hpp"
#include "support/district.hpp"

namespace hoctap {
namespace {

using testing_support::day;
using testing_support::District;

TEST(PersonIndex, NumbersPersonsByFirstAppearanceAndNobodyForAnEmptyKey) {
  const std::vector<PersonKey> keys{{1, 5}, {}, {2, 5}, {1, 5}};
  const PersonIndex index(keys);
  EXPECT_EQ(index.size(), 2U);
  EXPECT_EQ(std::vector<std::uint32_t>(index.numbers().begin(), index.numbers().end()),
            (std::vector<std::uint32_t>{0, no_person, 1, 0}));
  EXPECT_EQ(index.find({2, 5}), 1U);
  EXPECT_EQ(index.find({3, 5}), no_person);
  EXPECT_EQ(index.find({}), no_person);
  EXPECT_EQ(PersonIndex().find({1, 5}), no_person);
}

RC_GTEST_PROP(PersonIndex, FindsEveryKeyWhateverTheirLowBits, ()) {
  std::vector<PersonKey> keys;
  for (int i = *rc::gen::inRange(0, 200); i > 0; --i)  // few low bits, so that slots collide
    keys.push_back({*rc::gen::inRange<std::uint64_t>(0, 20), *rc::gen::inRange<std::uint64_t>(0, 4)});
  const PersonIndex index(keys);
  std::map<PersonKey, std::uint32_t> seen;
  for (const PersonKey& key : keys)
    if (!key.is_empty()) seen.emplace(key, static_cast<std::uint32_t>(seen.size()));
  RC_ASSERT(index.size() == seen.size());
  for (const auto& [key, number] : seen) RC_ASSERT(index.find(key) == number && index.key(number) == key);
}

TEST(Residence, IsTheSpellThatCoversTheDay) {
  District district;
  district.resident({.person = 1, .unit = "99901", .from = "2010-01-01", .to = "2024-06-30"});
  district.resident({.person = 1, .unit = "99904", .from = "2024-06-30"});
  const Reading reading = std::move(district).reading();
  const Residence residence(reading.dataset);
  const auto& gazetteer = reading.dataset.gazetteer();
  EXPECT_EQ(residence.home(0, day("2009-12-31")).row, Residence::no_row);
  EXPECT_EQ(residence.place(residence.home(0, day("2024-06-29")).row), gazetteer.find("99901", day("2024-01-01")));
  EXPECT_EQ(residence.place(residence.home(0, day("2024-06-30")).row), gazetteer.find("99904", day("2024-01-01")));
  EXPECT_FALSE(residence.home(0, day("2024-06-30")).is_contested);
}

TEST(Residence, OfSeveralSpellsIsTheLaterAndContested) {
  District district;
  district.resident({.person = 1, .unit = "99904", .from = "2015-01-01"});
  district.resident({.person = 1, .unit = "99901", .from = "2010-01-01"});
  const Reading reading = std::move(district).reading();
  const Residence residence(reading.dataset);
  const Residence::Home home = residence.home(0, day("2024-12-31"));
  EXPECT_EQ(residence.place(home.row), reading.dataset.gazetteer().find("99904", day("2024-01-01")));
  EXPECT_TRUE(home.is_contested);
  EXPECT_FALSE(residence.home(0, day("2014-12-31")).is_contested);
}

TEST(Residence, OfTwoUnitsThatClaimAPersonFromOneDayIsTheSmallerCodeWhateverTheOrder) {
  for (const bool is_turned : {false, true}) {
    District district;
    for (const bool second : {is_turned, !is_turned})
      district.resident({.person = 1, .unit = second ? "99904" : "99901", .from = "2015-01-01"});
    const Reading reading = std::move(district).reading();
    ASSERT_EQ(reading.dataset.tables().residents.size(), 2U);
    const Residence residence(reading.dataset);
    const Residence::Home home = residence.home(0, day("2024-12-31"));
    EXPECT_EQ(residence.place(home.row), reading.dataset.gazetteer().find("99901", day("2024-01-01")));
    EXPECT_TRUE(home.is_contested);
  }
}

}  // namespace
}  // namespace hoctap
