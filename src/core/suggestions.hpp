// What a message offers in place of a word that is not known.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace hoctap {

// The choices nearest to the word with commas between (semicolons, where one of them holds a comma); where none is
// near, all of a short list or the first of a long one and an ellipsis; a dash where there is no choice at all.
std::string suggestions(std::string_view word, std::span<const std::string> choices);

}  // namespace hoctap
