// Sets of persons by number, compressed, so that a set for each place and stretch of time can be held and united.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace hoctap::people {

class PersonSet {
 public:
  PersonSet() = default;
  // Of numbers that rise.
  explicit PersonSet(std::span<const std::uint32_t> numbers);
  static PersonSet united(std::span<const PersonSet* const> sets);

  std::uint64_t size() const;
  bool is_empty() const { return bitmap_ == nullptr; }

 private:
  struct Free {
    void operator()(void* bitmap) const;
  };
  std::unique_ptr<void, Free> bitmap_;  // none: empty
};

}  // namespace hoctap::people
