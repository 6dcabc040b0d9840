#include "forms/citizen_number.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/citizen_digits.hpp"
#include "core/digits.hpp"

namespace hoctap::forms {
namespace {

constexpr std::size_t full_length = 12;
constexpr std::size_t old_length = 9;
constexpr std::size_t least_length = 10;   // 00x…: two zeros lost
constexpr char seal = '\v';                // a blank, of which no cell of a file has one in front
constexpr std::ptrdiff_t key_length = 32;  // of a sealed number: hexadecimal digits of the key, one of the doubt, and
constexpr std::ptrdiff_t told_at = 3;      // of the citizen number: century and sex, year of birth
constexpr std::ptrdiff_t told_length = 3;

// The numbers of the 63 provinces in which births were registered until they merged in July 2025 (Circular
// 59/2021/TT-BCA, annex I); registered abroad: above 100 (annex II).
constexpr std::array<int, 63> provinces{1,  2,  4,  6,  8,  10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25,
                                        26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48,
                                        49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75,
                                        77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96};

bool names_a_province(std::string_view digits) {
  const int place = 100 * (digits[0] - '0') + 10 * (digits[1] - '0') + (digits[2] - '0');
  return place > 100 || std::binary_search(provinces.begin(), provinces.end(), place);
}

}  // namespace

std::optional<CitizenNumber> CitizenNumber::read(const GridCell& cell) {
  std::string_view text = cell.text;
  if (text.starts_with(seal)) return unsealed(text.substr(1));
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
  if (!is_citizen_structure(number.digits())) {
    // Ten or eleven digits that make no sound number with zeros before them are just too few.
    if (number.doubt_ == Doubt::lost_zeros) return std::nullopt;
    number.doubt_ = Doubt::not_a_structure;
  } else if (!names_a_province(number.digits())) {
    number.doubt_ = Doubt::no_such_province;
  }
  return number;
}

std::string CitizenNumber::sealed(const PersonHasher& hasher, bool with_sex_and_birth) const {
  std::string text = seal + key(&hasher).hex();
  text += static_cast<char>('0' + static_cast<int>(doubt_));
  if (with_sex_and_birth && says_who()) text.append(digits_.data() + told_at, told_length);
  return text;
}

std::optional<CitizenNumber> CitizenNumber::unsealed(std::string_view text) {
  const bool tells = text.size() == key_length + 1 + told_length;
  if (!tells && text.size() != key_length + 1) return std::nullopt;
  const bool is_sound = std::all_of(text.begin(), text.begin() + key_length,
                                    [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); }) &&
                        std::all_of(text.begin() + key_length, text.end(), is_digit);
  const int doubt = text[key_length] - '0';
  if (!is_sound || doubt > static_cast<int>(Doubt::no_such_province)) return std::nullopt;
  CitizenNumber number;
  number.sealed_key_ = PersonKey::from_hex(text.substr(0, key_length));
  if (!number.is_sealed()) return std::nullopt;
  number.doubt_ = static_cast<Doubt>(doubt);
  number.length_ = number.doubt_ == Doubt::nine_digits ? old_length : full_length;
  number.is_mute_ = !tells;
  if (tells) std::copy(text.begin() + key_length + 1, text.end(), number.digits_.begin() + told_at);
  return number;
}

int CitizenNumber::birth_year() const {
  return 1900 + 100 * ((digits_[3] - '0') / 2) + 10 * (digits_[4] - '0') + (digits_[5] - '0');
}

}  // namespace hoctap::forms
