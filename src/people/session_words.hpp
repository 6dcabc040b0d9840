// What attending each session shows, found by the session's identifier.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "people/headcount_plan.hpp"

namespace hoctap::people {

struct SessionWord {
  std::uint64_t attended = 0;
  std::uint64_t completed = 0;  // attended and completed
  bool is_known = false;

  // What the row of somebody who attended it shows.
  std::uint64_t of(const ParticipationColumns& batch, std::size_t row) const {
    const bool is_completed =
        !batch.completed.empty() && batch.completed[row] != 0 && is_there(batch.completed_present, row);
    return is_completed ? completed : attended;
  }
};

class SessionWords {
 public:
  // Throws InvalidValue where an identifier stands twice.
  SessionWords(const HeadcountPlan& plan, const SessionColumns& sessions);

  // One that is not known shows nothing.
  const SessionWord& of(std::int64_t id) const {
    if (!numbers_.empty()) {
      const std::size_t at = position(id);
      return at == numbers_.size() ? none : words_[at];
    }
    const std::uint64_t offset = static_cast<std::uint64_t>(id) - static_cast<std::uint64_t>(first_);
    return offset < words_.size() ? words_[offset] : none;
  }

  // The session of a row that names a person and a session that is there; else nullptr, and `notes`, if any, says why.
  template <class Id>
  const SessionWord* attended(const ParticipationColumns& batch, std::span<const Id> ids, std::size_t row,
                              HeadcountNotes* notes) const {
    if (!is_there(batch.key_present, row)) {
      if (notes != nullptr) ++notes->attendances_without_person;
      return nullptr;
    }
    const SessionWord& session = is_there(batch.session_present, row) ? of(ids[row]) : none;
    if (session.is_known) return &session;
    if (notes != nullptr) ++notes->attendances_without_session;
    return nullptr;
  }

 private:
  std::size_t position(std::int64_t id) const;

  static constexpr SessionWord none{};
  std::int64_t first_ = 0;
  std::vector<std::int64_t> numbers_;  // sorted; empty where identifiers are dense: then words stand by identifier
  std::vector<SessionWord> words_;
};

}  // namespace hoctap::people
