// The files of a folder as sheets.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "forms/filed_sheet.hpp"
#include "hoctap/forms/sealed.hpp"
#include "hoctap/io/limits.hpp"
#include "hoctap/io/workbook.hpp"

namespace hoctap::forms {

// Calls back with the number of files done; what it throws ends the work.
using FileProgress = std::function<void(std::size_t done, std::size_t all)>;

// Every text file and workbook below the folder, in order of its path (of its bytes), names that begin with a dot left
// out, or the one file at the path. What cannot be opened becomes a sheet without rows that says why. Throws FileError
// where the folder cannot be listed or there is no such file.
std::vector<FiledSheet> read_files(const std::string& path, const FileLimits& limits, const WorkbookReader& workbooks,
                                   const FileProgress& progress);

// The sheets of one of the files that list_forms gave; what cannot be opened is a sheet without rows.
std::vector<FiledSheet> read_file_of(const FormFile& file, const FileLimits& limits, const WorkbookReader& workbooks);

}  // namespace hoctap::forms
