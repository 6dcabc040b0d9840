// What a message offers for a word that is not in a code list.
#pragma once

#include <string>
#include <string_view>

#include "hoctap/records/codes.hpp"

namespace hoctap::records {

// Spellings near the word; where none is, what forms show.
std::string near_codes(const CodeList& list, std::string_view word);

}  // namespace hoctap::records
