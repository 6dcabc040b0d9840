#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "money/int128.hpp"
#include "records/rules.hpp"

namespace hoctap::records {
namespace {

std::string text_of(Int128 value) {
  if (value < 0) return "-" + text_of(-value);
  std::string digits;
  do {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  return digits;
}

// The product of what is given; nothing where it does not fit into 128 bits, as no true amount does not.
std::optional<Int128> product(const std::vector<std::int64_t>& factors) {
  Int128 all = 1;
  for (const std::int64_t factor : factors) {
    if (__builtin_mul_overflow(all, static_cast<Int128>(factor), &all)) return std::nullopt;
  }
  return all;
}

void compare(Check& check, std::size_t row, const Column<Money>& amount, const std::vector<std::int64_t>& factors) {
  const auto expected = product(factors);
  if (expected && *expected == amount[row].dong()) return;
  std::string written;
  for (const std::int64_t factor : factors) written += (written.empty() ? "" : " × ") + std::to_string(factor);
  check.note(row, &amount, MessageCode::amount_not_product,
             {std::to_string(amount[row].dong()), written, expected ? text_of(*expected) : "> 10^38"});
}

void check_voucher_amounts(Check& check, Tables& tables) {
  const Expenditures& vouchers = tables.expenditures;
  for (std::size_t row = 0; row < check.size(); ++row) {
    if (!check.has(vouchers.amount, row) || !vouchers.quantity.has(row) || !vouchers.unit_price.has(row)) continue;
    compare(check, row, vouchers.amount, {vouchers.quantity[row], vouchers.unit_price[row].dong()});
  }
}

// In order of payment, tells the voucher with which an allocation is first exceeded.
void check_running_totals(Check& check, Tables& tables) {
  const Expenditures& vouchers = tables.expenditures;
  const Allocations& allocations = tables.allocations;
  const RowsByText by_id(allocations.allocation_id, check.pool());
  std::vector<std::uint32_t> order(check.size());
  for (std::size_t row = 0; row < order.size(); ++row) order[row] = static_cast<std::uint32_t>(row);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return vouchers.paid_on[a] < vouchers.paid_on[b]; });
  std::vector<Int128> spent(allocations.size(), 0);
  for (const std::uint32_t row : order) {
    const auto allocation = by_id.find(vouchers.allocation_id[row]);
    if (!allocation) continue;
    const Int128 limit = allocations.amount[*allocation].dong();
    const bool was_within = spent[*allocation] <= limit;
    spent[*allocation] += vouchers.amount[row].dong();
    if (!was_within || spent[*allocation] <= limit) continue;
    check.note(row, &vouchers.amount, MessageCode::allocation_exceeded,
               {text_of(spent[*allocation]), check.quoted(vouchers.allocation_id[row]), text_of(limit)});
  }
}

void check_estimate_amounts(Check& check, Tables& tables) {
  const BudgetEstimates& lines = tables.budget_estimates;
  for (std::size_t row = 0; row < check.size(); ++row) {
    if (!check.has(lines.amount, row) || !lines.unit_price.has(row) || !lines.factor_1.has(row)) continue;
    std::vector<std::int64_t> factors;
    for (const auto* factor : {&lines.factor_1, &lines.factor_2, &lines.factor_3}) {
      if (factor->has(row)) factors.push_back((*factor)[row]);
    }
    factors.push_back(lines.unit_price[row].dong());
    compare(check, row, lines.amount, factors);
  }
}

constexpr std::array<TableRules, 2> rules{{
    {"expenditures", check_voucher_amounts, check_running_totals},
    {"budget_estimates", check_estimate_amounts, nullptr},
}};

}  // namespace

std::span<const TableRules> money_rules() { return rules; }

}  // namespace hoctap::records
