// UTF-16 text with a byte-order mark to UTF-8.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hoctap::io {

// The text after its byte-order mark as UTF-8; unpaired surrogates and an odd last byte become U+FFFD. Nothing where
// the bytes do not begin with a UTF-16 byte-order mark.
std::optional<std::string> utf16_with_mark_to_utf8(std::string_view bytes);

}  // namespace hoctap::io
