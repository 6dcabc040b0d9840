#include "io/tidy_text.hpp"

#include <cstddef>

#include "core/utf8.hpp"

namespace hoctap::io {
namespace {

// Code points of Latin text and its punctuation that neither NFC nor squeezing changes, wherever they stand.
bool is_settled(utf8::CodePoint point) {
  return (point > ' ' && point < 0x7F) || (point > 0xA0 && point < 0x300) || (point >= 0x1E00 && point < 0x1F00) ||
         (point >= 0x2010 && point <= 0x2027) || point == 0xFFFD;
}

}  // namespace

bool is_tidy(std::string_view text) {
  bool after_blank = true;  // a blank at the begin or end, or after another, must go
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    if (next.point == ' ') {
      if (after_blank) return false;
    } else if (!is_settled(next.point)) {
      return false;
    }
    after_blank = next.point == ' ';
    at += next.length;
  }
  return !after_blank;
}

}  // namespace hoctap::io
