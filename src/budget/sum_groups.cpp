#include "budget/sum_groups.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

constexpr std::uint32_t no_group = std::numeric_limits<std::uint32_t>::max();
// A table of more values is larger than the sums that it finds.
constexpr std::uint64_t most_dense = std::uint64_t{1} << 22U;
// Values in a row are expected after the first, such as years.
constexpr std::uint64_t first_extent = 16;
// Rows from all over the table say what values to expect.
constexpr std::size_t rows_to_foresee = 64;

[[noreturn]] void throw_overflow_at(std::size_t row) {
  throw Overflow({MessageCode::overflow, {"amount"}}, {{}, {}, static_cast<std::uint32_t>(row + 1), 0, "amount"});
}

template <class Use>
void for_each_column(SumColumns& sums, const Use& use) {
  for (auto& keys : sums.keys) use(keys);
  for (auto* column : {&sums.lines, &sums.amount, &sums.excess, &sums.over}) use(*column);
}

}  // namespace

ComplianceSums SumColumns::view() const {
  const auto of = [this](const KeptVector<std::int64_t>& column) {
    return std::span<const std::int64_t>(column.data(), groups);
  };
  ComplianceSums sums;
  for (const auto& column : keys) sums.keys.push_back(of(column));
  sums.lines = of(lines);
  sums.amount = of(amount);
  sums.excess = of(excess);
  sums.lines_over = of(over);
  return sums;
}

SumGroups::SumGroups(const std::vector<WholeNumbers>& columns) : columns_(columns), extents_(columns.size()) {
  sums_.keys.resize(columns.size());
}

void SumGroups::note_changes(std::size_t begin, std::size_t end, std::uint8_t* changes) const {
  std::fill(changes, changes + (end - begin), std::uint8_t{0});
  for (const WholeNumbers& column : columns_) {
    std::visit(
        [&](const auto& span) {
          const auto* const values = span.data() + begin;
          if (are_different(values, end - begin)) note_differences(values, end - begin, changes);
        },
        column.values);
  }
  changes[0] = 1;
}

// The place of the values in the table; false where it does not reach them.
bool SumGroups::find(const std::int64_t* values, std::uint64_t& at) const {
  at = 0;
  bool is_covered = !dense_.empty();
  for (std::size_t c = 0; c < extents_.size(); ++c) {
    const std::uint64_t step = static_cast<std::uint64_t>(values[c]) - static_cast<std::uint64_t>(extents_[c].least);
    is_covered &= step < extents_[c].size;
    at += step * extents_[c].stride;
  }
  return is_covered;
}

// What some rows from all over the table have, so that the table need not grow step by step.
void SumGroups::foresee_extents() {
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    std::visit(
        [&](const auto& span) {
          const std::size_t step = std::max<std::size_t>(1, span.size() / rows_to_foresee);
          auto least = span[0];
          auto most = span[0];
          for (std::size_t row = step; row < span.size(); row += step) {
            least = std::min(least, span[row]);
            most = std::max(most, span[row]);
          }
          const std::uint64_t needed = static_cast<std::uint64_t>(static_cast<std::int64_t>(most)) -
                                       static_cast<std::uint64_t>(static_cast<std::int64_t>(least));
          if (needed < most_dense)
            extents_[c] = {static_cast<std::int64_t>(least), std::max(first_extent, std::bit_ceil(needed + 1)), 0};
        },
        columns_[c].values);
  }
}

// Makes the table reach the values at hand, at least twice as far as before where it falls short.
void SumGroups::cover(const std::int64_t* values) {
  if (dense_.empty()) foresee_extents();
  std::uint64_t total = 1;
  // The last column changes fastest in most tables: its neighbours lie side by side.
  for (std::size_t c = extents_.size(); c-- > 0;) {
    Extent& extent = extents_[c];
    const std::int64_t value = values[c];
    if (extent.size == 0) extent = {value, first_extent, 0};
    const std::int64_t least = std::min(extent.least, value);
    const std::int64_t most =
        std::max(value, static_cast<std::int64_t>(static_cast<std::uint64_t>(extent.least) + (extent.size - 1)));
    const std::uint64_t needed = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
    if (needed >= most_dense) {
      total = most_dense + 1;
      break;
    }
    extent.least = least;
    extent.size = needed + 1 == extent.size ? extent.size : std::bit_ceil(needed + 1);
    extent.stride = total;
    total *= extent.size;
    if (total > most_dense) break;
  }
  std::vector<std::int64_t> key(extents_.size());
  const auto set_key = [&](std::size_t group) {
    for (std::size_t c = 0; c < key.size(); ++c) key[c] = sums_.keys[c][group];
  };
  if (total > most_dense) {
    is_sparse_ = true;
    dense_ = {};
    for (std::size_t group = 0; group < sums_.groups; ++group) {
      set_key(group);
      sparse_.emplace(key, static_cast<std::uint32_t>(group));
    }
    return;
  }
  dense_.assign(total, no_group);
  for (std::size_t group = 0; group < sums_.groups; ++group) {
    set_key(group);
    std::uint64_t at = 0;
    find(key.data(), at);
    dense_[at] = static_cast<std::uint32_t>(group);
  }
}

// Room for as many groups as there will be if the rest of the rows are like those before; at least twice and at most
// sixteen times as many as there are.
void SumGroups::make_room(std::size_t row, std::size_t more) {
  const std::size_t needed = sums_.groups + more;
  const std::size_t had = sums_.lines.size();
  if (needed <= had) return;
  constexpr std::size_t least_room = 1024;
  const std::size_t foreseen = needed + needed / 8 + needed * (columns_[0].size() - row) / (row + 1);
  const std::size_t room = std::max({least_room, needed, std::clamp(foreseen, 2 * had, 16 * had)});
  for_each_column(sums_, [&](KeptVector<std::int64_t>& column) {
    KeptVector<std::int64_t> larger(room);
    std::copy_n(column.begin(), sums_.groups, larger.begin());
    column = std::move(larger);
  });
}

std::uint32_t SumGroups::new_group(std::size_t row, const std::int64_t* values) {
  make_room(row, 1);
  const std::size_t group = sums_.groups++;
  for (std::size_t c = 0; c < sums_.keys.size(); ++c) sums_.keys[c][group] = values[c];
  for (auto* column : {&sums_.lines, &sums_.amount, &sums_.excess, &sums_.over}) (*column)[group] = 0;
  return static_cast<std::uint32_t>(group);
}

std::size_t SumGroups::group_of(std::size_t row, const std::int64_t* values) {
  std::uint32_t* group = nullptr;
  std::uint64_t at = 0;
  if (!is_sparse_ && !find(values, at)) {
    cover(values);
    if (!is_sparse_) find(values, at);
  }
  if (is_sparse_) {
    group = &sparse_.emplace(std::vector<std::int64_t>(values, values + columns_.size()), no_group).first->second;
  } else {
    group = &dense_[at];
  }
  if (*group == no_group) *group = new_group(row, values);
  return *group;
}

void SumGroups::add_to(std::size_t row, std::size_t group, const GroupSum& sum) {
  sums_.lines[group] += sum.lines;
  bool overflows = __builtin_add_overflow(sums_.amount[group], sum.amount, &sums_.amount[group]);
  overflows |= __builtin_add_overflow(sums_.excess[group], sum.excess, &sums_.excess[group]);
  if (overflows) throw_overflow_at(row);
  sums_.over[group] += sum.over;
}

void SumGroups::set_keys(std::size_t begin, const std::uint16_t* starts, std::size_t runs) {
  keys_.resize(runs * columns_.size());
  std::int64_t* keys = keys_.data();
  for (const WholeNumbers& column : columns_) {
    std::visit(
        [&](const auto& span) {
          const auto* const values = span.data() + begin;
          for (std::size_t run = 0; run < runs; ++run) keys[run] = static_cast<std::int64_t>(+values[starts[run]]);
        },
        column.values);
    keys += runs;
  }
}

// The places in the table of all runs at once; false where it does not reach some.
bool SumGroups::find_all(std::size_t runs) {
  if (dense_.empty()) return false;
  places_.assign(runs, 0);
  std::uint64_t* const places = places_.data();
  const std::int64_t* keys = keys_.data();
  std::uint64_t beyond = 0;
  for (const Extent extent : extents_) {
    const auto least = static_cast<std::uint64_t>(extent.least);
    for (std::size_t run = 0; run < runs; ++run) {
      const std::uint64_t step = static_cast<std::uint64_t>(keys[run]) - least;
      beyond |= step >= extent.size ? 1U : 0U;
      places[run] += step * extent.stride;
    }
    keys += runs;
  }
  return beyond == 0;
}

// Adds runs whose places were found.
void SumGroups::add_found(std::size_t begin, const std::uint16_t* starts, std::size_t runs, const RunSum* sums) {
  make_room(begin, runs);
  std::int64_t* const lines = sums_.lines.data();
  std::int64_t* const amount = sums_.amount.data();
  std::int64_t* const excess = sums_.excess.data();
  std::int64_t* const over = sums_.over.data();
  std::uint32_t* const dense = dense_.data();
  const std::uint64_t* const places = places_.data();
  new_runs_.resize(runs);
  std::uint32_t* const new_runs = new_runs_.data();
  const std::size_t first_new = sums_.groups;
  std::size_t found = 0;
  bool overflows = false;
  const auto add_amount = [&](std::int64_t& sum, std::int64_t amount_of_run) {
    overflows |= __builtin_add_overflow(sum, amount_of_run, &sum);
  };
  for (std::size_t run = 0; run < runs; ++run) {
    const std::int64_t count = starts[run + 1] - starts[run];
    std::size_t group = dense[places[run]];
    if (group == no_group) {
      group = first_new + found;
      dense[places[run]] = static_cast<std::uint32_t>(group);
      new_runs[found++] = static_cast<std::uint32_t>(run);
      lines[group] = count;
      amount[group] = sums[run].amount;
      excess[group] = sums[run].excess;
      over[group] = sums[run].over;
      continue;
    }
    lines[group] += count;
    add_amount(amount[group], sums[run].amount);
    add_amount(excess[group], sums[run].excess);
    over[group] += sums[run].over;
    if (overflows) throw_overflow_at(begin + starts[run]);
  }
  sums_.groups = first_new + found;
  expected_ = found;
  last_place_ = places[runs - 1];
  const std::int64_t* keys = keys_.data();
  for (auto& column : sums_.keys) {
    std::int64_t* const own = column.data() + first_new;
    for (std::size_t i = 0; i < found; ++i) own[i] = keys[new_runs[i]];
    keys += runs;
  }
}

void SumGroups::add_runs(std::size_t begin, const std::uint16_t* starts, std::size_t runs, const RunSum* sums) {
  set_keys(begin, starts, runs);
  if (find_all(runs)) {
    add_found(begin, starts, runs, sums);
    return;
  }
  for (std::size_t run = 0; run < runs; ++run) {
    const std::int64_t lines = starts[run + 1] - starts[run];
    add(begin + starts[run], {lines, sums[run].amount, sums[run].excess, sums[run].over});
  }
}

void SumGroups::look_ahead() const {
  constexpr std::size_t in_line = 64 / sizeof(std::int64_t);
  const std::size_t end = std::min(sums_.groups + expected_, sums_.lines.size());
  const auto fetch = [&](const KeptVector<std::int64_t>& column) {
    for (std::size_t group = sums_.groups; group < end; group += in_line)
      __builtin_prefetch(column.data() + group, 1, 3);
  };
  for (std::uint64_t at = last_place_; at < std::min<std::uint64_t>(last_place_ + 4 * in_line, dense_.size());
       at += 2 * in_line)
    __builtin_prefetch(dense_.data() + at, 1, 3);
  for (const auto& keys : sums_.keys) fetch(keys);
  for (const auto* column : {&sums_.lines, &sums_.amount, &sums_.excess, &sums_.over}) fetch(*column);
}

void SumGroups::add(std::size_t row, const GroupSum& sum) {
  values_.resize(columns_.size());
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    values_[c] =
        std::visit([row](const auto& span) { return static_cast<std::int64_t>(span[row]); }, columns_[c].values);
  }
  add_to(row, group_of(row, values_.data()), sum);
}

SumColumns SumGroups::take() { return std::exchange(sums_, {}); }

}  // namespace hoctap
