#include "hoctap/budget/execution.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "budget/sums.hpp"
#include "hoctap/money/checked.hpp"
#include "measure/kept_centres.hpp"

namespace hoctap {
namespace {

// The territory for which something of a year is known.
class Territories {
 public:
  explicit Territories(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {}
  void add(VersionId unit, std::int64_t year) {
    if (unit == no_version) return;
    for (const std::uint32_t atom : gazetteer_.footprint(unit)) atoms_[year].insert(atom);
  }
  bool meets(VersionId unit, std::int64_t year) const {
    const auto found = atoms_.find(year);
    if (unit == no_version || found == atoms_.end()) return false;
    const auto atoms = gazetteer_.footprint(unit);
    return std::any_of(atoms.begin(), atoms.end(), [&](std::uint32_t atom) { return found->second.contains(atom); });
  }

 private:
  const Gazetteer& gazetteer_;
  std::map<std::int64_t, std::unordered_set<std::uint32_t>> atoms_;
};

class Carrying {
 public:
  Carrying(const Dataset& dataset, std::optional<std::int64_t> year)
      : dataset_(dataset),
        tables_(dataset.tables()),
        year_(year),
        centres_(kept_centres(dataset)),
        flows_(dataset, centres_) {
    done_.dataset = dataset;
  }

  Execution made() {
    add_estimates();
    add_allocations();
    add_vouchers();
    add_sums();
    tell();
    return std::move(done_);
  }

 private:
  bool is_asked(std::int64_t year) const { return !year_ || *year_ == year; }

  void add_estimates() {
    const BudgetEstimates& lines = tables_.budget_estimates;
    for (const EstimateVersion& version : estimate_versions(dataset_)) {
      const std::uint32_t first = version.rows.front();
      if (!is_asked(lines.year[first])) continue;
      EstimateUse use;
      use.row = first;
      use.id = version.id;
      use.version = version.version;
      use.is_approved = version.is_approved;
      use.unit = lines.unit_code[first].version;
      use.year = lines.year[first];
      use.lines = static_cast<std::int64_t>(version.rows.size());
      for (const std::uint32_t row : version.rows) {
        add(use.amount, lines.amount[row].dong());
        add(by_fund_[{version.id, lines.fund.has(row) ? lines.fund[row] : Text{}}], lines.amount[row].dong());
        estimated_.add(lines.unit_code[row].version, lines.year[row]);
      }
      number_of_[version.id] = done_.estimates.size();
      done_.estimates.push_back(use);
    }
  }

  std::optional<std::int64_t> estimated_for(std::uint32_t row) const {
    const Allocations& allocations = tables_.allocations;
    if (!allocations.estimate_id.has(row)) return std::nullopt;
    const Text id = allocations.estimate_id[row];
    const auto estimate = number_of_.find(id);
    if (estimate == number_of_.end()) return std::nullopt;
    const auto named = by_fund_.upper_bound({id, Text{}});
    if (named == by_fund_.end() || named->first.first != id) return done_.estimates[estimate->second].amount;
    const auto of_fund = by_fund_.find({id, allocations.fund[row]});
    return of_fund == by_fund_.end() ? 0 : of_fund->second;
  }

  void add_allocations() {
    const Allocations& allocations = tables_.allocations;
    place_of_.assign(allocations.size(), no_allocation);
    for (const MoneyFlow& flow : flows_.all()) {
      if (flow.quantity != MoneyQuantity::allocated || !is_asked(flow.year)) continue;
      AllocationUse use;
      use.row = flow.row;
      use.unit = flow.unit;
      use.centre = flow.centre;
      use.amount = flow.amount;
      use.left = flow.amount;
      use.estimated = estimated_for(flow.row);
      use.has_estimate = use.estimated || estimated_.meets(flow.unit, flow.year);
      if (allocations.estimate_id.has(flow.row)) {
        const auto estimate = number_of_.find(allocations.estimate_id[flow.row]);
        if (estimate != number_of_.end()) add(done_.estimates[estimate->second].allocated, flow.amount);
      }
      allocated_.add(flow.unit, flow.year);
      place_of_[flow.row] = static_cast<std::uint32_t>(done_.allocations.size());
      done_.allocations.push_back(use);
    }
    for (EstimateUse& use : done_.estimates)
      use.has_allocation = use.allocated != 0 || allocated_.meets(use.unit, use.year);
  }

  void add_vouchers() {
    const Expenditures& vouchers = tables_.expenditures;
    const Allocations& allocations = tables_.allocations;
    std::vector<std::uint32_t> allocation_of(dataset_.pool().size(), no_allocation);
    for (std::uint32_t row = 0; row < allocations.size(); ++row)
      allocation_of[allocations.allocation_id[row].symbol] = row;
    for (std::uint32_t row = 0; row < vouchers.size(); ++row) {
      VoucherUse use;
      use.row = row;
      use.amount = vouchers.amount[row].dong();
      const std::uint32_t from = allocation_of[vouchers.allocation_id[row].symbol];
      if (from == no_allocation || !is_asked(allocations.year[from])) continue;
      use.allocation = place_of_[from];
      if (vouchers.quantity.has(row) && vouchers.unit_price.has(row)) {
        std::int64_t product = 0;
        use.differs = __builtin_mul_overflow(vouchers.quantity[row], vouchers.unit_price[row].dong(), &product) != 0;
        if (!use.differs) {
          use.product = product;
          use.differs = product != use.amount;
        }
      }
      done_.vouchers.push_back(use);
    }
    std::stable_sort(done_.vouchers.begin(), done_.vouchers.end(), [&](const VoucherUse& a, const VoucherUse& b) {
      return std::pair(a.allocation, vouchers.paid_on[a.row]) < std::pair(b.allocation, vouchers.paid_on[b.row]);
    });
    for (VoucherUse& use : done_.vouchers) {
      AllocationUse& of = done_.allocations[use.allocation];
      add(of.paid, use.amount);
      of.left = checked_subtract(of.amount, of.paid);
      ++of.vouchers;
      use.running_total = of.paid;
      use.left = of.left;
      use.is_beyond = of.paid > of.amount;
      if (use.is_beyond && !of.beyond) of.beyond = use.row;
    }
  }

  static std::int64_t& quantity_of(ExecutionSum& sum, MoneyQuantity quantity) {
    switch (quantity) {
      case MoneyQuantity::estimated:
        return sum.estimated;
      case MoneyQuantity::allocated:
        return sum.allocated;
      case MoneyQuantity::received:
        return sum.received;
      case MoneyQuantity::received_in_kind:
        return sum.received_in_kind;
      case MoneyQuantity::paid:
      case MoneyQuantity::settled:
        break;
    }
    return sum.paid;
  }

  void add_sums() {
    std::map<std::tuple<VersionId, std::uint32_t, std::int64_t, std::string_view>, ExecutionSum> sums;
    for (const MoneyFlow& flow : flows_.all()) {
      if (flow.quantity == MoneyQuantity::settled || !is_asked(flow.year)) continue;
      ExecutionSum& sum = sums[{flow.unit, flow.centre, flow.year, dataset_.text(flow.fund)}];
      sum.unit = flow.unit;
      sum.centre = flow.centre;
      sum.year = flow.year;
      sum.fund = flow.fund;
      sum.is_state = sum.is_state || flow.is_state;
      add(quantity_of(sum, flow.quantity), flow.amount);
      add(quantity_of(done_.total, flow.quantity), flow.amount);
    }
    for (auto& [key, sum] : sums) {
      sum.left = checked_subtract(sum.allocated, sum.paid);
      done_.sums.push_back(sum);
    }
    done_.total.left = checked_subtract(done_.total.allocated, done_.total.paid);
  }

  SourcePlace place(const Table& table, std::uint32_t row, std::string field) const {
    const RowPlace at = table.place(row);
    const Source& source = dataset_.sources()[at.source];
    return {source.file, source.sheet, at.row, 0, std::move(field)};
  }

  void tell() {
    const Allocations& allocations = tables_.allocations;
    for (const AllocationUse& use : done_.allocations) {
      if (use.has_estimate) continue;
      done_.findings.push_back(
          {{MessageCode::allocation_without_estimate,
            {std::string(dataset_.text(allocations.allocation_id[use.row])), std::to_string(use.amount)}},
           place(allocations, use.row, "estimate_id")});
    }
    for (const EstimateUse& use : done_.estimates) {
      if (use.has_allocation) continue;
      const BudgetEstimates& lines = tables_.budget_estimates;
      done_.findings.push_back(
          {{MessageCode::estimate_without_allocation, {std::string(dataset_.text(use.id)), std::to_string(use.amount)}},
           place(lines, use.row, "estimate_id")});
    }
  }

  static constexpr std::uint32_t no_allocation = 0xFFFFFFFFU;

  const Dataset& dataset_;
  const Tables& tables_;
  std::optional<std::int64_t> year_;
  const CentreRegister& centres_;
  MoneyFlows flows_;
  Territories estimated_{dataset_.gazetteer()};
  Territories allocated_{dataset_.gazetteer()};
  std::map<std::pair<Text, Text>, std::int64_t> by_fund_;  // of an estimate
  std::map<Text, std::size_t> number_of_;
  std::vector<std::uint32_t> place_of_;  // by row of allocations
  Execution done_;
};

}  // namespace

Execution execution_of(const Dataset& dataset, std::optional<std::int64_t> year) {
  return Carrying(dataset, year).made();
}

}  // namespace hoctap
