// The place where a program plugs in its reader of workbooks: the library reads text only.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "hoctap/core/finding.hpp"
#include "hoctap/io/grid.hpp"
#include "hoctap/io/limits.hpp"

namespace hoctap {

struct Workbook {
  std::vector<Grid> sheets;  // in their order, also hidden ones
  Findings findings;         // those of a sheet name it in their place
};

// Opens the workbook at `path`; `file` is the name that grids and findings bear. Throws FileError or FormatError where
// it cannot be read or exceeds the limits. Is called from several threads at once.
using WorkbookReader =
    std::function<Workbook(const std::string& path, const std::string& file, const FileLimits& limits)>;

}  // namespace hoctap
