// Text of records as symbols: every distinct text is kept once, and equal texts are equal numbers.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
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

  Text intern(std::string_view text);  // throws Overflow beyond 2^32 − 1 texts
  // Makes room for so many texts more, where that is known before they come.
  void reserve(std::size_t more);
  std::optional<Text> find(std::string_view text) const;  // nothing where no record has that text
  // A short text by its bytes as numbers, with zeros after its end: compared without a call and without a look at the
  // bytes that the pool keeps.
  struct Words {
    static constexpr std::size_t longest = 24;
    std::array<std::uint64_t, 3> words{};
    std::uint32_t size = 0xFFFFFFFFU;  // of a text that is too long: no text's
    friend bool operator==(const Words&, const Words&) = default;
  };
  // By symbol, one for each text of the pool.
  const Words* words() const { return words_.data(); }
  // Which text came after which when texts were read last, by symbol: a guess for readers, which they write as well.
  // What is read again mostly comes in the order in which it came before.
  std::uint32_t* guesses() { return guesses_.data(); }
  // Whether a text of the pool is that one.
  bool is(Text known, std::string_view text) const { return is_same(texts_[known.symbol], text); }
  // Valid as long as the pool; interning more never moves a text.
  std::string_view view(Text text) const { return texts_[text.symbol]; }
  std::size_t size() const { return texts_.size(); }

 private:
  // An open-addressing table, because every cell of text that is read goes through it.
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t symbol = 0;  // 0: free
  };
  // As ==, without a call for the short texts that codes and identifiers are.
  static bool is_same(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    if (a.size() >= 4 && a.size() < 8) {
      std::uint32_t halves[4];
      std::memcpy(&halves[0], a.data(), 4);
      std::memcpy(&halves[1], b.data(), 4);
      std::memcpy(&halves[2], a.data() + a.size() - 4, 4);
      std::memcpy(&halves[3], b.data() + b.size() - 4, 4);
      return halves[0] == halves[1] && halves[2] == halves[3];
    }
    if (a.size() < 4 || a.size() > 16) return a == b;
    std::uint64_t words[4];
    std::memcpy(&words[0], a.data(), 8);
    std::memcpy(&words[1], b.data(), 8);
    std::memcpy(&words[2], a.data() + a.size() - 8, 8);
    std::memcpy(&words[3], b.data() + b.size() - 8, 8);
    return words[0] == words[1] && words[2] == words[3];
  }
  std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  void grow(std::size_t slots);
  std::string_view keep(std::string_view text);

  std::vector<std::string_view> texts_;
  std::vector<Words> words_;
  std::vector<std::uint32_t> guesses_;
  std::vector<Slot> slots_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t block_left_ = 0;
};

}  // namespace hoctap

template <>
struct std::hash<hoctap::Text> {
  std::size_t operator()(hoctap::Text text) const noexcept { return text.symbol; }
};
