// Working age: from 15 completed years until the exit month, the first month in which the age reaches the retirement
// age of that month's year. A person is out at the end of that month, for good. Source of the roadmap: Labour Code 2019
// (45/2019/QH14), article 169, and Decree 135/2020/NĐ-CP, article 4; the ages are data in data/codes.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "hoctap/core/document.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/time/date.hpp"

namespace hoctap {

enum class Sex : std::uint8_t { woman, man };

enum class WorkingAgeRule : std::uint8_t {
  statutory,            // until the retirement age of the roadmap
  men_60_women_55,      // 15 to under 60 for men, to under 55 for women
  from_15_to_under_61,  // 15 to 60 completed years for both
};
HOCTAP_EXPORT std::string_view name(WorkingAgeRule rule);
HOCTAP_EXPORT std::span<const WorkingAgeRule> working_age_rules();
HOCTAP_EXPORT WorkingAgeRule working_age_rule(std::string_view name);  // throws InvalidValue

// Retirement ages by calendar year, in months of age.
class HOCTAP_EXPORT RetirementAges {
 public:
  struct Year {
    int year = 0;
    std::int32_t women_months = 0;
    std::int32_t men_months = 0;
    friend bool operator==(const Year&, const Year&) = default;
  };

  // `before` holds for every year before the first of the roadmap, the last of the roadmap for every year after it.
  // Throws InvalidValue where the years are not consecutive or an age falls.
  RetirementAges(Year before, std::vector<Year> roadmap);
  // Throws FormatError naming line and key.
  static RetirementAges read(const Document& document);
  static RetirementAges embedded();  // data/codes/retirement_age.toml

  std::int32_t months(Sex sex, int year) const;
  const Year& before() const { return before_; }
  std::span<const Year> roadmap() const { return roadmap_; }

 private:
  Year before_;
  std::vector<Year> roadmap_;
};

// Whether somebody belongs to a group. What the records do not say is kept apart from what they deny.
enum class Membership : std::uint8_t { outside, inside, uncertain };

// Months of birth as indices 12 · year + month − 1, both ends included; empty where last < first.
struct BirthMonths {
  std::int32_t first = 0;
  std::int32_t last = -1;
  constexpr bool contains(std::int32_t month) const { return first <= month && month <= last; }
  friend bool operator==(const BirthMonths&, const BirthMonths&) = default;
};

class HOCTAP_EXPORT WorkingAge {
 public:
  WorkingAge(WorkingAgeRule rule, RetirementAges ages);

  WorkingAgeRule rule() const { return rule_; }
  // The month at whose end a person of that sex and month of birth is out of working age.
  std::int32_t exit_month(Sex sex, std::int32_t birth_month) const;
  // Who is of working age at the end of that day, by month of birth: two comparisons a person. Months count when they
  // are complete: a month that ends later than the day changes nothing yet.
  BirthMonths births(Sex sex, Date day) const;
  // Unknown sex is certain only where both sexes agree; an unknown month of birth never is.
  Membership membership(std::optional<Sex> sex, std::optional<std::int32_t> birth_month, Date day) const;
  // A group of people counted together by completed years of age: "15-59", "60+", empty for "of working age".
  // Nothing where the band cannot be read.
  std::optional<Membership> membership_of_band(std::optional<Sex> sex, std::string_view age_band, Date day) const;

 private:
  std::int32_t limit_months(Sex sex, int year) const;

  WorkingAgeRule rule_;
  RetirementAges ages_;
};

}  // namespace hoctap
