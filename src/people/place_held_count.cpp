#include "hoctap/people/place_held_count.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <utility>

#include "core/parallel.hpp"
#include "hoctap/core/error.hpp"
#include "people/place_held_counter.hpp"
#include "people/row_check.hpp"

namespace hoctap {

using people::Areas;
using people::AreaSets;
using people::HeldSession;
using people::PersonSet;
using people::SessionCodes;
using people::Stretches;

std::string_view name(PlaceHeldMeasure measure) {
  constexpr std::array<std::string_view, place_held_measures> names{"attended", "learned", "trained", "transfer"};
  return names.at(static_cast<std::size_t>(measure));
}

namespace {

std::uint32_t bit(PlaceHeldMeasure measure) { return 1U << static_cast<unsigned>(measure); }

std::uint32_t measures_of(std::uint8_t shows, bool is_completed) {
  std::uint32_t measures = bit(PlaceHeldMeasure::attended);
  if ((shows & shown_by_session::occupational) != 0) measures |= bit(PlaceHeldMeasure::learned);
  if ((shows & shown_by_session::vocational) != 0 && is_completed) measures |= bit(PlaceHeldMeasure::trained);
  if ((shows & shown_by_session::transfer) != 0) measures |= bit(PlaceHeldMeasure::transfer);
  return measures;
}

// By code: of session i 2 · (i + 1), and the next where it was completed.
std::vector<HeldSession> held_sessions(const PlaceHeldSessions& held, const Areas& areas, const Stretches& stretches) {
  std::vector<HeldSession> by_code(2);
  const SessionColumns& sessions = held.sessions;
  for (std::size_t i = 0; i < sessions.id.size(); ++i) {
    const std::int32_t place = held.place[i];
    if (place != PlaceHeldSessions::nowhere && static_cast<std::size_t>(place) >= areas.of_place.size())
      throw InvalidValue({MessageCode::headcount_place, {std::to_string(place), std::to_string(areas.of_place.size())}},
                         {{}, {}, static_cast<std::uint32_t>(i + 1), 0, "place"});
    const std::uint32_t area = place == PlaceHeldSessions::nowhere ? 0 : areas.of_place[static_cast<std::size_t>(place)];
    for (const bool is_completed : {false, true})
      by_code.push_back({area, stretches.of(sessions.day[i]), measures_of(sessions.shows[i], is_completed)});
  }
  return by_code;
}

SessionCodes codes_of(const PlaceHeldSessions& held) {
  std::vector<std::uint32_t> codes(held.place.size());
  for (std::size_t i = 0; i < codes.size(); ++i)
    codes[i] =
        held.place[i] == PlaceHeldSessions::nowhere ? SessionCodes::unknown : 2 * (static_cast<std::uint32_t>(i) + 1);
  return {held.sessions.id, codes};
}

// The sets of one unit by measure and stretch.
using UnitSets = std::array<std::vector<PersonSet>, place_held_measures>;

// Of each unit the parts that its sets are made of: areas, or units of a level whose units do not cross this one's.
struct UnitParts {
  std::size_t level = 0;  // that the parts are units of; of_areas: areas
  std::vector<std::vector<std::uint32_t>> of_unit;

  static constexpr std::size_t of_areas = static_cast<std::size_t>(-1);
};

// The level with the fewest units among `made` of which each lies in one unit of `level`; else the areas.
UnitParts parts_of(std::size_t level, const std::vector<HeadcountLevel>& levels, std::span<const std::size_t> made,
                   const Areas& areas) {
  const auto unit_of = [&](std::size_t of_level, std::uint32_t place) {
    return static_cast<std::uint32_t>(levels[of_level].unit_of_place[place]);
  };
  UnitParts best{UnitParts::of_areas, std::vector<std::vector<std::uint32_t>>(levels[level].units)};
  for (std::uint32_t area = 0; area < areas.a_place_of.size(); ++area)
    best.of_unit[unit_of(level, areas.a_place_of[area])].push_back(area);
  std::size_t fewest = areas.a_place_of.size();
  for (const std::size_t finer : made) {
    if (levels[finer].units >= fewest) continue;
    constexpr std::uint32_t none = 0xFFFFFFFFU;
    std::vector<std::uint32_t> holder(levels[finer].units, none);
    bool is_finer = true;
    for (const std::uint32_t place : areas.a_place_of) {
      std::uint32_t& unit = holder[unit_of(finer, place)];
      is_finer = is_finer && (unit == none || unit == unit_of(level, place));
      unit = unit_of(level, place);
    }
    if (!is_finer) continue;
    fewest = levels[finer].units;
    best = {finer, std::vector<std::vector<std::uint32_t>>(levels[level].units)};
    for (std::uint32_t unit = 0; unit < holder.size(); ++unit)
      if (holder[unit] != none) best.of_unit[holder[unit]].push_back(unit);
  }
  return best;
}

// Of each window the stretches that it holds.
std::vector<std::vector<std::uint32_t>> stretches_of(std::span<const Validity> windows, const Stretches& stretches) {
  std::vector<std::vector<std::uint32_t>> held(windows.size());
  for (std::size_t window = 0; window < windows.size(); ++window)
    for (std::uint32_t stretch = 1; stretch < stretches.size(); ++stretch)
      if (windows[window].contains(Date::from_days(stretches.first_day_of(stretch)))) held[window].push_back(stretch);
  return held;
}

}  // namespace

PlaceHeldCount::PlaceHeldCount(std::vector<Validity> windows, const std::vector<HeadcountLevel>& levels,
                             const PlaceHeldSessions& sessions, const PlaceHeldRows& rows, const CountingOptions& options)
    : windows_(std::move(windows)) {
  const Stretches stretches(windows_);
  people::check(levels);
  people::check(sessions.sessions);
  people::expect_size(sessions.place.size(), sessions.sessions.id.size(), "place");
  const Areas areas(levels);
  const std::vector<HeldSession> by_code = held_sessions(sessions, areas, stretches);
  const SessionCodes codes = codes_of(sessions);

  people::KeyCheck keys;
  const auto more = [&] {
    return rows.more_participation ? rows.more_participation() : std::vector<ParticipationColumns>{};
  };
  std::vector<AreaSets> sets;
  const auto count_with = [&]<class Key>(std::vector<ParticipationColumns> batches) {
    people::PlaceHeldCounter<Key> counter(stretches.size(), areas.a_place_of.size(), codes, by_code, options);
    for (; !batches.empty(); batches = more()) {
      for (const ParticipationColumns& batch : batches) {
        keys(batch.keys);
        people::check(batch);
      }
      counter.add(batches);
    }
    sets = counter.sets();
    notes_ = counter.notes();
  };
  // What comes first says what the keys are.
  std::vector<ParticipationColumns> first = rows.participation;
  if (first.empty()) first = more();
  for (const ParticipationColumns& batch : first) keys(batch.keys);
  if (keys.has_short_keys())
    count_with.template operator()<std::uint64_t>(first);
  else
    count_with.template operator()<PersonKey>(first);

  // Levels of many units first: those of few are made of them.
  std::vector<std::size_t> order(levels.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return levels[a].units > levels[b].units; });
  const auto held = stretches_of(windows_, stretches);
  const std::size_t width = windows_.size() * place_held_measures;
  for (const HeadcountLevel& level : levels)
    levels_.push_back({level.name, level.units, std::vector<std::int64_t>(level.units * width)});
  std::vector<std::vector<UnitSets>> by_level(levels.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::size_t level = order[i];
    const UnitParts parts = parts_of(level, levels, std::span(order).first(i), areas);
    by_level[level].resize(levels[level].units);
    do_all(levels[level].units * place_held_measures, options.threads, [&](std::size_t piece) {
      const std::size_t unit = piece / place_held_measures;
      const std::size_t measure = piece % place_held_measures;
      std::vector<std::vector<const PersonSet*>> united(stretches.size());
      for (const std::uint32_t part : parts.of_unit[unit]) {
        if (parts.level == UnitParts::of_areas) {
          sets[part].gather(measure, united);
        } else {
          const std::vector<PersonSet>& of_part = by_level[parts.level][part][measure];
          for (std::size_t stretch = 0; stretch < of_part.size(); ++stretch)
            if (!of_part[stretch].is_empty()) united[stretch].push_back(&of_part[stretch]);
        }
      }
      std::vector<PersonSet>& of_unit = by_level[level][unit][measure];
      for (const auto& of_stretch : united) of_unit.push_back(PersonSet::united(of_stretch));
      for (std::size_t window = 0; window < windows_.size(); ++window) {
        std::vector<const PersonSet*> asked;
        for (const std::uint32_t stretch : held[window]) asked.push_back(&of_unit[stretch]);
        levels_[level].counts[unit * width + window * place_held_measures + measure] =
            static_cast<std::int64_t>(PersonSet::united(asked).size());
      }
    });
  }
}

}  // namespace hoctap
