// Finds all rows of a person among the rows of many files, and lets files come and go: the rows of a person are a
// chain, four bytes a row, and a table finds where it begins.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "hoctap/core/error.hpp"
#include "people/file_rows.hpp"
#include "people/person_hash.hpp"

namespace hoctap::people {

template <class Key>
class RowIndex {
 public:
  // Makes room for the rows of all these files, so that link() allocates nothing.
  void reserve(std::span<const FileRows* const> files) {
    std::size_t count = 0;
    std::size_t pages = 0;
    for (const FileRows* rows : files) {
      count += rows->spells().row_count + rows->evidence().row_count();
      pages += pages_of(rows->spells().row_count) + pages_of(rows->evidence().row_count());
    }
    if ((pages_.size() + pages) * rows_of_page > none)
      throw InvalidValue(
          {MessageCode::headcount_too_many_rows, {std::to_string(pages_.size() * rows_of_page + count)}});
    while (free_.size() < pages) {
      free_.push_back(static_cast<std::uint32_t>(pages_.size()));
      pages_.emplace_back();
      next_.resize(pages_.size() * rows_of_page, none);
    }
    if ((taken_ + count) * 10 > slots_.size() * 7) rebuild((taken_ + count) * 2);
  }

  // The rows, which are kept alive elsewhere.
  void link(const FileRows& rows) {
    link(rows, false, std::get<std::span<const Key>>(rows.spells().keys));
    link(rows, true, std::get<std::span<const Key>>(rows.evidence().keys));
  }

  // Takes the rows out of the chains of these persons, who must be all that have any.
  void unlink(const FileRows& rows, std::span<const Key> persons) {
    const auto leaving = pages_of_file_.extract(&rows);
    if (leaving.empty()) return;
    for (const std::uint32_t number : leaving.mapped()) pages_[number].is_leaving = true;
    for (const Key& key : persons) {
      std::uint32_t* at = head_of(key);
      if (at == nullptr) continue;
      while (*at != none) {
        if (pages_[*at / rows_of_page].is_leaving)
          *at = next_[*at];
        else
          at = &next_[*at];
      }
    }
    for (const std::uint32_t number : leaving.mapped()) {
      pages_[number] = {};
      free_.push_back(number);
    }
  }

  // Calls spell(rows, row) and evidence(rows, row) for every row of the person.
  template <class Spell, class Evidence>
  void visit(const Key& key, Spell spell, Evidence evidence) const {
    const std::uint32_t* head = head_of(key);
    for (std::uint32_t row = head == nullptr ? none : *head; row != none; row = next_[row]) {
      const Page& page = pages_[row / rows_of_page];
      const std::size_t at = page.first + row % rows_of_page;
      if (page.is_evidence)
        evidence(page.rows->evidence(), at);
      else
        spell(page.rows->spells(), at);
    }
  }

 private:
  static constexpr std::size_t rows_of_page = 256;
  static constexpr std::size_t rows_ahead = 16;
  static constexpr std::uint32_t none = 0xFFFFFFFFU;

  // Some rows of a file that stand together.
  struct Page {
    const FileRows* rows = nullptr;
    std::uint32_t first = 0;
    bool is_evidence = false;
    bool is_leaving = false;
  };
  // A person's chain. One that became empty stays in the way of no search, and the next new person may have its place.
  struct Slot {
    std::uint32_t head = none;
    std::uint32_t tag = 0;  // of the key's hash, so that most others are told apart without their rows; 0: never used
  };

  static std::size_t pages_of(std::size_t rows) { return (rows + rows_of_page - 1) / rows_of_page; }
  static std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash) | 1U; }

  const Key& key_of(std::uint32_t row) const {
    const Page& page = pages_[row / rows_of_page];
    const PersonKeys& keys = page.is_evidence ? page.rows->evidence().keys : page.rows->spells().keys;
    return std::get<std::span<const Key>>(keys)[page.first + row % rows_of_page];
  }
  std::size_t place_of(std::uint64_t hash) const {
    std::uint64_t unused = 0;
    return part_of(hash, slots_.size(), unused);
  }
  std::size_t after(std::size_t place) const { return place + 1 == slots_.size() ? 0 : place + 1; }

  // nullptr where the person has no rows. `free`: where such a person would have their chain.
  const Slot* find(const Key& key, std::size_t* free = nullptr) const {
    if (slots_.empty()) return nullptr;
    const std::uint64_t hash = mixed(key);
    const std::uint32_t tag = tag_of(hash);
    bool is_free_found = false;
    for (std::size_t place = place_of(hash);; place = after(place)) {
      const Slot& slot = slots_[place];
      if (slot.head == none && !is_free_found) {
        is_free_found = true;
        if (free != nullptr) *free = place;
      }
      if (slot.tag == 0) return nullptr;
      if (slot.tag == tag && slot.head != none && key_of(slot.head) == key) return &slot;
    }
  }
  std::uint32_t* head_of(const Key& key) { return const_cast<std::uint32_t*>(std::as_const(*this).head_of(key)); }
  const std::uint32_t* head_of(const Key& key) const {
    const Slot* const slot = find(key);
    return slot == nullptr ? nullptr : &slot->head;
  }

  void link(const FileRows& rows, bool is_evidence, std::span<const Key> keys) {
    for (std::size_t first = 0; first < keys.size(); first += rows_of_page) {
      const std::uint32_t number = free_.back();
      free_.pop_back();
      pages_[number] = {&rows, static_cast<std::uint32_t>(first), is_evidence, false};
      pages_of_file_[&rows].push_back(number);
      for (std::size_t i = first; i < std::min(keys.size(), first + rows_of_page); ++i) {
        if (i + rows_ahead < keys.size()) __builtin_prefetch(&slots_[place_of(mixed(keys[i + rows_ahead]))], 1);
        const auto row = static_cast<std::uint32_t>(number * rows_of_page + i - first);
        std::size_t free = 0;
        const Slot* const found = find(keys[i], &free);
        Slot& slot = found == nullptr ? slots_[free] : *const_cast<Slot*>(found);
        if (slot.tag == 0) ++taken_;
        if (found == nullptr) slot.tag = tag_of(mixed(keys[i]));
        next_[row] = slot.head;
        slot.head = row;
      }
    }
  }

  void rebuild(std::size_t slots) {
    std::vector<Slot> old(std::max<std::size_t>(slots, 16));
    old.swap(slots_);
    taken_ = 0;
    for (const Slot& slot : old) {
      if (slot.head == none) continue;
      std::size_t free = 0;
      find(key_of(slot.head), &free);
      slots_[free] = slot;
      ++taken_;
    }
  }

  std::vector<Page> pages_;
  std::unordered_map<const FileRows*, std::vector<std::uint32_t>> pages_of_file_;
  std::vector<std::uint32_t> free_;  // pages
  std::vector<std::uint32_t> next_;  // by row
  std::vector<Slot> slots_;
  std::size_t taken_ = 0;  // slots with a tag
};

}  // namespace hoctap::people
