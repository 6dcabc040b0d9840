// Parts that data files of programmes and forms have in common.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/document.hpp"
#include "hoctap/geo/unit.hpp"
#include "hoctap/programme/programme.hpp"

namespace hoctap {

// `{ vi = "…", en = "…" }`. Throws FormatError where a language is missing or empty.
BilingualText bilingual_text_of(const Node& node);

// `{ month = 3, day = 31 }`, perhaps with a year. Throws FormatError for a day that not every year has.
StepDay step_day_of(const Node& node);

// `[{ month = 3, day = 31 }, { year = 2023, month = 12, day = 31 }]`: one entry without a year, and exceptions for
// single years.
std::vector<StepDay> step_days_of(const Node& node);

// A text that is not empty. Throws FormatError.
const std::string& filled_text_of(const Node& node);

// The name of a level: "commune".
Level level_of(const Node& node);

// A whole number within the limits, both included. Throws FormatError.
std::int64_t integer_between(const Node& node, std::int64_t least, std::int64_t most);

// A list of texts; empty where the key is missing.
std::vector<std::string> texts_of(const Node& table, std::string_view name);

}  // namespace hoctap
