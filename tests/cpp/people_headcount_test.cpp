#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/people/headcount.hpp"
#include "people/vertical_counter.hpp"

namespace hoctap {
namespace {

// A population as rows, and the columns that point into it.
struct Spell {
  std::uint64_t person = 0;
  std::int32_t from = 0;
  std::int32_t until = 0;
  bool is_open = true;
  std::int32_t place = 0;
  std::uint8_t sex = 0;
  std::int32_t birth_month = 0;
  bool has_birth_month = true;
  std::uint16_t group = 0;
};
struct Attendance {
  std::uint64_t person = 0;
  std::int32_t session = 0;
  bool is_completed = false;
};
struct Session {
  std::int32_t day = 0;
  std::uint8_t shows = 0;
};

struct Population {
  std::vector<Spell> spells;
  std::vector<Attendance> attendances;
  std::vector<Session> sessions;
  std::vector<HeadcountLevel> levels;
};

template <class Key>
Key key_of(std::uint64_t person) {
  if constexpr (std::is_same_v<Key, PersonKey>)
    return {person * 0x9E3779B97F4A7C15U + 1, person};
  else
    return person * 0xBF58476D1CE4E5B9U;
}

// Columns of the population in batches of that many rows.
template <class Key>
struct Columns {
  Columns(const Population& from, std::size_t batch) {
    for (const Spell& spell : from.spells) {
      keys.push_back(key_of<Key>(spell.person));
      spell_from.push_back(spell.from);
      until.push_back(spell.until);
      is_closed.push_back(spell.is_open ? 0 : 1);
      place.push_back(spell.place);
      sex.push_back(spell.sex);
      birth.push_back(spell.birth_month);
      has_birth.push_back(spell.has_birth_month ? 1 : 0);
      group.push_back(spell.group);
    }
    for (const Attendance& attendance : from.attendances) {
      attending.push_back(key_of<Key>(attendance.person));
      session.push_back(attendance.session);
      completed.push_back(attendance.is_completed ? 1 : 0);
    }
    const auto part = [batch](const auto& column, std::size_t first) {
      return std::span(column).subspan(first, std::min(batch, column.size() - first));
    };
    for (std::size_t first = 0; first < keys.size(); first += batch) {
      SpellColumns columns;
      columns.row_count = part(keys, first).size();
      columns.keys = std::span<const Key>(part(keys, first));
      columns.from = part(spell_from, first);
      columns.until = part(until, first);
      columns.until_present = part(is_closed, first);
      columns.place = part(place, first);
      columns.sex = part(sex, first);
      columns.birth_month = part(birth, first);
      columns.birth_month_present = part(has_birth, first);
      columns.group = part(group, first);
      input.spells.push_back(columns);
    }
    for (std::size_t first = 0; first < attending.size(); first += batch) {
      ParticipationColumns columns;
      columns.row_count = part(attending, first).size();
      columns.keys = std::span<const Key>(part(attending, first));
      columns.session = std::span<const std::int32_t>(part(session, first));
      columns.completed = part(completed, first);
      input.participation.push_back(columns);
    }
    for (std::size_t i = 0; i < from.sessions.size(); ++i) {
      input.sessions.id.push_back(static_cast<std::int64_t>(i));
      input.sessions.day.push_back(from.sessions[i].day);
      input.sessions.shows.push_back(from.sessions[i].shows);
    }
    input.levels = from.levels;
  }

  std::vector<Key> keys, attending;
  std::vector<std::int32_t> spell_from, until, place, birth, session;
  std::vector<std::uint8_t> is_closed, sex, has_birth, completed;
  std::vector<std::uint16_t> group;
  HeadcountInput input;
};

// Person by person and window by window, as the header says it.
std::map<std::tuple<std::size_t, std::size_t, std::size_t, std::size_t, std::size_t, std::size_t>, std::int64_t>
counted_plainly(const HeadcountQuestion& question, const Population& population) {
  std::map<std::tuple<std::size_t, std::size_t, std::size_t, std::size_t, std::size_t, std::size_t>, std::int64_t> all;
  std::map<std::uint64_t, std::vector<const Spell*>> homes;
  for (const Spell& spell : population.spells) homes[spell.person].push_back(&spell);
  for (const auto& [person, spells] : homes) {
    for (std::size_t w = 0; w < question.windows.size(); ++w) {
      const Validity& window = question.windows[w];
      const Date last = window.until - 1;
      const Spell* home = nullptr;
      for (const Spell* spell : spells) {
        if (spell->from > last.days() || (!spell->is_open && spell->until <= last.days())) continue;
        if (home == nullptr || std::pair(-spell->from, spell->place) < std::pair(-home->from, home->place))
          home = spell;
      }
      if (home == nullptr) continue;
      std::set<HeadcountMeasure> measures;
      std::size_t band = 0;
      const auto sex =
          home->sex < SpellColumns::unknown_sex ? std::optional(static_cast<Sex>(home->sex)) : std::nullopt;
      const auto birth = home->has_birth_month ? std::optional(home->birth_month) : std::nullopt;
      const Membership membership = question.age.membership(sex, birth, last);
      if (membership == Membership::uncertain) measures.insert(HeadcountMeasure::unknown_age);
      if (membership == Membership::inside) {
        const std::int32_t months = last.month_index() - (last == last.last_of_month() ? 0 : 1) - *birth;
        const auto found = std::find_if(question.bands.begin(), question.bands.end(), [&](const AgeBand& one) {
          return 12 * one.from <= months && months < 12 * one.until;
        });
        if (found == question.bands.end()) continue;
        band = static_cast<std::size_t>(found - question.bands.begin());
        measures.insert(HeadcountMeasure::labourers);
        for (const Attendance& attendance : population.attendances) {
          if (attendance.person != person) continue;
          const Session& session = population.sessions[static_cast<std::size_t>(attendance.session)];
          if (!window.contains(Date::from_days(session.day))) continue;
          if ((session.shows & shown_by_session::occupational) != 0) measures.insert(HeadcountMeasure::learned);
          if ((session.shows & shown_by_session::vocational) != 0 && attendance.is_completed)
            measures.insert(HeadcountMeasure::trained);
          if ((session.shows & shown_by_session::transfer) != 0) measures.insert(HeadcountMeasure::transfer);
        }
      }
      for (std::size_t level = 0; level < population.levels.size(); ++level) {
        const auto unit = population.levels[level].unit_of_place[static_cast<std::size_t>(home->place)];
        for (const HeadcountMeasure measure : measures)
          ++all[{level, static_cast<std::size_t>(unit), home->group, band, w, static_cast<std::size_t>(measure)}];
      }
    }
  }
  return all;
}

void expect_same(const Headcount& counts, const HeadcountQuestion& question, const Population& population) {
  auto expected = counted_plainly(question, population);
  for (std::size_t level = 0; level < population.levels.size(); ++level)
    for (std::size_t unit = 0; unit < population.levels[level].units; ++unit)
      for (std::size_t group = 0; group < question.groups; ++group)
        for (std::size_t band = 0; band < question.bands.size(); ++band)
          for (std::size_t w = 0; w < question.windows.size(); ++w)
            for (std::size_t m = 0; m < headcount_measures; ++m) {
              const auto measure = static_cast<HeadcountMeasure>(m);
              if (measure == HeadcountMeasure::unknown_age && band != 0) continue;
              ASSERT_EQ(counts.count(level, unit, group, band, w, measure),
                        (expected[{level, unit, group, band, w, m}]))
                  << "level " << level << " unit " << unit << " group " << group << " band " << band << " window " << w
                  << " " << name(measure);
            }
}

const std::int32_t plan_start = Date::of(2023, 7, 1).days();

Population random_population(unsigned seed) {
  std::mt19937 random(seed);
  const auto below = [&](int count) { return static_cast<std::int32_t>(random() % static_cast<unsigned>(count)); };
  Population population;
  const int places = 1 + below(12);
  HeadcountLevel nation{"nation", std::vector<std::int32_t>(static_cast<std::size_t>(places), 0), 1};
  HeadcountLevel old_units{"old", {}, 4};
  HeadcountLevel new_units{"new", {}, 3};
  for (int i = 0; i < places; ++i) {
    old_units.unit_of_place.push_back(below(4));
    new_units.unit_of_place.push_back(below(3));
  }
  population.levels = {nation, old_units, new_units};
  const int persons = below(120);
  for (int person = 0; person < persons; ++person) {
    Spell spell;
    spell.person = static_cast<std::uint64_t>(person);
    spell.sex = static_cast<std::uint8_t>(below(4));
    spell.birth_month = 12 * (1955 + below(60)) + below(12);
    spell.has_birth_month = below(12) != 0;
    for (int home = 1 + (below(4) == 0 ? below(4) : 0); home-- > 0;) {
      spell.from = plan_start - 200 + below(900);
      spell.is_open = below(3) != 0;
      spell.until = spell.from + below(700);
      spell.place = below(places);
      spell.group = static_cast<std::uint16_t>(below(2));
      population.spells.push_back(spell);
    }
  }
  std::shuffle(population.spells.begin(), population.spells.end(), random);
  const int sessions = 1 + below(30);
  for (int i = 0; i < sessions; ++i)
    population.sessions.push_back({plan_start - 20 + below(960), static_cast<std::uint8_t>(below(8))});
  for (int i = below(600); i-- > 0;)
    population.attendances.push_back({static_cast<std::uint64_t>(below(persons + 5)), below(sessions), below(2) == 0});
  return population;
}

HeadcountQuestion quarters(std::size_t count) {
  HeadcountQuestion question;
  Date until = Date::of(2023, 7, 1);
  for (std::size_t i = 0; i < count; ++i) {
    until = (until + 95);
    until = Date::of(until.year(), until.month(), 1);
    question.windows.push_back({Date::of(2023, 7, 1), until});
  }
  question.windows.push_back({Date::of(2024, 1, 1), Date::of(2025, 1, 1)});
  return question;
}

TEST(Headcount, EqualsAPlainCountOfRandomPopulations) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    const Population population = random_population(seed);
    HeadcountQuestion question = quarters(1 + seed % 10);
    question.age = WorkingAge::named(seed % 2 == 0 ? "statutory" : "men_60_women_55");
    question.groups = 2;
    if (seed % 3 == 0) question.bands = {{0, 30}, {30, 45}, {45, AgeBand::open}};
    const Columns<std::uint64_t> columns(population, 1 + seed * 7);
    expect_same(count_heads(question, columns.input), question, population);
  }
}

TEST(Headcount, IsTheSameForAnyNumberOfThreadsAndBatches) {
  for (unsigned seed = 100; seed < 115; ++seed) {
    SCOPED_TRACE(seed);
    const Population population = random_population(seed);
    HeadcountQuestion question = quarters(8);
    question.groups = 2;
    for (const std::size_t threads : {1U, 2U, 3U, 8U}) {
      question.threads = threads;
      const Columns<std::uint64_t> columns(population, 5 * threads);
      expect_same(count_heads(question, columns.input), question, population);
    }
  }
}

TEST(Headcount, TakesKeysOf128Bits) {
  for (unsigned seed = 200; seed < 210; ++seed) {
    const Population population = random_population(seed);
    HeadcountQuestion question = quarters(6);
    question.groups = 2;
    question.threads = 2;
    const Columns<PersonKey> columns(population, 64);
    expect_same(count_heads(question, columns.input), question, population);
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
  expect_same(count_heads(question, columns.input), question, population);
}

TEST(Headcount, NotesRowsThatAreInNoCount) {
  Population population = random_population(1);
  population.spells = {{.person = 1, .from = plan_start, .place = 0, .birth_month = 12 * 1990}};
  population.attendances = {{1, 0, false}, {2, 0, false}, {1, 77, false}};
  const Columns<std::uint64_t> columns(population, 10);
  HeadcountInput input = columns.input;
  const std::vector<std::uint8_t> nobody{0, 1, 1};
  input.participation[0].key_present = nobody;
  HeadcountQuestion question = quarters(10);
  question.groups = 2;
  input.sessions.day[0] = plan_start;
  input.sessions.shows[0] = 1;
  EXPECT_EQ(count_heads(question, input).notes(),
            (HeadcountNotes{
                .attendances_without_person = 1, .attendances_without_session = 1, .attendances_unregistered = 1}));
}

TEST(Headcount, RefusesWhatCannotBeCounted) {
  const Population population = random_population(2);
  const Columns<std::uint64_t> columns(population, 10);
  HeadcountQuestion question = quarters(3);
  question.groups = 2;
  const auto refused = [&](const HeadcountQuestion& asked, const HeadcountInput& input) {
    EXPECT_THROW(count_heads(asked, input), InvalidValue);
  };
  HeadcountQuestion none = question;
  none.windows.clear();
  refused(none, columns.input);
  HeadcountQuestion empty = question;
  empty.windows[0].until = empty.windows[0].from;
  refused(empty, columns.input);
  HeadcountQuestion meeting = question;
  meeting.bands = {{0, 30}, {29, 40}};
  refused(meeting, columns.input);
  HeadcountQuestion too_few_groups = question;
  too_few_groups.groups = 1;
  refused(too_few_groups, columns.input);
  HeadcountInput short_column = columns.input;
  short_column.spells[0].from = short_column.spells[0].from.first(1);
  refused(question, short_column);
  HeadcountInput twice = columns.input;
  twice.sessions.id.push_back(0);
  twice.sessions.day.push_back(0);
  twice.sessions.shows.push_back(0);
  refused(question, twice);
  HeadcountInput nowhere = columns.input;
  for (HeadcountLevel& level : nowhere.levels) level.unit_of_place.clear();
  refused(question, nowhere);
}

TEST(AgeBand, IsReadAndWritten) {
  EXPECT_EQ(AgeBand::parse("15-29"), (AgeBand{15, 30}));
  EXPECT_EQ(AgeBand::parse("45+"), (AgeBand{45, AgeBand::open}));
  EXPECT_EQ((AgeBand{15, 30}).text(), "15-29");
  EXPECT_EQ((AgeBand{45, AgeBand::open}).text(), "45+");
  for (const char* text : {"", "15", "-3", "30-15", "15-29 ", "a+", "15--20", "99999999999+"})
    EXPECT_THROW(AgeBand::parse(text), InvalidValue) << text;
}

TEST(VerticalCounter, CountsEveryBitOfAnyNumberOfWords) {
  std::mt19937_64 random(7);
  people::VerticalCounter counter;
  for (const std::size_t words : {0U, 1U, 7U, 8U, 9U, 100U, 5000U}) {
    std::array<std::uint32_t, 64> expected{};
    for (std::size_t i = 0; i < words; ++i) {
      const std::uint64_t word = random() & random();
      counter.add(word);
      for (std::size_t bit = 0; bit < 64; ++bit) expected[bit] += static_cast<std::uint32_t>(word >> bit & 1U);
    }
    std::array<std::uint32_t, 64> counted{};
    counter.drain([&](unsigned bit, std::uint32_t count) { counted[bit] += count; });
    EXPECT_EQ(counted, expected) << words;
    EXPECT_TRUE(counter.is_empty());
  }
}

}  // namespace
}  // namespace hoctap
