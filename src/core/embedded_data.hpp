// The generated table behind embedded.hpp.
#pragma once

#include <span>
#include <string_view>

namespace hoctap {

struct EmbeddedFile {
  std::string_view path;
  std::string_view content;
};

// Sorted by path.
std::span<const EmbeddedFile> embedded_data();

}  // namespace hoctap
