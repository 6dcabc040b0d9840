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
// Stands for a person's number where it is read for something else than a person.
constexpr std::string_view number_of_nobody = "000000000000";
constexpr std::string_view magic = "hoctap sheet 1\n";

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

  // Keeps names of columns and statements below the heading, too.
  void keep_heads() { keeps_heads_ = true; }

  // Valid until the next call.
  GridCell sealed(std::size_t row, std::size_t position) {
    const GridCell& cell = filed_.grid.row(row)[position];
    if (cell.kind == CellKind::blank || cell.kind == CellKind::formula_uncached) return cell;
    const std::optional<Heading>& heading = filed_.sheet.heading;
    const HeadingCell* const headed = heading && position < heading->cells.size() ? &heading->cells[position] : nullptr;
    const bool is_of_a_column = headed != nullptr && headed->kind == HeadingCellKind::column;
    const bool is_of_persons = is_of_a_column && headed->column->type() == ColumnType::person;
    if (!heading || row < filed_.sheet.first_row) {
      // The lower half of a heading may be a record.
      const bool names_a_person = is_of_persons && row >= heading->row && CitizenNumber::read(cell);
      return names_a_person ? replaced(cell, std::string(number_of_nobody)) : without_numbers(cell);
    }
    if (is_of_persons) return of_person(cell, *headed, row, position);
    // Of a table that cannot be told apart no row is read.
    if (!heading->is_complete()) return without_numbers(cell);
    if (is_of_a_column) return of_column(cell, *headed);
    if (const std::optional<GridCell> kept = of_a_heading(cell, row, position)) return *kept;
    return is_mark(cell) ? cell : replaced(cell, std::string(not_kept));
  }

 private:
  // Words and marks by which the reader knows a row for what it is: totals, numbers of columns, nothing happened.
  static bool is_mark(const GridCell& cell) {
    return is_dash(cell.text) || column_number(cell.text) || announces_total({&cell, 1}) ||
           (cell.text.size() <= 40 && label(folded(cell.text)) == Label::nil);
  }

  // What is kept of a cell where the reader may still look for a heading: in every row below one that misses columns,
  // and in the row below a single one, which may be its lower half.
  std::optional<GridCell> of_a_heading(const GridCell& cell, std::size_t row, std::size_t position) {
    const bool is_read = filed_.sheet.heading->is_complete();
    if (!keeps_heads_ || (is_read && row != filed_.sheet.first_row)) return std::nullopt;
    if (const std::optional<GridCell> name = column_name(cell)) return name;
    return !is_read && is_stated(row, position) ? std::optional(without_numbers(cell)) : std::nullopt;
  }

  // A column's name without what stands in brackets, where it may be anything but for units of money; nothing for what
  // names no column.
  std::optional<GridCell> column_name(const GridCell& cell) {
    index_.make_room();
    const Meaning& meaning = index_.meaning(cell.text);
    if (meaning.columns.empty()) return std::nullopt;
    if (meaning.money_factor) return cell;
    std::string outside = without_brackets(cell.text);
    if (index_.meaning(outside).columns.empty()) return cell;
    return replaced(cell, std::move(outside), cell.kind);
  }

  // Whether the cell is the label or the value of a statement.
  bool is_stated(std::size_t row, std::size_t position) {
    if (row != row_of_statements_) statements_ = read_statements(filed_.grid.row(row), row, tables_);
    row_of_statements_ = row;
    return std::any_of(statements_.begin(), statements_.end(), [position](const Statement& one) {
      return one.position == position || one.label_position == position;
    });
  }

  GridCell replaced(const GridCell& cell, std::string text, CellKind kind = CellKind::text) {
    text_ = std::move(text);
    return {text_, kind, cell.is_covered};
  }

  GridCell without_numbers(const GridCell& cell) {
    if (!may_hold_citizen_number(cell.text)) return cell;
    return replaced(cell, without_citizen_numbers(cell.text), cell.kind);
  }

  GridCell of_column(const GridCell& cell, const HeadingCell& headed) {
    const ColumnBase& column = *headed.column;
    switch (column.type()) {
      case ColumnType::integer:
      case ColumnType::money:
      case ColumnType::decimal:
        return is_number(cell, cell.text) ? cell : without_numbers(cell);
      case ColumnType::ratio: {
        const RatioParts parts = ratio_parts(cell.text);
        const bool is_ratio = is_number(cell, parts.upper) && (!parts.lower || is_number(cell, *parts.lower));
        return is_ratio ? cell : without_numbers(cell);
      }
      case ColumnType::text:
        if (column.is_identifier() && !holds_citizen_number(cell.text)) return cell;
        break;
      default:
        break;
    }
    return without_numbers(cell);
  }

  // Whether the text of a cell, or a part of it, is a number and no citizen's.
  static bool is_number(const GridCell& cell, std::string_view text) {
    const GridCell part{text, cell.kind, cell.is_covered};
    return !is_citizen_number(text) &&
           (read_number(part, NumberStyle::vietnamese).problem != NumberProblem::not_a_number ||
            read_number(part, NumberStyle::english).problem != NumberProblem::not_a_number);
  }

  GridCell of_person(const GridCell& cell, const HeadingCell& headed, std::size_t row, std::size_t position) {
    if (is_person_key(cell.text)) return cell;
    const bool is_read = filed_.sheet.heading->is_complete();
    if (const std::optional<CitizenNumber> number = CitizenNumber::read(cell)) {
      if (!is_read) return replaced(cell, std::string(is_stated(row, position) ? number_of_nobody : not_kept));
      if (hasher_ == nullptr) {
        throw InvalidValue({MessageCode::person_secret_missing, {}},
                           {filed_.grid.file(), filed_.grid.sheet(), filed_.grid.line(row),
                            static_cast<std::uint32_t>(position + 1), std::string(headed.column->name())});
      }
      names_persons_ = true;
      return replaced(cell, number->sealed(*hasher_, tells_of_persons_));
    }
    if (const std::optional<GridCell> kept = of_a_heading(cell, row, position)) return *kept;
    return is_mark(cell) || cell.text == headed.text ? cell : replaced(cell, std::string(not_kept));
  }

  static constexpr std::size_t no_row = std::numeric_limits<std::size_t>::max();

  const FiledSheet& filed_;
  const PersonHasher* hasher_;
  HeadingIndex& index_;
  const Tables& tables_;
  bool tells_of_persons_ = false;
  bool names_persons_ = false;
  bool keeps_heads_ = false;
  std::vector<Statement> statements_;
  std::size_t row_of_statements_ = no_row;
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

// Whether the cells that are kept have the heading that the sheet has.
bool has_same_heading(const FiledSheet& filed, CellSealer& sealer, HeadingIndex& index, const FormRules& forms,
                      Tables& tables) {
  if (!filed.sheet.heading) return true;
  const Heading& heading = *filed.sheet.heading;
  const Grid& grid = filed.grid;
  GridBuilder upper(grid.file(), grid.sheet());
  std::size_t filled = 0;
  for (std::size_t row = 0; row < grid.row_count() && filled <= most_rows_above; ++row) {
    if (heading.is_complete() && row > filed.sheet.first_row) break;
    if (!is_blank(grid.row(row))) ++filled;
    for (std::size_t position = 0; position < grid.row(row).size(); ++position)
      upper.add_cell(sealer.sealed(row, position));
    upper.end_row(grid.line(row), grid.is_hidden(row));
  }
  FindingLog unheard({}, {});
  const Grid kept = std::move(upper).build();
  const Sheet again = recognise(kept, index, forms, tables, unheard);
  return again.heading && again.heading->table == heading.table && again.heading->row == heading.row &&
         again.heading->row_count == heading.row_count;
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
  // Somebody's name may be a column's: what may head a table is kept below the heading only where it must be.
  if (!has_same_heading(filed, sealer, index_, forms_, tables_)) sealer.keep_heads();
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
