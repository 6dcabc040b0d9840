#include "indicator/planned.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_map>

namespace hoctap::indicator {

Planned::Planned(const Dataset& dataset, const CentreRegister& centres, const Reports& reports,
                 std::span<const Date> days, bool on_survey)
    : dataset_(dataset),
      centres_(centres),
      reports_(reports),
      on_survey_(on_survey),
      approved_(dataset.codes().list("plan_statuses"), dataset.pool(), "approved"),
      first_approval_(centres.size(), days) {
  const Plans& plans = dataset.tables().plans;
  std::unordered_map<Text, std::int64_t> year_of_survey;
  const Surveys& surveys = dataset.tables().surveys;
  for (std::size_t row = 0; on_survey && row < surveys.size(); ++row)
    year_of_survey.emplace(surveys.survey_id[row], surveys.started_on[row].year());
  for (std::uint32_t row = 0; row < plans.size(); ++row) {
    const std::uint32_t centre = centres.number(plans.centre_id[row]);
    if (centre == CentreRegister::no_centre) continue;
    if (on_survey) {
      const auto survey = plans.survey_id.has(row) ? year_of_survey.find(plans.survey_id[row]) : year_of_survey.end();
      if (survey == year_of_survey.end() || survey->second < plans.year[row] - 1 || survey->second > plans.year[row])
        continue;
    }
    if (!plans.approved_on.has(row))
      some_undated_ = some_undated_ || approved_.is_ever(plans.status[row]);
    else if (approved_.has(plans.status[row], plans.approved_on[row]))
      first_approval_.note(centre, plans.year[row], plans.approved_on[row]);
  }
}

std::span<const std::uint32_t> Planned::rows_of(std::uint32_t centre) const {
  if (!rows_) {
    const Plans& plans = dataset_.tables().plans;
    std::vector<std::uint32_t> rows(plans.size());
    std::iota(rows.begin(), rows.end(), 0U);
    rows_.emplace(centres_.size(), rows, [&](std::uint32_t row) { return centres_.number(plans.centre_id[row]); });
  }
  return (*rows_)[centre];
}

// Whether a plan that is approved does not say since when.
bool Planned::has_undated(std::uint32_t centre, int year, Date until) const {
  const Plans& plans = dataset_.tables().plans;
  const auto rows = rows_of(centre);
  return std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
    return plans.year[row] == year && !plans.approved_on.has(row) && approved_.has(plans.status[row], until);
  });
}

Answer Planned::judge_one(const CentreYears& years, std::uint32_t centre, int year, Date until,
                          Grounds* grounds) const {
  const auto because = [&](MessageCode code, std::vector<std::string> arguments) {
    if (grounds) grounds->reason = {code, std::move(arguments)};
  };
  if (grounds) {
    const Plans& plans = dataset_.tables().plans;
    for (const std::uint32_t row : rows_of(centre))
      if (plans.year[row] == year) grounds->rows.push_back(row_ref(dataset_, plans, row));
  }
  const Date approved = first_approval_.first_day(centre, year);
  if (approved <= until) {
    if (grounds && on_survey_)
      because(MessageCode::measure_done, {"plan_on_survey", approved.iso()});
    else if (grounds)
      because(MessageCode::plan_approved, {std::to_string(year), approved.iso()});
    return Answer::passing;
  }
  if (some_undated_ && has_undated(centre, year, until)) {
    if (grounds) because(MessageCode::plan_undated, {std::to_string(year)});
    return Answer::unknown;
  }
  const VersionId place = centres_.place(centre, years.last_day(centre));
  if (!reports_.is_known("plans", place, years.span())) {
    if (grounds) grounds->reason = reports_.why_unknown("plans", place, years.span(), year);
    return Answer::unknown;
  }
  if (grounds && on_survey_)
    because(MessageCode::measure_not_done, {"plan_on_survey", until.iso()});
  else if (grounds && grounds->rows.empty())
    because(MessageCode::plan_absent, {std::to_string(year)});
  else if (grounds)
    because(MessageCode::plan_not_approved, {std::to_string(year), until.iso()});
  return Answer::failing;
}

Answer Planned::judge(const CentreYears& years, std::uint32_t centre, int year, Date until, Grounds* grounds) const {
  return years.judge(centre, [&](std::uint32_t one) {
    if (!grounds) return judge_one(years, one, year, until, nullptr);
    Grounds own;
    const Answer found = judge_one(years, one, year, until, &own);
    grounds->add(std::move(own), one == centre || found == Answer::passing);
    return found;
  });
}

}  // namespace hoctap::indicator
