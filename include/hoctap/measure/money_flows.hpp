// Money as it stands in the records, row by row: what was estimated, allocated, received, paid and settled, each in
// whole đồng with its budget year, place, centre and fund. All additive quantities of money are sums of these.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/measure/centre_register.hpp"
#include "hoctap/records/dataset.hpp"

namespace hoctap {

enum class MoneyQuantity : std::uint8_t {
  estimated,  // lines of the version of each estimate that counts
  allocated,
  received,          // in money
  received_in_kind,  // at the value stated
  paid,              // vouchers, in the year and of the fund of their allocation
  settled,           // of the version of each settlement that counts
};
inline constexpr std::size_t money_quantity_count = 6;
HOCTAP_EXPORT std::string_view name(MoneyQuantity quantity);

struct MoneyFlow {
  MoneyQuantity quantity{};
  std::uint32_t row = 0;                             // of the quantity's table
  std::int64_t year = 0;                             // of the budget; of a receipt that of its day
  VersionId unit = no_version;                       // as reported; where that is not known, the centre's place
  std::uint32_t centre = CentreRegister::no_centre;  // of the centres table; no_centre: of the commune as a whole
  Text fund;                                         // empty: not stated
  bool is_state = false;                             // of the state budget
  std::int64_t amount = 0;                           // đồng
  Date day = Date::earliest();                       // decided, received or paid; of the others none is known
};

// The version of an estimate that counts: the newest that was approved, else the newest.
struct EstimateVersion {
  Text id;
  std::int64_t version = 0;
  std::int64_t newest = 0;  // may be a draft that does not count yet
  bool is_approved = false;
  bool has_mixed_statuses = false;  // an approved version some of whose lines are not
  std::vector<std::uint32_t> rows;  // of budget_estimates, by line
};

// In order of identifier.
HOCTAP_EXPORT std::vector<EstimateVersion> estimate_versions(const Dataset& dataset);

// The rows of settlements that count, in the order of the table: of each unit, year and fund the newest version that
// was approved, else the newest.
HOCTAP_EXPORT std::vector<std::uint32_t> settlements_that_count(const Dataset& dataset);

class HOCTAP_EXPORT MoneyFlows {
 public:
  // Records hold no amount below zero, and no voucher without an allocation.
  MoneyFlows(const Dataset& dataset, const CentreRegister& centres);
  MoneyFlows() = default;  // of no money
  // The same told apart: what is of each year in which there is any.
  static std::map<std::int64_t, MoneyFlows> by_year(const Dataset& dataset, const CentreRegister& centres);

  // By quantity, then by row.
  std::span<const MoneyFlow> all() const { return flows_; }
  std::span<const MoneyFlow> of(MoneyQuantity quantity) const {
    const auto at = static_cast<std::size_t>(quantity);
    return {flows_.data() + begin_[at], begin_[at + 1] - begin_[at]};
  }
  // The years in which there is any, in order.
  std::vector<std::int64_t> years() const;

 private:
  class Maker;

  std::vector<MoneyFlow> flows_;
  std::array<std::size_t, money_quantity_count + 1> begin_{};
};

}  // namespace hoctap
