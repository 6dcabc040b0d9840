// What a kernel finds about every centre on several days, a byte each: the form in which centres are judged once and
// counted on any units.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hoctap/measure/cell.hpp"

namespace hoctap::indicator {

class Answers {
 public:
  Answers() = default;
  Answers(std::size_t centres, std::size_t days) : days_(days), answers_(centres * days, Answer::not_due) {}

  std::size_t days() const { return days_; }
  Answer& at(std::uint32_t centre, std::size_t day) { return answers_[centre * days_ + day]; }
  Answer at(std::uint32_t centre, std::size_t day) const { return answers_[centre * days_ + day]; }
  // Of one centre, day by day.
  std::span<const Answer> of(std::uint32_t centre) const { return {answers_.data() + centre * days_, days_}; }

 private:
  std::size_t days_ = 0;
  std::vector<Answer> answers_;
};

}  // namespace hoctap::indicator
