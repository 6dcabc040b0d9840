// Batches of Arrow tables as the columns that a headcount reads, where they lie.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "hoctap/people/headcount_arrow.hpp"
#include "people/headcount_labels.hpp"

namespace hoctap::people {

// Holds the columns for as long as it lives.
class HeadcountBatches {
 public:
  HeadcountBatches(const HeadcountColumns& columns, const CodeLists& codes, const Labels& places,
                   const std::vector<Labels>& by)
      : columns_(columns), codes_(codes), places_(places), by_(by) {}

  SpellColumns spells_of(const ArrowTable& batch);
  ParticipationColumns participation_of(const ArrowTable& batch);
  // The next ones, gathered to as many rows as are worth several threads; none at the end. Lets all columns go first.
  std::vector<ParticipationColumns> next_participation(ArrowBatches& batches);

 private:
  void clear();
  // Keeps values where they are.
  template <class T>
  const ArrowValues<T>& keep(std::deque<ArrowValues<T>>& kept, ArrowValues<T> values) {
    return kept.emplace_back(std::move(values));
  }
  PersonKeys keys_of(const ArrowColumn& column, std::span<const std::uint8_t>& present);
  const ArrowValues<std::int32_t>& int32_of(const ArrowColumn& column);
  const ArrowValues<std::int32_t>& months_of(const ArrowColumn& column);
  void add_places(const ArrowTable& batch, SpellColumns& spells);
  void add_sex(const ArrowTable& batch, SpellColumns& spells);
  void add_group(const ArrowTable& batch, SpellColumns& spells);

  const HeadcountColumns& columns_;
  const CodeLists& codes_;
  const Labels& places_;
  const std::vector<Labels>& by_;
  std::deque<ArrowValues<std::uint64_t>> short_keys_;
  std::deque<ArrowValues<PersonKey>> long_keys_;
  std::deque<ArrowValues<std::int32_t>> int32_;
  std::deque<ArrowValues<std::int64_t>> int64_;
  std::deque<ArrowValues<std::uint8_t>> bytes_;
  std::deque<std::vector<std::uint16_t>> groups_;
};

}  // namespace hoctap::people
