// The files of a folder as sheets.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "forms/filed_sheet.hpp"
#include "hoctap/core/finding.hpp"

namespace hoctap::forms {

// Calls back with the number of files done; what it throws ends the work.
using FileProgress = std::function<void(std::size_t done, std::size_t all)>;

// Every .csv, .tsv and .txt file below the folder, in order of its path (of its bytes), names that begin with a dot
// left out. What cannot be opened becomes a sheet without rows that says why. Throws FileError where the folder cannot
// be listed.
std::vector<FiledSheet> read_files(const std::string& folder, const FileProgress& progress);

}  // namespace hoctap::forms
