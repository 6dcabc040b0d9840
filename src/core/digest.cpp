#include "hoctap/core/digest.hpp"

#include <charconv>

#include <sodium.h>

#include "core/secret.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

constexpr char hexadecimal_digits[] = "0123456789abcdef";

void start_sodium() {
  if (sodium_init() < 0) throw Error({MessageCode::cryptography_unavailable, {}});
}

std::uint64_t big_endian(const unsigned char* bytes) {
  std::uint64_t value = 0;
  for (int i = 0; i < 8; ++i) value = value << 8U | bytes[i];
  return value;
}

void append_hex(std::string& text, std::uint64_t value) {
  for (int shift = 60; shift >= 0; shift -= 4) text.push_back(hexadecimal_digits[value >> shift & 0xFU]);
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  start_sodium();
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), bytes_of(bytes), bytes.size());
  std::string text;
  text.reserve(2 * digest.size());
  for (const unsigned char byte : digest) {
    text.push_back(hexadecimal_digits[byte >> 4U]);
    text.push_back(hexadecimal_digits[byte & 0xFU]);
  }
  return text;
}

Blake2b256 blake2b_256(std::span<const std::byte> bytes) {
  start_sodium();
  Blake2b256 digest{};
  crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                     nullptr, 0);
  return digest;
}

std::string PersonKey::hex() const {
  std::string text;
  text.reserve(32);
  append_hex(text, high);
  append_hex(text, low);
  return text;
}

PersonKey PersonKey::from_hex(std::string_view digits) {
  PersonKey key;
  const auto read = [](std::string_view half, std::uint64_t& value) {
    const auto [end, problem] = std::from_chars(half.data(), half.data() + half.size(), value, 16);
    return problem == std::errc{} && end == half.data() + half.size();
  };
  if (digits.size() != 32 || !read(digits.substr(0, 16), key.high) || !read(digits.substr(16), key.low)) {
    throw InvalidValue({MessageCode::not_a_person_key, {}});
  }
  return key;
}

PersonHasher::PersonHasher(std::string_view secret) {
  require_long_enough(secret);
  start_sodium();
  // A secret may have any length; the key of the hash has one.
  crypto_generichash(key_.data(), key_.size(), bytes_of(secret), secret.size(), nullptr, 0);
}

PersonHasher::~PersonHasher() { sodium_memzero(key_.data(), key_.size()); }

PersonKey PersonHasher::operator()(std::string_view citizen_number) const {
  std::array<unsigned char, 16> hash{};
  crypto_generichash(hash.data(), hash.size(), bytes_of(citizen_number), citizen_number.size(), key_.data(),
                     key_.size());
  return {big_endian(hash.data()), big_endian(hash.data() + 8)};
}

}  // namespace hoctap
