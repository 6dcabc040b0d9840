#include "core/tone_marks.hpp"

#include <array>
#include <cstddef>

#include "core/utf8.hpp"

namespace hoctap {
namespace {

using utf8::CodePoint;

constexpr std::size_t tone_count = 5;  // huyền, sắc, hỏi, ngã, nặng; the level tone has no mark
using Toned = std::array<CodePoint, tone_count>;

constexpr Toned toned_a{0xE0, 0xE1, 0x1EA3, 0xE3, 0x1EA1};
constexpr Toned toned_e{0xE8, 0xE9, 0x1EBB, 0x1EBD, 0x1EB9};
constexpr Toned toned_o{0xF2, 0xF3, 0x1ECF, 0xF5, 0x1ECD};
constexpr Toned toned_u{0xF9, 0xFA, 0x1EE7, 0x169, 0x1EE5};
constexpr Toned toned_y{0x1EF3, 0xFD, 0x1EF7, 0x1EF9, 0x1EF5};

struct Pair {
  const Toned& first_toned;
  char first;
  char second;
  const Toned& second_toned;
};

constexpr Pair pairs[] = {
    {toned_o, 'o', 'a', toned_a},
    {toned_o, 'o', 'e', toned_e},
    {toned_u, 'u', 'y', toned_y},
};

struct Moved {
  char first = '\0';
  CodePoint second = 0;
};

Moved moved(CodePoint first, char second) {
  for (const Pair& pair : pairs) {
    if (pair.second != second) continue;
    for (std::size_t tone = 0; tone < tone_count; ++tone) {
      if (pair.first_toned[tone] == first) return {pair.first, pair.second_toned[tone]};
    }
  }
  return {};
}

}  // namespace

std::string with_tone_marks_in_one_place(std::string_view text) {
  std::string result;
  result.reserve(text.size() + 4);
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    const std::size_t after = at + next.length;
    const Moved move = next.point >= 0x80 && after < text.size() ? moved(next.point, text[after]) : Moved{};
    if (move.second != 0) {
      result.push_back(move.first);
      utf8::append(result, move.second);
      at = after + 1;
    } else {
      result.append(text.substr(at, next.length));
      at = after;
    }
  }
  return result;
}

}  // namespace hoctap
