// The files of data/ that are compiled into the library, so that it knows its law, plans and places wherever it runs.
#pragma once

#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"

namespace hoctap {

// The content of a file below data/ ("programmes/lang-giang-2023-2025.toml"). Throws NotFound.
HOCTAP_EXPORT std::string_view embedded_file(std::string_view path);

// The paths of all embedded files, sorted.
HOCTAP_EXPORT std::vector<std::string_view> embedded_files();

}  // namespace hoctap
