#include "indicator/funded.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "indicator/code_test.hpp"

namespace hoctap::indicator {

bool asks_disbursed(const MeasureUse& use) {
  for (const auto& conditions : use.where)
    for (const MeasureCondition& condition : conditions)
      if (condition.dimension == "stage" && condition.codes == std::vector<std::string>{"disbursed"}) return true;
  return false;
}

Funded::Funded(const Dataset& dataset, const CentreRegister& centres, const Areas& areas, const Reports& reports,
               std::span<const Date> days, const MeasureUse& use)
    : dataset_(dataset), centres_(centres), areas_(areas), reports_(reports), first_day_(centres.size(), days) {
  const Allocations& allocations = dataset.tables().allocations;
  const Expenditures& expenditures = dataset.tables().expenditures;
  const CodeTest fund(dataset, use, std::array{CodeTest::Told{"fund", &allocations.fund}});
  to_centres_.reserve(asks_disbursed(use) ? expenditures.size() : allocations.size());
  if (asks_disbursed(use)) {
    table_ = &expenditures;
    std::vector<std::uint32_t> allocation_of(dataset.pool().size(), CentreRegister::no_centre);
    for (auto row = static_cast<std::uint32_t>(allocations.size()); row-- > 0;)
      if (allocations.allocation_id.has(row)) allocation_of[allocations.allocation_id[row].symbol] = row;
    for (std::uint32_t row = 0; row < expenditures.size(); ++row) {
      if (!expenditures.allocation_id.has(row) || expenditures.amount[row] <= Money{}) continue;
      const std::uint32_t from = allocation_of[expenditures.allocation_id[row].symbol];
      if (from == CentreRegister::no_centre) continue;
      if (fund.of(from, allocations.decided_on[from]) != Answer::passing) continue;
      add({row, CentreRegister::no_centre, no_version, allocations.year[from], expenditures.paid_on[row]}, from);
    }
  } else {
    table_ = &allocations;
    for (std::uint32_t row = 0; row < allocations.size(); ++row) {
      if (allocations.amount[row] <= Money{}) continue;
      const Date day = allocations.decided_on[row];
      if (fund.of(row, day) != Answer::passing) continue;
      add({row, CentreRegister::no_centre, no_version, allocations.year[row], day}, row);
    }
  }
  std::vector<VersionId> units;
  for (const Grant& grant : to_unit_) units.push_back(grant.unit);
  on_ground_ = OnGround(dataset.tables().centre_places, centres, areas, units);
}

std::span<const Funded::Grant> Funded::to_centre(std::uint32_t centre) const {
  if (!by_centre_) by_centre_.emplace(centres_.size(), to_centres_, [](const Grant& grant) { return grant.centre; });
  return (*by_centre_)[centre];
}

void Funded::add(Grant grant, std::uint32_t allocation) {
  const Allocations& allocations = dataset_.tables().allocations;
  if (allocations.centre_id.has(allocation)) grant.centre = centres_.number(allocations.centre_id[allocation]);
  if (grant.centre != CentreRegister::no_centre) {
    first_day_.note(grant.centre, grant.year, grant.day);
    to_centres_.push_back(grant);
    return;
  }
  // Money to a centre that nobody knows is somebody's at its commune.
  grant.unit = allocations.unit_code[allocation].version;
  to_unit_.push_back(grant);
}

Funded::Shared::Shared(const Funded& funded, const CentreYears& years, int year, Date until)
    : funded_(funded), years_(years), year_(year), until_(until) {
  const auto grants = static_cast<std::uint32_t>(funded.to_unit_.size());
  if (grants == 0) return;
  std::vector<std::uint8_t> is_due(funded.centres_.size(), 0);
  for (const std::uint32_t centre : years.due()) is_due[centre] = 1;
  lines_.resize(grants);
  for (std::uint32_t grant = 0; grant < grants; ++grant) {
    if (!counts(grant)) continue;
    std::vector<std::uint32_t>& lines = lines_[grant];
    for (const std::uint32_t centre : funded.on_ground_.centres_of(grant)) {
      const Validity days = funded.centres_.operation(centre).intersection(years.span());
      const std::uint32_t line = years.line_of(centre);
      if (days.is_empty() || is_due[line] == 0 || !is_for(grant, centre, days)) continue;
      if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
    }
  }
}

bool Funded::Shared::counts(std::uint32_t grant) const {
  const Grant& money = funded_.to_unit_[grant];
  return money.year == year_ && money.day <= until_ && money.unit != no_version;
}

Funded::Shared::Found Funded::Shared::of(std::uint32_t centre) const {
  Found found;
  const Validity days = funded_.centres_.operation(centre).intersection(years_.span());
  if (days.is_empty()) return found;
  for (const std::uint32_t grant : funded_.on_ground_.things_of(centre)) {
    if (!counts(grant) || !is_for(grant, centre, days)) continue;
    if (!found.grant || (found.lines != 1 && lines_[grant].size() == 1)) found = {grant, lines_[grant].size()};
  }
  return found;
}

bool Funded::Shared::is_for(std::uint32_t grant, std::uint32_t centre, const Validity& days) const {
  const Grant& money = funded_.to_unit_[grant];
  const Date day = std::min(std::max(money.day, days.from), days.until - 1);
  const VersionId commune = funded_.areas_.commune(funded_.centres_.place(centre, day));
  return commune != no_version && funded_.areas_.meet(commune, money.unit);
}

Answer Funded::judge_one(const CentreYears& years, const Shared& shared, std::uint32_t centre, int year, Date until,
                         Grounds* grounds) const {
  const auto because = [&](MessageCode code, std::vector<std::string> arguments) {
    grounds->reason = {code, std::move(arguments)};
  };
  const Date first = first_day_.first_day(centre, year);
  if (first <= until) {
    if (!grounds) return Answer::passing;
    because(MessageCode::funded_by, {std::to_string(year), first.iso()});
    for (const Grant& grant : to_centre(centre))
      if (grant.year == year && grant.day <= until) grounds->rows.push_back(row_ref(dataset_, *table_, grant.row));
    return Answer::passing;
  }
  if (const auto [found, lines] = shared.of(centre); found) {
    if (grounds) {
      const Grant& grant = to_unit_[*found];
      grounds->rows.push_back(row_ref(dataset_, *table_, grant.row));
      because(lines == 1 ? MessageCode::funded_through_commune : MessageCode::funded_jointly,
              {std::to_string(year), grant.day.iso(), std::to_string(lines)});
    }
    return lines == 1 ? Answer::passing : Answer::unknown;
  }
  const VersionId place = centres_.place(centre, years.last_day(centre));
  if (!reports_.is_known(table_->name(), place, years.span())) {
    if (grounds) grounds->reason = reports_.why_unknown(table_->name(), place, years.span(), year);
    return Answer::unknown;
  }
  if (grounds) because(MessageCode::not_funded, {std::to_string(year), until.iso()});
  return Answer::failing;
}

Answer Funded::judge(const CentreYears& years, const Shared& shared, std::uint32_t centre, int year, Date until,
                     Grounds* grounds) const {
  return years.judge(centre, [&](std::uint32_t one) {
    if (!grounds) return judge_one(years, shared, one, year, until, nullptr);
    Grounds own;
    const Answer found = judge_one(years, shared, one, year, until, &own);
    grounds->add(std::move(own), one == centre || found == Answer::passing);
    return found;
  });
}

}  // namespace hoctap::indicator
