// Money in whole đồng. There is no smaller unit and no float ever holds an amount.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>

#include "hoctap/core/export.hpp"
#include "hoctap/core/message.hpp"
#include "hoctap/money/checked.hpp"

namespace hoctap {

class Money {
 public:
  constexpr Money() = default;
  static constexpr Money dong(std::int64_t amount) {
    Money money;
    money.dong_ = amount;
    return money;
  }
  constexpr std::int64_t dong() const { return dong_; }

  friend Money operator+(Money a, Money b) { return dong(checked_add(a.dong_, b.dong_)); }
  friend Money operator-(Money a, Money b) { return dong(checked_subtract(a.dong_, b.dong_)); }
  friend Money operator*(Money a, std::int64_t factor) { return dong(checked_multiply(a.dong_, factor)); }
  Money& operator+=(Money other) { return *this = *this + other; }
  friend constexpr auto operator<=>(Money, Money) = default;

  // "1.234.567 đồng" in Vietnamese, "1,234,567 VND" in English.
  HOCTAP_EXPORT std::string text(Language language) const;

 private:
  std::int64_t dong_ = 0;
};

}  // namespace hoctap

template <>
struct std::hash<hoctap::Money> {
  std::size_t operator()(hoctap::Money money) const noexcept { return std::hash<std::int64_t>{}(money.dong()); }
};
