#include "hoctap/budget/settlement.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "budget/sums.hpp"
#include "hoctap/money/checked.hpp"
#include "measure/kept_centres.hpp"

namespace hoctap {
namespace {

constexpr std::string_view approval = "settlement_approved";

class Settling {
 public:
  Settling(const Book& book, const Dataset& dataset, int year, Date asked, const SettlementOptions& options)
      : dataset_(dataset),
        tables_(dataset.tables()),
        last_(Date::of(year, 12, 31)),
        centres_(kept_centres(dataset)),
        flows_(dataset, centres_),
        accounts_(settlement_accounts(dataset, flows_, year)),
        review_{dataset, year, asked, calendar_of(book, year, options.calendar), {}, {}, {}} {}

  SettlementReview made() {
    find_first_allocations();
    find_late_supplements();
    for (const SettlementAccount& account : accounts_.accounts) {
      SettlementItem item;
      static_cast<SettlementAccount&>(item) = account;
      finish(item, late_supplements_[{account.unit, account.fund}]);
      review_.items.push_back(item);
    }
    return std::move(review_);
  }

 private:
  // The first day on which a unit was given money of a fund for the year; what it was given later was added.
  void find_first_allocations() {
    for (const MoneyFlow& flow : flows_.all()) {
      if (flow.quantity != MoneyQuantity::allocated || flow.year != review_.year || flow.unit == no_version) continue;
      const Date day = tables_.allocations.decided_on[flow.row];
      const auto [first, is_new] = first_.try_emplace({accounts_.owner.at(flow.unit), flow.fund}, day);
      if (!is_new) first->second = std::min(first->second, day);
    }
    std::vector<std::uint32_t> allocation_of(dataset_.pool().size(), no_row);
    const Allocations& allocations = tables_.allocations;
    for (std::uint32_t row = 0; row < allocations.size(); ++row)
      allocation_of[allocations.allocation_id[row].symbol] = row;
    paid_of_.assign(allocations.size(), 0);
    for (std::uint32_t row = 0; row < tables_.expenditures.size(); ++row) {
      const std::uint32_t of = allocation_of[tables_.expenditures.allocation_id[row].symbol];
      if (of != no_row) add(paid_of_[of], tables_.expenditures.amount[row].dong());
    }
  }

  // What is left of money that was given later than the law's day, beside earlier money.
  void find_late_supplements() {
    const auto* rule = review_.calendar.find_leftover("late_supplement");
    if (rule == nullptr || !rule->fate || !rule->added_after) return;
    for (const MoneyFlow& flow : flows_.all()) {
      if (flow.quantity != MoneyQuantity::allocated || flow.year != review_.year || flow.unit == no_version) continue;
      const std::pair key{accounts_.owner.at(flow.unit), flow.fund};
      const Date day = tables_.allocations.decided_on[flow.row];
      if (day > *rule->added_after && first_.at(key) < day)
        add(late_supplements_[key], std::max<std::int64_t>(0, checked_subtract(flow.amount, paid_of_[flow.row])));
    }
  }

  void finish(SettlementItem& item, std::int64_t late_supplements) {
    item.left = checked_subtract(item.allocated, item.paid);
    if (item.settled) item.differs = checked_subtract(*item.settled, item.paid);
    if (const CalendarDay* day = review_.calendar.find(approval); day != nullptr && item.is_state)
      item.state = due_state(*day, item.approved_on, review_.asked);
    if (item.stated_due) {
      CalendarDay stated;
      stated.last_day = item.stated_due;
      item.stated_state = due_state(stated, item.submitted_on, review_.asked);
    }
    if (item.is_state) ++review_.by_state[static_cast<std::size_t>(item.state)];
    if (item.left > 0 && review_.asked > last_) divide(item, late_supplements);
    tell(item);
  }

  void divide(SettlementItem& item, std::int64_t late_supplements) const {
    std::int64_t rest = item.left;
    if (item.is_state) {
      const std::int64_t carried = std::min(rest, late_supplements);
      give(item, review_.calendar.find_leftover("late_supplement"), carried);
      rest -= carried;
    }
    give(item, review_.calendar.find_leftover(item.is_state ? "unspent_estimate" : "other_deposit"), rest);
  }

  static void give(SettlementItem& item, const CalendarLeftover* rule, std::int64_t amount) {
    if (rule == nullptr || !rule->fate) {
      add(item.not_modelled, amount);
    } else if (*rule->fate == MoneyFate::lapses) {
      add(item.lapses, amount);
    } else if (*rule->fate == MoneyFate::carries_over) {
      add(item.carries_over, amount);
    } else {
      add(item.returned, amount);
    }
  }

  void tell(const SettlementItem& item) {
    if (!item.differs || *item.differs == 0) return;
    const RowPlace at = tables_.settlements.place(*item.row);
    const Source& source = dataset_.sources()[at.source];
    std::vector<std::string> arguments{dataset_.gazetteer().version(item.unit).name, std::to_string(review_.year),
                                       std::string(dataset_.text(item.fund)), std::to_string(*item.settled)};
    if (item.paid != 0) arguments.push_back(std::to_string(item.paid));
    review_.findings.push_back(
        {{item.paid == 0 ? MessageCode::settlement_without_voucher : MessageCode::settlement_differs,
          std::move(arguments)},
         {source.file, source.sheet, at.row, 0, "spent"}});
  }

  static constexpr std::uint32_t no_row = 0xFFFFFFFFU;

  const Dataset& dataset_;
  const Tables& tables_;
  Date last_;
  const CentreRegister& centres_;
  MoneyFlows flows_;
  SettlementAccounts accounts_;
  std::map<std::pair<VersionId, Text>, Date> first_;
  std::map<std::pair<VersionId, Text>, std::int64_t> late_supplements_;
  std::vector<std::int64_t> paid_of_;  // by row of allocations
  SettlementReview review_;
};

}  // namespace

SettlementReview review_settlements(const Book& book, const Dataset& dataset, int year, Date asked,
                                    const SettlementOptions& options) {
  return Settling(book, dataset, year, asked, options).made();
}

}  // namespace hoctap
