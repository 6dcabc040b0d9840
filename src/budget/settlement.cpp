#include "hoctap/budget/settlement.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "hoctap/money/checked.hpp"

namespace hoctap {
namespace {

constexpr std::string_view approval = "settlement_approved";

void add(std::int64_t& sum, std::int64_t amount) { sum = checked_add(sum, amount); }

class Settling {
 public:
  Settling(const Book& book, const Dataset& dataset, int year, Date asked, const SettlementOptions& options)
      : dataset_(dataset),
        tables_(dataset.tables()),
        last_(Date::of(year, 12, 31)),
        centres_(dataset),
        flows_(dataset, centres_),
        review_{dataset, year, asked, calendar_of(book, year, options.calendar), {}, {}, {}} {}

  SettlementReview made() {
    find_owners();
    find_first_allocations();
    for (const MoneyFlow& flow : flows_.all())
      if (flow.year == review_.year && flow.unit != no_version) take(flow);
    for (auto& [key, one] : items_) {
      finish(one);
      review_.items.push_back(one.item);
    }
    std::stable_sort(review_.items.begin(), review_.items.end(), [&](const SettlementItem& a, const SettlementItem& b) {
      return std::pair(a.unit, dataset_.text(a.fund)) < std::pair(b.unit, dataset_.text(b.fund));
    });
    return std::move(review_);
  }

 private:
  struct Item {
    SettlementItem item;
    std::int64_t late_supplements = 0;  // left of them
  };

  static bool counts(const MoneyFlow& flow) {
    return flow.quantity == MoneyQuantity::allocated || flow.quantity == MoneyQuantity::paid ||
           flow.quantity == MoneyQuantity::settled;
  }

  // Communes of before and after a merger within the year answer together, under the unit that holds the others.
  void find_owners() {
    const Gazetteer& gazetteer = dataset_.gazetteer();
    std::map<std::uint32_t, VersionId> unit_of_atom;
    const auto owner = [&](VersionId unit) {
      while (owner_.at(unit) != unit) unit = owner_.at(unit);
      return unit;
    };
    for (const MoneyFlow& flow : flows_.all()) {
      if (!counts(flow) || flow.year != review_.year || flow.unit == no_version) continue;
      if (!owner_.emplace(flow.unit, flow.unit).second) continue;
      for (const std::uint32_t atom : gazetteer.footprint(flow.unit)) {
        const auto [known, is_new] = unit_of_atom.emplace(atom, flow.unit);
        if (is_new) continue;
        const VersionId a = owner(known->second);
        const VersionId b = owner(flow.unit);
        if (a == b) continue;
        const bool is_larger = gazetteer.footprint(a).size() >= gazetteer.footprint(b).size();
        owner_[is_larger ? b : a] = is_larger ? a : b;
      }
    }
    for (auto& [unit, of] : owner_) of = owner(of);
  }

  // The first day on which a unit was given money of a fund for the year; what it was given later was added.
  void find_first_allocations() {
    for (const MoneyFlow& flow : flows_.all()) {
      if (flow.quantity != MoneyQuantity::allocated || flow.year != review_.year || flow.unit == no_version) continue;
      const Date day = tables_.allocations.decided_on[flow.row];
      const auto [first, is_new] = first_.try_emplace({owner_.at(flow.unit), flow.fund}, day);
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

  void take(const MoneyFlow& flow) {
    if (!counts(flow)) return;
    const VersionId unit = owner_.at(flow.unit);
    Item& one = items_[{unit, flow.fund}];
    SettlementItem& item = one.item;
    item.unit = unit;
    item.fund = flow.fund;
    item.is_state = item.is_state || flow.is_state;
    if (flow.quantity == MoneyQuantity::allocated) {
      add(item.allocated, flow.amount);
      const auto* rule = review_.calendar.find_leftover("late_supplement");
      const Date day = tables_.allocations.decided_on[flow.row];
      const bool is_late = rule != nullptr && rule->fate && rule->added_after && day > *rule->added_after &&
                           first_.at({unit, flow.fund}) < day;
      if (is_late)
        add(one.late_supplements, std::max<std::int64_t>(0, checked_subtract(flow.amount, paid_of_[flow.row])));
    } else if (flow.quantity == MoneyQuantity::paid) {
      add(item.paid, flow.amount);
    } else {
      take_settlement(item, flow);
    }
  }

  // Old communes and the new one may each have settled a part.
  void take_settlement(SettlementItem& item, const MoneyFlow& flow) const {
    const Settlements& rows = tables_.settlements;
    const bool is_first = !item.row;
    item.row = item.row.value_or(flow.row);
    item.settled = checked_add(item.settled.value_or(0), flow.amount);
    const auto later = [&](std::optional<Date> known, std::optional<Date> day) {
      if (is_first) return day;
      return known && day ? std::optional(std::max(*known, *day)) : std::nullopt;
    };
    item.submitted_on = later(item.submitted_on, rows.submitted_on.get(flow.row));
    item.approved_on = later(item.approved_on, rows.approved_on.get(flow.row));
    item.stated_due = later(item.stated_due, rows.due_on.get(flow.row));
  }

  void finish(Item& one) {
    SettlementItem& item = one.item;
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
    if (item.left > 0 && review_.asked > last_) divide(item, one.late_supplements);
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
  CentreRegister centres_;
  MoneyFlows flows_;
  std::map<VersionId, VersionId> owner_;
  std::map<std::pair<VersionId, Text>, Date> first_;
  std::vector<std::int64_t> paid_of_;  // by row of allocations
  std::map<std::pair<VersionId, Text>, Item> items_;
  SettlementReview review_;
};

}  // namespace

SettlementReview review_settlements(const Book& book, const Dataset& dataset, int year, Date asked,
                                    const SettlementOptions& options) {
  return Settling(book, dataset, year, asked, options).made();
}

}  // namespace hoctap
