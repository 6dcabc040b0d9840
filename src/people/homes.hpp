// Where a person is at home in which windows, and what that adds to the counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "people/window_sheet.hpp"

namespace hoctap::people {

// Places that lie in the same unit of every level are counted together.
struct Areas {
  std::vector<std::uint32_t> of_place;
  std::vector<std::uint32_t> a_place_of;  // per area one of its places

  explicit Areas(std::span<const HeadcountLevel> levels)
      : of_place(levels.empty() ? 0 : levels.front().unit_of_place.size()) {
    for (const HeadcountLevel& level : levels) tell_apart(level.unit_of_place);
    for (std::size_t place = 0; place < of_place.size(); ++place)
      if (of_place[place] == a_place_of.size()) a_place_of.push_back(static_cast<std::uint32_t>(place));
  }

 private:
  // Areas become those that are alike so far and lie in the same unit of this level too, numbered as they appear.
  void tell_apart(std::span<const std::int32_t> unit_of_place) {
    std::unordered_map<std::uint64_t, std::uint32_t> known;
    std::uint64_t last = 0;
    std::uint32_t area = 0;
    for (std::size_t place = 0; place < of_place.size(); ++place) {
      const std::uint64_t both =
          std::uint64_t{of_place[place]} << 32U | static_cast<std::uint32_t>(unit_of_place[place]);
      // Neighbours often lie in the same units.
      if (place == 0 || both != last)
        area = known.emplace(both, static_cast<std::uint32_t>(known.size())).first->second;
      last = both;
      of_place[place] = area;
    }
  }
};

// What a row of the register says.
struct Home {
  WindowSet windows = 0;  // whose last day the spell covers
  std::int32_t from = 0;
  std::int32_t place = 0;
  std::int32_t birth_month = 0;
  std::uint16_t group = 0;
  std::uint8_t sex = SpellColumns::unknown_sex;
  bool has_birth_month = false;
};

inline bool has_place(const SpellColumns& batch, std::size_t row) {
  return is_there(batch.place_present, row) && is_there(batch.from_present, row);
}

[[gnu::always_inline]] inline Home home_of(const WindowSheet& sheet, const SpellColumns& batch, std::size_t row) {
  Home home;
  home.windows = is_there(batch.until_present, row) ? sheet.covered(batch.from[row], batch.until[row])
                                                    : sheet.covered_from(batch.from[row]);
  home.from = batch.from[row];
  home.place = batch.place[row];
  home.has_birth_month = is_there(batch.birth_month_present, row);
  home.birth_month = batch.birth_month[row];
  if (!batch.group.empty()) home.group = batch.group[row];
  if (!batch.sex.empty() && is_there(batch.sex_present, row)) home.sex = batch.sex[row];
  return home;
}

// Of one person the home that goes first in windows that both cover: where they came last, then the place with the
// smallest number. What follows makes the answer independent of the rows' order where a register contradicts itself.
inline bool goes_before(const Home& a, const Home& b) {
  const auto order = [](const Home& home) {
    return std::tuple(home.place, !home.has_birth_month, home.has_birth_month ? home.birth_month : 0, home.sex,
                      home.group);
  };
  return a.from != b.from ? a.from > b.from : order(a) < order(b);
}

// The home in those of its windows that no earlier one of the person covers; homes come in the order of goes_before.
inline Home in_windows_left(Home home, WindowSet& covered) {
  const WindowSet windows = home.windows;
  home.windows &= ~covered;
  covered |= windows;
  return home;
}

// Tells `sink` in which windows somebody at home there is a labourer of which band, and in which nobody knows.
template <class Sink>
[[gnu::always_inline]] inline void tell_home(const WindowSheet& sheet, const Home& home, std::uint64_t evidence,
                                             Sink&& sink) {
  if (home.windows == 0) return;
  const WindowSheet::Age age = sheet.age_of(home.sex, home.birth_month);
  if (const WindowSet unknown = home.has_birth_month ? home.windows & age.unknown : home.windows; unknown != 0)
    sink.add_of_unknown_age(home, unknown);
  if (!home.has_birth_month) return;
  const auto with = sheet.windows_with(evidence);
  for (std::size_t band = 0; band < sheet.bands(); ++band) {
    const WindowSet labourer = home.windows & age.bands[band];
    if (labourer != 0)
      sink.add_labourer(home, band,
                        LabourerWindows{labourer, labourer & with[0], labourer & with[1], labourer & with[2]});
  }
}

}  // namespace hoctap::people
