// Counts distinct persons by the place where sessions were held in steps that each go through memory in runs.
// Attendances are strewn over parts of the persons; in each part, which a processor holds near, the few attendances of
// a person are put together; and the person is counted in every unit that they lie in. No set of persons is held: what
// is united is what one person did in the areas of a unit.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/parallel.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/people/place_held_count.hpp"
#include "people/person_part.hpp"
#include "people/place_held_tally.hpp"
#include "people/row_pieces.hpp"
#include "people/row_progress.hpp"
#include "people/scattered.hpp"
#include "people/session_codes.hpp"

namespace hoctap::people {

// What attending a session says, by the code of SessionCodes.
struct HeldSession {
  std::uint32_t area = 0;
  std::uint32_t shown = 0;  // a number of PlaceHeldSheet::words; 0: nothing in any window
};

template <class Key>
class PlaceHeldCounter {
 public:
  PlaceHeldCounter(std::span<const PlaceHeldSheet> sheets, const AreaUnits& units, const SessionCodes& sessions,
                   std::span<const HeldSession> held, const CountingOptions& options)
      : sheets_(sheets),
        units_(units),
        sessions_(sessions),
        held_(held),
        threads_(std::max<std::size_t>(1, options.threads)),
        progress_(options),
        notes_(threads_) {
    for (std::size_t thread = 0; thread < threads_; ++thread) attendances_.emplace_back(pool_, parts);
  }

  // Throws InvalidValue for more attendances than can be numbered.
  void add(std::span<const ParticipationColumns> batches) {
    const RowPieces<ParticipationColumns> pieces(batches, rows_of_piece);
    if (rows_ + row_count_of(batches) > most_rows)
      throw InvalidValue({MessageCode::headcount_too_many_rows, {std::to_string(rows_ + row_count_of(batches))}});
    share_all(
        pieces.size(), threads_,
        [&](std::size_t piece, std::size_t thread) {
          for (const RowStretch<ParticipationColumns>& stretch : pieces[piece])
            std::visit([&](const auto& ids) { add(thread, stretch, ids); }, stretch.batch->session);
        },
        [&](std::size_t done) { progress_.tell(rows_ + pieces.rows_of(done), done == pieces.size()); });
    rows_ += row_count_of(batches);
  }

  // Of all sheets; last, once.
  std::vector<PlaceHeldTally> count() {
    std::vector<std::vector<PlaceHeldTally>> by_thread(threads_);
    for (auto& tallies : by_thread)
      for (const PlaceHeldSheet& sheet : sheets_) tallies.emplace_back(units_, sheet);
    share_all(parts, threads_, [&](std::size_t part, std::size_t thread) { count_part(part, by_thread[thread]); });
    do_all(sheets_.size(), threads_, [&](std::size_t sheet) {
      for (std::size_t thread = 0; thread < threads_; ++thread) by_thread[thread][sheet].finish();
      for (std::size_t thread = 1; thread < threads_; ++thread) by_thread[0][sheet] += by_thread[thread][sheet];
    });
    return std::move(by_thread.front());
  }

  HeadcountNotes notes() const {
    HeadcountNotes all;
    for (const HeadcountNotes& one : notes_) all += one;
    return all;
  }

 private:
  static constexpr std::size_t rows_of_piece = std::size_t{1} << 16U;
  static constexpr std::size_t most_rows = 0xFFFFFFFFU;
  static constexpr std::size_t parts = 1024;

  template <class Id>
  void add(std::size_t thread, const RowStretch<ParticipationColumns>& stretch, std::span<const Id> ids) {
    const ParticipationColumns& batch = *stretch.batch;
    const auto keys = std::get<std::span<const Key>>(batch.keys);
    HeadcountNotes notes;
    for (std::size_t row = stretch.first; row < stretch.last; ++row) {
      const std::uint32_t code = sessions_.attended(batch, ids, row, notes);
      if (code == SessionCodes::unknown || held_[code].shown == 0) continue;
      attendances_[thread].add(part_of(mixed(keys[row]), parts), keys[row], held_[code]);
    }
    notes_[thread] += notes;
  }

  void count_part(std::size_t part, std::vector<PlaceHeldTally>& tallies) {
    std::size_t rows = 0;
    for (const auto& of_thread : attendances_) rows += of_thread.size(part);
    PersonPart<Key> persons;
    persons.begin(rows);
    std::vector<HeldSession> attended;
    attended.reserve(rows);
    // Rows of a person hang together: their first one, then the others in no certain order; 0 ends them.
    std::vector<std::uint32_t> next(rows, 0);
    std::vector<std::uint32_t> firsts;
    for (auto& of_thread : attendances_) {
      of_thread.visit(part, [&](const Key& key, const HeldSession& held) {
        const auto row = static_cast<std::uint32_t>(attended.size());
        attended.push_back(held);
        std::uint64_t rest = 0;
        part_of(mixed(key), parts, rest);
        const std::uint32_t first = persons.add(key, rest);
        if (first == row) {
          firsts.push_back(row);
          return;
        }
        next[row] = next[first];
        next[first] = row;
      });
      of_thread.clear(part);
    }
    std::vector<PlaceHeldTally::InUnit> in_areas;
    for (std::size_t sheet = 0; sheet < sheets_.size(); ++sheet) {
      for (const std::uint32_t first : firsts) {
        in_areas.clear();
        std::uint32_t row = first;
        do {
          in_areas.push_back({attended[row].area, sheets_[sheet].words[attended[row].shown]});
          row = next[row];
        } while (row != 0);
        tallies[sheet].add_person(in_areas);
      }
    }
  }

  std::span<const PlaceHeldSheet> sheets_;
  const AreaUnits& units_;
  const SessionCodes& sessions_;
  std::span<const HeldSession> held_;
  std::size_t threads_;
  RowProgress progress_;
  std::size_t rows_ = 0;
  ChunkPool pool_;
  std::vector<Scattered<Key, HeldSession>> attendances_;  // by thread, strewn by person
  std::vector<HeadcountNotes> notes_;                     // by thread
};

}  // namespace hoctap::people
