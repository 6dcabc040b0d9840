// How a budget was carried out: estimates against allocations against vouchers, row by row and summed by centre,
// commune, year and fund. Nothing is rounded; what does not fit together is told and never set right.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/measure/money_flows.hpp"
#include "hoctap/records/dataset.hpp"

namespace hoctap {

// An allocation and what was paid of it.
struct AllocationUse {
  std::uint32_t row = 0;  // of allocations
  VersionId unit = no_version;
  std::uint32_t centre = CentreRegister::no_centre;
  std::int64_t amount = 0;
  std::int64_t paid = 0;
  std::int64_t left = 0;  // below zero where more was paid than allocated
  std::int64_t vouchers = 0;
  std::optional<std::uint32_t> beyond;  // the voucher, in order of payment, with which it was first exceeded
  // What its estimate asks for of its fund, of all funds where its lines name none; nothing: it names no estimate that
  // is known.
  std::optional<std::int64_t> estimated;
  // Whether any estimate of its commune's territory and its year is known.
  bool has_estimate = false;
};

// A voucher in the order of payment within its allocation.
struct VoucherUse {
  std::uint32_t row = 0;         // of expenditures
  std::uint32_t allocation = 0;  // of Execution::allocations
  std::int64_t amount = 0;
  std::int64_t running_total = 0;       // of its allocation, this one included
  std::int64_t left = 0;                // of the allocation after it
  bool is_beyond = false;               // the running total is above the allocation
  std::optional<std::int64_t> product;  // quantity times price, where both are given
  bool differs = false;                 // the product is not the amount; also one beyond 64 bits
};

// An estimate against what was allocated for it.
struct EstimateUse {
  std::uint32_t row = 0;  // of budget_estimates: its first line
  Text id;
  std::int64_t version = 0;
  bool is_approved = false;
  VersionId unit = no_version;  // of its first line
  std::int64_t year = 0;
  std::int64_t amount = 0;
  std::int64_t allocated = 0;  // by allocations that name it
  std::int64_t lines = 0;
  // Whether something was allocated to its commune's territory for its year, under whatever name.
  bool has_allocation = false;
};

struct ExecutionSum {
  VersionId unit = no_version;
  std::uint32_t centre = CentreRegister::no_centre;  // no_centre: of the commune as a whole
  std::int64_t year = 0;
  Text fund;  // empty: not stated
  bool is_state = false;
  std::int64_t estimated = 0;
  std::int64_t allocated = 0;
  std::int64_t received = 0;  // in money
  std::int64_t received_in_kind = 0;
  std::int64_t paid = 0;
  std::int64_t left = 0;  // allocated less paid
};

struct Execution {
  Dataset dataset;
  std::vector<AllocationUse> allocations;  // in the order of the table
  std::vector<VoucherUse> vouchers;        // by allocation and day
  std::vector<EstimateUse> estimates;      // in order of identifier
  std::vector<ExecutionSum> sums;          // by unit, centre, year and fund; each đồng of the records stands in one
  ExecutionSum total;
  // Allocations without an estimate and estimates without an allocation. (That a running total goes beyond, a product
  // is not the amount, or a voucher names no allocation that is known, the dataset's findings say.)
  Findings findings;
};

// Of one budget year, or of all. Throws Overflow where a sum does not fit into 64 bits.
HOCTAP_EXPORT Execution execution_of(const Dataset& dataset, std::optional<std::int64_t> year = std::nullopt);

}  // namespace hoctap
