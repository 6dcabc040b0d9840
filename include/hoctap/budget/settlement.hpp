// Settlements of a budget year against vouchers and against the days of the law, and what becomes of money left.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/measure/settlement_accounts.hpp"
#include "hoctap/norm/calendar.hpp"
#include "hoctap/records/dataset.hpp"

namespace hoctap {

// The money of one fund that a unit answers for, and how it stands.
struct SettlementItem : SettlementAccount {
  std::int64_t left = 0;                // allocated less paid
  std::optional<std::int64_t> differs;  // settled less paid; nothing without a settlement

  // By the law: the approval (step settlement_approved) against its last day.
  DueState state = DueState::not_modelled;
  // By the day that the record itself states; nothing where it states none.
  std::optional<DueState> stated_state;

  // What is left when the year is over; nothing of the four before. They sum to `left` where that is above zero.
  std::int64_t lapses = 0;
  std::int64_t carries_over = 0;
  std::int64_t returned = 0;
  std::int64_t not_modelled = 0;  // no text that was read says what becomes of it
};

struct SettlementReview {
  Dataset dataset;
  int year = 0;
  Date asked;
  BudgetCalendar calendar;
  std::vector<SettlementItem> items;                     // by unit and fund
  std::array<std::int64_t, due_state_count> by_state{};  // items of the state, by DueState
  Findings findings;                                     // settlements that differ from the vouchers, or have none
};

struct SettlementOptions {
  CalendarOptions calendar = {};
};

// On the day `asked`. What is left of an estimate lapses unless the law lets it carry over: of the law's cases the
// records show only supplements, allocations decided after the day the law names where the same unit and fund had an
// earlier one; contracts, autonomy and the rest they do not show, so what "lapses" here may still carry over by them.
// Throws Overflow where a sum does not fit into 64 bits, and as calendar_of() does.
HOCTAP_EXPORT SettlementReview review_settlements(const Book& book, const Dataset& dataset, int year, Date asked,
                                                  const SettlementOptions& options = {});

}  // namespace hoctap
