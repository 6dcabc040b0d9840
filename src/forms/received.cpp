#include "forms/received.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "core/citizen_digits.hpp"
#include "core/suggestions.hpp"
#include "forms/finding_log.hpp"
#include "geo/footprints.hpp"
#include "geo/gazetteer_content.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap::forms {
namespace {

bool is_among(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// "sessions; courses"
std::vector<std::string> names_in(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    std::string name = squeezed(text.substr(0, end));
    if (!name.empty()) names.push_back(std::move(name));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return names;
}

// The version that a row's code meant on the day for which the report states its codes.
VersionId unit_of(const Dataset& dataset, std::size_t row) {
  const Submissions& submissions = dataset.tables().submissions;
  const UnitRef& unit = submissions.unit_code[row];
  if (unit.version != no_version) return unit.version;
  const Date day = submissions.codes_as_of.get(row).value_or(submissions.period[row].last());
  return dataset.gazetteer().find(dataset.text(unit.code), day).value_or(no_version);
}

// The rules of forms by their codes as records write them, each looked for once.
class FormsByText {
 public:
  FormsByText(const Dataset& dataset, const FormRules& rules)
      : dataset_(dataset), rules_(rules), known_(dataset.pool().size()) {}

  // The latest rule of the form; nullptr where nobody knows it.
  const FormRule* find(Text code) {
    std::optional<const FormRule*>& known = known_[code.symbol];
    if (!known) known = rules_.find(dataset_.text(code));
    return *known;
  }

 private:
  const Dataset& dataset_;
  const FormRules& rules_;
  std::vector<std::optional<const FormRule*>> known_;
};

}  // namespace

Findings unknown_in_submissions(const Dataset& dataset, const FormRules& rules) {
  const Submissions& submissions = dataset.tables().submissions;
  std::vector<std::string> codes;
  for (const FormRule& rule : rules.rules()) codes.push_back(rule.code);
  Findings findings;
  FormsByText forms(dataset, rules);
  for (std::size_t row = 0; row < submissions.size(); ++row) {
    const FormRule* const rule = forms.find(submissions.form_code[row]);
    if (rule != nullptr && !submissions.tables.has(row)) continue;
    const RowPlace place = submissions.place(row);
    const Source& source = dataset.sources()[place.source];
    const auto add = [&](const ColumnBase& column, MessageCode code, std::string_view word,
                         const std::vector<std::string>& choices) {
      std::string sheet = place.source == 0 ? std::string(submissions.name()) : source.sheet;
      findings.push_back({{code, {quotable(word), suggestions(word, choices)}},
                          {source.file, std::move(sheet), place.row, 0, std::string(column.name())},
                          RowOutcome::kept});
    };
    if (rule == nullptr) {
      add(submissions.form_code, MessageCode::unknown_form, dataset.text(submissions.form_code[row]), codes);
      continue;
    }
    for (const std::string& table : names_in(dataset.text(submissions.tables[row]))) {
      if (!is_among(rule->tables, table)) add(submissions.tables, MessageCode::unknown_table, table, rule->tables);
    }
  }
  return findings;
}

ReceivedReports::ReceivedReports(const Dataset& dataset, const FormRules& rules, Date day)
    : gazetteer_(dataset.gazetteer()) {
  const Submissions& submissions = dataset.tables().submissions;
  FormsByText forms(dataset, rules);
  const FormRule* last_form = nullptr;  // reports come in runs of one form and period
  Period last_period;
  OfPeriod* of_last = nullptr;
  const bool none_dated = submissions.received_at.missing_count() == submissions.size();
  const bool none_numbered = submissions.version.missing_count() == submissions.size();
  const bool none_nil = submissions.nil.missing_count() == submissions.size();
  const bool none_lists = submissions.tables.missing_count() == submissions.size();
  for (std::size_t row = 0; row < submissions.size(); ++row) {
    ReceivedReport report;
    report.row = static_cast<std::uint32_t>(row);
    report.unit = unit_of(dataset, row);
    if (!none_numbered) report.version = submissions.version.get(row).value_or(1);
    if (!none_dated) report.received = submissions.received_at.get(row);
    if (!none_nil) report.is_nil = submissions.nil.get(row).value_or(false);
    if (report.unit == no_version || (report.received && *report.received > day)) continue;
    const FormRule* const form = forms.find(submissions.form_code[row]);
    if (form == nullptr) continue;
    if (!none_lists && submissions.tables.has(row)) {
      if (std::vector<std::string> names = names_in(dataset.text(submissions.tables[row])); !names.empty()) {
        report.tables = static_cast<std::uint32_t>(lists_.size());
        lists_.push_back(std::move(names));
      }
    }
    const Period period = submissions.period[row];
    if (of_last == nullptr || form != last_form || period != last_period) {
      const std::size_t as_many = of_last == nullptr ? 0 : of_last->reports.size();
      of_last = &by_form_[form->code][period];
      if (of_last->reports.empty()) of_last->reports.reserve(as_many + as_many / 8);
      last_form = form;
      last_period = period;
    }
    of_last->reports.push_back(report);
  }
  for (auto& [code, periods] : by_form_)
    for (auto& [period, reports] : periods) index(reports);
}

void ReceivedReports::index(OfPeriod& of_period) const {
  const KeptVector<ReceivedReport>& reports = of_period.reports;
  const Rows<std::uint32_t>& footprints = content_of(gazetteer_).footprints;
  of_period.first_of.assign(gazetteer_.versions().size(), none);
  of_period.next.assign(reports.size(), none);
  std::vector<std::uint32_t> last_of(of_period.first_of.size(), none);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> reports_of_atoms;
  reports_of_atoms.reserve(reports.size());
  std::size_t atoms = 0;
  for (std::uint32_t i = 0; i < reports.size(); ++i) {
    std::uint32_t& last = last_of[reports[i].unit];
    (last == none ? of_period.first_of[reports[i].unit] : of_period.next[last]) = i;
    last = i;
    for (const std::uint32_t atom : footprints[reports[i].unit]) {
      reports_of_atoms.emplace_back(atom, i);
      atoms = std::max<std::size_t>(atoms, atom + std::size_t{1});
    }
  }
  of_period.by_atom = {atoms, reports_of_atoms};
}

ReceivedReports::OfRound ReceivedReports::of(const FormRule& rule, const Period& period) const {
  OfRound round;
  round.received_ = this;
  round.rule_ = &rule;
  const auto of_form = by_form_.find(rule.code);
  if (of_form == by_form_.end()) return round;
  const auto same = of_form->second.find(period);
  if (same != of_form->second.end()) round.periods_.push_back(&same->second);
  for (const auto& [longer, reports] : of_form->second)
    if (longer != period && longer.contains(period)) round.periods_.push_back(&reports);
  return round;
}

std::optional<Received> ReceivedReports::OfRound::find(VersionId owner) const {
  for (const OfPeriod* of_period : periods_)
    if (std::optional<Received> received = received_->find_in(*of_period, *rule_, owner)) return received;
  return std::nullopt;
}

std::optional<Received> ReceivedReports::find_in(const OfPeriod& of_period, const FormRule& rule,
                                                 VersionId owner) const {
  // Who reported has a territory, nearly always told of once.
  const std::uint32_t first = of_period.first_of[owner];
  if (first != none && of_period.next[first] == none) return told_by(of_period.reports[first], rule, owner);
  const std::span<const std::uint32_t> atoms = content_of(gazetteer_).footprints[owner];
  if (atoms.empty()) return std::nullopt;
  std::vector<std::uint32_t> own;
  for (std::uint32_t index = of_period.first_of[owner]; index != none; index = of_period.next[index])
    own.push_back(index);
  if (!own.empty()) return combined(of_period, own, rule, owner);
  std::vector<std::uint32_t> whole;
  std::map<VersionId, std::vector<std::uint32_t>> parts;
  bool is_covered = true;
  for (const std::uint32_t atom : atoms) {
    const auto reports = atom < of_period.by_atom.size() ? of_period.by_atom[atom] : std::span<const std::uint32_t>();
    if (reports.empty()) {
      is_covered = false;
      break;
    }
    for (const std::uint32_t index : reports) {
      const VersionId unit = of_period.reports[index].unit;
      std::vector<std::uint32_t>& versions = parts[unit];
      if (std::find(versions.begin(), versions.end(), index) == versions.end()) versions.push_back(index);
      if (atom == atoms.front() && geo::covers(gazetteer_.footprint(unit), atoms)) whole.push_back(index);
    }
  }
  if (!whole.empty()) return combined(of_period, whole, rule, owner);
  if (!is_covered) return std::nullopt;
  // The unit's parts reported each for itself, under codes of before they came together or after they parted.
  std::optional<Received> all;
  for (const auto& [unit, versions] : parts) {
    const Received part = combined(of_period, versions, rule, owner);
    if (!all) {
      all = part;
      continue;
    }
    all->is_nil = all->is_nil && part.is_nil;
    for (const std::string& table : part.lacking) {
      if (!is_among(all->lacking, table)) all->lacking.push_back(table);
    }
    all->is_dated = all->is_dated && part.is_dated;
    if (part.on && (!all->on || *all->on < *part.on)) {
      all->on = part.on;
      all->row = part.row;
    }
  }
  all->is_joint = false;
  return all;
}

// Of the last version that came.
Received ReceivedReports::told_by(const ReceivedReport& report, const FormRule& rule, VersionId owner) const {
  Received received;
  received.row = report.row;
  received.is_nil = report.is_nil;
  received.is_dated = report.received.has_value();
  received.on = report.received;
  if (report.tables != 0) {
    for (const std::string& table : rule.tables)
      if (!is_among(lists_[report.tables], table)) received.lacking.push_back(table);
  }
  if (report.unit != owner) {
    const Rows<std::uint32_t>& footprints = content_of(gazetteer_).footprints;
    received.is_joint = footprints[report.unit].size() > footprints[owner].size();
  }
  return received;
}

Received ReceivedReports::combined(const OfPeriod& of_period, std::span<const std::uint32_t> versions,
                                   const FormRule& rule, VersionId owner) const {
  const ReceivedReport* latest = &of_period.reports[versions.front()];
  bool is_dated = true;
  std::optional<Date> first;
  for (const std::uint32_t index : versions) {
    const ReceivedReport& report = of_period.reports[index];
    if (std::pair(latest->version, latest->received) <= std::pair(report.version, report.received)) latest = &report;
    if (!report.received)
      is_dated = false;
    else if (!first || *report.received < *first)
      first = report.received;
  }
  Received received = told_by(*latest, rule, owner);
  received.is_dated = is_dated;
  received.on = first;
  return received;
}

}  // namespace hoctap::forms
