#include "forms/sealed_sheet.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <utility>

#include "core/citizen_digits.hpp"
#include "forms/cells.hpp"
#include "forms/citizen_number.hpp"
#include "forms/folder.hpp"
#include "forms/numbers.hpp"
#include "forms/reports.hpp"
#include "forms/sheet_bytes.hpp"
#include "forms/totals.hpp"
#include "forms/words.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/io/grid_builder.hpp"

namespace hoctap::forms {
namespace {

// Stands for what is not kept. No row is anything else by it than by what it stands for: it is no dash, no mark that
// repeats, no word that the reader knows.
constexpr std::string_view not_kept = "•";
constexpr std::string_view magic = "hoctap sheet 1\n";
constexpr std::size_t most_bytes_of_a_mark = 4;

// What of a sheet's cells a store may keep.
class CellSealer {
 public:
  CellSealer(const FiledSheet& filed, const PersonHasher* hasher, HeadingIndex& index, const Tables& tables)
      : filed_(filed), hasher_(hasher), index_(index), tables_(tables) {
    if (!filed.sheet.heading) return;
    for (const HeadingCell& cell : filed.sheet.heading->cells) {
      if (cell.kind != HeadingCellKind::column) continue;
      tells_of_persons_ =
          tells_of_persons_ || cell.column->type() == ColumnType::month || cell.column->info().code_list == "sexes";
    }
  }

  // Whether a key stands where a citizen number stood.
  bool names_persons() const { return names_persons_; }

  // Valid until the next call.
  GridCell sealed(std::size_t row, std::size_t position) {
    const GridCell& cell = filed_.grid.row(row)[position];
    if (cell.kind == CellKind::blank || cell.kind == CellKind::formula_uncached) return cell;
    const std::optional<Heading>& heading = filed_.sheet.heading;
    if (!heading || row < filed_.sheet.first_row || repeats(filed_.grid.row(row), *heading))
      return without_numbers(cell);
    const HeadingCell* const headed = position < heading->cells.size() ? &heading->cells[position] : nullptr;
    const bool is_of_a_column = headed != nullptr && headed->kind == HeadingCellKind::column;
    // Of a table that cannot be told apart no row is read, but any may still be taken for a better heading; the row
    // below one that can, for its lower half.
    const bool is_read = heading->is_complete();
    if (!is_read && !(is_of_a_column && headed->column->type() == ColumnType::person)) return without_numbers(cell);
    if (is_read ? row == filed_.sheet.first_row && names_a_column(cell)
                : !CitizenNumber::read(cell) && (names_a_column(cell) || states_something(row)))
      return without_numbers(cell);
    if (!is_of_a_column) return is_mark(cell) ? cell : replaced(cell, std::string(not_kept));
    return of_column(cell, *headed, row, position);
  }

 private:
  // Words and short marks by which the reader knows a row for what it is: totals, numbers of columns, nothing happened.
  static bool is_mark(const GridCell& cell) {
    return cell.text.size() <= most_bytes_of_a_mark || is_dash(cell.text) || announces_total({&cell, 1}) ||
           (cell.text.size() <= 40 && label(folded(cell.text)) == Label::nil);
  }

  bool names_a_column(const GridCell& cell) {
    index_.make_room();
    const Meaning& meaning = index_.meaning(cell.text);
    return !meaning.columns.empty() || meaning.is_running_number;
  }

  bool states_something(std::size_t row) const { return !read_statements(filed_.grid.row(row), row, tables_).empty(); }

  GridCell replaced(const GridCell& cell, std::string text, CellKind kind = CellKind::text) {
    text_ = std::move(text);
    return {text_, kind, cell.is_covered};
  }

  GridCell without_numbers(const GridCell& cell) {
    if (!may_hold_citizen_number(cell.text)) return cell;
    return replaced(cell, without_citizen_numbers(cell.text), cell.kind);
  }

  GridCell of_column(const GridCell& cell, const HeadingCell& headed, std::size_t row, std::size_t position) {
    const ColumnBase& column = *headed.column;
    switch (column.type()) {
      case ColumnType::person:
        return of_person(cell, headed, row, position);
      case ColumnType::integer:
      case ColumnType::money:
      case ColumnType::decimal:
      case ColumnType::ratio: {
        const auto is_number = [&cell](NumberStyle style) {
          return read_number(cell, style).problem != NumberProblem::not_a_number;
        };
        const bool is_kept =
            !is_citizen_number(cell.text) && (is_number(NumberStyle::vietnamese) || is_number(NumberStyle::english));
        return is_kept ? cell : without_numbers(cell);
      }
      case ColumnType::text:
        if (column.is_identifier() && !holds_citizen_number(cell.text)) return cell;
        break;
      default:
        break;
    }
    return without_numbers(cell);
  }

  GridCell of_person(const GridCell& cell, const HeadingCell& headed, std::size_t row, std::size_t position) {
    if (is_person_key(cell.text)) return cell;
    const std::optional<CitizenNumber> number = CitizenNumber::read(cell);
    if (number && filed_.sheet.heading->is_complete()) {
      if (hasher_ == nullptr) {
        throw InvalidValue({MessageCode::person_secret_missing, {}},
                           {filed_.grid.file(), filed_.grid.sheet(), filed_.grid.line(row),
                            static_cast<std::uint32_t>(position + 1), std::string(headed.column->name())});
      }
      names_persons_ = true;
      return replaced(cell, number->sealed(*hasher_, tells_of_persons_));
    }
    return !number && is_mark(cell) ? cell : replaced(cell, std::string(not_kept));
  }

  const FiledSheet& filed_;
  const PersonHasher* hasher_;
  HeadingIndex& index_;
  const Tables& tables_;
  bool tells_of_persons_ = false;
  bool names_persons_ = false;
  std::string text_;
};

std::string sheet_name(const std::string& name) {
  return may_hold_citizen_number(name) ? without_citizen_numbers(name) : name;
}

void write(BytesOut& out, const Finding& finding) {
  out.text(name(finding.message.code));
  out.number(finding.message.arguments.size());
  for (const std::string& argument : finding.message.arguments) out.text(argument);
  out.text(sheet_name(finding.place.sheet));
  out.number(finding.place.row);
  out.number(finding.place.column);
  out.text(finding.place.field);
  out.number(finding.outcome == RowOutcome::dropped ? 1 : 0);
  out.number(finding.rows);
}

MessageCode code_named(std::string_view wanted, const BytesIn& in) {
  for (const MessageCode code : message_codes())
    if (name(code) == wanted) return code;
  in.damaged();
}

constexpr std::uint64_t most_lines = std::numeric_limits<std::uint32_t>::max();

Finding read_finding(BytesIn& in, const std::string& file) {
  Finding finding;
  finding.message.code = code_named(in.text(), in);
  for (std::uint64_t left = in.number(in.left()); left != 0; --left) finding.message.arguments.emplace_back(in.text());
  finding.place.file = file;
  finding.place.sheet = in.text();
  finding.place.row = static_cast<std::uint32_t>(in.number(most_lines));
  finding.place.column = static_cast<std::uint32_t>(in.number(most_lines));
  finding.place.field = in.text();
  finding.outcome = in.number(1) == 1 ? RowOutcome::dropped : RowOutcome::kept;
  finding.rows = static_cast<std::size_t>(in.number());
  return finding;
}

constexpr unsigned covered = 0x40U;

void write(BytesOut& out, const FiledSheet& filed, CellSealer& sealer) {
  const Grid& grid = filed.grid;
  out.number(grid.row_count());
  for (std::size_t row = 0; row < grid.row_count(); ++row) {
    out.number(grid.line(row));
    out.number(grid.is_hidden(row) ? 1 : 0);
    out.number(grid.row(row).size());
    for (std::size_t position = 0; position < grid.row(row).size(); ++position) {
      const GridCell cell = sealer.sealed(row, position);
      out.number(static_cast<unsigned>(cell.kind) | (cell.is_covered ? covered : 0U));
      out.text(cell.text);
    }
  }
}

}  // namespace

FiledSheet unsealed(const std::string& file, std::string_view content) {
  BytesIn in(content, file);
  in.expect(magic);
  GridBuilder grid(file, std::string(in.text()));
  std::string sha256(in.text());
  Findings findings;
  for (std::uint64_t left = in.number(in.left()); left != 0; --left) findings.push_back(read_finding(in, file));
  std::uint64_t last = 0;
  for (std::uint64_t left = in.number(in.left()); left != 0; --left) {
    const std::uint64_t line = in.number(most_lines);
    if (line <= last) in.damaged();
    last = line;
    const bool is_hidden = in.number(1) == 1;
    for (std::uint64_t cells = in.number(in.left()); cells != 0; --cells) {
      const std::uint64_t kind = in.number(covered | static_cast<unsigned>(CellKind::formula_uncached));
      if ((kind & ~std::uint64_t{covered}) > static_cast<unsigned>(CellKind::formula_uncached)) in.damaged();
      const std::string_view text = in.text();
      if (first_invalid_utf8(text)) in.damaged();
      grid.add_cell({text, static_cast<CellKind>(kind & ~std::uint64_t{covered}), (kind & covered) != 0});
    }
    grid.end_row(static_cast<std::uint32_t>(line), is_hidden);
  }
  if (in.left() != 0) in.damaged();
  return {std::move(grid).build(), std::move(sha256), std::move(findings)};
}

SheetSealer::SheetSealer(const ReadOptions& options) : forms_(options.forms), index_(tables_) {
  if (!options.person_secret.empty()) hasher_ = std::make_unique<PersonHasher>(options.person_secret);
}

SealedSheet SheetSealer::seal(FiledSheet filed) {
  FindingLog told_later(filed.grid.file(), filed.grid.sheet());  // when it is read again
  filed.sheet = recognise(filed.grid, index_, forms_, tables_, told_later);
  const Preamble& preamble = filed.preamble();
  SealedSheet sheet;
  sheet.sheet = sheet_name(filed.grid.sheet());
  if (const Table* table = filed.table() != nullptr ? filed.table() : preamble.table) sheet.table = table->name();
  if (preamble.form != nullptr) sheet.form = preamble.form->code;
  sheet.unit = quotable(preamble.unit_code);
  sheet.period = preamble.period;
  sheet.codes_as_of = codes_as_of(filed);
  sheet.version = preamble.version;
  sheet.received = preamble.received;
  sheet.is_nil = preamble.is_nil;
  sheet.is_simulated = preamble.is_simulated;
  sheet.rows = count_rows(filed.grid, filed.sheet.first_row);
  BytesOut out;
  out.raw(magic);
  out.text(sheet.sheet);
  out.text(filed.sha256);
  const Findings findings = filed.log.take();
  out.number(findings.size());
  for (const Finding& finding : findings) write(out, finding);
  CellSealer sealer(filed, hasher_.get(), index_, tables_);
  write(out, filed, sealer);
  sheet.names_persons = sealer.names_persons();
  sheet.content = out.take();
  return sheet;
}

}  // namespace hoctap::forms

namespace hoctap {

std::vector<SealedSheet> seal_form(const FormFile& file, const ReadOptions& options) {
  forms::SheetSealer sealer(options);
  std::vector<SealedSheet> sealed;
  for (forms::FiledSheet& filed : forms::read_file_of(file, options.limits, options.workbooks))
    sealed.push_back(sealer.seal(std::move(filed)));
  return sealed;
}

}  // namespace hoctap
