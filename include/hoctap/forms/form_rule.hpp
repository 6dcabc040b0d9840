// Which forms there are and who owes them by when: data/forms.toml, which a plan can extend.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/document.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/geo/unit.hpp"
#include "hoctap/programme/programme.hpp"
#include "hoctap/time/period.hpp"

namespace hoctap {

// When a form is due: that many days after the period's last day, or on a day of the period's own calendar year.
struct DueRule {
  std::optional<std::int32_t> days_after_end;
  std::optional<StepDay> day_of_year;

  HOCTAP_EXPORT Date due_date(const Period& period) const;
};

struct FormRule {
  std::string code;                 // "HT-03"
  BilingualText name;
  std::vector<std::string> tables;  // English names of the tables whose rows it carries
  PeriodKind period_kind = PeriodKind::quarter;
  DueRule due;
  Level sender = Level::commune;    // units of that level owe it
  bool is_owed = true;              // false: may be sent (registers, corrections), silence means nothing
  Validity validity;                // the periods whose last day lies in it
  bool is_assumption = false;
};

class HOCTAP_EXPORT FormRules {
 public:
  FormRules() = default;
  explicit FormRules(std::vector<FormRule> rules);
  static FormRules embedded();
  // Throws FormatError for an unknown table, period kind or level.
  static FormRules read(const Document& document);

  std::span<const FormRule> rules() const { return rules_; }
  const FormRule* find(std::string_view code) const;  // compared folded: "ht 03" finds "HT-03"
  // The owed forms that carry a table and are in force on that day.
  std::vector<const FormRule*> carrying(std::string_view table, Date day) const;

 private:
  std::vector<FormRule> rules_;
};

}  // namespace hoctap
