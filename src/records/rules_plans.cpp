#include <array>

#include "records/rules.hpp"

namespace hoctap::records {
namespace {

// An approved plan names the day and who approved it. Without them it stays in the dataset as stated: what it is worth
// is the indicator's matter.
void check_approved(Check& check, Tables& tables) {
  const Plans& plans = tables.plans;
  const CodeList* const statuses = check.codes().find(plans.status.info().code_list);
  if (statuses == nullptr) return;
  for (std::size_t row = 0; row < check.size(); ++row) {
    if (!check.has(plans.status, row)) continue;
    const Code* const status = statuses->find(check.pool().view(plans.status[row]));
    if (status == nullptr || !status->has_flag("approved")) continue;
    std::vector<std::string> missing;
    if (!plans.approved_on.has(row)) missing.push_back(described(plans.approved_on));
    if (!plans.approver.has(row)) missing.push_back(described(plans.approver));
    if (!missing.empty()) check.note(row, &plans.status, MessageCode::approved_without_proof, {joined(missing)});
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
