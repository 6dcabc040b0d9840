#include "hoctap/budget/comparison.hpp"

#include <map>
#include <utility>

#include "budget/line_values.hpp"
#include "budget/sums.hpp"

namespace hoctap {
namespace {

bool is_changed(const LineJudgement& a, const LineJudgement& b) {
  return a.verdict != b.verdict || a.ceiling != b.ceiling || a.excess != b.excess;
}

void add_line(ChangeSum& sum, std::int64_t amount, const LineJudgement& before, const LineJudgement& after) {
  ++sum.lines;
  add(sum.amount, amount);
  if (is_changed(before, after)) {
    ++sum.lines_changed;
    add(sum.amount_changed, amount);
  }
  add(sum.excess_before, before.excess.value_or(0));
  add(sum.excess_after, after.excess.value_or(0));
  if ((before.flags & line_flag::unverified) != 0) add(sum.unverified_before, amount);
  if ((after.flags & line_flag::unverified) != 0) add(sum.unverified_after, amount);
  if (before.excess && after.excess) {
    add(sum.ceiling_before, *before.ceiling);
    add(sum.ceiling_after, *after.ceiling);
  }
}

}  // namespace

LineJudgement judgement(const Compliance& compliance, std::size_t row) {
  LineJudgement line{compliance.verdict(row), compliance.flags()[row], {}, {}, no_norm};
  if (compliance.has_ceiling().empty() || compliance.has_ceiling()[row] != 0) {
    line.ceiling = compliance.ceilings()[row];
    if (line.verdict != Verdict::depends_on_date) line.excess = compliance.excesses()[row];
  }
  if (compliance.norms()[row] != Compliance::no_norm_number) line.norm = compliance.norms()[row];
  return line;
}

CheckComparison compare_checks(const Book& before, const Book& after, const LineColumns& lines) {
  CheckComparison comparison{check_lines(before, lines), check_lines(after, lines), {}, {}, {}, {}};
  std::map<std::vector<std::int64_t>, std::size_t> groups;
  std::vector<std::int64_t> keys(lines.sum_by.size());
  for (std::size_t row = 0; row < lines.row_count; ++row) {
    const LineJudgement was = judgement(comparison.before, row);
    const LineJudgement is = judgement(comparison.after, row);
    const std::int64_t amount = counted_amount(lines, row);
    if (is_changed(was, is)) comparison.changes.push_back({row, was, is});
    VerdictCount& count =
        comparison.verdicts[static_cast<std::size_t>(was.verdict)][static_cast<std::size_t>(is.verdict)];
    ++count.lines;
    add(count.amount, amount);
    add_line(comparison.total, amount, was, is);
    if (keys.empty()) continue;
    for (std::size_t k = 0; k < keys.size(); ++k) keys[k] = value(lines.sum_by[k], row);
    const auto [place, is_new] = groups.emplace(keys, comparison.groups.size());
    if (is_new) comparison.groups.push_back({.keys = keys});
    add_line(comparison.groups[place->second], amount, was, is);
  }
  return comparison;
}

}  // namespace hoctap
