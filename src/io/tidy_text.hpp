// Whether text needs normalising at all: nearly all cells do not, and finding that out costs no storage.
#pragma once

#include <string_view>

namespace hoctap::io {

// True where the text is surely well-formed, NFC and squeezed; false where only the long way (squeezed, nfc) can tell.
// The empty text is not.
bool is_tidy(std::string_view text);

}  // namespace hoctap::io
