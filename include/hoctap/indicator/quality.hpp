// What looks wrong in the records, as tables to be asked about and not as reasons to refuse a row: numbers far from
// those of other units, numbers far from the year before, and which forms came, complete and in time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/bilingual_text.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/forms/read.hpp"

namespace hoctap {

// The numbers that are looked at, by the commune in which they arose and on the communes of their time.
enum class QualityFigure : std::uint8_t {
  sessions,   // held, by quarter
  turns,      // attendances at them, by quarter
  allocated,  // đồng, by budget year
  received,   // đồng, in money and in kind, by year
  paid,       // đồng, by budget year
};
HOCTAP_EXPORT std::string_view name(QualityFigure figure);
HOCTAP_EXPORT BilingualText label(QualityFigure figure);

enum class QualityCheck : std::uint8_t { outlier, change };
HOCTAP_EXPORT std::string_view name(QualityCheck check);
HOCTAP_EXPORT BilingualText label(QualityCheck check);

struct QualitySettings {
  // Of the modified z-score, 0.6745 · (x − median) ÷ MAD (Iglewicz and Hoaglin 1993).
  std::int64_t most_score_thousandths = 3500;
  std::int64_t most_change_percent = 50;  // against the same quarter of the year before, or the year before
};

// A number that asks to be looked at.
struct QualityRow {
  std::string unit_code;
  std::string unit_name;
  Period period;
  QualityFigure figure{};
  QualityCheck check{};
  std::int64_t value = 0;
  std::int64_t reference = 0;  // the median of the units of the period, rounded down, or the number of the year before
  // Of the modified z-score, with its sign; of a change its share of the year before, none where that had nothing.
  std::optional<std::int64_t> score_thousandths;
  Message message;
};

// Of one form and unit, all that was owed by the day of the reading.
struct ReportingRow {
  std::string unit_code;  // the owner; empty: all units
  std::string unit_name;
  std::string form;
  BilingualText form_name;
  std::int64_t due = 0;  // by that day
  std::int64_t on_time = 0;
  std::int64_t late = 0;
  std::int64_t undated = 0;
  std::int64_t missing = 0;
  std::int64_t incomplete = 0;  // of those that came: some table of the form is not told of
  std::int64_t nil = 0;         // of those that came: nothing had happened

  std::int64_t came() const { return on_time + late + undated; }
};

struct Quality {
  std::vector<QualityRow> rows;         // by figure, period, check and unit
  std::vector<ReportingRow> reporting;  // by form and unit, and of each form first all units
  bool is_simulated = false;
};

// A number is looked at where everything was reported that it rests on; a unit that is silent has none. Where half of
// the units or more have the same number the median absolute deviation is zero and says nothing: none is an outlier.
// Fewer than five units are not compared. Throws InvalidValue for a setting below zero.
HOCTAP_EXPORT Quality quality(const Reading& reading, const QualitySettings& settings = {});

}  // namespace hoctap
