// Distinct persons by the place where sessions were held: how many different persons learned, were trained or received
// a transfer of techniques at sessions in a unit, for many windows and trees of units at once.
//
// Whoever attends twice in a unit is one person there; whoever attends in two communes is one person in each of them
// and one in the district that holds both, so that units do not add up to the unit above. Nobody's home or age is
// asked, and nobody needs to be in a register: shares of labourers are counted at home, by HeadcountFrame.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/people/headcount.hpp"
#include "hoctap/time/validity.hpp"

namespace hoctap {

enum class PlaceHeldMeasure : std::uint8_t {
  attended,  // a session of any kind
  learned,   // an occupational one
  trained,   // a vocational one that they completed
  transfer,  // one that transfers techniques
};
inline constexpr std::size_t place_held_measures = 4;
HOCTAP_EXPORT std::string_view name(PlaceHeldMeasure measure);

struct PlaceHeldSessions {
  static constexpr std::int32_t nowhere = -1;

  SessionColumns sessions;
  std::vector<std::int32_t> place;  // a row a session; nowhere: not known where
};

struct PlaceHeldRows {
  std::vector<ParticipationColumns> participation;
  // More of it, as in HeadcountRows.
  std::function<std::vector<ParticipationColumns>()> more_participation;
};

// Counts by unit, window and measure.
class HOCTAP_EXPORT PlaceHeldCount {
 public:
  struct Level {
    std::string name;
    std::size_t units = 0;
    std::vector<std::int64_t> counts;  // unit by unit: window, measure
  };

  // Throws InvalidValue for no window or an empty one, levels with different places, columns of unequal length, a place
  // that is not there, a session that stands twice, keys of two kinds, 2^32 attendances or more, and Interrupted.
  // Needs 16 bytes at work for each attendance inside the windows, 24 where keys are long.
  PlaceHeldCount(std::vector<Validity> windows, const std::vector<HeadcountLevel>& levels,
                 const PlaceHeldSessions& sessions, const PlaceHeldRows& rows, const CountingOptions& options = {});

  std::span<const Validity> windows() const { return windows_; }
  std::span<const Level> levels() const { return levels_; }
  // Attendances by nobody, and of sessions that are not there or of which it is not known where they were held.
  const HeadcountNotes& notes() const { return notes_; }
  // Throws nothing; all indices must be in range.
  std::int64_t count(std::size_t level, std::size_t unit, std::size_t window, PlaceHeldMeasure measure) const {
    return levels_[level]
        .counts[(unit * windows_.size() + window) * place_held_measures + static_cast<std::size_t>(measure)];
  }

 private:
  std::vector<Validity> windows_;
  std::vector<Level> levels_;
  HeadcountNotes notes_;
};

}  // namespace hoctap
