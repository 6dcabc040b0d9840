// T2: due centre-years with an approved plan for the year; K8b: one that rests on a survey.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
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

  // The first day on which the centre had a plan for the year, where that alone with its reports decides; nothing where
  // plans of that year must be looked at one by one.
  bool is_plain() const { return !some_undated_; }
  Date first_day(std::uint32_t centre, int year) const { return first_approval_.first_day(centre, year); }
  std::string_view table() const { return "plans"; }
  // Whether the due centre-year has a plan for `year` approved by `until`, with the grounds where they are asked for.
  Answer judge(const CentreYears& years, std::uint32_t centre, int year, Date until, Grounds* grounds = nullptr) const;

 private:
  Answer judge_one(const CentreYears& years, std::uint32_t centre, int year, Date until, Grounds* grounds) const;
  bool has_undated(std::uint32_t centre, int year, Date until) const;
  std::span<const std::uint32_t> rows_of(std::uint32_t centre) const;

  const Dataset& dataset_;
  const CentreRegister& centres_;
  const Reports& reports_;
  bool on_survey_;
  measure::CodeFlags approved_;
  YearsOfCentres first_approval_;
  bool some_undated_ = false;
  mutable std::optional<ByCentre<std::uint32_t>> rows_;  // of the plans table; found when they are first asked for
};

}  // namespace hoctap::indicator
