// An exact fraction of two 64-bit integers. Comparison cross-multiplies in 128 bits; nothing is rounded but for
// display.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "hoctap/core/export.hpp"
#include "hoctap/core/message.hpp"

namespace hoctap {

struct Ratio {
  std::int64_t num = 0;
  std::int64_t den = 1;  // never negative; zero means "not applicable": ask is_applicable() first

  bool is_applicable() const { return den != 0; }

  // Values, not representations: 1/2 equals 2/4. Two that are not applicable are equal, and below every other.
  friend HOCTAP_EXPORT bool operator==(const Ratio& a, const Ratio& b);
  friend HOCTAP_EXPORT std::strong_ordering operator<=>(const Ratio& a, const Ratio& b);

  // 100 · num / den with that many decimals (0 to 15, otherwise throws InvalidValue), rounded half away from zero, for
  // display only: "66,7 %" (vi), "66.7 %" (en), and a dash where not applicable.
  HOCTAP_EXPORT std::string percent(Language language, int decimals = 1) const;
  // For plots and tables of approximate values only.
  double approximate() const { return den == 0 ? 0.0 : static_cast<double>(num) / static_cast<double>(den); }
};

// In lowest terms with a positive denominator; not applicable (0/0) where an operand is. Throws Overflow where the
// result does not fit.
HOCTAP_EXPORT Ratio reduced(Ratio ratio);
HOCTAP_EXPORT Ratio operator+(const Ratio& a, const Ratio& b);
HOCTAP_EXPORT Ratio operator-(const Ratio& a, const Ratio& b);
HOCTAP_EXPORT Ratio operator*(const Ratio& a, const Ratio& b);

}  // namespace hoctap
