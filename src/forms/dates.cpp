#include "forms/dates.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/digits.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap::forms {
namespace {

constexpr std::int32_t serial_of_1970 = 25569;
constexpr int first_serial = 10'000;  // in 1927; a smaller number is rather a year, or something else altogether

bool all_digits(std::string_view text) {
  for (const char c : text) {
    if (!is_digit(c)) return false;
  }
  return !text.empty();
}

// Numbers with one and the same sign between them.
struct Parts {
  std::array<int, 3> numbers{};
  std::array<std::size_t, 3> widths{};
  std::size_t count = 0;
  char sign = '\0';
};

std::optional<Parts> split_numbers(std::string_view text) {
  Parts parts;
  std::size_t at = 0;
  while (true) {
    if (parts.count == parts.numbers.size()) return std::nullopt;
    const std::size_t begin = at;
    int number = 0;
    for (; at < text.size() && is_digit(text[at]); ++at) {
      if (at - begin == 8) return std::nullopt;  // nine may be an identity card
      number = 10 * number + (text[at] - '0');
    }
    if (at == begin) return std::nullopt;
    parts.numbers[parts.count] = number;
    parts.widths[parts.count] = at - begin;
    ++parts.count;
    if (at == text.size()) return parts;
    const char sign = text[at++];
    if (sign != '/' && sign != '-' && sign != '.') return std::nullopt;
    if (parts.count > 1 && sign != parts.sign) return std::nullopt;
    parts.sign = sign;
  }
}

// A date without the time of day that spreadsheets and databases wrote behind it: " 08:30", "T00:00:00".
std::string_view without_time(std::string_view text) {
  const std::size_t gap = text.find_first_of(" T");
  if (gap == std::string_view::npos) return text;
  const std::string_view time = text.substr(gap + 1);
  const std::size_t colon = time.find(':');
  const bool is_time = (colon == 1 || colon == 2) && time.size() <= 15 &&
                       time.find_first_not_of("0123456789:.") == std::string_view::npos && is_digit(time.back());
  return is_time ? text.substr(0, gap) : text;
}

bool is_in_range(int year) { return year >= first_year && year <= last_year; }

DateAnswer date_of(int year, int month, int day) {
  const std::optional<Date> date = Date::try_of(year, month, day);
  if (date)
    return is_in_range(year) ? DateAnswer{*date, DateProblem::none, false}
                             : DateAnswer{{}, DateProblem::year_out_of_range, false};
  return {{}, DateProblem::no_such_day, false};
}

DateAnswer date_of_serial(int serial) {
  if (is_in_range(serial)) return {{}, DateProblem::year_alone, true};
  if (serial < first_serial) return {{}, DateProblem::not_a_date, true};
  const Date date = Date::from_days(serial - serial_of_1970);
  static const Date last = Date::of(last_year, 12, 31);
  if (date > last) return {{}, DateProblem::not_a_date, true};
  return {date, DateProblem::none, true};
}

DateAnswer date_of_parts(const Parts& parts) {
  const auto& [first, second, third] = parts.numbers;
  if (parts.count == 1) return date_of_serial(first);
  if (parts.count == 2) {
    // 45292.0 is a serial number that went through a program that knows no whole numbers.
    if (parts.sign == '.' && second == 0 && parts.widths[1] == 1) return date_of_serial(first);
    return {{}, DateProblem::not_a_date, false};
  }
  if (parts.widths[0] == 4) return date_of(first, second, third);
  if (parts.widths[2] == 2) return {{}, DateProblem::two_digit_year, false};
  if (parts.widths[2] == 4) return date_of(third, second, first);
  return {{}, DateProblem::not_a_date, false};
}

// "ngay 5 thang 3 nam 2024", "thang 3 nam 1967", "thang 3 1967": the numbers behind the words, 0 where a word is
// missing.
struct Words {
  int day = 0;
  int month = 0;
  int year = 0;
  std::size_t year_width = 0;
};

std::optional<Words> read_words(std::string_view text) {
  const std::string plain = folded(text);
  Words words;
  int* next = nullptr;
  std::size_t at = 0;
  while (at < plain.size()) {
    const std::size_t end = std::min(plain.find(' ', at), plain.size());
    const std::string_view word = std::string_view(plain).substr(at, end - at);
    at = end + 1;
    if (word == "ngay" && words.month == 0 && words.year == 0 && next == nullptr) {
      next = &words.day;
    } else if (word == "thang" && words.month == 0 && words.year == 0 && next == nullptr) {
      next = &words.month;
    } else if (word == "nam" && words.month != 0 && words.year == 0 && next == nullptr) {
      next = &words.year;
    } else if (all_digits(word) && word.size() <= 4) {
      if (next == nullptr && words.month != 0 && words.year == 0) next = &words.year;
      if (next == nullptr) return std::nullopt;
      int number = 0;
      for (const char c : word) number = 10 * number + (c - '0');
      if (next == &words.year) words.year_width = word.size();
      if (number == 0) return std::nullopt;
      *next = number;
      next = nullptr;
    } else {
      return std::nullopt;
    }
  }
  if (words.month == 0 || words.year == 0 || next != nullptr) return std::nullopt;
  return words;
}

bool may_be_words(const GridCell& cell) { return cell.kind == CellKind::text && !is_digit(cell.text.front()); }

}  // namespace

DateAnswer read_date(const GridCell& cell) {
  const std::string_view text = without_time(cell.text);
  if (const std::optional<Parts> parts = split_numbers(text)) return date_of_parts(*parts);
  if (may_be_words(cell)) {
    const std::optional<Words> words = read_words(text);
    if (words && words->day != 0) {
      if (words->year_width == 2) return {{}, DateProblem::two_digit_year, false};
      return date_of(words->year, words->month, words->day);
    }
  }
  return {{}, DateProblem::not_a_date, false};
}

MonthAnswer read_month(const GridCell& cell) {
  const std::string_view text = without_time(cell.text);
  int year = 0;
  int month = 0;
  bool assumed = false;
  const std::optional<Parts> parts = split_numbers(text);
  const bool is_year_alone =
      parts && parts->widths[0] == 4 &&
      (parts->count == 1 || (parts->count == 2 && parts->sign == '.' && parts->numbers[1] == 0));  // 1967 or 1967.0
  if (parts && parts->count == 2 && parts->widths[1] == 4) {
    month = parts->numbers[0];
    year = parts->numbers[1];
  } else if (is_year_alone) {
    year = parts->numbers[0];
    month = 1;
    assumed = true;
  } else if (parts && parts->count == 2 && parts->widths[0] == 4) {
    year = parts->numbers[0];
    month = parts->numbers[1];
  } else if (!parts && may_be_words(cell)) {
    const std::optional<Words> words = read_words(text);
    if (!words) return {{}, DateProblem::not_a_date, false};
    if (words->day != 0) {
      const DateAnswer date = read_date(cell);
      return {{date.problem == DateProblem::none ? date.date.month_index() : 0}, date.problem, false};
    }
    if (words->year_width == 2) return {{}, DateProblem::two_digit_year, false};
    year = words->year;
    month = words->month;
  } else {
    const DateAnswer date = read_date(cell);
    return {{date.problem == DateProblem::none ? date.date.month_index() : 0}, date.problem, false};
  }
  if (month < 1 || month > 12) return {{}, DateProblem::no_such_day, false};
  if (!is_in_range(year)) return {{}, DateProblem::year_out_of_range, false};
  return {{12 * year + month - 1}, DateProblem::none, assumed};
}

}  // namespace hoctap::forms
