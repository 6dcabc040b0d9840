#include "indicator/centre_years.hpp"

#include <algorithm>
#include <numeric>

namespace hoctap::indicator {

CentreYears::CentreYears(const CentreRegister& centres, const Validity& span, Date day, std::int32_t due_after_days)
    : centres_(centres), span_(span) {
  const auto count = static_cast<std::uint32_t>(centres.size());
  std::vector<std::uint8_t> stands_for_itself(count, 1);
  if (centres.has_predecessors()) find_successions(day, stands_for_itself);
  for (std::uint32_t centre = 0; centre < count; ++centre) {
    if (stands_for_itself[centre] == 0) continue;
    const std::int64_t days = days_of_line(centre);
    if (days > 0 && days >= due_after_days) due_.push_back(centre);
  }
}

void CentreYears::find_successions(Date day, std::vector<std::uint8_t>& stands_for_itself) {
  const auto count = static_cast<std::uint32_t>(centres_.size());
  taken_over_.resize(count);
  line_.resize(count);
  std::iota(line_.begin(), line_.end(), 0U);
  // Within the year a centre closes after its first and not after its last day.
  const auto closes_within = [&](std::uint32_t centre) {
    const Date closed = centres_.operation(centre).until;
    return span_.from < closed && closed <= span_.until;
  };
  std::vector<std::uint8_t> is_taken_over(count, 0);
  for (std::uint32_t centre = 0; centre < count; ++centre) {
    const bool founded = centres_.operation(centre).from <= day;
    for (const std::uint32_t earlier : centres_.predecessors(centre)) {
      if (!closes_within(earlier) || centres_.operation(centre).until <= centres_.operation(earlier).until) continue;
      if (!founded) {
        stands_for_itself[centre] = 0;  // founded after the day, to take the place of centres that still stand for it
      } else if (centres_.operation(earlier).until <= day) {
        taken_over_[centre].push_back(earlier);
        if (is_taken_over[earlier] == 0) line_[earlier] = centre;
        is_taken_over[earlier] = 1;
      }
    }
  }
  for (std::uint32_t centre = 0; centre < count; ++centre) {
    std::uint32_t line = centre;
    for (std::uint32_t steps = 0; line_[line] != line && steps < count; ++steps) line = line_[line];
    line_[centre] = line;
    if (is_taken_over[centre] != 0) stands_for_itself[centre] = 0;
  }
}

// Days of the span on which the centre, or one that it took the place of, operated.
std::int64_t CentreYears::days_of_line(std::uint32_t centre) const {
  if (taken_over(centre).empty()) {
    const Validity days = centres_.operation(centre).intersection(span_);
    return days.is_empty() ? 0 : days.until - days.from;
  }
  std::vector<Validity> operated;
  std::vector<std::uint32_t> line{centre};
  for (std::size_t i = 0; i < line.size() && line.size() <= centres_.size(); ++i) {
    const Validity days = centres_.operation(line[i]).intersection(span_);
    if (!days.is_empty()) operated.push_back(days);
    const auto before = taken_over(line[i]);
    line.insert(line.end(), before.begin(), before.end());
  }
  std::sort(operated.begin(), operated.end());
  std::int64_t days = 0;
  Date counted_until = span_.from;
  for (const Validity& part : operated) {
    const Date from = std::max(part.from, counted_until);
    if (part.until > from) days += part.until - from;
    counted_until = std::max(counted_until, part.until);
  }
  return days;
}

Date CentreYears::last_day(std::uint32_t centre) const {
  const Validity days = centres_.operation(centre).intersection(span_);
  return days.is_empty() ? span_.from : days.until - 1;
}

}  // namespace hoctap::indicator
