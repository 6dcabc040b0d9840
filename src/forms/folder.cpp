#include "forms/folder.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "core/system_reason.hpp"
#include "forms/parallel.hpp"
#include "hoctap/core/digest.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/io/delimited.hpp"
#include "hoctap/io/grid_builder.hpp"

namespace hoctap::forms {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> text_extensions{".csv", ".tsv", ".txt"};
constexpr std::array<std::string_view, 5> workbook_extensions{".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"};

// The secret of person keys that lies beside the simulated sample: no form, and nothing to quote.
constexpr std::string_view key_file = "person-key.txt";

struct Entry {
  std::string name;  // relative to the folder, as findings show it
  fs::path path;
  std::optional<Finding> finding;  // why it is not read
};

template <std::size_t count>
bool is_among(const std::array<std::string_view, count>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string lower_extension(const fs::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return extension;
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
  explicit Listing(const std::string& folder) : root_(folder) {
    std::error_code error;
    if (!fs::is_directory(root_, error)) {
      throw FileError({MessageCode::file_not_readable, {error ? system_reason(error) : "not_a_folder"}},
                      {folder, {}, 0, 0, {}});
    }
    if (const std::error_code failed = list(root_)) {
      throw FileError({MessageCode::file_not_readable, {system_reason(failed)}}, {folder, {}, 0, 0, {}});
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
    if (path.filename().string().starts_with('.') || path.filename() == key_file) return;
    const std::string name = shown_name(path.lexically_relative(root_).generic_string());
    const std::string extension = lower_extension(path);
    std::error_code error;
    // A link to a folder is not followed: it could lead back here.
    const bool is_folder = entry.is_directory(error) && !entry.is_symlink(error);
    if (is_folder) {
      if (is_among(text_extensions, extension))
        entries_.push_back({name, path, about(name, MessageCode::folder_in_place_of_file)});
      if (const std::error_code failed = list(path)) {
        entries_.push_back({name, path, about(name, MessageCode::file_not_readable, {system_reason(failed)})});
      }
    } else if (is_among(text_extensions, extension)) {
      entries_.push_back({name, path, std::nullopt});
    } else if (is_among(workbook_extensions, extension)) {
      entries_.push_back({name, path, about(name, MessageCode::workbook_in_folder)});
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

FiledSheet read_entry(const Entry& entry) {
  if (entry.finding) return without_rows(entry.name, *entry.finding);
  try {
    const std::string bytes = read_file(entry.path.string());
    Findings findings;
    DelimitedOptions options;
    if (lower_extension(entry.path) == ".tsv") options.delimiter = '\t';
    FiledSheet sheet(read_delimited(bytes, entry.name, findings, options), sha256_hex(bytes));
    for (Finding& finding : findings) sheet.log.add(std::move(finding));
    return sheet;
  } catch (const FileError& error) {
    return without_rows(entry.name, {error.message(), {entry.name, {}, 0, 0, {}}, RowOutcome::kept});
  } catch (const FormatError& error) {
    return without_rows(entry.name, {error.message(), {entry.name, {}, 0, 0, {}}, RowOutcome::kept});
  }
}

}  // namespace

std::vector<FiledSheet> read_files(const std::string& folder, const FileProgress& progress) {
  const std::vector<Entry> entries = Listing(folder).take();
  // Each file has its own place, so that the threads that read them leave no trace in the order.
  std::vector<std::optional<FiledSheet>> read(entries.size());
  do_all(
      entries.size(), [&](std::size_t file) { read[file].emplace(read_entry(entries[file])); },
      [&](std::size_t done) { progress(done, entries.size()); });
  std::vector<FiledSheet> sheets;
  sheets.reserve(read.size());
  for (std::optional<FiledSheet>& sheet : read) sheets.push_back(std::move(*sheet));
  return sheets;
}

}  // namespace hoctap::forms
