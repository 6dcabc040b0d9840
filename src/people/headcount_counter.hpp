// Counts persons in steps that each go through memory in runs. Rows of the register and attendances are strewn over
// parts of the persons; in each part, which a processor holds near, persons are found by key and what they showed is
// put into one word each; words are strewn over the pieces of the register that their rows stand in; and piece by
// piece, words beside rows, persons are counted at home. Threads take parts and pieces as they come and write into
// memory of their own: nothing is locked, and the counts, which are sums, are the same for any number of threads.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/parallel.hpp"
#include "hoctap/core/error.hpp"
#include "people/headcount_plan.hpp"
#include "people/headcount_tally.hpp"
#include "people/homes.hpp"
#include "people/person_hash.hpp"
#include "people/person_part.hpp"
#include "people/row_pieces.hpp"
#include "people/row_progress.hpp"
#include "people/scattered.hpp"
#include "people/session_words.hpp"

namespace hoctap::people {

template <class Key, class Word>
class HeadcountCounter {
 public:
  HeadcountCounter(const HeadcountPlan& plan, const Areas& areas, const GroupsUsed& groups,
                   const CountingOptions& options)
      : plan_(plan),
        areas_(areas),
        groups_(groups),
        threads_(std::max<std::size_t>(1, options.threads)),
        progress_(options),
        persons_(threads_),
        notes_(threads_) {}

  // How many rows will be gone through in all.
  void expect_rows(std::size_t rows) { progress_.expect(rows); }

  // First, once. The batches are looked at again by count().
  void add_spells(std::span<const SpellColumns> batches) {
    spells_ = batches;
    rows_ = row_count_of(batches);
    parts_ = std::clamp<std::size_t>(rows_ / rows_of_part, 1, most_parts);
    words_.resize(plan_.sheets().size() * parts_);
    for (std::size_t thread = 0; thread < threads_; ++thread) {
      rows_of_.emplace_back(pool_, parts_);
      shown_by_.emplace_back(pool_, parts_);
    }
    in_pieces(batches, [&](std::size_t thread, std::size_t, const RowStretch<SpellColumns>& stretch) {
      const SpellColumns& batch = *stretch.batch;
      const auto keys = keys_of(batch.keys);
      const std::size_t number = stretch.number - stretch.first;
      for (std::size_t row = stretch.first; row < stretch.last; ++row)
        if (is_there(batch.key_present, row))
          rows_of_[thread].add(part_of(mixed(keys[row]), parts_), keys[row], static_cast<std::uint32_t>(number + row));
    });
  }
  void add_attendances(std::span<const ParticipationColumns> batches, const SessionWords& sessions) {
    in_pieces(batches, [&](std::size_t thread, std::size_t, const RowStretch<ParticipationColumns>& stretch) {
      std::visit([&](const auto& ids) { add_attendances(thread, sessions, stretch, ids); }, stretch.batch->session);
    });
    sessions_ = &sessions;
    waiting_ += row_count_of(batches);
    if (waiting_ < most_waiting) return;
    do_parts([&](std::size_t part, std::size_t thread) { settle(part, thread); });
    waiting_ = 0;
  }
  void add_evidence(std::span<const EvidenceColumns> batches) {
    evidence_ = EvidencePages(batches);
    in_pieces(batches, [&](std::size_t thread, std::size_t, const RowStretch<EvidenceColumns>& stretch) {
      const auto keys = keys_of(stretch.batch->keys);
      for (std::size_t row = stretch.first; row < stretch.last; ++row)
        shown_by_[thread].add(part_of(mixed(keys[row]), parts_), keys[row], evidence_.number(*stretch.batch, row));
    });
  }
  // Last, once: by sheet, and on each by area, group used, row and window.
  std::vector<KeptVector<std::uint32_t>> count() {
    std::vector<KeptVector<std::uint32_t>> counts;
    for (std::size_t sheet = 0; sheet < plan_.sheets().size(); ++sheet) counts.push_back(count_sheet(sheet));
    return counts;
  }

  HeadcountNotes notes() const {
    HeadcountNotes all;
    for (const HeadcountNotes& one : notes_) all += one;
    return all;
  }

  // The two highest bits of a row's word say what the others are.
  static constexpr Word is_later = Word{1} << (8 * sizeof(Word) - 1);  // the number of the person's first row
  static constexpr Word has_later = is_later >> 1U;                    // what somebody showed who has later rows
  static constexpr Word rest_of_word = has_later - 1;
  static constexpr std::size_t evidence_bits = 8 * sizeof(Word) - 2;

 private:
  // Threads take rows in pieces, each of which finds its words near; parts of the persons are about as large.
  static constexpr std::size_t rows_of_piece = std::size_t{1} << 16U;
  static constexpr std::size_t rows_of_part = std::size_t{1} << 14U;
  static constexpr std::size_t most_parts = 2048;
  // So many attendances wait at most before they are put into words.
  static constexpr std::size_t most_waiting = std::size_t{48} << 20U;

  // One of several homes of a person, whose number is their first row, and what they showed, said with one home.
  struct SharedHome {
    Home home;
    Word evidence;
  };
  // By the thread that found them, strewn over heaps of persons.
  using SharedHomes = std::vector<Scattered<std::uint32_t, SharedHome>>;

  // What a home that is one of several adds to its area.
  struct LoneHome {
    LabourerWindows windows;  // the first ones only, where the age is not known
    std::uint16_t group;
    bool is_age_known;
    std::uint32_t band;
  };
  using LoneHomes = Scattered<std::uint32_t, LoneHome>;

  // Counts where many persons of one area follow each other.
  struct InArea {
    HeadcountTally& tally;
    std::uint32_t area;
    void add_labourer(const Home& home, std::size_t band, const LabourerWindows& windows) {
      tally.add_labourer(area, home.group, band, windows);
    }
    void add_of_unknown_age(const Home& home, WindowSet windows) {
      tally.add_of_unknown_age(area, home.group, windows);
    }
  };
  // Strews over heaps of areas, where each home is of another area than the last.
  struct OverAreas {
    LoneHomes& lone;
    std::uint32_t area;
    void add_labourer(const Home& home, std::size_t band, const LabourerWindows& windows) {
      lone.add(area / areas_of_heap, area, {windows, home.group, true, static_cast<std::uint32_t>(band)});
    }
    void add_of_unknown_age(const Home& home, WindowSet windows) {
      lone.add(area / areas_of_heap, area, {{windows}, home.group, false, 0});
    }
  };

  static std::span<const Key> keys_of(const PersonKeys& keys) { return std::get<std::span<const Key>>(keys); }

  // Calls work(thread, piece, stretch) for all rows of the batches.
  template <class Batch, class Work>
  void in_pieces(std::span<const Batch> batches, Work work) {
    const RowPieces<Batch> pieces(batches, rows_of_piece);
    share_all(
        pieces.size(), threads_,
        [&](std::size_t piece, std::size_t thread) {
          for (const RowStretch<Batch>& stretch : pieces[piece]) work(thread, piece, stretch);
        },
        [&](std::size_t done) { progress_.tell(rows_done_ + pieces.rows_of(done), done == pieces.size()); });
    rows_done_ += pieces.rows_of(pieces.size());
  }
  // Calls work(part, thread) for all parts of the persons.
  template <class Work>
  void do_parts(Work work) {
    share_all(parts_, threads_, work);
  }

  template <class Id>
  void add_attendances(std::size_t thread, const SessionWords& sessions,
                       const RowStretch<ParticipationColumns>& stretch, std::span<const Id> ids) {
    const ParticipationColumns& batch = *stretch.batch;
    const auto keys = keys_of(batch.keys);
    HeadcountNotes notes;
    for (std::size_t row = stretch.first; row < stretch.last; ++row) {
      const std::uint32_t code = sessions.codes().attended(batch, ids, row, notes);
      if (sessions.shows(code)) shown_by_[thread].add(part_of(mixed(keys[row]), parts_), keys[row], code);
    }
    notes_[thread] += notes;
  }

  // Puts what waits for persons of the part into words; the thread knows these persons then.
  void settle(std::size_t part, std::size_t thread) {
    PersonPart<Key>& persons = persons_[thread];
    std::size_t rows = 0;
    for (const auto& of_thread : rows_of_) rows += of_thread.size(part);
    persons.begin(rows);
    for (const auto& of_thread : rows_of_)
      of_thread.visit(part, [&](const Key& key, std::uint32_t) { persons.add(key, rest_of(key)); });
    for (std::size_t sheet = 0; sheet < plan_.sheets().size(); ++sheet) words_[sheet * parts_ + part].resize(rows);
    const auto settle_by = [&](auto or_words) {
      for (auto& of_thread : shown_by_) {
        of_thread.visit(part,
                        [&](const Key& key, std::uint32_t shown) { or_words(persons.find(key, rest_of(key)), shown); });
        of_thread.clear(part);
      }
    };
    HeadcountNotes& notes = notes_[thread];
    const std::size_t sheets = plan_.sheets().size();
    Word* const words = words_[part].data();
    if (sessions_ != nullptr) {
      const std::uint64_t* const words_of_code = sessions_->words(0).data();
      settle_by([&](std::uint32_t person, std::uint32_t code) {
        if (person == PersonPart<Key>::none) {
          ++notes.attendances_unregistered;
          return;
        }
        words[person] |= static_cast<Word>(words_of_code[code]);
        for (std::size_t sheet = 1; sheet < sheets; ++sheet)
          words_[sheet * parts_ + part][person] |= static_cast<Word>(sessions_->words(sheet)[code]);
      });
    } else {
      settle_by([&](std::uint32_t person, std::uint32_t number) {
        const auto [batch, row] = evidence_.row(number);
        if (person == PersonPart<Key>::none) {
          notes.attendances_unregistered += batch->attendances[row];
          return;
        }
        for (std::size_t sheet = 0; sheet < sheets; ++sheet)
          words_[sheet * parts_ + part][person] |= static_cast<Word>(batch->words[row * sheets + sheet]);
      });
    }
  }

  // Strews the words of the part's rows over the pieces that the rows stand in; those that say nothing are left out.
  void hand_out(std::size_t sheet, std::size_t part, std::size_t thread, Scattered<std::uint32_t, Word>& to) {
    std::vector<std::uint32_t> rows;
    rows.reserve(words_[sheet * parts_ + part].size());
    for (auto& of_thread : rows_of_) of_thread.visit(part, [&](const Key&, std::uint32_t row) { rows.push_back(row); });
    std::vector<Word>& words = words_[sheet * parts_ + part];
    for (const auto& [later, first] : persons_[thread].later()) {
      words[first] |= has_later;
      words[later] = is_later | static_cast<Word>(rows[first]);
    }
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (words[i] != 0) to.add(rows[i] / rows_of_piece, rows[i], words[i]);
    words = {};
    if (sheet + 1 != plan_.sheets().size()) return;
    for (auto& of_thread : rows_of_) of_thread.clear(part);
  }

  KeptVector<std::uint32_t> count_sheet(std::size_t number) {
    const WindowSheet& sheet = plan_.sheets()[number];
    std::vector<Scattered<std::uint32_t, Word>> words;
    for (std::size_t thread = 0; thread < threads_; ++thread) words.emplace_back(pool_, rows_ / rows_of_piece + 1);
    do_parts([&](std::size_t part, std::size_t thread) {
      settle(part, thread);
      hand_out(number, part, thread, words[thread]);
    });

    std::vector<std::optional<HeadcountTally>> made(threads_);
    do_all(threads_, threads_,
           [&](std::size_t thread) { made[thread].emplace(areas_.a_place_of.size(), sheet, groups_); });
    std::vector<HeadcountTally> tallies;
    for (auto& tally : made) tallies.push_back(*std::move(tally));
    const std::size_t heaps = rows_ / persons_of_heap + 1;
    SharedHomes shared;
    for (std::size_t thread = 0; thread < threads_; ++thread) shared.emplace_back(pool_, heaps);
    std::vector<std::vector<Word>> words_of_piece(threads_);
    in_pieces(spells_, [&](std::size_t thread, std::size_t piece, const RowStretch<SpellColumns>& stretch) {
      std::vector<Word>& near = words_of_piece[thread];
      if (stretch.number % rows_of_piece == 0) {
        near.assign(rows_of_piece, 0);
        for (auto& of_thread : words) {
          of_thread.visit(piece, [&](std::uint32_t row, Word word) { near[row % rows_of_piece] = word; });
          of_thread.clear(piece);
        }
      }
      HeadcountNotes notes;
      count_rows(sheet, std::span(near).subspan(stretch.number % rows_of_piece), stretch, tallies[thread],
                 shared[thread], notes);
      if (number == 0) notes_[thread] += notes;
    });
    for (HeadcountTally& tally : tallies) tally.flush();
    const std::size_t area_heaps = areas_.a_place_of.size() / areas_of_heap + 1;
    std::vector<LoneHomes> lone;
    for (std::size_t thread = 0; thread < threads_; ++thread) lone.emplace_back(pool_, area_heaps);
    share_all(heaps, threads_,
              [&](std::size_t heap, std::size_t thread) { tell_shared(sheet, shared, heap, lone[thread]); });
    share_all(area_heaps, threads_,
              [&](std::size_t heap, std::size_t thread) { count_lone(lone, heap, tallies[thread]); });
    KeptVector<std::uint32_t> sums = std::move(tallies.front().counts());
    const std::size_t pieces = sums.size() / counts_of_piece + 1;
    do_all(pieces, threads_, [&](std::size_t piece) {
      const std::size_t end = std::min(sums.size(), (piece + 1) * counts_of_piece);
      for (std::size_t thread = 1; thread < threads_; ++thread)
        for (std::size_t i = piece * counts_of_piece; i < end; ++i) sums[i] += tallies[thread].counts()[i];
    });
    return sums;
  }

  // `words`: of the stretch's rows, one after another.
  void count_rows(const WindowSheet& sheet, std::span<const Word> words, const RowStretch<SpellColumns>& stretch,
                  HeadcountTally& tally, Scattered<std::uint32_t, SharedHome>& shared, HeadcountNotes& notes) const {
    const SpellColumns& batch = *stretch.batch;
    for (std::size_t row = stretch.first; row < stretch.last; ++row) {
      const Word word = words[row - stretch.first];
      const bool is_placed = has_place(batch, row);
      if (!is_there(batch.key_present, row)) {
        ++notes.spells_without_person;
        continue;
      }
      if (!is_placed) ++notes.spells_without_place;
      const Home home = is_placed ? home_of(sheet, batch, row) : Home{};
      if ((word & (is_later | has_later)) == 0) {
        tell_home(sheet, home, word, InArea{tally, area_of(home)});
        continue;
      }
      // Without a place as well: a person's first row says what they showed.
      const bool is_first = (word & is_later) == 0;
      const std::size_t number = stretch.number + (row - stretch.first);
      const std::size_t person = is_first ? number : static_cast<std::size_t>(word & rest_of_word);
      shared.add(person / persons_of_heap, static_cast<std::uint32_t>(person),
                 {home, is_first ? static_cast<Word>(word & rest_of_word) : Word{0}});
    }
  }

  // Gives every window of persons with several homes to one of them.
  void tell_shared(const WindowSheet& sheet, const SharedHomes& shared, std::size_t heap, LoneHomes& lone) const {
    struct Link {
      SharedHome home;
      std::uint32_t next;  // of the same person, and 1; 0: none
    };
    std::vector<Link> links;
    std::vector<std::uint32_t> heads(persons_of_heap, 0);
    for (const auto& of_thread : shared) {
      of_thread.visit(heap, [&](std::uint32_t person, const SharedHome& home) {
        std::uint32_t& head = heads[person % persons_of_heap];
        links.push_back({home, head});
        head = static_cast<std::uint32_t>(links.size());
      });
    }
    std::vector<Home> homes;
    for (std::uint32_t next : heads) {
      homes.clear();
      std::uint64_t evidence = 0;
      for (; next != 0; next = links[next - 1].next) {
        homes.push_back(links[next - 1].home.home);
        evidence |= links[next - 1].home.evidence;
      }
      std::sort(homes.begin(), homes.end(), goes_before);
      WindowSet covered = 0;
      for (const Home& one : homes) {
        const Home home = in_windows_left(one, covered);
        tell_home(sheet, home, evidence, OverAreas{lone, area_of(home)});
      }
    }
  }

  static void count_lone(const std::vector<LoneHomes>& lone, std::size_t heap, HeadcountTally& tally) {
    for (const LoneHomes& of_thread : lone) {
      of_thread.visit(heap, [&](std::uint32_t area, const LoneHome& home) {
        if (home.is_age_known)
          tally.add_lone_labourer(area, home.group, home.band, home.windows);
        else
          tally.add_lone_of_unknown_age(area, home.group, home.windows.front());
      });
    }
  }

  static constexpr std::size_t counts_of_piece = std::size_t{1} << 16U;
  // Persons with several homes are put together heap by heap, and so are areas of which no two follow each other.
  static constexpr std::size_t areas_of_heap = 64;
  static constexpr std::size_t persons_of_heap = std::size_t{1} << 13U;

  std::uint32_t area_of(const Home& home) const {
    return areas_.of_place.empty() ? 0 : areas_.of_place[static_cast<std::size_t>(home.place)];
  }
  std::uint64_t rest_of(const Key& key) const {
    std::uint64_t rest = 0;
    part_of(mixed(key), parts_, rest);
    return rest;
  }

  const HeadcountPlan& plan_;
  const Areas& areas_;
  const GroupsUsed& groups_;
  std::size_t threads_;
  RowProgress progress_;
  std::span<const SpellColumns> spells_;
  const SessionWords* sessions_ = nullptr;
  EvidencePages evidence_;
  std::size_t rows_ = 0;  // of spells
  std::size_t rows_done_ = 0;
  std::size_t waiting_ = 0;  // attendances, at most
  std::size_t parts_ = 1;
  ChunkPool pool_;
  // Strewn by person, by each thread: rows of the register, and codes of sessions or numbers of rows of evidence.
  std::vector<Scattered<Key, std::uint32_t>> rows_of_;
  std::vector<Scattered<Key, std::uint32_t>> shown_by_;
  std::vector<std::vector<Word>> words_;  // by sheet and part, of its rows in the order of rows_of_
  std::vector<PersonPart<Key>> persons_;  // of the part that a thread is at
  std::vector<HeadcountNotes> notes_;     // by thread
};

// The counter for the keys' width and so many residence spells, with words as short as evidence and rows allow.
template <class Run>
void with_counter(bool has_short_keys, std::size_t spells, const HeadcountPlan& plan, const Areas& areas,
                  const GroupsUsed& groups, const CountingOptions& options, Run run) {
  if (spells >= PersonPart<std::uint64_t>::none)
    throw InvalidValue({MessageCode::headcount_too_many_rows, {std::to_string(spells)}});
  const auto run_with = [&]<class Key, class Word> {
    HeadcountCounter<Key, Word> counter(plan, areas, groups, options);
    run(counter);
  };
  using Short = HeadcountCounter<std::uint64_t, std::uint32_t>;
  const bool is_short = plan.evidence_bits() <= Short::evidence_bits && spells <= Short::rest_of_word;
  if (has_short_keys && is_short)
    run_with.template operator()<std::uint64_t, std::uint32_t>();
  else if (has_short_keys)
    run_with.template operator()<std::uint64_t, std::uint64_t>();
  else if (is_short)
    run_with.template operator()<PersonKey, std::uint32_t>();
  else
    run_with.template operator()<PersonKey, std::uint64_t>();
}

}  // namespace hoctap::people
