// The project's folder. Only one file is told of it by the build, so that compiled tests are the same in every
// checkout.
#pragma once

#include <filesystem>

namespace hoctap::testing_support {

const std::filesystem::path& source_dir();

}  // namespace hoctap::testing_support
