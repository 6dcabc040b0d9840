// What decides which way a block is checked, and the way row by row: for rows that lack something, whose numbers are
// below zero or could overflow, and whose norms limit a factor.
#include "budget/line_check.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "budget/stream_bytes.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/money/checked.hpp"
#include "hoctap/time/date.hpp"

namespace hoctap {
namespace {

// Fewer rows are not worth a table of days.
constexpr std::size_t rows_for_table = 4096;
// Results of more bytes are not in the cache any more when somebody reads them.
constexpr std::size_t bytes_past_cache = std::size_t{16} << 20U;

// The first year whose 1 January is on or after the day.
std::int64_t first_year_from(std::int32_t day) {
  const Date date = Date::from_days(day);
  const int year = date.year();
  return Date::of(year, 1, 1) == date ? year : year + 1;
}

std::optional<Date> day_of(std::int64_t days) {
  const auto least = Date::of(1400, 1, 1).days();
  const auto most = Date::of(9999, 12, 31).days();
  if (days < least || days > most) return std::nullopt;
  return Date::from_days(static_cast<std::int32_t>(days));
}

bool are_alike(const LineCell& a, const LineCell& b) {
  return a.level == b.level && a.norm == b.norm && a.verdict == b.verdict && a.flags == b.flags &&
         a.traits == b.traits && a.limits == b.limits;
}

Overflow overflow_at(std::size_t row, const char* what) {
  return Overflow({MessageCode::overflow, {what}}, {{}, {}, static_cast<std::uint32_t>(row + 1), 0, what});
}

}  // namespace

LineCheck::LineCheck(const LineColumns& lines, const LineBinding& binding, Compliance::Data& results)
    : lines_(lines), binding_(binding), results_(results), groups_(lines.sum_by) {
  set_clockwork();
  may_be_plain_ = may_be_plain();
  if (!may_be_plain_) return;
  constexpr std::size_t result_bytes = 2 * sizeof(std::int64_t) + sizeof(std::uint16_t) + 2;
  streams_ = lines.row_count * result_bytes > bytes_past_cache;
  count_few_answers();
  set_columns_ahead();
}

std::size_t LineCheck::Clockwork::span(std::int64_t value) const {
  return static_cast<std::size_t>(std::upper_bound(thresholds.begin(), thresholds.end(), value) - thresholds.begin());
}

void LineCheck::set_clockwork() {
  const auto column_of = [](const std::optional<WholeNumbers>& column) { return column ? &*column : nullptr; };
  clocks_[static_cast<std::size_t>(Clock::activity)].column = column_of(lines_.date);
  clocks_[static_cast<std::size_t>(Clock::decision)].column = column_of(lines_.decided_on);
  auto& years = clocks_[static_cast<std::size_t>(Clock::budget_year)];
  years.has_years = lines_.year.has_value();
  years.column = years.has_years ? column_of(lines_.year) : column_of(lines_.date);
  for (std::size_t c = 0; c < clock_count; ++c) {
    Clockwork& clock = clocks_[c];
    for (const std::int32_t day : binding_.days[c].breaks) {
      if (static_cast<Clock>(c) != Clock::budget_year) {
        clock.thresholds.push_back(day);
      } else if (clock.has_years) {
        clock.thresholds.push_back(first_year_from(day));
      } else {
        clock.thresholds.push_back(Date::of(static_cast<int>(first_year_from(day)), 1, 1).days());
      }
    }
    if (clock.thresholds.empty() || lines_.row_count < rows_for_table) continue;
    clock.least = clock.thresholds.front() - 1;
    for (std::int64_t value = clock.least; value <= clock.thresholds.back(); ++value)
      clock.table.push_back(static_cast<std::uint16_t>(clock.span(value)));
  }
}

void LineCheck::run() {
  const std::size_t rows = lines_.row_count;
  for (std::size_t begin = 0; begin < rows; begin += block_size) {
    const std::size_t end = std::min(begin + block_size, rows);
    check_words(begin, end);
    if (may_be_plain_ && check_plainly(begin, end)) continue;
    for (std::size_t row = begin; row < end; ++row) {
      check_row(row);
      if (groups_.is_asked()) add_row_to_sums(row);
    }
  }
  if (streams_) end_streaming();
  if (!groups_.is_asked()) return;
  results_.sum_columns = groups_.take();
  results_.sums = results_.sum_columns.view();
}

void LineCheck::check_words(std::size_t begin, std::size_t end) const {
  const auto check = [&](const CodedWords& column, const std::string& name) {
    with_values(column.codes, [&](const auto* codes) {
      std::uint64_t highest = 0;
      bool has_any = true;
      if (column.codes.present.empty()) {
        highest = highest_code(codes + begin, end - begin);
      } else {
        has_any = false;
        for (std::size_t row = begin; row < end; ++row) {
          if (column.codes.present[row] == 0) continue;
          highest = std::max(highest, highest_code(codes + row, 1));
          has_any = true;
        }
      }
      if (has_any && highest >= column.words.size())
        throw InvalidValue({MessageCode::line_code_beyond_words, {name, std::to_string(column.words.size())}});
    });
  };
  check(lines_.content, "content");
  for (const auto& [id, words] : lines_.attributes) check(words, id);
}

std::size_t LineCheck::content_of(std::size_t row) const {
  const WholeNumbers& codes = lines_.content.codes;
  return has(codes, row) ? static_cast<std::size_t>(value(codes, row)) : lines_.content.words.size();
}

std::array<LineCheck::Spans, clock_count> LineCheck::spans_of(std::size_t row, bool& is_unknown, bool& is_year) const {
  const auto& days = binding_.contents[content_of(row)].compiled->days;
  constexpr std::int64_t no_year = 0;
  std::int64_t year = no_year;
  if (lines_.year && has(*lines_.year, row)) {
    year = value(*lines_.year, row);
  } else if (lines_.date && has(*lines_.date, row)) {
    if (const auto day = day_of(value(*lines_.date, row))) year = day->year();
  }
  if (year < 1400 || year > 9999) year = no_year;
  const std::int32_t first = year == no_year ? 0 : Date::of(static_cast<int>(year), 1, 1).days();
  const std::int32_t last = year == no_year ? 0 : Date::of(static_cast<int>(year), 12, 31).days();
  const auto day_span = [&](std::size_t clock, std::int32_t day) { return binding_.days[clock].span_of(day); };
  std::array<Spans, clock_count> spans;
  for (std::size_t c = 0; c < clock_count; ++c) {
    const bool matters = !days[c].breaks.empty();
    const bool is_budget_year = static_cast<Clock>(c) == Clock::budget_year;
    if (!is_budget_year && clocks_[c].column != nullptr && has(*clocks_[c].column, row)) {
      if (const auto day = day_of(value(*clocks_[c].column, row))) {
        spans[c] = {day_span(c, day->days()), day_span(c, day->days())};
        continue;
      }
    }
    if (year != no_year && is_budget_year) {
      spans[c] = {day_span(c, first), day_span(c, first)};
    } else if (year != no_year) {
      spans[c] = {day_span(c, first), day_span(c, last)};
      is_year |= matters;
    } else {
      spans[c] = {0, binding_.days[c].spans() - 1};
      is_unknown |= matters;
    }
  }
  return spans;
}

void LineCheck::check_row(std::size_t row) {
  const std::size_t content = content_of(row);
  std::uint32_t offset = binding_.contents[content].first;
  if (binding_.contents[content].compiled == nullptr) {
    judge_row(row, cell_at(content, offset), 0);
    return;
  }
  for (const auto& attribute : binding_.attributes) {
    const WholeNumbers& codes = lines_.attributes[attribute.column].second.codes;
    const std::size_t word = has(codes, row) ? static_cast<std::size_t>(value(codes, row)) : attribute.words - 1;
    offset += attribute.offsets[content * attribute.words + word];
  }
  bool is_unknown = false;
  bool is_year = false;
  const auto spans = spans_of(row, is_unknown, is_year);
  bool is_one = true;
  for (std::size_t c = 0; c < clock_count; ++c) {
    is_one &= spans[c].first == spans[c].second;
    offset += binding_.days[c].offsets[content * binding_.days[c].spans() + spans[c].first];
  }
  if (is_one) {
    judge_row(row, cell_at(content, offset), is_year && !is_unknown ? line_flag::year_span : std::uint8_t{0});
  } else {
    judge_dates(row, offset, content, spans, is_unknown, is_year);
  }
}

// The answers of all spans of the line's year: one, or that it depends on the date.
void LineCheck::judge_dates(std::size_t row, std::uint32_t offset, std::size_t content,
                            const std::array<Spans, clock_count>& spans, bool is_unknown, bool is_year) {
  const LineCell& first = cell_at(content, offset);
  bool are_all_alike = true;
  std::uint8_t flags = 0;
  std::int64_t lowest = std::numeric_limits<std::int64_t>::max();
  std::int64_t highest = 0;
  bool have_all_ceilings = true;  // the lowest of some is not the lowest
  const auto step = [&](std::size_t clock, std::size_t span) {
    const auto& days = binding_.days[clock];
    const auto* const offsets = days.offsets.data() + content * days.spans();
    return offsets[span] - offsets[spans[clock].first];
  };
  for (std::size_t a = spans[0].first; a <= spans[0].second; ++a) {
    for (std::size_t b = spans[1].first; b <= spans[1].second; ++b) {
      for (std::size_t c = spans[2].first; c <= spans[2].second; ++c) {
        const LineCell& cell = cell_at(content, offset + step(0, a) + step(1, b) + step(2, c));
        are_all_alike &= are_alike(first, cell);
        flags |= cell.flags;
        std::int64_t ceiling = 0;
        have_all_ceilings &= (cell.traits & LineCell::capped) != 0 && set_ceiling(row, cell, ceiling);
        lowest = std::min(lowest, ceiling);
        highest = std::max(highest, ceiling);
      }
    }
  }
  if (are_all_alike) {
    judge_row(row, first, is_year && !is_unknown ? line_flag::year_span : std::uint8_t{0});
    return;
  }
  LineCell unclear;
  unclear.verdict = static_cast<std::uint8_t>(is_unknown ? Verdict::input_missing : Verdict::depends_on_date);
  unclear.flags = is_unknown ? std::uint8_t{0} : static_cast<std::uint8_t>(flags | line_flag::year_span);
  judge_row(row, unclear, 0);
  const bool has_amount = has(lines_.amount, row) && value(lines_.amount, row) >= 0;
  if (is_unknown || !have_all_ceilings || !has_amount) return;
  results_.has_ceiling[row] = 1;
  results_.ceilings.data()[row] = lowest;
  if (results_.highest_ceilings.empty()) results_.highest_ceilings.assign(lines_.row_count, 0);
  results_.highest_ceilings[row] = highest;
}

// False where a factor is missing or below zero.
bool LineCheck::set_ceiling(std::size_t row, const LineCell& cell, std::int64_t& ceiling) const {
  ceiling = cell.level;
  if ((cell.traits & LineCell::per_unit) == 0) return true;
  if (cell.factors_needed > lines_.factors.size()) return false;
  bool overflows = false;
  bool is_nothing = cell.level == 0;
  for (std::size_t f = 0; f < lines_.factors.size(); ++f) {
    if (!has(lines_.factors[f], row)) {
      if (f < cell.factors_needed) return false;
      continue;
    }
    std::int64_t factor = value(lines_.factors[f], row);
    if (factor < 0) return false;
    if (cell.limits != 0) factor = std::min(factor, results_.book.factor_limits()[cell.limits - 1][f]);
    is_nothing |= factor == 0;
    overflows |= __builtin_mul_overflow(ceiling, factor, &ceiling);
  }
  // A factor of zero makes nothing of what went before it.
  if (is_nothing) ceiling = 0;
  if (overflows && !is_nothing) throw overflow_at(row, "ceiling");
  return true;
}

bool LineCheck::price_differs(std::size_t row) const {
  if (!lines_.unit_price || !has(*lines_.unit_price, row)) return false;
  std::int64_t product = value(*lines_.unit_price, row);
  bool has_factor = false;
  bool overflows = false;
  for (const WholeNumbers& factor : lines_.factors) {
    if (!has(factor, row)) continue;
    has_factor = true;
    overflows |= __builtin_mul_overflow(product, value(factor, row), &product);
  }
  return has_factor && (overflows || product != value(lines_.amount, row));
}

void LineCheck::lack_ceiling(std::size_t row) {
  if (results_.has_ceiling.empty()) results_.has_ceiling.assign(lines_.row_count, 1);
  results_.has_ceiling[row] = 0;
  results_.ceilings.data()[row] = 0;
  results_.excesses.data()[row] = 0;
}

void LineCheck::judge_row(std::size_t row, const LineCell& cell, std::uint8_t more_flags) {
  auto verdict = static_cast<Verdict>(cell.verdict);
  std::uint8_t flags = cell.flags | more_flags;
  const bool has_amount = has(lines_.amount, row) && value(lines_.amount, row) >= 0;
  if (has_amount && price_differs(row)) flags |= line_flag::amount_differs;
  std::int64_t ceiling = 0;
  bool is_capped = (cell.traits & LineCell::capped) != 0 && has_amount;
  if (is_capped) is_capped = set_ceiling(row, cell, ceiling);
  if ((cell.traits & LineCell::compared) != 0 && !is_capped) verdict = Verdict::input_missing;
  if (is_capped) {
    const std::int64_t amount = value(lines_.amount, row);
    results_.ceilings.data()[row] = ceiling;
    results_.excesses.data()[row] = std::max(amount, ceiling) - ceiling;
    if (verdict == Verdict::within && amount > ceiling) verdict = Verdict::over;
  } else {
    lack_ceiling(row);
  }
  results_.verdicts.data()[row] = static_cast<std::uint8_t>(verdict);
  results_.flags.data()[row] = flags;
  results_.norms.data()[row] = cell.norm;
  results_.lacks_norm |= cell.norm == Compliance::no_norm_number;
}

void LineCheck::add_row_to_sums(std::size_t row) {
  const auto verdict = static_cast<Verdict>(results_.verdicts.span()[row]);
  const bool has_amount = has(lines_.amount, row) && value(lines_.amount, row) >= 0;
  GroupSum sum;
  sum.lines = 1;
  sum.amount = has_amount ? value(lines_.amount, row) : 0;
  sum.excess = results_.excesses.span()[row];
  sum.over = verdict == Verdict::over || verdict == Verdict::not_permitted ? 1 : 0;
  groups_.add(row, sum);
}

}  // namespace hoctap
