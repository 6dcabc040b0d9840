// Sessions of Arrow tables, as headcounts read them: at home and by the place where they were held.
#pragma once

#include <string>
#include <vector>

#include "hoctap/io/arrow.hpp"
#include "hoctap/people/place_held_count.hpp"
#include "hoctap/records/codes.hpp"
#include "people/headcount_labels.hpp"

namespace hoctap::people {

// Both throw InvalidValue and FormatError, as ArrowHeadcountFrame says. A session without an identifier is left out,
// and one without a day or a kind shows nothing: attending it is no attendance without a session.
SessionColumns sessions_of(const std::vector<ArrowTable>& batches, const std::vector<std::string>& kinds,
                           const CodeLists& codes);
// With the places where they were held. What was held on a day that nobody knows was held nowhere.
PlaceHeldSessions sessions_of(const std::vector<ArrowTable>& batches, const std::vector<std::string>& kinds,
                              const CodeLists& codes, const Labels& places);

}  // namespace hoctap::people
