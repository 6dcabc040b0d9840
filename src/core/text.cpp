#include "hoctap/core/text.hpp"

#include <array>
#include <cstdlib>
#include <memory>

#include <utf8proc.h>

#include "core/tone_marks.hpp"
#include "core/utf8.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

using utf8::CodePoint;

constexpr CodePoint d_with_stroke = 0x111;
constexpr CodePoint eth = 0xF0;

[[noreturn]] void refuse_malformed(std::size_t at) {
  throw InvalidValue({MessageCode::malformed_utf8, {std::to_string(at)}});
}

constexpr char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr bool is_ascii_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Blocks whose every code point is its own NFC (NFC_Quick_Check=Yes) and no combining mark: all that Vietnamese text
// and its punctuation use. Anything else goes the long way, which is right for it too.
constexpr bool is_surely_nfc(CodePoint point) {
  return point < 0x300 || (point >= 0x1E00 && point <= 0x1EFF) || (point >= 0x2002 && point <= 0x205E) ||
         (point >= 0x20A0 && point <= 0x20BF);
}

// The lower case of Latin letters in whose blocks case is a fixed distance, which holds all Vietnamese ones; 0 where it
// is not.
constexpr CodePoint simple_lower(CodePoint point) {
  if (point < 0x80) return point >= 'A' && point <= 'Z' ? point + 0x20 : point;
  if (point >= 0xC0 && point <= 0xDE && point != 0xD7) return point + 0x20;
  if ((point >= 0xE0 && point <= 0xFF) || point == 0xD7) return point;
  switch (point) {
    case 0x102:
    case 0x110:
    case 0x128:
    case 0x168:
    case 0x1A0:
    case 0x1AF:
      return point + 1;
    case 0x103:
    case 0x111:
    case 0x129:
    case 0x169:
    case 0x1A1:
    case 0x1B0:
      return point;
    default:
      break;
  }
  if (point >= 0x1EA0 && point <= 0x1EF9) return point | 1U;
  if (point >= 0x2010 && point <= 0x2027) return point;
  return 0;
}

struct Release {
  void operator()(utf8proc_uint8_t* memory) const { std::free(memory); }
};

// utf8proc's own loop over a text; `options` without NULLTERM.
std::string mapped(std::string_view text, int options) {
  utf8proc_uint8_t* raw = nullptr;
  const utf8proc_ssize_t length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &raw, static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, Release> memory(raw);
  if (length < 0) refuse_malformed(first_invalid_utf8(text).value_or(0));
  return {reinterpret_cast<const char*>(memory.get()), static_cast<std::size_t>(length)};
}

bool is_surely_nfc(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const utf8::Decoded next = utf8::decode(text, at);
    if (next.point == utf8::malformed) refuse_malformed(at);
    if (!is_surely_nfc(next.point)) return false;
    at += next.length;
  }
  return true;
}

// Lower case of a text in NFC; false where a character needs the tables of utf8proc.
bool lower_simply(std::string_view text, std::string& lower) {
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    if (next.point == utf8::malformed) refuse_malformed(at);
    const CodePoint point = simple_lower(next.point);
    if (point == 0 && next.point != 0) return false;
    utf8::append(lower, point == eth ? d_with_stroke : point);
    at += next.length;
  }
  return true;
}

// Appends words that are separated by anything else, one blank between them.
class WordWriter {
 public:
  explicit WordWriter(std::size_t room) { text_.reserve(room); }

  void letter(CodePoint point) {
    if (gap_ && !text_.empty()) text_.push_back(' ');
    gap_ = false;
    utf8::append(text_, point);
  }
  void gap() { gap_ = true; }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  bool gap_ = false;
};

void fold_into(WordWriter& words, CodePoint point) {
  std::array<utf8proc_int32_t, 32> parts{};
  int boundary_class = 0;
  const auto options =
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
  const utf8proc_ssize_t count =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(point), parts.data(),
                              static_cast<utf8proc_ssize_t>(parts.size()), options, &boundary_class);
  for (utf8proc_ssize_t i = 0; i < count; ++i) {
    const auto part = static_cast<CodePoint>(parts[static_cast<std::size_t>(i)]);
    const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(part));
    const bool is_letter = category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
    const bool is_number = category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
    if (!is_letter && !is_number) {
      words.gap();
    } else {
      const bool is_a_d = part == d_with_stroke || part == eth || part == 0x256;  // ɖ: its capital Ɖ looks like Đ
      words.letter(is_a_d ? CodePoint{'d'} : part);
    }
  }
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const utf8::Decoded next = utf8::decode(text, at);
    if (next.point == utf8::malformed) return at;
    at += next.length;
  }
  return std::nullopt;
}

std::string nfc(std::string_view text) {
  if (is_surely_nfc(text)) return std::string(text);
  return mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

std::string squeezed(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    if (utf8::is_blank(next.point)) {
      gap = true;
    } else if (!utf8::is_invisible(next.point)) {
      if (gap && !result.empty()) result.push_back(' ');
      gap = false;
      result.append(text.substr(at, next.length));
    }
    at += next.length;
  }
  return result;
}

std::string folded(std::string_view text) {
  WordWriter words(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      if (is_ascii_letter_or_digit(c)) {
        words.letter(static_cast<unsigned char>(ascii_lower(c)));
      } else {
        words.gap();
      }
      ++at;
      continue;
    }
    const utf8::Decoded next = utf8::decode(text, at);
    if (next.point == utf8::malformed) refuse_malformed(at);
    if (!utf8::is_invisible(next.point)) fold_into(words, next.point);
    at += next.length;
  }
  return words.take();
}

std::string caseless(std::string_view text) {
  std::string lower;
  lower.reserve(text.size());
  if (utf8::is_ascii(text)) {
    for (const char c : text) lower.push_back(ascii_lower(c));
    return lower;
  }
  if (!is_surely_nfc(text) || !lower_simply(text, lower)) {
    const std::string composed = mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
    lower.clear();
    for (std::size_t at = 0; at < composed.size();) {
      const utf8::Decoded next = utf8::decode(composed, at);
      utf8::append(lower, next.point == eth ? d_with_stroke : next.point);
      at += next.length;
    }
  }
  return with_tone_marks_in_one_place(lower);
}

}  // namespace hoctap
