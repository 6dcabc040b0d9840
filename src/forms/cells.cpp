#include "forms/cells.hpp"

#include <algorithm>
#include <utility>

#include "forms/dates.hpp"
#include "forms/preamble.hpp"
#include "forms/words.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/money/ratio.hpp"
#include "records/near_codes.hpp"

namespace hoctap::forms {
namespace {

constexpr std::int64_t hundredths = 100;

bool is_hexadecimal(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

MessageCode code_of(DateProblem problem) {
  switch (problem) {
    case DateProblem::no_such_day:
      return MessageCode::no_such_day;
    case DateProblem::two_digit_year:
      return MessageCode::two_digit_year;
    case DateProblem::year_alone:
      return MessageCode::year_is_no_date;
    case DateProblem::year_out_of_range:
      return MessageCode::year_out_of_range;
    case DateProblem::none:
    case DateProblem::not_a_date:
      break;
  }
  return MessageCode::not_a_date;
}

}  // namespace

std::optional<Text> CodeMemo::recognise(std::string_view text) {
  if (const auto found = known_.find(text); found != known_.end()) return found->second;
  const Code* code = list_->recognise(text);
  if (code == nullptr) return std::nullopt;  // not remembered: garbage would fill the memory
  return known_.emplace(std::string(text), pool_->intern(code->code)).first->second;
}

CodeMemo* CodeMemos::find(std::string_view list) {
  if (list.empty()) return nullptr;
  auto found = memos_.find(list);
  if (found == memos_.end()) {
    const CodeList* codes = lists_.find(list);
    found = memos_
                .emplace(std::string(list),
                         codes == nullptr ? std::nullopt : std::optional<CodeMemo>(CodeMemo(*codes, pool_)))
                .first;
  }
  return found->second ? &*found->second : nullptr;
}

ColumnReader::ColumnReader(ColumnBase& column, std::size_t position, std::optional<std::int64_t> factor,
                           CodeMemo* codes, const CellSettings& settings, FindingLog& log)
    : column_(&column),
      position_(position),
      codes_(codes),
      settings_(&settings),
      log_(&log),
      money_factor_(factor.value_or(settings.money_factor)),
      is_code_of_place_(column.type() == ColumnType::unit || column.info().names_place) {
  if (!factor && settings.money_is_unreadable) money_factor_ = 0;
}

bool ColumnReader::is_number() const {
  switch (column_->type()) {
    case ColumnType::integer:
    case ColumnType::money:
    case ColumnType::decimal:
    case ColumnType::ratio:
      return true;
    default:
      return false;
  }
}

CellPlace ColumnReader::place(const RowState& row) const {
  return {row.line, static_cast<std::uint32_t>(position_ + 1), column_->name()};
}

void ColumnReader::note_problem(RowState& row, MessageCode code, std::vector<std::string> arguments) {
  if (column_->is_decisive() && !row.is_dropped) {
    row.is_dropped = true;
    log_->drop(code, std::move(arguments), place(row));
  } else {
    log_->add(code, std::move(arguments), place(row));
  }
}

void ColumnReader::note(const RowState& row, MessageCode code, std::vector<std::string> arguments) {
  log_->add(code, std::move(arguments), place(row));
}

CellValue ColumnReader::unreadable(RowState& row, MessageCode code, std::vector<std::string> arguments) {
  note_problem(row, code, std::move(arguments));
  CellValue value;
  value.state = CellState::unreadable;
  return value;
}

bool is_person_key(std::string_view text) {
  return text.size() == 32 && std::all_of(text.begin(), text.end(), is_hexadecimal);
}

CellValue ColumnReader::number_value(std::int64_t number) {
  CellValue value;
  value.state = CellState::value;
  value.number = number;
  return value;
}

CellValue ColumnReader::read(const GridCell& cell, RowState& row) {
  if (cell.kind == CellKind::blank) {
    above_ = cell;
    return {};
  }
  if (cell.is_covered && is_number()) return unreadable(row, MessageCode::merged_number, {});
  if (cell.is_covered && !std::exchange(has_merged_, true) && column_->type() != ColumnType::person)
    note(row, MessageCode::merged_repeated, {quotable(cell.text)});
  if (cell.kind == CellKind::formula_uncached) return unreadable(row, MessageCode::formula_without_value, {});
  if (cell.kind == CellKind::text && cell.text.size() <= 12) {
    if (is_dash(cell.text)) {
      above_ = cell;
      const bool is_zero =
          settings_->dash_is_zero && is_number() && cell.text.find('.') == std::string_view::npos && cell.text != "…";
      return is_zero ? number_value(0) : CellValue{};
    }
    if (is_ditto(cell.text) && column_->type() != ColumnType::person) {
      if (above_.kind == CellKind::blank) return unreadable(row, MessageCode::nothing_to_repeat, {});
      if (!std::exchange(has_dittos_, true)) note(row, MessageCode::ditto_repeated, {quotable(above_.text)});
      return read_filled(above_, row);
    }
  }
  above_ = cell;
  return read_filled(cell, row);
}

CellValue ColumnReader::read_total(const GridCell& cell, RowState& row) {
  const GridCell above = above_;
  const CellValue total = read(cell, row);
  above_ = above;
  return total;
}

CellValue ColumnReader::read_filled(const GridCell& cell, RowState& row) {
  switch (column_->type()) {
    case ColumnType::text:
      if (codes_ != nullptr) return read_code(cell, row);
      return is_code_of_place_ ? read_place_code(cell, row) : read_text(cell, row);
    case ColumnType::unit:
      return read_place_code(cell, row);
    case ColumnType::date:
      return read_date(cell, row);
    case ColumnType::month:
      return read_month(cell, row);
    case ColumnType::period:
      return read_period(cell, row);
    case ColumnType::integer:
      return read_scaled(cell, row, 1, MessageCode::not_a_whole_number);
    case ColumnType::money:
      return read_money(cell, row);
    case ColumnType::decimal:
      return read_scaled(cell, row, hundredths, MessageCode::too_many_decimals);
    case ColumnType::boolean:
      return read_boolean(cell, row);
    case ColumnType::ratio:
      return read_ratio(cell, row);
    case ColumnType::person:
      break;
  }
  return read_person(cell, row);
}

CellValue ColumnReader::read_text(const GridCell& cell, RowState& row) {
  // A citizen number in a column that keeps text would be stored as it stands.
  const bool is_of_a_person =
      column_->is_identifier() ? holds_citizen_number(cell.text) : may_hold_citizen_number(cell.text);
  if (is_of_a_person) return unreadable(row, MessageCode::citizen_number_in_text, {});
  CellValue value;
  value.state = CellState::value;
  value.text = cell.text;
  return value;
}

CellValue ColumnReader::read_code(const GridCell& cell, RowState& row) {
  CellValue value;
  value.state = CellState::value;
  if (last_code_.empty() || cell.text != last_code_) {
    const std::optional<Text> symbol = codes_->recognise(cell.text);
    if (!symbol) {
      std::vector<std::string> arguments;
      if (!log_->is_full(MessageCode::not_in_list)) {
        arguments = {quotable(cell.text), codes_->list().name(), records::near_codes(codes_->list(), cell.text)};
      }
      return unreadable(row, MessageCode::not_in_list, std::move(arguments));
    }
    last_code_ = cell.text;
    last_symbol_ = *symbol;
  }
  value.symbol = last_symbol_;
  return value;
}

CellValue ColumnReader::read_place_code(const GridCell& cell, RowState& row) {
  CellValue value;
  value.state = CellState::value;
  value.text = cell.text;
  if (cell.text == last_place_) return value;
  if (may_hold_citizen_number(cell.text)) return unreadable(row, MessageCode::citizen_number_in_text, {});
  if (const std::optional<std::string> repaired = repaired_code(cell.text)) {
    repaired_ = *repaired;
    value.text = repaired_;
    note(row, MessageCode::code_repaired, {quotable(cell.text), *repaired});
  } else {
    last_place_ = cell.text;
  }
  return value;
}

// A code that a spreadsheet took for a number. A place that nobody knows by the longer code stays as it was typed.
std::optional<std::string> ColumnReader::repaired_code(std::string_view typed) const {
  std::string_view digits = typed;
  if (digits.ends_with(".0")) digits.remove_suffix(2);
  if (const std::optional<std::string> longer = with_lost_zero(digits)) {
    const bool is_defined_here = column_->type() == ColumnType::text;
    if (is_defined_here || !settings_->gazetteer.versions_of(*longer).empty()) return longer;
  }
  const bool is_number = digits.size() < typed.size() &&
                         std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
  return is_number ? std::optional(std::string(digits)) : std::nullopt;
}

CellValue ColumnReader::read_date(const GridCell& cell, RowState& row) {
  const DateAnswer answer = forms::read_date(cell);
  if (answer.problem != DateProblem::none) return unreadable(row, code_of(answer.problem), {quotable(cell.text)});
  if (answer.was_serial && !std::exchange(has_serials_, true)) {
    note(row, MessageCode::date_from_serial, {quotable(cell.text), answer.date.iso()});
  }
  return number_value(answer.date.days());
}

CellValue ColumnReader::read_month(const GridCell& cell, RowState& row) {
  const MonthAnswer answer = forms::read_month(cell);
  if (answer.problem == DateProblem::not_a_date)
    return unreadable(row, MessageCode::not_a_month, {quotable(cell.text)});
  if (answer.problem != DateProblem::none) return unreadable(row, code_of(answer.problem), {quotable(cell.text)});
  if (answer.month_assumed) note(row, MessageCode::month_assumed, {quotable(cell.text)});
  return number_value(answer.month.index);
}

CellValue ColumnReader::read_period(const GridCell& cell, RowState& row) {
  std::string_view text = cell.text;
  if (text.ends_with(".0")) text.remove_suffix(2);
  const std::optional<Period> period = Period::try_parse(text);
  if (!period) return unreadable(row, MessageCode::not_a_period, {quotable(cell.text)});
  CellValue value;
  value.state = CellState::value;
  period_ = *period;
  return value;
}

CellValue ColumnReader::read_scaled(const GridCell& cell, RowState& row, std::int64_t factor, MessageCode not_whole) {
  // In a shifted row; as a number it would be kept.
  if (is_citizen_number(cell.text)) return unreadable(row, MessageCode::citizen_number_in_text, {});
  const NumberAnswer answer = read_number(cell, settings_->style);
  if (answer.problem == NumberProblem::not_a_number) {
    const bool is_vietnamese = settings_->style == NumberStyle::vietnamese;
    return unreadable(row, MessageCode::not_a_number,
                      {quotable(cell.text), is_vietnamese ? "1.234.567,5" : "1,234,567.5"});
  }
  if (answer.problem == NumberProblem::too_large)
    return unreadable(row, MessageCode::number_too_large, {quotable(cell.text)});
  try {
    const std::optional<std::int64_t> number = whole(answer.number, factor);
    if (!number) return unreadable(row, not_whole, {quotable(cell.text)});
    return number_value(*number);
  } catch (const Overflow&) {
    return unreadable(row, MessageCode::number_too_large, {quotable(cell.text)});
  }
}

CellValue ColumnReader::read_money(const GridCell& cell, RowState& row) {
  if (money_factor_ == 0) return unreadable(row, MessageCode::money_without_unit, {});
  return read_scaled(cell, row, money_factor_, MessageCode::not_whole_dong);
}

CellValue ColumnReader::read_boolean(const GridCell& cell, RowState& row) {
  const std::optional<bool> answer = yes_or_no(cell.text);
  if (!answer) return unreadable(row, MessageCode::not_yes_or_no, {quotable(cell.text)});
  return number_value(*answer ? 1 : 0);
}

CellValue ColumnReader::read_ratio(const GridCell& cell, RowState& row) {
  const auto part = [&](std::string_view text) {
    return cell.kind == CellKind::number ? read_workbook_number(text) : read_number(text, settings_->style);
  };
  const RatioParts parts = ratio_parts(cell.text);
  if (is_citizen_number(parts.upper) || (parts.lower && is_citizen_number(*parts.lower)))
    return unreadable(row, MessageCode::citizen_number_in_text, {});
  std::int64_t lower = parts.is_percent ? 100 : 1;
  if (parts.lower) {
    const NumberAnswer answer = part(*parts.lower);
    const bool is_usable =
        answer.problem == NumberProblem::none && answer.number.decimals == 0 && answer.number.mantissa > 0;
    if (!is_usable) return unreadable(row, MessageCode::not_a_ratio, {quotable(cell.text)});
    lower = answer.number.mantissa;
  }
  const NumberAnswer answer = part(parts.upper);
  if (answer.problem != NumberProblem::none) return unreadable(row, MessageCode::not_a_ratio, {quotable(cell.text)});
  try {
    for (int i = 0; i < answer.number.decimals; ++i) lower = checked_multiply(lower, 10);
    const Ratio ratio = reduced({answer.number.mantissa, lower});
    CellValue value = number_value(ratio.num);
    value.denominator = ratio.den;
    return value;
  } catch (const Overflow&) {
    return unreadable(row, MessageCode::number_too_large, {quotable(cell.text)});
  }
}

CellValue ColumnReader::read_person(const GridCell& cell, RowState& row) {
  CellValue value;
  value.state = CellState::value;
  person_ = {};
  if (is_person_key(cell.text)) {
    person_.key = PersonKey::from_hex(cell.text);
    if (person_.key.is_empty()) return {};
    if (!std::exchange(has_keys_, true)) note(row, MessageCode::person_keys_given, {});
    return value;
  }
  person_.number = CitizenNumber::read(cell);
  if (!person_.number) return unreadable(row, MessageCode::not_a_citizen_number, {});
  switch (person_.number->doubt()) {
    case CitizenNumber::Doubt::none:
      break;
    case CitizenNumber::Doubt::lost_zeros:
      note(row, MessageCode::citizen_number_lost_zeros, {});
      break;
    case CitizenNumber::Doubt::nine_digits:
      note(row, MessageCode::citizen_number_nine_digits, {});
      break;
    case CitizenNumber::Doubt::not_a_structure:
    case CitizenNumber::Doubt::no_such_province:
      note(row, MessageCode::citizen_number_structure, {});
      break;
  }
  return value;
}

}  // namespace hoctap::forms
