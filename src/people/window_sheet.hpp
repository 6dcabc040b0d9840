// What of a day, a month of birth or a session matters to some windows of a headcount, as sets of windows looked up in
// tables: no person is asked window by window.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hoctap/people/headcount.hpp"
#include "hoctap/people/time_slices.hpp"

namespace hoctap::people {

using WindowSet = std::uint64_t;  // a bit a window

// Of a column `…_present`, as the rows of a headcount have them.
inline bool is_there(std::span<const std::uint8_t> present, std::size_t row) {
  return present.empty() || present[row] != 0;
}

// In which stretches of time somebody learned, was trained, received a transfer: a bit a stretch and measure.
inline constexpr std::size_t evidences = 3;

// Windows of one labourer: all in which they are one, and those of them in which they learned, trained, got a transfer.
inline constexpr std::size_t labourer_measures = evidences + 1;
using LabourerWindows = std::array<WindowSet, labourer_measures>;

class WindowSheet {
 public:
  static constexpr std::size_t most_windows = 64;
  static constexpr std::size_t most_stretches = 20;

  // Of the question's windows from the first one on, as many as fit. None of them is empty.
  WindowSheet(const HeadcountQuestion& question, std::size_t first_window);

  std::size_t first_window() const { return first_window_; }
  std::size_t windows() const { return windows_; }
  std::size_t bands() const { return bands_; }
  std::size_t evidence_bits() const { return evidences * slices_.size(); }

  // Of an attendance on that day.
  std::uint64_t evidence_of(std::int32_t day, std::uint8_t shows, bool is_completed) const;

  // Windows whose last day lies in [from, until).
  WindowSet covered(std::int32_t from, std::int32_t until) const {
    return began_[place_of(from)] & ~began_[place_of(until)];
  }
  WindowSet covered_from(std::int32_t from) const { return began_[place_of(from)]; }

  struct Age {
    WindowSet unknown = 0;
    const WindowSet* bands = nullptr;  // per band the windows at whose end a labourer stands in it
  };
  [[gnu::always_inline]] Age age_of(std::uint8_t sex, std::int32_t birth_month) const {
    const std::size_t month = static_cast<std::size_t>(birth_month < first_month_  ? 0
                                                       : birth_month > last_month_ ? last_month_ - first_month_
                                                                                   : birth_month - first_month_);
    const std::size_t at = month * sexes + (sex < SpellColumns::unknown_sex ? sex : SpellColumns::unknown_sex);
    return {unknown_[at], &aged_[at * bands_]};
  }

  // The windows in which there is evidence: learned, trained, transfer.
  [[gnu::always_inline]] std::array<WindowSet, evidences> windows_with(std::uint64_t evidence) const {
    std::array<WindowSet, evidences> found{};
    const std::uint64_t all = (std::uint64_t{1} << slices_.size()) - 1;
    for (std::size_t i = 0; i < evidences; ++i) {
      const std::uint64_t slices = evidence >> (i * slices_.size()) & all;
      found[i] = reached_[0][slices & low_slices] | reached_[1][slices >> half];
    }
    return found;
  }

 private:
  static constexpr std::size_t sexes = 3;
  static constexpr std::size_t half = 10;  // stretches that one look-up tells of
  static constexpr std::uint64_t low_slices = (std::uint64_t{1} << half) - 1;

  std::size_t place_of(std::int32_t day) const {
    return static_cast<std::size_t>(day < first_end_  ? 0
                                    : day > last_end_ ? last_end_ - first_end_ + 1
                                                      : day - first_end_);
  }
  void learn_ends(std::span<const Validity> windows);
  void learn_births(const HeadcountQuestion& question, std::span<const Validity> asked);
  void learn_slices(std::span<const Validity> windows);

  std::size_t first_window_;
  std::size_t windows_;
  std::size_t bands_;
  TimeSlices slices_;
  std::int32_t first_end_ = 0;  // the earliest and latest last day of a window
  std::int32_t last_end_ = 0;
  std::vector<WindowSet> began_;  // by day from first_end_: the windows that end on it or later
  std::int32_t first_month_ = 0;
  std::int32_t last_month_ = 0;
  std::vector<WindowSet> aged_;                    // by month of birth, sex, band
  std::vector<WindowSet> unknown_;                 // by month of birth and sex
  std::array<std::vector<WindowSet>, 2> reached_;  // by set of stretches: lower and upper half
};

}  // namespace hoctap::people
