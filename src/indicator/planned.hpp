// T2: due centre-years with an approved plan for the year.
#pragma once

#include <cstdint>
#include <vector>

#include "hoctap/measure/centre_register.hpp"
#include "indicator/centre_years.hpp"
#include "indicator/counted.hpp"
#include "indicator/reports.hpp"
#include "measure/code_flags.hpp"

namespace hoctap::indicator {

class Planned {
 public:
  // Keeps references.
  Planned(const Dataset& dataset, const CentreRegister& centres, const Reports& reports);

  // Plans for `year` approved by `until`; `day` is the day asked about and decides which mergers have taken place.
  Counted count(const CentreYears& years, int year, Date day, Date until, Parts* parts = nullptr) const;

 private:
  Answer judge(const CentreYears& years, std::uint32_t centre, int year, Date until, Grounds* grounds) const;

  const Dataset& dataset_;
  const CentreRegister& centres_;
  const Reports& reports_;
  measure::CodeFlags approved_;
  std::vector<std::uint32_t> begin_;  // per centre, and one more
  std::vector<std::uint32_t> rows_;   // of the plans table, by centre
};

}  // namespace hoctap::indicator
