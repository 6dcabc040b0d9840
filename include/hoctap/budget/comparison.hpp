// What another book changes for a set of lines: the law of another day, another edition, with a province's own rules,
// or strict.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "hoctap/budget/compliance.hpp"
#include "hoctap/core/export.hpp"

namespace hoctap {

// What a check says of a line.
struct LineJudgement {
  Verdict verdict = Verdict::norm_missing;
  std::uint8_t flags = 0;               // line_flag
  std::optional<std::int64_t> ceiling;  // đồng; of a line that depends on its date the lowest
  std::optional<std::int64_t> excess;   // đồng
  NormIndex norm = no_norm;             // of its own book's rulebook
};
HOCTAP_EXPORT LineJudgement judgement(const Compliance& compliance, std::size_t row);

// A line whose verdict, ceiling or excess is another one.
struct LineChange {
  std::size_t row = 0;
  LineJudgement before;
  LineJudgement after;
};

// Of all lines, of those changed, and what lies above ceilings. What has no ceiling counts in neither excess.
struct ChangeSum {
  std::vector<std::int64_t> keys;  // of the group, a value for each column of LineColumns::sum_by; empty: of all lines
  std::int64_t lines = 0;
  std::int64_t lines_changed = 0;
  std::int64_t amount = 0;          // đồng
  std::int64_t amount_changed = 0;  // of the lines changed
  std::int64_t excess_before = 0;
  std::int64_t excess_after = 0;
  std::int64_t unverified_before = 0;  // đồng that rest on what is not VERIFIED
  std::int64_t unverified_after = 0;
  // Over the lines that have one ceiling before and after.
  std::int64_t ceiling_before = 0;
  std::int64_t ceiling_after = 0;
};

struct VerdictCount {
  std::int64_t lines = 0;
  std::int64_t amount = 0;  // đồng
};

struct CheckComparison {
  Compliance before;
  Compliance after;
  std::vector<LineChange> changes;  // in the order of lines
  std::vector<ChangeSum> groups;    // in the order in which they appear; empty where lines are summed by nothing
  ChangeSum total;
  // By verdict before and after.
  std::array<std::array<VerdictCount, verdict_count>, verdict_count> verdicts;
};

// Throws what check_lines throws, and Overflow where a sum does not fit into 64 bits. Amounts that are missing or below
// zero count in no sum.
HOCTAP_EXPORT CheckComparison compare_checks(const Book& before, const Book& after, const LineColumns& lines);

}  // namespace hoctap
