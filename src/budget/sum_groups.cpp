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

// Makes the table reach the values at hand, at least twice as far as before where it falls short.
void SumGroups::cover(const std::int64_t* values) {
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

// The places in the table of all runs at once; false where it does not reach some.
bool SumGroups::find_all(std::size_t begin, const std::uint16_t* starts, std::size_t runs) {
  if (dense_.empty()) return false;
  places_.assign(runs, 0);
  std::uint64_t beyond = 0;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const Extent extent = extents_[c];
    const auto least = static_cast<std::uint64_t>(extent.least);
    std::uint64_t* const places = places_.data();
    std::visit(
        [&](const auto& span) {
          const auto* const values = span.data() + begin;
          for (std::size_t run = 0; run < runs; ++run) {
            const std::uint64_t step =
                static_cast<std::uint64_t>(static_cast<std::int64_t>(values[starts[run]])) - least;
            beyond |= step >= extent.size ? 1U : 0U;
            places[run] += step * extent.stride;
          }
        },
        columns_[c].values);
  }
  return beyond == 0;
}

// Adds runs whose places were found, without another look at their values but for new groups.
void SumGroups::add_found(std::size_t begin, const std::uint16_t* starts, std::size_t runs, const RunSum* sums) {
  make_room(begin, runs);
  std::int64_t* const lines = sums_.lines.data();
  std::int64_t* const amount = sums_.amount.data();
  std::int64_t* const excess = sums_.excess.data();
  std::int64_t* const over = sums_.over.data();
  std::uint32_t* const dense = dense_.data();
  const std::size_t first_new = sums_.groups;
  std::size_t groups = first_new;
  new_rows_.resize(runs);
  bool overflows = false;
  const auto add_amount = [&](std::int64_t& sum, std::int64_t amount_of_run) {
    overflows |= __builtin_add_overflow(sum, amount_of_run, &sum);
  };
  for (std::size_t run = 0; run < runs; ++run) {
    const std::int64_t count = starts[run + 1] - starts[run];
    std::uint32_t& group = dense[places_[run]];
    if (group == no_group) {
      new_rows_[groups - first_new] = begin + starts[run];
      group = static_cast<std::uint32_t>(groups++);
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
  sums_.groups = groups;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    std::int64_t* const keys = sums_.keys[c].data() + first_new;
    std::visit(
        [&](const auto& span) {
          for (std::size_t i = 0; i < groups - first_new; ++i) keys[i] = static_cast<std::int64_t>(+span[new_rows_[i]]);
        },
        columns_[c].values);
  }
}

void SumGroups::add_runs(std::size_t begin, const std::uint16_t* starts, std::size_t runs, const RunSum* sums) {
  if (find_all(begin, starts, runs)) {
    add_found(begin, starts, runs, sums);
    return;
  }
  for (std::size_t run = 0; run < runs; ++run) {
    const std::int64_t lines = starts[run + 1] - starts[run];
    add(begin + starts[run], {lines, sums[run].amount, sums[run].excess, sums[run].over});
  }
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
