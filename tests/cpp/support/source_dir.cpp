#include "support/source_dir.hpp"

namespace hoctap::testing_support {

const std::filesystem::path& source_dir() {
  static const std::filesystem::path folder = HOCTAP_SOURCE_DIR;
  return folder;
}

}  // namespace hoctap::testing_support
