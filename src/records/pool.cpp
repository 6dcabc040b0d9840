#include "hoctap/records/pool.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#include "hoctap/core/error.hpp"
#include "records/hashing.hpp"

namespace hoctap {
namespace {

constexpr std::size_t block_size = std::size_t{1} << 16;
constexpr std::size_t first_slots = 1024;

std::uint32_t hash_of(std::string_view text) {
  std::uint64_t hash = text.size();
  const char* at = text.data();
  std::size_t left = text.size();
  while (left > 0) {
    const std::size_t taken = std::min(left, sizeof(std::uint64_t));
    std::uint64_t word = 0;
    std::memcpy(&word, at, taken);
    hash = records::mixed(hash, word);
    at += taken;
    left -= taken;
  }
  return static_cast<std::uint32_t>(hash ^ hash >> 32U);
}

Pool::Words words_of(std::string_view text) {
  Pool::Words words;
  if (text.size() > Pool::Words::longest) return words;
  if (!text.empty()) std::memcpy(words.words.data(), text.data(), text.size());
  words.size = static_cast<std::uint32_t>(text.size());
  return words;
}

}  // namespace

Pool::Pool() : texts_(1), words_(1), guesses_(1), slots_(first_slots) { words_.front() = words_of({}); }

std::size_t Pool::slot_of(std::string_view text, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  const Words words = words_of(text);
  const auto is_there = [&](std::uint32_t symbol) {
    return text.size() > Words::longest ? texts_[symbol] == text : words_[symbol] == words;
  };
  std::size_t at = hash & mask;
  while (slots_[at].symbol != 0 && (slots_[at].hash != hash || !is_there(slots_[at].symbol))) at = (at + 1) & mask;
  return at;
}

std::string_view Pool::keep(std::string_view text) {
  if (block_left_ < text.size()) {
    block_left_ = std::max(block_size, text.size());
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(block_left_));
    // Texts fill a block from its end, so that what is left is all there is to remember.
  }
  block_left_ -= text.size();
  char* const begin = blocks_.back().get() + block_left_;
  std::copy(text.begin(), text.end(), begin);
  return {begin, text.size()};
}

void Pool::grow(std::size_t slots) {
  std::vector<Slot> wider(slots);
  const std::size_t mask = wider.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.symbol == 0) continue;
    std::size_t at = slot.hash & mask;
    while (wider[at].symbol != 0) at = (at + 1) & mask;
    wider[at] = slot;
  }
  slots_.swap(wider);
}

Text Pool::intern(std::string_view text) {
  if (text.empty()) return {};
  const std::uint32_t hash = hash_of(text);
  std::size_t at = slot_of(text, hash);
  if (slots_[at].symbol != 0) return {slots_[at].symbol};
  if (texts_.size() > 0xFFFFFFFFU) throw Overflow({MessageCode::too_many_texts, {}});
  if (texts_.size() * 2 > slots_.size()) {
    grow(slots_.size() * 2);
    at = slot_of(text, hash);
  }
  const auto symbol = static_cast<std::uint32_t>(texts_.size());
  texts_.push_back(keep(text));
  words_.push_back(words_of(text));
  guesses_.push_back(symbol + 1);  // as it comes first, so it mostly comes again
  slots_[at] = {hash, symbol};
  return {symbol};
}

void Pool::reserve(std::size_t more) {
  const std::size_t texts = texts_.size() + more;
  texts_.reserve(texts);
  words_.reserve(texts);
  guesses_.reserve(texts);
  if (const std::size_t slots = std::bit_ceil(2 * texts); slots > slots_.size()) grow(slots);
}

std::optional<Text> Pool::find(std::string_view text) const {
  if (text.empty()) return Text{};
  const Slot& slot = slots_[slot_of(text, hash_of(text))];
  if (slot.symbol == 0) return std::nullopt;
  return Text{slot.symbol};
}

}  // namespace hoctap
