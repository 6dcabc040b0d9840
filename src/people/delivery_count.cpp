#include "hoctap/people/delivery_count.hpp"

#include <array>
#include <string>
#include <utility>

#include "core/parallel.hpp"
#include "hoctap/core/error.hpp"
#include "people/delivery_counter.hpp"
#include "people/row_check.hpp"

namespace hoctap {

using people::Areas;
using people::AreaSets;
using people::Delivered;
using people::PersonSet;
using people::SessionCodes;
using people::Stretches;

std::string_view name(DeliveryMeasure measure) {
  constexpr std::array<std::string_view, delivery_measures> names{"attended", "learned", "trained", "transfer"};
  return names.at(static_cast<std::size_t>(measure));
}

namespace {

std::uint32_t bit(DeliveryMeasure measure) { return 1U << static_cast<unsigned>(measure); }

std::uint32_t measures_of(std::uint8_t shows, bool is_completed) {
  std::uint32_t measures = bit(DeliveryMeasure::attended);
  if ((shows & shown_by_session::occupational) != 0) measures |= bit(DeliveryMeasure::learned);
  if ((shows & shown_by_session::vocational) != 0 && is_completed) measures |= bit(DeliveryMeasure::trained);
  if ((shows & shown_by_session::transfer) != 0) measures |= bit(DeliveryMeasure::transfer);
  return measures;
}

// By code: of session i 2 · (i + 1), and the next where it was completed.
std::vector<Delivered> delivered_at(const DeliverySessions& held, const Areas& areas, const Stretches& stretches) {
  std::vector<Delivered> delivered(2);
  const SessionColumns& sessions = held.sessions;
  for (std::size_t i = 0; i < sessions.id.size(); ++i) {
    const std::int32_t place = held.place[i];
    if (place != DeliverySessions::nowhere && static_cast<std::size_t>(place) >= areas.of_place.size())
      throw InvalidValue({MessageCode::headcount_place, {std::to_string(place), std::to_string(areas.of_place.size())}},
                         {{}, {}, static_cast<std::uint32_t>(i + 1), 0, "place"});
    const std::uint32_t area = place == DeliverySessions::nowhere ? 0 : areas.of_place[static_cast<std::size_t>(place)];
    for (const bool is_completed : {false, true})
      delivered.push_back({area, stretches.of(sessions.day[i]), measures_of(sessions.shows[i], is_completed)});
  }
  return delivered;
}

SessionCodes codes_of(const DeliverySessions& held) {
  std::vector<std::uint32_t> codes(held.place.size());
  for (std::size_t i = 0; i < codes.size(); ++i)
    codes[i] =
        held.place[i] == DeliverySessions::nowhere ? SessionCodes::unknown : 2 * (static_cast<std::uint32_t>(i) + 1);
  return {held.sessions.id, codes};
}

class Units {
 public:
  Units(std::span<const Validity> windows, const Stretches& stretches, std::span<const AreaSets> sets)
      : windows_(windows), stretches_(stretches), sets_(sets) {}

  // `counts`: by window and measure.
  void count(std::span<const std::uint32_t> areas, std::span<std::int64_t> counts) const {
    for (std::size_t measure = 0; measure < delivery_measures; ++measure) {
      std::vector<std::vector<const PersonSet*>> parts(stretches_.size());
      for (const std::uint32_t area : areas) sets_[area].gather(measure, parts);
      std::vector<PersonSet> by_stretch;
      for (const auto& of_stretch : parts) by_stretch.push_back(PersonSet::united(of_stretch));
      for (std::size_t window = 0; window < windows_.size(); ++window) {
        std::vector<const PersonSet*> asked;
        for (std::uint32_t stretch = 1; stretch < stretches_.size(); ++stretch)
          if (windows_[window].contains(Date::from_days(stretches_.first_day_of(stretch))))
            asked.push_back(&by_stretch[stretch]);
        counts[window * delivery_measures + measure] = static_cast<std::int64_t>(PersonSet::united(asked).size());
      }
    }
  }

 private:
  std::span<const Validity> windows_;
  const Stretches& stretches_;
  std::span<const AreaSets> sets_;
};

}  // namespace

DeliveryCount::DeliveryCount(std::vector<Validity> windows, const std::vector<HeadcountLevel>& levels,
                             const DeliverySessions& sessions, const DeliveryRows& rows, const CountingOptions& options)
    : windows_(std::move(windows)) {
  const Stretches stretches(windows_);
  people::check(levels);
  people::check(sessions.sessions);
  people::expect_size(sessions.place.size(), sessions.sessions.id.size(), "place");
  const Areas areas(levels);
  const std::vector<Delivered> delivered = delivered_at(sessions, areas, stretches);
  const SessionCodes codes = codes_of(sessions);

  people::KeyCheck keys;
  const auto more = [&] {
    return rows.more_participation ? rows.more_participation() : std::vector<ParticipationColumns>{};
  };
  std::vector<AreaSets> sets;
  const auto count_with = [&]<class Key>(std::vector<ParticipationColumns> batches) {
    people::DeliveryCounter<Key> counter(stretches.size(), areas.a_place_of.size(), codes, delivered, options);
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

  const Units units(windows_, stretches, sets);
  for (const HeadcountLevel& level : levels) {
    std::vector<std::vector<std::uint32_t>> areas_of(level.units);
    for (std::size_t area = 0; area < areas.a_place_of.size(); ++area)
      areas_of[static_cast<std::size_t>(level.unit_of_place[areas.a_place_of[area]])].push_back(
          static_cast<std::uint32_t>(area));
    const std::size_t width = windows_.size() * delivery_measures;
    Level& counted =
        levels_.emplace_back(Level{level.name, level.units, std::vector<std::int64_t>(level.units * width)});
    do_all(level.units, options.threads, [&](std::size_t unit) {
      units.count(areas_of[unit], std::span(counted.counts).subspan(unit * width, width));
    });
  }
}

}  // namespace hoctap
