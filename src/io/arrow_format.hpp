// The format strings of the Arrow C data interface, as far as the library reads them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "hoctap/io/arrow.hpp"

namespace hoctap::io {

enum class Layout : std::uint8_t {
  none,
  bits,
  int8,
  uint8,
  int16,
  uint16,
  int32,
  uint32,
  int64,
  uint64,
  float32,
  float64,
  decimal128,
  offsets32,  // variable length, 32-bit offsets
  offsets64,
  views,
  fixed,  // of `width` bytes
  unknown,
};

struct ArrowFormat {
  ArrowKind kind = ArrowKind::other;
  Layout layout = Layout::unknown;
  std::int64_t width = 0;    // of fixed
  int scale = 0;             // of decimal128
  std::int64_t per_day = 0;  // units of a date64 or timestamp in a day
  std::string type;          // its name
};

ArrowFormat parse_arrow_format(std::string_view format);

}  // namespace hoctap::io
