// Counts of persons by unit, window and measure, of which each person adds to every unit where they attended.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hoctap/people/place_held_count.hpp"
#include "people/homes.hpp"
#include "people/vertical_counter.hpp"

namespace hoctap::people {

// As many windows as one word has room for with their measures: bits lie window by window, measure by measure.
struct PlaceHeldSheet {
  static constexpr std::size_t most_windows = 64 / place_held_measures;

  std::size_t first_window = 0;
  std::size_t windows = 0;
  std::vector<std::uint64_t> words;  // by what attending a session shows: the windows in which it shows what
};

// The units that areas lie in, of all levels numbered together.
class AreaUnits {
 public:
  AreaUnits(std::span<const HeadcountLevel> levels, const Areas& areas)
      : levels_(levels.size()), areas_(areas.a_place_of.size()) {
    for (const HeadcountLevel& level : levels) {
      first_of_level_.push_back(units_);
      units_ += level.units;
    }
    of_area_.reserve(areas_ * levels_);
    for (const std::uint32_t place : areas.a_place_of)
      for (std::size_t level = 0; level < levels_; ++level)
        of_area_.push_back(static_cast<std::uint32_t>(first_of_level_[level] +
                                                      static_cast<std::size_t>(levels[level].unit_of_place[place])));
  }

  std::size_t levels() const { return levels_; }
  std::size_t areas() const { return areas_; }
  std::size_t units() const { return units_; }
  std::size_t first_of_level(std::size_t level) const { return first_of_level_[level]; }
  std::uint32_t unit(std::uint32_t area, std::size_t level) const { return of_area_[area * levels_ + level]; }

 private:
  std::size_t levels_;
  std::size_t areas_;
  std::size_t units_ = 0;
  std::vector<std::size_t> first_of_level_;
  std::vector<std::uint32_t> of_area_;  // area by area: level
};

class PlaceHeldTally {
 public:
  // What a person did in a unit or area.
  struct InUnit {
    std::uint32_t unit;
    std::uint64_t shown;
  };

  PlaceHeldTally(const AreaUnits& units, const PlaceHeldSheet& sheet)
      : units_(&units),
        width_(sheet.windows * place_held_measures),
        of_area_(units.areas()),
        of_unit_(units.units()),
        area_counts_(units.areas() * width_),
        counts_(units.units() * width_) {}

  // What one person did area by area, in any order, areas more than once; it is put in another order.
  void add_person(std::vector<InUnit>& in_areas) {
    put_together(in_areas);
    if (in_areas.size() == 1) {
      add(of_area_, area_counts_, in_areas.front());
      return;
    }
    for (std::size_t level = 0; level < units_->levels(); ++level) {
      in_units_.clear();
      for (const InUnit& in : in_areas) in_units_.push_back({units_->unit(in.unit, level), in.shown});
      put_together(in_units_);
      for (const InUnit& in : in_units_) add(of_unit_, counts_, in);
    }
  }

  // Once, when all persons are added.
  void finish() {
    for (std::size_t area = 0; area < of_area_.size(); ++area) drain(of_area_[area], area_counts_, area);
    for (std::size_t unit = 0; unit < of_unit_.size(); ++unit) drain(of_unit_[unit], counts_, unit);
    // Whoever attended in one area counts once in each of its units.
    for (std::uint32_t area = 0; area < of_area_.size(); ++area) {
      for (std::size_t level = 0; level < units_->levels(); ++level) {
        std::uint32_t* const to = &counts_[units_->unit(area, level) * width_];
        for (std::size_t i = 0; i < width_; ++i) to[i] += area_counts_[area * width_ + i];
      }
    }
  }
  PlaceHeldTally& operator+=(const PlaceHeldTally& other) {
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
    return *this;
  }

  // By window and measure of the sheet; whole after finish().
  std::span<const std::uint32_t> counts(std::size_t unit) const {
    return std::span(counts_).subspan(unit * width_, width_);
  }

 private:
  static void put_together(std::vector<InUnit>& all) {
    if (all.size() == 1) return;
    std::sort(all.begin(), all.end(), [](const InUnit& a, const InUnit& b) { return a.unit < b.unit; });
    std::size_t last = 0;
    for (std::size_t i = 1; i < all.size(); ++i) {
      if (all[i].unit == all[last].unit)
        all[last].shown |= all[i].shown;
      else
        all[++last] = all[i];
    }
    all.resize(last + 1);
  }
  void add(std::vector<LineCounter>& counters, std::vector<std::uint32_t>& counts, const InUnit& in) {
    LineCounter& counter = counters[in.unit];
    if (counter.is_full()) drain(counter, counts, in.unit);
    counter.add(in.shown);
  }
  void drain(LineCounter& counter, std::vector<std::uint32_t>& counts, std::size_t unit) const {
    if (!counter.is_empty()) counter.drain(std::span(counts).subspan(unit * width_, width_));
  }

  const AreaUnits* units_;
  std::size_t width_;
  std::vector<LineCounter> of_area_;  // of persons who attended in that area alone
  std::vector<LineCounter> of_unit_;  // of the others
  std::vector<std::uint32_t> area_counts_;
  std::vector<std::uint32_t> counts_;
  std::vector<InUnit> in_units_;
};

}  // namespace hoctap::people
