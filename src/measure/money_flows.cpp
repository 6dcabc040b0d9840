#include "hoctap/measure/money_flows.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "measure/code_flags.hpp"

namespace hoctap {
namespace {

constexpr std::array<std::string_view, money_quantity_count> quantity_names{"estimated",        "allocated", "received",
                                                                            "received_in_kind", "paid",      "settled"};

// Whether a code of a list bears a flag at any time; false where the dataset has no such list.
class Flagged {
 public:
  Flagged(const Dataset& dataset, std::string_view list, std::string_view flag) {
    if (const CodeList* codes = dataset.codes().find(list); codes != nullptr)
      flags_.emplace_back(*codes, dataset.pool(), flag);
  }
  bool has(Text code, Date day) const { return !flags_.empty() && flags_.front().has(code, day); }

 private:
  std::vector<measure::CodeFlags> flags_;
};

// 1 January; the first day of all for a year that no calendar has.
Date first_day(std::int64_t year) {
  return year >= 1400 && year <= 9999 ? Date::of(static_cast<int>(year), 1, 1) : Date::earliest();
}

}  // namespace

std::string_view name(MoneyQuantity quantity) { return quantity_names.at(static_cast<std::size_t>(quantity)); }

std::vector<EstimateVersion> estimate_versions(const Dataset& dataset) {
  const BudgetEstimates& lines = dataset.tables().budget_estimates;
  const Flagged approved(dataset, "plan_statuses", "approved");
  struct Status {
    std::int64_t version = 0;
    bool any = false;
    bool all = true;
  };
  struct Known {
    EstimateVersion one;
    std::vector<Status> versions;  // a handful
  };
  constexpr std::uint32_t none = 0xFFFFFFFFU;
  std::vector<std::uint32_t> number_of(dataset.pool().size(), none);  // by text
  std::vector<Known> known;
  for (std::uint32_t row = 0; row < lines.size(); ++row) {
    std::uint32_t& number = number_of[lines.estimate_id[row].symbol];
    if (number == none) {
      number = static_cast<std::uint32_t>(known.size());
      known.emplace_back().one.id = lines.estimate_id[row];
    }
    std::vector<Status>& versions = known[number].versions;
    auto status = std::find_if(versions.begin(), versions.end(),
                               [&](const Status& one) { return one.version == lines.version[row]; });
    if (status == versions.end()) status = versions.insert(versions.end(), {lines.version[row]});
    const bool is = lines.status.has(row) && approved.has(lines.status[row], first_day(lines.year[row]));
    status->any = status->any || is;
    status->all = status->all && is;
  }
  for (auto& [one, versions] : known) {
    std::sort(versions.begin(), versions.end(), [](const Status& a, const Status& b) { return a.version < b.version; });
    one.newest = versions.back().version;
    one.version = one.newest;
    for (const Status& status : versions) {
      if (!status.any) continue;
      one.version = status.version;
      one.is_approved = true;
      one.has_mixed_statuses = !status.all;
    }
  }
  for (std::uint32_t row = 0; row < lines.size(); ++row) {
    EstimateVersion& one = known[number_of[lines.estimate_id[row].symbol]].one;
    if (lines.version[row] == one.version) one.rows.push_back(row);
  }
  std::vector<EstimateVersion> found;
  found.reserve(known.size());
  for (Known& one : known) found.push_back(std::move(one.one));
  std::sort(found.begin(), found.end(), [&](const EstimateVersion& a, const EstimateVersion& b) {
    return dataset.text(a.id) < dataset.text(b.id);
  });
  for (EstimateVersion& one : found)
    std::stable_sort(one.rows.begin(), one.rows.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return lines.line_no[a] < lines.line_no[b]; });
  return found;
}

std::vector<std::uint32_t> settlements_that_count(const Dataset& dataset) {
  const Settlements& rows = dataset.tables().settlements;
  std::map<std::tuple<VersionId, Text, std::int64_t, Text>, std::uint32_t> best;
  const auto rank = [&](std::uint32_t row) { return std::pair(rows.approved_on.has(row), rows.version[row]); };
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    const UnitRef& unit = rows.unit_code[row];
    const auto [place, is_new] = best.try_emplace({unit.version, unit.code, rows.year[row], rows.fund[row]}, row);
    if (!is_new && rank(row) > rank(place->second)) place->second = row;
  }
  std::vector<std::uint32_t> found;
  for (const auto& [key, row] : best) found.push_back(row);
  std::sort(found.begin(), found.end());
  return found;
}

MoneyFlows::MoneyFlows(const Dataset& dataset, const CentreRegister& centres, std::optional<std::int64_t> year) {
  const Tables& tables = dataset.tables();
  const Flagged state(dataset, "funds", "state");
  const auto centre_of = [&](const Column<Text>& column, std::uint32_t row) {
    return column.has(row) ? centres.number(column[row]) : CentreRegister::no_centre;
  };
  const auto fund_of = [](const Column<Text>& column, std::uint32_t row) {
    return column.has(row) ? column[row] : Text{};
  };
  const auto add = [&](MoneyFlow flow, const UnitRef& unit, Date day) {
    flow.unit = unit.version;
    if (flow.unit == no_version && flow.centre != CentreRegister::no_centre)
      flow.unit = centres.place(flow.centre, first_day(flow.year));
    flow.is_state = state.has(flow.fund, day);
    flows_.push_back(flow);
  };
  const auto begins = [this](MoneyQuantity quantity) { begin_[static_cast<std::size_t>(quantity)] = flows_.size(); };
  const auto is_asked = [&](std::int64_t of) { return !year || *year == of; };
  if (!year)
    flows_.reserve(tables.budget_estimates.size() + tables.allocations.size() + tables.receipts.size() +
                   tables.expenditures.size() + tables.settlements.size());

  const BudgetEstimates& lines = tables.budget_estimates;
  begins(MoneyQuantity::estimated);
  std::vector<std::uint8_t> counts(lines.size(), 0);
  for (const EstimateVersion& estimate : estimate_versions(dataset))
    for (const std::uint32_t row : estimate.rows) counts[row] = 1;
  for (std::uint32_t row = 0; row < lines.size(); ++row) {
    if (counts[row] == 0 || !is_asked(lines.year[row])) continue;
    add({MoneyQuantity::estimated, row, lines.year[row], no_version, centre_of(lines.centre_id, row),
         fund_of(lines.fund, row), false, lines.amount[row].dong()},
        lines.unit_code[row], first_day(lines.year[row]));
  }
  const Allocations& allocations = tables.allocations;
  begins(MoneyQuantity::allocated);
  std::vector<std::uint32_t> allocation_of(dataset.pool().size(), CentreRegister::no_centre);
  for (std::uint32_t row = 0; row < allocations.size(); ++row) {
    allocation_of[allocations.allocation_id[row].symbol] = row;
    if (!is_asked(allocations.year[row])) continue;
    add({MoneyQuantity::allocated, row, allocations.year[row], no_version, centre_of(allocations.centre_id, row),
         allocations.fund[row], false, allocations.amount[row].dong(), allocations.decided_on[row]},
        allocations.unit_code[row], allocations.decided_on[row]);
  }
  const Receipts& receipts = tables.receipts;
  for (const bool in_kind : {false, true}) {
    begins(in_kind ? MoneyQuantity::received_in_kind : MoneyQuantity::received);
    for (std::uint32_t row = 0; row < receipts.size(); ++row) {
      if ((receipts.in_kind.has(row) && receipts.in_kind[row]) != in_kind) continue;
      if (!is_asked(receipts.date[row].year())) continue;
      add({in_kind ? MoneyQuantity::received_in_kind : MoneyQuantity::received, row, receipts.date[row].year(),
           no_version, centre_of(receipts.centre_id, row), receipts.fund[row], false, receipts.amount[row].dong(),
           receipts.date[row]},
          receipts.unit_code[row], receipts.date[row]);
    }
  }
  const Expenditures& vouchers = tables.expenditures;
  begins(MoneyQuantity::paid);
  for (std::uint32_t row = 0; row < vouchers.size(); ++row) {
    const std::uint32_t from = allocation_of[vouchers.allocation_id[row].symbol];
    if (from == CentreRegister::no_centre) continue;  // the rules of the records keep no such row
    if (!is_asked(allocations.year[from])) continue;
    add({MoneyQuantity::paid, row, allocations.year[from], no_version, centre_of(allocations.centre_id, from),
         allocations.fund[from], false, vouchers.amount[row].dong(),
         vouchers.paid_on.get(row).value_or(Date::earliest())},
        allocations.unit_code[from], allocations.decided_on[from]);
  }
  const Settlements& settlements = tables.settlements;
  begins(MoneyQuantity::settled);
  for (const std::uint32_t row : settlements_that_count(dataset)) {
    if (!is_asked(settlements.year[row])) continue;
    add({MoneyQuantity::settled, row, settlements.year[row], no_version, CentreRegister::no_centre,
         settlements.fund[row], false, settlements.spent[row].dong()},
        settlements.unit_code[row], first_day(settlements.year[row]));
  }
  begin_.back() = flows_.size();
}

std::vector<std::int64_t> MoneyFlows::years() const {
  std::set<std::int64_t> years;
  for (const MoneyFlow& flow : flows_) years.insert(flow.year);
  return {years.begin(), years.end()};
}

}  // namespace hoctap
