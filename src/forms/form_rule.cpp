#include "hoctap/forms/form_rule.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "hoctap/core/text.hpp"
#include "hoctap/records/tables.hpp"
#include "programme/document_parts.hpp"
#include "time/document_date.hpp"

namespace hoctap {
namespace {

std::vector<std::string> tables_of(const Node& node, const Tables& tables, const std::vector<std::string>& known) {
  std::vector<std::string> names;
  for (const Node& element : node.elements()) {
    const std::string& table = element.text();
    if (tables.find(table) == nullptr) {
      std::string there_are;
      for (const std::string& one : nearest(table, known)) there_are += there_are.empty() ? one : ", " + one;
      if (there_are.empty()) {
        for (const std::string& one : known) there_are += there_are.empty() ? one : ", " + one;
      }
      element.fail({MessageCode::unknown_table, {table, there_are}});
    }
    names.push_back(table);
  }
  return names;
}

DueRule due_rule_of(const Node& node) {
  static constexpr std::array<std::string_view, 2> keys{"days_after_end", "days_of_year"};
  node.allow_only(keys);
  DueRule due;
  if (const auto days = node.find("days_after_end")) {
    constexpr std::int64_t a_century = 36525;
    due.days_after_end = static_cast<std::int32_t>(integer_between(*days, 0, a_century));
  }
  if (const auto days = node.find("days_of_year")) {
    if (due.days_after_end) days->fail({MessageCode::two_due_rules, {}});
    due.days_of_year = step_days_of(*days);
  }
  return due;
}

PeriodKind period_kind_of(const Node& node) {
  try {
    return period_kind(node.text());
  } catch (const InvalidValue& error) {
    node.fail(error.message());
  }
}

FormRule rule_of(const Node& node, const Tables& tables, const std::vector<std::string>& known_tables) {
  static constexpr std::array<std::string_view, 11> keys{
      "code", "name", "tables", "period", "due", "sender", "owed", "from", "until", "dash_is_zero", "assumption"};
  node.allow_only(keys);
  FormRule rule;
  rule.code = filled_text_of(node.get("code"));
  rule.name = bilingual_text_of(node.get("name"));
  rule.tables = tables_of(node.get("tables"), tables, known_tables);
  if (rule.tables.empty()) node.get("tables").fail({MessageCode::form_without_tables, {rule.code}});
  rule.period_kind = period_kind_of(node.get("period"));
  if (const auto due = node.find("due")) rule.due = due_rule_of(*due);
  rule.sender = level_of(node.get("sender"));
  rule.is_owed = node.get("owed").boolean();
  if (rule.is_owed && rule.due == DueRule{}) node.fail({MessageCode::owed_form_without_due_date, {rule.code}});
  rule.validity = validity_of(node);
  if (const auto dash = node.find("dash_is_zero")) rule.dash_is_zero = dash->boolean();
  if (const auto assumption = node.find("assumption")) rule.is_assumption = assumption->boolean();
  return rule;
}

std::vector<FormRule> rules_of(const Document& document) {
  static constexpr std::array<std::string_view, 1> keys{"form"};
  const Node root = document.root();
  root.allow_only(keys);
  const Tables tables;
  std::vector<std::string> known_tables;
  for (const Table* table : tables.all()) known_tables.emplace_back(table->name());
  std::vector<FormRule> rules;
  for (const Node& node : root.get("form").elements()) rules.push_back(rule_of(node, tables, known_tables));
  return rules;
}

FormRules checked(std::vector<FormRule> rules, const Document& document) {
  try {
    return FormRules(std::move(rules));
  } catch (const InvalidValue& error) {
    document.root().get("form").fail(error.message());
  }
}

}  // namespace

Date DueRule::due_date(const Period& period) const {
  if (days_after_end) return period.last() + *days_after_end;
  if (!days_of_year.empty()) return step_date(days_of_year, period.calendar_year());
  return Date::latest();
}

FormRules::FormRules(std::vector<FormRule> rules) : rules_(std::move(rules)) {
  for (const FormRule& rule : rules_) folded_codes_.push_back(folded(rule.code));
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (folded_codes_[i] == folded_codes_[j] && rules_[i].validity.overlaps(rules_[j].validity)) {
        throw InvalidValue({MessageCode::form_rules_overlap, {rules_[i].code}});
      }
    }
  }
}

FormRules FormRules::embedded() {
  static const FormRules known = read(Document::embedded("forms.toml"));
  return known;
}

FormRules FormRules::read(const Document& document) { return checked(rules_of(document), document); }

FormRules FormRules::with(const Document& document) const {
  const FormRules added = checked(rules_of(document), document);
  std::vector<FormRule> rules;
  for (const FormRule& rule : rules_)
    if (added.find(rule.code) == nullptr) rules.push_back(rule);
  rules.insert(rules.end(), added.rules_.begin(), added.rules_.end());
  return FormRules(std::move(rules));
}

const FormRule* FormRules::find(std::string_view code) const {
  const std::string asked = folded(code);
  const FormRule* latest = nullptr;
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    if (folded_codes_[i] == asked && (latest == nullptr || latest->validity.from < rules_[i].validity.from))
      latest = &rules_[i];
  }
  return latest;
}

const FormRule* FormRules::find(std::string_view code, const Period& period) const {
  const std::string asked = folded(code);
  for (std::size_t i = 0; i < rules_.size(); ++i)
    if (folded_codes_[i] == asked && rules_[i].validity.contains(period.last())) return &rules_[i];
  return nullptr;
}

std::vector<const FormRule*> FormRules::carrying(std::string_view table, Date day) const {
  std::vector<const FormRule*> carriers;
  for (const FormRule& rule : rules_) {
    const bool carries = std::find(rule.tables.begin(), rule.tables.end(), table) != rule.tables.end();
    if (carries && rule.is_owed && rule.validity.contains(day)) carriers.push_back(&rule);
  }
  return carriers;
}

}  // namespace hoctap
