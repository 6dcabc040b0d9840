// Counts distinct persons by the place where sessions were held in steps that each go through memory in runs.
// Attendances are strewn over parts of the persons, where each person gets the number of their first attendance; with these numbers they are
// strewn over heaps of areas, where each area's persons become a compressed set for each stretch of time and measure;
// and the sets of a unit are united. Persons of one neighbourhood have numbers near each other, so that sets stay
// small.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "core/parallel.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/people/place_held_count.hpp"
#include "people/homes.hpp"
#include "people/person_part.hpp"
#include "people/person_set.hpp"
#include "people/row_pieces.hpp"
#include "people/row_progress.hpp"
#include "people/scattered.hpp"
#include "people/session_codes.hpp"
#include "people/stretches.hpp"

namespace hoctap::people {

// What attending a session says, by the code of SessionCodes.
struct HeldSession {
  std::uint32_t area = 0;
  std::uint32_t stretch = 0;   // 0: in no window
  std::uint32_t measures = 0;  // a bit each
};

// Of one area: a set for each stretch and measure. What nobody did has none.
class AreaSets {
 public:
  void add(std::uint32_t stretch, std::size_t measure, std::span<const std::uint32_t> persons) {
    sets_.push_back({stretch, static_cast<std::uint32_t>(measure), PersonSet(persons)});
  }
  // Adds those of the measure to the lists by stretch.
  void gather(std::size_t measure, std::vector<std::vector<const PersonSet*>>& by_stretch) const {
    for (const Set& set : sets_)
      if (set.measure == measure) by_stretch[set.stretch].push_back(&set.persons);
  }

 private:
  struct Set {
    std::uint32_t stretch;
    std::uint32_t measure;
    PersonSet persons;
  };
  std::vector<Set> sets_;
};

template <class Key>
class PlaceHeldCounter {
 public:
  PlaceHeldCounter(std::size_t stretches, std::size_t areas, const SessionCodes& sessions,
                  std::span<const HeldSession> held, const CountingOptions& options)
      : stretches_(stretches),
        areas_(areas),
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

  // By area; last, once.
  std::vector<AreaSets> sets() {
    const std::size_t heaps = areas_ / areas_of_heap + 1;
    std::vector<ByArea> by_area;
    for (std::size_t thread = 0; thread < threads_; ++thread) by_area.emplace_back(pool_, heaps);
    share_all(parts, threads_, [&](std::size_t part, std::size_t thread) { number(part, by_area[thread]); });
    std::vector<AreaSets> sets(areas_);
    share_all(heaps, threads_, [&](std::size_t heap, std::size_t) { make_sets(by_area, heap, sets); });
    return sets;
  }

  HeadcountNotes notes() const {
    HeadcountNotes all;
    for (const HeadcountNotes& one : notes_) all += one;
    return all;
  }

 private:
  static constexpr std::size_t rows_of_piece = std::size_t{1} << 16U;
  static constexpr std::size_t most_rows = std::size_t{1} << 32U;
  static constexpr std::size_t parts = 512;
  static constexpr std::size_t areas_of_heap = 16;

  struct Attendance {
    std::uint32_t row;
    std::uint32_t code;
  };
  struct AtArea {
    std::uint32_t person;
    std::uint32_t code;
  };
  using ByArea = Scattered<std::uint32_t, AtArea>;

  template <class Id>
  void add(std::size_t thread, const RowStretch<ParticipationColumns>& stretch, std::span<const Id> ids) {
    const ParticipationColumns& batch = *stretch.batch;
    const auto keys = std::get<std::span<const Key>>(batch.keys);
    HeadcountNotes notes;
    for (std::size_t row = stretch.first; row < stretch.last; ++row) {
      const std::uint32_t code = sessions_.attended(batch, ids, row, notes);
      if (code == SessionCodes::unknown || held_[code].stretch == 0) continue;
      const std::size_t number = rows_ + stretch.number + (row - stretch.first);
      attendances_[thread].add(part_of(mixed(keys[row]), parts), keys[row], {static_cast<std::uint32_t>(number), code});
    }
    notes_[thread] += notes;
  }

  // Gives the part's persons their numbers.
  void number(std::size_t part, ByArea& by_area) {
    std::size_t rows = 0;
    for (const auto& of_thread : attendances_) rows += of_thread.size(part);
    PersonPart<Key> persons;
    persons.begin(rows);
    std::vector<std::uint32_t> person_of_row;
    std::vector<std::uint32_t> first_row(rows, 0xFFFFFFFFU);  // by person
    for (const auto& of_thread : attendances_) {
      of_thread.visit(part, [&](const Key& key, const Attendance& attendance) {
        std::uint64_t rest = 0;
        part_of(mixed(key), parts, rest);
        person_of_row.push_back(persons.add(key, rest));
        std::uint32_t& first = first_row[person_of_row.back()];
        first = std::min(first, attendance.row);
      });
    }
    std::size_t row = 0;
    for (auto& of_thread : attendances_) {
      of_thread.visit(part, [&](const Key&, const Attendance& attendance) {
        const std::uint32_t area = held_[attendance.code].area;
        by_area.add(area / areas_of_heap, area, {first_row[person_of_row[row++]], attendance.code});
      });
      of_thread.clear(part);
    }
  }

  void make_sets(std::vector<ByArea>& by_area, std::size_t heap, std::vector<AreaSets>& sets) const {
    std::array<std::vector<AtArea>, areas_of_heap> of_area;
    for (ByArea& of_thread : by_area) {
      of_thread.visit(heap, [&](std::uint32_t area, const AtArea& at) { of_area[area % areas_of_heap].push_back(at); });
      of_thread.clear(heap);
    }
    std::vector<std::vector<std::uint32_t>> lists(stretches_ * place_held_measures);
    for (std::size_t i = 0; i < of_area.size(); ++i) {
      std::sort(of_area[i].begin(), of_area[i].end(),
                [](const AtArea& a, const AtArea& b) { return a.person < b.person; });
      for (const AtArea& at : of_area[i]) {
        const HeldSession& held = held_[at.code];
        for (std::size_t measure = 0; measure < place_held_measures; ++measure) {
          auto& list = lists[held.stretch * place_held_measures + measure];
          if ((held.measures >> measure & 1U) != 0 && (list.empty() || list.back() != at.person))
            list.push_back(at.person);
        }
      }
      for (std::size_t list = 0; list < lists.size(); ++list) {
        if (lists[list].empty()) continue;
        sets[heap * areas_of_heap + i].add(static_cast<std::uint32_t>(list / place_held_measures),
                                           list % place_held_measures, lists[list]);
        lists[list].clear();
      }
    }
  }

  std::size_t stretches_;
  std::size_t areas_;
  const SessionCodes& sessions_;
  std::span<const HeldSession> held_;
  std::size_t threads_;
  RowProgress progress_;
  std::size_t rows_ = 0;
  ChunkPool pool_;
  std::vector<Scattered<Key, Attendance>> attendances_;  // by thread, strewn by person
  std::vector<HeadcountNotes> notes_;                    // by thread
};

}  // namespace hoctap::people
