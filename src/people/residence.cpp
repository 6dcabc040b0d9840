#include "hoctap/people/residence.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace hoctap {

Residence::Residence(const Dataset& dataset) : persons_(dataset.tables().residents.person_key.values()) {
  const Residents& residents = dataset.tables().residents;
  const auto numbers = persons_.numbers();
  first_.assign(persons_.size() + 1, 0);
  for (const std::uint32_t person : numbers)
    if (person != no_person) ++first_[person + 1];
  for (std::size_t person = 0; person < persons_.size(); ++person) first_[person + 1] += first_[person];
  spells_.resize(first_.back());
  std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
  places_.reserve(numbers.size());
  for (std::uint32_t row = 0; row < numbers.size(); ++row) {
    const VersionId village = residents.village_code.has(row) ? residents.village_code[row].version : no_version;
    places_.push_back(village != no_version ? village : residents.unit_code[row].version);
    if (numbers[row] == no_person) continue;
    const Date until = residents.spell_to.has(row) ? residents.spell_to[row] : Date::latest();
    spells_[next[numbers[row]]++] = {{residents.spell_from[row], until}, row};
  }
  // Of equal claims the smallest code decides, not the order in which files were read.
  const auto code = [&](const Spell& spell) -> const std::string& {
    static const std::string none;
    const VersionId place = places_[spell.row];
    return place == no_version ? none : dataset.gazetteer().version(place).code;
  };
  for (std::size_t person = 0; person < persons_.size(); ++person) {
    if (first_[person + 1] - first_[person] < 2) continue;
    std::stable_sort(spells_.begin() + static_cast<std::ptrdiff_t>(first_[person]),
                     spells_.begin() + static_cast<std::ptrdiff_t>(first_[person + 1]),
                     [&](const Spell& a, const Spell& b) { return code(a) < code(b); });
  }
}

}  // namespace hoctap
