// Delimited text (RFC 4180, with comma, semicolon or tab) to a grid, recovering from what real files do wrong.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "hoctap/core/export.hpp"
#include "hoctap/io/grid.hpp"

namespace hoctap {

struct DelimitedOptions {
  char delimiter = '\0';                          // '\0': decided from the text (the one that splits most lines alike)
  std::size_t most_bytes = std::size_t{1} << 30;  // a larger file is refused with a FileError
  std::size_t most_line_bytes = std::size_t{1} << 20;
};

// Byte-order marks, CRLF, CR and LF, quoted fields with doubled quotes and line breaks are read. A quote that never closes ends at its own line's end
// with a finding, so that the rows after it are not swallowed; malformed UTF-8 is replaced by U+FFFD with a finding for each line; NUL bytes likewise.
// Cells are NFC and squeezed. `file` is the name that findings show.
HOCTAP_EXPORT Grid read_delimited(std::string_view bytes, const std::string& file, Findings& findings, const DelimitedOptions& options = {});

// The bytes of a file. Throws FileError for a directory, a missing or unreadable file, or one above the limit.
HOCTAP_EXPORT std::string read_file(const std::string& path, std::size_t most_bytes = std::size_t{1} << 30);

// One line of RFC 4180 text: quoted where needed, ended by LF.
HOCTAP_EXPORT void append_delimited_row(std::string& text, std::span<const std::string> cells, char delimiter = ',');

}  // namespace hoctap
