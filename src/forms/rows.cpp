#include "forms/rows.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "forms/totals.hpp"
#include "forms/words.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap::forms {
namespace {

constexpr GridCell blank_cell;

template <class T>
Column<T>& as(ColumnBase& column) {
  return static_cast<Column<T>&>(column);
}

std::string described(const ColumnBase& column) {
  return std::string(column.info().label) + " (" + std::string(column.name()) + ")";
}

class RowsReader {
 public:
  RowsReader(const Grid& grid, const Sheet& sheet, std::uint32_t source, const RowsContext& context, FindingLog& log)
      : grid_(grid),
        sheet_(sheet),
        heading_(*sheet.heading),
        table_(*heading_.table),
        source_(source),
        context_(context),
        log_(log) {
    settings_.money_factor = sheet.preamble.money_factor;
    settings_.money_is_unreadable = sheet.preamble.money_is_unreadable;
    settings_.dash_is_zero = sheet.preamble.form != nullptr && sheet.preamble.form->dash_is_zero;
    settings_.gazetteer = context.gazetteer;
  }

  RowsRead read() {
    note_columns();
    if (!heading_.is_complete()) {
      drop_all();
      return std::move(result_);
    }
    make_readers();
    settings_.style = decide_style();
    for (std::size_t row = sheet_.first_row; row < grid_.row_count(); ++row) {
      const std::span<const GridCell> cells = grid_.row(row);
      if (!is_blank(cells)) read_row(row, cells);
    }
    note_rest();
    return std::move(result_);
  }

 private:
  CellPlace heading_place(std::size_t position) const {
    return {grid_.line(heading_.row + heading_.row_count - 1), static_cast<std::uint32_t>(position + 1)};
  }

  // What the heading has beyond the table's columns, has twice or lacks.
  void note_columns() {
    std::vector<std::string> names;
    for (const ColumnBase* column : heading_.missing) names.emplace_back(column->info().label);
    for (std::size_t at = 0; at < heading_.cells.size(); ++at) {
      const HeadingCell& cell = heading_.cells[at];
      if (cell.kind == HeadingCellKind::unknown) {
        const std::vector<std::string> near = nearest(cell.text, names, 1);
        if (near.empty())
          log_.add(MessageCode::extra_column, {quotable(cell.text), std::string(table_.name())}, heading_place(at));
        else
          log_.add(MessageCode::extra_column_near, {quotable(cell.text), std::string(table_.name()), near[0]},
                   heading_place(at));
      } else if (cell.kind == HeadingCellKind::repeated) {
        log_.add(MessageCode::column_twice, {described(*cell.column)}, heading_place(at));
      }
    }
    const Preamble& preamble = sheet_.preamble;
    const bool has_money = std::any_of(heading_.cells.begin(), heading_.cells.end(), [](const HeadingCell& cell) {
      return cell.kind == HeadingCellKind::column && cell.column->type() == ColumnType::money && !cell.money_factor;
    });
    if (has_money && preamble.money_is_unreadable) {
      log_.add(MessageCode::unknown_money_unit, {preamble.money_unit}, {preamble.money_unit_line});
    }
    const CellPlace row{grid_.line(heading_.row)};
    for (const ColumnBase* column : heading_.missing) {
      if (!column->is_needed())
        log_.add(MessageCode::missing_optional_column, {described(*column)}, {row.row, 0, column->name()});
    }
  }

  void drop_all() {
    std::size_t rows = count_rows(grid_, sheet_.first_row);
    const std::string all = std::to_string(rows);
    for (const ColumnBase* column : heading_.missing) {
      if (!column->is_needed()) continue;
      const CellPlace place{grid_.line(heading_.row), 0, column->name()};
      log_.drop(MessageCode::missing_column, {described(*column), all}, place, std::exchange(rows, 0));
    }
  }

  void make_readers() {
    std::vector<std::ptrdiff_t> reader_of(table_.columns().size(), -1);
    for (std::size_t at = 0; at < heading_.cells.size(); ++at) {
      const HeadingCell& cell = heading_.cells[at];
      if (cell.kind != HeadingCellKind::column) continue;
      const auto column = std::find(table_.columns().begin(), table_.columns().end(), cell.column);
      reader_of[static_cast<std::size_t>(column - table_.columns().begin())] =
          static_cast<std::ptrdiff_t>(readers_.size());
      readers_.emplace_back(*cell.column, at, cell.money_factor, context_.codes.find(cell.column->info().code_list),
                            settings_, log_);
      if (sheet_.preamble.period && cell.column->info().in_period) in_period_.push_back(readers_.size() - 1);
      if (cell.column->type() == ColumnType::person) person_ = readers_.size() - 1;
      if (cell.column->info().code_list == "sexes") sex_ = readers_.size() - 1;
      if (cell.column->type() == ColumnType::month) birth_ = readers_.size() - 1;
      if (cell.column->type() == ColumnType::unit && cell.column->info().within.empty()) unit_ = readers_.size() - 1;
    }
    for (std::size_t i = 0; i < reader_of.size(); ++i) writers_.push_back({table_.columns()[i], reader_of[i]});
    values_.resize(readers_.size());
    sums_.resize(readers_.size());
    if (sex_) {
      woman_ = context_.pool.intern("woman");
      man_ = context_.pool.intern("man");
    }
    unheaded_.assign(heading_.cells.size() + 1, 0);
  }

  NumberStyle decide_style() {
    std::vector<std::size_t> positions;
    for (const ColumnReader& reader : readers_) {
      if (reader.is_number()) positions.push_back(reader.position());
    }
    NumberEvidence evidence;
    for (std::size_t row = sheet_.first_row; !positions.empty() && row < grid_.row_count(); ++row) {
      const std::span<const GridCell> cells = grid_.row(row);
      for (const std::size_t position : positions) {
        if (position >= cells.size() || cells[position].kind != CellKind::text) continue;
        evidence.see(cells[position].text, grid_.line(row), static_cast<std::uint32_t>(position + 1));
      }
    }
    if (const std::optional<Seen> seen = evidence.undecided()) {
      log_.add(MessageCode::number_style_assumed, {quotable(seen->text)}, {seen->row, seen->column});
    }
    if (const std::optional<Seen> seen = evidence.contradiction()) {
      const bool is_vietnamese = evidence.style() == NumberStyle::vietnamese;
      log_.add(MessageCode::number_styles_mixed, {quotable(seen->text), is_vietnamese ? "1.234.567,5" : "1,234,567.5"},
               {seen->row, seen->column});
    }
    return evidence.style();
  }

  void read_row(std::size_t row, std::span<const GridCell> cells) {
    RowState state{grid_.line(row), false};
    if (repeats(cells, heading_)) return log_.drop(MessageCode::heading_repeated, {}, {state.line});
    if (std::exchange(is_first_, false) && numbers_the_columns(cells))
      return log_.drop(MessageCode::column_numbers, {}, {state.line});
    if (announces_total(cells) && lacks_a_key(cells)) return reconcile(cells, state);
    if (states_nil(cells)) {
      result_.says_nil = true;
      return log_.drop(MessageCode::nil_row, {}, {state.line});
    }
    if (grid_.is_hidden(row)) ++hidden_rows_;
    note_unheaded(cells, state);
    if (lacks_every_needed(cells)) return log_.drop(MessageCode::not_a_record, {}, {state.line});

    for (std::size_t i = 0; i < readers_.size(); ++i) {
      values_[i] = readers_[i].read(cell_of(readers_[i], cells), state);
      if (readers_[i].is_number() && values_[i].state == CellState::value) sums_[i].add(values_[i].number);
    }
    for (std::size_t i = 0; i < readers_.size(); ++i) {
      if (values_[i].state == CellState::blank && readers_[i].column().is_needed())
        readers_[i].note_problem(state, MessageCode::value_missing, {described(readers_[i].column())});
    }
    if (state.is_dropped) return;
    check_person(state);
    check_period(state);
    check_unit(state);
    push(state);
  }

  static const GridCell& cell_of(const ColumnReader& reader, std::span<const GridCell> cells) {
    return reader.position() < cells.size() ? cells[reader.position()] : blank_cell;
  }

  bool is_empty_at(const ColumnReader& reader, std::span<const GridCell> cells) const {
    return cell_of(reader, cells).kind == CellKind::blank;
  }

  // The line under a heading that counts its columns: (1) (2) (3), or A B 1 2.
  bool numbers_the_columns(std::span<const GridCell> cells) const {
    std::size_t filled = 0;
    std::int64_t last = 0;
    for (const GridCell& cell : cells) {
      if (cell.kind == CellKind::blank) continue;
      ++filled;
      const std::optional<std::int64_t> number = column_number(cell.text);
      if (last == 0 && number == 0) continue;
      if (number != last + 1) return false;
      ++last;
    }
    return filled >= 2 && last > 0 && filled >= readers_.size();
  }

  // A record has its key; a totals row has a word in its place, or nothing.
  bool lacks_a_key(std::span<const GridCell> cells) const {
    return std::any_of(readers_.begin(), readers_.end(), [&](const ColumnReader& reader) {
      if (!reader.column().is_needed()) return false;
      const GridCell& cell = cell_of(reader, cells);
      return cell.kind == CellKind::blank || announces_total({&cell, 1});
    });
  }

  bool lacks_every_needed(std::span<const GridCell> cells) const {
    bool has_needed = false;
    for (const ColumnReader& reader : readers_) {
      if (!reader.column().is_needed()) continue;
      has_needed = true;
      if (!is_empty_at(reader, cells)) return false;
    }
    return has_needed;
  }

  static bool states_nil(std::span<const GridCell> cells) {
    const GridCell* only = nullptr;
    for (const GridCell& cell : cells) {
      if (cell.kind == CellKind::blank) continue;
      if (only != nullptr || cell.text.size() > 40 || cell.text.size() < 3) return false;
      only = &cell;
    }
    return label(folded(only->text)) == Label::nil;
  }

  void reconcile(std::span<const GridCell> cells, RowState& state) {
    log_.drop(MessageCode::totals_row, {}, {state.line});
    state.is_dropped = true;
    for (std::size_t i = 0; i < readers_.size(); ++i) {
      const ColumnType type = readers_[i].column().type();
      const bool adds = type == ColumnType::integer || type == ColumnType::money || type == ColumnType::decimal;
      const GridCell& cell = cell_of(readers_[i], cells);
      if (!adds || cell.kind == CellKind::blank || announces_total({&cell, 1})) continue;
      const CellValue total = readers_[i].read_total(cell, state);
      if (total.state != CellState::value || sums_[i].agrees(total.number)) continue;
      readers_[i].note(state, MessageCode::total_differs,
                       {described(readers_[i].column()), shown(total.number, type), sums_[i].text(type)});
    }
  }

  void note_unheaded(std::span<const GridCell> cells, const RowState& state) {
    for (std::size_t at = 0; at < cells.size(); ++at) {
      if (at < heading_.cells.size() && heading_.cells[at].kind != HeadingCellKind::blank) continue;
      if (cells[at].kind == CellKind::blank) continue;
      std::uint8_t& noted = unheaded_[std::min(at, heading_.cells.size())];
      if (std::exchange(noted, 1) == 0)
        log_.add(MessageCode::cell_without_heading, {}, {state.line, static_cast<std::uint32_t>(at + 1)});
    }
  }

  // The digits of a citizen number hold sex and year of birth. What does not agree is said without quoting any of the
  // three.
  void check_person(RowState& state) {
    if (!person_ || values_[*person_].state != CellState::value) return;
    ColumnReader& reader = readers_[*person_];
    const std::optional<CitizenNumber>& number = reader.person().number;
    if (!number) return;
    if (context_.hasher == nullptr && !number->is_sealed()) {
      const CellPlace place = reader.place(state);
      throw InvalidValue({MessageCode::person_secret_missing, {}},
                         {grid_.file(), grid_.sheet(), place.row, place.column, std::string(place.field)});
    }
    if (!number->says_who()) return;
    if (sex_ && values_[*sex_].state == CellState::value) {
      const Text stated = values_[*sex_].symbol;
      if (stated == (number->is_woman() ? man_ : woman_)) reader.note(state, MessageCode::citizen_number_sex, {});
    }
    if (birth_ && values_[*birth_].state == CellState::value && values_[*birth_].number / 12 != number->birth_year()) {
      reader.note(state, MessageCode::citizen_number_birth, {});
    }
  }

  void check_period(const RowState& state) {
    for (const std::size_t i : in_period_) {
      if (values_[i].state != CellState::value) continue;
      const Period& period = *sheet_.preamble.period;
      const ColumnReader& reader = readers_[i];
      std::string stated;
      if (reader.column().type() == ColumnType::date) {
        const Date date = Date::from_days(static_cast<std::int32_t>(values_[i].number));
        if (!period.contains(date)) stated = date.iso();
      } else if (reader.column().type() == ColumnType::period) {
        if (!period.contains(reader.period())) stated = reader.period().text();
      } else if (values_[i].number < period.first().year() || values_[i].number > period.last().year()) {
        stated = std::to_string(values_[i].number);
      }
      if (!stated.empty()) readers_[i].note(state, MessageCode::outside_period, {stated, period.text()});
    }
  }

  void check_unit(const RowState& state) {
    if (!unit_ || sheet_.preamble.unit_code.empty() || values_[*unit_].state != CellState::value) return;
    const std::string_view code = values_[*unit_].text;
    if (code == sheet_.preamble.unit_code) return;
    auto found = result_.foreign_units.find(code);
    if (found == result_.foreign_units.end()) {
      if (result_.foreign_units.size() >= most_findings_of_a_kind) return;
      found = result_.foreign_units.emplace(std::string(code), ForeignUnit{0, readers_[*unit_].place(state)}).first;
    }
    ++found->second.rows;
  }

  void push(const RowState& state) {
    for (const Writer& writer : writers_) {
      if (writer.reader < 0) {
        writer.column->push_missing();
        continue;
      }
      const auto index = static_cast<std::size_t>(writer.reader);
      push_value(*writer.column, readers_[index], values_[index]);
    }
    table_.push_place({source_, state.line});
    ++result_.kept;
  }

  void push_value(ColumnBase& column, const ColumnReader& reader, const CellValue& value) {
    if (value.state != CellState::value) return column.push_missing();
    switch (column.type()) {
      case ColumnType::text:
        return as<Text>(column).push(value.text.empty() ? value.symbol : context_.pool.intern(value.text));
      case ColumnType::unit:
        return as<UnitRef>(column).push(UnitRef{context_.pool.intern(value.text), no_version});
      case ColumnType::date:
        return as<Date>(column).push(Date::from_days(static_cast<std::int32_t>(value.number)));
      case ColumnType::month:
        return as<Month>(column).push(Month{static_cast<std::int32_t>(value.number)});
      case ColumnType::period:
        return as<Period>(column).push(reader.period());
      case ColumnType::integer:
        return as<std::int64_t>(column).push(value.number);
      case ColumnType::money:
        return as<Money>(column).push(Money::dong(value.number));
      case ColumnType::decimal:
        return as<Decimal>(column).push(Decimal{value.number});
      case ColumnType::boolean:
        return as<bool>(column).push(value.number != 0);
      case ColumnType::ratio:
        return as<Ratio>(column).push(Ratio{value.number, value.denominator});
      case ColumnType::person:
        break;
    }
    const NamedPerson& person = reader.person();
    as<PersonKey>(column).push(person.number ? person.number->key(context_.hasher) : person.key);
  }

  void note_rest() {
    if (hidden_rows_ != 0) log_.add(MessageCode::hidden_rows, {std::to_string(hidden_rows_)});
  }

  struct Writer {
    ColumnBase* column = nullptr;
    std::ptrdiff_t reader = -1;  // -1: the sheet has no such column
  };

  const Grid& grid_;
  const Sheet& sheet_;
  const Heading& heading_;
  Table& table_;
  std::uint32_t source_;
  const RowsContext& context_;
  FindingLog& log_;
  CellSettings settings_;
  std::vector<ColumnReader> readers_;
  std::vector<Writer> writers_;
  std::vector<CellValue> values_;
  std::vector<ColumnSum> sums_;
  std::vector<std::size_t> in_period_;
  std::optional<std::size_t> person_;
  std::optional<std::size_t> sex_;
  std::optional<std::size_t> birth_;
  std::optional<std::size_t> unit_;
  Text woman_;
  Text man_;
  std::vector<std::uint8_t> unheaded_;  // by position, the last one for all beyond the heading: noted already
  std::size_t hidden_rows_ = 0;
  bool is_first_ = true;
  RowsRead result_;
};

}  // namespace

RowsRead read_rows(const Grid& grid, const Sheet& sheet, std::uint32_t source, const RowsContext& context,
                   FindingLog& log) {
  return RowsReader(grid, sheet, source, context, log).read();
}

std::size_t count_rows(const Grid& grid, std::size_t first) {
  std::size_t rows = 0;
  for (std::size_t row = first; row < grid.row_count(); ++row) {
    if (!is_blank(grid.row(row))) ++rows;
  }
  return rows;
}

}  // namespace hoctap::forms
