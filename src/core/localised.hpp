// How the words that fill a message's gaps are written in a language. Whoever makes a message hands them over in one
// canonical way: days as yyyy-mm-dd, numbers with a decimal point and without groups.
#pragma once

#include <string>
#include <string_view>

#include "hoctap/core/message.hpp"

namespace hoctap {

// A whole number with its thousands apart: "87,000" or "87.000". Anything else stays as it is.
std::string grouped(std::string_view number, Language language);

// In Vietnamese days become dd/mm/yyyy and decimal points commas; what is part of a longer word (a path, a code, the
// number of a document) stays.
std::string localised(std::string_view text, Language language);

}  // namespace hoctap
