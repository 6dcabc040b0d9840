// Digests: of files (which version was read) and of persons (who, without saying who).
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "hoctap/core/export.hpp"

namespace hoctap {

// SHA-256 as 64 lower-case hexadecimal digits.
HOCTAP_EXPORT std::string sha256_hex(std::string_view bytes);

// BLAKE2b (RFC 7693) with 256 bits of output: a checksum of much data, faster than SHA-256.
using Blake2b256 = std::array<std::uint8_t, 32>;
HOCTAP_EXPORT Blake2b256 blake2b_256(std::span<const std::byte> bytes);

// A person, without a name or number: a keyed 128-bit hash. All zero means "no person named".
struct PersonKey {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  bool is_empty() const { return high == 0 && low == 0; }
  // 32 lower-case hexadecimal digits, and back. from_hex throws InvalidValue; its message does not quote what it was
  // given, which may be a citizen number.
  HOCTAP_EXPORT std::string hex() const;
  static HOCTAP_EXPORT PersonKey from_hex(std::string_view digits);
  friend auto operator<=>(const PersonKey&, const PersonKey&) = default;
};

// Turns citizen numbers into person keys: keyed BLAKE2b (RFC 7693) with 128 bits of output. The same number gives the
// same key under the same secret, and nothing without it. The secret is wiped when the hasher goes.
class HOCTAP_EXPORT PersonHasher {
 public:
  // Throws InvalidValue for a secret of fewer than 16 bytes.
  explicit PersonHasher(std::string_view secret);
  ~PersonHasher();
  PersonHasher(const PersonHasher&) = delete;
  PersonHasher& operator=(const PersonHasher&) = delete;

  PersonKey operator()(std::string_view citizen_number) const;

 private:
  std::array<unsigned char, 32> key_{};
};

}  // namespace hoctap

template <>
struct std::hash<hoctap::PersonKey> {
  // The key is a keyed hash already; one half of it is as good as any mixture.
  std::size_t operator()(const hoctap::PersonKey& key) const noexcept { return key.low; }
};
