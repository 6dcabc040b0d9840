// Figures that were printed somewhere: shares and rates made of them with their bounds, and which of them do not fit
// together. The figures and how they hang together are data (data/published).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/document.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/geo/unit.hpp"
#include "hoctap/money/ratio.hpp"
#include "hoctap/programme/programme.hpp"

namespace hoctap {

// What a source said of a number beside the number.
enum class PrintedBound : std::uint8_t {
  exact,      // nothing
  more_than,  // no upper bound
  nearly,     // no lower bound but zero
  less_than,  // likewise
  about,      // neither
};
HOCTAP_EXPORT std::string_view name(PrintedBound bound);

struct PublishedFigure {
  std::string place;
  std::string level;
  std::string period;  // as printed: "2019-2020 (report)"
  std::string measure;
  std::int64_t digits = 0;  // the printed number without its point: 329 for 32.9
  int decimals = 0;
  PrintedBound bound = PrintedBound::exact;
  std::string unit;
  std::string note;
  std::string source;
  Mark mark = Mark::secondary;
  std::uint32_t line = 0;  // of figures.csv

  HOCTAP_EXPORT Ratio value() const;
};

enum class PublishedKind : std::uint8_t { share, rate, grade };
HOCTAP_EXPORT std::string_view name(PublishedKind kind);

// One computed share or rate. Bounds whose denominator is zero are open.
struct PublishedRow {
  std::string place;
  std::string level;
  std::string period;
  PublishedKind kind = PublishedKind::share;
  std::string id;  // of the relation; a grade: "ranking.good"
  BilingualText name;
  Ratio value;  // a grade known only by its printed share: that share
  Ratio lower{0, 0};
  Ratio upper{0, 0};
  std::optional<Ratio> printed;      // as the source prints it, as a fraction of one
  std::vector<std::uint32_t> lines;  // of the figures used
};

struct PublishedReport {
  std::vector<PublishedFigure> figures;
  std::vector<PublishedRow> rows;
  Findings findings;  // figures that do not fit together, and lines that could not be read
};

// `csv` is a table in the columns of data/published/figures.csv, `file` its name in findings. Throws FormatError for
// relations that do not have their form and for a table without its columns.
HOCTAP_EXPORT PublishedReport evaluate_published(std::string_view csv, const std::string& file,
                                                 const Document& relations);
// The figures that are compiled in.
HOCTAP_EXPORT PublishedReport embedded_published();

}  // namespace hoctap
