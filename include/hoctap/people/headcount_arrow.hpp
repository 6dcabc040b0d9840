// Headcounts from Arrow tables, batch by batch as they lie in memory or come from a stream, and their results as one.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/io/arrow.hpp"
#include "hoctap/people/headcount_frame.hpp"
#include "hoctap/records/codes.hpp"

namespace hoctap {

// A column of residents by whose values counts are told apart.
struct HeadcountGrouping {
  std::string column;
  // All that are told apart; whoever has another one or none is counted apart as well.
  std::variant<std::vector<std::int64_t>, std::vector<std::string>> values;

  // The values that a column has. Throws as ArrowHeadcountFrame does.
  static HOCTAP_EXPORT HeadcountGrouping of(const std::vector<ArrowTable>& residents, std::string column);
};

struct HeadcountColumns {
  std::string place = "village_code";  // of residents and of places
  std::vector<std::string> levels;     // columns of places; empty: all but the places' own
  std::vector<HeadcountGrouping> by;
  // What whole numbers mean, from 0; needed where the columns sex and kind hold such.
  std::vector<std::string> sexes;
  std::vector<std::string> kinds;
};

// A headcount's result as a table.
class HOCTAP_EXPORT ArrowHeadcount {
 public:
  const HeadcountQuestion& question() const;
  const Headcount& counts() const;
  std::size_t row_count() const;
  // Whoever attends but lives nowhere, rows without a person …: how many rows are in no count, and why.
  Findings findings() const;

  struct Content;

 private:
  friend class ArrowHeadcountFrame;
  friend HOCTAP_EXPORT ArrowArrayStream arrow_stream(const ArrowHeadcount& headcount);
  std::shared_ptr<const Content> content_;
};

// level, unit, the columns of `by`, age_band (where there are several; missing: of unknown age), window_from and
// window_until (the first day after it), labourers, learned, trained, transfer, unknown_age. A row a unit, group, band
// and window; groups without a value of a column of `by` are there only if anybody is counted in them.
HOCTAP_EXPORT ArrowArrayStream arrow_stream(const ArrowHeadcount& headcount);

// A HeadcountFrame whose places, units, groups, sexes and kinds are those of tables. Columns of the tables:
// residents: person_key, spell_from, spell_to, the column of places, birth_month (12 · year + month − 1, or a day),
// sex; participation: person_key, session_id, completed; sessions: session_id, date, kind; places: the column of
// places, and one for each level.
class HOCTAP_EXPORT ArrowHeadcountFrame {
 public:
  // `question.groups` is found from `columns.by`. Throws as HeadcountFrame does, InvalidValue for a column that is
  // missing, a word of sex or kind that the code lists do not know, with the nearest ones, more than 4096 groups, and
  // FormatError for a column of another kind. So do the others.
  ArrowHeadcountFrame(HeadcountQuestion question, const std::vector<ArrowTable>& places,
                      const std::vector<ArrowTable>& sessions, HeadcountColumns columns, CodeLists codes);

  const HeadcountFrame& frame() const;

  // Participation is read batch by batch and let go again.
  ArrowHeadcount count(const std::vector<ArrowTable>& residents, ArrowBatches participation,
                       const CountingOptions& options = {}) const;
  // `sessions`: the file's own instead of the frame's; empty: the frame's.
  HeadcountPartial partial(std::string file, std::int64_t version, const std::vector<ArrowTable>& residents,
                           const std::vector<ArrowTable>& participation,
                           const std::vector<ArrowTable>& sessions = {}) const;
  // Counts of this frame, as a table, which is made on up to so many threads.
  ArrowHeadcount table(Headcount counts, std::size_t threads = 1) const;

  struct Content;

 private:
  std::shared_ptr<const Content> content_;
};

}  // namespace hoctap
