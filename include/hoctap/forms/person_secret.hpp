// The secret that turns citizen numbers into person keys, as a file holds it.
#pragma once

#include <string>
#include <string_view>

#include "hoctap/core/export.hpp"

namespace hoctap {

// A file of this name in a folder of forms holds the secret of its persons: it is no form and is never quoted.
inline constexpr std::string_view person_secret_file = "person-key.txt";

struct PersonSecret {
  std::string secret;      // the first line that is neither blank nor begins with "#", trimmed
  bool is_public = false;  // by its own words the file belongs to simulated data, whose numbers are nobody's
};

// Throws FileError where the file cannot be read, FormatError where it is no UTF-8 text, InvalidValue where it holds no
// secret. No message quotes what stands in it.
HOCTAP_EXPORT PersonSecret read_person_secret(const std::string& path);

}  // namespace hoctap
