// Headcounts from Arrow tables, batch by batch as they lie in memory, and their results as one.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/io/arrow.hpp"
#include "hoctap/people/headcount.hpp"
#include "hoctap/records/codes.hpp"

namespace hoctap {

// What a headcount reads, each table in batches.
struct HeadcountTables {
  // person_key, spell_from, spell_to, the column of places, birth_month (12 · year + month − 1, or a day), sex
  std::vector<ArrowTable> residents;
  std::vector<ArrowTable> participation;  // person_key, session_id, completed
  std::vector<ArrowTable> sessions;       // session_id, date, kind
  std::vector<ArrowTable> places;         // the column of places, and one for each level
};

struct HeadcountColumns {
  std::string place = "village_code";  // of residents and of places
  std::vector<std::string> levels;     // columns of places; empty: all but the places' own
  std::vector<std::string> by;         // columns of residents by whose values counts are told apart
  // What whole numbers mean, from 0; needed where the columns sex and kind hold such.
  std::vector<std::string> sexes;
  std::vector<std::string> kinds;
};

class HOCTAP_EXPORT ArrowHeadcount {
 public:
  // Counts by the columns' own values. `question.groups` is found from `columns.by`. Throws as count_heads does, and
  // InvalidValue for a column that is missing, a word of sex or kind that the code lists do not know, with the nearest
  // ones, or a column of `by` with too many values; FormatError for a column of another kind.
  ArrowHeadcount(HeadcountQuestion question, const HeadcountTables& tables, const HeadcountColumns& columns,
                 const CodeLists& codes);

  const HeadcountQuestion& question() const;
  const Headcount& counts() const;
  std::size_t row_count() const;
  // Whoever attends but lives nowhere, rows without a person …: how many rows are in no count, and why.
  Findings findings() const;

  struct Content;

 private:
  friend HOCTAP_EXPORT ArrowArrayStream arrow_stream(const ArrowHeadcount& headcount);
  std::shared_ptr<const Content> content_;
};

// level, unit, the columns of `by`, age_band (where there are several; missing: of unknown age), window_from and
// window_until (the first day after it), labourers, learned, trained, transfer, unknown_age. A row a unit, group, band
// and window.
HOCTAP_EXPORT ArrowArrayStream arrow_stream(const ArrowHeadcount& headcount);

}  // namespace hoctap
