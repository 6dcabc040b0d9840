// What is said of rows that are in no count.
#pragma once

#include "hoctap/core/finding.hpp"
#include "hoctap/people/headcount.hpp"

namespace hoctap::people {

Findings findings_of(const HeadcountNotes& notes);

}  // namespace hoctap::people
