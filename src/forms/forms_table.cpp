#include "forms/forms_table.hpp"

#include <string>

namespace hoctap::forms {
namespace {

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

// "15 days after the period", "03-31; 2023-12-31"; empty for a form that nobody owes.
std::string due_text(const DueRule& due) {
  if (due.days_after_end) return std::to_string(*due.days_after_end) + " days after the period";
  std::string text;
  for (const StepDay& day : due.days_of_year) {
    if (!text.empty()) text += "; ";
    if (day.year) text += std::to_string(*day.year) + '-';
    text += two_digits(day.month) + '-' + two_digits(day.day);
  }
  return text;
}

}  // namespace

void push_forms(Forms& table, Pool& pool, const FormRules& rules) {
  for (const FormRule& rule : rules.rules()) {
    // The table describes a form once: as it is at last.
    if (rules.find(rule.code) != &rule) continue;
    std::string names;
    for (const std::string& name : rule.tables) names += (names.empty() ? "" : "; ") + name;
    const std::string due = due_text(rule.due);
    table.form_code.push(pool.intern(rule.code));
    table.tables.push(pool.intern(names));
    table.period_kind.push(pool.intern(name(rule.period_kind)));
    table.due_rule.push(due.empty() ? std::nullopt : std::optional(pool.intern(due)));
    table.senders.push(pool.intern(name(rule.sender)));
    table.valid_from.push(rule.validity.from == Date::earliest() ? std::nullopt : std::optional(rule.validity.from));
    table.valid_until.push(rule.validity.until == Date::latest() ? std::nullopt : std::optional(rule.validity.until));
    table.push_place({0, static_cast<std::uint32_t>(table.size() + 1)});
  }
}

}  // namespace hoctap::forms
