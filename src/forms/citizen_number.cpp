#include "forms/citizen_number.hpp"

#include <algorithm>

namespace hoctap::forms {
namespace {

constexpr std::size_t full_length = 12;
constexpr std::size_t old_length = 9;
constexpr std::size_t least_length = 10;  // 00x…: two zeros lost

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Provinces have the numbers 001 to 096, whoever registered abroad a country's above 100; no century after the present
// one has begun.
bool is_sound(std::string_view digits) {
  const int place = 100 * (digits[0] - '0') + 10 * (digits[1] - '0') + (digits[2] - '0');
  return ((place >= 1 && place <= 96) || place > 100) && digits[3] <= '3';
}

}  // namespace

std::optional<CitizenNumber> CitizenNumber::read(const GridCell& cell) {
  std::string_view text = cell.text;
  if (text.ends_with(".0")) text.remove_suffix(2);
  CitizenNumber number;
  for (const char c : text) {
    if (c == ' ') continue;
    if (!is_digit(c) || number.length_ == full_length) return std::nullopt;
    number.digits_[number.length_++] = c;
  }
  if (number.length_ == old_length) {
    number.doubt_ = Doubt::nine_digits;
    return number;
  }
  if (number.length_ < least_length) return std::nullopt;
  if (number.length_ < full_length) {
    const std::size_t lost = full_length - number.length_;
    std::copy_backward(number.digits_.begin(), number.digits_.begin() + static_cast<std::ptrdiff_t>(number.length_),
                       number.digits_.end());
    std::fill_n(number.digits_.begin(), lost, '0');
    number.length_ = full_length;
    number.doubt_ = Doubt::lost_zeros;
  }
  if (!is_sound(number.digits())) {
    // Ten or eleven digits that make no sound number with zeros before them are just too few.
    if (number.doubt_ == Doubt::lost_zeros) return std::nullopt;
    number.doubt_ = Doubt::not_a_structure;
  }
  return number;
}

int CitizenNumber::birth_year() const {
  return 1900 + 100 * ((digits_[3] - '0') / 2) + 10 * (digits_[4] - '0') + (digits_[5] - '0');
}

bool holds_citizen_number(std::string_view text) {
  std::size_t digits = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    digits = is_digit(text[at]) ? digits + 1 : 0;
    if (digits < full_length) continue;
    const std::string_view last = text.substr(at + 1 - full_length, full_length);
    if (last[0] == '0' && is_sound(last)) return true;
  }
  return false;
}

}  // namespace hoctap::forms
