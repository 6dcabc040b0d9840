// Duties whose day has come: reviews (R1a).
#include <algorithm>
#include <string>
#include <utility>

#include "hoctap/forms/duties.hpp"
#include "indicator/thing_counts.hpp"
#include "indicator/windows.hpp"

namespace hoctap::indicator {
namespace {

// Whether a report came that would have told of what another body than a commune did. Without any report at all, tables
// are complete.
bool is_told_above(const Dataset& dataset, const Period& period) {
  const Submissions& reports = dataset.tables().submissions;
  if (reports.size() == 0) return true;
  for (std::uint32_t row = 0; row < reports.size(); ++row) {
    const VersionId unit = reports.unit_code[row].version;
    const bool is_above = unit != no_version && dataset.gazetteer().version(unit).level != Level::commune;
    if (is_above && reports.period.has(row) && reports.period[row].days().overlaps(period.days())) return true;
  }
  return false;
}

}  // namespace

Counted ThingCounts::duties(const ThingQuestion& question, Parts* parts) const {
  const Dataset& dataset = reading_.dataset;
  // Late is done: of a year that is over counts what was done for it by the day of the reading.
  const bool is_over = question.day == year_end(reading_.programme, question.day);
  const Date until = is_over ? std::max(question.day, reading_.obligations.day()) : question.day;
  const Duties found = duties_of(dataset, reading_.programme, until);
  Counted counted;
  for (const DutyItem& item : found.items) {
    const Duty& duty = reading_.programme.duties[item.duty];
    const auto& named = duty.indicators;
    const bool is_asked = std::find(named.begin(), named.end(), question.indicator->id) != named.end();
    if (!is_asked || !item.due || !question.window.contains(*item.due)) continue;
    Answer answer = item.done_on ? Answer::passing : Answer::failing;
    if (!item.done_on) {
      const bool is_of_commune = dataset.gazetteer().version(item.unit).level == Level::commune;
      const bool is_told = is_of_commune ? reports_.is_known("duties_done", item.unit, item.period.days())
                                         : is_told_above(dataset, item.period);
      if (!is_told) answer = Answer::unknown;
    }
    contribute(counted, parts, item.unit, Cell::of(answer));
    if (!parts) continue;
    parts->back().subject = subject(item.unit);
    parts->back().reason = {MessageCode::duty_stands,
                            {duty.id, item.period.text(), std::string(name(item.state)), item.due->iso()}};
    for (const std::uint32_t row : item.rows)
      parts->back().rows.push_back(row_ref(dataset, dataset.tables().duties_done, row));
  }
  return counted;
}

}  // namespace hoctap::indicator
