// A file's rows as columns in one piece of memory, which is also how they are saved.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "hoctap/people/headcount_partial.hpp"
#include "people/headcount_counter.hpp"

namespace hoctap::people {

// Every column begins at a multiple of this, in memory and in what is saved.
inline constexpr std::size_t row_alignment = 16;
static_assert(row_alignment <= __STDCPP_DEFAULT_NEW_ALIGNMENT__, "vectors of bytes are aligned for rows");
constexpr std::uint64_t aligned_for_rows(std::uint64_t bytes) {
  return (bytes + row_alignment - 1) / row_alignment * row_alignment;
}

class FileRows {
 public:
  // Of a file's batches, each row as these sessions read it; attendances of one person become one
  // row. The batches were checked.
  static std::shared_ptr<const FileRows> make(const HeadcountRows& rows, const SessionWords& sessions);

  // Of saved bytes, which are lent; nullptr where they cannot be rows of a file.
  static std::shared_ptr<const FileRows> read(std::span<const std::byte> bytes, std::shared_ptr<const void> owner);

  // Whether rows that were read could have been made by a frame with so many places and groups and this plan.
  bool fits(std::size_t places, std::size_t groups, const HeadcountPlan& plan) const;

  // Without rows a file has keys of any kind.
  bool is_empty() const { return spells_.row_count == 0 && evidence_.row_count() == 0; }
  bool has_short_keys() const { return has_short_keys_; }
  const SpellColumns& spells() const { return spells_; }
  const EvidenceColumns& evidence() const { return evidence_; }
  // Of rows that are in neither.
  const HeadcountNotes& notes() const { return notes_; }
  std::span<const std::byte> bytes() const { return bytes_; }
  const Blake2b256& digest() const { return digest_; }

 private:
  FileRows(std::span<const std::byte> bytes, std::shared_ptr<const void> owner);
  // False where the bytes are too few or too many for the numbers that they state.
  bool find_columns();

  std::span<const std::byte> bytes_;
  std::shared_ptr<const void> owner_;
  bool has_short_keys_ = true;
  bool is_made_here_ = false;
  SpellColumns spells_;
  EvidenceColumns evidence_;
  HeadcountNotes notes_;
  Blake2b256 digest_{};
};

}  // namespace hoctap::people
