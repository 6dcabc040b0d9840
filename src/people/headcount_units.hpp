// The levels of a table of places, and of every place its units.
#pragma once

#include <string>
#include <vector>

#include "hoctap/people/headcount.hpp"
#include "people/headcount_labels.hpp"

namespace hoctap::people {

// Of these columns; where none is named of all but the places' own, `place`.
std::vector<Labels> levels_of(const std::vector<ArrowTable>& places, const std::string& place,
                              const std::vector<std::string>& names);

// The nation and these levels. Throws InvalidValue for a place without a unit, or with two.
std::vector<HeadcountLevel> units_of(const std::vector<ArrowTable>& batches, const Labels& places,
                                     const std::vector<Labels>& levels);

}  // namespace hoctap::people
