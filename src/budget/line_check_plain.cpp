// The way of a block whose rows lack nothing and whose numbers cannot overflow: proven once for the block, then columns
// are gone through without a condition for each row.
#include <algorithm>
#include <array>
#include <bit>
#include <type_traits>

#include "budget/judge_rows.hpp"
#include "budget/line_check.hpp"

namespace hoctap {
namespace {

// The same as used_bits() of narrower numbers.
template <class T>
std::uint64_t used_bits_of(const T* values, std::size_t count) {
  if constexpr (std::is_same_v<T, std::int64_t>) {
    return used_bits(values, count);
  } else {
    T bits = 0;
    for (std::size_t i = 0; i < count; ++i) bits = static_cast<T>(bits | values[i]);
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(bits));
  }
}

unsigned width_of(const WholeNumbers& column, std::size_t begin, std::size_t end) {
  return with_values(column, [=](const auto* values) {
    return static_cast<unsigned>(std::bit_width(used_bits_of(values + begin, end - begin)));
  });
}

// Sums of a block's amounts stay within 63 bits.
constexpr unsigned widest_amount = 63 - 10;
static_assert(LineCheck::block_size == 1U << 10U);

}  // namespace

bool LineCheck::is_plain(std::size_t begin, std::size_t end) const {
  const auto is_full = [](const WholeNumbers& column) { return column.present.empty(); };
  if (binding_.has_limits || !is_full(lines_.content.codes) || !is_full(lines_.amount)) return false;
  if (binding_.most_factors_needed > lines_.factors.size()) return false;
  if (lines_.unit_price && (!is_full(*lines_.unit_price) || lines_.factors.empty())) return false;
  for (const auto& attribute : binding_.attributes) {
    if (!is_full(lines_.attributes[attribute.column].second.codes)) return false;
  }
  for (std::size_t c = 0; c < clock_count; ++c) {
    if (!binding_.days[c].matters()) continue;
    if (clocks_[c].column == nullptr || !is_full(*clocks_[c].column) || clocks_[c].table.empty()) return false;
  }
  if (width_of(lines_.amount, begin, end) > widest_amount) return false;
  unsigned product = 0;
  for (const WholeNumbers& factor : lines_.factors) {
    if (!is_full(factor)) return false;
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

void LineCheck::add_days(std::size_t clock, std::size_t begin, std::size_t end) {
  const auto& days = binding_.days[clock];
  const auto spans = static_cast<std::uint32_t>(days.spans());
  with_values(*clocks_[clock].column, [&](const auto* values) {
    for (std::size_t i = 0; i < end - begin; ++i) {
      const std::size_t span = span_at(clocks_[clock], static_cast<std::int64_t>(values[begin + i]));
      cells_[i] += days.offsets[contents_[i] * spans + span];
    }
  });
}

// Where one attribute at most matters and the block's rows are of one span of time, a small table gives the cell by
// content and word. False where it would not be small.
bool LineCheck::find_cells_by_table(std::size_t begin, std::size_t end) {
  constexpr std::size_t most_entries = block_size / 4;
  if (binding_.attributes.size() > 1) return false;
  const std::size_t words = binding_.attributes.empty() ? 1 : binding_.attributes[0].words;
  const std::size_t contents = binding_.contents.size();
  if (contents * words > most_entries) return false;
  std::array<std::size_t, clock_count> spans{};
  for (std::size_t clock = 0; clock < clock_count; ++clock) {
    if (!binding_.days[clock].matters()) continue;
    const bool is_one = with_values(*clocks_[clock].column, [&](const auto* values) {
      const auto first = values[begin];
      // Bits in which some value differs from the first: no condition for each row.
      std::remove_cvref_t<decltype(first)> difference = 0;
      for (std::size_t row = begin; row < end; ++row)
        difference = static_cast<std::remove_cvref_t<decltype(first)>>(difference | (values[row] ^ first));
      spans[clock] = span_at(clocks_[clock], static_cast<std::int64_t>(first));
      return difference == 0;
    });
    if (!is_one) return false;
  }
  table_.resize(contents * words);
  for (std::size_t content = 0; content < contents; ++content) {
    std::uint32_t cell = binding_.contents[content].first_cell;
    for (std::size_t clock = 0; clock < clock_count; ++clock) {
      if (binding_.days[clock].matters())
        cell += binding_.days[clock].offsets[content * binding_.days[clock].spans() + spans[clock]];
    }
    for (std::size_t word = 0; word < words; ++word) {
      table_[content * words + word] =
          cell + (binding_.attributes.empty() ? 0 : binding_.attributes[0].offsets[content * words + word]);
    }
  }
  // No row lacks a content or word, so the last of each do not count.
  const std::size_t used_words = binding_.attributes.empty() ? words : words - 1;
  alike_ = contents < 2 || used_words == 0 ? nullptr : &binding_.cells[table_[0]];
  for (std::size_t content = 0; alike_ != nullptr && content + 1 < contents; ++content) {
    for (std::size_t word = 0; word < used_words; ++word) {
      const LineCell& cell = binding_.cells[table_[content * words + word]];
      if (cell.verdict != alike_->verdict || cell.flags != alike_->flags || cell.traits != alike_->traits) {
        alike_ = nullptr;
        break;
      }
    }
  }
  with_values(lines_.content.codes, [&](const auto* codes) {
    if (binding_.attributes.empty()) {
      for (std::size_t i = 0; i < end - begin; ++i) cells_[i] = table_[static_cast<std::size_t>(codes[begin + i])];
      return;
    }
    with_values(lines_.attributes[binding_.attributes[0].column].second.codes, [&](const auto* values) {
      look_up_cells(table_.data(), codes + begin, static_cast<std::uint32_t>(words), values + begin, end - begin,
                    cells_.data());
    });
  });
  return true;
}

void LineCheck::find_cells(std::size_t begin, std::size_t end) {
  alike_ = nullptr;
  if (find_cells_by_table(begin, end)) return;
  const std::size_t count = end - begin;
  const auto* const contents = binding_.contents.data();
  with_values(lines_.content.codes, [&](const auto* codes) {
    for (std::size_t i = 0; i < count; ++i) {
      contents_[i] = static_cast<std::uint32_t>(codes[begin + i]);  // NOLINT(bugprone-signed-char-misuse): numbers
      cells_[i] = contents[contents_[i]].first_cell;
    }
  });
  for (const auto& attribute : binding_.attributes) {
    const auto words = static_cast<std::uint32_t>(attribute.words);
    const std::uint32_t* const offsets = attribute.offsets.data();
    with_values(lines_.attributes[attribute.column].second.codes, [&](const auto* codes) {
      for (std::size_t i = 0; i < count; ++i)
        cells_[i] += offsets[contents_[i] * words + static_cast<std::uint32_t>(codes[begin + i])];
    });
  }
  for (std::size_t clock = 0; clock < clock_count; ++clock) {
    if (binding_.days[clock].matters()) add_days(clock, begin, end);
  }
}

void LineCheck::multiply_factors(std::size_t begin, std::size_t end) {
  const std::size_t count = end - begin;
  bool is_first = true;
  for (const WholeNumbers& factor : lines_.factors) {
    with_values(factor, [&](const auto* values) {
      if (is_first) {
        for (std::size_t i = 0; i < count; ++i)
          products_[i] = static_cast<std::int64_t>(values[begin + i]);  // NOLINT(bugprone-signed-char-misuse): numbers
      } else {
        for (std::size_t i = 0; i < count; ++i) products_[i] *= static_cast<std::int64_t>(values[begin + i]);
      }
    });
    is_first = false;
  }
  if (is_first) std::fill_n(products_.begin(), count, 1);
}

// The amounts as 64-bit numbers, where they lie or copied.
const std::int64_t* LineCheck::amounts_from(std::size_t begin, std::size_t end) {
  return with_values(lines_.amount, [&](const auto* values) -> const std::int64_t* {
    if constexpr (std::is_same_v<decltype(values), const std::int64_t*>) {
      return values + begin;
    } else {
      std::transform(values + begin, values + end, amounts_.begin(),
                     [](auto value) { return static_cast<std::int64_t>(value); });
      return amounts_.data();
    }
  });
}

void LineCheck::compare_prices(std::size_t begin, std::size_t end, const std::int64_t* amounts) {
  std::uint8_t* const flags = results_.flags.data() + begin;
  with_values(*lines_.unit_price, [&](const auto* prices) {
    for (std::size_t i = 0; i < end - begin; ++i) {
      const bool differs = products_[i] * static_cast<std::int64_t>(prices[begin + i]) != amounts[i];
      flags[i] = static_cast<std::uint8_t>(flags[i] | (differs ? line_flag::amount_differs : 0));
    }
  });
}

void LineCheck::note_missing_ceilings(std::size_t begin, std::size_t end) {
  if (results_.has_ceiling.empty()) results_.has_ceiling.assign(lines_.row_count, 1);
  for (std::size_t row = begin; row < end; ++row)
    results_.has_ceiling[row] = static_cast<std::uint8_t>((binding_.cells[cells_[row - begin]].traits >> 2U) & 1U);
}

void LineCheck::add_block_to_sums(std::size_t begin, const BlockOfRows& rows) {
  groups_.note_changes(begin, begin + rows.count, changes_.data());
  const std::size_t count = sum_runs(changes_.data(), rows, runs_.data());
  for (std::size_t i = 0; i < count; ++i) {
    const Run& run = runs_[i];
    groups_.add(begin + run.first, {static_cast<std::int64_t>(run.count), run.amount, run.excess, run.over});
  }
}

void LineCheck::check_plainly(std::size_t begin, std::size_t end) {
  find_cells(begin, end);
  multiply_factors(begin, end);
  const std::int64_t* const amounts = amounts_from(begin, end);
  const BlockOfRows rows{cells_.data(),
                         products_.data(),
                         amounts,
                         end - begin,
                         results_.ceilings.data() + begin,
                         results_.excesses.data() + begin,
                         results_.verdicts.data() + begin,
                         results_.flags.data() + begin,
                         results_.norms.data() + begin};
  const unsigned shared = judge_rows(binding_, alike_, rows);
  if (lines_.unit_price) compare_prices(begin, end, amounts);
  if ((shared & LineCell::capped) == 0) note_missing_ceilings(begin, end);
  if (groups_.is_asked()) add_block_to_sums(begin, rows);
}

}  // namespace hoctap
