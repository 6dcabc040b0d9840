#include "indicator/planned.hpp"

#include <string>

namespace hoctap::indicator {

Planned::Planned(const Dataset& dataset, const CentreRegister& centres, const Reports& reports)
    : dataset_(dataset),
      centres_(centres),
      reports_(reports),
      approved_(dataset.codes().list("plan_statuses"), dataset.pool(), "approved"),
      begin_(centres.size() + 1, 0) {
  const Plans& plans = dataset.tables().plans;
  std::vector<std::vector<std::uint32_t>> rows(centres.size());
  for (std::uint32_t row = 0; row < plans.size(); ++row)
    if (const auto centre = centres.find(plans.centre_id[row])) rows[*centre].push_back(row);
  for (std::size_t centre = 0; centre < rows.size(); ++centre) {
    rows_.insert(rows_.end(), rows[centre].begin(), rows[centre].end());
    begin_[centre + 1] = static_cast<std::uint32_t>(rows_.size());
  }
}

Answer Planned::judge(const CentreYears& years, std::uint32_t centre, int year, Date until, Grounds* grounds) const {
  const Plans& plans = dataset_.tables().plans;
  const auto because = [&](MessageCode code, std::vector<std::string> arguments) {
    if (grounds) grounds->reason = {code, std::move(arguments)};
  };
  std::vector<std::uint32_t> of_year;
  bool is_undated = false;
  for (std::uint32_t i = begin_[centre]; i < begin_[centre + 1]; ++i) {
    const std::uint32_t row = rows_[i];
    if (plans.year[row] != year) continue;
    if (grounds) grounds->rows.push_back(row_ref(dataset_, plans, row));
    of_year.push_back(row);
    const Date day = plans.approved_on.has(row) ? plans.approved_on[row] : until;
    if (!approved_.has(plans.status[row], day)) continue;
    if (!plans.approved_on.has(row)) {
      is_undated = true;
    } else if (day <= until) {
      because(MessageCode::plan_approved, {std::to_string(year), day.iso()});
      return Answer::passing;
    }
  }
  if (is_undated) {
    because(MessageCode::plan_undated, {std::to_string(year)});
    return Answer::unknown;
  }
  const VersionId place = centres_.place(centre, years.last_day(centre));
  if (auto reason = reports_.why_unknown("plans", place, years.span(), year)) {
    because(reason->code, std::move(reason->arguments));
    return Answer::unknown;
  }
  if (of_year.empty())
    because(MessageCode::plan_absent, {std::to_string(year)});
  else
    because(MessageCode::plan_not_approved, {std::to_string(year), until.iso()});
  return Answer::failing;
}

Counted Planned::count(const CentreYears& years, int year, Date day, Date until, Parts* parts) const {
  Counted counted;
  for (const std::uint32_t centre : years.due()) {
    Grounds grounds;
    const Answer answer = years.judge(centre, [&](std::uint32_t one) {
      Grounds own;
      const Answer found = judge(years, one, year, until, parts ? &own : nullptr);
      if (one == centre || found == Answer::passing) grounds.reason = own.reason;
      grounds.rows.insert(grounds.rows.end(), own.rows.begin(), own.rows.end());
      return found;
    });
    contribute(counted, parts, centres_.place(centre, day), Cell::of(answer), centre);
    if (!parts) continue;
    parts->back().subject = dataset_.text(dataset_.tables().centres.centre_id[centre]);
    parts->back().reason = std::move(grounds.reason);
    parts->back().rows = std::move(grounds.rows);
  }
  return counted;
}

}  // namespace hoctap::indicator
