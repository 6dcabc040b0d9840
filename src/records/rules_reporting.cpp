#include <array>

#include "records/rules.hpp"

namespace hoctap::records {
namespace {

void check_received(Check& check, Tables& tables) {
  const Submissions& submissions = tables.submissions;
  for (std::size_t row = 0; row < check.size(); ++row) {
    if (!check.has(submissions.received_at, row) || !submissions.period.has(row)) continue;
    const Date received = submissions.received_at[row];
    const Period period = submissions.period[row];
    if (received >= period.first()) continue;
    check.note(row, &submissions.received_at, MessageCode::received_before_period, {day_text(received), period.text()});
  }
}

constexpr std::array<TableRules, 1> rules{{{"submissions", check_received, nullptr}}};

}  // namespace

std::span<const TableRules> reporting_rules() { return rules; }

}  // namespace hoctap::records
