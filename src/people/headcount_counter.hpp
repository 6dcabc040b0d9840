// Counts persons in three steps. Residence spells make a table with a word for each person; attendances write into the
// words what each person showed and when; a second pass over the spells counts persons at home. Every thread has its
// own share of the persons and looks at every row: nothing is locked, and the counts are the same for any number of
// threads.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "core/parallel.hpp"
#include "hoctap/core/error.hpp"
#include "people/headcount_tally.hpp"
#include "people/homes.hpp"
#include "people/person_masks.hpp"
#include "people/session_words.hpp"

namespace hoctap::people {

// What persons showed by attending, a row a person and file, as words of HeadcountPlan::evidence_of.
struct EvidenceColumns {
  PersonKeys keys;
  std::span<const std::uint64_t> words;
  std::span<const std::uint32_t> attendances;  // that made the word

  std::size_t row_count() const { return words.size(); }
};

inline std::size_t row_count(const SpellColumns& batch) { return batch.row_count; }
inline std::size_t row_count(const ParticipationColumns& batch) { return batch.row_count; }
inline std::size_t row_count(const EvidenceColumns& batch) { return batch.row_count(); }

template <class Batch>
std::size_t row_count_of(std::span<const Batch> batches) {
  std::size_t rows = 0;
  for (const Batch& batch : batches) rows += row_count(batch);
  return rows;
}

template <class Key, class Mask>
class HeadcountCounter {
 public:
  HeadcountCounter(const HeadcountPlan& plan, const Areas& areas, std::size_t groups, const CountingOptions& options)
      : plan_(plan),
        areas_(areas),
        options_(options),
        threads_(std::max<std::size_t>(1, options.threads)),
        tables_(threads_),
        notes_(threads_),
        shared_homes_(threads_, std::vector<std::vector<SharedHome>>(threads_)) {
    for (std::size_t thread = 0; thread < threads_; ++thread)
      tallies_.emplace_back(areas.a_place_of.size(), plan, groups);
  }

  // How many rows will be gone through in all; without it progress is told without an end.
  void expect_rows(std::size_t rows) { rows_in_all_ = rows; }

  // First, once. The batches are looked at again by count().
  void add_spells(std::span<const SpellColumns> batches) {
    spells_ = batches;
    const std::size_t persons = row_count_of(batches) / threads_;
    do_all(threads_, threads_, [&](std::size_t part) { tables_[part] = Table(persons); });
    in_chunks(batches, [&](std::size_t part, const SpellColumns& batch, std::size_t first, std::size_t last) {
      add_persons(part, batch, first, last);
    });
  }
  void add_attendances(std::span<const ParticipationColumns> batches, const SessionWords& sessions) {
    in_chunks(batches, [&](std::size_t part, const ParticipationColumns& batch, std::size_t first, std::size_t last) {
      std::visit([&](const auto& ids) { add_attendances(part, sessions, batch, ids, first, last); }, batch.session);
    });
  }
  void add_evidence(std::span<const EvidenceColumns> batches) {
    in_chunks(batches, [&](std::size_t part, const EvidenceColumns& batch, std::size_t first, std::size_t last) {
      const auto keys = keys_of(batch.keys);
      const auto word_of = [&](std::size_t row, std::size_t owner) {
        return owner == part ? static_cast<Mask>(batch.words[row]) : Mask{0};
      };
      visit_rows(keys, first, last, word_of,
                 [&](const Wanted& at) { note_evidence(part, at, keys[at.row], batch.attendances[at.row]); });
    });
  }
  // Last, once.
  void count() {
    in_chunks(spells_, [&](std::size_t share, const SpellColumns& batch, std::size_t first, std::size_t last) {
      const std::size_t rows = last - first;
      count_rows(share, batch, first + rows * share / threads_, first + rows * (share + 1) / threads_);
    });
    for (HeadcountTally& tally : tallies_) tally.flush();
    do_all(threads_, threads_, [&](std::size_t part) { count_shared_homes(part); });
  }

  // By area, group, row and window.
  std::vector<std::int64_t> counts() const {
    std::vector<std::int64_t> sums(tallies_.front().counts().size());
    for (const HeadcountTally& tally : tallies_)
      for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += tally.counts()[i];
    return sums;
  }
  HeadcountNotes notes() const {
    HeadcountNotes all;
    for (const HeadcountNotes& one : notes_) all += one;
    return all;
  }

 private:
  using Table = MaskTable<Key, Mask>;
  // A table's line is asked for so many rows before it is needed.
  static constexpr std::size_t rows_ahead = 24;
  static constexpr std::size_t rows_at_once = 2048;
  // Threads part and meet, and progress is told, after so many rows.
  static constexpr std::size_t rows_of_chunk = std::size_t{1} << 20U;

  // One of several homes of a person.
  struct SharedHome {
    Key key;
    Mask mask = 0;
    Home home;
  };
  struct Wanted {
    std::size_t bucket;
    std::uint32_t row;
    std::uint32_t part;
    Mask word;
  };
  // `is_lone` where the next home is of another area; else many persons of one area follow each other.
  template <bool is_lone>
  struct InArea {
    HeadcountTally& tally;
    std::uint32_t area;
    void add_labourer(const Home& home, std::size_t band, const LabourerWindows& windows) {
      if constexpr (is_lone)
        tally.add_lone_labourer(area, home.group, band, windows);
      else
        tally.add_labourer(area, home.group, band, windows);
    }
    void add_of_unknown_age(const Home& home, WindowSet windows) {
      if constexpr (is_lone)
        tally.add_lone_of_unknown_age(area, home.group, windows);
      else
        tally.add_of_unknown_age(area, home.group, windows);
    }
  };

  static std::span<const Key> keys_of(const PersonKeys& keys) { return std::get<std::span<const Key>>(keys); }

  // Calls work(thread, batch, first, last) on every thread for all rows of the batches.
  template <class Batch, class Work>
  void in_chunks(std::span<const Batch> batches, Work work) {
    struct Piece {
      const Batch* batch;
      std::size_t first;
      std::size_t last;
    };
    std::vector<Piece> chunk;
    std::size_t rows = 0;
    const auto finish = [&] {
      do_all(threads_, threads_, [&](std::size_t thread) {
        for (const Piece& piece : chunk) work(thread, *piece.batch, piece.first, piece.last);
      });
      rows_done_ += rows;
      chunk.clear();
      rows = 0;
      if (options_.progress && !options_.progress(rows_done_, std::max(rows_done_, rows_in_all_)))
        throw Interrupted({MessageCode::interrupted, {}});
    };
    for (const Batch& batch : batches) {
      for (std::size_t first = 0; first < row_count(batch);) {
        const std::size_t last = std::min(row_count(batch), first + rows_of_chunk - rows);
        chunk.push_back({&batch, first, last});
        rows += last - first;
        first = last;
        if (rows == rows_of_chunk) finish();
      }
    }
    if (rows != 0) finish();
  }

  // Calls visit(wanted) for the rows of [first, last) for which word_of(row, part) is not 0, having asked for the line
  // of the part's table some rows earlier.
  template <class WordOf, class Visit>
  void visit_rows(std::span<const Key> keys, std::size_t first, std::size_t last, WordOf word_of, Visit visit) {
    std::array<Wanted, rows_at_once> wanted;
    while (first < last) {
      const std::size_t end = std::min(last, first + rows_at_once);
      std::size_t found = 0;
      for (; first < end; ++first) {
        std::uint64_t rest = 0;
        const std::uint64_t part = part_of(mixed(keys[first]), threads_, rest);
        const Mask word = word_of(first, part);
        wanted[found] = {tables_[part].bucket(rest), static_cast<std::uint32_t>(first),
                         static_cast<std::uint32_t>(part), word};
        found += word != 0 ? 1 : 0;
      }
      const auto ask_for = [&](std::size_t i) { tables_[wanted[i].part].prefetch(wanted[i].bucket); };
      for (std::size_t i = 0; i < std::min(found, rows_ahead); ++i) ask_for(i);
      for (std::size_t i = 0; i < found; ++i) {
        if (i + rows_ahead < found) ask_for(i + rows_ahead);
        visit(wanted[i]);
      }
    }
  }

  void add_persons(std::size_t part, const SpellColumns& batch, std::size_t first, std::size_t last) {
    Table& table = tables_[part];
    const auto keys = keys_of(batch.keys);
    for (; first < last; first += std::min(rows_at_once, last - first)) {
      const std::size_t end = std::min(last, first + rows_at_once);
      if (!table.has_room(end - first)) table.grow(end - first, [this](const Key& key) { return rest_of(key); });
      visit_rows(
          keys, first, end,
          [&](std::size_t row, std::size_t owner) {
            return static_cast<Mask>(owner == part && is_there(batch.key_present, row));
          },
          [&](const Wanted& at) { table.add(at.bucket, keys[at.row]); });
    }
  }

  template <class Id>
  void add_attendances(std::size_t part, const SessionWords& sessions, const ParticipationColumns& batch,
                       std::span<const Id> ids, std::size_t first, std::size_t last) {
    HeadcountNotes& notes = notes_[part];
    const auto keys = keys_of(batch.keys);
    // What has no person or session belongs to nobody's part: the first one notes it.
    const auto word_of = [&](std::size_t row, std::size_t owner) -> Mask {
      const SessionWord* const session = sessions.attended(batch, ids, row, part == 0 ? &notes : nullptr);
      return session != nullptr && owner == part ? static_cast<Mask>(session->of(batch, row)) : Mask{0};
    };
    visit_rows(keys, first, last, word_of, [&](const Wanted& at) { note_evidence(part, at, keys[at.row], 1); });
  }

  void note_evidence(std::size_t part, const Wanted& at, const Key& key, std::uint32_t attendances) {
    Mask* const mask = tables_[part].find(at.bucket, key);
    if (mask == nullptr)
      notes_[part].attendances_unregistered += attendances;
    else
      *mask |= at.word;
  }

  void count_rows(std::size_t share, const SpellColumns& batch, std::size_t first, std::size_t last) {
    const auto keys = keys_of(batch.keys);
    HeadcountNotes& notes = notes_[share];
    const auto word_of = [&](std::size_t row, std::size_t) -> Mask {
      if (is_there(batch.key_present, row)) return 1;
      ++notes.spells_without_person;
      return 0;
    };
    visit_rows(keys, first, last, word_of, [&](const Wanted& at) {
      if (!has_place(batch, at.row)) {
        ++notes.spells_without_place;
        return;
      }
      const Mask mask = *tables_[at.part].find(at.bucket, keys[at.row]);
      const Home home = home_of(plan_, batch, at.row);
      if ((mask & Table::several) != 0)
        shared_homes_[share][at.part].push_back({keys[at.row], mask, home});
      else
        tell_home(plan_, home, mask, InArea<false>{tallies_[share], area_of(home)});
    });
  }

  // Of the part's persons who have several spells.
  void count_shared_homes(std::size_t part) {
    // Small heaps that a processor holds near are sorted faster than all at once.
    constexpr std::size_t homes_of_heap = 512;
    std::size_t total = 0;
    for (const auto& of_share : shared_homes_) total += of_share[part].size();
    std::vector<std::size_t> ends(total / homes_of_heap + 2);
    const auto heap_of = [&](const SharedHome& home) {
      std::uint64_t unused = 0;
      return part_of(rest_of(home.key), ends.size() - 1, unused);
    };
    for (const auto& of_share : shared_homes_)
      for (const SharedHome& home : of_share[part]) ++ends[heap_of(home) + 1];
    for (std::size_t i = 1; i < ends.size(); ++i) ends[i] += ends[i - 1];
    std::vector<SharedHome> homes(total);
    std::vector<std::size_t> next(ends.begin(), ends.end() - 1);
    for (auto& of_share : shared_homes_) {
      for (const SharedHome& home : of_share[part]) homes[next[heap_of(home)]++] = home;
      of_share[part] = {};
    }
    for (std::size_t heap = 0; heap + 1 < ends.size(); ++heap)
      count_heap(tallies_[part], std::span(homes).subspan(ends[heap], ends[heap + 1] - ends[heap]));
  }

  void count_heap(HeadcountTally& tally, std::span<SharedHome> homes) const {
    std::sort(homes.begin(), homes.end(), [](const SharedHome& a, const SharedHome& b) {
      return a.key != b.key ? a.key < b.key : goes_before(a.home, b.home);
    });
    WindowSet covered = 0;
    for (std::size_t i = 0; i < homes.size(); ++i) {
      if (i == 0 || homes[i].key != homes[i - 1].key) covered = 0;
      const Home home = in_windows_left(homes[i].home, covered);
      tell_home(plan_, home, homes[i].mask, InArea<true>{tally, area_of(home)});
    }
  }

  std::uint32_t area_of(const Home& home) const { return areas_.of_place[static_cast<std::size_t>(home.place)]; }
  std::uint64_t rest_of(const Key& key) const {
    std::uint64_t rest = 0;
    part_of(mixed(key), threads_, rest);
    return rest;
  }

  const HeadcountPlan& plan_;
  const Areas& areas_;
  const CountingOptions& options_;
  std::size_t threads_;
  std::span<const SpellColumns> spells_;
  std::size_t rows_done_ = 0;
  std::size_t rows_in_all_ = 0;
  std::vector<Table> tables_;  // a part of the persons each
  std::vector<HeadcountTally> tallies_;
  std::vector<HeadcountNotes> notes_;
  std::vector<std::vector<std::vector<SharedHome>>> shared_homes_;  // by who found them and whose part they are
};

// The counter for the keys' width, with words as short as the evidence allows; two of their bits are the table's.
template <class Run>
void with_counter(bool has_short_keys, const HeadcountPlan& plan, const Areas& areas, std::size_t groups,
                  const CountingOptions& options, Run run) {
  const bool is_short = plan.evidence_bits() <= 30;
  if (has_short_keys && is_short)
    run(HeadcountCounter<std::uint64_t, std::uint32_t>(plan, areas, groups, options));
  else if (has_short_keys)
    run(HeadcountCounter<std::uint64_t, std::uint64_t>(plan, areas, groups, options));
  else if (is_short)
    run(HeadcountCounter<PersonKey, std::uint32_t>(plan, areas, groups, options));
  else
    run(HeadcountCounter<PersonKey, std::uint64_t>(plan, areas, groups, options));
}

}  // namespace hoctap::people
