// Distinct persons by the place where sessions were held, from Arrow tables, and the counts as one.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/io/arrow.hpp"
#include "hoctap/people/place_held_count.hpp"
#include "hoctap/records/codes.hpp"

namespace hoctap {

struct PlaceHeldColumns {
  std::string place = "village_code";  // of sessions and of places
  std::vector<std::string> levels;     // columns of places; empty: all but the places' own
  std::vector<std::string> kinds;      // what whole numbers in the column kind mean, from 0
};

class HOCTAP_EXPORT ArrowPlaceHeldCount {
 public:
  // Columns of the tables: participation: person_key, session_id, completed; sessions: session_id, date, kind, the
  // column of places; places: the column of places, and one for each level. Participation is read batch by batch and
  // let go again. Throws as PlaceHeldCount and ArrowHeadcountFrame do.
  ArrowPlaceHeldCount(std::vector<Validity> windows, const std::vector<ArrowTable>& places,
                      const std::vector<ArrowTable>& sessions, ArrowBatches participation,
                      const PlaceHeldColumns& columns, const CodeLists& codes, const CountingOptions& options = {});

  const PlaceHeldCount& counts() const;
  std::size_t row_count() const;
  // How many attendances are in no count, and why.
  Findings findings() const;

  struct Content;

 private:
  friend HOCTAP_EXPORT ArrowArrayStream arrow_stream(const ArrowPlaceHeldCount& count);
  std::shared_ptr<const Content> content_;
};

// level, unit, window_from and window_until (the first day after it), attended, learned, trained, transfer. A row a
// unit and window.
HOCTAP_EXPORT ArrowArrayStream arrow_stream(const ArrowPlaceHeldCount& count);

}  // namespace hoctap
