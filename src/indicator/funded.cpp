#include "indicator/funded.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "measure/code_flags.hpp"

namespace hoctap::indicator {
namespace {

bool counts(bool of_state, Funding funding) { return of_state || funding != Funding::allocated_by_state; }

}  // namespace

Funded::Funded(const Dataset& dataset, const CentreRegister& centres, const Areas& areas, const Reports& reports)
    : dataset_(dataset), centres_(centres), areas_(areas), reports_(reports) {
  const Allocations& allocations = dataset.tables().allocations;
  const Expenditures& expenditures = dataset.tables().expenditures;
  const measure::CodeFlags state(dataset.codes().list("funds"), dataset.pool(), "state");
  allocated_.to_centre.resize(centres.size());
  disbursed_.to_centre.resize(centres.size());

  std::unordered_map<Text, std::uint32_t> by_id;
  for (std::uint32_t row = 0; row < allocations.size(); ++row) {
    by_id.emplace(allocations.allocation_id[row], row);
    if (allocations.amount[row] <= Money{}) continue;
    const Date day = allocations.decided_on[row];
    add(allocated_, {allocations.year[row], day, state.has(allocations.fund[row], day), no_version, &allocations, row},
        allocations, row);
  }
  for (std::uint32_t row = 0; row < expenditures.size(); ++row) {
    const auto from = by_id.find(expenditures.allocation_id[row]);
    if (from == by_id.end() || expenditures.amount[row] <= Money{}) continue;
    const bool of_state = state.has(allocations.fund[from->second], allocations.decided_on[from->second]);
    add(disbursed_,
        {allocations.year[from->second], expenditures.paid_on[row], of_state, no_version, &expenditures, row},
        allocations, from->second);
  }
}

void Funded::add(Grants& grants, const Grant& grant, const Allocations& allocations, std::uint32_t allocation) const {
  // Money to a centre that nobody knows is somebody's at its commune.
  if (allocations.centre_id.has(allocation)) {
    if (const auto centre = centres_.find(allocations.centre_id[allocation])) {
      grants.to_centre[*centre].push_back(grant);
      return;
    }
  }
  grants.to_unit.push_back(grant);
  grants.to_unit.back().unit = allocations.unit_code[allocation].version;
}

// Money that names a unit and no centre, against the centres that are due there.
class Funded::Shared {
 public:
  Shared(const Funded& funded, const CentreYears& years, const Grants& grants, int year, Date until, Funding funding)
      : areas_(funded.areas_) {
    for (const Grant& grant : grants.to_unit)
      if (grant.year == year && grant.day <= until && counts(grant.of_state, funding) && grant.unit != no_version)
        grants_.push_back(&grant);
    if (grants_.empty()) return;
    std::vector<std::uint8_t> is_due(funded.centres_.size(), 0);
    for (const std::uint32_t centre : years.due()) is_due[centre] = 1;
    lines_.resize(grants_.size());
    for (std::uint32_t centre = 0; centre < funded.centres_.size(); ++centre) {
      const Validity days = funded.centres_.operation(centre).intersection(years.span());
      if (days.is_empty() || is_due[years.line_of(centre)] == 0) continue;
      for (std::size_t i = 0; i < grants_.size(); ++i) {
        if (!is_for(funded, *grants_[i], centre, days)) continue;
        const std::uint32_t line = years.line_of(centre);
        if (std::find(lines_[i].begin(), lines_[i].end(), line) == lines_[i].end()) lines_[i].push_back(line);
      }
    }
  }

  // Money for the place of the centre; the first that has nobody else to go to, else the first.
  struct Found {
    const Grant* grant = nullptr;
    std::size_t centres = 0;  // due centre-years it may be for
  };
  Found of(const Funded& funded, const CentreYears& years, std::uint32_t centre) const {
    Found found;
    const Validity days = funded.centres_.operation(centre).intersection(years.span());
    if (days.is_empty()) return found;
    for (std::size_t i = 0; i < grants_.size(); ++i) {
      if (!is_for(funded, *grants_[i], centre, days)) continue;
      if (!found.grant || (found.centres != 1 && lines_[i].size() == 1)) found = {grants_[i], lines_[i].size()};
    }
    return found;
  }

 private:
  bool is_for(const Funded& funded, const Grant& grant, std::uint32_t centre, const Validity& days) const {
    const Date day = std::min(std::max(grant.day, days.from), days.until - 1);
    const VersionId commune = areas_.commune(funded.centres_.place(centre, day));
    return commune != no_version && areas_.meet(commune, grant.unit);
  }

  const Areas& areas_;
  std::vector<const Grant*> grants_;
  std::vector<std::vector<std::uint32_t>> lines_;  // per grant: the due centre-years at its place
};

Answer Funded::judge(const CentreYears& years, const Shared& shared, std::uint32_t centre, int year, Date until,
                     Funding funding, Grounds* grounds) const {
  const Grants& grants = funding == Funding::disbursed ? disbursed_ : allocated_;
  const auto because = [&](MessageCode code, std::vector<std::string> arguments) {
    if (grounds) grounds->reason = {code, std::move(arguments)};
  };
  const auto note = [&](const Grant& grant) {
    if (grounds) grounds->rows.push_back(row_ref(dataset_, *grant.table, grant.row));
  };
  bool is_funded = false;
  for (const Grant& grant : grants.to_centre[centre]) {
    if (grant.year != year || grant.day > until || !counts(grant.of_state, funding)) continue;
    if (!is_funded) because(MessageCode::funded_by, {std::to_string(year), grant.day.iso()});
    is_funded = true;
    if (!grounds) break;
    note(grant);
  }
  if (is_funded) return Answer::passing;
  if (const auto [grant, lines] = shared.of(*this, years, centre); grant) {
    note(*grant);
    because(lines == 1 ? MessageCode::funded_through_commune : MessageCode::funded_jointly,
            {std::to_string(year), grant->day.iso(), std::to_string(lines)});
    return lines == 1 ? Answer::passing : Answer::unknown;
  }
  const std::string_view table = funding == Funding::disbursed ? "expenditures" : "allocations";
  const VersionId place = centres_.place(centre, years.last_day(centre));
  if (auto reason = reports_.why_unknown(table, place, years.span(), year)) {
    because(reason->code, std::move(reason->arguments));
    return Answer::unknown;
  }
  because(MessageCode::not_funded, {std::to_string(year), until.iso()});
  return Answer::failing;
}

Counted Funded::count(const CentreYears& years, int year, Date day, Date until, Funding funding, Parts* parts) const {
  Counted counted;
  const Shared shared(*this, years, funding == Funding::disbursed ? disbursed_ : allocated_, year, until, funding);
  for (const std::uint32_t centre : years.due()) {
    Grounds grounds;
    const Answer answer = years.judge(centre, [&](std::uint32_t one) {
      Grounds own;
      const Answer found = judge(years, shared, one, year, until, funding, parts ? &own : nullptr);
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
