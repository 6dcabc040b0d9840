#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/records/parse_canonical.hpp"
#include "io/tidy_text.hpp"
#include "records/arrow_columns.hpp"

namespace hoctap::records {
namespace {

// Types that differ from a plain number only in name, so that a run of one is a run of the other.
template <class To, class From>
constexpr bool is_same_layout = std::is_trivially_copyable_v<To> && std::is_standard_layout_v<To> &&
                                sizeof(To) == sizeof(From) && alignof(To) == alignof(From);
static_assert(is_same_layout<Money, std::int64_t> && is_same_layout<Date, std::int32_t>);

// About the whole column, so that no row is named; the table is the caller's to name.
[[noreturn]] void refuse_type(MessageCode code, const ColumnBase& column, const ArrowColumn& values,
                              std::vector<std::string> more) {
  std::vector<std::string> arguments{values.name(), values.type()};
  for (std::string& one : more) arguments.push_back(std::move(one));
  throw FormatError({code, std::move(arguments)}, {{}, {}, 0, 0, std::string(column.name())});
}

// What to write in polars to get a type that can be read.
const char* polars_cast(ColumnType type) {
  switch (type) {
    case ColumnType::date:
      return "cast(pl.Date)";
    case ColumnType::integer:
    case ColumnType::money:
      return "cast(pl.Int64)";
    case ColumnType::decimal:
      return "cast(pl.Decimal(18, 2))";
    case ColumnType::boolean:
      return "cast(pl.Boolean)";
    default:
      return "cast(pl.String)";
  }
}

[[noreturn]] void refuse(const ColumnBase& column, const ArrowColumn& values) {
  if (column.type() == ColumnType::person) refuse_type(MessageCode::arrow_not_person_keys, column, values, {});
  const bool is_number = column.type() == ColumnType::integer || column.type() == ColumnType::money;
  if (is_number && values.kind() == ArrowKind::floating)
    refuse_type(MessageCode::arrow_floats_refused, column, values, {polars_cast(column.type())});
  if (column.type() == ColumnType::unit && values.kind() == ArrowKind::integer)
    refuse_type(MessageCode::arrow_codes_as_numbers, column, values, {});
  refuse_type(MessageCode::arrow_cast_first, column, values,
              {std::string(name(column.type())), polars_cast(column.type())});
}

// Appends `convert(value)` of each value; one that gives nothing was reported by it.
template <class T, class From, class Convert>
void append_converted(Column<T>& column, const ArrowValues<From>& values, const Convert& convert) {
  column.reserve(column.size() + values.values.size());
  for (std::size_t i = 0; i < values.values.size(); ++i) {
    if (values.has(i))
      column.push(std::optional<T>(convert(i, values.values[i])));
    else
      column.push_missing();
  }
}

// Lends the run of numbers to an empty column, or appends it.
template <class T, class From>
void append_numbers(Column<T>& column, ArrowValues<From>&& values) {
  if (column.size() != 0) {
    return append_converted(column, values, [](std::size_t, const From& value) {
      if constexpr (std::is_same_v<T, From>)
        return value;
      else if constexpr (std::is_same_v<T, Money>)
        return Money::dong(value);
      else
        return T::from_days(value);
    });
  }
  if constexpr (std::is_same_v<T, From>) {
    column.assign(std::move(values.values), std::move(values.present));
  } else {
    static_assert(is_same_layout<T, From>);
    const auto owner = std::make_shared<const Buffer<From>>(std::move(values.values));
    const std::span<const T> run(reinterpret_cast<const T*>(owner->data()), owner->size());
    column.assign(Buffer<T>::lent(run, owner), std::move(values.present));
  }
}

// Days that the calendar does not have are reported and left out; without any, the run is lent.
void append_days(Column<Date>& column, ArrowValues<std::int32_t>&& days, const BadValue& bad_value) {
  static const Date first = Date::of(1400, 1, 1);
  static const Date last = Date::of(9999, 12, 31);
  const auto is_outside = [](std::int32_t day) { return day < first.days() || day > last.days(); };
  bool is_sound = true;
  for (std::size_t i = 0; is_sound && i < days.values.size(); ++i)
    is_sound = !days.has(i) || !is_outside(days.values[i]);
  if (is_sound) return append_numbers(column, std::move(days));
  append_converted(column, days, [&](std::size_t i, std::int32_t day) {
    if (!is_outside(day)) return std::optional<Date>(Date::from_days(day));
    bad_value(i, {MessageCode::day_outside_calendar, {std::to_string(day)}});
    return std::optional<Date>();
  });
}

std::string tidied(std::string_view text) { return nfc(squeezed(text)); }

// Appends one text in the library's own spelling.
void append_text(ColumnBase& column, Pool& pool, std::string_view text, std::size_t row, const BadValue& bad_value) {
  if (text.empty() || io::is_tidy(text)) {
    if (auto problem = push_canonical(column, pool, text)) bad_value(row, *std::move(problem));
  } else if (const auto malformed = first_invalid_utf8(text)) {
    column.push_missing();
    bad_value(row, {MessageCode::malformed_utf8, {std::to_string(*malformed)}});
  } else if (auto problem = push_canonical(column, pool, tidied(text))) {
    bad_value(row, *std::move(problem));
  }
}

// Values that repeat the text before, which gave no reason to complain, repeat its value.
template <class T>
void append_texts(Column<T>& column, Pool& pool, const ArrowValues<std::string_view>& texts,
                  const BadValue& bad_value) {
  std::string_view last;
  T value_of_last{};
  column.reserve(column.size() + texts.values.size());
  for (std::size_t i = 0; i < texts.values.size(); ++i) {
    const std::string_view text = texts.values[i];
    if (!texts.has(i)) {
      column.push_missing();
    } else if (!last.empty() && text == last) {
      column.push(value_of_last);
    } else {
      append_text(column, pool, text, i, bad_value);
      const std::size_t added = column.size() - 1;
      last = column.has(added) ? text : std::string_view();
      value_of_last = column[added];
    }
  }
}

Text symbol_of(Text value) { return value; }
Text symbol_of(const UnitRef& value) { return value.code; }

// Texts that the pool holds and that this column took as they are need no second look.
template <class T>
void append_symbols(Column<T>& column, Pool& pool, const ArrowValues<std::string_view>& texts,
                    const BadValue& bad_value) {
  std::vector<std::uint8_t> is_taken;  // by symbol
  column.reserve(column.size() + texts.values.size());
  Text last;
  for (std::size_t i = 0; i < texts.values.size(); ++i) {
    const std::string_view text = texts.values[i];
    if (texts.has(i) && !text.empty()) {
      if (!last.is_empty() && pool.is(last, text)) {
        column.push(T{last});
        continue;
      }
      const auto known = pool.find(text, last);
      if (known && known->symbol < is_taken.size() && is_taken[known->symbol] != 0) {
        last = *known;
        column.push(T{last});
        continue;
      }
    }
    if (!texts.has(i)) {
      column.push_missing();
      continue;
    }
    append_text(column, pool, text, i, bad_value);
    const std::size_t added = column.size() - 1;
    if (!column.has(added)) continue;
    const Text symbol = symbol_of(column[added]);
    if (pool.view(symbol) != text) continue;
    last = symbol;
    if (is_taken.size() <= symbol.symbol) is_taken.resize(pool.size());
    is_taken[symbol.symbol] = 1;
  }
}

void append_texts(ColumnBase& column, Pool& pool, const ArrowColumn& values, const BadValue& bad_value) {
  const ArrowValues<std::string_view> texts = values.texts();
  visit_column(column, [&]<class T>(Column<T>& typed) {
    if constexpr (std::is_same_v<T, Text> || std::is_same_v<T, UnitRef>)
      append_symbols(typed, pool, texts, bad_value);
    else
      append_texts(typed, pool, texts, bad_value);
  });
}

std::string shortest(double value) {
  std::array<char, 32> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  return {digits.data(), written.ptr};
}

// The number with at most two decimals that the double is nearest to, if there is one.
std::optional<Decimal> decimal_of(double value) {
  constexpr double most = 9'007'199'254'740'992.0;  // above it, doubles do not hold every whole number
  if (!(std::abs(value) * 100 < most)) return std::nullopt;
  const auto hundredths = static_cast<std::int64_t>(std::llround(value * 100));
  if (static_cast<double>(hundredths) / 100 != value) return std::nullopt;
  return Decimal{hundredths};
}

void append_floats(Column<Decimal>& column, const ArrowColumn& values, const BadValue& bad_value) {
  append_converted(column, values.floats(), [&](std::size_t i, double value) {
    if (std::isnan(value)) return std::optional<Decimal>();  // what pandas writes where a value is missing
    const auto decimal = decimal_of(value);
    if (!decimal) bad_value(i, {MessageCode::not_a_canonical_decimal, {shortest(value)}});
    return decimal;
  });
}

void append_whole_decimals(Column<Decimal>& column, const ArrowColumn& values, const BadValue& bad_value) {
  append_converted(column, values.integers(), [&](std::size_t i, std::int64_t value) {
    std::int64_t hundredths = 0;
    if (!__builtin_mul_overflow(value, 100, &hundredths)) return std::optional<Decimal>(Decimal{hundredths});
    bad_value(i, {MessageCode::not_a_canonical_decimal, {std::to_string(value)}});
    return std::optional<Decimal>();
  });
}

std::uint64_t big_endian(const char* bytes) {
  std::uint64_t value = 0;
  for (int i = 0; i < 8; ++i) value = value << 8U | static_cast<unsigned char>(bytes[i]);
  return value;
}

// Keys as 16 bytes or 32 hexadecimal digits; anything else may be a citizen number and is refused as a whole.
void append_persons(Column<PersonKey>& column, const ArrowColumn& values) {
  const bool is_text = values.kind() == ArrowKind::text;
  append_converted(column, values.texts(), [&](std::size_t, std::string_view key) {
    if (key.empty()) return std::optional<PersonKey>();
    if (!is_text && key.size() == 16)
      return std::optional<PersonKey>(PersonKey{big_endian(key.data()), big_endian(key.data() + 8)});
    const auto parsed = is_text ? parse_person_key(key) : std::nullopt;
    if (!parsed) refuse(column, values);
    return parsed;
  });
}

// Whether a column of that kind can be read into one of this type, beside text.
template <class T>
bool append_typed(Column<T>& column, const ArrowColumn& values, const BadValue& bad_value) {
  [[maybe_unused]] const ArrowKind kind = values.kind();
  if constexpr (std::is_same_v<T, std::int64_t> || std::is_same_v<T, Money>) {
    if (kind == ArrowKind::integer)
      append_numbers(column, values.integers());
    else if (kind == ArrowKind::decimal)
      append_numbers(column, values.decimals(0));
    else
      return false;
    return true;
  } else if constexpr (std::is_same_v<T, Date>) {
    if (kind != ArrowKind::date && kind != ArrowKind::timestamp) return false;
    append_days(column, values.days(), bad_value);
    return true;
  } else if constexpr (std::is_same_v<T, Month>) {
    if (kind != ArrowKind::date && kind != ArrowKind::timestamp) return false;
    append_converted(column, values.days(), [&](std::size_t i, std::int32_t day) {
      try {
        return std::optional<Month>(Month{Date::from_days(day).month_index()});
      } catch (const InvalidValue& error) {
        bad_value(i, error.message());
        return std::optional<Month>();
      }
    });
    return true;
  } else if constexpr (std::is_same_v<T, Decimal>) {
    if (kind == ArrowKind::decimal)
      append_converted(column, values.decimals(2),
                       [](std::size_t, std::int64_t hundredths) { return Decimal{hundredths}; });
    else if (kind == ArrowKind::integer)
      append_whole_decimals(column, values, bad_value);
    else if (kind == ArrowKind::floating)
      append_floats(column, values, bad_value);
    else
      return false;
    return true;
  } else if constexpr (std::is_same_v<T, bool>) {
    if (kind != ArrowKind::boolean) return false;
    append_converted(column, values.booleans(), [](std::size_t, std::uint8_t value) { return value != 0; });
    return true;
  } else if constexpr (std::is_same_v<T, Ratio>) {
    if (kind != ArrowKind::integer) return false;
    append_converted(column, values.integers(), [](std::size_t, std::int64_t value) { return Ratio{value, 1}; });
    return true;
  } else if constexpr (std::is_same_v<T, PersonKey>) {
    if (kind != ArrowKind::text && kind != ArrowKind::bytes) return false;
    append_persons(column, values);
    return true;
  } else {
    return false;
  }
}

}  // namespace

void append_arrow(ColumnBase& column, Pool& pool, const ArrowColumn& values, const BadValue& bad_value) {
  if (values.kind() == ArrowKind::nothing) {
    column.push_missing(values.size());
    return;
  }
  const bool was_read = visit_column(column, [&](auto& typed) { return append_typed(typed, values, bad_value); });
  if (was_read) return;
  if (values.kind() != ArrowKind::text) refuse(column, values);
  append_texts(column, pool, values, bad_value);
}

}  // namespace hoctap::records
