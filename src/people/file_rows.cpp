#include "people/file_rows.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>
#include <vector>

#include "hoctap/core/error.hpp"

namespace hoctap::people {
namespace {

static_assert(std::endian::native == std::endian::little, "saved rows are little-endian, as they lie in memory");

// Far more than anybody's windows need; so few that numbers of words cannot overflow.
constexpr std::uint64_t most_sheets = std::uint64_t{1} << 20U;
constexpr std::uint64_t most_rows = std::numeric_limits<std::uint32_t>::max();
// An open end of a spell: later than any window.
constexpr std::int32_t open_end = std::numeric_limits<std::int32_t>::max();

struct Header {
  std::uint64_t spells = 0;
  std::uint64_t evidence = 0;
  std::uint64_t key_bytes = 0;
  std::uint64_t spells_without_person = 0;
  std::uint64_t attendances_without_person = 0;
  std::uint64_t attendances_without_session = 0;
  std::uint64_t sheets = 1;  // words of evidence a row
  std::uint64_t reserved = 0;
};
static_assert(sizeof(Header) % row_alignment == 0);

// Hands out columns one after another, from memory or, without memory, to learn how much they need.
class Layout {
 public:
  explicit Layout(const std::byte* memory, std::size_t size = 0) : memory_(memory), size_(size) {}

  template <class T>
  std::span<const T> column(std::uint64_t count) {
    const std::uint64_t bytes = aligned_for_rows(count * sizeof(T));
    // Counts of saved rows may be anything.
    if (memory_ != nullptr && bytes > size_ - at_) {
      is_whole_ = false;
      return {};
    }
    const std::byte* const begin = memory_ == nullptr ? nullptr : memory_ + at_;
    at_ += bytes;
    return {reinterpret_cast<const T*>(begin), memory_ == nullptr ? 0 : static_cast<std::size_t>(count)};
  }
  std::size_t used() const { return at_; }
  bool is_whole() const { return is_whole_ && at_ == size_; }

 private:
  const std::byte* memory_;
  std::size_t size_;
  std::size_t at_ = 0;
  bool is_whole_ = true;
};

struct Columns {
  SpellColumns spells;
  EvidenceColumns evidence;
};

template <class Key>
Columns columns_of(Layout& layout, const Header& header) {
  Columns columns;
  SpellColumns& spells = columns.spells;
  spells.row_count = header.spells;
  spells.keys = layout.column<Key>(header.spells);
  spells.from = layout.column<std::int32_t>(header.spells);
  spells.until = layout.column<std::int32_t>(header.spells);
  spells.place = layout.column<std::int32_t>(header.spells);
  spells.birth_month = layout.column<std::int32_t>(header.spells);
  spells.group = layout.column<std::uint16_t>(header.spells);
  spells.sex = layout.column<std::uint8_t>(header.spells);
  spells.place_present = layout.column<std::uint8_t>(header.spells);
  spells.birth_month_present = layout.column<std::uint8_t>(header.spells);
  EvidenceColumns& evidence = columns.evidence;
  evidence.keys = layout.column<Key>(header.evidence);
  evidence.words = layout.column<std::uint64_t>(header.evidence * header.sheets);
  evidence.attendances = layout.column<std::uint32_t>(header.evidence);
  return columns;
}

template <class T>
T* writable(std::span<const T> column) {
  return const_cast<T*>(column.data());
}

template <class Key>
struct Evidence {
  Key key;
  std::uint32_t code = 0;
};

// A row an attendance that shows something, in the order of keys.
template <class Key>
std::vector<Evidence<Key>> evidence_of(std::span<const ParticipationColumns> batches, const SessionWords& sessions,
                                       HeadcountNotes& notes) {
  std::vector<Evidence<Key>> rows;
  rows.reserve(row_count_of(batches));
  for (const ParticipationColumns& batch : batches) {
    const auto keys = std::get<std::span<const Key>>(batch.keys);
    std::visit(
        [&](const auto& ids) {
          for (std::size_t row = 0; row < batch.row_count; ++row) {
            const std::uint32_t code = sessions.codes().attended(batch, ids, row, notes);
            if (sessions.shows(code)) rows.push_back({keys[row], code});
          }
        },
        batch.session);
  }
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  return rows;
}

// How many persons attended.
template <class Key>
std::size_t persons_of(const std::vector<Evidence<Key>>& evidence) {
  std::size_t persons = 0;
  for (std::size_t i = 0; i < evidence.size(); ++i)
    if (i == 0 || evidence[i].key != evidence[i - 1].key) ++persons;
  return persons;
}

// A row a person.
template <class Key>
void write(const std::vector<Evidence<Key>>& evidence, const SessionWords& sessions, const EvidenceColumns& out) {
  const std::size_t sheets = sessions.sheets();
  std::size_t person = 0;
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    if (i != 0 && evidence[i].key != evidence[i - 1].key) ++person;
    writable(std::get<std::span<const Key>>(out.keys))[person] = evidence[i].key;
    ++writable(out.attendances)[person];
    for (std::size_t sheet = 0; sheet < sheets; ++sheet)
      writable(out.words)[person * sheets + sheet] |= sessions.words(sheet)[evidence[i].code];
  }
}

template <class Key>
void write(const HeadcountRows& rows, const SpellColumns& out) {
  std::size_t at = 0;
  for (const SpellColumns& batch : rows.spells) {
    const auto keys = std::get<std::span<const Key>>(batch.keys);
    for (std::size_t row = 0; row < batch.row_count; ++row) {
      if (!is_there(batch.key_present, row)) continue;
      const bool is_placed = has_place(batch, row);
      const bool is_born = is_there(batch.birth_month_present, row);
      const bool has_sex = !batch.sex.empty() && is_there(batch.sex_present, row);
      writable(std::get<std::span<const Key>>(out.keys))[at] = keys[row];
      writable(out.from)[at] = is_placed ? batch.from[row] : 0;
      writable(out.until)[at] = is_there(batch.until_present, row) ? batch.until[row] : open_end;
      writable(out.place)[at] = is_placed ? batch.place[row] : 0;
      writable(out.birth_month)[at] = is_born ? batch.birth_month[row] : 0;
      writable(out.group)[at] = batch.group.empty() ? std::uint16_t{0} : batch.group[row];
      writable(out.sex)[at] = has_sex ? batch.sex[row] : SpellColumns::unknown_sex;
      writable(out.place_present)[at] = is_placed ? 1 : 0;
      writable(out.birth_month_present)[at] = is_born ? 1 : 0;
      ++at;
    }
  }
}

bool are_keys_short(const HeadcountRows& rows) {
  if (!rows.spells.empty()) return rows.spells.front().keys.index() == 0;
  return rows.participation.empty() || rows.participation.front().keys.index() == 0;
}

}  // namespace

FileRows::FileRows(std::span<const std::byte> bytes, std::shared_ptr<const void> owner)
    : bytes_(bytes), owner_(std::move(owner)) {}

std::shared_ptr<const FileRows> FileRows::make(const HeadcountRows& rows, const SessionWords& sessions) {
  Header header;
  std::uint64_t unnamed = 0;
  for (const SpellColumns& batch : rows.spells)
    unnamed += static_cast<std::uint64_t>(std::count(batch.key_present.begin(), batch.key_present.end(), 0));
  header.spells = row_count_of(std::span<const SpellColumns>(rows.spells)) - unnamed;
  header.spells_without_person = unnamed;
  HeadcountNotes notes;
  const auto make_with = [&]<class Key>(std::type_identity<Key>) {
    const auto evidence = evidence_of<Key>(rows.participation, sessions, notes);
    header.evidence = persons_of(evidence);
    header.sheets = sessions.sheets();
    header.key_bytes = sizeof(Key);
    header.attendances_without_person = static_cast<std::uint64_t>(notes.attendances_without_person);
    header.attendances_without_session = static_cast<std::uint64_t>(notes.attendances_without_session);
    const std::uint64_t most = std::max(header.spells, header.evidence);
    if (most > most_rows) throw InvalidValue({MessageCode::headcount_too_many_rows, {std::to_string(most)}});
    Layout needed(nullptr);
    columns_of<Key>(needed, header);
    // What lies between columns is zero, so that equal rows are equal bytes.
    const auto memory = std::make_shared<std::vector<std::byte>>(sizeof(Header) + needed.used());
    std::memcpy(memory->data(), &header, sizeof(Header));
    Layout layout(memory->data() + sizeof(Header), needed.used());
    const Columns columns = columns_of<Key>(layout, header);
    write<Key>(rows, columns.spells);
    write(evidence, sessions, columns.evidence);
    std::shared_ptr<FileRows> made(new FileRows(*memory, memory));
    made->find_columns();
    made->is_made_here_ = true;
    return made;
  };
  return are_keys_short(rows) ? make_with(std::type_identity<std::uint64_t>())
                              : make_with(std::type_identity<PersonKey>());
}

std::shared_ptr<const FileRows> FileRows::read(std::span<const std::byte> bytes, std::shared_ptr<const void> owner) {
  const std::shared_ptr<FileRows> read(new FileRows(bytes, std::move(owner)));
  return read->find_columns() ? read : nullptr;
}

bool FileRows::fits(std::size_t places, std::size_t groups, const HeadcountPlan& plan) const {
  const std::size_t sheets = plan.sheets().size();
  if (evidence_.words.size() != evidence_.row_count() * sheets) return false;
  if (is_made_here_) return true;
  for (std::size_t row = 0; row < spells_.row_count; ++row) {
    const bool is_in_range = spells_.place[row] >= 0 && static_cast<std::size_t>(spells_.place[row]) < places;
    if ((spells_.place_present[row] != 0 && !is_in_range) || spells_.group[row] >= groups) return false;
  }
  for (std::size_t i = 0; i < evidence_.words.size(); ++i)
    if (evidence_.words[i] >> plan.sheets()[i % sheets].evidence_bits() != 0) return false;
  return true;
}

bool FileRows::find_columns() {
  Header header;
  if (bytes_.size() < sizeof(Header)) return false;
  std::memcpy(&header, bytes_.data(), sizeof(Header));
  if (header.key_bytes != sizeof(std::uint64_t) && header.key_bytes != sizeof(PersonKey)) return false;
  if (header.sheets == 0 || header.sheets > most_sheets || header.evidence > most_rows || header.spells > most_rows)
    return false;
  // Numbers of rows, so that their sums fit.
  constexpr std::uint64_t most_noted = std::uint64_t{1} << 40U;
  for (const std::uint64_t noted :
       {header.spells_without_person, header.attendances_without_person, header.attendances_without_session})
    if (noted > most_noted) return false;
  has_short_keys_ = header.key_bytes == sizeof(std::uint64_t);
  Layout layout(bytes_.data() + sizeof(Header), bytes_.size() - sizeof(Header));
  const Columns columns =
      has_short_keys_ ? columns_of<std::uint64_t>(layout, header) : columns_of<PersonKey>(layout, header);
  if (!layout.is_whole()) return false;
  spells_ = columns.spells;
  evidence_ = columns.evidence;
  notes_.spells_without_person = static_cast<std::int64_t>(header.spells_without_person);
  notes_.attendances_without_person = static_cast<std::int64_t>(header.attendances_without_person);
  notes_.attendances_without_session = static_cast<std::int64_t>(header.attendances_without_session);
  digest_ = blake2b_256(bytes_);
  return true;
}

}  // namespace hoctap::people
