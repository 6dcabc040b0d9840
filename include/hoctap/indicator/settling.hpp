// Which of the reports that are missing would settle a status that is undetermined: the shortest list for each figure,
// and for each report how many statuses hang on it, so that whoever calls communes knows whom to call first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "hoctap/core/bilingual_text.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/indicator/evaluate.hpp"

namespace hoctap {

// A report that is owed and not there.
struct MissingReport {
  std::string form;
  BilingualText form_name;
  std::string unit_code;  // the unit that owes it
  std::string unit_name;
  Period period;
  std::size_t on_lists = 0;  // of how many statuses it is on the shortest list
  std::size_t bears_on = 0;  // on how many statuses it bears at all
};

// An undetermined status.
struct OpenStatus {
  std::string unit_code;
  std::string unit_name;
  std::string indicator;
  std::string variant;
  Period period;
  // Indexes into reports: the fewest that can settle it, if they say the best, or the worst, that they can. Empty: none
  // can, since it is open for other reasons (units reported jointly, attendances without a name, no denominator).
  std::vector<std::size_t> shortest;
  Status settled = Status::undetermined;  // what it is then
  std::vector<std::size_t> all;           // every missing report that bears on it
};

struct Settling {
  std::vector<MissingReport> reports;  // those on most lists first
  std::vector<OpenStatus> statuses;    // in the order of Result
};

// Of what evaluate() would give for the request. A place whose rows rest on several missing reports is settled by all
// of them together. Where more than twelve places are open the list is found by taking the places that weigh most for
// each report, and may then be longer than the shortest. Throws as evaluate() does.
HOCTAP_EXPORT Settling settling(const Reading& reading, const Request& request);

}  // namespace hoctap
