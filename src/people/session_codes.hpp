// What of a session matters, as a number found by the session's identifier.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "people/window_sheet.hpp"

namespace hoctap::people {

class SessionCodes {
 public:
  static constexpr std::uint32_t unknown = 0;

  SessionCodes() = default;
  // Even codes of identifiers, the next one being that of those who completed the session; `unknown` for sessions that
  // count as not there. Throws InvalidValue where an identifier stands twice.
  SessionCodes(std::span<const std::int64_t> ids, std::span<const std::uint32_t> codes);

  // Of a row that names a person and a session that is there; else unknown, and `notes` says why.
  template <class Id>
  std::uint32_t attended(const ParticipationColumns& batch, std::span<const Id> ids, std::size_t row,
                         HeadcountNotes& notes) const {
    if (!is_there(batch.key_present, row)) {
      ++notes.attendances_without_person;
      return unknown;
    }
    const std::uint32_t code = is_there(batch.session_present, row) ? of(ids[row]) : unknown;
    if (code == unknown) {
      ++notes.attendances_without_session;
      return unknown;
    }
    const bool is_completed =
        !batch.completed.empty() && batch.completed[row] != 0 && is_there(batch.completed_present, row);
    return code + static_cast<std::uint32_t>(is_completed);
  }

  // All that tells sessions apart.
  std::int64_t first() const { return first_; }
  std::span<const std::int64_t> numbers() const { return numbers_; }
  std::span<const std::uint32_t> codes() const { return codes_; }

 private:
  std::uint32_t of(std::int64_t id) const {
    if (!numbers_.empty()) return of_sparse(id);
    const std::uint64_t offset = static_cast<std::uint64_t>(id) - static_cast<std::uint64_t>(first_);
    return offset < codes_.size() ? codes_[offset] : unknown;
  }
  std::uint32_t of_sparse(std::int64_t id) const;

  std::int64_t first_ = 0;
  std::vector<std::int64_t> numbers_;  // sorted; empty where identifiers are dense: then codes stand by identifier
  std::vector<std::uint32_t> codes_;
};

}  // namespace hoctap::people
