// Every centre judged on every day that an evaluation asks about, each indicator and variant once.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "hoctap/indicator/catalogue.hpp"
#include "hoctap/indicator/evaluate.hpp"
#include "indicator/answers.hpp"
#include "indicator/equipped.hpp"
#include "indicator/funded.hpp"
#include "indicator/planned.hpp"

namespace hoctap::indicator {

// An indicator of centres or centre-years in one variant.
struct CentreQuestion {
  const IndicatorInfo* indicator = nullptr;
  const IndicatorVariant* variant = nullptr;
  const Target* target = nullptr;  // its step is when something is on time; nullptr: the plan sets none
};

class CentreAnswers {
 public:
  // `days` in any order, also more than once. Keeps references.
  CentreAnswers(const Reading& reading, const CentreRegister& centres, const Areas& areas, const Reports& reports,
                const Settings& settings, std::vector<Date> days);

  // Column of a day in every matrix of answers. Throws NotFound for another day.
  std::size_t column(Date day) const;
  const Answers& of(const CentreQuestion& question);
  // Why a centre has the answer that it has.
  Grounds grounds(const CentreQuestion& question, std::uint32_t centre, std::size_t column);

 private:
  // What a yearly indicator asks on one day.
  struct Asked {
    int year = 0;
    Date until;  // what was done by then counts
  };
  Asked asked(const CentreQuestion& question, std::size_t column) const;
  const CentreYears& years(std::size_t column);
  const Equipped& equipped();
  const Planned& planned();
  const Funded& funded(Funding funding);
  Answers judged(const CentreQuestion& question);
  template <class Kernel>
  void judge_plainly(const CentreQuestion& question, const Kernel& kernel, Answers& all);

  const Reading& reading_;
  const CentreRegister& centres_;
  const Areas& areas_;
  const Reports& reports_;
  const Settings settings_;
  std::vector<Date> days_;
  std::unique_ptr<Equipped> equipped_;  // each made when it is first asked for, as the rest is
  std::unique_ptr<Planned> planned_;
  std::array<std::unique_ptr<Funded>, 3> funded_;
  std::vector<std::unique_ptr<CentreYears>> years_;  // per day
  std::map<std::pair<const IndicatorInfo*, const IndicatorVariant*>, Answers> answers_;
};

// The last day of a year inside the plan.
Date year_end(const Programme& programme, Date day);

}  // namespace hoctap::indicator
