// Distinct persons of a whole country, counted exactly and at home: labourers, and who of them learned, was trained
// or received a transfer of techniques, for many windows at once, by any number of trees of units and by groups.
//
// A person's home in a window is the place of the residence spell that covers the window's last day; of several the
// one that began last, then the place with the smallest number. Whoever has none is not counted in that window. Of a
// person without a month of birth, or without a sex where the sexes differ, it is not known whether they are labourers:
// they are counted apart. For a district with all its rules, findings and explanations there is Workers; this is for
// tens of millions of persons whose places are numbers already.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "hoctap/core/digest.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/people/working_age.hpp"
#include "hoctap/time/validity.hpp"

namespace hoctap {

enum class HeadcountMeasure : std::uint8_t {
  labourers,
  learned,      // labourers with an occupational session in the window
  trained,      // … with a vocational one that they completed
  transfer,     // … with one that transfers techniques
  unknown_age,  // at home somewhere, but it is not known whether of working age
};
inline constexpr std::size_t headcount_measures = 5;
HOCTAP_EXPORT std::string_view name(HeadcountMeasure measure);

// What attending a session shows, as bits.
namespace shown_by_session {
inline constexpr std::uint8_t occupational = 1;
inline constexpr std::uint8_t vocational = 2;  // trained, where completed
inline constexpr std::uint8_t transfer = 4;
}  // namespace shown_by_session

// Completed years of age at a window's end, [from, until).
struct AgeBand {
  static constexpr std::int32_t open = 1000;

  std::int32_t from = 0;
  std::int32_t until = open;

  // "15-29", both included, or "45+". Throws InvalidValue for another text.
  static HOCTAP_EXPORT AgeBand parse(std::string_view text);
  HOCTAP_EXPORT std::string text() const;
  friend bool operator==(const AgeBand&, const AgeBand&) = default;
};

struct HeadcountQuestion {
  std::vector<Validity> windows;  // each [from, until); homes and ages are those of its last day
  WorkingAge age = WorkingAge::named("statutory");
  std::vector<AgeBand> bands = {{}};  // of labourers, told apart in the counts; bands that do not meet
  std::size_t groups = 1;             // of the residents' own: see SpellColumns::group
};

struct CountingOptions {
  std::size_t threads = 1;  // at most so many; the counts are the same for any number
  // Told now and then how many rows were gone through of how many (as far as is known; residents are gone through
  // twice). Where it returns false, Interrupted is thrown and nothing was counted.
  std::function<bool(std::size_t done, std::size_t all)> progress;
};

// Persons by key: a keyed hash of 128 bits, or any 64 bits that tell persons apart.
using PersonKeys = std::variant<std::span<const std::uint64_t>, std::span<const PersonKey>>;

// Columns that somebody else keeps alive, a batch at a time. `…_present` has a byte a row, 0 where the value is
// missing; empty where none is.
struct SpellColumns {
  static constexpr std::uint8_t unknown_sex = 2;

  std::size_t row_count = 0;
  PersonKeys keys;
  std::span<const std::uint8_t> key_present;
  std::span<const std::int32_t> from;  // days since 1970-01-01
  std::span<const std::uint8_t> from_present;
  std::span<const std::int32_t> until;          // the first day on which the person no longer lived there
  std::span<const std::uint8_t> until_present;  // missing: lives there still
  std::span<const std::int32_t> place;
  std::span<const std::uint8_t> place_present;
  std::span<const std::uint8_t> sex;  // of Sex; unknown_sex or more: not known
  std::span<const std::uint8_t> sex_present;
  std::span<const std::int32_t> birth_month;  // 12 · year + month − 1
  std::span<const std::uint8_t> birth_month_present;
  std::span<const std::uint16_t> group;  // below HeadcountQuestion::groups; empty: all in group 0
};

struct SessionColumns {
  std::vector<std::int64_t> id;
  std::vector<std::int32_t> day;
  std::vector<std::uint8_t> shows;  // shown_by_session
};

struct ParticipationColumns {
  std::size_t row_count = 0;
  PersonKeys keys;
  std::span<const std::uint8_t> key_present;
  std::variant<std::span<const std::int32_t>, std::span<const std::int64_t>> session;
  std::span<const std::uint8_t> session_present;
  std::span<const std::uint8_t> completed;  // empty: nobody is said to have completed
  std::span<const std::uint8_t> completed_present;
};

// The units of one level: of every place the unit that holds it.
struct HeadcountLevel {
  std::string name;
  std::vector<std::int32_t> unit_of_place;  // from 0
  std::size_t units = 0;
};

struct HeadcountRows {
  std::vector<SpellColumns> spells;
  std::vector<ParticipationColumns> participation;
  // More of it than needs to lie in memory at once: asked again and again until it gives none. What it gave may go when
  // it is asked again.
  std::function<std::vector<ParticipationColumns>()> more_participation;
};

// Rows that say nothing usable; none of them is counted anywhere.
struct HeadcountNotes {
  std::int64_t spells_without_person = 0;
  std::int64_t spells_without_place = 0;  // or without a first day
  std::int64_t attendances_without_person = 0;
  std::int64_t attendances_without_session = 0;  // no session, or one that is not there
  std::int64_t attendances_unregistered = 0;     // by persons without any residence spell
  HOCTAP_EXPORT HeadcountNotes& operator+=(const HeadcountNotes& other);
  HOCTAP_EXPORT HeadcountNotes& operator-=(const HeadcountNotes& other);
  friend bool operator==(const HeadcountNotes&, const HeadcountNotes&) = default;
};

// Counts by unit, group, band, window and measure. The last band holds those of unknown age, and only those.
class HOCTAP_EXPORT Headcount {
 public:
  struct Level {
    std::string name;
    std::size_t units = 0;
    // Unit by unit: group held, band and measure (then unknown age), window.
    std::vector<std::int64_t> counts;
  };

  std::size_t windows() const { return windows_; }
  std::size_t bands() const { return bands_; }
  std::size_t groups() const { return groups_; }
  std::span<const Level> levels() const { return levels_; }
  const HeadcountNotes& notes() const { return notes_; }
  // Throws nothing; all indices must be in range. Of unknown_age any band gives the same.
  std::int64_t count(std::size_t level, std::size_t unit, std::size_t group, std::size_t band, std::size_t window,
                     HeadcountMeasure measure) const {
    const std::span<const std::int64_t> counts = of_group(level, unit, group);
    return counts.empty() ? 0 : counts[row_of(band, measure) * windows_ + window];
  }
  // All counts of the group, as they lie; empty where nobody of any unit is in it, so that nothing is held.
  std::span<const std::int64_t> of_group(std::size_t level, std::size_t unit, std::size_t group) const {
    if (number_of_group_[group] == not_held) return {};
    return std::span(levels_[level].counts)
        .subspan((unit * groups_held_ + number_of_group_[group]) * width_of_group(), width_of_group());
  }

  // How counts lie: a row of windows for each band and measure of labourers, then one for those of unknown age.
  static constexpr std::size_t rows_of_group(std::size_t bands) { return bands * (headcount_measures - 1) + 1; }
  std::size_t row_of(std::size_t band, HeadcountMeasure measure) const {
    return measure == HeadcountMeasure::unknown_age
               ? rows_of_group(bands_) - 1
               : band * (headcount_measures - 1) + static_cast<std::size_t>(measure);
  }

 private:
  friend class HeadcountFrame;
  friend class LiveHeadcount;
  static constexpr std::uint32_t not_held = 0xFFFFFFFFU;

  std::size_t width_of_group() const { return rows_of_group(bands_) * windows_; }
  // Makes room for counts of these groups too.
  void hold(std::span<const std::uint16_t> groups);

  std::size_t windows_ = 0;
  std::size_t bands_ = 0;
  std::size_t groups_ = 0;
  std::size_t groups_held_ = 0;
  std::vector<std::uint32_t> number_of_group_;
  std::vector<Level> levels_;
  HeadcountNotes notes_;
};

}  // namespace hoctap
