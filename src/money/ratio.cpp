#include "hoctap/money/ratio.hpp"

#include <limits>

#include "hoctap/core/error.hpp"
#include "money/int128.hpp"

namespace hoctap {
namespace {

constexpr int most_decimals = 15;  // 100 · 10^15 · 2^63 fits into 128 bits

std::string fraction(const Ratio& ratio) { return std::to_string(ratio.num) + '/' + std::to_string(ratio.den); }

[[noreturn]] void refuse(const Ratio& a, const char* sign, const Ratio& b) {
  throw Overflow({MessageCode::overflow, {fraction(a) + sign + fraction(b)}});
}

UInt128 magnitude(Int128 value) { return value < 0 ? -static_cast<UInt128>(value) : static_cast<UInt128>(value); }

Int128 greatest_common_divisor(Int128 a, Int128 b) {
  UInt128 x = magnitude(a);
  UInt128 y = magnitude(b);
  while (y != 0) {
    const UInt128 rest = x % y;
    x = y;
    y = rest;
  }
  return static_cast<Int128>(x);
}

bool fits(Int128 value) {
  return value >= std::numeric_limits<std::int64_t>::min() && value <= std::numeric_limits<std::int64_t>::max();
}

// Lowest terms with a positive denominator; false where they do not fit into 64 bits.
bool lowest_terms(Int128 num, Int128 den, Ratio& result) {
  if (den == 0) {
    result = {0, 0};
    return true;
  }
  const Int128 divisor = greatest_common_divisor(num, den) * (den < 0 ? -1 : 1);
  num /= divisor;
  den /= divisor;
  if (!fits(num) || !fits(den)) return false;
  result = {static_cast<std::int64_t>(num), static_cast<std::int64_t>(den)};
  return true;
}

Ratio sum(const Ratio& a, const Ratio& b, int direction, const char* sign) {
  const Int128 num = Int128{a.num} * b.den + direction * (Int128{b.num} * a.den);
  Ratio result;
  if (!lowest_terms(num, Int128{a.den} * b.den, result)) refuse(a, sign, b);
  return result;
}

}  // namespace

bool operator==(const Ratio& a, const Ratio& b) { return (a <=> b) == std::strong_ordering::equal; }

std::strong_ordering operator<=>(const Ratio& a, const Ratio& b) {
  if (!a.is_applicable() || !b.is_applicable()) return a.is_applicable() <=> b.is_applicable();
  return Int128{a.num} * b.den <=> Int128{b.num} * a.den;
}

std::string Ratio::percent(Language language, int decimals) const {
  if (decimals < 0 || decimals > most_decimals) {
    throw InvalidValue({MessageCode::decimals_out_of_range, {std::to_string(decimals), std::to_string(most_decimals)}});
  }
  if (!is_applicable()) return "–";
  Int128 scale = 100;
  for (int i = 0; i < decimals; ++i) scale *= 10;
  const UInt128 size = magnitude(num * scale);
  const auto divisor = static_cast<UInt128>(den);
  const UInt128 rest = size % divisor;
  UInt128 shown = size / divisor + (rest >= divisor - rest ? 1 : 0);
  const bool is_negative = num < 0 && shown != 0;

  std::string reversed;
  for (int digit = 0; shown != 0 || digit <= decimals; ++digit) {
    if (digit == decimals && decimals > 0) reversed.push_back(language == Language::vi ? ',' : '.');
    reversed.push_back(static_cast<char>('0' + static_cast<int>(shown % 10)));
    shown /= 10;
  }
  if (is_negative) reversed.push_back('-');
  return std::string(reversed.rbegin(), reversed.rend()) + " %";
}

Ratio reduced(Ratio ratio) {
  Ratio result;
  if (!lowest_terms(ratio.num, ratio.den, result)) refuse(ratio, " : ", {1, 1});
  return result;
}

Ratio operator+(const Ratio& a, const Ratio& b) { return sum(a, b, 1, " + "); }

Ratio operator-(const Ratio& a, const Ratio& b) { return sum(a, b, -1, " - "); }

Ratio operator*(const Ratio& a, const Ratio& b) {
  Ratio result;
  if (!lowest_terms(Int128{a.num} * b.num, Int128{a.den} * b.den, result)) refuse(a, " * ", b);
  return result;
}

}  // namespace hoctap
