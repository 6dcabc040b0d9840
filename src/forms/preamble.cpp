#include "forms/preamble.hpp"

#include <algorithm>
#include <array>

#include "core/digits.hpp"
#include "core/suggestions.hpp"
#include "forms/dates.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap::forms {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '(')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == ')')) text.remove_suffix(1);
  return text;
}

// The only run of digits in the text, if it is the length of some unit's code (or one short of it).
std::optional<std::string> unit_code(std::string_view text) {
  if (text.ends_with(".0")) text.remove_suffix(2);
  const auto begin = std::find_if(text.begin(), text.end(), is_digit);
  const auto end = std::find_if_not(begin, text.end(), is_digit);
  if (begin == end || std::any_of(end, text.end(), is_digit) || end - begin > 8 || end - begin == 6)
    return std::nullopt;
  return std::string(begin, end);
}

std::optional<std::int64_t> version_number(std::string_view text) {
  std::string_view digits = text;
  if (digits.ends_with(".0")) digits.remove_suffix(2);
  while (!digits.empty() && !is_digit(digits.front())) digits.remove_prefix(1);
  if (digits.empty() || digits.size() > 4 || !std::all_of(digits.begin(), digits.end(), is_digit)) return std::nullopt;
  std::int64_t number = 0;
  for (const char c : digits) number = 10 * number + (c - '0');
  return number == 0 ? std::nullopt : std::optional(number);
}

std::optional<Date> date_of(std::string_view text) {
  const DateAnswer answer = read_date({text, CellKind::text});
  return answer.problem == DateProblem::none ? std::optional(answer.date) : std::nullopt;
}

// The English name of the table that a text names in either language; empty where it names none.
std::string_view table_name(const Tables& tables, std::string_view text) {
  const std::string sought = folded(text);
  for (const Table* table : tables.all()) {
    if (sought == folded(table->info().name) || sought == folded(table->info().label)) return table->name();
  }
  return {};
}

// Whether a neighbouring cell can be what the label announces.
bool can_be(Label kind, std::string_view value, const Tables& tables) {
  if (value.empty()) return false;
  switch (kind) {
    case Label::form:
      return std::any_of(value.begin(), value.end(), is_digit);
    case Label::table:
      return !table_name(tables, value).empty();
    case Label::unit:
      return unit_code(value).has_value();
    case Label::period:
      return Period::try_parse(value).has_value();
    case Label::version:
      return version_number(value).has_value();
    case Label::received:
    case Label::codes_as_of:
      return date_of(value).has_value();
    case Label::nil:
      return yes_or_no(value).has_value();
    case Label::money_unit:
      return money_factor(folded(value)).has_value();
    case Label::data:
      return says_simulated(folded(value));
  }
  return false;
}

// "Đơn vị tính nghìn đồng", "Không phát sinh", "DỮ LIỆU MÔ PHỎNG": statements without a colon.
std::optional<Statement> statement_without_colon(std::string_view text, std::string_view plain, std::size_t row,
                                                 std::size_t position) {
  for (const std::string_view unit : {"don vi tinh ", "dvt "}) {
    if (plain.starts_with(unit) && money_factor(plain.substr(unit.size())))
      return Statement{Label::money_unit, text, row, position, position};
  }
  if (plain.starts_with("du lieu mo phong") || plain.starts_with("simulated data"))
    return Statement{Label::data, text, row, position, position};
  return std::nullopt;
}

class RowReader {
 public:
  RowReader(std::span<const GridCell> cells, std::size_t row, const Tables& tables)
      : cells_(cells), row_(row), tables_(tables) {}

  std::vector<Statement> read() {
    for (std::size_t at = 0; at < cells_.size(); ++at) at = read_cell(at);
    if (is_heading()) return {};
    statements_.insert(statements_.end(), misfits_.begin(), misfits_.end());
    return std::move(statements_);
  }

 private:
  // Labels whose neighbours cannot be their values, and none with one that can.
  bool is_heading() const { return !has_fit_; }

  // Returns the position of the last cell taken.
  std::size_t read_cell(std::size_t at) {
    const std::string_view text = trimmed(cells_[at].text);
    if (text.empty() || text.size() > 200) return at;
    if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
      const std::optional<Label> kind = label(folded(text.substr(0, colon)));
      if (!kind) return at;
      const std::string_view value = trimmed(text.substr(colon + 1));
      has_fit_ = true;
      if (!value.empty()) return state(*kind, value, at, at);
      // A value that cannot be read is one too, unless it announces something itself.
      const std::size_t next = next_filled(at);
      return next < cells_.size() && (can_be(*kind, cells_[next].text, tables_) || !is_label(cells_[next].text))
                 ? state(*kind, cells_[next].text, at, next)
                 : state(*kind, {}, at, at);
    }
    const std::string plain = folded(text);
    if (const std::optional<Statement> statement = statement_without_colon(text, plain, row_, at)) {
      has_fit_ = true;
      statements_.push_back(*statement);
      return at;
    }
    const std::optional<Label> kind = label(plain);
    if (!kind) return at;
    const std::size_t next = next_filled(at);
    if (next == cells_.size()) {
      if (*kind == Label::nil && is_alone(at)) {
        has_fit_ = true;
        return state(Label::nil, "x", at, at);
      }
      return at;
    }
    if (!can_be(*kind, cells_[next].text, tables_)) {
      misfits_.push_back({*kind, cells_[next].text, row_, at, next});
      return at;
    }
    has_fit_ = true;
    return state(*kind, cells_[next].text, at, next);
  }

  std::size_t state(Label kind, std::string_view value, std::size_t label_position, std::size_t position) {
    statements_.push_back({kind, value, row_, label_position, position});
    return position;
  }

  std::size_t next_filled(std::size_t at) const {
    do ++at;
    while (at < cells_.size() && cells_[at].text.empty());
    return at;
  }

  static bool is_label(std::string_view text) {
    return text.find(':') != std::string_view::npos || label(folded(trimmed(text))).has_value();
  }

  bool is_alone(std::size_t at) const {
    return std::none_of(cells_.begin(), cells_.begin() + static_cast<std::ptrdiff_t>(at),
                        [](const GridCell& cell) { return !cell.text.empty(); });
  }

  std::span<const GridCell> cells_;
  std::size_t row_;
  const Tables& tables_;
  std::vector<Statement> statements_;
  std::vector<Statement> misfits_;
  bool has_fit_ = false;
};

}  // namespace

std::vector<Statement> read_statements(std::span<const GridCell> cells, std::size_t row, const Tables& tables) {
  return RowReader(cells, row, tables).read();
}

namespace {

// Gathers the statements of a sheet; of several that say different things the first counts.
class PreambleReader {
 public:
  PreambleReader(const Grid& grid, const FormRules& forms, Tables& tables, FindingLog& log)
      : grid_(grid), forms_(forms), tables_(tables), log_(log) {}

  Preamble read(std::span<const Statement> statements) {
    // A label may stand twice, once beside a name and once beside the code that is wanted; only where no value fits is
    // one wrong.
    for (const Statement& statement : statements) {
      if (preamble_.line == 0) preamble_.line = line(statement);
      if (can_be_read(statement)) take(statement);
    }
    for (const Statement& statement : statements) {
      if (can_be_read(statement) || statement.value.empty()) continue;
      if (!is_taken(statement.label)) {
        refuse(statement);
      } else if (statement.label == Label::money_unit) {
        log_.add(MessageCode::stated_twice, {quotable(statement.value)}, place(statement));
      }
    }
    return preamble_;
  }

 private:
  std::uint32_t line(const Statement& statement) const { return grid_.line(statement.row); }
  CellPlace place(const Statement& statement) const {
    return {line(statement), static_cast<std::uint32_t>(statement.position + 1)};
  }
  bool is_taken(Label kind) const { return taken_[static_cast<std::size_t>(kind)]; }

  bool can_be_read(const Statement& statement) const {
    switch (statement.label) {
      case Label::form:
        return forms_.find(statement.value) != nullptr;
      case Label::table:
        return !table_name(tables_, statement.value).empty();
      case Label::money_unit:
        return money_factor(unit_words(statement)).has_value();
      case Label::data:
        return says_simulated(folded(statement.value));
      default:
        return can_be(statement.label, statement.value, tables_);
    }
  }

  // "Đơn vị tính nghìn đồng" is kept whole as the value.
  static std::string unit_words(const Statement& statement) {
    std::string plain = folded(statement.value);
    for (const std::string_view label : {"don vi tinh ", "dvt "}) {
      if (plain.starts_with(label)) plain.erase(0, label.size());
    }
    return plain;
  }

  template <class Value>
  void set(const Statement& statement, Value& field, const Value& value) {
    bool& taken = taken_[static_cast<std::size_t>(statement.label)];
    if (!taken)
      field = value;
    else if (field != value)
      log_.add(MessageCode::stated_twice, {quotable(statement.value)}, place(statement));
    taken = true;
  }

  void take(const Statement& statement) {
    const std::string_view value = statement.value;
    switch (statement.label) {
      case Label::form:
        return set(statement, preamble_.form, forms_.find(value));
      case Label::table:
        return set(statement, preamble_.table, tables_.find(table_name(tables_, value)));
      case Label::unit:
        return take_unit(statement);
      case Label::period:
        return set(statement, preamble_.period, Period::try_parse(value));
      case Label::version:
        return set(statement, preamble_.version, *version_number(value));
      case Label::received:
        return set(statement, preamble_.received, date_of(value));
      case Label::codes_as_of:
        return set(statement, preamble_.codes_as_of, date_of(value));
      case Label::nil:
        return set(statement, preamble_.is_nil, *yes_or_no(value));
      case Label::money_unit:
        return set(statement, preamble_.money_factor, *money_factor(unit_words(statement)));
      case Label::data:
        return set(statement, preamble_.is_simulated, true);
    }
  }

  void take_unit(const Statement& statement) {
    std::string code = *unit_code(statement.value);
    if (const std::optional<std::string> repaired = with_lost_zero(code)) {
      log_.add(MessageCode::code_repaired, {code, *repaired}, place(statement));
      code = *repaired;
    }
    preamble_.unit_line = line(statement);
    set(statement, preamble_.unit_code, code);
  }

  void refuse(const Statement& statement) {
    const std::string value = quotable(statement.value);
    taken_[static_cast<std::size_t>(statement.label)] = true;  // one finding is enough
    switch (statement.label) {
      case Label::form: {
        preamble_.form_is_unknown = true;
        std::vector<std::string> codes;
        for (const FormRule& rule : forms_.rules()) codes.push_back(rule.code);
        return log_.add(MessageCode::unknown_form, {value, suggestions(statement.value, codes)}, place(statement));
      }
      case Label::table: {
        std::vector<std::string> names;
        for (const Table* table : tables_.all()) names.emplace_back(table->info().label);
        return log_.add(MessageCode::unknown_table, {value, suggestions(statement.value, names)}, place(statement));
      }
      case Label::unit:
        return log_.add(MessageCode::unit_without_code, {value}, place(statement));
      case Label::period:
        return log_.add(MessageCode::not_a_period, {value}, place(statement));
      case Label::version:
        return log_.add(MessageCode::not_a_version, {value}, place(statement));
      case Label::received:
      case Label::codes_as_of:
        return log_.add(MessageCode::not_a_date, {value}, place(statement));
      case Label::nil:
        return log_.add(MessageCode::not_yes_or_no, {value}, place(statement));
      case Label::money_unit:
        // Persons, sheets … are a unit too; it matters only where the table has money.
        preamble_.money_is_unreadable = true;
        preamble_.money_unit_line = line(statement);
        preamble_.money_unit = value;
        return;
      case Label::data:
        return;  // "Dữ liệu: chính thức" says nothing that changes the reading
    }
  }

  const Grid& grid_;
  const FormRules& forms_;
  Tables& tables_;
  FindingLog& log_;
  Preamble preamble_;
  std::array<bool, 10> taken_{};
};

}  // namespace

Preamble read_preamble(std::span<const Statement> statements, const Grid& grid, const FormRules& forms, Tables& tables,
                       FindingLog& log) {
  return PreambleReader(grid, forms, tables, log).read(statements);
}

std::optional<std::string> with_lost_zero(std::string_view code) {
  if (code.size() != 1 && code.size() != 4 && code.size() != 7) return std::nullopt;
  if (!std::all_of(code.begin(), code.end(), is_digit)) return std::nullopt;
  return '0' + std::string(code);
}

}  // namespace hoctap::forms
