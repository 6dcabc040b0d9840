#include "forms/received.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "core/citizen_digits.hpp"
#include "core/suggestions.hpp"
#include "forms/finding_log.hpp"
#include "geo/footprints.hpp"
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

}  // namespace

Findings unknown_in_submissions(const Dataset& dataset, const FormRules& rules) {
  const Submissions& submissions = dataset.tables().submissions;
  std::vector<std::string> codes;
  for (const FormRule& rule : rules.rules()) codes.push_back(rule.code);
  Findings findings;
  for (std::size_t row = 0; row < submissions.size(); ++row) {
    const RowPlace place = submissions.place(row);
    const Source& source = dataset.sources()[place.source];
    const auto add = [&](const ColumnBase& column, MessageCode code, std::string_view word,
                         const std::vector<std::string>& choices) {
      std::string sheet = place.source == 0 ? std::string(submissions.name()) : source.sheet;
      findings.push_back({{code, {quotable(word), suggestions(word, choices)}},
                          {source.file, std::move(sheet), place.row, 0, std::string(column.name())},
                          RowOutcome::kept});
    };
    const std::string_view code = dataset.text(submissions.form_code[row]);
    const FormRule* const rule = rules.find(code);
    if (rule == nullptr) {
      add(submissions.form_code, MessageCode::unknown_form, code, codes);
      continue;
    }
    if (!submissions.tables.has(row)) continue;
    for (const std::string& table : names_in(dataset.text(submissions.tables[row]))) {
      if (!is_among(rule->tables, table)) add(submissions.tables, MessageCode::unknown_table, table, rule->tables);
    }
  }
  return findings;
}

ReceivedReports::ReceivedReports(const Dataset& dataset, const FormRules& rules, Date day)
    : gazetteer_(dataset.gazetteer()) {
  const Submissions& submissions = dataset.tables().submissions;
  for (std::size_t row = 0; row < submissions.size(); ++row) {
    ReceivedReport report;
    report.row = static_cast<std::uint32_t>(row);
    report.unit = unit_of(dataset, row);
    report.version = submissions.version.get(row).value_or(1);
    report.received = submissions.received_at.get(row);
    report.is_nil = submissions.nil.get(row).value_or(false);
    if (report.unit == no_version || (report.received && *report.received > day)) continue;
    const FormRule* const form = rules.find(dataset.text(submissions.form_code[row]));
    if (form == nullptr) continue;
    if (submissions.tables.has(row)) report.tables = names_in(dataset.text(submissions.tables[row]));
    OfPeriod& of_period = by_form_[form->code][submissions.period[row]];
    for (const std::uint32_t atom : gazetteer_.footprint(report.unit)) {
      of_period.by_atom[atom].push_back(static_cast<std::uint32_t>(of_period.reports.size()));
    }
    of_period.reports.push_back(report);
  }
}

std::optional<Received> ReceivedReports::find(const FormRule& rule, const Period& period, VersionId owner) const {
  const auto of_form = by_form_.find(rule.code);
  if (of_form == by_form_.end()) return std::nullopt;
  if (const auto same = of_form->second.find(period); same != of_form->second.end()) {
    if (std::optional<Received> received = find_in(same->second, rule, owner)) return received;
  }
  for (const auto& [longer, reports] : of_form->second) {
    if (longer == period || !longer.contains(period)) continue;
    if (std::optional<Received> received = find_in(reports, rule, owner)) return received;
  }
  return std::nullopt;
}

std::optional<Received> ReceivedReports::find_in(const OfPeriod& of_period, const FormRule& rule,
                                                 VersionId owner) const {
  const std::span<const std::uint32_t> atoms = gazetteer_.footprint(owner);
  std::vector<std::uint32_t> own;
  std::vector<std::uint32_t> whole;
  std::map<VersionId, std::vector<std::uint32_t>> parts;
  bool is_covered = !atoms.empty();
  for (const std::uint32_t atom : atoms) {
    const auto at = of_period.by_atom.find(atom);
    if (at == of_period.by_atom.end()) {
      is_covered = false;
      break;
    }
    for (const std::uint32_t index : at->second) {
      std::vector<std::uint32_t>& versions = parts[of_period.reports[index].unit];
      if (std::find(versions.begin(), versions.end(), index) == versions.end()) versions.push_back(index);
      if (atom != atoms.front()) continue;
      const VersionId unit = of_period.reports[index].unit;
      if (unit == owner)
        own.push_back(index);
      else if (geo::covers(gazetteer_.footprint(unit), atoms))
        whole.push_back(index);
    }
  }
  if (!own.empty()) return combined(of_period, own, rule, owner);
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

Received ReceivedReports::combined(const OfPeriod& of_period, const std::vector<std::uint32_t>& versions,
                                   const FormRule& rule, VersionId owner) const {
  Received received;
  const ReceivedReport* latest = &of_period.reports[versions.front()];
  for (const std::uint32_t index : versions) {
    const ReceivedReport& report = of_period.reports[index];
    if (std::pair(latest->version, latest->received) <= std::pair(report.version, report.received)) latest = &report;
    if (!report.received)
      received.is_dated = false;
    else if (!received.on || *report.received < *received.on)
      received.on = report.received;
  }
  received.row = latest->row;
  received.is_nil = latest->is_nil;
  for (const std::string& table : rule.tables) {
    if (!latest->tables.empty() && !is_among(latest->tables, table)) received.lacking.push_back(table);
  }
  received.is_joint = gazetteer_.footprint(latest->unit).size() > gazetteer_.footprint(owner).size();
  return received;
}

}  // namespace hoctap::forms
