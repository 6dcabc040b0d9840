// The fuzzer's bytes taken apart into choices, numbers and text. When they run out everything is zero and empty.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace hoctap::fuzz {

class Input {
 public:
  Input(const std::uint8_t* bytes, std::size_t size) : rest_(reinterpret_cast<const char*>(bytes), size) {}

  bool is_empty() const { return rest_.empty(); }

  template <class T>
  T number() {
    T value{};
    const std::size_t size = std::min(sizeof value, rest_.size());
    if (size != 0) std::memcpy(&value, rest_.data(), size);
    rest_.remove_prefix(size);
    return value;
  }
  // 0 to count − 1.
  std::size_t choice(std::size_t count) { return number<std::uint8_t>() % count; }
  bool flag() { return (number<std::uint8_t>() & 1U) != 0; }

  std::string_view text(std::size_t most) {
    const std::string_view taken = rest_.substr(0, most);
    rest_.remove_prefix(taken.size());
    return taken;
  }
  // Up to the separator, which is left out, or to the end.
  std::string_view text_until(char separator) {
    const std::size_t end = std::min(rest_.find(separator), rest_.size());
    const std::string_view taken = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    return taken;
  }
  std::string_view rest() { return text(rest_.size()); }

 private:
  std::string_view rest_;
};

}  // namespace hoctap::fuzz
