#include "hoctap/records/parse_canonical.hpp"

#include <charconv>
#include <limits>

#include "core/citizen_digits.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

bool all_digits(std::string_view text) {
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
  }
  return !text.empty();
}

template <class T>
struct Spelling;

template <>
struct Spelling<Text> {
  static std::optional<Text> parse(std::string_view text, Pool& pool) { return pool.intern(text); }
  static std::string write(Text value, const Pool& pool) { return std::string(pool.view(value)); }
  static constexpr MessageCode refusal = MessageCode::invalid_argument;  // every text is one
};
template <>
struct Spelling<UnitRef> {
  static std::optional<UnitRef> parse(std::string_view text, Pool& pool) {
    return UnitRef{pool.intern(text), no_version};
  }
  static std::string write(const UnitRef& value, const Pool& pool) { return std::string(pool.view(value.code)); }
  static constexpr MessageCode refusal = MessageCode::invalid_argument;
};
template <>
struct Spelling<Date> {
  static std::optional<Date> parse(std::string_view text, Pool&) { return Date::try_parse(text); }
  static std::string write(Date value, const Pool&) { return value.iso(); }
  static constexpr MessageCode refusal = MessageCode::not_an_iso_date;
};
template <>
struct Spelling<Month> {
  static std::optional<Month> parse(std::string_view text, Pool&) { return parse_month(text); }
  static std::string write(Month value, const Pool&) { return text_of(value); }
  static constexpr MessageCode refusal = MessageCode::not_a_canonical_month;
};
template <>
struct Spelling<Period> {
  static std::optional<Period> parse(std::string_view text, Pool&) { return Period::try_parse(text); }
  static std::string write(const Period& value, const Pool&) { return value.text(); }
  static constexpr MessageCode refusal = MessageCode::not_a_period;
};
template <>
struct Spelling<std::int64_t> {
  static std::optional<std::int64_t> parse(std::string_view text, Pool&) { return parse_integer(text); }
  static std::string write(std::int64_t value, const Pool&) { return std::to_string(value); }
  static constexpr MessageCode refusal = MessageCode::not_a_canonical_integer;
};
template <>
struct Spelling<Money> {
  static std::optional<Money> parse(std::string_view text, Pool&) {
    const auto amount = parse_integer(text);
    return amount ? std::optional<Money>(Money::dong(*amount)) : std::nullopt;
  }
  static std::string write(Money value, const Pool&) { return std::to_string(value.dong()); }
  static constexpr MessageCode refusal = MessageCode::not_a_canonical_amount;
};
template <>
struct Spelling<Decimal> {
  static std::optional<Decimal> parse(std::string_view text, Pool&) { return parse_decimal(text); }
  static std::string write(Decimal value, const Pool&) { return text_of(value); }
  static constexpr MessageCode refusal = MessageCode::not_a_canonical_decimal;
};
template <>
struct Spelling<bool> {
  static std::optional<bool> parse(std::string_view text, Pool&) { return parse_boolean(text); }
  static std::string write(bool value, const Pool&) { return value ? "true" : "false"; }
  static constexpr MessageCode refusal = MessageCode::not_a_canonical_boolean;
};
template <>
struct Spelling<Ratio> {
  static std::optional<Ratio> parse(std::string_view text, Pool&) { return parse_ratio(text); }
  static std::string write(const Ratio& value, const Pool&) {
    std::string text = std::to_string(value.num);
    if (value.den != 1) text += "/" + std::to_string(value.den);
    return text;
  }
  static constexpr MessageCode refusal = MessageCode::not_a_canonical_ratio;
};
template <>
struct Spelling<PersonKey> {
  static std::optional<PersonKey> parse(std::string_view text, Pool&) { return parse_person_key(text); }
  static std::string write(const PersonKey& value, const Pool&) { return value.hex(); }
  static constexpr MessageCode refusal = MessageCode::not_a_person_key;
};

}  // namespace

std::optional<std::int64_t> parse_integer(std::string_view text) {
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [after, problem] = std::from_chars(text.data(), end, value);
  if (problem != std::errc{} || after != end) return std::nullopt;
  return value;
}

std::optional<Decimal> parse_decimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string_view places = point == std::string_view::npos ? "" : text.substr(point + 1);
  if (point != std::string_view::npos && !all_digits(places)) return std::nullopt;
  while (places.size() > 2 && places.back() == '0') places.remove_suffix(1);
  if (!all_digits(whole) || places.size() > 2) return std::nullopt;
  // Digits and sign together, so that the least value is read like any other.
  std::string digits = negative ? "-" : "";
  digits.append(whole).append(places).append(2 - places.size(), '0');
  const auto hundredths = parse_integer(digits);
  if (!hundredths) return std::nullopt;
  return Decimal{*hundredths};
}

std::optional<Month> parse_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-' || !all_digits(text.substr(0, 4)) || !all_digits(text.substr(5))) {
    return std::nullopt;
  }
  const auto year = parse_integer(text.substr(0, 4));
  const auto month = parse_integer(text.substr(5));
  if (!year || !month) return std::nullopt;
  const auto first = Date::try_of(static_cast<int>(*year), static_cast<int>(*month), 1);
  if (!first) return std::nullopt;
  return Month{first->month_index()};
}

std::optional<bool> parse_boolean(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  return std::nullopt;
}

std::optional<Ratio> parse_ratio(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string_view::npos) {
    const auto num = parse_integer(text.substr(0, slash));
    const auto den = parse_integer(text.substr(slash + 1));
    if (!num || !den || *den <= 0) return std::nullopt;
    return Ratio{*num, *den};
  }
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) {
    const auto whole = parse_integer(text);
    return whole ? std::optional<Ratio>(Ratio{*whole, 1}) : std::nullopt;
  }
  const std::string_view places = text.substr(point + 1);
  if (!all_digits(places) || places.size() > 18) return std::nullopt;
  std::int64_t den = 1;
  for (std::size_t i = 0; i < places.size(); ++i) den *= 10;
  const auto num = parse_integer(std::string(text.substr(0, point)).append(places));
  if (!num || point == 0) return std::nullopt;
  return reduced(Ratio{*num, den});
}

std::optional<PersonKey> parse_person_key(std::string_view text) {
  try {
    return PersonKey::from_hex(text);
  } catch (const InvalidValue&) {
    return std::nullopt;
  }
}

std::optional<Message> push_canonical(ColumnBase& column, Pool& pool, std::string_view text) {
  if (text.empty()) {
    column.push_missing();
    return std::nullopt;
  }
  return visit_column(column, [&]<class T>(Column<T>& typed) -> std::optional<Message> {
    if constexpr (std::is_same_v<T, Text> || std::is_same_v<T, UnitRef>) {
      const bool may_be_number = std::is_same_v<T, Text> && column.is_identifier();
      if (may_be_number ? holds_citizen_number(text) : may_hold_citizen_number(text)) {
        column.push_missing();
        return Message{MessageCode::citizen_number_in_text, {}};
      }
    }
    const std::optional<T> value = Spelling<T>::parse(text, pool);
    typed.push(value);
    if (value) return std::nullopt;
    if (std::is_same_v<T, PersonKey>) return Message{Spelling<T>::refusal, {}};
    return Message{Spelling<T>::refusal, {quotable(text)}};
  });
}

std::string canonical_text(const ColumnBase& column, std::size_t row, const Pool& pool) {
  if (!column.has(row)) return {};
  return visit_column(column, [&]<class T>(const Column<T>& typed) { return Spelling<T>::write(typed[row], pool); });
}

std::string text_of(Month month) {
  const std::int32_t year = month.index / 12;
  const std::int32_t number = month.index % 12 + 1;
  std::string text = std::to_string(year);
  if (text.size() < 4) text.insert(0, 4 - text.size(), '0');
  text += number < 10 ? "-0" : "-";
  return text += std::to_string(number);
}

std::string text_of(Decimal decimal) {
  const bool negative = decimal.hundredths < 0;
  // Unsigned, because the least value has no positive counterpart.
  const auto size = static_cast<std::uint64_t>(decimal.hundredths);
  const std::uint64_t hundredths = negative ? 0 - size : size;
  std::string text = negative ? "-" : "";
  text += std::to_string(hundredths / 100);
  const std::uint64_t rest = hundredths % 100;
  if (rest == 0) return text;
  text.push_back('.');
  text.push_back(static_cast<char>('0' + rest / 10));
  if (rest % 10 != 0) text.push_back(static_cast<char>('0' + rest % 10));
  return text;
}

}  // namespace hoctap
