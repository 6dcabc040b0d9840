#include "forms/register.hpp"

#include <algorithm>
#include <utility>

#include "hoctap/core/digest.hpp"

namespace hoctap::forms {
namespace {

std::optional<Date> last_received(const Submission& submission) {
  std::optional<Date> last;
  for (const FiledSheet* sheet : submission.sheets) {
    const std::optional<Date>& received = sheet->preamble().received;
    if (received && (!last || *last < *received)) last = received;
  }
  return last;
}

bool differs_in_day(const Submission& submission, Date last) {
  return std::any_of(submission.sheets.begin(), submission.sheets.end(), [last](const FiledSheet* sheet) {
    return sheet->preamble().received && *sheet->preamble().received != last;
  });
}

// Of one file its own digest; of several the digest of theirs, in order of their paths.
std::string digest_of(const Submission& submission) {
  if (submission.sheets.size() == 1) return submission.sheets.front()->sha256;
  std::string digests;
  for (const FiledSheet* sheet : submission.sheets) {
    if (sheet->sha256.empty()) return {};
    digests += sheet->sha256 + '\n';
  }
  return sha256_hex(digests);
}

}  // namespace

Register::Register(Submissions& table, Pool& pool, const FormRules& forms, const Gazetteer& gazetteer,
                   const std::vector<FindingLog*>& logs)
    : table_(table), pool_(pool), logs_(logs) {
  index_rows(forms, gazetteer);
}

Date Register::day_of_codes(std::size_t row) const {
  return table_.codes_as_of.get(row).value_or(table_.period[row].last());
}

void Register::index_rows(const FormRules& forms, const Gazetteer& gazetteer) {
  std::vector<std::uint8_t> stays(table_.size(), 1);
  for (std::size_t row = 0; row < table_.size(); ++row) {
    if (const FormRule* rule = forms.find(pool_.view(table_.form_code[row])))
      table_.form_code.set(row, pool_.intern(rule->code));
    const RegisterKey key{
        report_key(std::string(pool_.view(table_.form_code[row])), pool_.view(table_.unit_code[row].code),
                   table_.period[row], gazetteer, day_of_codes(row)),
        table_.version.get(row).value_or(1)};
    // Rows keep their order, so that the next one that stays comes behind those that are known.
    if (rows_.try_emplace(key, rows_.size()).second) continue;
    stays[row] = 0;
    log_of(row).drop(MessageCode::register_twice, {std::to_string(key.version), key.report.text()}, place_of(row, {}));
  }
  if (rows_.size() != table_.size()) table_.keep(stays);
}

std::vector<std::size_t> Register::rows_of(const Preamble& preamble) const {
  const ReportKey first{preamble.form->code, preamble.unit_code, Date::earliest(), Period()};
  std::vector<std::size_t> rows;
  for (auto at = rows_.lower_bound(RegisterKey{first, 0}); at != rows_.end(); ++at) {
    const auto& [key, row] = *at;
    if (key.report.form != first.form || key.report.unit != first.unit) break;
    if (key.report.period == *preamble.period && key.version == preamble.version) rows.push_back(row);
  }
  return rows;
}

std::optional<Date> Register::codes_as_of(const Preamble& preamble) const {
  std::vector<std::size_t> rows = rows_of(preamble);
  std::erase_if(rows, [&](std::size_t row) {
    return preamble.received && table_.received_at.has(row) && table_.received_at[row] != *preamble.received;
  });
  return rows.size() == 1 ? table_.codes_as_of.get(rows.front()) : std::nullopt;
}

std::optional<Date> Register::received(const Preamble& preamble) const {
  if (!preamble.is_complete()) return preamble.received;
  const std::vector<std::size_t> rows = rows_of(preamble);
  const std::optional<Date> entered = rows.size() == 1 ? table_.received_at.get(rows.front()) : std::nullopt;
  return entered ? entered : preamble.received;
}

void Register::enter(const RegisterKey& key, const Submission& submission, const Content& content) {
  forms_entered_.insert(key.report.form);
  std::int64_t& newest = newest_entered_[key.report];
  newest = std::max(newest, key.version);
  if (const std::optional<Date> last = last_received(submission); last && differs_in_day(submission, *last)) {
    FiledSheet& first = *submission.sheets.front();
    first.log.add(MessageCode::submission_received_twice, {std::to_string(key.version), key.report.text(), last->iso()},
                  {first.preamble().line});
  }
  const auto known = rows_.find(key);
  if (known == rows_.end()) {
    add(key, submission, content);
  } else {
    complete(known->second, key, submission, content);
  }
}

void Register::complete(std::size_t row, const RegisterKey& key, const Submission& submission, const Content& content) {
  const auto differs = [&](std::string_view field, std::string entered, std::string stated, const char* winner) {
    log_of(row).add(MessageCode::register_differs,
                    {key.report.text(), std::string(field), std::move(entered), std::move(stated), winner},
                    place_of(row, field));
  };
  // Who received a form knows when; what stands in it the form knows itself.
  const std::optional<Date> received = last_received(submission);
  if (!table_.received_at.has(row)) {
    if (received) table_.received_at.set(row, *received);
  } else if (received && *received != table_.received_at[row]) {
    differs("received_at", table_.received_at[row].iso(), received->iso(), "register");
  }
  const std::optional<Date> codes = forms::codes_as_of(*submission.sheets.front());
  if (table_.codes_as_of.has(row) && *codes != table_.codes_as_of[row]) {
    differs("codes_as_of", table_.codes_as_of[row].iso(), codes->iso(), "form");
  }
  table_.codes_as_of.set(row, *codes);
  if (table_.nil.has(row) && table_.nil[row] != content.is_nil) {
    differs("nil", table_.nil[row] ? "true" : "false", content.is_nil ? "true" : "false", "form");
  }
  table_.nil.set(row, content.is_nil);
  if (content.tables.empty())
    table_.tables.set_missing(row);
  else
    table_.tables.set(row, pool_.intern(content.tables));
  if (const std::string digest = digest_of(submission); !table_.sha256.has(row) && !digest.empty()) {
    table_.sha256.set(row, pool_.intern(digest));
  }
}

void Register::add(const RegisterKey& key, const Submission& submission, const Content& content) {
  const ReportKey& report = key.report;
  const std::string version = std::to_string(key.version);
  const std::string digest = digest_of(submission);
  const Date day = *forms::codes_as_of(*submission.sheets.front());
  // The day of the code where it is not the period's last: the same code may have meant two units in one period.
  const std::string unit = day == report.period.last() ? report.unit : report.unit + '@' + day.iso();
  table_.report_id.push(pool_.intern(report.form + '/' + unit + '/' + report.period.text() + '/' + version));
  table_.form_code.push(pool_.intern(report.form));
  table_.unit_code.push(UnitRef{pool_.intern(report.unit), no_version});
  table_.period.push(report.period);
  table_.codes_as_of.push(day);
  table_.received_at.push(last_received(submission));
  table_.version.push(key.version);
  table_.tables.push(content.tables.empty() ? std::nullopt : std::optional(pool_.intern(content.tables)));
  table_.nil.push(content.is_nil);
  table_.sha256.push(digest.empty() ? std::nullopt : std::optional(pool_.intern(digest)));
  table_.push_place({0, static_cast<std::uint32_t>(table_.size() + 1)});
}

void Register::drop_what_is_not_there(std::optional<Date> until) {
  std::vector<std::uint8_t> stays(table_.size(), 1);
  for (const auto& [key, row] : rows_) {
    if (until && table_.received_at.has(row) && table_.received_at[row] > *until) {
      stays[row] = 0;
      log_of(row).drop(MessageCode::received_too_late, {table_.received_at[row].iso(), until->iso()},
                       place_of(row, {}));
      continue;
    }
    if (forms_entered_.count(key.report.form) == 0 || table_.nil.get(row).value_or(false)) continue;
    const auto newest = newest_entered_.find(key.report);
    if (newest != newest_entered_.end() && key.version <= newest->second) continue;
    stays[row] = 0;
    const std::string version = std::to_string(key.version);
    if (newest == newest_entered_.end()) {
      log_of(row).drop(MessageCode::register_without_form, {version, key.report.text()}, place_of(row, {}));
    } else {
      log_of(row).drop(MessageCode::register_ahead, {version, key.report.text(), std::to_string(newest->second)},
                       place_of(row, {}));
    }
  }
  if (std::find(stays.begin(), stays.end(), 0) != stays.end()) table_.keep(stays);
}

}  // namespace hoctap::forms
