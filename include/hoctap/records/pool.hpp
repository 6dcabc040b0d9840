// Text of records as symbols: every distinct text is kept once, and equal texts are equal numbers.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "hoctap/core/export.hpp"

namespace hoctap {

// A symbol of a pool. Symbols of different pools must not be mixed; a Dataset has one pool for all its tables.
struct Text {
  std::uint32_t symbol = 0;  // 0: the empty text

  bool is_empty() const { return symbol == 0; }
  friend auto operator<=>(const Text&, const Text&) = default;
};

class HOCTAP_EXPORT Pool {
 public:
  Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  Text intern(std::string_view text);                     // throws Overflow beyond 2^32 − 1 texts
  std::optional<Text> find(std::string_view text) const;  // nothing where no record has that text
  std::string_view view(Text text) const { return texts_[text.symbol]; }
  std::size_t size() const { return texts_.size(); }

 private:
  std::deque<std::string> texts_;  // never moves a text once it is there
  std::unordered_map<std::string_view, std::uint32_t> symbols_;
};

}  // namespace hoctap

template <>
struct std::hash<hoctap::Text> {
  std::size_t operator()(hoctap::Text text) const noexcept { return text.symbol; }
};
