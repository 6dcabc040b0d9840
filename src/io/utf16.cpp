#include "io/utf16.hpp"

#include <cstddef>

#include "core/utf8.hpp"

namespace hoctap::io {
namespace {

constexpr utf8::CodePoint replacement = 0xFFFD;

bool is_high_surrogate(utf8::CodePoint unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_surrogate(utf8::CodePoint unit) { return unit >= 0xDC00 && unit < 0xE000; }

}  // namespace

std::optional<std::string> utf16_with_mark_to_utf8(std::string_view bytes) {
  const bool little = bytes.starts_with("\xFF\xFE");
  if (!little && !bytes.starts_with("\xFE\xFF")) return std::nullopt;
  const auto unit_at = [bytes, little](std::size_t at) -> utf8::CodePoint {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return little ? first | static_cast<utf8::CodePoint>(second) << 8U
                  : second | static_cast<utf8::CodePoint>(first) << 8U;
  };
  std::string text;
  text.reserve(bytes.size());
  std::size_t at = 2;
  while (at + 1 < bytes.size()) {
    utf8::CodePoint point = unit_at(at);
    at += 2;
    if (is_high_surrogate(point) && at + 1 < bytes.size() && is_low_surrogate(unit_at(at))) {
      point = 0x10000 + ((point - 0xD800) << 10U) + (unit_at(at) - 0xDC00);
      at += 2;
    } else if (is_high_surrogate(point) || is_low_surrogate(point)) {
      point = replacement;
    }
    utf8::append(text, point);
  }
  if (at < bytes.size()) utf8::append(text, replacement);
  return text;
}

}  // namespace hoctap::io
