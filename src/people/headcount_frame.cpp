#include "hoctap/people/headcount_frame.hpp"

#include <array>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include "hoctap/core/error.hpp"
#include "people/headcount_frame_content.hpp"

namespace hoctap {

using people::EvidenceColumns;
using people::SessionWords;

std::string_view name(HeadcountMeasure measure) {
  constexpr std::array<std::string_view, headcount_measures> names{"labourers", "learned", "trained", "transfer",
                                                                   "unknown_age"};
  return names.at(static_cast<std::size_t>(measure));
}

namespace {

constexpr std::array all_notes{&HeadcountNotes::spells_without_person, &HeadcountNotes::spells_without_place,
                               &HeadcountNotes::attendances_without_person,
                               &HeadcountNotes::attendances_without_session, &HeadcountNotes::attendances_unregistered};

}  // namespace

HeadcountNotes& HeadcountNotes::operator+=(const HeadcountNotes& other) {
  for (const auto note : all_notes) this->*note += other.*note;
  return *this;
}
HeadcountNotes& HeadcountNotes::operator-=(const HeadcountNotes& other) {
  for (const auto note : all_notes) this->*note -= other.*note;
  return *this;
}

namespace {

[[noreturn]] void refuse(std::string_view column) {
  throw InvalidValue({MessageCode::headcount_columns, {std::string(column)}});
}
void expect(std::size_t size, std::size_t rows, std::string_view column) {
  if (size != rows) refuse(column);
}
void expect_or_none(std::size_t size, std::size_t rows, std::string_view column) {
  if (size != 0 && size != rows) refuse(column);
}
template <class... Spans>
std::size_t size_of(const std::variant<Spans...>& column) {
  return std::visit([](const auto& values) { return values.size(); }, column);
}

void check(const SessionColumns& sessions) {
  expect(sessions.day.size(), sessions.id.size(), "date");
  expect(sessions.shows.size(), sessions.id.size(), "kind");
}

void check(std::span<const HeadcountLevel> levels) {
  for (const HeadcountLevel& level : levels) {
    expect(level.unit_of_place.size(), levels.front().unit_of_place.size(), level.name);
    for (const std::int32_t unit : level.unit_of_place)
      if (unit < 0 || static_cast<std::size_t>(unit) >= level.units) refuse(level.name);
  }
}

std::vector<HeadcountLevel> checked(std::vector<HeadcountLevel> levels) {
  check(levels);
  return levels;
}
SessionWords words_of(const people::HeadcountPlan& plan, const SessionColumns& sessions) {
  check(sessions);
  return {plan, sessions};
}

// Bytes that are hashed.
class Bytes {
 public:
  template <class T>
  void add(std::span<const T> values) {
    add_number(values.size());
    const std::size_t at = bytes_.size();
    bytes_.resize(at + values.size_bytes());
    if (!values.empty()) std::memcpy(bytes_.data() + at, values.data(), values.size_bytes());
  }
  void add(std::string_view text) { add(std::span<const char>(text)); }
  void add_number(std::uint64_t number) {
    for (int shift = 0; shift < 64; shift += 8) bytes_.push_back(static_cast<std::byte>(number >> shift));
  }
  Blake2b256 digest() const { return blake2b_256(bytes_); }

 private:
  std::vector<std::byte> bytes_;
};

HeadcountIdentity identity_of(const HeadcountQuestion& question, std::span<const HeadcountLevel> levels,
                              const SessionColumns& sessions, const HeadcountFrame::Names& names) {
  Bytes programme;
  for (const Validity& window : question.windows) {
    programme.add_number(static_cast<std::uint64_t>(window.from.days()));
    programme.add_number(static_cast<std::uint64_t>(window.until.days()));
  }
  programme.add_number(question.groups);
  programme.add(names.groups);
  Bytes places;
  for (const HeadcountLevel& level : levels) {
    places.add(level.name);
    places.add(std::span<const std::int32_t>(level.unit_of_place));
  }
  places.add(names.places);
  Bytes held;
  held.add(std::span<const std::int64_t>(sessions.id));
  held.add(std::span<const std::int32_t>(sessions.day));
  held.add(std::span<const std::uint8_t>(sessions.shows));
  return {programme.digest(), places.digest(), held.digest()};
}

// Checks batches as they come: columns, and that all keys are of one kind.
class RowCheck {
 public:
  explicit RowCheck(const HeadcountFrame::Content& frame) : frame_(frame) {}

  template <class Batch>
  void operator()(const std::vector<Batch>& batches) {
    for (const Batch& batch : batches) {
      if (kind_.value_or(batch.keys.index()) != batch.keys.index()) refuse("person_key");
      kind_ = batch.keys.index();
      frame_.check(batch);
    }
  }
  bool has_short_keys() const { return kind_.value_or(0) == 0; }

 private:
  const HeadcountFrame::Content& frame_;
  std::optional<std::size_t> kind_;
};

}  // namespace

HeadcountFrame::Content::Content(HeadcountQuestion asked, std::vector<HeadcountLevel> all_levels,
                                 const SessionColumns& held, const Names& names)
    : question(std::move(asked)),
      levels(checked(std::move(all_levels))),
      plan(question),
      areas(levels),
      sessions(words_of(plan, held)),
      identity(identity_of(question, levels, held, names)) {}

void HeadcountFrame::Content::check(const SpellColumns& batch) const {
  const std::size_t rows = batch.row_count;
  expect(size_of(batch.keys), rows, "person_key");
  expect_or_none(batch.key_present.size(), rows, "person_key");
  expect(batch.from.size(), rows, "spell_from");
  expect_or_none(batch.from_present.size(), rows, "spell_from");
  expect(batch.until.size(), rows, "spell_to");
  expect_or_none(batch.until_present.size(), rows, "spell_to");
  expect(batch.place.size(), rows, "place");
  expect_or_none(batch.place_present.size(), rows, "place");
  expect_or_none(batch.sex.size(), rows, "sex");
  expect_or_none(batch.sex_present.size(), rows, "sex");
  expect(batch.birth_month.size(), rows, "birth_month");
  expect_or_none(batch.birth_month_present.size(), rows, "birth_month");
  expect_or_none(batch.group.size(), rows, "group");
  const std::size_t places = areas.of_place.size();
  for (std::size_t row = 0; row < rows; ++row) {
    if (people::is_there(batch.place_present, row) &&
        (batch.place[row] < 0 || static_cast<std::size_t>(batch.place[row]) >= places))
      throw InvalidValue({MessageCode::headcount_place, {std::to_string(batch.place[row]), std::to_string(places)}},
                         {{}, {}, static_cast<std::uint32_t>(row + 1), 0, "place"});
  }
  for (const std::uint16_t group : batch.group)
    if (group >= question.groups) refuse("group");
}

void HeadcountFrame::Content::check(const ParticipationColumns& batch) const {
  const std::size_t rows = batch.row_count;
  expect(size_of(batch.keys), rows, "person_key");
  expect_or_none(batch.key_present.size(), rows, "person_key");
  expect(size_of(batch.session), rows, "session_id");
  expect_or_none(batch.session_present.size(), rows, "session_id");
  expect_or_none(batch.completed.size(), rows, "completed");
  expect_or_none(batch.completed_present.size(), rows, "completed");
}

void HeadcountFrame::Content::check(const HeadcountPartial& partial) const {
  identity.expect(partial.identity());
  for (const auto& [name, held] : partial.held())
    if (!held.rows->fits(areas.of_place.size(), question.groups, plan.evidence_bits()))
      throw FormatError({MessageCode::partial_altered, {name}});
}

std::vector<Headcount::Level> HeadcountFrame::Content::rolled_up(std::span<const std::int64_t> by_area) const {
  const std::size_t width = areas.a_place_of.empty() ? 0 : by_area.size() / areas.a_place_of.size();
  std::vector<Headcount::Level> result;
  for (const HeadcountLevel& level : levels) {
    Headcount::Level& of_level =
        result.emplace_back(Headcount::Level{level.name, level.units, std::vector<std::int64_t>(level.units * width)});
    for (std::size_t area = 0; area < areas.a_place_of.size(); ++area) {
      const auto unit = static_cast<std::size_t>(level.unit_of_place[areas.a_place_of[area]]);
      for (std::size_t i = 0; i < width; ++i) of_level.counts[unit * width + i] += by_area[area * width + i];
    }
  }
  return result;
}

HeadcountFrame::HeadcountFrame(HeadcountQuestion question, std::vector<HeadcountLevel> levels,
                               const SessionColumns& sessions, const Names& names)
    : content_(std::make_shared<const Content>(std::move(question), std::move(levels), sessions, names)) {}

const HeadcountQuestion& HeadcountFrame::question() const { return content_->question; }
std::span<const HeadcountLevel> HeadcountFrame::levels() const { return content_->levels; }

Headcount HeadcountFrame::blank() const {
  Headcount counts;
  counts.windows_ = content_->plan.windows();
  counts.bands_ = content_->plan.bands();
  counts.groups_ = content_->question.groups;
  return counts;
}

Headcount HeadcountFrame::count(const HeadcountRows& rows, const CountingOptions& options) const {
  const Content& frame = *content_;
  RowCheck check(frame);
  check(rows.spells);
  check(rows.participation);
  std::vector<ParticipationColumns> more;
  if (rows.more_participation) more = rows.more_participation();
  check(more);
  Headcount result = blank();
  people::with_counter(check.has_short_keys(), frame.plan, frame.areas, frame.question.groups, options,
                       [&](auto counter) {
                         const std::span<const SpellColumns> spells(rows.spells);
                         const std::span<const ParticipationColumns> participation(rows.participation);
                         if (!rows.more_participation)
                           counter.expect_rows(2 * people::row_count_of(spells) + people::row_count_of(participation));
                         counter.add_spells(spells);
                         counter.add_attendances(participation, frame.sessions);
                         while (!more.empty()) {
                           counter.add_attendances(std::span<const ParticipationColumns>(more), frame.sessions);
                           more = rows.more_participation();
                           check(more);
                         }
                         counter.count();
                         result.levels_ = frame.rolled_up(counter.counts());
                         result.notes_ = counter.notes();
                       });
  return result;
}

Headcount HeadcountFrame::count(const HeadcountPartial& partial, const CountingOptions& options) const {
  const Content& frame = *content_;
  frame.check(partial);
  std::vector<SpellColumns> spells;
  std::vector<EvidenceColumns> evidence;
  Headcount result = blank();
  bool has_short_keys = true;
  for (const auto& [file, held] : partial.held()) {
    result.notes_ += held.rows->notes();
    if (held.rows->is_empty()) continue;
    spells.push_back(held.rows->spells());
    evidence.push_back(held.rows->evidence());
    has_short_keys = held.rows->has_short_keys();
  }
  people::with_counter(has_short_keys, frame.plan, frame.areas, frame.question.groups, options, [&](auto counter) {
    const std::span<const SpellColumns> all_spells(spells);
    const std::span<const EvidenceColumns> all_evidence(evidence);
    counter.expect_rows(2 * people::row_count_of(all_spells) + people::row_count_of(all_evidence));
    counter.add_spells(all_spells);
    counter.add_evidence(all_evidence);
    counter.count();
    result.levels_ = frame.rolled_up(counter.counts());
    result.notes_ += counter.notes();
  });
  return result;
}

HeadcountPartial HeadcountFrame::partial(std::string file, std::int64_t version, const HeadcountRows& rows,
                                         const std::optional<SessionColumns>& sessions) const {
  const Content& frame = *content_;
  if (file.empty()) throw InvalidValue({MessageCode::headcount_file_unnamed, {}});
  HeadcountRows all = rows;
  if (rows.more_participation)
    for (auto more = rows.more_participation(); !more.empty(); more = rows.more_participation())
      all.participation.insert(all.participation.end(), more.begin(), more.end());
  RowCheck check(frame);
  check(all.spells);
  check(all.participation);
  HeadcountPartial partial = nothing();
  const auto made = [&](const SessionWords& words) { return people::FileRows::make(all, words); };
  partial.add(std::move(file), {version, sessions ? made(words_of(frame.plan, *sessions)) : made(frame.sessions)});
  return partial;
}

HeadcountPartial HeadcountFrame::nothing() const { return HeadcountPartial(content_->identity); }

}  // namespace hoctap
