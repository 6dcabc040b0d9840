// Working age: from the youngest age until the exit month, the first month in which the age reaches the limit of that
// month's year. A person is out at the end of that month, for good. Which ages these are is data
// (data/working_age.toml): the roadmap of retirement ages (Labour Code 45/2019/QH14, article 169; Decree
// 135/2020/NĐ-CP, article 4) and what statistics and programmes use beside it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/document.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/core/message.hpp"
#include "hoctap/time/date.hpp"

namespace hoctap {

enum class Sex : std::uint8_t { woman, man };

// The ages that end working age, by calendar year, in months of age.
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
  WorkingAge(std::string id, std::int32_t youngest_months, RetirementAges ages, std::string name_vi = {},
             std::string name_en = {});
  // Throws FormatError naming line and key.
  static std::vector<WorkingAge> read(const Document& document);
  static std::vector<WorkingAge> embedded();  // data/working_age.toml; the first is the default
  // One of those by its id: "statutory", "men_60_women_55", "from_15_to_under_61". Throws InvalidValue naming them.
  static WorkingAge named(std::string_view id);

  const std::string& id() const { return id_; }
  const std::string& name(Language language) const { return language == Language::vi ? name_vi_ : name_en_; }
  const RetirementAges& ages() const { return ages_; }
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
  std::string id_;
  std::int32_t youngest_months_ = 0;
  RetirementAges ages_;
  std::string name_vi_;
  std::string name_en_;
};

}  // namespace hoctap
