// What finds out about a centre whether a measure holds: the interface between records and the counting of centres.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "hoctap/indicator/catalogue.hpp"
#include "hoctap/indicator/evaluate.hpp"
#include "hoctap/measure/centre_register.hpp"
#include "indicator/answers.hpp"
#include "indicator/areas.hpp"
#include "indicator/centre_years.hpp"
#include "indicator/counted.hpp"
#include "indicator/reports.hpp"
#include "indicator/windows.hpp"

namespace hoctap::indicator {

// The due centre-years of the days asked about, each found when it is first needed.
class YearsOnDays {
 public:
  YearsOnDays(const Programme& programme, const CentreRegister& centres, std::int32_t due_after_days,
              std::span<const Date> days)
      : programme_(programme), centres_(centres), due_after_days_(due_after_days), days_(days), known_(days.size()) {}

  const CentreYears& at(std::size_t column) const;

 private:
  const Programme& programme_;
  const CentreRegister& centres_;
  std::int32_t due_after_days_;
  std::span<const Date> days_;
  mutable std::vector<std::unique_ptr<CentreYears>> known_;
};

// What kernels rest on; all of it outlives them.
struct CentreContext {
  const Reading& reading;
  const CentreRegister& centres;
  const Areas& areas;
  const Reports& reports;
  const Settings& settings;
  std::span<const Date> days;  // that are asked about, in order
  const YearsOnDays& years;
  std::span<const OwnValues> own;
};

// One day's question.
struct AskedOn {
  std::size_t column = 0;  // of the day
  Date day;
  Date until;       // what was done by then counts
  Validity window;  // when it must have been done, of measures with a window
  int year() const { return day.year(); }
};

class CentreKernel {
 public:
  CentreKernel() = default;
  CentreKernel(const CentreKernel&) = delete;
  CentreKernel& operator=(const CentreKernel&) = delete;
  virtual ~CentreKernel() = default;
  // About a centre that operates, or a due centre-year; the grounds where they are asked for.
  virtual Answer judge(const AskedOn& asked, std::uint32_t centre, Grounds* grounds) const = 0;

  // Whether, where centres take over from none, the first day in a year and the reports of some tables decide: then
  // many are judged at once, but for centres of which other things may be told.
  virtual bool is_plain() const { return false; }
  virtual bool is_plain_of(std::uint32_t /*centre*/) const { return true; }
  virtual Date first_day(std::uint32_t /*centre*/, int /*year*/) const { return Date::latest(); }
  // Of what leaves it open; after the first day it does not matter.
  virtual Date first_open_day(std::uint32_t /*centre*/, int /*year*/) const { return Date::latest(); }
  // By which it must have been done to count.
  virtual Date until(const AskedOn& asked) const { return asked.until; }
  virtual std::vector<std::string_view> tables() const { return {}; }
  // What it says of every centre on all days, where that is found at once; nothing where each must be asked.
  virtual std::optional<Answers> answers() const { return std::nullopt; }
};

// The kernel of a measure of centres or centre-years; nullptr for those that hold of all (operating, due). `indicator`:
// whose own values are meant.
std::unique_ptr<CentreKernel> make_centre_kernel(const MeasureUse& use, std::string_view indicator,
                                                 const CentreContext& context);

}  // namespace hoctap::indicator
