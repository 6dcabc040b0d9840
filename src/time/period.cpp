#include "hoctap/time/period.hpp"

#include <algorithm>
#include <initializer_list>

#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap {
namespace {

constexpr std::string_view kind_names[] = {"month", "quarter", "year", "school_year", "range"};
constexpr std::string_view roman_quarters[] = {"i", "ii", "iii", "iv"};
constexpr int months_in_quarter = 3;
constexpr int first_school_month = 9;  // September (A)

// A number of `least` to `most` digits and nothing else.
std::optional<int> number(std::string_view text, std::size_t least, std::size_t most) {
  if (text.size() < least || text.size() > most) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = 10 * value + (c - '0');
  }
  return value;
}

std::optional<int> year_number(std::string_view text) { return number(text, 4, 4); }

std::optional<int> quarter_number(std::string_view text) {
  for (std::size_t i = 0; i < std::size(roman_quarters); ++i) {
    if (text == roman_quarters[i]) return static_cast<int>(i) + 1;
  }
  return number(text, 1, 2);
}

std::optional<Period> valid_month(std::optional<int> year, std::optional<int> month) {
  if (!year || !month || !Date::try_of(*year, *month, 1)) return std::nullopt;
  return Period::month(*year, *month);
}

std::optional<Period> valid_quarter(std::optional<int> year, std::optional<int> quarter) {
  if (!year || !quarter || *quarter < 1 || *quarter > 4 || !Date::try_of(*year, 1, 1)) return std::nullopt;
  return Period::quarter(*year, *quarter);
}

std::optional<Period> valid_year(std::optional<int> year) {
  if (!year || !Date::try_of(*year, 1, 1)) return std::nullopt;
  return Period::year(*year);
}

std::optional<Period> valid_school_year(std::optional<int> first, std::optional<int> second) {
  if (!first || !second || *second != *first + 1 || !Date::try_of(*first, 1, 1) || !Date::try_of(*second, 1, 1))
    return std::nullopt;
  return Period::school_year(*first);
}

// The forms that text() writes.
std::optional<Period> canonical(std::string_view text) {
  if (text.size() == 4) return valid_year(year_number(text));
  if (text.size() == 6 && text[4] == 'Q')
    return valid_quarter(year_number(text.substr(0, 4)), number(text.substr(5), 1, 1));
  if (text.size() == 7 && text[4] == '-')
    return valid_month(year_number(text.substr(0, 4)), number(text.substr(5), 2, 2));
  if (text.size() == 9 && text[4] == '/')
    return valid_school_year(year_number(text.substr(0, 4)), year_number(text.substr(5)));
  if (text.size() == 22 && text.substr(10, 2) == "..") {
    const std::optional<Date> first = Date::try_parse(text.substr(0, 10));
    const std::optional<Date> last = Date::try_parse(text.substr(12));
    if (first && last && *first <= *last) return Period::range(*first, *last);
  }
  return std::nullopt;
}

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

bool may_stand_in_words(char c) {
  const bool is_beyond_ascii = static_cast<unsigned char>(c) >= 0x80;
  const bool is_letter_or_digit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return is_beyond_ascii || is_letter_or_digit || c == ' ' || c == '/' || c == '-';
}

// What people write: "Q2/2024", "quý II năm 2024", "tháng 5/2024", "năm học 2024-2025", with or without accents.
std::optional<Period> in_words(std::string_view text) {
  if (!std::all_of(text.begin(), text.end(), may_stand_in_words)) return std::nullopt;
  const std::string plain = folded(text);
  std::vector<std::string_view> words = split_words(plain);
  const auto starts = [&words](std::initializer_list<std::string_view> with) {
    return words.size() > with.size() && std::equal(with.begin(), with.end(), words.begin());
  };
  if (starts({"nam", "hoc"})) {
    return words.size() == 4 ? valid_school_year(year_number(words[2]), year_number(words[3])) : std::nullopt;
  }
  if (starts({"nam"})) return words.size() == 2 ? valid_year(year_number(words[1])) : std::nullopt;
  if (words.size() == 4 && words[2] == "nam") words.erase(words.begin() + 2);
  if (words.size() == 3 && words[0] == "quy") return valid_quarter(year_number(words[2]), quarter_number(words[1]));
  if (words.size() == 3 && words[0] == "thang") return valid_month(year_number(words[2]), number(words[1], 1, 2));
  if (words.size() == 2 && words[0].size() == 2 && words[0][0] == 'q') {
    return valid_quarter(year_number(words[1]), number(words[0].substr(1), 1, 1));
  }
  // "2025-Q4", "2025q4"
  const bool is_one_word = words.size() == 1 && words[0].size() == 6;
  const std::string_view year = is_one_word ? words[0].substr(0, 4) : words.empty() ? "" : words[0];
  const std::string_view quarter = is_one_word ? words[0].substr(4) : words.size() == 2 ? words[1] : "";
  if (quarter.size() == 2 && quarter[0] == 'q')
    return valid_quarter(year_number(year), number(quarter.substr(1), 1, 1));
  return std::nullopt;
}

std::string two_digits(int value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

std::string_view name(PeriodKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

PeriodKind period_kind(std::string_view name) {
  std::string choices;
  for (std::size_t i = 0; i < std::size(kind_names); ++i) {
    if (kind_names[i] == name) return static_cast<PeriodKind>(i);
    choices += (i == 0 ? "" : ", ") + std::string(kind_names[i]);
  }
  throw InvalidValue({MessageCode::unknown_period_kind, {std::string(name), choices}});
}

Period Period::month(int year, int month) {
  const Date first = Date::of(year, month, 1);
  return {PeriodKind::month, first, first.last_of_month()};
}

Period Period::quarter(int year, int quarter) {
  if (quarter < 1 || quarter > 4)
    throw InvalidValue({MessageCode::not_a_period, {std::to_string(year) + "Q" + std::to_string(quarter)}});
  const int last_month = months_in_quarter * quarter;
  return {PeriodKind::quarter, Date::of(year, last_month - months_in_quarter + 1, 1),
          Date::of(year, last_month, 1).last_of_month()};
}

Period Period::year(int year) { return {PeriodKind::year, Date::of(year, 1, 1), Date::of(year, 12, 31)}; }

Period Period::school_year(int first_year) {
  return {PeriodKind::school_year, Date::of(first_year, first_school_month, 1),
          Date::of(first_year + 1, first_school_month, 1) - 1};
}

Period Period::range(Date first, Date last) {
  if (last < first) throw InvalidValue({MessageCode::period_ends_before_it_begins, {first.iso(), last.iso()}});
  for (const Date end : {first, last}) static_cast<void>(end.year());  // refuses open ends, which no period has
  return {PeriodKind::range, first, last};
}

std::optional<Period> Period::try_parse(std::string_view text) {
  const std::string trimmed = squeezed(text);
  const std::optional<Period> period = canonical(trimmed);
  return period || first_invalid_utf8(trimmed) ? period : in_words(trimmed);
}

Period Period::parse(std::string_view text) {
  const std::optional<Period> period = try_parse(text);
  if (!period) throw InvalidValue({MessageCode::not_a_period, {std::string(text)}});
  return *period;
}

Period Period::next() const {
  if (kind_ == PeriodKind::range) throw InvalidValue({MessageCode::range_has_no_neighbour, {text()}});
  return period_of(kind_, last_ + 1);
}

Period Period::previous() const {
  if (kind_ == PeriodKind::range) throw InvalidValue({MessageCode::range_has_no_neighbour, {text()}});
  return period_of(kind_, first_ - 1);
}

std::string Period::text() const {
  std::string year = std::to_string(first_.year());
  switch (kind_) {
    case PeriodKind::month:
      return year + '-' + two_digits(first_.month());
    case PeriodKind::quarter:
      return year + 'Q' + std::to_string(last_.month() / months_in_quarter);
    case PeriodKind::year:
      return year;
    case PeriodKind::school_year:
      return year + '/' + std::to_string(last_.year());
    case PeriodKind::range:
      break;
  }
  return first_.iso() + ".." + last_.iso();
}

Period period_of(PeriodKind kind, Date day) {
  const int year = day.year();
  switch (kind) {
    case PeriodKind::month:
      return Period::month(year, day.month());
    case PeriodKind::quarter:
      return Period::quarter(year, (day.month() - 1) / months_in_quarter + 1);
    case PeriodKind::year:
      return Period::year(year);
    case PeriodKind::school_year:
      return Period::school_year(day.month() < first_school_month ? year - 1 : year);
    case PeriodKind::range:
      break;
  }
  return Period::range(day, day);
}

std::vector<Period> periods_in(PeriodKind kind, Date first, Date last, bool partial) {
  std::vector<Period> periods;
  if (last < first) return periods;
  if (kind == PeriodKind::range) return {Period::range(first, last)};
  const Period span = Period::range(first, last);
  for (Period period = period_of(kind, first);; period = period.next()) {
    if (partial || span.contains(period)) periods.push_back(period);
    if (period.last() >= last) break;
  }
  return periods;
}

}  // namespace hoctap
