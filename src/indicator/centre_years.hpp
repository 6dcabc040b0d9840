// Due centre-years: a centre that operated long enough in the year; centres that merged within it are one, at the
// successor.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "hoctap/measure/cell.hpp"
#include "hoctap/measure/centre_register.hpp"
#include "hoctap/time/validity.hpp"

namespace hoctap::indicator {

class CentreYears {
 public:
  // `span`: the part of the year inside the plan. Which centre is due is a matter of the whole span; a succession
  // counts once it has taken place on `day`. Keeps a reference to the register.
  CentreYears(const CentreRegister& centres, const Validity& span, Date day, std::int32_t due_after_days);

  // Centres at which a centre-year is due, in the register's order.
  const std::vector<std::uint32_t>& due() const { return due_; }
  // The due centre-year to which a centre belongs: itself, or its successor of this year. With two successors, the
  // first.
  std::uint32_t line_of(std::uint32_t centre) const { return line_.empty() ? centre : line_[centre]; }
  // Centres that this centre took the place of within the year.
  std::span<const std::uint32_t> taken_over(std::uint32_t centre) const {
    return taken_over_.empty() ? std::span<const std::uint32_t>() : taken_over_[centre];
  }
  // Passing if the centre did it or every centre it took the place of did; `one(centre)` says what each did.
  template <class One>
  Answer judge(std::uint32_t centre, const One& one) const {
    const Answer own = one(centre);
    if (own == Answer::passing || taken_over(centre).empty()) return own;
    return with_those_before(centre, own, one);
  }

  const Validity& span() const { return span_; }
  // The last day of the span on which the centre operated; the span's first where it did not.
  Date last_day(std::uint32_t centre) const;

 private:
  void find_successions(Date day, std::vector<std::uint8_t>& stands_for_itself);
  std::int64_t days_of_line(std::uint32_t centre) const;
  template <class One>
  Answer with_those_before(std::uint32_t centre, Answer own, const One& one) const {
    Answer every = Answer::passing;
    for (const std::uint32_t earlier : taken_over(centre)) {
      const Answer answer = judge(earlier, one);
      if (answer == Answer::failing)
        every = Answer::failing;
      else if (answer == Answer::unknown && every == Answer::passing)
        every = Answer::unknown;
    }
    if (every == Answer::passing) return every;
    return own == Answer::unknown || every == Answer::unknown ? Answer::unknown : Answer::failing;
  }

  const CentreRegister& centres_;
  Validity span_;
  std::vector<std::vector<std::uint32_t>> taken_over_;  // empty, as line_ is, where no centre names a predecessor
  std::vector<std::uint32_t> line_;
  std::vector<std::uint32_t> due_;
};

}  // namespace hoctap::indicator
