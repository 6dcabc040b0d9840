#include <map>
#include <random>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/people/place_held_count.hpp"
#include "support/population.hpp"

namespace hoctap {
namespace {

using testing_support::Attendance;
using testing_support::Columns;
using testing_support::Population;
using testing_support::quarters;
using testing_support::random_population;
using testing_support::Session;
using testing_support::sessions_of;

// A population and where its sessions were held; of some nobody knows.
struct Held {
  explicit Held(unsigned seed) : Held(random_population(seed), seed) {}
  Held(Population of, unsigned seed) : population(std::move(of)) {
    std::mt19937 random(seed);
    const auto places = static_cast<std::int32_t>(population.levels.front().unit_of_place.size());
    sessions.sessions = sessions_of(population);
    for (std::size_t i = 0; i < population.sessions.size(); ++i)
      sessions.place.push_back(static_cast<std::int32_t>(random() % static_cast<unsigned>(places + 1)) - 1);
  }
  Population population;
  PlaceHeldSessions sessions;
};

// A set of persons for each unit, window and measure, filled attendance by attendance.
void expect_as_counted_plainly(const PlaceHeldCount& counts, const std::vector<Validity>& windows, const Held& held) {
  std::map<std::tuple<std::size_t, std::int32_t, std::size_t, PlaceHeldMeasure>, std::set<std::uint64_t>> persons;
  std::int64_t nowhere = 0;
  for (const Attendance& one : held.population.attendances) {
    const auto at = static_cast<std::size_t>(one.session);
    const std::int32_t place = held.sessions.place[at];
    if (place == PlaceHeldSessions::nowhere) {
      ++nowhere;
      continue;
    }
    const Session& session = held.population.sessions[at];
    std::vector<PlaceHeldMeasure> measures{PlaceHeldMeasure::attended};
    if ((session.shows & shown_by_session::occupational) != 0) measures.push_back(PlaceHeldMeasure::learned);
    if ((session.shows & shown_by_session::vocational) != 0 && one.is_completed)
      measures.push_back(PlaceHeldMeasure::trained);
    if ((session.shows & shown_by_session::transfer) != 0) measures.push_back(PlaceHeldMeasure::transfer);
    for (std::size_t window = 0; window < windows.size(); ++window) {
      if (!windows[window].contains(Date::from_days(session.day))) continue;
      for (std::size_t level = 0; level < held.population.levels.size(); ++level)
        for (const PlaceHeldMeasure measure : measures)
          persons[{level, held.population.levels[level].unit_of_place[static_cast<std::size_t>(place)], window,
                   measure}]
              .insert(one.person);
    }
  }
  EXPECT_EQ(counts.notes().attendances_without_session, nowhere);
  for (std::size_t level = 0; level < held.population.levels.size(); ++level)
    for (std::size_t unit = 0; unit < held.population.levels[level].units; ++unit)
      for (std::size_t window = 0; window < windows.size(); ++window)
        for (std::size_t m = 0; m < place_held_measures; ++m) {
          const auto measure = static_cast<PlaceHeldMeasure>(m);
          ASSERT_EQ(
              counts.count(level, unit, window, measure),
              static_cast<std::int64_t>(persons[{level, static_cast<std::int32_t>(unit), window, measure}].size()))
              << "level " << level << " unit " << unit << " window " << window << " " << name(measure);
        }
}

TEST(PlaceHeldCount, EqualsSetsOfPersonsForRandomPopulations) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    SCOPED_TRACE(seed);
    const Held held(seed + 3000);
    const std::vector<Validity> windows = quarters(1 + seed % 12).windows;
    const auto expect = [&](const auto& columns, std::size_t threads) {
      const PlaceHeldCount counts(windows, held.population.levels, held.sessions, {columns.rows.participation, {}},
                                  {.threads = threads, .progress = {}});
      expect_as_counted_plainly(counts, windows, held);
    };
    expect(Columns<std::uint64_t>(held.population, 1 + seed * 7), 1 + seed % 3);
    expect(Columns<PersonKey>(held.population, 50), 1);
  }
}

TEST(PlaceHeldCount, TellsApartAnyNumberOfStretches) {
  const Held held(3100);
  std::vector<Validity> windows;
  for (int week = 0; week < 130; ++week)
    windows.push_back({Date::from_days(testing_support::plan_start + 7 * week),
                       Date::from_days(testing_support::plan_start + 7 * week + 30)});
  const Columns<std::uint64_t> columns(held.population, 100);
  const PlaceHeldCount counts(windows, held.population.levels, held.sessions, {columns.rows.participation, {}});
  expect_as_counted_plainly(counts, windows, held);
}

// Many persons in few places, and some who attend in nearly all of them, on a tree of units that cross each other.
TEST(PlaceHeldCount, CountsManyPersonsOfAUnitAndPersonsOfManyUnits) {
  std::mt19937 random(3150);
  const auto below = [&](std::size_t count) { return static_cast<std::int32_t>(random() % count); };
  Population population;
  population.levels = {{"nation", {}, 1}, {"old", {}, 20}, {"new", {}, 7}};
  for (std::int32_t place = 0; place < 60; ++place) {
    population.levels[0].unit_of_place.push_back(0);
    population.levels[1].unit_of_place.push_back(place / 3);
    population.levels[2].unit_of_place.push_back(place % 7);
  }
  for (int i = 0; i < 400; ++i)
    population.sessions.push_back({testing_support::plan_start + below(900), static_cast<std::uint8_t>(below(8))});
  for (std::uint64_t person = 0; person < 800; ++person)
    for (int times = person % 100 == 0 ? 200 : 1 + below(2); times > 0; --times)
      population.attendances.push_back({person, below(person % 2 == 0 ? 400 : 5), below(2) == 0});
  const Held held(population, 3150);
  const std::vector<Validity> windows = quarters(20).windows;
  const Columns<std::uint64_t> columns(population, 1000);
  for (const std::size_t threads : {std::size_t{1}, std::size_t{3}})
    expect_as_counted_plainly(PlaceHeldCount(windows, population.levels, held.sessions,
                                             {columns.rows.participation, {}}, {.threads = threads, .progress = {}}),
                              windows, held);
}

TEST(PlaceHeldCount, TakesAttendancesAsTheyComeAndStopsWhereTheCallerSaysSo) {
  const Held held(3200);
  const std::vector<Validity> windows = quarters(5).windows;
  const Columns<std::uint64_t> columns(held.population, 40);
  const auto one_by_one = [&] {
    PlaceHeldRows rows;
    rows.more_participation = [left = columns.rows.participation]() mutable {
      std::vector<ParticipationColumns> next;
      if (!left.empty()) {
        next.push_back(left.back());
        left.pop_back();
      }
      return next;
    };
    return rows;
  };
  expect_as_counted_plainly(PlaceHeldCount(windows, held.population.levels, held.sessions, one_by_one()), windows,
                            held);
  const CountingOptions stopped{.threads = 2, .progress = [](std::size_t, std::size_t) { return false; }};
  EXPECT_THROW(PlaceHeldCount(windows, held.population.levels, held.sessions, one_by_one(), stopped), Interrupted);
}

TEST(PlaceHeldCount, RefusesWhatCannotBeCounted) {
  const Held held(3300);
  const std::vector<Validity> windows = quarters(3).windows;
  const Columns<std::uint64_t> columns(held.population, 40);
  const auto refused = [&](const std::vector<Validity>& asked, const PlaceHeldSessions& sessions) {
    EXPECT_THROW(PlaceHeldCount(asked, held.population.levels, sessions, {columns.rows.participation, {}}),
                 InvalidValue);
  };
  refused({}, held.sessions);
  refused({{windows[0].from, windows[0].from}}, held.sessions);
  PlaceHeldSessions elsewhere = held.sessions;
  elsewhere.place[0] = 1000;
  refused(windows, elsewhere);
  PlaceHeldSessions twice = held.sessions;
  twice.sessions.id[1] = twice.sessions.id[0];
  refused(windows, twice);
  PlaceHeldSessions short_column = held.sessions;
  short_column.place.pop_back();
  refused(windows, short_column);
}

}  // namespace
}  // namespace hoctap
