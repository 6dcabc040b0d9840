// Citizen numbers (số định danh cá nhân, 12 digits): province or country of registration (3), century and sex (1), year
// of birth (2), and six that say nothing. Identity cards of before 2021 carry nine digits. What is here lives in memory
// for one row and is never part of a message.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hoctap/core/digest.hpp"
#include "hoctap/io/grid.hpp"

namespace hoctap::forms {

class CitizenNumber {
 public:
  enum class Doubt : std::uint8_t {
    none,
    lost_zeros,        // a spreadsheet took the leading zeros; they were put back
    nine_digits,       // an old identity card: the same person may also appear with twelve digits
    not_a_structure,   // no place of registration begins so, or the century lies ahead
    no_such_province,  // the first digits lie between those of provinces; the others may still say who it is
  };

  // Nothing where the cell holds no such number, and for a sealed one that is damaged.
  static std::optional<CitizenNumber> read(const GridCell& cell);

  // What a store keeps instead: the key, the doubt and, where asked for, what the digits say of sex and year of birth.
  // It begins with a sign that no file can hold, so that read() knows it.
  std::string sealed(const PersonHasher& hasher, bool with_sex_and_birth) const;
  // Whether it was sealed: its key is known without a secret.
  bool is_sealed() const { return !sealed_key_.is_empty(); }
  // `hasher` is needed for a number that was not sealed.
  PersonKey key(const PersonHasher* hasher) const { return is_sealed() ? sealed_key_ : (*hasher)(digits()); }
  Doubt doubt() const { return doubt_; }
  // Both are known of twelve digits of sound structure only.
  bool says_who() const { return length_ == digits_.size() && doubt_ != Doubt::not_a_structure && !is_mute_; }
  bool is_woman() const { return (digits_[3] - '0') % 2 == 1; }
  int birth_year() const;

 private:
  static std::optional<CitizenNumber> unsealed(std::string_view text);
  std::string_view digits() const { return {digits_.data(), length_}; }

  std::array<char, 12> digits_{};  // of a sealed one only those of century, sex and year
  std::size_t length_ = 0;
  Doubt doubt_ = Doubt::none;
  PersonKey sealed_key_;
  bool is_mute_ = false;  // sealed without sex and year of birth
};

}  // namespace hoctap::forms
