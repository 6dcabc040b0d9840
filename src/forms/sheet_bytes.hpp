// Numbers and texts one behind the other in bytes: a number in groups of seven bits, a text behind its length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "hoctap/core/error.hpp"

namespace hoctap::forms {

class BytesOut {
 public:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7U) bytes_ += static_cast<char>(value | 0x80U);
    bytes_ += static_cast<char>(value);
  }
  void text(std::string_view value) {
    number(value.size());
    bytes_ += value;
  }
  void raw(std::string_view value) { bytes_ += value; }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Throws FormatError about the file where the bytes end too early or a number is none.
class BytesIn {
 public:
  BytesIn(std::string_view bytes, const std::string& file) : bytes_(bytes), file_(file) {}

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(take(1).front());
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return value;
    }
    damaged();
  }
  // A number that is at most `most`.
  std::uint64_t number(std::uint64_t most) {
    const std::uint64_t value = number();
    if (value > most) damaged();
    return value;
  }
  std::string_view text() { return take(number()); }
  void expect(std::string_view value) {
    if (take(value.size()) != value) damaged();
  }
  // How many things may still follow, each of a byte at least.
  std::size_t left() const { return bytes_.size(); }
  [[noreturn]] void damaged() const {
    throw FormatError({MessageCode::file_not_readable, {"damaged"}}, {file_, {}, 0, 0, {}});
  }

 private:
  std::string_view take(std::uint64_t count) {
    if (count > bytes_.size()) damaged();
    const std::string_view taken = bytes_.substr(0, static_cast<std::size_t>(count));
    bytes_.remove_prefix(static_cast<std::size_t>(count));
    return taken;
  }

  std::string_view bytes_;
  const std::string& file_;
};

}  // namespace hoctap::forms
