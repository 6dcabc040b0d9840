#include "io/utf16.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "core/utf8.hpp"

namespace hoctap::io {
namespace {

constexpr utf8::CodePoint replacement = 0xFFFD;

bool is_high_surrogate(utf8::CodePoint unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_surrogate(utf8::CodePoint unit) { return unit >= 0xDC00 && unit < 0xE000; }

enum class ByteOrder : std::uint8_t { little, big };

// ASCII letters, of which every Vietnamese text has plenty, have one NUL each, on the same side.
std::optional<ByteOrder> order_without_mark(std::string_view bytes) {
  constexpr std::size_t most_bytes_looked_at = 1 << 16;
  const std::string_view head = bytes.substr(0, most_bytes_looked_at);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t at = 0; at < head.size(); ++at) {
    if (head[at] == '\0') ++zeros[at % 2];
  }
  const auto are_on_side = [&](std::size_t side) {
    return zeros[side] * 4 > head.size() && zeros[1 - side] * 10 < zeros[side];
  };
  if (are_on_side(1)) return ByteOrder::little;
  if (are_on_side(0)) return ByteOrder::big;
  return std::nullopt;
}

}  // namespace

std::optional<Transcoded> from_utf16(std::string_view bytes) {
  const bool has_mark = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  bool little = bytes.starts_with("\xFF\xFE");
  if (!has_mark) {
    const std::optional<ByteOrder> order = order_without_mark(bytes);
    if (!order) return std::nullopt;
    little = *order == ByteOrder::little;
  }
  const auto unit_at = [bytes, little](std::size_t at) -> utf8::CodePoint {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return little ? first | static_cast<utf8::CodePoint>(second) << 8U
                  : second | static_cast<utf8::CodePoint>(first) << 8U;
  };
  std::string text;
  text.reserve(bytes.size());
  std::size_t at = has_mark ? 2 : 0;
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
  return Transcoded{std::move(text), has_mark ? "" : little ? "UTF-16LE" : "UTF-16BE"};
}

}  // namespace hoctap::io
