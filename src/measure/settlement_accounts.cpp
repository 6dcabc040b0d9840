#include "hoctap/measure/settlement_accounts.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

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
    std::stable_sort(found_.accounts.begin(), found_.accounts.end(),
                     [&](const SettlementAccount& a, const SettlementAccount& b) {
                       return a.unit != b.unit ? a.unit < b.unit : dataset_.text(a.fund) < dataset_.text(b.fund);
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
    std::vector<VersionId> unit_of_atom;
    std::vector<std::uint8_t> is_known(gazetteer.versions().size(), 0);
    const auto owner = [&](VersionId unit) {
      while (found_.owner.at(unit) != unit) unit = found_.owner.at(unit);
      return unit;
    };
    for (const MoneyFlow& flow : flows_.all()) {
      if (!counts(flow) || is_known[flow.unit] != 0) continue;
      is_known[flow.unit] = 1;
      found_.owner.emplace(flow.unit, flow.unit);
      for (const std::uint32_t atom : gazetteer.footprint(flow.unit)) {
        if (atom >= unit_of_atom.size()) unit_of_atom.resize(atom + std::size_t{1}, no_version);
        if (unit_of_atom[atom] == no_version) {
          unit_of_atom[atom] = flow.unit;
          continue;
        }
        const VersionId a = owner(unit_of_atom[atom]);
        const VersionId b = owner(flow.unit);
        if (a == b) continue;
        const bool is_larger = gazetteer.footprint(a).size() >= gazetteer.footprint(b).size();
        found_.owner[is_larger ? b : a] = is_larger ? a : b;
      }
    }
    owner_of_.assign(gazetteer.versions().size(), no_version);
    for (auto& [unit, of] : found_.owner) owner_of_[unit] = of = owner(of);
  }

  void take(const MoneyFlow& flow) {
    SettlementAccount& account = account_of(owner_of_[flow.unit], flow.fund);
    account.is_state = account.is_state || flow.is_state;
    if (flow.quantity == MoneyQuantity::allocated)
      account.allocated = checked_add(account.allocated, flow.amount);
    else if (flow.quantity == MoneyQuantity::paid)
      account.paid = checked_add(account.paid, flow.amount);
    else
      take_settlement(account, flow);
  }

  SettlementAccount& account_of(VersionId unit, Text fund) {
    if (of_unit_.empty()) of_unit_.resize(owner_of_.size());
    std::vector<std::uint32_t>& own = of_unit_[unit];
    const auto known = std::find_if(own.begin(), own.end(),
                                    [&](std::uint32_t number) { return found_.accounts[number].fund == fund; });
    if (known != own.end()) return found_.accounts[*known];
    own.push_back(static_cast<std::uint32_t>(found_.accounts.size()));
    SettlementAccount& account = found_.accounts.emplace_back();
    account.unit = unit;
    account.fund = fund;
    return account;
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
  std::vector<VersionId> owner_of_;                  // by version
  std::vector<std::vector<std::uint32_t>> of_unit_;  // by version: its accounts, a handful
  SettlementAccounts found_;
};

}  // namespace

SettlementAccounts settlement_accounts(const Dataset& dataset, const MoneyFlows& flows, std::int64_t year) {
  return Accounting(dataset, flows, year).made();
}

}  // namespace hoctap
