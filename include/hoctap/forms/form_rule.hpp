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

// When a form is due: that many days after the period's last day, or on a day of the calendar year in which the period
// ends. A rule that says neither belongs to a form that nobody owes: its due date is Date::latest().
struct DueRule {
  std::optional<std::int32_t> days_after_end;
  std::vector<StepDay> days_of_year;  // one for every year, and exceptions for single years

  HOCTAP_EXPORT Date due_date(const Period& period) const;
  friend bool operator==(const DueRule&, const DueRule&) = default;
};

struct FormRule {
  std::string code;  // "HT-03"
  BilingualText name;
  std::vector<std::string> tables;               // English names of the tables whose rows it carries
  PeriodKind period_kind = PeriodKind::quarter;  // range: any period
  DueRule due;
  Level sender = Level::commune;  // units of that level owe it
  bool is_owed = true;            // false: may be sent (registers, corrections), silence means nothing
  Validity validity;              // the periods whose last day lies in it
  bool dash_is_zero = false;      // what a lone "-" in a column of numbers says: zero, or (false) not reported
  bool is_assumption = false;     // the rule is ours, not an authority's

  friend bool operator==(const FormRule&, const FormRule&) = default;
};

// A form whose rule changes with time has several rules with one code, with validities that do not meet.
class HOCTAP_EXPORT FormRules {
 public:
  FormRules() = default;
  // Throws InvalidValue where two rules of a code hold on the same day.
  explicit FormRules(std::vector<FormRule> rules);
  // data/forms.toml, which is compiled in.
  static FormRules embedded();
  // Throws FormatError for an unknown table, period kind or level, and for an owed form without a due date.
  static FormRules read(const Document& document);
  // These rules with those of a document added; a form that the document names has the rules of the document only.
  // Throws FormatError.
  FormRules with(const Document& document) const;

  std::span<const FormRule> rules() const { return rules_; }
  // The latest rule of a form; nullptr where there is none. Compared folded: "ht 01" finds "HT-01".
  const FormRule* find(std::string_view code) const;
  // The rule for a period.
  const FormRule* find(std::string_view code, const Period& period) const;
  // The owed forms that carry a table and are in force on that day.
  std::vector<const FormRule*> carrying(std::string_view table, Date day) const;

 private:
  std::vector<FormRule> rules_;
  std::vector<std::string> folded_codes_;  // of rules_
};

}  // namespace hoctap
