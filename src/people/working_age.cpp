#include "hoctap/people/working_age.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string>
#include <utility>

#include "hoctap/core/error.hpp"
#include "people/complete_months.hpp"

namespace hoctap {
namespace {

using people::last_complete_month;

constexpr std::int32_t long_ago = std::numeric_limits<std::int32_t>::min() / 2;

std::int32_t age_in(const RetirementAges::Year& year, Sex sex) {
  return sex == Sex::woman ? year.women_months : year.men_months;
}

int year_of(std::int32_t month_index) { return (month_index >= 0 ? month_index : month_index - 11) / 12; }

struct AgeBand {
  std::int32_t youngest = 0;           // completed years
  std::optional<std::int32_t> oldest;  // none: open
};

std::optional<AgeBand> parse_age_band(std::string_view text) {
  AgeBand band;
  const char* const end = text.data() + text.size();
  const auto youngest = std::from_chars(text.data(), end, band.youngest);
  if (youngest.ec != std::errc{} || youngest.ptr == end || band.youngest < 0 || band.youngest > 150)
    return std::nullopt;
  const std::string_view rest(youngest.ptr, static_cast<std::size_t>(end - youngest.ptr));
  if (rest == "+") return band;
  if (rest.front() != '-') return std::nullopt;
  std::int32_t last = 0;
  const auto oldest = std::from_chars(rest.data() + 1, end, last);
  if (oldest.ec != std::errc{} || oldest.ptr != end || last < band.youngest || last > 150) return std::nullopt;
  band.oldest = last;
  return band;
}

Membership membership_of_span(const BirthMonths& births, const BirthMonths& span) {
  if (span.last < births.first || births.last < span.first) return Membership::outside;
  return births.first <= span.first && span.last <= births.last ? Membership::inside : Membership::uncertain;
}

Membership both(Membership a, Membership b) { return a == b ? a : Membership::uncertain; }

}  // namespace

RetirementAges::RetirementAges(Year before, std::vector<Year> roadmap) : before_(before), roadmap_(std::move(roadmap)) {
  const Year* earlier = &before_;
  for (const Year& year : roadmap_) {
    const bool consecutive = earlier == &before_ || year.year == earlier->year + 1;
    if (!consecutive || year.women_months < earlier->women_months || year.men_months < earlier->men_months)
      throw InvalidValue({MessageCode::roadmap_out_of_order, {std::to_string(year.year)}});
    earlier = &year;
  }
}

std::int32_t RetirementAges::months(Sex sex, int year) const {
  if (roadmap_.empty() || year < roadmap_.front().year) return age_in(before_, sex);
  const auto index = static_cast<std::size_t>(year - roadmap_.front().year);
  return age_in(roadmap_[std::min(index, roadmap_.size() - 1)], sex);
}

WorkingAge::WorkingAge(std::string id, std::int32_t youngest_months, RetirementAges ages, std::string name_vi,
                       std::string name_en)
    : id_(std::move(id)),
      youngest_months_(youngest_months),
      ages_(std::move(ages)),
      name_vi_(std::move(name_vi)),
      name_en_(std::move(name_en)) {}

std::int32_t WorkingAge::exit_month(Sex sex, std::int32_t birth_month) const {
  // The age gains twelve months a year and the limit of the roadmap less, so the search ends.
  std::int32_t month = birth_month + ages_.months(sex, std::numeric_limits<int>::min());
  while (month - birth_month < ages_.months(sex, year_of(month))) ++month;
  return month;
}

BirthMonths WorkingAge::births(Sex sex, Date day) const {
  const std::int32_t now = last_complete_month(day);
  // Whoever had reached the limit at the end of some month is out for good, also where the limit rose afterwards.
  // Within a year the limit stands still, so the last month of each year tells.
  std::int32_t last_retired = now - ages_.months(sex, year_of(now));
  if (!ages_.roadmap().empty())
    for (int year = ages_.roadmap().front().year - 1; year < year_of(now); ++year)
      last_retired = std::max(last_retired, 12 * year + 11 - ages_.months(sex, year));
  return {last_retired + 1, now - youngest_months_};
}

Membership WorkingAge::membership(std::optional<Sex> sex, std::optional<std::int32_t> birth_month, Date day) const {
  if (!birth_month) return Membership::uncertain;
  const auto of = [&](Sex one) {
    return births(one, day).contains(*birth_month) ? Membership::inside : Membership::outside;
  };
  return sex ? of(*sex) : both(of(Sex::woman), of(Sex::man));
}

std::optional<Membership> WorkingAge::membership_of_band(std::optional<Sex> sex, std::string_view age_band,
                                                         Date day) const {
  if (age_band.empty()) return Membership::inside;
  const auto band = parse_age_band(age_band);
  if (!band) return std::nullopt;
  const std::int32_t now = last_complete_month(day);
  const BirthMonths span{band->oldest ? now - 12 * (*band->oldest + 1) + 1 : long_ago, now - 12 * band->youngest};
  const auto of = [&](Sex one) { return membership_of_span(births(one, day), span); };
  return sex ? of(*sex) : both(of(Sex::woman), of(Sex::man));
}

}  // namespace hoctap
