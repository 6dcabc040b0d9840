#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "core/system_reason.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/io/delimited.hpp"

namespace hoctap {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

std::string read_file(const std::string& path, std::size_t most_bytes) {
  const SourcePlace place{path, {}, 0, 0, {}};
  const auto unreadable = [&](const std::string& reason) {
    return FileError({MessageCode::file_not_readable, {reason}}, place);
  };
  std::error_code problem;
  const auto status = std::filesystem::status(path, problem);
  if (status.type() == std::filesystem::file_type::not_found)
    throw FileError({MessageCode::no_such_file, {path}}, place);
  if (problem) throw unreadable(system_reason(problem));
  if (!std::filesystem::is_regular_file(status)) throw FileError({MessageCode::not_a_file, {path}}, place);

  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
  if (!file) throw unreadable(system_reason({errno, std::generic_category()}));
  const auto size = std::filesystem::file_size(path, problem);
  if (problem) throw unreadable(system_reason(problem));
  if (size > most_bytes)
    throw FileError({MessageCode::file_too_large, {path, std::to_string(size), std::to_string(most_bytes)}}, place);
  std::string bytes(static_cast<std::size_t>(size), '\0');
  bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file.get()));
  if (std::ferror(file.get()) != 0) throw unreadable(system_reason({errno, std::generic_category()}));
  return bytes;
}

}  // namespace hoctap
