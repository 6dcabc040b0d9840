#include <array>
#include <cstdint>
#include <set>

#include "io/legacy_text.hpp"
#include "io/words_of_text.hpp"

namespace hoctap::io {
namespace {

using utf8::CodePoint;
using Table = std::array<std::uint16_t, 128>;  // of the upper half; 0: no such byte

constexpr std::size_t most_bytes_looked_at = 1 << 20;
constexpr std::size_t least_words = 3;

// Microsoft's code page 1252, as the Unicode Consortium maps it (CP1252.TXT).
constexpr Table windows_1252() {
  Table table{};
  constexpr std::array<std::uint16_t, 32> controls{0x20AC, 0,      0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0,      0x17D,  0,
                                                   0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0,      0x17E,  0x178};
  for (std::size_t i = 0; i < table.size(); ++i) {
    table[i] = i < controls.size() ? controls[i] : static_cast<std::uint16_t>(0x80 + i);
  }
  return table;
}

// Microsoft's code page 1258 (CP1258.TXT): tone marks are characters of their own behind their vowel.
constexpr Table windows_1258() {
  Table table = windows_1252();
  for (const std::size_t byte : {0x8AU, 0x8EU, 0x9AU, 0x9EU}) table[byte - 0x80] = 0;
  table[0xC3 - 0x80] = 0x102;
  table[0xCC - 0x80] = 0x300;
  table[0xD0 - 0x80] = 0x110;
  table[0xD2 - 0x80] = 0x309;
  table[0xD5 - 0x80] = 0x1A0;
  table[0xDD - 0x80] = 0x1AF;
  table[0xDE - 0x80] = 0x303;
  table[0xE3 - 0x80] = 0x103;
  table[0xEC - 0x80] = 0x301;
  table[0xF0 - 0x80] = 0x111;
  table[0xF2 - 0x80] = 0x323;
  table[0xF5 - 0x80] = 0x1A1;
  table[0xFD - 0x80] = 0x1B0;
  table[0xFE - 0x80] = 0x20AB;
  return table;
}

constexpr Table table_1252 = windows_1252();
constexpr Table table_1258 = windows_1258();

std::string decoded(std::string_view bytes, const Table& table) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 4);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const CodePoint point = byte < 0x80 ? byte : table[byte - 0x80];
    utf8::append(text, point == 0 && byte != 0 ? CodePoint{0xFFFD} : point);
  }
  return nfc(text);
}

// What of a text is whole UTF-8 beyond ASCII, and what is none.
struct Tally {
  std::size_t whole = 0;
  std::size_t broken = 0;
  bool is_mostly_whole() const { return whole >= broken; }
};

// Damaged bytes make UTF-8 no other text: they are few, or they stay within few lines, however many they are there.
bool is_damaged_utf8(std::string_view bytes) {
  Tally characters;
  Tally lines;
  Tally line;
  const auto end_line = [&] {
    if (line.broken > 0)
      ++lines.broken;
    else if (line.whole > 0)
      ++lines.whole;
    line = {};
  };
  for (std::size_t at = 0; at < bytes.size();) {
    const utf8::Decoded next = utf8::decode(bytes, at);
    if (bytes[at] == '\n' || bytes[at] == '\r') end_line();
    if (next.point == utf8::malformed) {
      ++characters.broken;
      ++line.broken;
    } else if (next.length > 1) {
      ++characters.whole;
      ++line.whole;
    }
    at += next.length;
  }
  end_line();
  return characters.is_mostly_whole() || lines.is_mostly_whole();
}

struct Score {
  std::set<std::string, std::less<>> vietnamese;
  std::size_t other = 0;

  void see(std::string_view word) {
    if (is_vietnamese(word))
      vietnamese.emplace(word);
    else
      ++other;
  }
  bool is_convincing() const { return vietnamese.size() >= least_words && vietnamese.size() > other / 4; }
};

}  // namespace

std::optional<Transcoded> from_legacy_bytes(std::string_view bytes) {
  if (!first_invalid_utf8(bytes) || is_damaged_utf8(bytes)) return std::nullopt;
  const std::string_view head = bytes.substr(0, most_bytes_looked_at);
  Score windows_1258;
  for_each_marked_word(decoded(head, table_1258), [&](std::string_view word) { windows_1258.see(word); });
  Score tcvn3;
  Score vni;
  for_each_marked_word(decoded(head, table_1252), [&](std::string_view word) {
    tcvn3.see(from_font(word, FontEncoding::tcvn3));
    vni.see(from_font(word, FontEncoding::vni));
  });
  const Score& fonts = tcvn3.vietnamese.size() > vni.vietnamese.size() ? tcvn3 : vni;
  const bool is_1258 = windows_1258.vietnamese.size() >= fonts.vietnamese.size();
  if (!(is_1258 ? windows_1258 : fonts).is_convincing()) return std::nullopt;
  return Transcoded{decoded(bytes, is_1258 ? table_1258 : table_1252), is_1258 ? "Windows-1258" : "Windows-1252"};
}

}  // namespace hoctap::io
