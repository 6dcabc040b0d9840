#include "hoctap/core/lock.hpp"

#include <array>

#include <sodium.h>

#include "core/secret.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

constexpr std::string_view purpose = "hoctap: originals of forms";  // persons are hashed under another key

// Wiped when it goes.
class Key {
 public:
  explicit Key(std::string_view secret) {
    require_long_enough(secret);
    if (sodium_init() < 0) throw Error({MessageCode::cryptography_unavailable, {}});
    std::array<unsigned char, crypto_generichash_KEYBYTES> of_purpose{};
    crypto_generichash(of_purpose.data(), of_purpose.size(), bytes_of(purpose), purpose.size(), nullptr, 0);
    crypto_generichash(bytes_.data(), bytes_.size(), bytes_of(secret), secret.size(), of_purpose.data(),
                       of_purpose.size());
  }
  ~Key() { sodium_memzero(bytes_.data(), bytes_.size()); }
  Key(const Key&) = delete;
  Key& operator=(const Key&) = delete;

  const unsigned char* data() const { return bytes_.data(); }

 private:
  std::array<unsigned char, crypto_secretbox_KEYBYTES> bytes_{};
};

}  // namespace

std::string locked(std::string_view bytes, std::string_view secret) {
  const Key key(secret);
  std::string box(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + bytes.size(), '\0');
  randombytes_buf(box.data(), crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy(bytes_of(box) + crypto_secretbox_NONCEBYTES, bytes_of(bytes), bytes.size(), bytes_of(box),
                        key.data());
  return box;
}

std::optional<std::string> unlocked(std::string_view bytes, std::string_view secret) {
  const Key key(secret);
  constexpr std::size_t around = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  if (bytes.size() < around) return std::nullopt;
  std::string opened(bytes.size() - around, '\0');
  const std::string_view box = bytes.substr(crypto_secretbox_NONCEBYTES);
  if (crypto_secretbox_open_easy(bytes_of(opened), bytes_of(box), box.size(), bytes_of(bytes), key.data()) != 0)
    return std::nullopt;
  return opened;
}

}  // namespace hoctap
