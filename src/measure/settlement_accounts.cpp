#include "hoctap/measure/settlement_accounts.hpp"

#include <algorithm>
#include <utility>

#include "hoctap/money/checked.hpp"

namespace hoctap {
namespace {

class Accounting {
 public:
  Accounting(const Dataset& dataset, const MoneyFlows& flows, std::int64_t year)
      : dataset_(dataset), flows_(flows), year_(year) {}

  SettlementAccounts made() {
    find_owners();
    for (const MoneyFlow& flow : flows_.all())
      if (counts(flow)) take(flow);
    for (auto& [key, account] : by_unit_and_fund_) found_.accounts.push_back(account);
    std::stable_sort(found_.accounts.begin(), found_.accounts.end(),
                     [&](const SettlementAccount& a, const SettlementAccount& b) {
                       return std::pair(a.unit, dataset_.text(a.fund)) < std::pair(b.unit, dataset_.text(b.fund));
                     });
    return std::move(found_);
  }

 private:
  bool counts(const MoneyFlow& flow) const {
    const bool is_one = flow.quantity == MoneyQuantity::allocated || flow.quantity == MoneyQuantity::paid ||
                        flow.quantity == MoneyQuantity::settled;
    return is_one && flow.year == year_ && flow.unit != no_version;
  }

  // Communes of before and after a merger within the year answer together, under the unit that holds the others.
  void find_owners() {
    const Gazetteer& gazetteer = dataset_.gazetteer();
    std::map<std::uint32_t, VersionId> unit_of_atom;
    const auto owner = [&](VersionId unit) {
      while (found_.owner.at(unit) != unit) unit = found_.owner.at(unit);
      return unit;
    };
    for (const MoneyFlow& flow : flows_.all()) {
      if (!counts(flow) || !found_.owner.emplace(flow.unit, flow.unit).second) continue;
      for (const std::uint32_t atom : gazetteer.footprint(flow.unit)) {
        const auto [known, is_new] = unit_of_atom.emplace(atom, flow.unit);
        if (is_new) continue;
        const VersionId a = owner(known->second);
        const VersionId b = owner(flow.unit);
        if (a == b) continue;
        const bool is_larger = gazetteer.footprint(a).size() >= gazetteer.footprint(b).size();
        found_.owner[is_larger ? b : a] = is_larger ? a : b;
      }
    }
    for (auto& [unit, of] : found_.owner) of = owner(of);
  }

  void take(const MoneyFlow& flow) {
    const VersionId unit = found_.owner.at(flow.unit);
    SettlementAccount& account = by_unit_and_fund_[{unit, flow.fund}];
    account.unit = unit;
    account.fund = flow.fund;
    account.is_state = account.is_state || flow.is_state;
    if (flow.quantity == MoneyQuantity::allocated)
      account.allocated = checked_add(account.allocated, flow.amount);
    else if (flow.quantity == MoneyQuantity::paid)
      account.paid = checked_add(account.paid, flow.amount);
    else
      take_settlement(account, flow);
  }

  // Old communes and the new one may each have settled a part.
  void take_settlement(SettlementAccount& account, const MoneyFlow& flow) const {
    const Settlements& rows = dataset_.tables().settlements;
    const bool is_first = !account.row;
    account.row = account.row.value_or(flow.row);
    account.settled = checked_add(account.settled.value_or(0), flow.amount);
    const auto later = [&](std::optional<Date> known, std::optional<Date> day) {
      if (is_first) return day;
      return known && day ? std::optional(std::max(*known, *day)) : std::nullopt;
    };
    account.submitted_on = later(account.submitted_on, rows.submitted_on.get(flow.row));
    account.approved_on = later(account.approved_on, rows.approved_on.get(flow.row));
    account.stated_due = later(account.stated_due, rows.due_on.get(flow.row));
  }

  const Dataset& dataset_;
  const MoneyFlows& flows_;
  std::int64_t year_;
  std::map<std::pair<VersionId, Text>, SettlementAccount> by_unit_and_fund_;
  SettlementAccounts found_;
};

}  // namespace

SettlementAccounts settlement_accounts(const Dataset& dataset, const MoneyFlows& flows, std::int64_t year) {
  return Accounting(dataset, flows, year).made();
}

}  // namespace hoctap
