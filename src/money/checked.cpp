#include "hoctap/money/checked.hpp"

#include <string>

#include "hoctap/core/error.hpp"

namespace hoctap {

void throw_overflow(std::int64_t a, char sign, std::int64_t b) {
  throw Overflow({MessageCode::overflow, {std::to_string(a) + ' ' + sign + ' ' + std::to_string(b)}});
}

}  // namespace hoctap
