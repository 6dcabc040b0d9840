// Who answers for which money of a budget year, and what was settled of it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/measure/money_flows.hpp"
#include "hoctap/records/dataset.hpp"

namespace hoctap {

// The money of one fund that a unit answers for.
struct SettlementAccount {
  // Where units that share territory (communes of before and after a merger) have money or a settlement of the year,
  // they answer together, under the one that holds most of it.
  VersionId unit = no_version;
  Text fund;
  bool is_state = false;  // only money of the state has a day by which the law wants it settled
  std::int64_t allocated = 0;
  std::int64_t paid = 0;             // by vouchers
  std::optional<std::uint32_t> row;  // of settlements; nothing: none was made
  std::optional<std::int64_t> settled;
  std::optional<Date> submitted_on;
  std::optional<Date> approved_on;
  std::optional<Date> stated_due;  // by the record itself, for sending it in
};

struct SettlementAccounts {
  std::vector<SettlementAccount> accounts;  // by unit and fund
  std::map<VersionId, VersionId> owner;     // of each unit with money or a settlement of the year
};

// Throws Overflow where a sum does not fit into 64 bits.
HOCTAP_EXPORT SettlementAccounts settlement_accounts(const Dataset& dataset, const MoneyFlows& flows,
                                                     std::int64_t year);

}  // namespace hoctap
