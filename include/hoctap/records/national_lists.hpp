// The country's communes before and after July 2025 as a gazetteer, from lists that a user brings.
//
// The lists are delimited text in UTF-8 with these columns, in any order; others are passed over:
//   vn-communes-2023.csv          code, name, type, district_code, district_name, province_code, province_name
//   vn-communes-2025.csv          code, name, type, province_code, province_name; alt_code
//   vn-communes-2023-to-2025.csv  old_code, old_name, old_type, old_district_code, old_province_code, new_code,
//                                 new_name, new_type, relation, dissolved_on; name_on_2025_03_01_if_different
//   vn-districts-2023.csv         code, name, type, province_code (may be absent, as the next two)
//   vn-provinces-2023.csv         code, name, type, successor_code_2025
//   vn-provinces-2025.csv         code, name, type
// `relation` is full (all of the old unit went to the new one), partial (a part did; it has several rows) or
// dissolved_before_… (it ended on `dissolved_on`; its successor is not known, new_code is empty). An empty old_code
// stands for a district without communes (old_district_code) that became a commune.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/geo/gazetteer.hpp"

namespace hoctap {

struct ListFile {
  std::string name;  // what findings call it
  std::string bytes;
};

struct NationalLists {
  ListFile communes_before;
  ListFile communes_after;
  ListFile what_became;
  std::optional<ListFile> districts_before;  // without it, the districts that the communes name
  std::optional<ListFile> provinces_before;  // without them, the provinces that the communes name
  std::optional<ListFile> provinces_after;
  Date first_day = Date::of(2023, 4, 10);     // the first on which the lists of before are known to hold
  Date day_of_change = Date::of(2025, 7, 1);  // the first of the lists of after

  // The files of a folder. Throws FileError where it lacks one of the three lists of communes.
  static HOCTAP_EXPORT NationalLists in(const std::string& folder);
};

// Always rows_read = rows_kept + rows_dropped, each dropped row with a finding.
struct ListRows {
  std::string file;
  std::size_t rows_read = 0;
  std::size_t rows_kept = 0;
  std::size_t rows_dropped = 0;
};

struct NationalGazetteer {
  Gazetteer gazetteer;
  Findings findings;  // by file and row; then what the gazetteer as a whole says
  std::vector<ListRows> files;
};

// The lists together with `base`, which knows some units more exactly: where both tell of a code on the same days, the
// base's versions and events stay and the lists' rows are left out, with a warning where they contradict it. What the
// lists do not say stays open: a split has no shares, a unit dissolved before the change has no successor, nothing
// is known before `first_day`, and no act is named. Throws FormatError where a list lacks a column or is not text.
HOCTAP_EXPORT NationalGazetteer read_national_lists(const NationalLists& lists, const Gazetteer& base);

}  // namespace hoctap
