// Dates of data files.
#pragma once

#include "hoctap/core/document.hpp"
#include "hoctap/time/date.hpp"
#include "hoctap/time/validity.hpp"

namespace hoctap {

// Throws FormatError for a node that is no date, or one outside the calendar's years.
Date date_of(const Node& node);

// The keys `from` and `until` (the first day on which it no longer holds) of a table; a missing one leaves its end
// open. Throws FormatError for an empty span.
Validity validity_of(const Node& table);

}  // namespace hoctap
