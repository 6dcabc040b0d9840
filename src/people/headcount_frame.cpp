#include "hoctap/people/headcount_frame.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <utility>

#include "core/parallel.hpp"
#include "hoctap/core/error.hpp"
#include "people/headcount_frame_content.hpp"
#include "people/row_check.hpp"

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

std::vector<HeadcountLevel> checked(std::vector<HeadcountLevel> levels) {
  people::check(levels);
  return levels;
}
SessionWords words_of(const people::HeadcountPlan& plan, const SessionColumns& sessions) {
  people::check(sessions);
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
                              const SessionWords& sessions, const HeadcountFrame::Names& names) {
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
  held.add_number(static_cast<std::uint64_t>(sessions.codes().first()));
  held.add(sessions.codes().numbers());
  held.add(sessions.codes().codes());
  return {programme.digest(), places.digest(), held.digest()};
}

// Checks batches as they come.
class RowCheck {
 public:
  explicit RowCheck(const HeadcountFrame::Content& frame) : frame_(frame) {}

  void operator()(const std::vector<SpellColumns>& batches) {
    for (const SpellColumns& batch : batches) {
      keys_(batch.keys);
      frame_.check(batch);
    }
  }
  void operator()(const std::vector<ParticipationColumns>& batches) {
    for (const ParticipationColumns& batch : batches) {
      keys_(batch.keys);
      people::check(batch);
    }
  }
  bool has_short_keys() const { return keys_.has_short_keys(); }

 private:
  const HeadcountFrame::Content& frame_;
  people::KeyCheck keys_;
};

}  // namespace

HeadcountFrame::Content::Content(HeadcountQuestion asked, std::vector<HeadcountLevel> all_levels,
                                 const SessionColumns& held, std::function<Names()> names)
    : question(std::move(asked)),
      levels(checked(std::move(all_levels))),
      plan(question),
      areas(levels),
      sessions(words_of(plan, held)),
      names_(std::move(names)) {}

const HeadcountIdentity& HeadcountFrame::Content::identity() const {
  std::call_once(is_identified_,
                 [&] { identity_ = identity_of(question, levels, sessions, names_ ? names_() : Names{}); });
  return identity_;
}

void HeadcountFrame::Content::check(const SpellColumns& batch) const {
  const std::size_t rows = batch.row_count;
  people::expect_size(people::size_of(batch.keys), rows, "person_key");
  people::expect_size_or_none(batch.key_present.size(), rows, "person_key");
  people::expect_size(batch.from.size(), rows, "spell_from");
  people::expect_size_or_none(batch.from_present.size(), rows, "spell_from");
  people::expect_size(batch.until.size(), rows, "spell_to");
  people::expect_size_or_none(batch.until_present.size(), rows, "spell_to");
  people::expect_size(batch.place.size(), rows, "place");
  people::expect_size_or_none(batch.place_present.size(), rows, "place");
  people::expect_size_or_none(batch.sex.size(), rows, "sex");
  people::expect_size_or_none(batch.sex_present.size(), rows, "sex");
  people::expect_size(batch.birth_month.size(), rows, "birth_month");
  people::expect_size_or_none(batch.birth_month_present.size(), rows, "birth_month");
  people::expect_size_or_none(batch.group.size(), rows, "group");
  const std::size_t places = areas.of_place.size();
  for (std::size_t row = 0; row < rows; ++row) {
    if (people::is_there(batch.place_present, row) &&
        (batch.place[row] < 0 || static_cast<std::size_t>(batch.place[row]) >= places))
      throw InvalidValue({MessageCode::headcount_place, {std::to_string(batch.place[row]), std::to_string(places)}},
                         {{}, {}, static_cast<std::uint32_t>(row + 1), 0, "place"});
  }
  for (const std::uint16_t group : batch.group)
    if (group >= question.groups) people::refuse_column("group");
}

void HeadcountFrame::Content::check(const HeadcountPartial& partial) const {
  identity().expect(partial.identity());
  for (const auto& [name, held] : partial.held())
    if (!held.rows->fits(areas.of_place.size(), question.groups, plan))
      throw FormatError({MessageCode::partial_altered, {name}});
}

std::vector<Headcount::Level> HeadcountFrame::Content::rolled_up(std::span<const KeptVector<std::uint32_t>> by_sheet,
                                                                 const people::GroupsUsed& groups,
                                                                 std::size_t threads) const {
  const std::size_t rows = Headcount::rows_of_group(plan.bands());
  const std::size_t windows = plan.windows();
  std::vector<Headcount::Level> result;
  for (const HeadcountLevel& level : levels)
    result.push_back(
        {level.name, level.units, std::vector<std::int64_t>(level.units * groups.size() * rows * windows)});
  // Groups are added up apart from each other.
  do_all(groups.size(), threads, [&](std::size_t number) {
    for (std::size_t i = 0; i < by_sheet.size(); ++i) {
      const people::WindowSheet& sheet = plan.sheets()[i];
      // Where the sheet has all windows, rows lie one after another as one.
      const bool is_whole = sheet.windows() == windows;
      const std::size_t runs = is_whole ? 1 : rows;
      const std::size_t run = is_whole ? rows * windows : sheet.windows();
      const std::uint32_t* of_area = by_sheet[i].data() + number * rows * sheet.windows();
      for (const std::uint32_t place : areas.a_place_of) {
        for (std::size_t level = 0; level < levels.size(); ++level) {
          const auto unit = static_cast<std::size_t>(levels[level].unit_of_place[place]);
          std::int64_t* to =
              &result[level].counts[(unit * groups.size() + number) * rows * windows + sheet.first_window()];
          const std::uint32_t* from = of_area;
          for (std::size_t j = 0; j < runs; ++j, to += windows, from += run)
            for (std::size_t at = 0; at < run; ++at) to[at] += from[at];
        }
        of_area += groups.size() * rows * sheet.windows();
      }
    }
  });
  return result;
}

HeadcountFrame::HeadcountFrame(HeadcountQuestion question, std::vector<HeadcountLevel> levels,
                               const SessionColumns& sessions, std::function<Names()> names)
    : content_(std::make_shared<const Content>(std::move(question), std::move(levels), sessions, std::move(names))) {}

const HeadcountQuestion& HeadcountFrame::question() const { return content_->question; }
std::span<const HeadcountLevel> HeadcountFrame::levels() const { return content_->levels; }

void Headcount::hold(std::span<const std::uint16_t> groups) {
  const std::size_t before = groups_held_;
  for (const std::uint16_t group : groups)
    if (number_of_group_[group] == not_held) number_of_group_[group] = static_cast<std::uint32_t>(groups_held_++);
  if (groups_held_ == before) return;
  for (Level& level : levels_) {
    std::vector<std::int64_t> counts(level.units * groups_held_ * width_of_group());
    for (std::size_t unit = 0; unit < level.units; ++unit) {
      const std::span<const std::int64_t> held =
          std::span<const std::int64_t>(level.counts)
              .subspan(unit * before * width_of_group(), before * width_of_group());
      std::copy(held.begin(), held.end(),
                counts.begin() + static_cast<std::ptrdiff_t>(unit * groups_held_ * width_of_group()));
    }
    level.counts = std::move(counts);
  }
}

Headcount HeadcountFrame::blank(const people::GroupsUsed& groups) const {
  Headcount counts;
  counts.windows_ = content_->plan.windows();
  counts.bands_ = content_->plan.bands();
  counts.groups_ = content_->question.groups;
  counts.number_of_group_.assign(counts.groups_, Headcount::not_held);
  for (const std::size_t group : groups.used())
    counts.number_of_group_[group] = static_cast<std::uint32_t>(counts.groups_held_++);
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
  const std::span<const SpellColumns> spells(rows.spells);
  const std::span<const ParticipationColumns> participation(rows.participation);
  const people::GroupsUsed groups(spells, frame.question.groups);
  Headcount result = blank(groups);
  people::with_counter(check.has_short_keys(), people::row_count_of(spells), frame.plan, frame.areas, groups, options,
                       [&](auto& counter) {
                         if (!rows.more_participation)
                           counter.expect_rows(frame.readings_of_spells() * people::row_count_of(spells) +
                                               people::row_count_of(participation));
                         counter.add_spells(spells);
                         counter.add_attendances(participation, frame.sessions);
                         while (!more.empty()) {
                           counter.add_attendances(std::span<const ParticipationColumns>(more), frame.sessions);
                           more = rows.more_participation();
                           check(more);
                         }
                         result.levels_ = frame.rolled_up(counter.count(), groups, options.threads);
                         result.notes_ = counter.notes();
                       });
  return result;
}

Headcount HeadcountFrame::count(const HeadcountPartial& partial, const CountingOptions& options) const {
  const Content& frame = *content_;
  frame.check(partial);
  std::vector<SpellColumns> spells;
  std::vector<EvidenceColumns> evidence;
  bool has_short_keys = true;
  for (const auto& [file, held] : partial.held()) {
    if (held.rows->is_empty()) continue;
    spells.push_back(held.rows->spells());
    evidence.push_back(held.rows->evidence());
    has_short_keys = held.rows->has_short_keys();
  }
  const std::span<const SpellColumns> all_spells(spells);
  const std::span<const EvidenceColumns> all_evidence(evidence);
  const people::GroupsUsed groups(all_spells, frame.question.groups);
  Headcount result = blank(groups);
  for (const auto& [file, held] : partial.held()) result.notes_ += held.rows->notes();
  people::with_counter(has_short_keys, people::row_count_of(all_spells), frame.plan, frame.areas, groups, options,
                       [&](auto& counter) {
                         counter.expect_rows(frame.readings_of_spells() * people::row_count_of(all_spells) +
                                             people::row_count_of(all_evidence));
                         counter.add_spells(all_spells);
                         counter.add_evidence(all_evidence);
                         result.levels_ = frame.rolled_up(counter.count(), groups, options.threads);
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

HeadcountPartial HeadcountFrame::nothing() const { return HeadcountPartial(content_->identity()); }

}  // namespace hoctap
