// All that rows of a headcount are asked by: the windows on sheets, as many as it takes to tell all stretches of time
// apart, and which days are alike to every sheet.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "people/stretches.hpp"
#include "people/window_sheet.hpp"

namespace hoctap::people {

class HeadcountPlan {
 public:
  // Throws as HeadcountFrame does.
  explicit HeadcountPlan(const HeadcountQuestion& question);

  std::size_t windows() const { return windows_; }
  std::size_t bands() const { return bands_; }
  std::span<const WindowSheet> sheets() const { return sheets_; }
  // Of the sheet that needs most.
  std::size_t evidence_bits() const;

  const Stretches& stretches() const { return stretches_; }
  // Of an attendance in that stretch.
  std::uint64_t evidence_of(std::size_t sheet, std::uint32_t stretch, std::uint8_t shows, bool is_completed) const {
    return stretch == 0 ? 0 : sheets_[sheet].evidence_of(stretches_.first_day_of(stretch), shows, is_completed);
  }

 private:
  std::size_t windows_;
  std::size_t bands_;
  Stretches stretches_;
  std::vector<WindowSheet> sheets_;
};

}  // namespace hoctap::people
