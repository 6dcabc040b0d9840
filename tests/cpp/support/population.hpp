// Random populations, columns that point into them, and a plain count of them.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/people/headcount_frame.hpp"

namespace hoctap::testing_support {

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
      rows.spells.push_back(columns);
    }
    for (std::size_t first = 0; first < attending.size(); first += batch) {
      ParticipationColumns columns;
      columns.row_count = part(attending, first).size();
      columns.keys = std::span<const Key>(part(attending, first));
      columns.session = std::span<const std::int32_t>(part(session, first));
      columns.completed = part(completed, first);
      rows.participation.push_back(columns);
    }
  }

  std::vector<Key> keys, attending;
  std::vector<std::int32_t> spell_from, until, place, birth, session;
  std::vector<std::uint8_t> is_closed, sex, has_birth, completed;
  std::vector<std::uint16_t> group;
  HeadcountRows rows;
};

inline SessionColumns sessions_of(const Population& population) {
  SessionColumns sessions;
  for (std::size_t i = 0; i < population.sessions.size(); ++i) {
    sessions.id.push_back(static_cast<std::int64_t>(i));
    sessions.day.push_back(population.sessions[i].day);
    sessions.shows.push_back(population.sessions[i].shows);
  }
  return sessions;
}

inline HeadcountFrame frame_of(const HeadcountQuestion& question, const Population& population) {
  return {question, population.levels, sessions_of(population)};
}

// Person by person and window by window, as the header says it.
inline std::map<std::tuple<std::size_t, std::size_t, std::size_t, std::size_t, std::size_t, std::size_t>, std::int64_t>
counted_plainly(const HeadcountQuestion& question, const Population& population) {
  std::map<std::tuple<std::size_t, std::size_t, std::size_t, std::size_t, std::size_t, std::size_t>, std::int64_t> all;
  std::map<std::uint64_t, std::vector<const Spell*>> homes;
  std::map<std::uint64_t, std::vector<const Attendance*>> attended;
  for (const Attendance& attendance : population.attendances) attended[attendance.person].push_back(&attendance);
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
        for (const Attendance* attendance : attended[person]) {
          const Session& session = population.sessions[static_cast<std::size_t>(attendance->session)];
          if (!window.contains(Date::from_days(session.day))) continue;
          if ((session.shows & shown_by_session::occupational) != 0) measures.insert(HeadcountMeasure::learned);
          if ((session.shows & shown_by_session::vocational) != 0 && attendance->is_completed)
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

inline void expect_same(const Headcount& counts, const HeadcountQuestion& question, const Population& population) {
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

inline const std::int32_t plan_start = Date::of(2023, 7, 1).days();

inline Population random_population(unsigned seed) {
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
  const int sessions = 2 + below(30);
  for (int i = 0; i < sessions; ++i)
    population.sessions.push_back({plan_start - 20 + below(960), static_cast<std::uint8_t>(below(8))});
  for (int i = below(600); i-- > 0;)
    population.attendances.push_back({static_cast<std::uint64_t>(below(persons + 5)), below(sessions), below(2) == 0});
  return population;
}

inline HeadcountQuestion quarters(std::size_t count) {
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

}  // namespace hoctap::testing_support
