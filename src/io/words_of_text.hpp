// The words of a text that hold more than ASCII letters, and whether they are Vietnamese.
#pragma once

#include <string_view>

#include "core/utf8.hpp"
#include "hoctap/core/text.hpp"
#include "io/syllable.hpp"

namespace hoctap::io {

// Symbols count as letters: special fonts show letters in their places.
inline bool is_word_character(utf8::CodePoint point) {
  return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') || point > 0xA0;
}

// Calls with each word that is not plain ASCII. The text is well-formed UTF-8.
template <class See>
void for_each_marked_word(std::string_view text, See see) {
  std::size_t begin = 0;
  bool is_marked = false;
  for (std::size_t at = 0; at <= text.size();) {
    const utf8::Decoded next = at < text.size() ? utf8::decode(text, at) : utf8::Decoded{' ', 1};
    if (is_word_character(next.point)) {
      is_marked = is_marked || next.point >= 0x80;
    } else {
      if (is_marked) see(text.substr(begin, at - begin));
      is_marked = false;
      begin = at + next.length;
    }
    at += next.length;
  }
}

inline bool is_vietnamese(std::string_view word) { return is_vietnamese_syllable(caseless(word)); }

}  // namespace hoctap::io
