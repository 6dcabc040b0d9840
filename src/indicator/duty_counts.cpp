// Duties whose day has come: reviews (R1a).
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "geo/footprints.hpp"
#include "hoctap/forms/duties.hpp"
#include "indicator/thing_counts.hpp"
#include "indicator/windows.hpp"
#include "records/listed.hpp"

namespace hoctap::indicator {
namespace {

// Whether the report, of whatever form, tells of duties.
bool tells_of_duties(const Dataset& dataset, const FormRules& rules, std::uint32_t row) {
  const Submissions& reports = dataset.tables().submissions;
  const FormRule* const rule = rules.find(dataset.text(reports.form_code[row]), reports.period[row]);
  const auto has_them = [&](const std::vector<std::string>& tables) {
    return std::find(tables.begin(), tables.end(), dataset.tables().duties_done.name()) != tables.end();
  };
  if (rule == nullptr || !has_them(rule->tables)) return false;
  if (!reports.tables.has(row)) return true;
  const std::vector<std::string> told = records::listed(dataset.text(reports.tables[row]));
  return told.empty() || has_them(told);
}

// Whether a report came that would have told of what another body than a commune did in the territory: of that body's
// level, and for a time that goes on until the duty's day. Without any report at all, tables are complete.
bool is_told_above(const Reading& reading, const DutyItem& item) {
  const Dataset& dataset = reading.dataset;
  const Gazetteer& gazetteer = dataset.gazetteer();
  const Submissions& reports = dataset.tables().submissions;
  if (reports.size() == 0) return true;
  for (std::uint32_t row = 0; row < reports.size(); ++row) {
    const VersionId unit = reports.unit_code[row].version;
    if (unit == no_version || !reports.period.has(row)) continue;
    const Level level = gazetteer.version(unit).level;
    const bool is_above = level == Level::district || level == Level::province;
    if (!is_above || !geo::meet(gazetteer.footprint(unit), gazetteer.footprint(item.unit))) continue;
    const bool has_come = !reports.received_at.has(row) || reports.received_at[row] <= reading.obligations.day();
    const Period& period = reports.period[row];
    if (has_come && period.days().overlaps(item.period.days()) && *item.due <= period.last() &&
        tells_of_duties(dataset, reading.obligations.rules(), row))
      return true;
  }
  return false;
}

}  // namespace

Counted ThingCounts::duties(const ThingQuestion& question, Parts* parts) const {
  const Dataset& dataset = reading_.dataset;
  // Late is done: of a year that is over counts what was done for it by the day of the reading.
  const bool is_over = question.day == year_end(reading_.programme, question.day);
  const Date until = is_over ? std::max(question.day, reading_.obligations.day()) : question.day;
  const Duties found = duties_of(dataset, reading_.programme, until, false, question.indicator->id);
  Counted counted;
  for (const DutyItem& item : found.items) {
    const Duty& duty = reading_.programme.duties[item.duty];
    if (!item.due || !question.window.contains(*item.due)) continue;
    Answer answer = item.done_on ? Answer::passing : Answer::failing;
    if (!item.done_on) {
      const bool is_of_commune = dataset.gazetteer().version(item.unit).level == Level::commune;
      const bool is_told = is_of_commune ? reports_.is_known("duties_done", item.unit, item.period.days())
                                         : is_told_above(reading_, item);
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
