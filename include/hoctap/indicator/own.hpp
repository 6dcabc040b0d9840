// Indicators of one's own: from the library's measures by a file of the catalogue's form, or from a table of values.
// They get bounds, roll-up, status, pace, views and explanation as the built-in ones do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hoctap/core/bilingual_text.hpp"
#include "hoctap/core/document.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/indicator/catalogue.hpp"
#include "hoctap/io/arrow.hpp"
#include "hoctap/time/period.hpp"

namespace hoctap {

// Values of one's own, for an indicator whose measure is own_mark or own_values.
struct OwnValues {
  // Yes or no of a centre. It holds from a day on until a later one is told; without a day always.
  struct OfCentre {
    std::string centre_id;
    std::optional<Date> from;
    std::optional<bool> holds;  // nothing: not reported
  };
  // So many of so many in a unit and period; the code is read on the period's last day.
  struct OfUnit {
    std::string unit_code;
    Period period;
    std::optional<std::int64_t> numerator;  // nothing: not reported
    std::optional<std::int64_t> denominator;
  };
  std::string indicator;
  std::vector<OfCentre> centres;
  std::vector<OfUnit> units;
};

struct OwnIndicators {
  Catalogue catalogue;
  std::vector<OwnValues> values;

  // From measures that the library has. Throws FormatError as Catalogue::read does.
  static HOCTAP_EXPORT OwnIndicators read(const Document& document);
  // From values of one's own, by the table's columns:
  //   centre_id, one column of yes or no, and perhaps `from`, the day since when it is so: a share of the centres
  //   operating on a period's last day;
  //   unit_code, period, numerator, denominator: a share of what the denominator counts.
  // A value that is missing was not reported. Throws FormatError for a table with other columns or types.
  static HOCTAP_EXPORT OwnIndicators of_table(const std::string& id, const BilingualText& name,
                                              const ArrowTable& table);
  // The same of values at hand, of centres or of units.
  static HOCTAP_EXPORT OwnIndicators of_values(const std::string& id, const BilingualText& name, OwnValues values);
};

}  // namespace hoctap
