#include <algorithm>

#include "hoctap/money/money.hpp"
#include "hoctap/norm/book.hpp"

namespace hoctap {
namespace {

class Writer {
 public:
  Writer(const Rulebook& rulebook, Language language) : rulebook_(rulebook), language_(language) {}

  std::string write(const Choice& choice) {
    const std::string content = rulebook_.contents()[choice.content].name.in(language_);
    if (choice.rulings.size() > 1) {
      add({choice.ruling.outcome == Outcome::depends_on_date ? MessageCode::choice_depends_on_date
                                                             : MessageCode::choice_input_missing,
           {content}});
    }
    const std::string indent = choice.rulings.size() > 1 ? "  " : "";
    for (const Ruling& ruling : choice.rulings) add(indent, message_of(ruling, content));
    for (const PathStep& step : choice.path) add_step(step);
    for (const PassedNorm& passed : choice.passed_over) {
      const std::string reason(name(passed.reason));
      const std::string& id = rulebook_.norms()[passed.norm].id;
      if (passed.detail.empty()) {
        add("  ", {MessageCode::choice_passed_over, {id, reason}});
      } else {
        add("  ", {MessageCode::choice_passed_over_for, {id, reason, attribute_name(passed.detail)}});
      }
    }
    return text_;
  }

 private:
  void add(const std::string& indent, const Message& message) {
    text_ += (text_.empty() ? "" : "\n") + indent + message.text(language_);
  }
  void add(const Message& message) { add({}, message); }

  std::string money(std::int64_t dong) const { return Money::dong(dong).text(language_); }
  std::string citation(NormIndex norm) const { return rulebook_.norms()[norm].citation.text(language_); }

  std::string attribute_name(const std::string& id) const {
    const Attribute* attribute = rulebook_.find_attribute(id);
    return attribute == nullptr ? id : attribute->name.in(language_);
  }

  std::string unit_of(const Norm& norm) const {
    std::string words;
    for (const std::string& id : rulebook_.find_content(norm.content)->unit) {
      const auto units = rulebook_.units();
      const auto unit =
          std::find_if(units.begin(), units.end(), [&](const UnitOfCount& known) { return known.id == id; });
      words += (words.empty() ? "" : " × ") + unit->name.in(language_);
    }
    return words;
  }

  Message message_of(const Ruling& ruling, const std::string& content) const {
    switch (ruling.outcome) {
      case Outcome::ceiling: {
        const Norm& norm = rulebook_.norms()[ruling.norm];
        const std::string unit = ruling.is_per_unit ? unit_of(norm) : std::string();
        if (unit.empty()) return {MessageCode::choice_for_line, {content, money(ruling.level), citation(ruling.norm)}};
        return {MessageCode::choice_per_unit, {content, money(ruling.level), unit, citation(ruling.norm)}};
      }
      case Outcome::actual_cost:
        return {MessageCode::choice_actual_cost, {content, citation(ruling.norm)}};
      case Outcome::not_permitted:
        return {MessageCode::choice_not_permitted, {content, citation(ruling.norm)}};
      case Outcome::norm_missing:
        return {MessageCode::choice_norm_missing, {content}};
      case Outcome::input_missing:
        return {MessageCode::choice_input_missing, {content}};
      case Outcome::depends_on_date:
        return {MessageCode::choice_depends_on_date, {content}};
      case Outcome::not_checkable:
        break;
    }
    return not_checkable(ruling, content);
  }

  Message not_checkable(const Ruling& ruling, const std::string& content) const {
    const Norm* norm = ruling.norm == no_norm ? nullptr : &rulebook_.norms()[ruling.norm];
    if (norm != nullptr && norm->kind == NormKind::floor && ruling.level > 0)
      return {MessageCode::choice_floor, {content, money(ruling.level), citation(ruling.norm)}};
    const std::string_view reason = obstacle(rulebook_, ruling.norm, ruling.flags);
    return {MessageCode::choice_not_checkable, {content, std::string(reason)}};
  }

  void add_step(const PathStep& step) {
    const Norm& norm = rulebook_.norms()[step.norm];
    switch (step.role) {
      case PathRole::chosen:
        break;
      case PathRole::route:
        add("  ", {MessageCode::choice_route, {citation(step.norm), norm.name.in(language_)}});
        break;
      case PathRole::formula:
        add("  ", {MessageCode::choice_formula, {citation(step.norm), money(step.level)}});
        break;
    }
    if (norm.decided_by) add("  ", {MessageCode::choice_needs_decision, {std::string(name(*norm.decided_by))}});
    add("  ", {MessageCode::choice_mark, {std::string(name(norm.mark))}});
    add("  ", {MessageCode::choice_source, {norm.source}});
  }

  const Rulebook& rulebook_;
  Language language_;
  std::string text_;
};

}  // namespace

std::string_view obstacle(const Rulebook& rulebook, NormIndex index, std::uint8_t flags) {
  if (index == no_norm) return name(PassReason::overlaps);
  const Norm& norm = rulebook.norms()[index];
  if (norm.reason) return name(*norm.reason);
  if (norm.mark == Mark::memory) return name(PassReason::recalled_only);
  if (!norm.from) return name(PassReason::no_dates);
  if ((flags & line_flag::wider_scope) != 0) return flag_name(5);
  if (norm.kind == NormKind::set_locally) return name(norm.kind);
  if ((flags & line_flag::unverified) != 0) return name(PassReason::not_verified);
  if ((flags & line_flag::not_modelled) != 0) return name(GapReason::amount_not_read);
  return name(PassReason::overlaps);
}

std::string text(const Rulebook& rulebook, const Choice& choice, Language language) {
  return Writer(rulebook, language).write(choice);
}

}  // namespace hoctap
