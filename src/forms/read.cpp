#include "hoctap/forms/read.hpp"

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <numeric>
#include <tuple>
#include <utility>

#include "forms/filed_sheet.hpp"
#include "forms/folder.hpp"
#include "forms/forms_table.hpp"
#include "forms/received.hpp"
#include "forms/register.hpp"
#include "forms/reports.hpp"
#include "forms/sealed_sheet.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/forms/sealed.hpp"

namespace hoctap {
namespace {

using forms::FiledSheet;

// Tells the caller how many files are done; throws Interrupted when told to stop. Files are gone through twice, so each
// counts half.
class ProgressCounter {
 public:
  explicit ProgressCounter(const ReadOptions& options) : progress_(options.progress) {}

  void read(std::size_t done, std::size_t all) { tell(done, 2 * all); }
  void recorded(std::size_t done, std::size_t all) { tell(all + done, 2 * all); }

 private:
  void tell(std::size_t halves, std::size_t all_halves) {
    const std::size_t done = halves / 2;
    if (!progress_ || done == told_) return;
    told_ = done;
    if (!progress_(done, all_halves / 2)) throw Interrupted({MessageCode::interrupted, {}});
  }

  const std::function<bool(std::size_t, std::size_t)>& progress_;
  std::size_t told_ = 0;
};

// From sheets, in order of their paths, to a dataset.
class SheetsReader {
 public:
  SheetsReader(std::vector<FiledSheet> sheets, const ReadOptions& options, ProgressCounter& progress)
      : sheets_(std::move(sheets)),
        options_(options),
        progress_(progress),
        builder_(options.gazetteer, options.codes),
        gazetteer_(options.gazetteer),
        code_memos_(builder_.codes(), builder_.pool()) {
    if (!options.person_secret.empty()) hasher_ = std::make_unique<PersonHasher>(options.person_secret);
  }

  Dataset read() {
    recognise();
    order_sources();
    forms::push_forms(builder_.tables().forms, builder_.pool(), options_.forms);
    std::vector<FindingLog*> logs(sheets_.size() + 1);
    for (FiledSheet& sheet : sheets_) logs[sheet.source] = &sheet.log;

    // The folder's own places come first: by them codes elsewhere are repaired and read. Then the register, which may
    // say on which day a report's codes are to be read.
    const forms::Reports places = read_places(logs);
    read_rows_of({"submissions"});
    forms::Register entries(builder_.tables().submissions, builder_.pool(), options_.forms, gazetteer_, logs);
    forms::Reports reports;
    for (FiledSheet& sheet : sheets_) {
      if (defines_places(sheet)) continue;
      if (came_later(sheet, &entries)) continue;
      reports.add(sheet, gazetteer_, entries);
    }
    read_chosen(reports, {});
    places.enter(entries, options_.forms, builder_.tables(), gazetteer_);
    reports.enter(entries, options_.forms, builder_.tables(), gazetteer_);
    entries.drop_what_is_not_there(options_.received_until);

    for (FiledSheet& sheet : sheets_) warn_of_other_units(sheet);
    hand_over();
    return std::move(builder_).finish();
  }

 private:
  using FindingLog = forms::FindingLog;

  void recognise() {
    Tables& tables = builder_.tables();
    forms::HeadingIndex index(tables);
    for (FiledSheet& filed : sheets_) {
      filed.sheet = forms::recognise(filed.grid, index, options_.forms, tables, filed.log);
      filed.row_count = forms::count_rows(filed.grid, filed.sheet.first_row);
      if (!filed.sheet.preamble.received) filed.sheet.preamble.received = filed.received;
      note_preamble(filed);
    }
    if (std::any_of(sheets_.begin(), sheets_.end(), states_a_form)) {
      for (FiledSheet& filed : sheets_) note_missing_form(filed);
    }
  }

  static bool states_a_form(const FiledSheet& filed) { return filed.preamble().form != nullptr; }

  // Among sheets that say of which form they are, one that does not is credited to nobody.
  void note_missing_form(FiledSheet& filed) {
    if (states_a_form(filed) || filed.table() == nullptr || filed.preamble().form_is_unknown) return;
    std::string forms;
    for (const FormRule& rule : options_.forms.rules()) {
      const bool is_carried =
          std::find(rule.tables.begin(), rule.tables.end(), filed.table()->name()) != rule.tables.end();
      if (rule.is_owed && is_carried && forms.find(rule.code) == std::string::npos)
        forms += (forms.empty() ? "" : ", ") + rule.code;
    }
    if (!forms.empty()) filed.log.add(MessageCode::form_not_stated, {forms::described(*filed.table()), forms});
  }

  // What is doubtful about a sheet's statements taken together.
  void note_preamble(FiledSheet& filed) {
    const forms::Preamble& preamble = filed.preamble();
    if (filed.sheet.is_blank && filed.log.is_empty()) return filed.log.add(MessageCode::empty_file, {});
    if (preamble.form == nullptr) return;
    const forms::CellPlace place{preamble.line};
    const std::string& form = preamble.form->code;
    if (const Table* table = filed.table()) {
      const std::vector<std::string>& carried = preamble.form->tables;
      const bool is_carried = std::find(carried.begin(), carried.end(), table->name()) != carried.end();
      if (!is_carried) filed.log.add(MessageCode::table_not_of_form, {forms::described(*table), form}, place);
    }
    if (!preamble.form->is_owed) return;
    std::string lacking;
    if (preamble.unit_code.empty()) lacking = "unit";
    if (!preamble.period) lacking += lacking.empty() ? "period" : ", period";
    if (!lacking.empty()) return filed.log.add(MessageCode::preamble_incomplete, {form, lacking}, place);
    const FormRule* rule = options_.forms.find(form, *preamble.period);
    const PeriodKind kind = (rule != nullptr ? rule : preamble.form)->period_kind;
    if (kind != PeriodKind::range && kind != preamble.period->kind()) {
      filed.log.add(MessageCode::period_kind_differs, {form, std::string(name(kind)), preamble.period->text()}, place);
    }
  }

  // Sources are numbered in order of time, because in tables of states a later source supersedes an earlier one. What
  // names no period comes first.
  void order_sources() {
    std::vector<FiledSheet*> order;
    for (FiledSheet& sheet : sheets_) order.push_back(&sheet);
    const auto time = [](const FiledSheet* sheet) {
      const std::optional<Period>& period = sheet->preamble().period;
      return std::tuple(period ? period->last() : Date::earliest(), period ? period->first() : Date::earliest(),
                        sheet->preamble().version);
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](const FiledSheet* a, const FiledSheet* b) { return time(a) < time(b); });
    std::uint32_t source = 0;
    for (FiledSheet* sheet : order) sheet->source = ++source;
    in_time_ = std::move(order);
  }

  static bool defines_places(const FiledSheet& sheet) {
    return sheet.table() != nullptr && (sheet.table()->name() == "units" || sheet.table()->name() == "unit_events");
  }

  // Whether it had not come by the last day asked for; it is left out then. The register knows better than the form.
  bool came_later(FiledSheet& sheet, const forms::Register* entries) const {
    const bool is_register = sheet.table() != nullptr && sheet.table()->name() == "submissions";
    if (!options_.received_until || is_register || sheet.sheet.is_blank) return false;
    const forms::Preamble& preamble = sheet.preamble();
    const std::optional<Date> day = entries != nullptr ? entries->received(preamble) : preamble.received;
    if (!day) {
      if (sheet.table() != nullptr) sheet.log.add(MessageCode::received_on_no_day, {options_.received_until->iso()});
      return false;
    }
    if (*day <= *options_.received_until) return false;
    sheet.is_left_out = true;
    forms::drop_each_row(sheet, MessageCode::received_too_late, {day->iso(), options_.received_until->iso()});
    return true;
  }

  forms::Reports read_places(const std::vector<FindingLog*>& logs) {
    forms::Reports reports;
    const forms::Register no_entries(builder_.tables().submissions, builder_.pool(), options_.forms, gazetteer_, logs);
    for (FiledSheet& sheet : sheets_) {
      if (defines_places(sheet) && !came_later(sheet, nullptr)) reports.add(sheet, gazetteer_, no_entries);
    }
    read_chosen(reports, {"units", "unit_events"});
    const Tables& tables = builder_.tables();
    if (tables.units.size() + tables.unit_events.size() != 0) {
      Findings told_later;  // by the builder, which does the same again
      gazetteer_ = gazetteer_from(tables, builder_.pool(), options_.gazetteer, told_later);
    }
    return reports;
  }

  // Reads the sheets of these tables (or all that are left), of each report the version that counts.
  void read_chosen(forms::Reports& reports, std::initializer_list<std::string_view> tables) {
    reports.choose_versions();
    read_rows_of(tables);
    std::vector<FiledSheet*> unread = reports.fall_back();
    while (!unread.empty()) {
      for (FiledSheet* sheet : unread) read_rows(*sheet);
      unread = reports.fall_back();
    }
    reports.list_replaced();
  }

  // Reads the sheets of these tables, in order of time, or all that are left.
  void read_rows_of(std::initializer_list<std::string_view> tables) {
    for (FiledSheet* sheet : in_time_) {
      const std::string_view table = sheet->table() == nullptr ? std::string_view() : sheet->table()->name();
      if (sheet->is_read || (tables.size() != 0 && std::find(tables.begin(), tables.end(), table) == tables.end()))
        continue;
      sheet->is_read = true;
      read_rows(*sheet);
      progress_.recorded(++rows_done_, sheets_.size());
    }
  }

  void read_rows(FiledSheet& filed) {
    if (filed.is_left_out) return;
    if (!filed.sheet.heading) return drop_unrecognised(filed);
    if (filed.row_count == 0 && !filed.preamble().is_nil && !filed.preamble().is_complete()) {
      filed.log.add(MessageCode::no_rows, {});
    }
    const forms::RowsContext context{builder_.pool(), code_memos_, gazetteer_, hasher_.get()};
    filed.rows = forms::read_rows(filed.grid, filed.sheet, filed.source, context, filed.log);
  }

  void drop_unrecognised(FiledSheet& filed) {
    if (filed.row_count == 0) return;
    if (filed.is_bare_nil()) {
      for (std::size_t row = filed.sheet.first_row; row < filed.grid.row_count(); ++row) {
        if (!forms::is_blank(filed.grid.row(row)))
          filed.log.drop(MessageCode::not_a_record, {}, {filed.grid.line(row)});
      }
      return;
    }
    std::string near;
    const auto list = [&near](const Table& table) { near += (near.empty() ? "" : ", ") + forms::described(table); };
    for (const Table* table : filed.sheet.nearest) list(*table);
    if (near.empty() && filed.preamble().form != nullptr) {
      for (const std::string& name : filed.preamble().form->tables) list(*builder_.tables().find(name));
    }
    filed.log.drop(MessageCode::table_not_recognised, {near.empty() ? "–" : near, std::to_string(filed.row_count)}, {},
                   filed.row_count);
  }

  // Rows of a form may name the unit it comes from and what lies in it.
  void warn_of_other_units(FiledSheet& filed) {
    const forms::Preamble& preamble = filed.preamble();
    const std::optional<Date> day = forms::codes_as_of(filed);
    if (filed.rows.foreign_units.empty() || !day) return;
    const std::optional<VersionId> own = gazetteer_.find(preamble.unit_code, *day);
    if (!own) return;
    const UnitVersion& unit = gazetteer_.version(*own);
    for (const auto& [code, foreign] : filed.rows.foreign_units) {
      const std::optional<VersionId> named = gazetteer_.find(code, *day);
      if (!named || gazetteer_.ancestor(*named, unit.level, *day) == own) continue;
      filed.log.add(MessageCode::other_unit,
                    {quotable(code), std::to_string(foreign.rows), unit.code + ' ' + unit.name}, foreign.first);
    }
  }

  void hand_over() {
    for (FiledSheet* filed : in_time_) {
      Source source;
      source.file = filed->grid.file();
      source.sheet = filed->grid.sheet();
      source.sha256 = filed->sha256;
      source.codes_as_of = forms::codes_as_of(*filed);
      source.is_simulated = filed->preamble().is_simulated;
      source.rows_unusable = filed->log.rows_unusable();
      source.period = filed->preamble().period;
      if (filed->preamble().is_complete()) {
        source.form = filed->preamble().form->code;
        source.version = filed->preamble().version;
      }
      if (source.period) {
        const Date day = source.codes_as_of.value_or(source.period->last());
        source.unit = gazetteer_.find(filed->preamble().unit_code, day).value_or(no_version);
      }
      if (const Table* table = filed->table()) {
        source.table = table->name();
        source.columns = column_positions(*filed->sheet.heading);
      }
      const std::uint32_t index = builder_.add_source(std::move(source));
      for (Finding& finding : filed->log.take()) {
        if (finding.outcome == RowOutcome::kept)
          builder_.add(std::move(finding));
        else
          builder_.add_dropped(index, std::move(finding));
      }
    }
    if (builder_.tables().submissions.size() == 0) {
      builder_.add({{MessageCode::no_submission, {}}, {}, RowOutcome::kept});
    }
  }

  static std::vector<std::uint32_t> column_positions(const forms::Heading& heading) {
    std::vector<std::uint32_t> positions;
    for (const ColumnBase* column : std::as_const(*heading.table).columns()) {
      const auto cell =
          std::find_if(heading.cells.begin(), heading.cells.end(), [column](const forms::HeadingCell& one) {
            return one.kind == forms::HeadingCellKind::column && one.column == column;
          });
      positions.push_back(cell == heading.cells.end() ? 0
                                                      : static_cast<std::uint32_t>(cell - heading.cells.begin() + 1));
    }
    return positions;
  }

  std::vector<FiledSheet> sheets_;  // in order of their paths
  std::vector<FiledSheet*> in_time_;
  const ReadOptions& options_;
  ProgressCounter& progress_;
  DatasetBuilder builder_;
  Gazetteer gazetteer_;
  forms::CodeMemos code_memos_;
  std::unique_ptr<PersonHasher> hasher_;
  std::size_t rows_done_ = 0;  // sheets
};

// The last day of which the submissions know: of receipt, or where none is stated, of what was reported on.
std::optional<Date> last_day_known(const Submissions& submissions) {
  std::optional<Date> received;
  std::optional<Date> reported_on;
  for (std::size_t row = 0; row < submissions.size(); ++row) {
    if (const auto day = submissions.received_at.get(row); day && (!received || *received < *day)) received = day;
    const Date end = submissions.period[row].last();
    if (!reported_on || *reported_on < end) reported_on = end;
  }
  return received ? received : reported_on;
}

}  // namespace

ReadOptions ReadOptions::embedded(std::string_view programme) {
  ReadOptions options;
  options.programme = embedded_programme(programme);
  options.gazetteer = embedded_gazetteer();
  options.codes = CodeLists::embedded();
  options.forms = FormRules::embedded();
  return options;
}

Reading read_folder(const std::string& path, const ReadOptions& options) {
  ProgressCounter progress(options);
  std::vector<FiledSheet> sheets = forms::read_files(
      path, options.limits, options.workbooks, [&](std::size_t done, std::size_t all) { progress.read(done, all); });
  return with_obligations(SheetsReader(std::move(sheets), options, progress).read(), options);
}

Reading read_grids(std::vector<Grid> grids, const ReadOptions& options) {
  ProgressCounter progress(options);
  std::vector<FiledSheet> sheets;
  sheets.reserve(grids.size());
  for (Grid& grid : grids) {
    sheets.emplace_back(std::move(grid));
    progress.read(sheets.size(), grids.size());
  }
  return with_obligations(SheetsReader(std::move(sheets), options, progress).read(), options);
}

Reading read_sealed(std::vector<StoredForm> stored, const ReadOptions& options) {
  ProgressCounter progress(options);
  std::sort(stored.begin(), stored.end(), [](const StoredForm& a, const StoredForm& b) { return a.name < b.name; });
  std::vector<FiledSheet> sheets;
  for (std::size_t file = 0; file < stored.size(); ++file) {
    for (std::string& content : stored[file].sheets) {
      sheets.push_back(forms::unsealed(stored[file].name, std::exchange(content, {})));
      sheets.back().received = stored[file].received;
    }
    progress.read(file + 1, stored.size());
  }
  return with_obligations(SheetsReader(std::move(sheets), options, progress).read(), options);
}

Reading with_obligations(Dataset dataset, const ReadOptions& options) {
  dataset = dataset.with(forms::unknown_in_submissions(dataset, options.forms));
  std::optional<Date> day = options.day ? options.day : options.received_until;
  if (!day) day = last_day_known(dataset.tables().submissions);
  Obligations obligations;
  if (day) obligations = Obligations(dataset, options.forms, options.programme, *day);
  return {std::move(dataset), std::move(obligations), options.programme};
}

}  // namespace hoctap
