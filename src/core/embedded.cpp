#include "hoctap/core/embedded.hpp"

#include <algorithm>
#include <string>

#include "core/embedded_data.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap {

std::string_view embedded_file(std::string_view path) {
  const auto files = embedded_data();
  const auto found = std::lower_bound(files.begin(), files.end(), path,
                                      [](const EmbeddedFile& file, std::string_view key) { return file.path < key; });
  if (found == files.end() || found->path != path) {
    throw NotFound({MessageCode::no_embedded_file, {std::string(path)}});
  }
  return found->content;
}

std::vector<std::string_view> embedded_files() {
  std::vector<std::string_view> paths;
  for (const EmbeddedFile& file : embedded_data()) {
    paths.push_back(file.path);
  }
  return paths;
}

}  // namespace hoctap
