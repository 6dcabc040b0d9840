// The way of a block whose rows lack nothing and whose numbers cannot overflow: proven once for the block, then columns
// are gone through without a condition for each row.
#include <algorithm>
#include <array>
#include <bit>
#include <span>
#include <type_traits>

#include "budget/line_check.hpp"
#include "budget/stream_bytes.hpp"

namespace hoctap {
namespace {

unsigned width_of(const WholeNumbers& column, std::size_t begin, std::size_t end) {
  return with_values(column, [=](const auto* values) {
    return static_cast<unsigned>(std::bit_width(used_bits(values + begin, end - begin)));
  });
}

// Sums of a block's amounts stay within 63 bits.
constexpr unsigned widest_amount = 63 - 9;
static_assert(LineCheck::block_size == 1U << 9U);
bool do_sums_fit(std::uint64_t amount_bits) { return std::bit_width(amount_bits) <= widest_amount; }

bool is_full(const WholeNumbers& column) { return column.present.empty(); }

}  // namespace

// What can be said of all blocks at once.
bool LineCheck::may_be_plain() const {
  if (binding_.has_limits || !is_full(lines_.content.codes) || !is_full(lines_.amount)) return false;
  if (binding_.most_factors_needed > lines_.factors.size()) return false;
  if (binding_.highest_level > LineAnswers::highest_level) return false;
  if (lines_.unit_price && (!is_full(*lines_.unit_price) || lines_.factors.empty())) return false;
  for (const auto& attribute : binding_.attributes) {
    if (!is_full(lines_.attributes[attribute.column].second.codes)) return false;
  }
  for (std::size_t c = 0; c < clock_count; ++c) {
    if (!binding_.days[c].matters()) continue;
    if (clocks_[c].column == nullptr || !is_full(*clocks_[c].column) || clocks_[c].table.empty()) return false;
  }
  return std::all_of(lines_.factors.begin(), lines_.factors.end(), is_full);
}

// Whether no product of a row can overflow.
bool LineCheck::may_fit(std::size_t begin, std::size_t end) const {
  unsigned product = 0;
  for (const WholeNumbers& factor : lines_.factors) {
    const unsigned width = width_of(factor, begin, end);
    if (width > 63) return false;
    product += width;
  }
  auto price = static_cast<unsigned>(std::bit_width(static_cast<std::uint64_t>(binding_.highest_level)));
  if (lines_.unit_price) price = std::max(price, width_of(*lines_.unit_price, begin, end));
  return product + price <= 63;
}

std::size_t LineCheck::span_at(const Clockwork& work, std::int64_t value) const {
  const auto last = static_cast<std::int64_t>(work.table.size()) - 1;
  return work.table[static_cast<std::size_t>(std::clamp<std::int64_t>(value - work.least, 0, last))];
}

void LineCheck::count_few_answers() {
  constexpr std::size_t most = std::size_t{1} << 8U;  // numbers of one byte
  std::size_t count = binding_.contents.size();
  for (const auto& attribute : binding_.attributes) {
    if (count > most) return;
    count *= attribute.words;
  }
  if (count <= most) few_.count = count;
}

bool LineCheck::is_of_one_span(std::size_t begin, std::size_t end, std::array<std::size_t, clock_count>& spans) const {
  for (std::size_t clock = 0; clock < clock_count; ++clock) {
    if (!binding_.days[clock].matters()) continue;
    const bool is_one = with_values(*clocks_[clock].column, [&](const auto* values) {
      spans[clock] = span_at(clocks_[clock], static_cast<std::int64_t>(values[begin]));
      return !are_different(values + begin, end - begin);
    });
    if (!is_one) return false;
  }
  return true;
}

// Neighbouring blocks mostly are of the same span.
void LineCheck::set_few_answers(const std::array<std::size_t, clock_count>& spans) {
  if (!few_.levels.empty() && few_.spans == spans) return;
  few_.spans = spans;
  few_.levels.resize(few_.count);
  few_.marks.resize(few_.count);
  constexpr std::uint32_t all_traits = LineCell::compared | LineCell::per_unit | LineCell::capped;
  few_.are_alike = true;
  std::size_t first = few_.count;  // of the answers that rows can have
  for (std::size_t number = 0; number < few_.count; ++number) {
    std::size_t rest = number;
    const std::size_t content = rest % binding_.contents.size();
    rest /= binding_.contents.size();
    // No row lacks a content or word, so the last of each do not count.
    bool is_used = content + 1 < binding_.contents.size();
    std::uint32_t offset = binding_.contents[content].first;
    for (const auto& attribute : binding_.attributes) {
      const std::size_t word = rest % attribute.words;
      rest /= attribute.words;
      is_used &= word + 1 < attribute.words;
      offset += attribute.offsets[content * attribute.words + word];
    }
    for (std::size_t clock = 0; clock < clock_count; ++clock) {
      const auto& days = binding_.days[clock];
      if (days.matters()) offset += days.offsets[content * days.spans() + spans[clock]];
    }
    const std::uint32_t cell = binding_.answer(content, offset);
    few_.levels[number] = binding_.levels[cell];
    few_.marks[number] = binding_.marks[cell];
    if (!is_used) continue;
    first = std::min(first, number);
    few_.are_alike &= few_.marks[number] == few_.marks[first] && binding_.cells[cell].traits == all_traits;
  }
  few_.are_alike &= first == 0;
}

void LineCheck::number_few(std::size_t begin, std::size_t end) {
  std::fill_n(few_numbers_.begin(), end - begin, std::uint8_t{0});
  std::size_t stride = 1;
  const auto add = [&](const WholeNumbers& column, std::size_t words) {
    with_values(column, [&](const auto* codes) {
      add_codes(codes + begin, static_cast<std::uint8_t>(stride), end - begin, few_numbers_.data());
    });
    stride *= words;
  };
  add(lines_.content.codes, binding_.contents.size());
  for (const auto& attribute : binding_.attributes)
    add(lines_.attributes[attribute.column].second.codes, attribute.words);
}

void LineCheck::add_days(std::size_t clock, std::size_t begin, std::size_t end) {
  const auto& days = binding_.days[clock];
  const auto spans = static_cast<std::uint32_t>(days.spans());
  with_values(*clocks_[clock].column, [&](const auto* values) {
    for (std::size_t i = 0; i < end - begin; ++i) {
      const std::size_t span = span_at(clocks_[clock], static_cast<std::int64_t>(values[begin + i]));
      numbers_[i] += days.offsets[contents_[i] * spans + span];
    }
  });
}

void LineCheck::number_any(std::size_t begin, std::size_t end) {
  const std::size_t count = end - begin;
  const auto* const contents = binding_.contents.data();
  with_values(lines_.content.codes, [&](const auto* codes) {
    for (std::size_t i = 0; i < count; ++i) {
      contents_[i] = static_cast<std::uint32_t>(codes[begin + i]);  // NOLINT(bugprone-signed-char-misuse): numbers
      numbers_[i] = contents[contents_[i]].first;
    }
  });
  for (const auto& attribute : binding_.attributes) {
    const auto words = static_cast<std::uint32_t>(attribute.words);
    const std::uint32_t* const offsets = attribute.offsets.data();
    with_values(lines_.attributes[attribute.column].second.codes, [&](const auto* codes) {
      for (std::size_t i = 0; i < count; ++i)
        numbers_[i] += offsets[contents_[i] * words + static_cast<std::uint32_t>(codes[begin + i])];
    });
  }
  for (std::size_t clock = 0; clock < clock_count; ++clock) {
    if (binding_.days[clock].matters()) add_days(clock, begin, end);
  }
  for (std::size_t i = 0; i < count; ++i) numbers_[i] = contents[contents_[i]].answers[numbers_[i]];
}

// A column's rows as 64-bit numbers, where they lie or copied into the buffer.
const std::int64_t* LineCheck::wide(const WholeNumbers& column, std::size_t begin, std::size_t end,
                                    std::int64_t* buffer) {
  return with_values(column, [&](const auto* values) -> const std::int64_t* {
    if constexpr (std::is_same_v<decltype(values), const std::int64_t*>) {
      return values + begin;
    } else {
      widen(values + begin, end - begin, buffer);
      return buffer;
    }
  });
}

const std::int64_t* LineCheck::products(std::size_t begin, std::size_t end) {
  const std::size_t count = end - begin;
  if (lines_.factors.empty()) {
    std::fill_n(products_.begin(), count, 1);
    return products_.data();
  }
  const std::int64_t* const first = wide(lines_.factors[0], begin, end, products_.data());
  if (lines_.factors.size() == 1) return first;
  if (first != products_.data()) std::copy_n(first, count, products_.data());
  for (std::size_t f = 1; f < lines_.factors.size(); ++f)
    multiply(wide(lines_.factors[f], begin, end, buffer_.data()), count, products_.data());
  return products_.data();
}

void LineCheck::compare_prices(std::size_t begin, const BlockOfRows& rows) {
  const std::int64_t* const prices = wide(*lines_.unit_price, begin, begin + rows.count, buffer_.data());
  for (std::size_t i = 0; i < rows.count; ++i) {
    const bool differs = rows.products[i] * prices[i] != rows.amounts[i];
    rows.results.flags[i] =
        static_cast<std::uint8_t>(rows.results.flags[i] | (differs ? line_flag::amount_differs : 0));
  }
}

void LineCheck::set_columns_ahead() {
  const auto add = [this](const WholeNumbers& column) {
    std::visit([this](const auto& span) { ahead_.add(span.data(), sizeof(span[0])); }, column.values);
  };
  add(lines_.amount);
  add(lines_.content.codes);
  for (const auto& [id, words] : lines_.attributes) add(words.codes);
  for (const Clockwork& clock : clocks_) {
    if (clock.column != nullptr) add(*clock.column);
  }
  for (const WholeNumbers& factor : lines_.factors) add(factor);
  if (lines_.unit_price) add(*lines_.unit_price);
  for (const WholeNumbers& column : lines_.sum_by) add(column);
}

void LineCheck::look_ahead(std::size_t begin) {
  constexpr std::size_t distance = 4 * block_size;
  if (streams_ && begin + distance + block_size <= lines_.row_count) ahead_.begin(begin + distance);
  if (groups_.is_asked()) groups_.look_ahead();
}

ResultRows LineCheck::results_at(std::size_t row) {
  return {results_.ceilings.data() + row, results_.excesses.data() + row, results_.norms.data() + row,
          results_.verdicts.data() + row, results_.flags.data() + row};
}

void LineCheck::stream_results(std::size_t begin, std::size_t count) {
  const ResultRows to = results_at(begin);
  stream_bytes(to.ceilings, ceilings_.data(), count * sizeof(std::int64_t));
  stream_bytes(to.excesses, excesses_.data(), count * sizeof(std::int64_t));
  stream_bytes(to.norms, norms_.data(), count * sizeof(std::uint16_t));
  stream_bytes(to.verdicts, verdicts_.data(), count);
  stream_bytes(to.flags, flags_.data(), count);
}

template <class Number>
void LineCheck::note_ceilings(std::size_t begin, const LineAnswers& answers, const Number* numbers, std::size_t count) {
  if (results_.has_ceiling.empty()) results_.has_ceiling.assign(lines_.row_count, 1);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t traits = answers.marks[numbers[i]] >> LineAnswers::traits_at;
    results_.has_ceiling[begin + i] = (traits & LineCell::capped) != 0 ? 1 : 0;
  }
}

// False where the rows have to be judged one by one.
template <class Number>
bool LineCheck::judge_block(std::size_t begin, const LineAnswers& answers, const Number* numbers,
                            const std::uint32_t* alike, const BlockOfRows& rows) {
  const JudgedRows judged = judge_rows(answers, numbers, alike, rows);
  if (!do_sums_fit(judged.amount_bits)) return false;
  if ((judged.traits & LineCell::capped) == 0) note_ceilings(begin, answers, numbers, rows.count);
  return true;
}

bool LineCheck::number_and_judge(std::size_t begin, const BlockOfRows& rows) {
  const std::size_t end = begin + rows.count;
  std::array<std::size_t, clock_count> spans{};
  if (few_.count != 0 && is_of_one_span(begin, end, spans)) {
    set_few_answers(spans);
    number_few(begin, end);
    return judge_block(begin, {few_.levels.data(), few_.marks.data()}, few_numbers_.data(),
                       few_.are_alike ? few_.marks.data() : nullptr, rows);
  }
  number_any(begin, end);
  return judge_block(begin, binding_.answers(), numbers_.data(), nullptr, rows);
}

void LineCheck::add_block_to_sums(std::size_t begin, const BlockOfRows& rows) {
  groups_.note_changes(begin, begin + rows.count, changes_.data());
  ahead_.fetch_part();
  const std::size_t runs = find_runs(changes_.data(), rows.count, starts_.data());
  ahead_.fetch_part();
  sum_runs(starts_.data(), runs, rows, sum_scratch_, run_sums_.data());
  ahead_.fetch_part();
  groups_.add_runs(begin, starts_.data(), runs, run_sums_.data());
}

// False where numbers of the block could overflow: whatever was written is to be written again.
bool LineCheck::check_plainly(std::size_t begin, std::size_t end) {
  if (!may_fit(begin, end)) return false;
  const std::size_t count = end - begin;
  const ResultRows place = results_at(begin);
  const ResultRows scratch{ceilings_.data(), excesses_.data(), norms_.data(), verdicts_.data(), flags_.data()};
  look_ahead(begin);
  const BlockOfRows rows{products(begin, end),
                         wide(lines_.amount, begin, end, amounts_.data()),
                         count,
                         levels_.data(),
                         marks_.data(),
                         streams_ ? scratch : place,
                         &ahead_};
  if (!number_and_judge(begin, rows)) return false;
  if (lines_.unit_price) compare_prices(begin, rows);
  results_.lacks_norm |= lacks_norm(rows.results.norms, count);
  if (groups_.is_asked()) add_block_to_sums(begin, rows);
  ahead_.fetch_rest();
  if (streams_) stream_results(begin, count);
  return true;
}

}  // namespace hoctap
