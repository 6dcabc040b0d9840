#include "hoctap/core/file.hpp"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

// Takes the number at once, before anything else can change it.
std::error_code last_problem() { return {errno, std::generic_category()}; }

}  // namespace

std::string reason_of(std::error_code problem) {
  if (problem == std::errc::no_such_file_or_directory) return "there is no such file";
  if (problem == std::errc::permission_denied || problem == std::errc::operation_not_permitted)
    return "access is denied";
  if (problem == std::errc::is_a_directory) return "it is a folder";
  if (problem == std::errc::not_a_directory) return "it is no folder";
  if (problem == std::errc::too_many_files_open || problem == std::errc::too_many_files_open_in_system)
    return "too many files are open";
  if (problem == std::errc::io_error) return "the device fails";
  return problem.message();
}

std::string read_file(const std::string& path, std::size_t most_bytes) {
  const SourcePlace place{path, {}, 0, 0, {}};
  const auto unreadable = [&](std::error_code why) {
    return FileError({MessageCode::file_not_readable, {reason_of(why)}}, place);
  };
  std::error_code problem;
  const auto status = std::filesystem::status(path, problem);
  if (status.type() == std::filesystem::file_type::not_found) throw FileError({MessageCode::no_such_file, {}}, place);
  if (problem) throw unreadable(problem);
  if (!std::filesystem::is_regular_file(status)) throw FileError({MessageCode::not_a_file, {}}, place);

  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
  if (!file) throw unreadable(last_problem());
  const auto size = std::filesystem::file_size(path, problem);
  if (problem) throw unreadable(problem);
  if (size > most_bytes)
    throw FileError({MessageCode::file_too_large, {std::to_string(size), std::to_string(most_bytes)}}, place);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file.get()));
  if (std::ferror(file.get()) != 0) throw unreadable(last_problem());
  return bytes;
}

}  // namespace hoctap
