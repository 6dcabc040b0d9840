#include "hoctap/measure/money_flows.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
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

// 1 January; the first day of all for a year that no calendar has. Rows come in runs of a year.
class FirstDays {
 public:
  Date of(std::int64_t year) {
    if (year == year_) return day_;
    year_ = year;
    return day_ = year >= 1400 && year <= 9999 ? Date::of(static_cast<int>(year), 1, 1) : Date::earliest();
  }

 private:
  std::int64_t year_ = -1;
  Date day_ = Date::earliest();
};

}  // namespace

std::string_view name(MoneyQuantity quantity) { return quantity_names.at(static_cast<std::size_t>(quantity)); }

namespace {

// Which version of each estimate counts.
class CountingVersions {
 public:
  explicit CountingVersions(const Dataset& dataset)
      : lines_(dataset.tables().budget_estimates), number_of_(dataset.pool().size(), none) {
    const Flagged approved(dataset, "plan_statuses", "approved");
    FirstDays first_days;
    for (std::uint32_t row = 0; row < lines_.size(); ++row) {
      std::uint32_t& number = number_of_[lines_.estimate_id[row].symbol];
      if (number == none) {
        number = static_cast<std::uint32_t>(estimates_.size());
        estimates_.push_back({lines_.estimate_id[row], statuses_.size()});
        statuses_.push_back({lines_.version[row]});
      }
      Status& status = status_of(estimates_[number], lines_.version[row]);
      const bool is = lines_.status.has(row) && approved.has(lines_.status[row], first_days.of(lines_.year[row]));
      status.any = status.any || is;
      status.all = status.all && is;
    }
    for (Estimate& estimate : estimates_) choose(estimate);
  }

  bool counts(std::uint32_t row) const {
    return lines_.version[row] == estimates_[number_of_[lines_.estimate_id[row].symbol]].counted.version;
  }
  // In order of their first lines.
  std::vector<EstimateVersion> all() const {
    std::vector<EstimateVersion> found;
    found.reserve(estimates_.size());
    for (const Estimate& estimate : estimates_) found.push_back(estimate.counted);
    for (std::uint32_t row = 0; row < lines_.size(); ++row)
      if (counts(row)) found[number_of_[lines_.estimate_id[row].symbol]].rows.push_back(row);
    return found;
  }

 private:
  static constexpr std::uint32_t none = 0xFFFFFFFFU;
  static constexpr std::size_t no_other = static_cast<std::size_t>(-1);
  struct Status {
    std::int64_t version = 0;
    bool any = false;
    bool all = true;
    std::size_t next = no_other;  // of the same estimate
  };
  struct Estimate {
    Estimate(Text id, std::size_t first_status) : first(first_status) { counted.id = id; }
    EstimateVersion counted;
    std::size_t first = 0;  // status
  };

  Status& status_of(const Estimate& estimate, std::int64_t version) {
    std::size_t at = estimate.first;
    while (statuses_[at].version != version) {
      if (statuses_[at].next == no_other) {
        statuses_[at].next = statuses_.size();
        statuses_.push_back({version});
      }
      at = statuses_[at].next;
    }
    return statuses_[at];
  }

  void choose(Estimate& estimate) const {
    EstimateVersion& one = estimate.counted;
    const Status* approved = nullptr;
    one.newest = statuses_[estimate.first].version;
    for (std::size_t at = estimate.first; at != no_other; at = statuses_[at].next) {
      const Status& status = statuses_[at];
      one.newest = std::max(one.newest, status.version);
      if (status.any && (approved == nullptr || approved->version < status.version)) approved = &status;
    }
    one.version = one.newest;
    if (approved == nullptr) return;
    one.version = approved->version;
    one.is_approved = true;
    one.has_mixed_statuses = !approved->all;
  }

  const BudgetEstimates& lines_;
  std::vector<std::uint32_t> number_of_;  // by text
  std::vector<Estimate> estimates_;
  std::vector<Status> statuses_;
};

}  // namespace

std::vector<EstimateVersion> estimate_versions(const Dataset& dataset) {
  const BudgetEstimates& lines = dataset.tables().budget_estimates;
  std::vector<EstimateVersion> found = CountingVersions(dataset).all();
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

// Goes through the records once and gives each flow to those who collect its year.
class MoneyFlows::Maker {
 public:
  // `of_all` takes every year; else each year has its own of `of_years`.
  Maker(const Dataset& dataset, const CentreRegister& centres, MoneyFlows* of_all,
        std::map<std::int64_t, MoneyFlows>* of_years)
      : dataset_(dataset),
        tables_(dataset.tables()),
        centres_(centres),
        state_(dataset, "funds", "state"),
        of_all_(of_all),
        of_years_(of_years) {}

  void make() {
    take_estimates();
    take_allocations();
    for (const bool in_kind : {false, true}) take_receipts(in_kind);
    take_vouchers();
    take_settlements();
    begin(money_quantity_count);
  }

 private:
  void begin(std::size_t quantity) {
    if (of_all_ != nullptr) of_all_->begin_[quantity] = of_all_->flows_.size();
    if (of_years_ != nullptr)
      for (auto& [year, flows] : *of_years_) flows.begin_[quantity] = flows.flows_.size();
  }
  void begin(MoneyQuantity quantity) { begin(static_cast<std::size_t>(quantity)); }

  // Who collects a year.
  MoneyFlows& of(std::int64_t year) {
    if (of_years_ == nullptr) return *of_all_;
    if (year == last_year_) return *of_last_year_;  // rows come in runs of a year
    last_year_ = year;
    of_last_year_ = &(*of_years_)[year];
    return *of_last_year_;
  }

  void add(MoneyFlows& to, MoneyFlow flow, const UnitRef& unit, Date day) {
    flow.unit = unit.version;
    if (flow.unit == no_version && flow.centre != CentreRegister::no_centre)
      flow.unit = centres_.place(flow.centre, first_days_.of(flow.year));
    flow.is_state = state_.has(flow.fund, day);
    to.flows_.push_back(flow);
  }
  std::uint32_t centre_of(const Column<Text>& column, std::uint32_t row) const {
    return column.has(row) ? centres_.number(column[row]) : CentreRegister::no_centre;
  }

  void take_estimates() {
    const BudgetEstimates& lines = tables_.budget_estimates;
    begin(MoneyQuantity::estimated);
    const CountingVersions versions(dataset_);
    for (std::uint32_t row = 0; row < lines.size(); ++row) {
      if (!versions.counts(row)) continue;
      add(of(lines.year[row]),
          {MoneyQuantity::estimated, row, lines.year[row], no_version, centre_of(lines.centre_id, row),
           lines.fund.has(row) ? lines.fund[row] : Text{}, false, lines.amount[row].dong()},
          lines.unit_code[row], first_days_.of(lines.year[row]));
    }
  }

  void take_allocations() {
    const Allocations& allocations = tables_.allocations;
    begin(MoneyQuantity::allocated);
    allocation_of_.assign(dataset_.pool().size(), no_row);
    for (std::uint32_t row = 0; row < allocations.size(); ++row) {
      allocation_of_[allocations.allocation_id[row].symbol] = row;
      add(of(allocations.year[row]),
          {MoneyQuantity::allocated, row, allocations.year[row], no_version, centre_of(allocations.centre_id, row),
           allocations.fund[row], false, allocations.amount[row].dong(), allocations.decided_on[row]},
          allocations.unit_code[row], allocations.decided_on[row]);
    }
  }

  void take_receipts(bool in_kind) {
    const Receipts& receipts = tables_.receipts;
    const MoneyQuantity quantity = in_kind ? MoneyQuantity::received_in_kind : MoneyQuantity::received;
    begin(quantity);
    for (std::uint32_t row = 0; row < receipts.size(); ++row) {
      if ((receipts.in_kind.has(row) && receipts.in_kind[row]) != in_kind) continue;
      const int year = receipts.date[row].year();
      add(of(year),
          {quantity, row, year, no_version, centre_of(receipts.centre_id, row), receipts.fund[row], false,
           receipts.amount[row].dong(), receipts.date[row]},
          receipts.unit_code[row], receipts.date[row]);
    }
  }

  void take_vouchers() {
    const Allocations& allocations = tables_.allocations;
    const Expenditures& vouchers = tables_.expenditures;
    begin(MoneyQuantity::paid);
    for (std::uint32_t row = 0; row < vouchers.size(); ++row) {
      const std::uint32_t from = allocation_of_[vouchers.allocation_id[row].symbol];
      if (from == no_row) continue;  // the rules of the records keep no such row
      add(of(allocations.year[from]),
          {MoneyQuantity::paid, row, allocations.year[from], no_version, centre_of(allocations.centre_id, from),
           allocations.fund[from], false, vouchers.amount[row].dong(),
           vouchers.paid_on.get(row).value_or(Date::earliest())},
          allocations.unit_code[from], allocations.decided_on[from]);
    }
  }

  void take_settlements() {
    const Settlements& settlements = tables_.settlements;
    begin(MoneyQuantity::settled);
    for (const std::uint32_t row : settlements_that_count(dataset_)) {
      add(of(settlements.year[row]),
          {MoneyQuantity::settled, row, settlements.year[row], no_version, CentreRegister::no_centre,
           settlements.fund[row], false, settlements.spent[row].dong()},
          settlements.unit_code[row], first_days_.of(settlements.year[row]));
    }
  }

  static constexpr std::uint32_t no_row = 0xFFFFFFFFU;
  const Dataset& dataset_;
  const Tables& tables_;
  const CentreRegister& centres_;
  Flagged state_;
  FirstDays first_days_;
  MoneyFlows* of_all_;
  std::map<std::int64_t, MoneyFlows>* of_years_;
  std::optional<std::int64_t> last_year_;
  MoneyFlows* of_last_year_ = nullptr;
  std::vector<std::uint32_t> allocation_of_;  // by text
};

MoneyFlows::MoneyFlows(const Dataset& dataset, const CentreRegister& centres) {
  const Tables& tables = dataset.tables();
  flows_.reserve(tables.budget_estimates.size() + tables.allocations.size() + tables.receipts.size() +
                 tables.expenditures.size() + tables.settlements.size());
  Maker(dataset, centres, this, nullptr).make();
}

std::map<std::int64_t, MoneyFlows> MoneyFlows::by_year(const Dataset& dataset, const CentreRegister& centres) {
  std::map<std::int64_t, MoneyFlows> found;
  Maker(dataset, centres, nullptr, &found).make();
  for (auto& [year, flows] : found) flows.flows_.shrink_to_fit();
  return found;
}

std::vector<std::int64_t> MoneyFlows::years() const {
  std::set<std::int64_t> years;
  for (const MoneyFlow& flow : flows_) years.insert(flow.year);
  return {years.begin(), years.end()};
}

}  // namespace hoctap
