#include "people/headcount_findings.hpp"

#include <cstdint>
#include <string>

namespace hoctap::people {

Findings findings_of(const HeadcountNotes& notes) {
  Findings findings;
  const auto tell = [&](std::int64_t rows, MessageCode code, const char* table, const char* column) {
    if (rows != 0) findings.push_back({{code, {std::to_string(rows)}}, {table, {}, 0, 0, column}});
  };
  tell(notes.spells_without_person, MessageCode::headcount_without_person, "residents", "person_key");
  tell(notes.spells_without_place, MessageCode::headcount_without_place, "residents", "spell_from");
  tell(notes.attendances_without_person, MessageCode::headcount_without_person, "participation", "person_key");
  tell(notes.attendances_without_session, MessageCode::headcount_without_session, "participation", "session_id");
  tell(notes.attendances_unregistered, MessageCode::headcount_unregistered, "participation", "person_key");
  return findings;
}

}  // namespace hoctap::people
