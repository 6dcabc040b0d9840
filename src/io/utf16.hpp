// UTF-16 to UTF-8.
#pragma once

#include <optional>
#include <string_view>

#include "io/legacy_text.hpp"

namespace hoctap::io {

// The text in UTF-8 if the bytes begin with the byte-order mark of UTF-16, the mark taken away, or if every second byte
// is so often NUL that nothing else can be meant; only then it says by which table. Unpaired surrogates and an odd last
// byte become U+FFFD.
std::optional<Transcoded> from_utf16(std::string_view bytes);

}  // namespace hoctap::io
