// Every centre judged on every day that an evaluation asks about, each indicator and variant once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "hoctap/indicator/catalogue.hpp"
#include "hoctap/indicator/evaluate.hpp"
#include "indicator/answers.hpp"
#include "indicator/centre_kernel.hpp"

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
                const Settings& settings, std::span<const OwnValues> own, std::vector<Date> days);

  // Column of a day in every matrix of answers. Throws NotFound for another day.
  std::size_t column(Date day) const;
  const Answers& of(const CentreQuestion& question);
  // Why a centre has the answer that it has.
  Grounds grounds(const CentreQuestion& question, std::uint32_t centre, std::size_t column);

 private:
  // The kernels that make an indicator in a variant.
  struct Kernels {
    const CentreKernel* whole = nullptr;  // nullptr: all that operate, or are due
    std::vector<const CentreKernel*> parts;
  };
  AskedOn asked(const CentreQuestion& question, std::size_t column) const;
  const CentreKernel* kernel(const MeasureUse& use, const std::string& indicator);
  Kernels kernels(const CentreQuestion& question);
  Answers judged(const CentreQuestion& question);
  // For a kernel that is plain, where centres take over from none.
  void judge_plainly(const CentreQuestion& question, const CentreKernel& kernel, Answers& all);

  std::vector<Date> days_;
  YearsOnDays years_;
  CentreContext context_;
  std::vector<std::tuple<MeasureUse, std::string, std::unique_ptr<CentreKernel>>> kernels_;  // a handful
  std::map<std::pair<const IndicatorInfo*, const IndicatorVariant*>, Answers> answers_;
};

}  // namespace hoctap::indicator
