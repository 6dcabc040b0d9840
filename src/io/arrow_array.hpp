// A stretch of an Arrow array, checked as far as the C data interface allows, and its values one by one.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "io/arrow_format.hpp"

namespace hoctap::io {

[[noreturn]] void refuse_malformed(const std::string& column, const char* what);

// No array of more values is held in memory: what states more is malformed, and sums of its numbers could overflow.
inline constexpr std::int64_t most_values = std::int64_t{1} << 40;

// Bits are numbered from the least significant of each byte.
inline bool bit_at(const void* bits, std::int64_t i) {
  const unsigned byte = static_cast<const unsigned char*>(bits)[i / 8];
  return (byte >> static_cast<unsigned>(i % 8) & 1U) != 0;
}

// A byte a bit, 0 or 1, of `size` bits from `first`; returns how many are 0.
std::size_t expand_bits(const void* bits, std::int64_t first, std::size_t size, std::uint8_t* bytes);

// `length` values from `offset` (the array's own offset included).
class ArraySlice {
 public:
  // Throws FormatError where the array has not the buffers that its format asks for.
  ArraySlice(const std::string& column, const ArrowFormat& format, const ArrowArray& array, std::int64_t offset,
             std::int64_t length);

  std::int64_t length() const { return length_; }
  const ArrowFormat& format() const { return *format_; }
  // A byte a value, 0 where it is missing; empty where none is.
  std::vector<std::uint8_t> presence() const;

  // The value at i, from the layout that the template or name says. Missing ones hold whatever the buffer holds.
  template <class T>
  T load(std::int64_t i) const {
    T value{};
    std::memcpy(&value, static_cast<const char*>(data_) + static_cast<std::size_t>(offset_ + i) * sizeof(T), sizeof(T));
    return value;
  }
  bool bit(std::int64_t i) const { return bit_at(data_, offset_ + i); }
  void expand(std::uint8_t* bytes) const { expand_bits(data_, offset_, static_cast<std::size_t>(length_), bytes); }
  // Throws FormatError for offsets that fall, and views beyond their buffer.
  std::string_view bytes(std::int64_t i) const;
  // Where the values of an array of T begin; nullptr where they are not aligned for T.
  template <class T>
  const T* aligned() const {
    if (data_ == nullptr || reinterpret_cast<std::uintptr_t>(data_) % alignof(T) != 0) return nullptr;
    return static_cast<const T*>(data_) + offset_;
  }

 private:
  std::string_view viewed(std::int64_t i) const;

  const std::string* column_;
  const ArrowFormat* format_;
  const ArrowArray* array_;
  const void* data_ = nullptr;
  std::int64_t offset_;
  std::int64_t length_;
};

}  // namespace hoctap::io
