// Parts that data files of programmes and forms have in common, beside those of core.
#pragma once

#include <vector>

#include "core/document_parts.hpp"
#include "hoctap/core/document.hpp"
#include "hoctap/geo/unit.hpp"
#include "hoctap/programme/programme.hpp"

namespace hoctap {

// `{ month = 3, day = 31 }`, perhaps with a year. Throws FormatError for a day that not every year has.
StepDay step_day_of(const Node& node);

// `[{ month = 3, day = 31 }, { year = 2023, month = 12, day = 31 }]`: one entry without a year, and exceptions for
// single years.
std::vector<StepDay> step_days_of(const Node& node);

// The name of a level: "commune".
Level level_of(const Node& node);

}  // namespace hoctap
