// Delimited text (RFC 4180, with comma, semicolon or tab) to a grid, recovering from what real files do wrong.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "hoctap/core/export.hpp"
#include "hoctap/core/file.hpp"
#include "hoctap/io/grid.hpp"
#include "hoctap/io/limits.hpp"

namespace hoctap {

struct DelimitedOptions {
  char delimiter = '\0';  // '\0': decided from the text (the one that splits most lines alike)
  FileLimits limits{};
};

// Byte-order marks, CRLF, CR and LF, quoted fields with doubled quotes and line breaks are read; UTF-16 is, where its
// byte-order mark says so. Cells are NFC and squeezed. An empty line is a row without cells. `file` is the name that
// findings show.
//
// Recovery, each with a finding:
// - a quote that never closes (nothing but a delimiter or line end may follow a closing one on a later line) ends at
// its own line's end, so that the
//   rows after it are not swallowed;
// - text after a closing quote on the same line is added to the cell;
// - malformed UTF-8 and NUL bytes become U+FFFD, one finding a row;
// - a row is cut at `most_row_bytes`.
//
// Throws FormatError for what is not text at all (a workbook, a PDF), FileError above the limits.
HOCTAP_EXPORT Grid read_delimited(std::string_view bytes, const std::string& file, Findings& findings,
                                  const DelimitedOptions& options = {});

// One line of RFC 4180 text: quoted where needed, ended by LF. Read back, it gives the same cells (squeezed and NFC).
HOCTAP_EXPORT void append_delimited_row(std::string& text, std::span<const std::string> cells, char delimiter = ',');

}  // namespace hoctap
