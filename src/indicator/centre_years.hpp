// Due centre-years: a centre that operated long enough in the year; centres that merged within it are one, at the
// successor.
#pragma once

#include <cstdint>
#include <functional>
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
  std::uint32_t line_of(std::uint32_t centre) const { return line_[centre]; }
  // Centres that this centre took the place of within the year.
  const std::vector<std::uint32_t>& taken_over(std::uint32_t centre) const { return taken_over_[centre]; }
  // Passing if the centre did it or every centre it took the place of did.
  Answer judge(std::uint32_t centre, const std::function<Answer(std::uint32_t)>& one) const;

  const Validity& span() const { return span_; }
  // The last day of the span on which the centre operated; the span's first where it did not.
  Date last_day(std::uint32_t centre) const;

 private:
  const CentreRegister& centres_;
  Validity span_;
  std::vector<std::vector<std::uint32_t>> taken_over_;
  std::vector<std::uint32_t> line_;
  std::vector<std::uint32_t> due_;
};

}  // namespace hoctap::indicator
