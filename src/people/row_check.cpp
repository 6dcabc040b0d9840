#include "people/row_check.hpp"

#include <string>

#include "hoctap/core/error.hpp"

namespace hoctap::people {

void refuse_column(std::string_view column) {
  throw InvalidValue({MessageCode::headcount_columns, {std::string(column)}});
}
void expect_size(std::size_t size, std::size_t rows, std::string_view column) {
  if (size != rows) refuse_column(column);
}
void expect_size_or_none(std::size_t size, std::size_t rows, std::string_view column) {
  if (size != 0 && size != rows) refuse_column(column);
}

void check(const SessionColumns& sessions) {
  expect_size(sessions.day.size(), sessions.id.size(), "date");
  expect_size(sessions.shows.size(), sessions.id.size(), "kind");
}

void check(std::span<const HeadcountLevel> levels) {
  for (const HeadcountLevel& level : levels) {
    expect_size(level.unit_of_place.size(), levels.front().unit_of_place.size(), level.name);
    for (const std::int32_t unit : level.unit_of_place)
      if (unit < 0 || static_cast<std::size_t>(unit) >= level.units) refuse_column(level.name);
  }
}

void check(const ParticipationColumns& batch) {
  const std::size_t rows = batch.row_count;
  expect_size(size_of(batch.keys), rows, "person_key");
  expect_size_or_none(batch.key_present.size(), rows, "person_key");
  expect_size(size_of(batch.session), rows, "session_id");
  expect_size_or_none(batch.session_present.size(), rows, "session_id");
  expect_size_or_none(batch.completed.size(), rows, "completed");
  expect_size_or_none(batch.completed_present.size(), rows, "completed");
}

}  // namespace hoctap::people
