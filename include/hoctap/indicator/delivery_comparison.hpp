// Two deliveries of one plan: which figures moved, and because of which rows and reports.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/core/source_place.hpp"
#include "hoctap/forms/report_changes.hpp"
#include "hoctap/indicator/evaluate.hpp"
#include "hoctap/records/row_changes.hpp"

namespace hoctap {

enum class DeliveryChangeKind : std::uint8_t {
  row_added,
  row_removed,
  row_changed,
  rows_lost,  // more or fewer rows of a table came and could not be used
  report,     // a report came, is gone, stands in another version …
};
HOCTAP_EXPORT std::string_view name(DeliveryChangeKind kind);

// Something that differs between the deliveries.
struct DeliveryChange {
  DeliveryChangeKind kind = DeliveryChangeKind::report;
  std::string table;     // of rows
  std::string subject;   // the row's key; the report: "HT-03 07393 2024Q3"
  std::size_t rows = 1;  // how many rows: more than one where those that name persons are counted only; of a report 0
  SourcePlace before;    // where it stands: file, sheet and row; nothing where it does not
  SourcePlace after;
  std::vector<ValueChange> values;   // of rows that are counted only, none
  std::vector<std::string> columns;  // of a changed row, those that differ
  // Of a row that only one delivery has: why the other left it out, where it was there and stood in the same line.
  std::optional<Message> left_out;
  std::optional<ReportChangeKind> what;  // what happened to a report
  std::optional<Message> message;        // the same in words; also of rows that were lost
  std::optional<std::size_t> report;     // of a row: the change of the report that it came or went with
  std::size_t figures = 0;               // of so many figures that differ it is among the causes; 0: it moved none
  std::size_t cited = 0;                 // in so many of them an explanation cites it
};

// Why a figure differs: a change of `DeliveryComparison::changes`.
struct DeliveryCause {
  std::size_t change = 0;
  bool is_cited = false;  // the explanation of the figure, before or after, names the row or report
};

// A figure that differs: value, counts, bounds, status, path, pace, reach or flags (but for `simulated`).
struct FigureChange {
  std::optional<ResultRow> before;  // nothing: only the later delivery has such a row
  std::optional<ResultRow> after;
  // Cited ones first. All changes in what the figure rests on, of its places: undoing these gives the earlier figure,
  // if what is owed is asked on the same day.
  std::vector<DeliveryCause> causes;

  const ResultRow& any() const { return after ? *after : *before; }
};

struct DeliveryComparison {
  std::vector<Period> periods;
  ViewChoice view;
  std::vector<FigureChange> figures;  // in the order of the later result, then what only the earlier one has
  std::vector<DeliveryChange> changes;
  std::size_t figures_compared = 0;
  std::vector<Message> notes;  // what a reader must know: days that differ, persons that cannot be the same
  bool is_simulated = false;
};

// Both are evaluated for the same request. Without periods: the quarters that had begun by the day of the earlier
// reading and ended by that of the later one, or the plan's first. Every difference of the records is listed, whether
// or not it moved a figure. Rows that name persons are counted by file and table; with `persons` they are listed too.
//
// The same delivery known as of two days is two readings of it, by ReadOptions::received_until.
//
// Throws as evaluate() does, and InvalidValue where the readings are of different plans, or were read with different
// forms, code lists or units (other than by rows of their own).
HOCTAP_EXPORT DeliveryComparison compare_deliveries(const Reading& before, const Reading& after, const Request& request,
                                                    bool persons = false);

}  // namespace hoctap
