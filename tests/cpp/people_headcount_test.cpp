#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/people/headcount_frame.hpp"
#include "hoctap/people/live_headcount.hpp"
#include "people/vertical_counter.hpp"
#include "support/population.hpp"

namespace hoctap {
namespace {

using testing_support::Columns;
using testing_support::expect_same;
using testing_support::frame_of;
using testing_support::plan_start;
using testing_support::Population;
using testing_support::quarters;
using testing_support::random_population;
using testing_support::sessions_of;
using testing_support::Spell;

TEST(Headcount, EqualsAPlainCountOfRandomPopulations) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    const Population population = random_population(seed);
    HeadcountQuestion question = quarters(1 + seed % 10);
    question.age = WorkingAge::named(seed % 2 == 0 ? "statutory" : "men_60_women_55");
    question.groups = 2;
    if (seed % 3 == 0) question.bands = {{0, 30}, {30, 45}, {45, AgeBand::open}};
    const Columns<std::uint64_t> columns(population, 1 + seed * 7);
    expect_same(frame_of(question, population).count(columns.rows), question, population);
  }
}

TEST(Headcount, IsTheSameForAnyNumberOfThreadsAndBatches) {
  for (unsigned seed = 100; seed < 115; ++seed) {
    SCOPED_TRACE(seed);
    const Population population = random_population(seed);
    HeadcountQuestion question = quarters(8);
    question.groups = 2;
    for (const std::size_t threads : {1U, 2U, 3U, 8U}) {
      const Columns<std::uint64_t> columns(population, 5 * threads);
      const Headcount counts = frame_of(question, population).count(columns.rows, {.threads = threads, .progress = {}});
      expect_same(counts, question, population);
    }
  }
}

TEST(Headcount, TakesKeysOf128Bits) {
  for (unsigned seed = 200; seed < 210; ++seed) {
    const Population population = random_population(seed);
    HeadcountQuestion question = quarters(6);
    question.groups = 2;
    const Columns<PersonKey> columns(population, 64);
    const Headcount counts = frame_of(question, population).count(columns.rows, {.threads = 2, .progress = {}});
    expect_same(counts, question, population);
  }
}

TEST(Headcount, TellsApartMoreStretchesThanFitIntoHalfAWord) {
  const Population population = random_population(300);
  HeadcountQuestion question;
  question.groups = 2;
  Date from = Date::of(2023, 7, 1);
  for (int month = 0; month < 20; ++month) {
    const Date until = from.last_of_month() + 1;
    question.windows.push_back({from, until});
    from = until;
  }
  const Columns<std::uint64_t> columns(population, 50);
  expect_same(frame_of(question, population).count(columns.rows), question, population);
}

// Months one by one, each month from the start, and weeks that overlap: more stretches than one word tells apart.
HeadcountQuestion many_windows(int months) {
  HeadcountQuestion question;
  question.groups = 2;
  question.bands = {{0, 35}, {35, AgeBand::open}};
  Date from = Date::of(2023, 7, 1);
  for (int month = 0; month < months; ++month) {
    const Date until = from.last_of_month() + 1;
    question.windows.push_back({from, until});
    question.windows.push_back({Date::of(2023, 7, 1), until});
    question.windows.push_back({from + 10, until + 10});
    from = until;
  }
  return question;
}

TEST(Headcount, TellsApartAnyNumberOfStretches) {
  for (unsigned seed = 310; seed < 314; ++seed) {
    SCOPED_TRACE(seed);
    const Population population = random_population(seed);
    const HeadcountQuestion question = many_windows(seed % 2 == 0 ? 30 : 9);
    const Columns<std::uint64_t> columns(population, 50);
    const HeadcountFrame frame = frame_of(question, population);
    expect_same(frame.count(columns.rows, {.threads = 2, .progress = {}}), question, population);
    const HeadcountPartial partial = frame.partial("a", 1, columns.rows);
    expect_same(frame.count(HeadcountPartial::from_bytes(partial.to_bytes())), question, population);
    LiveHeadcount live(frame, frame.nothing());
    live.replace(partial);
    expect_same(live.counts(), question, population);
  }
}

TEST(Headcount, CountsPersonsOfManyPartsAndPiecesOfTheRegister) {
  std::mt19937 random(17);
  Population population = random_population(18);
  population.spells.clear();
  population.attendances.clear();
  constexpr std::uint64_t persons = 66'000;
  for (std::uint64_t i = 0; i < persons + 5'000; ++i) {
    Spell spell;
    spell.person = i < persons ? i : random() % persons;
    spell.from = plan_start - 300 + static_cast<std::int32_t>(random() % 900);
    spell.is_open = random() % 8 != 0;
    spell.until = spell.from + static_cast<std::int32_t>(random() % 500);
    spell.place = static_cast<std::int32_t>(random() % population.levels[0].unit_of_place.size());
    spell.birth_month = 12 * (1955 + static_cast<std::int32_t>(spell.person % 60));
    spell.sex = static_cast<std::uint8_t>(spell.person % 2);
    population.spells.push_back(spell);
  }
  for (int i = 0; i < 80'000; ++i)
    population.attendances.push_back(
        {random() % (persons + 100), static_cast<std::int32_t>(random() % population.sessions.size()), i % 2 == 0});
  HeadcountQuestion question = quarters(1);
  question.groups = 2;
  const Columns<std::uint64_t> columns(population, 40'000);
  const HeadcountFrame frame = frame_of(question, population);
  const Headcount counts = frame.count(columns.rows, {.threads = 3, .progress = {}});
  expect_same(counts, question, population);
  for (const Headcount& again :
       {frame.count(columns.rows), frame.count(frame.partial("all", 1, columns.rows), {.threads = 2, .progress = {}})})
    for (std::size_t level = 0; level < counts.levels().size(); ++level)
      EXPECT_EQ(again.levels()[level].counts, counts.levels()[level].counts);
}

TEST(Headcount, TakesAttendancesAsTheyCome) {
  for (unsigned seed = 400; seed < 410; ++seed) {
    const Population population = random_population(seed);
    HeadcountQuestion question = quarters(6);
    question.groups = 2;
    const Columns<std::uint64_t> columns(population, 40);
    HeadcountRows rows = columns.rows;
    std::vector<ParticipationColumns> left;
    left.swap(rows.participation);
    rows.more_participation = [&] {
      std::vector<ParticipationColumns> next;
      for (int i = 0; i < 2 && !left.empty(); ++i) {
        next.push_back(left.back());
        left.pop_back();
      }
      return next;
    };
    expect_same(frame_of(question, population).count(rows), question, population);
  }
}

TEST(Headcount, NotesRowsThatAreInNoCount) {
  Population population = random_population(1);
  population.spells = {{.person = 1, .from = plan_start, .place = 0, .birth_month = 12 * 1990}};
  population.attendances = {{1, 0, false}, {2, 0, false}, {1, 77, false}};
  population.sessions[0] = {plan_start, 1};
  const Columns<std::uint64_t> columns(population, 10);
  HeadcountRows rows = columns.rows;
  const std::vector<std::uint8_t> nobody{0, 1, 1};
  rows.participation[0].key_present = nobody;
  HeadcountQuestion question = quarters(10);
  question.groups = 2;
  const HeadcountFrame frame = frame_of(question, population);
  const HeadcountNotes expected{
      .attendances_without_person = 1, .attendances_without_session = 1, .attendances_unregistered = 1};
  EXPECT_EQ(frame.count(rows).notes(), expected);
  EXPECT_EQ(frame.count(frame.partial("a", 1, rows)).notes(), expected);
}

TEST(Headcount, StopsWhereTheCallerSaysSo) {
  const Population population = random_population(3);
  const Columns<std::uint64_t> columns(population, 10);
  const HeadcountFrame frame = frame_of(
      [] {
        HeadcountQuestion question = quarters(3);
        question.groups = 2;
        return question;
      }(),
      population);
  std::vector<std::pair<std::size_t, std::size_t>> told;
  const auto progress = [&told](std::size_t done, std::size_t all) {
    told.emplace_back(done, all);
    return told.size() < 2;
  };
  EXPECT_THROW(frame.count(columns.rows, {.threads = 1, .progress = progress}), Interrupted);
  const std::size_t all = 2 * population.spells.size() + population.attendances.size();
  const std::size_t halfway = population.spells.size() + population.attendances.size();
  EXPECT_EQ(told, (std::vector<std::pair<std::size_t, std::size_t>>{{population.spells.size(), all}, {halfway, all}}));
}

TEST(Headcount, RefusesWhatCannotBeCounted) {
  const Population population = random_population(2);
  const Columns<std::uint64_t> columns(population, 10);
  HeadcountQuestion question = quarters(3);
  question.groups = 2;
  const auto refused = [&](const HeadcountQuestion& asked, const Population& held, const HeadcountRows& rows) {
    EXPECT_THROW(frame_of(asked, held).count(rows), InvalidValue);
  };
  HeadcountQuestion none = question;
  none.windows.clear();
  refused(none, population, columns.rows);
  HeadcountQuestion empty = question;
  empty.windows[0].until = empty.windows[0].from;
  refused(empty, population, columns.rows);
  HeadcountQuestion meeting = question;
  meeting.bands = {{0, 30}, {29, 40}};
  refused(meeting, population, columns.rows);
  HeadcountQuestion endless = question;
  endless.windows.push_back({endless.windows.front().from, Date::latest()});
  refused(endless, population, columns.rows);
  HeadcountQuestion too_few_groups = question;
  too_few_groups.groups = 1;
  refused(too_few_groups, population, columns.rows);
  HeadcountRows short_column = columns.rows;
  short_column.spells[0].from = short_column.spells[0].from.first(1);
  refused(question, population, short_column);
  Population nowhere = population;
  for (HeadcountLevel& level : nowhere.levels) level.unit_of_place.clear();
  refused(question, nowhere, columns.rows);
  SessionColumns twice = sessions_of(population);
  twice.id[0] = 1;
  twice.id[1] = 1;
  EXPECT_THROW(HeadcountFrame(question, population.levels, twice), InvalidValue);
}

TEST(AgeBand, IsReadAndWritten) {
  EXPECT_EQ(AgeBand::parse("15-29"), (AgeBand{15, 30}));
  EXPECT_EQ(AgeBand::parse("45+"), (AgeBand{45, AgeBand::open}));
  EXPECT_EQ((AgeBand{15, 30}).text(), "15-29");
  EXPECT_EQ((AgeBand{45, AgeBand::open}).text(), "45+");
  for (const char* text : {"", "15", "-3", "30-15", "15-29 ", "a+", "15--20", "99999999999+"})
    EXPECT_THROW(AgeBand::parse(text), InvalidValue) << text;
}

template <class Counter>
void expect_every_bit_counted(std::initializer_list<std::size_t> numbers_of_words) {
  std::mt19937_64 random(7);
  Counter counter;
  for (const std::size_t words : numbers_of_words) {
    std::array<std::uint32_t, 64> expected{};
    for (std::size_t i = 0; i < words; ++i) {
      const std::uint64_t word = random() & random();
      counter.add(word);
      for (std::size_t bit = 0; bit < 64; ++bit) expected[bit] += static_cast<std::uint32_t>(word >> bit & 1U);
    }
    std::array<std::uint32_t, 64> counted{};
    counter.drain(counted);
    EXPECT_EQ(counted, expected) << words;
    EXPECT_TRUE(counter.is_empty());
  }
}

TEST(VerticalCounter, CountsEveryBitOfAnyNumberOfWords) {
  expect_every_bit_counted<people::VerticalCounter>({0, 1, 7, 8, 9, 100, 5000});
}

TEST(LineCounter, CountsEveryBitUntilItIsFull) {
  expect_every_bit_counted<people::LineCounter>({0, 1, 2, 7, 126, people::LineCounter::most_words});
}

}  // namespace
}  // namespace hoctap
