// Text of records as symbols: every distinct text is kept once, and equal texts are equal numbers.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

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
  // The same, at once where it is the next text after one that is known: what is read again mostly comes in the order
  // in which it came first.
  std::optional<Text> find(std::string_view text, Text before) const;
  // Valid as long as the pool; interning more never moves a text.
  std::string_view view(Text text) const { return texts_[text.symbol]; }
  std::size_t size() const { return texts_.size(); }

 private:
  // An open-addressing table, because every cell of text that is read goes through it.
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t symbol = 0;  // 0: free
  };
  std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  void grow();
  std::string_view keep(std::string_view text);

  std::vector<std::string_view> texts_;
  std::vector<Slot> slots_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_left_ = 0;
};

}  // namespace hoctap

template <>
struct std::hash<hoctap::Text> {
  std::size_t operator()(hoctap::Text text) const noexcept { return text.symbol; }
};
