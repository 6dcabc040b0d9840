#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "records/rules.hpp"

namespace hoctap::records {
namespace {

// An approved plan names the day and who approved it. Without them it stays in the dataset as stated: what it is worth
// is the indicator's matter.
void check_approved(Check& check, Tables& tables) {
  const Plans& plans = tables.plans;
  const CodeList* const statuses = check.codes().find(plans.status.info().code_list);
  if (statuses == nullptr) return;
  std::vector<std::optional<bool>> is_approved(check.pool().size());  // by text
  for (std::size_t row = 0; row < check.size(); ++row) {
    if (!check.has(plans.status, row)) continue;
    std::optional<bool>& approved = is_approved[plans.status[row].symbol];
    if (!approved) {
      const Code* const status = statuses->find(check.pool().view(plans.status[row]));
      approved = status != nullptr && status->has_flag("approved");
    }
    const bool has_day = plans.approved_on.has(row);
    const bool has_approver = plans.approver.has(row);
    if (!*approved || (has_day && has_approver)) continue;
    const std::uint64_t lacking = (has_day ? 0U : 1U) + (has_approver ? 0U : 2U);
    check.note_value(row, plans.status, lacking, std::nullopt, MessageCode::approved_without_proof, [&] {
      std::vector<std::string> missing;
      if (!has_day) missing.push_back(described(plans.approved_on));
      if (!has_approver) missing.push_back(described(plans.approver));
      return std::vector<std::string>{joined(missing)};
    });
  }
}

void check_responded(Check& check, Tables& tables) {
  check_part(check, tables.survey_centres.responded, tables.survey_centres.sampled);
}

constexpr std::array<TableRules, 2> rules{{
    {"plans", check_approved, nullptr},
    {"survey_centres", check_responded, nullptr},
}};

}  // namespace

std::span<const TableRules> plan_rules() { return rules; }

}  // namespace hoctap::records
