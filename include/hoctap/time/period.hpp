// Spans of the calendar that forms report on: months, quarters, years, school years, and ranges of days.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/time/date.hpp"
#include "hoctap/time/validity.hpp"

namespace hoctap {

enum class PeriodKind : std::uint8_t { month, quarter, year, school_year, range };

// The kind's name as it stands in data files ("school_year"), and back. Throws InvalidValue.
HOCTAP_EXPORT std::string_view name(PeriodKind kind);
HOCTAP_EXPORT PeriodKind period_kind(std::string_view name);

class HOCTAP_EXPORT Period {
 public:
  Period() = default;  // the year 1970; exists for containers
  static Period month(int year, int month);
  static Period quarter(int year, int quarter);
  static Period year(int year);
  // The school year that begins on 1 September of `first_year` and ends on 31 August of the next (A).
  static Period school_year(int first_year);
  // Both days belong to it. Throws InvalidValue where the last lies before the first, as do all of these for what the
  // calendar does not have.
  static Period range(Date first, Date last);
  // "2024-05", "2024Q2", "2024", "2024/2025", "2024-05-01..2024-07-15"; also what people write, in any case and with or
  // without accents: "Q2/2024", "quý II/2024", "quý 2 năm 2024", "năm 2024", "tháng 5/2024", "năm học 2024-2025".
  static std::optional<Period> try_parse(std::string_view text);
  static Period parse(std::string_view text);  // throws InvalidValue

  PeriodKind kind() const { return kind_; }
  Date first() const { return first_; }
  Date last() const { return last_; }
  Validity days() const { return {first_, last_ + 1}; }
  bool contains(Date day) const { return first_ <= day && day <= last_; }
  bool contains(const Period& other) const { return first_ <= other.first_ && other.last_ <= last_; }
  int calendar_year() const { return last_.year(); }

  // The following period of the same kind; a range has none and throws InvalidValue.
  Period next() const;
  Period previous() const;
  // "2024Q2", "2024", "2024-05", "2024/2025", "2024-05-01..2024-07-15": parse(text()) gives the period back.
  std::string text() const;

  friend auto operator<=>(const Period&, const Period&) = default;

 private:
  Period(PeriodKind kind, Date first, Date last) : first_(first), last_(last), kind_(kind) {}

  Date first_;
  Date last_ = Date::from_days(364);
  PeriodKind kind_ = PeriodKind::year;
};

// The quarter, year … that holds a day; as a range, the day itself.
HOCTAP_EXPORT Period period_of(PeriodKind kind, Date day);
// All periods of a kind that lie wholly inside the span, in order; with `partial` also those of which it holds a part
// (2023 of a span that begins on 1 July 2023). None where `last` lies before `first`; as a range, the span itself.
HOCTAP_EXPORT std::vector<Period> periods_in(PeriodKind kind, Date first, Date last, bool partial = false);

}  // namespace hoctap
