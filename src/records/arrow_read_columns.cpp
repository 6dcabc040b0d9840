#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>

#include "core/result_column.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/records/parse_canonical.hpp"
#include "io/tidy_text.hpp"
#include "records/arrow_columns.hpp"
#include "records/column_scan.hpp"

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
      return "cast(pl.Decimal(19, 2))";
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
  // What stands where a day is missing is a day as well.
  const auto [least, most] = days.values.size() == 0 ? Range<std::int32_t>() : range_of(days.values.span());
  if (!is_outside(least) && !is_outside(most)) return append_numbers(column, std::move(days));
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

// The value that one text gives an empty column in the library's own spelling; nothing where it gives none.
template <class T>
std::optional<T> canonical_value(Column<T>& column, Pool& pool, std::string_view text, std::size_t row,
                                 const BadValue& bad_value) {
  append_text(column, pool, text, row, bad_value);
  const std::optional<T> value = column.get(0);
  column.truncate(0);
  return value;
}

// Texts of one column in turn, and what values they give.
template <class T>
class TextReader {
 public:
  TextReader(Column<T>& column, Pool& pool, const BadValue& bad_value)
      : column_(column), pool_(pool), bad_value_(bad_value) {}

  // A text that repeats the one before, which gave no reason to complain, repeats its value.
  std::optional<T> operator()(std::string_view text, std::size_t row) {
    if (text == last_ && !last_.empty()) return value_of_last_;
    const std::optional<T> value = canonical_value(column_, pool_, text, row, bad_value_);
    last_ = value ? text : std::string_view();
    value_of_last_ = value.value_or(T{});
    return value;
  }

 private:
  Column<T>& column_;
  Pool& pool_;
  const BadValue& bad_value_;
  std::string_view last_;
  T value_of_last_{};
};

Text symbol_of(Text value) { return value; }
Text symbol_of(const UnitRef& value) { return value.code; }

// Whether any column takes the text as it is: ASCII without blanks, too short to hold a citizen number. A byte of the
// word is a byte of the text, zeros follow; all bytes are looked at together.
bool is_plain(std::uint64_t word, std::size_t size) {
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t tops = 0x80 * ones;
  if (size - 1 >= sizeof word) return false;
  if (size < sizeof word) word |= (ones * '0') << 8 * size;
  const bool none_is_high = ((word | (word + ones)) & tops) == 0;        // up to '~'
  return none_is_high && ((word + (0x80 - '!') * ones) & tops) == tops;  // from '!' on
}

bool is_plain(std::string_view text) {
  std::uint64_t word = 0;
  if (text.size() <= sizeof word) std::memcpy(&word, text.data(), text.size());
  return is_plain(word, text.size());
}

// The same for columns of symbols. Codes and identifiers mostly come as they came before: as the text before, or as the
// one that came after it then. Such a guess costs a comparison of words.
template <class T>
  requires(std::is_same_v<T, Text> || std::is_same_v<T, UnitRef>)
class TextReader<T> {
 public:
  TextReader(Column<T>& column, Pool& pool, const BadValue& bad_value)
      : column_(column), pool_(pool), bad_value_(bad_value), is_taken_(pool.size() + 1) {}

  std::optional<T> operator()(std::string_view text, std::size_t row) {
    if (text.empty()) return std::nullopt;
    return pool_.is(last_, text) ? T{last_} : look_up(text, row);
  }

  // Texts that are all there; the first stands in that row.
  void read(const ArrowTextRun& run, std::size_t first_row, T* values, const auto& add_missing) {
    const auto end_of_bytes = static_cast<std::size_t>(run.offsets.back());
    const Pool::Words* words = pool_.words();
    const std::uint32_t* guesses = pool_.guesses();
    std::size_t texts = pool_.size();
    std::uint32_t last = last_.symbol;
    for (std::size_t i = 0; i < run.size(); ++i) {
      const auto begin = static_cast<std::size_t>(run.offsets[i]);
      const auto size = static_cast<std::size_t>(run.offsets[i + 1]) - begin;
      // Whether the text is the one before or its guess; `is` tells of a known one whether it is this text.
      const auto is_seen = [&](std::uint64_t first_word, const auto& is) {
        if (is(words[last])) return true;
        const std::uint32_t guess = guesses[last];
        if (guess >= texts || !is(words[guess]) || !(is_taken(guess) || is_plain(first_word, size))) return false;
        last = guess;
        return true;
      };
      bool seen = false;
      if (size - 1 < sizeof(std::uint64_t) && begin + sizeof(std::uint64_t) <= end_of_bytes) {  // most codes
        const std::uint64_t text = word_at(run.bytes + begin) & masks[size + 16];
        seen = is_seen(text,
                       [&](const Pool::Words& known) { return ((known.words[0] ^ text) | (known.size ^ size)) == 0; });
      } else if (size - 1 < Pool::Words::longest && begin + Pool::Words::longest <= end_of_bytes) {
        const std::uint64_t text = word_at(run.bytes + begin) & masks[size + 16];
        const std::uint64_t second = word_at(run.bytes + begin + 8) & masks[size + 8];
        const std::uint64_t third = word_at(run.bytes + begin + 16) & masks[size];
        seen = is_seen(text, [&](const Pool::Words& known) {
          return ((known.words[0] ^ text) | (known.words[1] ^ second) | (known.words[2] ^ third) |
                  (known.size ^ size)) == 0;
        });
      }
      if (seen) {
        values[i] = T{Text{last}};
        continue;
      }
      last_ = Text{last};
      const std::optional<T> value = (*this)(run[i], first_row + i);
      last = last_.symbol;
      words = pool_.words();
      guesses = pool_.guesses();
      texts = pool_.size();
      values[i] = value.value_or(T{});
      if (!value) add_missing(i);
    }
    last_ = Text{last};
  }

 private:
  // All bits of the bytes that a text of `size` has in a word; by size less the bytes before the word, from −16 on.
  static constexpr auto masks = [] {
    std::array<std::uint64_t, 16 + Pool::Words::longest + 1> all{};
    for (std::size_t i = 17; i < all.size(); ++i)
      all[i] = i >= 24 ? ~std::uint64_t{0} : (std::uint64_t{1} << 8 * (i - 16)) - 1;
    return all;
  }();
  static_assert(std::endian::native == std::endian::little);

  static std::uint64_t word_at(const char* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof(word));
    return word;
  }

  bool is_taken(std::uint32_t symbol) const { return symbol < is_taken_.size() && is_taken_[symbol] != 0; }

  std::optional<T> look_up(std::string_view text, std::size_t row) {
    const std::uint32_t* const guesses = pool_.guesses();
    // Rows may leave out one or two that came before.
    Text guess{guesses[last_.symbol]};
    for (int left_out = 0; left_out < 2 && guess.symbol < pool_.size() && !pool_.is(guess, text); ++left_out)
      guess = Text{guesses[guess.symbol]};
    const bool is_guessed = guess.symbol < pool_.size() && pool_.is(guess, text);
    const bool plain = is_plain(text);
    std::optional<Text> symbol = is_guessed ? std::optional(guess) : plain ? pool_.intern(text) : pool_.find(text);
    if (!plain && !(symbol && is_taken(symbol->symbol))) {
      const std::optional<T> value = canonical_value(column_, pool_, text, row, bad_value_);
      if (!value || !pool_.is(symbol_of(*value), text)) return value;
      symbol = symbol_of(*value);
    }
    if (is_taken_.size() <= symbol->symbol) is_taken_.resize(2 * pool_.size());
    is_taken_[symbol->symbol] = 1;
    if (!is_guessed) pool_.guesses()[last_.symbol] = symbol->symbol;
    last_ = *symbol;
    return T{last_};
  }

  Column<T>& column_;
  Pool& pool_;
  const BadValue& bad_value_;
  std::vector<std::uint8_t> is_taken_;  // by symbol: as it is, by this column
  Text last_;                           // empty: none yet, and no text's repetition
};

// Values of one column as they come, to be handed to it at once; in memory that an earlier one gave back.
template <class T>
class Gathered {
  using Stored = typename Column<T>::Stored;

 public:
  explicit Gathered(std::size_t size) : values_(std::make_shared<ResultColumn<Stored>>(size)), next_(values_->data()) {}

  void add(const std::optional<T>& value) {
    if (!value) missing_.push_back(static_cast<std::size_t>(next_ - values_->data()));
    *next_++ = value ? static_cast<Stored>(*value) : Stored{};
  }
  // All texts of a run, by the reader.
  void add_run(const ArrowTextRun& run, TextReader<T>& reader, std::size_t first_row) {
    if constexpr (std::is_same_v<T, Text> || std::is_same_v<T, UnitRef>) {
      if (run.present.empty()) {
        reader.read(run, first_row, next_, [&](std::size_t i) { missing_.push_back(first_row + i); });
        next_ += run.size();
        return;
      }
    }
    for (std::size_t i = 0; i < run.size(); ++i) add(run.has(i) ? reader(run[i], first_row + i) : std::nullopt);
  }
  void assign_to(Column<T>& column) {
    std::vector<std::uint8_t> present;
    if (!missing_.empty()) present.assign(values_->span().size(), 1);
    for (const std::size_t row : missing_) present[row] = 0;
    column.assign(Buffer<Stored>::lent(values_->span(), values_), std::move(present));
  }

 private:
  std::shared_ptr<ResultColumn<Stored>> values_;
  Stored* next_;  // to be written
  std::vector<std::size_t> missing_;
};

// Numbers of words; a word is read where a row first says it, and again for each row where it gives no value.
template <class T>
void read_words(Gathered<T>& gathered, TextReader<T>& reader, const ArrowWords& words) {
  enum class State : std::uint8_t { not_read, good, bad };
  std::vector<State> states(words.words.size(), State::not_read);
  std::vector<T> values(words.words.size());
  std::visit(
      [&](const auto& codes) {
        for (std::size_t row = 0; row < codes.values.size(); ++row) {
          if (!codes.has(row)) {
            gathered.add(std::nullopt);
            continue;
          }
          const auto code = static_cast<std::size_t>(+codes.values[row]);
          if (states[code] == State::good) {
            gathered.add(values[code]);
            continue;
          }
          const std::optional<T> value = reader(words.words[code], row);
          states[code] = value ? State::good : State::bad;
          if (value) values[code] = *value;
          gathered.add(value);
        }
      },
      words.codes);
}

template <class T>
void read_texts(Column<T>& column, Pool& pool, const ArrowColumn& values, const BadValue& bad_value) {
  Gathered<T> gathered(values.size());
  TextReader<T> reader(column, pool, bad_value);
  if (values.is_dictionary()) {
    read_words(gathered, reader, values.words());
  } else if (const auto runs = values.text_runs()) {
    std::size_t row = 0;
    for (const ArrowTextRun& run : *runs) {
      gathered.add_run(run, reader, row);
      row += run.size();
    }
  } else {
    const ArrowValues<std::string_view> texts = values.texts();
    for (std::size_t row = 0; row < texts.values.size(); ++row)
      gathered.add(texts.has(row) ? reader(texts.values[row], row) : std::nullopt);
  }
  gathered.assign_to(column);
}

void append_texts(ColumnBase& column, Pool& pool, const ArrowColumn& values, const BadValue& bad_value) {
  if (column.size() == 0) {
    visit_column(column, [&](auto& typed) { read_texts(typed, pool, values, bad_value); });
    return;
  }
  const ArrowValues<std::string_view> texts = values.texts();
  for (std::size_t row = 0; row < texts.values.size(); ++row) {
    if (texts.has(row))
      append_text(column, pool, texts.values[row], row, bad_value);
    else
      column.push_missing();
  }
}

// Whether T{} is made of zeros, as fresh memory is.
template <class T>
constexpr bool is_zeros =
    std::is_same_v<T, Text> || std::is_same_v<T, Date> || std::is_same_v<T, Month> || std::is_same_v<T, std::int64_t> ||
    std::is_same_v<T, Money> || std::is_same_v<T, Decimal> || std::is_same_v<T, bool> || std::is_same_v<T, PersonKey>;

// Zeros that nobody writes: memory that is not touched before it is read, and mostly it is not read either.
std::shared_ptr<const void> zeros(std::size_t bytes) {
  void* const memory = std::calloc(bytes, 1);
  if (memory == nullptr) throw std::bad_alloc();
  return {memory, std::free};
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

void append_missing(ColumnBase& column, std::size_t count) {
  visit_column(column, [count]<class T>(Column<T>& typed) {
    if constexpr (is_zeros<T>) {
      if (typed.size() == 0 && count != 0) {
        using Stored = typename Column<T>::Stored;
        const auto memory = zeros(count * sizeof(Stored));
        typed.assign(Buffer<Stored>::lent({static_cast<const Stored*>(memory.get()), count}, memory),
                     std::vector<std::uint8_t>(count, 0));
        return;
      }
    }
    typed.push_missing(count);
  });
}

void append_arrow(ColumnBase& column, Pool& pool, const ArrowColumn& values, const BadValue& bad_value) {
  if (values.kind() == ArrowKind::nothing) return append_missing(column, values.size());
  const bool was_read = visit_column(column, [&](auto& typed) { return append_typed(typed, values, bad_value); });
  if (was_read) return;
  if (values.kind() != ArrowKind::text) refuse(column, values);
  append_texts(column, pool, values, bad_value);
}

}  // namespace hoctap::records
