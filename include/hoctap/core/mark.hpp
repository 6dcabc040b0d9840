// How surely something is known that a data file states.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "hoctap/core/export.hpp"

namespace hoctap {

enum class Mark : std::uint8_t {
  verified,   // read in the text itself
  secondary,  // read at second hand
  inferred,   // concluded from other facts
  memory,     // recalled without a source; never used in a calculation
  simulated,  // made up
};
HOCTAP_EXPORT std::string_view name(Mark mark);  // "VERIFIED" …
HOCTAP_EXPORT std::optional<Mark> mark_from_name(std::string_view name);
constexpr bool is_established(Mark mark) { return mark == Mark::verified || mark == Mark::secondary; }

}  // namespace hoctap
