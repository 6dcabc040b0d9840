#include "io/syllable.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string>

#include <utf8proc.h>

#include "core/utf8.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap::io {
namespace {

using utf8::CodePoint;

// The spelling of the standard language: Thompson, A Vietnamese Reference Grammar, ch. 2 and 3. The longest first where
// one begins another.
constexpr std::string_view initials[] = {"ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu",
                                         "th",  "tr", "b",  "c",  "d",  "đ",  "g",  "h",  "k",
                                         "l",   "m",  "n",  "p",  "r",  "s",  "t",  "v",  "x"};

// Rhymes without their tones.
constexpr std::string_view rhymes[] = {
    "a",    "ac",  "ach",  "ai",   "am",  "an",   "ang",  "anh",  "ao",   "ap",  "at",   "au",   "ay",  "e",    "ec",
    "em",   "en",  "eng",  "eo",   "ep",  "et",   "i",    "ia",   "ich",  "im",  "in",   "inh",  "ip",  "it",   "iu",
    "iêc",  "iêm", "iên",  "iêng", "iêp", "iêt",  "iêu",  "o",    "oa",   "oac", "oach", "oai",  "oam", "oan",  "oang",
    "oanh", "oao", "oap",  "oat",  "oay", "oc",   "oe",   "oen",  "oeo",  "oet", "oi",   "om",   "on",  "ong",  "ooc",
    "oong", "op",  "ot",   "oăc",  "oăm", "oăn",  "oăng", "oăt",  "u",    "ua",  "uc",   "ui",   "um",  "un",   "ung",
    "uo",   "up",  "ut",   "uy",   "uya", "uych", "uyn",  "uynh", "uyt",  "uyu", "uyên", "uyêt", "uân", "uâng", "uât",
    "uây",  "uê",  "uêch", "uênh", "uôc", "uôi",  "uôm",  "uôn",  "uông", "uôt", "uơ",   "y",    "yêm", "yên",  "yêng",
    "yêt",  "yêu", "âc",   "âm",   "ân",  "âng",  "âp",   "ât",   "âu",   "ây",  "ê",    "êch",  "êm",  "ên",   "ênh",
    "êp",   "êt",  "êu",   "ô",    "ôc",  "ôi",   "ôm",   "ôn",   "ông",  "ôp",  "ôt",   "ăc",   "ăm",  "ăn",   "ăng",
    "ăp",   "ăt",  "ơ",    "ơi",   "ơm",  "ơn",   "ơp",   "ơt",   "ư",    "ưa",  "ưc",   "ưi",   "ưm",  "ưng",  "ưt",
    "ưu",   "ươ",  "ươu",  "ươc",  "ươi", "ươm",  "ươn",  "ương", "ươp",  "ươt",
};

constexpr CodePoint grave = 0x300;
constexpr CodePoint acute = 0x301;
constexpr CodePoint tilde = 0x303;
constexpr CodePoint hook = 0x309;
constexpr CodePoint dot = 0x323;

bool is_tone(CodePoint point) {
  return point == grave || point == acute || point == tilde || point == hook || point == dot;
}

constexpr std::size_t longest_syllable = 24;  // bytes of "nghiêng", written with its marks apart

struct Toneless {
  std::string text;
  std::size_t tones = 0;
};

Toneless without_tones(std::string_view word) {
  Toneless toneless;
  std::array<utf8proc_int32_t, 64> parts{};
  const utf8proc_ssize_t count = utf8proc_decompose(
      reinterpret_cast<const utf8proc_uint8_t*>(word.data()), static_cast<utf8proc_ssize_t>(word.size()), parts.data(),
      static_cast<utf8proc_ssize_t>(parts.size()),
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE));
  if (count < 0 || count > static_cast<utf8proc_ssize_t>(parts.size())) return toneless;
  std::string marks_apart;
  for (utf8proc_ssize_t i = 0; i < count; ++i) {
    const auto part = static_cast<CodePoint>(parts[static_cast<std::size_t>(i)]);
    if (is_tone(part))
      ++toneless.tones;
    else
      utf8::append(marks_apart, part);
  }
  toneless.text = nfc(marks_apart);  // what is left of the marks belongs to the letters ă â ê ô ơ ư
  return toneless;
}

bool is_rhyme(std::string_view text) {
  return std::find(std::begin(rhymes), std::end(rhymes), text) != std::end(rhymes);
}

}  // namespace

bool is_vietnamese_syllable(std::string_view word) {
  if (word.empty() || word.size() > longest_syllable) return false;
  const Toneless toneless = without_tones(word);
  if (toneless.text.empty() || toneless.tones > 1) return false;
  const std::string_view text = toneless.text;
  if (is_rhyme(text) || text == "gi") return true;
  for (const std::string_view initial : initials) {
    if (text.starts_with(initial) && is_rhyme(text.substr(initial.size()))) return true;
  }
  // gìn, giếng: the i belongs to both.
  return text.starts_with("gi") && is_rhyme(text.substr(1));
}

}  // namespace hoctap::io
