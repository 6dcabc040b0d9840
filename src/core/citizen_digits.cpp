#include "core/citizen_digits.hpp"

#include <algorithm>
#include <cstddef>

#include "core/digits.hpp"

namespace hoctap {
namespace {

constexpr std::size_t full_length = 12;
constexpr std::size_t card_length = 9;
constexpr std::size_t most_quoted_bytes = 60;

// Letters of any script.
bool is_of_a_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// Digits in one run, or in groups with one separator between.
struct Number {
  std::string digits;
  char separator = 0;
  bool in_threes = true;
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool stands_alone(std::string_view text, const Number& number) {
  return (number.begin == 0 || !is_of_a_word(text[number.begin - 1])) &&
         (number.end == text.size() || !is_of_a_word(text[number.end]));
}

// With the zeros back that a spreadsheet took. Nobody here was born in 2030 or later: dates and counters often would
// have been.
bool is_short_of_zeros(const Number& number) {
  if (number.digits.front() == '0') return false;
  const std::string full = std::string(full_length - number.digits.size(), '0') + number.digits;
  return is_citizen_structure(full) && (full[3] <= '1' || full[4] <= '2');
}

bool is_citizen_number(std::string_view text, const Number& number, bool may_be_identifier) {
  const bool is_whole = number.separator == 0;
  switch (number.digits.size()) {
    case full_length:
      return number.digits.front() == '0' && is_citizen_structure(number.digits);
    case full_length - 1:
      return is_whole && stands_alone(text, number) && is_short_of_zeros(number);
    case full_length - 2:
      return !may_be_identifier && is_whole && stands_alone(text, number) && is_short_of_zeros(number);
    case card_length:
      return !may_be_identifier && number.digits.front() <= '3' && stands_alone(text, number) &&
             (is_whole || (number.separator == ' ' && number.in_threes));
    default:
      return false;
  }
}

std::size_t end_of_run(std::string_view text, std::size_t begin) {
  while (begin < text.size() && is_digit(text[begin])) ++begin;
  return begin;
}

// The longest citizen number that begins where a run of digits does; an empty one where none does.
Number citizen_number_at(std::string_view text, std::size_t begin, bool may_be_identifier) {
  Number found;
  Number number;
  number.begin = begin;
  for (std::size_t at = begin;;) {
    const std::size_t end = end_of_run(text, at);
    if (end == at || number.digits.size() + (end - at) > full_length) return found;
    number.in_threes = number.in_threes && end - at == 3;
    number.digits += text.substr(at, end - at);
    number.end = end;
    if (is_citizen_number(text, number, may_be_identifier)) found = number;
    if (end == text.size()) return found;
    const char separator = text[end];
    const bool joins = separator == ' ' || separator == '.' || separator == '-';
    if (!joins || (number.separator != 0 && number.separator != separator)) return found;
    number.separator = separator;
    at = end + 1;
  }
}

// Twelve digits somewhere in a longer run.
bool holds_citizen_number_within(std::string_view run) {
  for (std::size_t at = 0; at + full_length <= run.size(); ++at) {
    if (run[at] == '0' && is_citizen_structure(run.substr(at, full_length))) return true;
  }
  return false;
}

bool holds(std::string_view text, bool may_be_identifier) {
  if (std::count_if(text.begin(), text.end(), is_digit) < static_cast<std::ptrdiff_t>(card_length)) return false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at])) continue;
    const std::size_t end = end_of_run(text, at);
    if (holds_citizen_number_within(text.substr(at, end - at))) return true;
    if (!citizen_number_at(text, at, may_be_identifier).digits.empty()) return true;
    at = end - 1;
  }
  return false;
}

}  // namespace

bool is_citizen_structure(std::string_view twelve_digits) {
  const int place = 100 * (twelve_digits[0] - '0') + 10 * (twelve_digits[1] - '0') + (twelve_digits[2] - '0');
  return ((place >= 1 && place <= 96) || place > 100) && twelve_digits[3] <= '3';
}

bool holds_citizen_number(std::string_view text) { return holds(text, true); }

bool may_hold_citizen_number(std::string_view text) { return holds(text, false); }

bool is_citizen_number(std::string_view text) {
  if (text.ends_with(".0")) text.remove_suffix(2);
  if (text.empty() || text.front() != '0') return false;
  const Number number = citizen_number_at(text, 0, true);
  return number.digits.size() == full_length && number.end == text.size();
}

std::string without_citizen_numbers(std::string_view text) {
  std::string blurred(text);
  const auto blur = [&blurred](std::size_t begin, std::size_t end, std::size_t digits) {
    // Twelve digits begin with province 001; of fewer, zeros are missing in front, unless the first is one: then it
    // is what keeps them from being a number.
    std::size_t one = blurred[begin] == '0' ? end : begin;
    if (digits >= full_length) {
      one = begin;
      for (int left = is_digit(blurred[one]) ? 2 : 3; left != 0;) {
        if (is_digit(blurred[++one])) --left;
      }
    }
    for (std::size_t at = begin; at < end; ++at) {
      if (is_digit(blurred[at])) blurred[at] = at == one ? '1' : '0';
    }
  };
  for (std::size_t at = 0; at < text.size();) {
    if (!is_digit(text[at])) {
      ++at;
      continue;
    }
    const std::size_t end = end_of_run(text, at);
    const Number number = citizen_number_at(text, at, false);
    if (!number.digits.empty() && number.end >= end)
      blur(at, number.end, number.digits.size());
    else if (end - at >= card_length)
      blur(at, end, end - at);
    at = std::max(number.end, end);
  }
  return blurred;
}

std::string quotable(std::string_view text) {
  std::string shown;
  std::size_t at = 0;
  while (at < text.size() && shown.size() <= most_quoted_bytes) {
    if (!is_digit(text[at])) {
      shown += text[at++];
      continue;
    }
    const std::size_t end = end_of_run(text, at);
    const Number number = citizen_number_at(text, at, false);
    if (!number.digits.empty() || end - at >= card_length) {
      shown += "•••";
      at = std::max(number.end, end);
    } else {
      shown += text.substr(at, end - at);
      at = end;
    }
  }
  if (shown.size() <= most_quoted_bytes) return shown;
  std::size_t cut = most_quoted_bytes;
  while (cut > 0 && (static_cast<unsigned char>(shown[cut]) & 0xC0U) == 0x80U) --cut;
  if (cut < shown.size()) shown.replace(cut, std::string::npos, "…");
  return shown;
}

}  // namespace hoctap
