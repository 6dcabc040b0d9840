// Shares of money as additive quantities by place and year, with bounds: what the indicators K1b, K9 and R6a divide.
// All parts are đồng; roll them up with RolledUp and divide last.
//
// A value is taken over what was reported. Where money came above what it is compared with (K9, R6a), the value shows
// it and the bounds stop at the whole, centre by centre or commune by commune, so that one's excess never makes up for
// another's lack.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/measure/contribution.hpp"
#include "hoctap/measure/entitlement.hpp"
#include "hoctap/measure/money_flows.hpp"

namespace hoctap {

enum class MoneyMeasure : std::uint8_t {
  social_receipts,     // K1b: receipts that are not of the state ÷ all receipts; in kind at its stated value
  state_support_paid,  // K9: paid from state funds ÷ entitled under the norms
  allocated,           // R6a: allocated ÷ estimated
};
inline constexpr std::size_t money_measure_count = 3;
HOCTAP_EXPORT std::string_view name(MoneyMeasure measure);

// Whether the report on which a measure of a year rests came from a unit that owes it.
struct MoneyReport {
  std::int64_t year = 0;
  VersionId owner = no_version;
  bool has_come = false;
};

struct MoneyParts {
  MoneyMeasure measure{};
  std::int64_t year = 0;
  // `evidence`: of K1b and R6a an index into MoneyFlows::all(), of K9 a row of the centres table; no_evidence where a
  // part stands for what was not reported or for several.
  std::vector<Contribution> contributions;
  static constexpr std::uint32_t no_evidence = 0xFFFFFFFFU;
  // Silent units whose whole is the one they last reported (K1b), and those of which nothing is known: there the bounds
  // are not applicable.
  std::vector<VersionId> at_last_known;
  std::vector<VersionId> without_bounds;
  // Units with money to which the measure does not apply: no entitlement is known (K9), or no estimate (R6a).
  std::vector<VersionId> not_applicable;
};

// K1b. A silent unit has as its whole what it last reported in an earlier year.
HOCTAP_EXPORT MoneyParts social_receipts(const MoneyFlows& flows, const Gazetteer& gazetteer, std::int64_t year,
                                         std::span<const MoneyReport> reports);

// R6a. Estimates and allocations of units that share territory are compared together. The whole of a silent unit is its
// estimate. What was allocated after `until` is left out.
HOCTAP_EXPORT MoneyParts allocated_of_estimated(const MoneyFlows& flows, const Gazetteer& gazetteer, std::int64_t year,
                                                std::span<const MoneyReport> reports, Date until = Date::latest());

// K9. A centre-year counts where all that it is entitled to is known in đồng: not without a zone, nor outside the zones
// where the province decides, also in the year of its founding, whose own support needs none. Centres that merged
// within the year are one, at the successor. Money that names no centre is the only centre's of its commune that
// counts, else it may be any of theirs. What was paid
// after `until` is left out.
HOCTAP_EXPORT MoneyParts state_support_paid(const MoneyFlows& flows, const Gazetteer& gazetteer,
                                            const CentreRegister& centres, std::span<const Entitlement> entitled,
                                            std::int64_t year, std::span<const MoneyReport> reports,
                                            Date until = Date::latest());

}  // namespace hoctap
