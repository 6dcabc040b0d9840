// Why the system refused, as a word of the catalogue where it has one, so that it can be said in both languages.
#pragma once

#include <string>
#include <system_error>

namespace hoctap {

inline std::string system_reason(const std::error_code& problem) {
  if (problem == std::errc::no_such_file_or_directory) return "no_such_file_or_folder";
  if (problem == std::errc::not_a_directory) return "not_a_folder";
  if (problem == std::errc::is_a_directory) return "a_folder";
  if (problem == std::errc::permission_denied) return "no_permission";
  return problem.message();
}

}  // namespace hoctap
