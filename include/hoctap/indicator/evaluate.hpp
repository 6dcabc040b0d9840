// From a reading to indicators: value, bounds, path, status, pace and reach for every unit of a view, and the reasons
// behind each number.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/forms/read.hpp"
#include "hoctap/geo/view.hpp"
#include "hoctap/indicator/catalogue.hpp"
#include "hoctap/indicator/own.hpp"
#include "hoctap/indicator/result.hpp"
#include "hoctap/measure/centre_attributes.hpp"
#include "hoctap/norm/book.hpp"
#include "hoctap/people/working_age.hpp"

namespace hoctap {

// Choices that the meaning leaves open, each named; the defaults are the assumptions of the domain.
struct Settings {
  std::string working_age = "statutory";            // one of WorkingAge::embedded()
  std::int64_t tolerance_points = 5;                // at risk: up to so far below the path
  std::int32_t due_after_days = 90;                 // days of operation that make a centre-year due
  std::int32_t trained_months = 36;                 // training of a speaker or guide counts so long
  std::int32_t inventory_months = 12;               // an older inventory is unknown; 0: only one of the very day counts
  std::int64_t labour_total_tolerance_percent = 2;  // how far a stated number of labourers may lie from the person list
  bool attend_at_home = true;  // attendees without a name live in the commune of the session; false: anywhere
};

struct Request {
  std::vector<std::string> indicators;  // empty: every target of the programme
  std::vector<std::string> variants;    // empty: the default alone; "all": every named variant
  std::vector<Period>
      periods;  // quarters or years inside the programme; empty: its quarters up to the day of the reading
  ViewChoice view{ViewKind::plan_territory, {}};
  Settings settings;
  std::optional<Book> book;     // the law of the centres' money (K9, R3); nothing: the rulebook that is compiled in
  StatedAttributes attributes;  // what is known of places beside the records: their zones (K9)
  Catalogue catalogue = Catalogue::embedded();
  std::vector<OwnValues> own;
  // Of indicators whose small counts are withheld (R2b): counts of persons below it are small; 0 shows all, for those
  // who may see the register itself.
  std::int64_t small_below = 5;

  // Indicators of one's own beside the library's; of one id the last.
  void add(const OwnIndicators& more) {
    catalogue = catalogue.with(more.catalogue);
    own.insert(own.end(), more.values.begin(), more.values.end());
  }
};

// Throws NotFound for an unknown indicator or variant (naming the nearest), InvalidValue for a period outside the
// programme or one that begins after the day of the reading. In a period that has not ended by that day, what has not
// come yet is unknown.
HOCTAP_EXPORT Result evaluate(const Reading& reading, const Request& request);

// One thing that was counted: a centre, a centre-year, or the workers of one place.
struct ExplanationPart {
  std::string subject;  // "centre 07393-1", "workers at home in 07393 Tiên Lục"
  std::string place_code;
  std::string place_name;
  Validity place_validity;  // a place whose unit ended and began anew has a part for each time
  Cell cell;
  Message reason;  // why it passes, fails or is unknown
  struct RowRef {
    std::string table;
    std::string file;
    std::string sheet;      // of a workbook
    std::uint32_t row = 0;  // line of the file or sheet
  };
  std::vector<RowRef> rows;  // the rows it rests on
};

struct Explanation {
  ResultRow row;
  BilingualText rule;  // the definition in words
  std::string clause;  // where the plan says so
  ViewChoice view;
  std::vector<Message> arithmetic;           // value, bounds, path, status, pace, reach, each with its numbers
  std::vector<ExplanationPart> parts;        // sum of the cells = the row's cell (before spread figures widen it)
  std::vector<std::string> missing_reports;  // "HT-03 07393 2024Q3"
  std::vector<Message> lineage;              // acts that carried figures to the unit
  bool has_uncited_persons = false;          // rows that name persons were counted, but are not among the parts' rows
  bool is_simulated = false;
  bool are_parts_withheld = false;  // small counts of persons are: there are no parts, whatever the row says

  HOCTAP_EXPORT std::string text(Language language) const;
};

// The same evaluation with its evidence kept; of an indicator whose small counts are withheld without it. Persons are
// counted, never listed: their rows are named only with `persons`.
HOCTAP_EXPORT Explanation explain(const Reading& reading, const Request& request, std::string_view unit_code,
                                  std::string_view indicator, const Period& period,
                                  std::string_view variant = "default", bool persons = false);

}  // namespace hoctap
