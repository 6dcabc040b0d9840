// Where the versions of a code stand among all versions, found from the code's digits as a number: a look-up touches
// no text and takes no memory.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "hoctap/geo/gazetteer.hpp"

namespace hoctap {

class CodeIndex {
 public:
  struct Span {
    VersionId first = 0;
    VersionId end = 0;
  };

  CodeIndex() = default;
  // The versions must be in order of code.
  explicit CodeIndex(std::span<const UnitVersion> versions);

  // An empty span where no version bears the code.
  Span find(std::string_view code) const {
    const std::uint32_t key = packed(code);
    if (key == 0) return find_other(code);
    if (slots_.empty()) return {};
    for (std::size_t at = place_of(key);; at = (at + 1) & (slots_.size() - 1)) {
      const Slot& slot = slots_[at];
      if (slot.key == key) return slot.span;
      if (slot.key == 0) return {};
    }
  }

 private:
  struct Slot {
    std::uint32_t key = 0;  // 0: free
    Span span;
  };

  // The digits as a number with their count above them, since 24 and 024 are different codes; 0 for anything but one to
  // eight digits.
  static std::uint32_t packed(std::string_view code) {
    if (code.size() > 8) return 0;
    std::uint32_t number = 0;
    for (const char c : code) {
      const auto digit = static_cast<std::uint32_t>(static_cast<unsigned char>(c)) - '0';
      if (digit > 9) return 0;
      number = 10 * number + digit;
    }
    return static_cast<std::uint32_t>(code.size()) << 27U | number;
  }
  std::size_t place_of(std::uint32_t key) const { return static_cast<std::uint32_t>(key * 2654435769U) >> shift_; }
  Span find_other(std::string_view code) const;

  std::vector<Slot> slots_;  // open addressing; a power of two, at most half of it taken
  unsigned shift_ = 0;
  std::unordered_map<std::string, Span> others_;  // codes that are not one to eight digits
};

}  // namespace hoctap
