#include "forms/reports.hpp"

#include <algorithm>
#include <utility>

#include "forms/register.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap::forms {
namespace {

std::size_t row_count(const Submission& submission) {
  std::size_t rows = 0;
  for (const FiledSheet* sheet : submission.sheets) rows += sheet->row_count;
  return rows;
}

bool states_nil(const FiledSheet& sheet) { return sheet.preamble().is_nil || sheet.rows.says_nil; }

bool states_nil(const Submission& submission) {
  return std::any_of(submission.sheets.begin(), submission.sheets.end(),
                     [](const FiledSheet* sheet) { return states_nil(*sheet); });
}

bool has_rows(const Submission& submission) {
  return std::any_of(submission.sheets.begin(), submission.sheets.end(),
                     [](const FiledSheet* sheet) { return sheet->rows.kept != 0; });
}

// What a submission tells of its form's tables: rows, or that nothing happened.
class Told {
 public:
  explicit Told(const Submission& submission) : submission_(submission) {
    for (const FiledSheet* sheet : submission.sheets) {
      // A version that was replaced came all the same, and perhaps in time: it is not asked what its rows are.
      const bool holds_rows = submission.is_read ? sheet->rows.kept != 0 : sheet->row_count != 0;
      const bool says_nil = states_nil(*sheet);
      has_rows_ = has_rows_ || holds_rows;
      says_nil_ = says_nil_ || says_nil;
      if (says_nil && !is_of_a_table(*sheet)) nil_beside_ = true;
      contradicts_itself_ = contradicts_itself_ || (says_nil && holds_rows);
    }
    contradicts_itself_ = contradicts_itself_ || (nil_beside_ && has_rows_);
  }

  bool anything() const { return has_rows_ || says_nil_; }
  bool nothing_happened() const { return says_nil_ && !has_rows_; }
  bool contradicts_itself() const { return contradicts_itself_; }
  bool of(std::string_view table) const {
    // One sheet may say for the whole report that nothing happened.
    if (nothing_happened() || nil_beside_) return true;
    return std::any_of(submission_.sheets.begin(), submission_.sheets.end(), [&](const FiledSheet* sheet) {
      const bool tells = states_nil(*sheet) || (submission_.is_read ? sheet->rows.kept != 0 : sheet->row_count != 0);
      return tells && is_of_a_table(*sheet) && table_of(*sheet)->name() == table;
    });
  }

 private:
  static const Table* table_of(const FiledSheet& sheet) {
    return sheet.table() != nullptr ? sheet.table() : sheet.preamble().table;
  }
  static bool is_of_a_table(const FiledSheet& sheet) { return table_of(sheet) != nullptr; }

  const Submission& submission_;
  bool has_rows_ = false;
  bool says_nil_ = false;
  bool nil_beside_ = false;  // of no table: of all that has no rows
  bool contradicts_itself_ = false;
};

CellPlace first_line(const FiledSheet& sheet) { return {sheet.preamble().line}; }

std::string nearest_units(const Gazetteer& gazetteer, std::string_view code, Date day) {
  const Level level = code.size() >= 8   ? Level::village
                      : code.size() >= 4 ? Level::commune
                      : code.size() == 3 ? Level::district
                                         : Level::province;
  std::vector<std::string> codes;
  for (const VersionId id : gazetteer.alive(level, day)) codes.push_back(gazetteer.version(id).code);
  std::string text;
  for (const std::string& near : nearest(code, codes)) {
    const std::optional<VersionId> id = gazetteer.find(near, day);
    if (!text.empty()) text += ", ";
    text += near + ' ' + gazetteer.version(*id).name;
  }
  return text.empty() ? "–" : text;
}

}  // namespace

void drop_each_row(FiledSheet& sheet, MessageCode code, const std::vector<std::string>& arguments) {
  for (std::size_t row = sheet.sheet.first_row; row < sheet.grid.row_count(); ++row) {
    if (!is_blank(sheet.grid.row(row))) sheet.log.drop(code, arguments, {sheet.grid.line(row)});
  }
}

std::optional<Date> codes_as_of(const FiledSheet& sheet) {
  const Preamble& preamble = sheet.preamble();
  if (preamble.codes_as_of) return preamble.codes_as_of;
  return preamble.period ? std::optional(preamble.period->last()) : std::nullopt;
}

ReportKey report_key(std::string form, std::string_view unit, const Period& period, const Gazetteer& gazetteer,
                     Date day) {
  const std::optional<VersionId> version = gazetteer.find(unit, day);
  return {std::move(form), std::string(unit), version ? gazetteer.version(*version).validity.from : Date::earliest(),
          period};
}

void Reports::add(FiledSheet& sheet, const Gazetteer& gazetteer, const Register& entries) {
  Preamble& preamble = sheet.sheet.preamble;
  // The receiver's register is a list of reports, not a report.
  if (!preamble.is_complete() || (sheet.table() != nullptr && sheet.table()->name() == "submissions")) return;
  if (!preamble.codes_as_of) preamble.codes_as_of = entries.codes_as_of(preamble);
  const ReportKey key =
      report_key(preamble.form->code, preamble.unit_code, *preamble.period, gazetteer, *codes_as_of(sheet));
  reports_[key].versions[preamble.version].sheets.push_back(&sheet);
}

std::optional<std::int64_t> Reports::Report::readable_below(std::int64_t limit) const {
  std::optional<std::int64_t> found;
  for (const auto& [version, submission] : versions) {
    if (version < limit && submission.is_readable) found = version;
  }
  return found;
}

void Reports::Report::take(std::int64_t version) {
  in_force = version;
  Submission& taken = current();
  taken.is_read = true;
  for (FiledSheet* sheet : taken.sheets) sheet->is_left_out = false;
}

void Reports::choose_versions() {
  for (auto& [key, report] : reports_) {
    for (auto& [version, submission] : report.versions) {
      leave_out_repeated(key, version, submission);
      submission.is_readable = std::all_of(submission.sheets.begin(), submission.sheets.end(),
                                           [](const FiledSheet* sheet) { return sheet->is_readable(); }) &&
                               (row_count(submission) != 0 || states_nil(submission));
      for (FiledSheet* sheet : submission.sheets) sheet->is_left_out = true;
    }
    const std::int64_t highest = report.versions.rbegin()->first;
    report.take(report.readable_below(highest + 1).value_or(highest));
  }
}

std::vector<FiledSheet*> Reports::fall_back() {
  std::vector<FiledSheet*> unread;
  for (auto& [key, report] : reports_) {
    Submission& current = report.current();
    if (!current.is_readable || has_rows(current) || states_nil(current)) continue;
    const std::optional<std::int64_t> lower = report.readable_below(report.in_force);
    if (!lower) continue;
    current.is_readable = false;
    report.take(*lower);
    unread.insert(unread.end(), report.current().sheets.begin(), report.current().sheets.end());
  }
  return unread;
}

void Reports::list_replaced() {
  for (auto& [key, report] : reports_) list_replaced(key, report);
}

void Reports::list_replaced(const ReportKey& key, Report& report) {
  const std::string in_force = std::to_string(report.in_force);
  const Submission& current = report.current();
  const bool is_in_force = current.is_readable && (has_rows(current) || states_nil(current));
  for (auto& [version, submission] : report.versions) {
    if (version == report.in_force) continue;
    const std::vector<std::string> arguments{std::to_string(version), key.text(), in_force};
    const bool is_lower = version < report.in_force;
    FiledSheet& first = *submission.sheets.front();
    if (!submission.is_read) {
      for (FiledSheet* sheet : submission.sheets) {
        drop_each_row(*sheet, is_lower ? MessageCode::superseded_version : MessageCode::submission_replaced_unreadable,
                      arguments);
      }
    }
    if (is_lower) continue;
    if (submission.is_read && !is_in_force)
      first.log.add(MessageCode::submission_without_rows, {std::to_string(version), key.text()}, first_line(first));
    else
      first.log.add(MessageCode::submission_replaced_unreadable, arguments, first_line(first));
  }
  if (current.is_readable) return;
  FiledSheet& first = *current.sheets.front();
  const MessageCode code =
      row_count(current) == 0 ? MessageCode::submission_without_rows : MessageCode::submission_unreadable;
  first.log.add(code, {in_force, key.text()}, first_line(first));
}

// Two files of one version that hold the same table cannot both be it; the one whose path comes first is taken.
void Reports::leave_out_repeated(const ReportKey& key, std::int64_t version, Submission& submission) {
  std::map<const Table*, const FiledSheet*> first;
  std::vector<FiledSheet*> taken;
  for (FiledSheet* sheet : submission.sheets) {
    const auto [known, is_new] = first.try_emplace(sheet->table(), sheet);
    if (is_new || sheet->table() == nullptr) {
      taken.push_back(sheet);
      continue;
    }
    const Grid& other = known->second->grid;
    const std::string where = other.sheet().empty() ? other.file() : other.file() + ' ' + other.sheet();
    sheet->is_left_out = true;
    sheet->log.drop(MessageCode::same_version_twice,
                    {std::to_string(version), key.text(), where, std::to_string(sheet->row_count)}, first_line(*sheet),
                    sheet->row_count);
  }
  submission.sheets = std::move(taken);
}

void Reports::enter(Register& entries, const FormRules& forms, const Tables& tables, const Gazetteer& gazetteer) const {
  for (const auto& [key, report] : reports_) {
    const FormRule* rule = forms.find(key.form, key.period);
    if (rule == nullptr) rule = forms.find(key.form);
    for (const auto& [version, submission] : report.versions) {
      FiledSheet& first = *submission.sheets.front();
      const Date day = *codes_as_of(first);
      if (!gazetteer.find(key.unit, day)) {
        first.log.add(MessageCode::unknown_unit, {key.unit, day.iso(), nearest_units(gazetteer, key.unit, day)},
                      {first.preamble().unit_line});
        continue;
      }
      if (!submission.is_readable) continue;
      const Told told(submission);
      if (told.contradicts_itself()) first.log.add(MessageCode::nil_with_rows, {key.text()}, first_line(first));
      if (!told.anything()) {
        first.log.add(MessageCode::submission_without_rows, {std::to_string(version), key.text()}, first_line(first));
        continue;
      }
      std::string holds;
      std::string lacks;
      for (const std::string& table : rule->tables) {
        if (told.of(table))
          holds += (holds.empty() ? "" : "; ") + table;
        else
          lacks += (lacks.empty() ? "" : ", ") + described(*tables.find(table));
      }
      if (rule->is_owed && submission.is_read && !lacks.empty()) {
        first.log.add(MessageCode::submission_incomplete, {std::to_string(version), key.text(), lacks},
                      first_line(first));
      }
      // Places may be known only now, from the folder's own list.
      const ReportKey final_key = report_key(key.form, key.unit, key.period, gazetteer, day);
      entries.enter({final_key, version}, submission, {told.nothing_happened(), lacks.empty() ? "" : holds});
    }
  }
}

}  // namespace hoctap::forms
