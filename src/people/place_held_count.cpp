#include "hoctap/people/place_held_count.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/parallel.hpp"
#include "hoctap/core/error.hpp"
#include "people/place_held_counter.hpp"
#include "people/row_check.hpp"
#include "people/stretches.hpp"

namespace hoctap {

using people::Areas;
using people::AreaUnits;
using people::HeldSession;
using people::PlaceHeldSheet;
using people::PlaceHeldTally;
using people::SessionCodes;
using people::Stretches;

std::string_view name(PlaceHeldMeasure measure) {
  constexpr std::array<std::string_view, place_held_measures> names{"attended", "learned", "trained", "transfer"};
  return names.at(static_cast<std::size_t>(measure));
}

namespace {

constexpr std::uint32_t kinds = 1U << place_held_measures;  // sets of measures

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
    const std::uint32_t area =
        place == PlaceHeldSessions::nowhere ? 0 : areas.of_place[static_cast<std::size_t>(place)];
    const std::uint32_t stretch = stretches.of(sessions.day[i]);
    for (const bool is_completed : {false, true})
      by_code.push_back({area, stretch == 0 ? 0 : stretch * kinds + measures_of(sessions.shows[i], is_completed)});
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

std::vector<PlaceHeldSheet> sheets_of(std::span<const Validity> windows, const Stretches& stretches) {
  std::vector<PlaceHeldSheet> sheets;
  for (std::size_t first = 0; first < windows.size(); first += PlaceHeldSheet::most_windows) {
    PlaceHeldSheet sheet{first, std::min(windows.size() - first, PlaceHeldSheet::most_windows),
                         std::vector<std::uint64_t>(stretches.size() * kinds, 0)};
    for (std::uint32_t stretch = 1; stretch < stretches.size(); ++stretch) {
      const Date day = Date::from_days(stretches.first_day_of(stretch));
      for (std::size_t window = 0; window < sheet.windows; ++window)
        if (windows[first + window].contains(day))
          for (std::uint64_t measures = 0; measures < kinds; ++measures)
            sheet.words[stretch * kinds + measures] |= measures << (window * place_held_measures);
    }
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

}  // namespace

PlaceHeldCount::PlaceHeldCount(std::vector<Validity> windows, const std::vector<HeadcountLevel>& levels,
                               const PlaceHeldSessions& sessions, const PlaceHeldRows& rows,
                               const CountingOptions& options)
    : windows_(std::move(windows)) {
  const Stretches stretches(windows_);
  people::check(levels);
  people::check(sessions.sessions);
  people::expect_size(sessions.place.size(), sessions.sessions.id.size(), "place");
  const Areas areas(levels);
  const AreaUnits units(levels, areas);
  const std::vector<HeldSession> by_code = held_sessions(sessions, areas, stretches);
  const SessionCodes codes = codes_of(sessions);
  const std::vector<PlaceHeldSheet> sheets = sheets_of(windows_, stretches);

  people::KeyCheck keys;
  const auto more = [&] {
    return rows.more_participation ? rows.more_participation() : std::vector<ParticipationColumns>{};
  };
  std::vector<PlaceHeldTally> tallies;
  const auto count_with = [&]<class Key>(std::vector<ParticipationColumns> batches) {
    people::PlaceHeldCounter<Key> counter(sheets, units, codes, by_code, options);
    for (; !batches.empty(); batches = more()) {
      for (const ParticipationColumns& batch : batches) {
        keys(batch.keys);
        people::check(batch);
      }
      counter.add(batches);
    }
    tallies = counter.count();
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

  const std::size_t width = windows_.size() * place_held_measures;
  for (std::size_t level = 0; level < levels.size(); ++level) {
    std::vector<std::int64_t> counts(levels[level].units * width);
    for (std::size_t unit = 0; unit < levels[level].units; ++unit) {
      for (std::size_t sheet = 0; sheet < sheets.size(); ++sheet) {
        const std::span<const std::uint32_t> of_sheet = tallies[sheet].counts(units.first_of_level(level) + unit);
        std::copy(of_sheet.begin(), of_sheet.end(),
                  counts.begin() +
                      static_cast<std::ptrdiff_t>(unit * width + sheets[sheet].first_window * place_held_measures));
      }
    }
    levels_.push_back({levels[level].name, levels[level].units, std::move(counts)});
  }
}

}  // namespace hoctap
