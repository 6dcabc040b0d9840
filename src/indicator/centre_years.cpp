#include "indicator/centre_years.hpp"

#include <algorithm>
#include <numeric>

namespace hoctap::indicator {

CentreYears::CentreYears(const CentreRegister& centres, const Validity& span, Date day, std::int32_t due_after_days)
    : centres_(centres), span_(span), taken_over_(centres.size()), line_(centres.size()) {
  const auto count = static_cast<std::uint32_t>(centres.size());
  std::iota(line_.begin(), line_.end(), 0U);
  // Within the year a centre closes after its first and not after its last day.
  const auto closes_within = [&](std::uint32_t centre) {
    const Date closed = centres.operation(centre).until;
    return span.from < closed && closed <= span.until;
  };
  std::vector<std::uint8_t> is_taken_over(count, 0);
  std::vector<std::uint8_t> is_ahead(count,
                                     0);  // founded after the day, to take the place of centres that still stand for it
  for (std::uint32_t centre = 0; centre < count; ++centre) {
    const bool founded = centres.operation(centre).from <= day;
    for (const std::uint32_t earlier : centres.predecessors(centre)) {
      if (!closes_within(earlier) || centres.operation(centre).until <= centres.operation(earlier).until) continue;
      if (!founded) {
        is_ahead[centre] = 1;
      } else if (centres.operation(earlier).until <= day) {
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
  }

  std::vector<Validity> operated;
  for (std::uint32_t centre = 0; centre < count; ++centre) {
    if (is_taken_over[centre] != 0 || is_ahead[centre] != 0) continue;
    operated.clear();
    std::vector<std::uint32_t> line{centre};
    for (std::size_t i = 0; i < line.size() && line.size() <= count; ++i) {
      const Validity days = centres.operation(line[i]).intersection(span);
      if (!days.is_empty()) operated.push_back(days);
      line.insert(line.end(), taken_over_[line[i]].begin(), taken_over_[line[i]].end());
    }
    std::sort(operated.begin(), operated.end());
    std::int64_t days = 0;
    Date counted_until = span.from;
    for (const Validity& part : operated) {
      const Date from = std::max(part.from, counted_until);
      if (part.until > from) days += part.until - from;
      counted_until = std::max(counted_until, part.until);
    }
    if (days >= due_after_days && !operated.empty()) due_.push_back(centre);
  }
}

Answer CentreYears::judge(std::uint32_t centre, const std::function<Answer(std::uint32_t)>& one) const {
  const Answer own = one(centre);
  if (own == Answer::passing || taken_over_[centre].empty()) return own;
  Answer every = Answer::passing;
  for (const std::uint32_t earlier : taken_over_[centre]) {
    const Answer answer = judge(earlier, one);
    if (answer == Answer::failing)
      every = Answer::failing;
    else if (answer == Answer::unknown && every == Answer::passing)
      every = Answer::unknown;
  }
  if (every == Answer::passing) return every;
  return own == Answer::unknown || every == Answer::unknown ? Answer::unknown : Answer::failing;
}

Date CentreYears::last_day(std::uint32_t centre) const {
  const Validity days = centres_.operation(centre).intersection(span_);
  return days.is_empty() ? span_.from : days.until - 1;
}

}  // namespace hoctap::indicator
