// Which delimiter a text uses.
#pragma once

#include <string_view>

namespace hoctap::io {

// The one of comma, semicolon and tab that splits most of the first lines into the same number of cells, at least two;
// a comma where none does. Of equals the one that makes more cells.
char decide_delimiter(std::string_view text);

}  // namespace hoctap::io
