// Vietnamese text: one normal form, and folded forms to compare what people typed in different ways.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"

namespace hoctap {

// The byte offset of the first malformed UTF-8 sequence, or nothing where the text is well formed.
HOCTAP_EXPORT std::optional<std::size_t> first_invalid_utf8(std::string_view text);

// Unicode NFC (Unicode Standard Annex 15). Malformed bytes must have been replaced before: throws InvalidValue.
HOCTAP_EXPORT std::string nfc(std::string_view text);

// White space (also no-break) squeezed to single blanks and trimmed at both ends. Zero-width characters and marks of
// direction are removed: nobody who typed or pasted them saw them. Malformed bytes pass through.
HOCTAP_EXPORT std::string squeezed(std::string_view text);

// For comparing what people typed: lower case, no marks, đ (and ð, which old encodings left in its place) as d,
// compatibility forms (full-width digits, m²) as plain ones, everything but letters and digits as blanks, squeezed.
// Since all marks go, `hoà` and `hòa` fold alike. Throws InvalidValue for malformed UTF-8.
HOCTAP_EXPORT std::string folded(std::string_view text);

// Lower case and NFC with marks kept: `Hoà` equals `hòa`, but not `hoa`. The tone mark of the pairs oa, oe and uy
// stands on the second vowel (hoà, hoè, thuý) wherever it was typed; no normal form of Unicode unifies the two. ð
// becomes đ. Throws InvalidValue for malformed UTF-8.
HOCTAP_EXPORT std::string caseless(std::string_view text);

// Up to `most` of the candidates nearest to the word by edit distance on folded text, nearest first; only those within
// a third of the word's length.
HOCTAP_EXPORT std::vector<std::string> nearest(std::string_view word, std::span<const std::string> candidates,
                                               std::size_t most = 3);

}  // namespace hoctap
