// Counts, for each of 64 bits, in how many words it was set: counters stand upright, one bit of all of them in a word,
// so that a handful of operations adds a word to all 64 at once (carry-save adders as in Harley and Seal's way of
// counting bits: Warren, Hacker's Delight, 2nd edition, section 5-1).
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

namespace hoctap::people {

// Adds to counts[bit], of the lowest bits as many as there are counts, what the digits of all counters, the lowest
// first, say of it.
inline void add_upright(std::span<const std::uint64_t> digits, std::span<std::uint32_t> counts) {
  // Half of the counters at a time, which are as wide as a half of their digits.
  std::array<std::uint32_t, 64> sums{};
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const auto low = static_cast<std::uint32_t>(digits[i]);
    const auto high = static_cast<std::uint32_t>(digits[i] >> 32U);
    for (unsigned bit = 0; bit < 32; ++bit) sums[bit] += (low >> bit & 1U) << i;
    for (unsigned bit = 0; bit < 32; ++bit) sums[32 + bit] += (high >> bit & 1U) << i;
  }
  for (std::size_t bit = 0; bit < counts.size(); ++bit) counts[bit] += sums[bit];
}

// For words that follow each other in one place.
class VerticalCounter {
 public:
  bool is_empty() const { return added_ == 0; }
  // At most most_words between two calls of drain().
  static constexpr std::uint32_t most_words = 1U << 20U;
  bool is_full() const { return added_ == most_words; }

  void add(std::uint64_t word) {
    ++added_;
    waiting_[waiting_count_++] = word;
    if (waiting_count_ == waiting_.size()) take_waiting();
  }

  // Adds each bit's count to counts[bit], of the lowest bits as many as there are counts, and begins anew.
  void drain(std::span<std::uint32_t> counts) {
    if (waiting_count_ != 0) {
      for (; waiting_count_ < waiting_.size(); ++waiting_count_) waiting_[waiting_count_] = 0;
      take_waiting();
    }
    add_upright(std::span(digits_).first(static_cast<std::size_t>(std::bit_width(added_))), counts);
    digits_ = {};
    added_ = 0;
  }

 private:
  // Adds a and b to the digit; what it carries goes on.
  static std::uint64_t carry(std::uint64_t& digit, std::uint64_t a, std::uint64_t b) {
    const std::uint64_t both = digit ^ a;
    const std::uint64_t carried = (digit & a) | (both & b);
    digit = both ^ b;
    return carried;
  }
  void take_waiting() {
    waiting_count_ = 0;
    std::uint64_t& ones = digits_[0];
    std::uint64_t& twos = digits_[1];
    std::uint64_t& fours = digits_[2];
    const std::uint64_t twos_a = carry(ones, waiting_[0], waiting_[1]);
    const std::uint64_t twos_b = carry(ones, waiting_[2], waiting_[3]);
    const std::uint64_t fours_a = carry(twos, twos_a, twos_b);
    const std::uint64_t twos_c = carry(ones, waiting_[4], waiting_[5]);
    const std::uint64_t twos_d = carry(ones, waiting_[6], waiting_[7]);
    const std::uint64_t fours_b = carry(twos, twos_c, twos_d);
    std::uint64_t eights = carry(fours, fours_a, fours_b);
    for (std::size_t i = 3; eights != 0; ++i) {
      const std::uint64_t carried = digits_[i] & eights;
      digits_[i] ^= eights;
      eights = carried;
    }
  }

  std::array<std::uint64_t, 8> waiting_{};
  std::size_t waiting_count_ = 0;
  std::array<std::uint64_t, 22> digits_{};  // of all counters, the lowest first
  std::uint32_t added_ = 0;
};

// For words of which each goes to another one of many counters: it lies in one line of a processor's cache.
class alignas(64) LineCounter {
 public:
  bool is_empty() const { return added_ == 0; }
  // At most most_words between two calls of drain().
  static constexpr std::uint64_t most_words = 127;
  bool is_full() const { return added_ == most_words; }

  void add(std::uint64_t word) {
    ++added_;
    for (std::uint64_t& digit : digits_) {
      const std::uint64_t carried = digit & word;
      digit ^= word;
      word = carried;
    }
  }
  // As VerticalCounter does.
  void drain(std::span<std::uint32_t> counts) {
    add_upright(std::span(digits_).first(static_cast<std::size_t>(std::bit_width(added_))), counts);
    *this = {};
  }

 private:
  std::array<std::uint64_t, 7> digits_{};
  std::uint64_t added_ = 0;
};

}  // namespace hoctap::people
