// Bytes that nobody reads without a secret: originals of forms, which name persons by their citizen numbers.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "hoctap/core/export.hpp"

namespace hoctap {

// XSalsa20 with Poly1305 under a key drawn from the secret, with a nonce of its own in front. Throws InvalidValue for a
// secret of fewer than 16 bytes.
HOCTAP_EXPORT std::string locked(std::string_view bytes, std::string_view secret);
// The bytes that were locked; nothing where the secret is another or they are damaged.
HOCTAP_EXPORT std::optional<std::string> unlocked(std::string_view bytes, std::string_view secret);

}  // namespace hoctap
