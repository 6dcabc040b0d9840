// Where a person lives on a day: the residence spell that covers it; of several the one that began last, then the one
// in the place with the smallest code. Every person is counted once, at home.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/people/person_index.hpp"
#include "hoctap/records/dataset.hpp"

namespace hoctap {

class HOCTAP_EXPORT Residence {
 public:
  static constexpr std::uint32_t no_row = 0xFFFFFFFFU;

  // The row of the residents table that is the person's home; contested where other spells cover the day too.
  struct Home {
    std::uint32_t row = no_row;
    bool is_contested = false;
  };

  explicit Residence(const Dataset& dataset);

  const PersonIndex& persons() const { return persons_; }
  Home home(std::uint32_t person, Date day) const {
    Home found;
    std::size_t best = 0;
    for (std::size_t i = first_[person]; i < first_[person + 1]; ++i) {
      const Spell& spell = spells_[i];
      if (!spell.days.contains(day)) continue;
      found.is_contested = found.row != no_row;
      if (found.row == no_row || spells_[best].days.from < spell.days.from) {
        best = i;
        found.row = spell.row;
      }
    }
    return found;
  }
  // The place that a row of the residents table names: the village where it is known, else the commune.
  VersionId place(std::uint32_t row) const { return places_[row]; }

 private:
  struct Spell {
    Validity days;
    std::uint32_t row = 0;
  };
  PersonIndex persons_;
  std::vector<std::uint32_t> first_;  // per person, and one more: where the spells begin
  std::vector<Spell> spells_;         // person by person, by code of the place
  std::vector<VersionId> places_;     // per row
};

}  // namespace hoctap
