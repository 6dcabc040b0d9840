#include "budget/sum_groups.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

#include "hoctap/money/checked.hpp"

namespace hoctap {
namespace {

constexpr std::uint32_t no_group = std::numeric_limits<std::uint32_t>::max();
// A table of more values is larger than the sums that it finds.
constexpr std::uint64_t most_dense = std::uint64_t{1} << 22U;
// Values in a row are expected after the first, such as years.
constexpr std::uint64_t first_extent = 16;

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
    std::visit([&](const auto& span) { note_differences(span.data() + begin, end - begin, changes); }, column.values);
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
  for (std::size_t c = 0; c < extents_.size(); ++c) {
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

std::uint32_t SumGroups::new_group(const std::int64_t* values) {
  const std::size_t group = sums_.groups++;
  if (group == sums_.lines.size()) {
    constexpr std::size_t least_room = 1024;
    const std::size_t room = std::max(least_room, 2 * group);
    for_each_column(sums_, [room](KeptVector<std::int64_t>& column) { column.resize(room); });
  }
  for (std::size_t c = 0; c < sums_.keys.size(); ++c) sums_.keys[c][group] = values[c];
  return static_cast<std::uint32_t>(group);
}

std::size_t SumGroups::group_of(const std::int64_t* values) {
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
  if (*group == no_group) *group = new_group(values);
  return *group;
}

void SumGroups::add_to(std::size_t group, const GroupSum& sum) {
  sums_.lines[group] += sum.lines;
  sums_.amount[group] = checked_add(sums_.amount[group], sum.amount);
  sums_.excess[group] = checked_add(sums_.excess[group], sum.excess);
  sums_.over[group] += sum.over;
}

void SumGroups::add_runs(std::size_t begin, const std::uint16_t* starts, std::size_t runs, const RunSum* sums) {
  const std::size_t width = columns_.size();
  values_.resize(std::max(values_.size(), runs * width));
  for (std::size_t c = 0; c < width; ++c) {
    std::visit(
        [&](const auto& span) {
          for (std::size_t run = 0; run < runs; ++run)
            values_[run * width + c] = static_cast<std::int64_t>(span[begin + starts[run]]);
        },
        columns_[c].values);
  }
  for (std::size_t run = 0; run < runs; ++run) {
    const std::int64_t lines = starts[run + 1] - starts[run];
    add_to(group_of(values_.data() + run * width), {lines, sums[run].amount, sums[run].excess, sums[run].over});
  }
}

void SumGroups::add(std::size_t row, const GroupSum& sum) {
  values_.resize(std::max(values_.size(), columns_.size()));
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    values_[c] =
        std::visit([row](const auto& span) { return static_cast<std::int64_t>(span[row]); }, columns_[c].values);
  }
  add_to(group_of(values_.data()), sum);
}

SumColumns SumGroups::take() { return std::exchange(sums_, {}); }

}  // namespace hoctap
