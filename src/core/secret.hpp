// What hashing persons and locking originals ask of a secret alike.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "hoctap/core/error.hpp"

namespace hoctap {

// Throws InvalidValue for a secret that could be guessed.
inline void require_long_enough(std::string_view secret) {
  constexpr std::size_t shortest = 16;
  if (secret.size() < shortest)
    throw InvalidValue({MessageCode::secret_too_short, {std::to_string(secret.size()), std::to_string(shortest)}});
}

// As libsodium takes them.
inline const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
inline unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace hoctap
