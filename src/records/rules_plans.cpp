#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "records/rules.hpp"

namespace hoctap::records {
namespace {

// Rows of one source that lack the same proofs.
struct Unproven {
  std::size_t first = 0;
  std::size_t rows = 0;
};

// An approved plan names the day and who approved it. Without them it stays in the dataset as stated: what it is worth
// is the indicator's matter.
class ApprovedPlans {
 public:
  explicit ApprovedPlans(Check& check, const Plans& plans)
      : check_(check), plans_(plans), states_(check.pool().size(), State::not_asked) {}

  void operator()(const CodeList& statuses) {
    for (std::size_t row = 0; row < check_.size(); ++row) {
      if (!check_.has(plans_.status, row)) continue;
      State& state = states_[plans_.status[row].symbol];
      if (state == State::not_asked) {
        const Code* const status = statuses.find(check_.pool().view(plans_.status[row]));
        state = status != nullptr && status->has_flag("approved") ? State::approved : State::other;
      }
      const std::size_t lacking = (plans_.approved_on.has(row) ? 0U : 1U) + (plans_.approver.has(row) ? 0U : 2U);
      if (state != State::approved || lacking == 0) continue;
      if (const std::uint32_t source = plans_.place(row).source; source != source_) {
        tell();
        source_ = source;
      }
      Unproven& unproven = unproven_[lacking];
      if (unproven.rows++ == 0) unproven.first = row;
    }
    tell();
  }

 private:
  enum class State : std::uint8_t { not_asked, approved, other };

  void tell() {
    for (std::size_t lacking = 1; lacking < unproven_.size(); ++lacking) {
      const Unproven unproven = std::exchange(unproven_[lacking], Unproven{});
      if (unproven.rows == 0) continue;
      check_.note_value(unproven.first, unproven.rows, plans_.status, lacking, std::nullopt,
                        MessageCode::approved_without_proof, [&] {
                          std::vector<std::string> missing;
                          if ((lacking & 1U) != 0) missing.push_back(described(plans_.approved_on));
                          if ((lacking & 2U) != 0) missing.push_back(described(plans_.approver));
                          return std::vector<std::string>{joined(missing)};
                        });
    }
  }

  Check& check_;
  const Plans& plans_;
  std::vector<State> states_;  // by text
  std::uint32_t source_ = 0;
  std::array<Unproven, 4> unproven_;  // of the source, by what is lacking: 1 the day, 2 the approver
};

void check_approved(Check& check, Tables& tables) {
  if (const CodeList* const statuses = check.codes().find(tables.plans.status.info().code_list))
    ApprovedPlans(check, tables.plans)(*statuses);
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
