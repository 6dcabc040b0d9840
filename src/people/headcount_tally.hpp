// Counts of persons by area, row and window: gathered upright while persons of one area follow each other, and added up
// when the area changes.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/result_column.hpp"
#include "people/groups_used.hpp"
#include "people/vertical_counter.hpp"
#include "people/window_sheet.hpp"

namespace hoctap::people {

class HeadcountTally {
 public:
  HeadcountTally(std::size_t areas, const WindowSheet& sheet, const GroupsUsed& groups)
      : groups_(&groups),
        windows_(sheet.windows()),
        bands_(sheet.bands()),
        is_packed_(labourer_measures * windows_ <= 64),
        rows_of_group_(Headcount::rows_of_group(bands_)),
        rows_(groups.size() * rows_of_group_),
        counts_(areas * rows_ * windows_, 0),
        labourers_(groups.size() * bands_ * (is_packed_ ? 1 : labourer_measures)),
        unknown_(groups.size()) {}

  // Where many persons of one area follow each other.
  void add_labourer(std::size_t area, std::uint16_t group, std::size_t band, const LabourerWindows& windows) {
    at(area);
    const std::size_t cell = groups_->number_of(group) * bands_ + band;
    if (is_packed_) {
      add(labourers_[cell], packed(windows));
    } else {
      for (std::size_t i = 0; i < labourer_measures; ++i) add(labourers_[cell * labourer_measures + i], windows[i]);
    }
  }
  void add_of_unknown_age(std::size_t area, std::uint16_t group, WindowSet windows) {
    at(area);
    add(unknown_[groups_->number_of(group)], windows);
  }
  // Where each person is of another area.
  void add_lone_labourer(std::size_t area, std::uint16_t group, std::size_t band, const LabourerWindows& windows) {
    const std::size_t row = groups_->number_of(group) * rows_of_group_ + band * labourer_measures;
    if (is_packed_) {
      add_windows(area, row, packed(windows));
    } else {
      for (std::size_t i = 0; i < labourer_measures; ++i) add_windows(area, row + i, windows[i]);
    }
  }
  void add_lone_of_unknown_age(std::size_t area, std::uint16_t group, WindowSet windows) {
    add_windows(area, (groups_->number_of(group) + 1) * rows_of_group_ - 1, windows);
  }

  void flush() {
    for (std::size_t group = 0; group < unknown_.size(); ++group) {
      const std::size_t row = group * rows_of_group_;
      for (std::size_t band = 0; band < bands_; ++band) {
        const std::size_t cell = group * bands_ + band;
        const std::size_t first_row = row + band * labourer_measures;
        if (is_packed_) {
          drain(labourers_[cell], first_row, labourer_measures);
        } else {
          for (std::size_t i = 0; i < labourer_measures; ++i)
            drain(labourers_[cell * labourer_measures + i], first_row + i, 1);
        }
      }
      drain(unknown_[group], row + rows_of_group_ - 1, 1);
    }
  }

  // By area, group used, row (as in Headcount) and window; whole after flush().
  KeptVector<std::uint32_t>& counts() { return counts_; }

 private:
  // All measures in one word, as their rows lie one after another.
  std::uint64_t packed(const LabourerWindows& windows) const {
    std::uint64_t word = 0;
    for (std::size_t i = labourer_measures; i-- > 0;) word = word << windows_ | windows[i];
    return word;
  }
  void at(std::size_t area) {
    if (area == area_) return;
    flush();
    area_ = area;
  }
  void add(VerticalCounter& counter, std::uint64_t word) {
    if (counter.is_full()) flush();
    counter.add(word);
  }
  // A bit's row and window lie one after another as its number counts on.
  void drain(VerticalCounter& counter, std::size_t first_row, std::size_t rows) {
    if (counter.is_empty()) return;
    counter.drain(std::span(counts_).subspan((area_ * rows_ + first_row) * windows_, rows * windows_));
  }
  void add_windows(std::size_t area, std::size_t row, WindowSet windows) {
    std::uint32_t* const counts = &counts_[(area * rows_ + row) * windows_];
    for (; windows != 0; windows &= windows - 1) ++counts[std::countr_zero(windows)];
  }

  const GroupsUsed* groups_;
  std::size_t windows_;
  std::size_t bands_;
  bool is_packed_;  // all measures of a labourer fit into one word
  std::size_t rows_of_group_;
  std::size_t rows_;
  KeptVector<std::uint32_t> counts_;
  std::vector<VerticalCounter> labourers_;  // by group used, band and, where they are not packed, measure
  std::vector<VerticalCounter> unknown_;    // by group used
  std::size_t area_ = 0;
};

}  // namespace hoctap::people
