// T2: due centre-years with an approved plan for the year; K8b: one that rests on a survey.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "hoctap/measure/centre_register.hpp"
#include "indicator/by_centre.hpp"
#include "indicator/centre_years.hpp"
#include "indicator/counted.hpp"
#include "indicator/reports.hpp"
#include "indicator/years_of_centres.hpp"
#include "measure/code_flags.hpp"

namespace hoctap::indicator {

class Planned {
 public:
  // `days`: those that are asked about, whose years matter. `on_survey`: only plans that name a survey begun in the
  // plan's year or the year before. Keeps references.
  Planned(const Dataset& dataset, const CentreRegister& centres, const Reports& reports, std::span<const Date> days,
          bool on_survey = false);

  // Whether the due centre-year has a plan for `year` approved by `until`, with the grounds where they are asked for.
  Answer judge(const CentreYears& years, std::uint32_t centre, int year, Date until, Grounds* grounds = nullptr) const;

 private:
  Answer judge_one(const CentreYears& years, std::uint32_t centre, int year, Date until, Grounds* grounds) const;
  bool has_undated(std::uint32_t centre, int year, Date until) const;

  const Dataset& dataset_;
  const CentreRegister& centres_;
  const Reports& reports_;
  bool on_survey_;
  measure::CodeFlags approved_;
  YearsOfCentres first_approval_;
  bool some_undated_ = false;
  ByCentre<std::uint32_t> rows_;  // of the plans table
};

}  // namespace hoctap::indicator
