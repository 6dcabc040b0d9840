// A typed column of a table, declared in one line: member, English and Vietnamese name, type, unit, key, code list.
// Everything else (reading, rules, Arrow in and out, empty forms, documentation) is derived from the declaration.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "hoctap/core/digest.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/geo/gazetteer.hpp"
#include "hoctap/io/buffer.hpp"
#include "hoctap/money/money.hpp"
#include "hoctap/money/ratio.hpp"
#include "hoctap/records/pool.hpp"
#include "hoctap/time/date.hpp"
#include "hoctap/time/period.hpp"

namespace hoctap {

class Table;

enum class ColumnType : std::uint8_t {
  text,     // Text
  unit,     // UnitRef: an administrative code and, once resolved, the version it meant
  date,     // Date
  month,    // Month
  period,   // Period
  integer,  // std::int64_t
  money,    // Money, whole đồng
  decimal,  // Decimal, hundredths (hours, scores)
  boolean,  // bool
  ratio,    // Ratio (shares of a split)
  person,   // PersonKey
};
HOCTAP_EXPORT std::string_view name(ColumnType type);

// A commune, village, district or province as a record names it. The version is found by the dataset at the day for
// which the file states its codes.
struct UnitRef {
  Text code;
  VersionId version = no_version;
  friend bool operator==(const UnitRef&, const UnitRef&) = default;
};

// A month of birth: 12 · year + month − 1.
struct Month {
  std::int32_t index = 0;
  friend auto operator<=>(const Month&, const Month&) = default;
};

// A number with two decimals, kept as hundredths.
struct Decimal {
  std::int64_t hundredths = 0;
  friend auto operator<=>(const Decimal&, const Decimal&) = default;
};

// What a declaration says of a column beside its type.
struct ColumnInfo {
  std::string_view name;            // English, as in Arrow schemas and plain tables
  std::string_view label;           // Vietnamese heading of the form
  bool key = false;                 // part of the table's key; a row without it is dropped
  bool may_be_empty = false;        // a key that may be missing: the note says what that means
  bool required = false;            // a row without it is dropped
  bool blank_speaks = false;        // a blank says something of its own (no end, the first version): the note says what
  std::string_view refers_to = {};  // the table whose key the value must be
  std::string_view code_list = {};  // the dated code list (data/codes) the value must be in
  std::string_view not_before = {};  // the column of dates before which the date here cannot lie; an end whose blank
                                     // speaks is the first day outside, and lies after it
  std::string_view within = {};      // the column of units in which the village here lies
  bool claims = false;               // a unit that claims what the key names: no unit's row supersedes another's
  bool names_place = false;          // text that holds a code of a place, because the table is what defines it
  bool dates_codes = false;          // the day at which the codes of the row are read
  bool in_period = false;            // lies in the period that a form reports on
  std::string_view unit = {};        // "đồng", "hours", …
  bool non_negative = false;         // a row with an integer, amount or decimal below zero here is dropped
  bool dates_row = false;            // the day for which the row speaks: dated code lists are asked on it
  std::string_view note = {};        // what it means, where the name does not say it all
};

class HOCTAP_EXPORT ColumnBase {
 public:
  ColumnBase(Table& table, ColumnType type, const ColumnInfo& info);
  ColumnBase(const ColumnBase&) = delete;
  ColumnBase& operator=(const ColumnBase&) = delete;
  virtual ~ColumnBase() = default;

  const ColumnInfo& info() const { return info_; }
  std::string_view name() const { return info_.name; }
  ColumnType type() const { return type_; }
  // Whether a row without a value here is dropped.
  bool is_needed() const { return info_.required || (info_.key && !info_.may_be_empty); }
  // Whether a row whose value here is wrong is dropped: it cannot do without one, or would say by the blank what nobody
  // said. A person whose number is wrong took part all the same, without a name.
  bool is_decisive() const {
    return info_.required || info_.blank_speaks || (info_.key && (is_needed() || type_ != ColumnType::person));
  }
  // Whether its texts name things, so that they may be long numbers.
  bool is_identifier() const { return info_.key || !info_.refers_to.empty(); }

  virtual std::size_t size() const = 0;
  // Whether row i states a value. Missing is not zero.
  bool has(std::size_t i) const { return missing_count_ == 0 || present_[i] != 0; }
  std::size_t missing_count() const { return missing_count_; }
  // A byte a row, 0 where the value is missing; empty where none is.
  std::span<const std::uint8_t> presence() const;

  virtual void push_missing() = 0;
  virtual void push_missing(std::size_t count) = 0;
  virtual void set_missing(std::size_t i) = 0;
  virtual void reserve(std::size_t count) = 0;
  // Keeps the rows whose flag is not zero.
  virtual void keep(std::span<const std::uint8_t> flags) = 0;
  // Keeps the first `count` values; fewer stay as they are.
  virtual void truncate(std::size_t count) = 0;

 protected:
  void note_pushed(bool present, std::size_t size_before) {
    if (!present && present_.empty()) present_.assign(size_before, 1);
    if (!present || !present_.empty()) present_.push_back(present ? 1 : 0);
    missing_count_ += present ? 0 : 1;
  }
  void note_missing(std::size_t count, std::size_t size_before);
  void note_set(bool present, std::size_t i, std::size_t size);
  void keep_presence(std::span<const std::uint8_t> flags);
  void truncate_presence(std::size_t count);
  // Throws InvalidValue where `present` is neither empty nor as long as the values.
  void assign_presence(std::vector<std::uint8_t> present, std::size_t size);

 private:
  std::vector<std::uint8_t> present_;  // one byte a row, empty as long as nothing is missing
  std::size_t missing_count_ = 0;
  ColumnType type_;
  ColumnInfo info_;
};

template <class T>
struct ColumnTypeOf;
template <>
struct ColumnTypeOf<Text> {
  static constexpr ColumnType value = ColumnType::text;
};
template <>
struct ColumnTypeOf<UnitRef> {
  static constexpr ColumnType value = ColumnType::unit;
};
template <>
struct ColumnTypeOf<Date> {
  static constexpr ColumnType value = ColumnType::date;
};
template <>
struct ColumnTypeOf<Month> {
  static constexpr ColumnType value = ColumnType::month;
};
template <>
struct ColumnTypeOf<Period> {
  static constexpr ColumnType value = ColumnType::period;
};
template <>
struct ColumnTypeOf<std::int64_t> {
  static constexpr ColumnType value = ColumnType::integer;
};
template <>
struct ColumnTypeOf<Money> {
  static constexpr ColumnType value = ColumnType::money;
};
template <>
struct ColumnTypeOf<Decimal> {
  static constexpr ColumnType value = ColumnType::decimal;
};
template <>
struct ColumnTypeOf<bool> {
  static constexpr ColumnType value = ColumnType::boolean;
};
template <>
struct ColumnTypeOf<Ratio> {
  static constexpr ColumnType value = ColumnType::ratio;
};
template <>
struct ColumnTypeOf<PersonKey> {
  static constexpr ColumnType value = ColumnType::person;
};

template <class T>
class Column final : public ColumnBase {
 public:
  using Value = T;
  using Stored = std::conditional_t<std::is_same_v<T, bool>, std::uint8_t, T>;

  Column(Table& table, const ColumnInfo& info) : ColumnBase(table, ColumnTypeOf<T>::value, info) {}

  std::size_t size() const override { return values_.size(); }
  // The value of row i; T{} where it is missing.
  T operator[](std::size_t i) const { return static_cast<T>(values_[i]); }
  std::optional<T> get(std::size_t i) const {
    return has(i) ? std::optional<T>(static_cast<T>(values_[i])) : std::nullopt;
  }
  std::span<const Stored> values() const { return values_.span(); }
  // The same to be written, copied from a lender first; what is missing stays so.
  std::span<Stored> edit() { return values_.own(); }
  const Buffer<Stored>& buffer() const { return values_; }

  void push(T value) {
    note_pushed(true, values_.size());
    values_.push_back(static_cast<Stored>(value));
  }
  void push(const std::optional<T>& value) {
    if (value)
      push(*value);
    else
      push_missing();
  }
  void push_missing() override {
    note_pushed(false, values_.size());
    values_.push_back(Stored{});
  }
  void push_missing(std::size_t count) override {
    if (count == 0) return;
    note_missing(count, values_.size());
    values_.own().resize(values_.size() + count);
  }
  void set(std::size_t i, T value) {
    note_set(true, i, values_.size());
    values_.own()[i] = static_cast<Stored>(value);
  }
  void set_missing(std::size_t i) override {
    note_set(false, i, values_.size());
    values_.own()[i] = Stored{};
  }
  void reserve(std::size_t count) override { values_.reserve(count); }
  void keep(std::span<const std::uint8_t> flags) override {
    keep_presence(flags);
    auto& values = values_.own();
    std::size_t kept = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
      if (flags[i]) values[kept++] = values[i];
    values.resize(kept);
  }
  void truncate(std::size_t count) override {
    if (count >= size()) return;
    truncate_presence(count);
    values_.own().resize(count);
  }
  // Takes all values at once, owned, copied from a span or lent; `present` has a byte a value or is empty where nothing
  // is missing. Throws InvalidValue where it has another length. Call Table::place_rows() when all columns are
  // assigned.
  void assign(Buffer<Stored> values, std::vector<std::uint8_t> present = {}) {
    assign_presence(std::move(present), values.size());
    values_ = std::move(values);
  }

 private:
  Buffer<Stored> values_;
};

// Calls visitor(Column<T>&) with the column's own type.
template <class Base, class Visitor>
decltype(auto) visit_column(Base& column, Visitor&& visitor) {
  static_assert(std::is_same_v<std::remove_const_t<Base>, ColumnBase>);
  const auto typed = [&]<class T>(std::type_identity<T>) -> decltype(auto) {
    using To = std::conditional_t<std::is_const_v<Base>, const Column<T>, Column<T>>;
    return visitor(static_cast<To&>(column));
  };
  switch (column.type()) {
    case ColumnType::text:
      return typed(std::type_identity<Text>{});
    case ColumnType::unit:
      return typed(std::type_identity<UnitRef>{});
    case ColumnType::date:
      return typed(std::type_identity<Date>{});
    case ColumnType::month:
      return typed(std::type_identity<Month>{});
    case ColumnType::period:
      return typed(std::type_identity<Period>{});
    case ColumnType::integer:
      return typed(std::type_identity<std::int64_t>{});
    case ColumnType::money:
      return typed(std::type_identity<Money>{});
    case ColumnType::decimal:
      return typed(std::type_identity<Decimal>{});
    case ColumnType::boolean:
      return typed(std::type_identity<bool>{});
    case ColumnType::ratio:
      return typed(std::type_identity<Ratio>{});
    case ColumnType::person:
      break;
  }
  return typed(std::type_identity<PersonKey>{});
}

}  // namespace hoctap
