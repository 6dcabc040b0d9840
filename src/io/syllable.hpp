// Whether a word can be Vietnamese at all: what tells one reading of old text from another.
#pragma once

#include <string_view>

namespace hoctap::io {

// Whether the word, one syllable in lower case and NFC, is spelled as Vietnamese is: an initial, a rhyme and at most
// one tone mark, which may stand on either vowel. Words of other languages may pass by chance, but seldom with marks.
bool is_vietnamese_syllable(std::string_view word);

}  // namespace hoctap::io
