// Files as bytes.
#pragma once

#include <cstddef>
#include <string>
#include <system_error>

#include "hoctap/core/export.hpp"

namespace hoctap {

// More than this is no form that a person filled in.
inline constexpr std::size_t most_bytes_of_a_file = std::size_t{1} << 30U;

// All bytes of a file. Throws FileError where there is none, where it is a folder or device, is larger than
// `most_bytes`, or cannot be read.
HOCTAP_EXPORT std::string read_file(const std::string& path, std::size_t most_bytes = most_bytes_of_a_file);

// Why the system refuses a file, in English words that messages know in Vietnamese too.
HOCTAP_EXPORT std::string reason_of(std::error_code problem);

}  // namespace hoctap
