#include <charconv>
#include <string>

#include "hoctap/core/error.hpp"
#include "hoctap/people/headcount.hpp"

namespace hoctap {

AgeBand AgeBand::parse(std::string_view text) {
  AgeBand band;
  const char* const end = text.data() + text.size();
  const auto from = std::from_chars(text.data(), end, band.from);
  bool is_band = from.ec == std::errc{} && band.from >= 0 && band.from < open && from.ptr != end;
  if (is_band && *from.ptr == '-') {
    const auto last = std::from_chars(from.ptr + 1, end, band.until);
    is_band = last.ec == std::errc{} && last.ptr == end && band.until >= band.from && band.until < open - 1;
    if (is_band) ++band.until;
  } else {
    is_band = is_band && *from.ptr == '+' && from.ptr + 1 == end;
  }
  if (!is_band) throw InvalidValue({MessageCode::headcount_not_a_band, {std::string(text)}});
  return band;
}

std::string AgeBand::text() const {
  return until == open ? std::to_string(from) + "+" : std::to_string(from) + "-" + std::to_string(until - 1);
}

}  // namespace hoctap
