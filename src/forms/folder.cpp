#include "forms/folder.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "core/citizen_digits.hpp"
#include "core/parallel.hpp"
#include "hoctap/core/digest.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/core/file.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/forms/person_secret.hpp"
#include "hoctap/io/delimited.hpp"
#include "hoctap/io/grid_builder.hpp"

namespace hoctap::forms {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_threads = 4;
constexpr std::size_t files_worth_a_thread = 16;

constexpr std::array<std::string_view, 3> text_extensions{".csv", ".tsv", ".txt"};
constexpr std::array<std::string_view, 5> workbook_extensions{".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"};

using Entry = FormFile;

template <std::size_t count>
bool is_among(const std::array<std::string_view, count>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string lower_extension(const fs::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return extension;
}

// "~$book.xlsx" is what a spreadsheet program leaves beside a workbook that it has open.
bool is_workbook(const fs::path& path) {
  return is_among(workbook_extensions, lower_extension(path)) && !path.filename().string().starts_with("~$");
}

// A name with bytes that are no UTF-8 must still be printable.
std::string shown_name(std::string name) {
  while (const std::optional<std::size_t> at = first_invalid_utf8(name)) name[*at] = '?';
  return name;
}

Finding about(const std::string& name, MessageCode code, std::vector<std::string> arguments = {}) {
  return {{code, std::move(arguments)}, {name, {}, 0, 0, {}}, RowOutcome::kept};
}

class Listing {
 public:
  explicit Listing(const std::string& path) : root_(path) {
    std::error_code error;
    const fs::file_status status = fs::status(root_, error);
    const auto unreadable = [&](const std::error_code& reason) {
      return FileError({MessageCode::file_not_readable, {reason_of(reason)}}, {path, {}, 0, 0, {}});
    };
    if (status.type() == fs::file_type::not_found)
      throw FileError({MessageCode::no_such_file, {}}, {path, {}, 0, 0, {}});
    if (error) throw unreadable(error);
    if (!fs::is_directory(status)) {
      entries_.push_back({shown_name(root_.filename().generic_string()), root_.string(), std::nullopt});
    } else if (const std::error_code failed = list(root_)) {
      throw unreadable(failed);
    }
    std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
  }

  std::vector<Entry> take() { return std::move(entries_); }

 private:
  std::error_code list(const fs::path& folder) {
    std::error_code error;
    fs::directory_iterator at(folder, error);
    for (; !error && at != fs::directory_iterator(); at.increment(error)) add(*at);
    return error;
  }

  void add(const fs::directory_entry& entry) {
    const fs::path& path = entry.path();
    if (path.filename().string().starts_with('.') || path.filename() == person_secret_file) return;
    const std::string name = shown_name(path.lexically_relative(root_).generic_string());
    const std::string extension = lower_extension(path);
    std::error_code error;
    // A link to a folder is not followed: it could lead back here.
    const bool is_folder = entry.is_directory(error) && !entry.is_symlink(error);
    if (is_folder) {
      if (is_among(text_extensions, extension))
        entries_.push_back({name, path.string(), about(name, MessageCode::not_a_file, {})});
      if (const std::error_code failed = list(path)) {
        entries_.push_back({name, path.string(), about(name, MessageCode::file_not_readable, {reason_of(failed)})});
      }
    } else if (is_among(text_extensions, extension) || is_workbook(path)) {
      entries_.push_back({name, path.string(), std::nullopt});
    }
  }

  fs::path root_;
  std::vector<Entry> entries_;
};

FiledSheet without_rows(const std::string& name, Finding finding) {
  FiledSheet sheet(GridBuilder(name).build());
  sheet.log.add(std::move(finding));
  return sheet;
}

// Sheets in their order; of a workbook of blank sheets the first.
std::vector<FiledSheet> read_workbook(const Entry& entry, const FileLimits& limits, const WorkbookReader& reader) {
  const std::string digest = sha256_hex(read_file(entry.path, limits.most_bytes));
  Workbook workbook = reader(entry.path, entry.name, limits);
  std::vector<FiledSheet> sheets;
  for (Grid& grid : workbook.sheets) {
    const bool is_filled = grid.row_count() != 0;
    if (!is_filled && !sheets.empty()) continue;
    if (is_filled && sheets.size() == 1 && sheets[0].grid.row_count() == 0) sheets.clear();
    sheets.emplace_back(std::move(grid), digest);
  }
  if (sheets.empty()) sheets.emplace_back(GridBuilder(entry.name).build(), digest);
  for (Finding& finding : workbook.findings) {
    auto sheet = std::find_if(sheets.begin(), sheets.end(),
                              [&finding](const FiledSheet& one) { return one.grid.sheet() == finding.place.sheet; });
    if (sheet == sheets.end()) sheet = sheets.begin();
    sheet->log.add(std::move(finding));
  }
  return sheets;
}

FiledSheet read_text(const Entry& entry, const FileLimits& limits) {
  const std::string bytes = read_file(entry.path, limits.most_bytes);
  Findings findings;
  DelimitedOptions options;
  options.limits = limits;
  if (lower_extension(entry.path) == ".tsv") options.delimiter = '\t';
  FiledSheet sheet(read_delimited(bytes, entry.name, findings, options), sha256_hex(bytes));
  for (Finding& finding : findings) sheet.log.add(std::move(finding));
  return sheet;
}

}  // namespace

std::vector<FiledSheet> read_file_of(const Entry& entry, const FileLimits& limits, const WorkbookReader& workbooks) {
  std::vector<FiledSheet> sheets;
  try {
    if (entry.finding) {
      sheets.push_back(without_rows(entry.name, *entry.finding));
    } else if (!is_workbook(entry.path)) {
      sheets.push_back(read_text(entry, limits));
    } else if (workbooks) {
      return read_workbook(entry, limits, workbooks);
    } else {
      sheets.push_back(without_rows(entry.name, about(entry.name, MessageCode::workbook_in_folder)));
    }
  } catch (const FileError& error) {
    sheets.push_back(without_rows(entry.name, {error.message(), {entry.name, {}, 0, 0, {}}, RowOutcome::kept}));
  } catch (const FormatError& error) {
    sheets.push_back(without_rows(entry.name, {error.message(), {entry.name, {}, 0, 0, {}}, RowOutcome::kept}));
  }
  return sheets;
}

std::vector<FiledSheet> read_files(const std::string& path, const FileLimits& limits, const WorkbookReader& workbooks,
                                   const FileProgress& progress) {
  const std::vector<Entry> entries = Listing(path).take();
  // Each file has its own place, so that the threads that read them leave no trace in the order.
  std::vector<std::vector<FiledSheet>> read(entries.size());
  const std::size_t threads =
      std::min({most_threads, std::size_t{std::thread::hardware_concurrency()}, entries.size() / files_worth_a_thread});
  do_all(
      entries.size(), std::max<std::size_t>(1, threads),
      [&](std::size_t file) { read[file] = read_file_of(entries[file], limits, workbooks); },
      [&](std::size_t done) { progress(done, entries.size()); });
  std::vector<FiledSheet> sheets;
  for (std::vector<FiledSheet>& of_file : read) {
    for (FiledSheet& sheet : of_file) sheets.push_back(std::move(sheet));
  }
  return sheets;
}

}  // namespace hoctap::forms

namespace hoctap {

std::vector<FormFile> list_forms(const std::string& path) {
  std::vector<FormFile> files = forms::Listing(path).take();
  for (FormFile& file : files)
    if (may_hold_citizen_number(file.name)) file.name = without_citizen_numbers(file.name);
  return files;
}

}  // namespace hoctap
