#include <algorithm>
#include <array>
#include <string>

#include "core/joined.hpp"
#include "hoctap/programme/programme.hpp"

namespace hoctap {
namespace {

constexpr std::array<std::string_view, 6> part_names{"aim", "target", "task", "finance", "duty", "document"};

bool share_any(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const auto& one) { return std::find(b.begin(), b.end(), one) != b.end(); });
}

void add_once(std::vector<std::string>& words, const std::string& word) {
  if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
}

class Entries {
 public:
  explicit Entries(const Programme& programme) : programme_(programme) {}

  std::vector<PlanEntry> made() {
    for (const Item& aim : programme_.aims) add(PlanPart::aim, aim);
    for (const Target& target : programme_.targets) {
      PlanEntry entry = begun(PlanPart::target, target);
      entry.indicators = {target.indicator};
      entry.due = due_of(&target);
      add(std::move(entry));
    }
    for (const Item& task : programme_.tasks) add(PlanPart::task, task);
    for (const Item& point : programme_.finance) add(PlanPart::finance, point);
    for (const Duty& duty : programme_.duties) add(duty);
    for (const Item& document : programme_.documents) add_document(document);
    return std::move(entries_);
  }

 private:
  template <class Thing>
  static PlanEntry begun(PlanPart part, const Thing& thing) {
    PlanEntry entry;
    entry.part = part;
    entry.id = thing.id;
    entry.clause = thing.clause;
    entry.text = thing.text;
    return entry;
  }

  // By the plan's end, unless a target says the day of each year.
  Message due_of(const Target* target) const {
    if (target == nullptr || target->path != PathKind::step)
      return {MessageCode::duty_day_stated, {programme_.last.iso()}};
    std::vector<std::string> days;
    for (int year = programme_.first.year(); year <= programme_.last.year(); ++year)
      days.push_back(step_date(*target, year).iso());
    return {MessageCode::duty_day_stated, {joined(days)}};
  }

  void add(PlanPart part, const Item& item) {
    PlanEntry entry = begun(part, item);
    entry.indicators = item.indicators;
    entry.not_measured = item.not_measured;
    const auto set = std::find_if(programme_.further_targets.begin(), programme_.further_targets.end(),
                                  [&](const Target& target) { return target.id == item.id; });
    entry.due = due_of(set == programme_.further_targets.end() ? nullptr : &*set);
    add(std::move(entry));
  }

  void add(const Duty& duty) {
    PlanEntry entry = begun(PlanPart::duty, duty);
    entry.owners = {duty.owner};
    entry.indicators = duty.indicators;
    entry.evidence = duty.evidence;
    entry.not_measured = duty.not_measured;
    entry.due = due_rule(duty);
    entries_.push_back(std::move(entry));
  }

  // A document is measured as far as what cites it is.
  void add_document(const Item& document) {
    PlanEntry entry = begun(PlanPart::document, document);
    for (const auto* items : {&programme_.tasks, &programme_.finance})
      for (const Item& item : *items)
        if (std::find(item.cites.begin(), item.cites.end(), document.id) != item.cites.end())
          for (const std::string& indicator : item.indicators) add_once(entry.indicators, indicator);
    if (entry.indicators.empty()) {
      const Message reason{MessageCode::plan_paper_not_measured, {}};
      entry.not_measured = BilingualText{reason.text(Language::vi), reason.text(Language::en)};
    }
    entry.due = due_of(nullptr);
    add(std::move(entry));
  }

  void add(PlanEntry entry) {
    for (const Duty& duty : programme_.duties)
      if (share_any(duty.indicators, entry.indicators)) add_once(entry.owners, duty.owner);
    if (entry.owners.empty() && !programme_.issuer.empty()) entry.owners = {programme_.issuer};
    entries_.push_back(std::move(entry));
  }

  const Programme& programme_;
  std::vector<PlanEntry> entries_;
};

std::string day_and_month(const StepDay& day) {
  std::string text = std::to_string(day.day) + "/" + std::to_string(day.month);
  if (day.year) text += "/" + std::to_string(*day.year);
  return text;
}

}  // namespace

Message due_rule(const Duty& duty) {
  std::string days;
  switch (duty.recurrence) {
    case Recurrence::continuous:
    case Recurrence::on_request:
      return {MessageCode::duty_has_no_day, {std::string(name(duty.recurrence))}};
    case Recurrence::once:
      days = "–";
      break;
    case Recurrence::yearly:
      days = "31/12";
      break;
    case Recurrence::school_year:
      days = "31/8";
      break;
    case Recurrence::quarterly:
      days = "31/3, 30/6, 30/9, 31/12";
      break;
  }
  const bool is_assumed = !duty.due || duty.due_is_assumed;
  if (duty.due) days = day_and_month(*duty.due);
  if (duty.final_due) days += ", " + day_and_month(*duty.final_due);
  return {is_assumed ? MessageCode::duty_day_assumed : MessageCode::duty_day_stated, {days}};
}

std::string_view name(PlanPart part) { return part_names.at(static_cast<std::size_t>(part)); }

std::vector<PlanEntry> plan_entries(const Programme& programme) { return Entries(programme).made(); }

}  // namespace hoctap
