// The version of the library that a program runs with.
#pragma once

#include <string_view>

#include "hoctap/core/export.hpp"

namespace hoctap {

// "major.minor.patch" of the linked library, as in the project's VERSION file.
HOCTAP_EXPORT std::string_view version();

}  // namespace hoctap
