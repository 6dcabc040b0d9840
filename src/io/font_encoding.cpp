#include "io/font_encoding.hpp"

#include <array>
#include <cstddef>

#include "core/utf8.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap::io {
namespace {

using utf8::CodePoint;

constexpr CodePoint first_tcvn3 = 0xA1;

// TCVN 5712:1993 (VSCII), 0xA1 to 0xFE. Capitals with a tone, which the standard's larger table has in between, are
// typed in fonts of capitals, so that they come as small letters.
constexpr std::array<CodePoint, 94> tcvn3{
    0x102,  0xC2,   0xCA,   0xD4,   0x1A0,  0x1AF,  0x110,  0x103,  0xE2,   0xEA,    // A1: Ă Â Ê Ô Ơ Ư Đ ă â ê
    0xF4,   0x1A1,  0x1B0,  0x111,  0x1EB0, 0x300,  0x309,  0x303,  0x301,  0x323,   // AB: ô ơ ư đ Ằ, five tones
    0xE0,   0x1EA3, 0xE3,   0xE1,   0x1EA1, 0x1EB2, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF,  // B5: à ả ã á ạ Ẳ ằ ẳ ẵ ắ
    0x1EB4, 0x1EAE, 0x1EA6, 0x1EA8, 0x1EAA, 0x1EA4, 0x1EC0, 0x1EB7, 0x1EA7, 0x1EA9,  // BF: Ẵ Ắ Ầ Ẩ Ẫ Ấ Ề ặ ầ ẩ
    0x1EAB, 0x1EA5, 0x1EAD, 0xE8,   0x1EC2, 0x1EBB, 0x1EBD, 0xE9,   0x1EB9, 0x1EC1,  // C9: ẫ ấ ậ è Ể ẻ ẽ é ẹ ề
    0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7, 0xEC,   0x1EC9, 0x1EC4, 0x1EBE, 0x1ED2, 0x129,   // D3: ể ễ ế ệ ì ỉ Ễ Ế Ồ ĩ
    0xED,   0x1ECB, 0xF2,   0x1ED4, 0x1ECF, 0xF5,   0xF3,   0x1ECD, 0x1ED3, 0x1ED5,  // DD: í ị ò Ổ ỏ õ ó ọ ồ ổ
    0x1ED7, 0x1ED1, 0x1ED9, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3, 0xF9,   0x1ED6,  // E7: ỗ ố ộ ờ ở ỡ ớ ợ ù Ỗ
    0x1EE7, 0x169,  0xFA,   0x1EE5, 0x1EEB, 0x1EED, 0x1EEF, 0x1EE9, 0x1EF1, 0x1EF3,  // F1: ủ ũ ú ụ ừ ử ữ ứ ự ỳ
    0x1EF7, 0x1EF9, 0xFD,   0x1EF5,                                                  // FB: ỷ ỹ ý ỵ
};

// The table of VNI fonts for Windows: letters of their own, and characters that put marks on the vowel before them.
struct Letter {
  CodePoint typed;
  CodePoint meant;
};
constexpr std::array<Letter, 16> vni_letters{{
    {0xD1, 0x110},   // Ñ Đ
    {0xF1, 0x111},   // ñ đ
    {0xD4, 0x1A0},   // Ô Ơ
    {0xF4, 0x1A1},   // ô ơ
    {0xD6, 0x1AF},   // Ö Ư
    {0xF6, 0x1B0},   // ö ư
    {0xC6, 0x1EC8},  // Æ Ỉ
    {0xE6, 0x1EC9},  // æ ỉ
    {0xD3, 0x128},   // Ó Ĩ
    {0xF3, 0x129},   // ó ĩ
    {0xD2, 0x1ECA},  // Ò Ị
    {0xF2, 0x1ECB},  // ò ị
    {0xCE, 0x1EF4},  // Î Ỵ
    {0xEE, 0x1EF5},  // î ỵ
    {0xCC, 0xCC},    // Ì
    {0xEC, 0xEC},    // ì
}};

struct Marks {
  CodePoint typed;  // the small one; the capital lies 0x20 below
  CodePoint shape;  // 0: none
  CodePoint tone;   // 0: none
};
constexpr CodePoint circumflex = 0x302;
constexpr CodePoint breve = 0x306;
constexpr CodePoint grave = 0x300;
constexpr CodePoint acute = 0x301;
constexpr CodePoint tilde = 0x303;
constexpr CodePoint hook = 0x309;
constexpr CodePoint dot = 0x323;
constexpr std::array<Marks, 17> vni_marks{{
    {0xF9, 0, acute},           // ù
    {0xF8, 0, grave},           // ø
    {0xFB, 0, hook},            // û
    {0xF5, 0, tilde},           // õ
    {0xEF, 0, dot},             // ï
    {0xE2, circumflex, 0},      // â
    {0xE1, circumflex, acute},  // á
    {0xE0, circumflex, grave},  // à
    {0xE5, circumflex, hook},   // å
    {0xE3, circumflex, tilde},  // ã
    {0xE4, circumflex, dot},    // ä
    {0xEA, breve, 0},           // ê
    {0xE9, breve, acute},       // é
    {0xE8, breve, grave},       // è
    {0xFA, breve, hook},        // ú
    {0xFC, breve, tilde},       // ü
    {0xEB, breve, dot},         // ë
}};

CodePoint small(CodePoint point) { return point >= 0xC0 && point <= 0xDE ? point + 0x20 : point; }

const Marks* marks_of(CodePoint typed) {
  for (const Marks& marks : vni_marks) {
    if (marks.typed == small(typed)) return &marks;
  }
  return nullptr;
}

CodePoint vni_letter(CodePoint typed) {
  for (const Letter& letter : vni_letters) {
    if (letter.typed == typed) return letter.meant;
  }
  return typed;
}

// Vowels that characters of marks can follow; ơ and ư carry tones only.
bool can_bear(CodePoint letter, const Marks& marks) {
  switch (letter) {
    case 'a':
    case 'A':
      return true;
    case 'e':
    case 'E':
    case 'o':
    case 'O':
      return marks.shape != breve;
    case 'u':
    case 'U':
    case 'y':
    case 'Y':
    case 0x1A0:
    case 0x1A1:
    case 0x1AF:
    case 0x1B0:
      return marks.shape == 0;
    default:
      return false;
  }
}

std::string from_tcvn3(std::string_view text) {
  std::string meant;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    at += next.length;
    const bool is_in_table = next.point >= first_tcvn3 && next.point < first_tcvn3 + tcvn3.size();
    utf8::append(meant, is_in_table ? tcvn3[next.point - first_tcvn3] : next.point);
  }
  return meant;
}

std::string from_vni(std::string_view text) {
  std::string meant;
  CodePoint before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Decoded next = utf8::decode(text, at);
    at += next.length;
    const Marks* const marks = marks_of(next.point);
    if (marks != nullptr && can_bear(before, *marks)) {
      if (marks->shape != 0) utf8::append(meant, marks->shape);
      if (marks->tone != 0) utf8::append(meant, marks->tone);
      before = 0;
    } else {
      before = vni_letter(next.point);
      utf8::append(meant, before);
    }
  }
  return meant;
}

}  // namespace

std::string_view name(FontEncoding encoding) {
  return encoding == FontEncoding::tcvn3 ? "TCVN3 (.VnTime)" : "VNI (VNI-Times)";
}

std::string from_font(std::string_view text, FontEncoding encoding) {
  return nfc(encoding == FontEncoding::tcvn3 ? from_tcvn3(text) : from_vni(text));
}

}  // namespace hoctap::io
