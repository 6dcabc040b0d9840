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
    bool any = false;
    bool all = true;
  };
  std::map<std::string_view, std::map<std::int64_t, Status>> by_id;
  for (std::uint32_t row = 0; row < lines.size(); ++row) {
    Status& status = by_id[dataset.text(lines.estimate_id[row])][lines.version[row]];
    const bool is = lines.status.has(row) && approved.has(lines.status[row], first_day(lines.year[row]));
    status.any = status.any || is;
    status.all = status.all && is;
  }
  std::vector<EstimateVersion> found;
  std::map<std::string_view, std::size_t> place;
  for (const auto& [id, versions] : by_id) {
    EstimateVersion one;
    one.newest = versions.rbegin()->first;
    one.version = one.newest;
    for (const auto& [version, status] : versions) {
      if (!status.any) continue;
      one.version = version;
      one.is_approved = true;
      one.has_mixed_statuses = !status.all;
    }
    place[id] = found.size();
    found.push_back(std::move(one));
  }
  for (std::uint32_t row = 0; row < lines.size(); ++row) {
    EstimateVersion& one = found[place.at(dataset.text(lines.estimate_id[row]))];
    one.id = lines.estimate_id[row];
    if (lines.version[row] == one.version) one.rows.push_back(row);
  }
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

MoneyFlows::MoneyFlows(const Dataset& dataset, const CentreRegister& centres, Date until) {
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

  const BudgetEstimates& lines = tables.budget_estimates;
  for (const EstimateVersion& estimate : estimate_versions(dataset)) {
    for (const std::uint32_t row : estimate.rows) {
      add({MoneyQuantity::estimated, row, lines.year[row], no_version, centre_of(lines.centre_id, row),
           fund_of(lines.fund, row), false, lines.amount[row].dong()},
          lines.unit_code[row], first_day(lines.year[row]));
    }
  }
  const Allocations& allocations = tables.allocations;
  std::vector<std::uint32_t> allocation_of(dataset.pool().size(), CentreRegister::no_centre);
  for (std::uint32_t row = 0; row < allocations.size(); ++row) {
    allocation_of[allocations.allocation_id[row].symbol] = row;
    if (allocations.decided_on[row] > until) continue;
    add({MoneyQuantity::allocated, row, allocations.year[row], no_version, centre_of(allocations.centre_id, row),
         allocations.fund[row], false, allocations.amount[row].dong()},
        allocations.unit_code[row], allocations.decided_on[row]);
  }
  const Receipts& receipts = tables.receipts;
  for (const bool in_kind : {false, true}) {
    for (std::uint32_t row = 0; row < receipts.size(); ++row) {
      if ((receipts.in_kind.has(row) && receipts.in_kind[row]) != in_kind || receipts.date[row] > until) continue;
      add({in_kind ? MoneyQuantity::received_in_kind : MoneyQuantity::received, row, receipts.date[row].year(),
           no_version, centre_of(receipts.centre_id, row), receipts.fund[row], false, receipts.amount[row].dong()},
          receipts.unit_code[row], receipts.date[row]);
    }
  }
  const Expenditures& vouchers = tables.expenditures;
  for (std::uint32_t row = 0; row < vouchers.size(); ++row) {
    const std::uint32_t from = allocation_of[vouchers.allocation_id[row].symbol];
    if (from == CentreRegister::no_centre) continue;  // the rules of the records keep no such row
    if (vouchers.paid_on.has(row) && vouchers.paid_on[row] > until) continue;
    add({MoneyQuantity::paid, row, allocations.year[from], no_version, centre_of(allocations.centre_id, from),
         allocations.fund[from], false, vouchers.amount[row].dong()},
        allocations.unit_code[from], allocations.decided_on[from]);
  }
  const Settlements& settlements = tables.settlements;
  for (const std::uint32_t row : settlements_that_count(dataset)) {
    add({MoneyQuantity::settled, row, settlements.year[row], no_version, CentreRegister::no_centre,
         settlements.fund[row], false, settlements.spent[row].dong()},
        settlements.unit_code[row], first_day(settlements.year[row]));
  }
  std::stable_sort(flows_.begin(), flows_.end(), [](const MoneyFlow& a, const MoneyFlow& b) {
    return std::pair(a.quantity, a.row) < std::pair(b.quantity, b.row);
  });
}

std::vector<std::int64_t> MoneyFlows::years() const {
  std::set<std::int64_t> years;
  for (const MoneyFlow& flow : flows_) years.insert(flow.year);
  return {years.begin(), years.end()};
}

}  // namespace hoctap
