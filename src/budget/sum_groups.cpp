#include "budget/sum_groups.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "budget/judge_rows.hpp"
#include "hoctap/money/checked.hpp"

namespace hoctap {
namespace {

constexpr std::uint32_t no_group = std::numeric_limits<std::uint32_t>::max();
// A table of more values is larger than the sums that it finds.
constexpr std::uint64_t most_dense = std::uint64_t{1} << 22U;

}  // namespace

void SumGroups::note_changes(std::size_t begin, std::size_t end, std::uint8_t* changes) const {
  std::fill(changes, changes + (end - begin), std::uint8_t{0});
  for (const WholeNumbers& column : columns_) {
    std::visit([&](const auto& span) { note_differences(span.data() + begin, end - begin, changes); }, column.values);
  }
  changes[0] = 1;
}

bool SumGroups::is_covered() const {
  if (dense_.empty()) return false;
  for (std::size_t c = 0; c < sought_.size(); ++c) {
    if (static_cast<std::uint64_t>(sought_[c]) - static_cast<std::uint64_t>(extents_[c].least) >= extents_[c].size)
      return false;
  }
  return true;
}

// Makes the table reach the values at hand, at least twice as far as before where it falls short.
void SumGroups::cover() {
  std::uint64_t total = 1;
  for (std::size_t c = 0; c < sought_.size(); ++c) {
    Extent& extent = extents_[c];
    const std::int64_t value = sought_[c];
    if (extent.size == 0) extent = {value, 1, 0};
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
  const std::size_t width = sought_.size();
  if (total > most_dense) {
    is_sparse_ = true;
    dense_ = {};
    for (std::size_t group = 0; group < sums_.size(); ++group) {
      const auto first = keys_.begin() + static_cast<std::ptrdiff_t>(group * width);
      sparse_.emplace(std::vector<std::int64_t>(first, first + static_cast<std::ptrdiff_t>(width)),
                      static_cast<std::uint32_t>(group));
    }
    return;
  }
  dense_.assign(total, no_group);
  for (std::size_t group = 0; group < sums_.size(); ++group) {
    std::uint64_t at = 0;
    for (std::size_t c = 0; c < width; ++c) {
      at += (static_cast<std::uint64_t>(keys_[group * width + c]) - static_cast<std::uint64_t>(extents_[c].least)) *
            extents_[c].stride;
    }
    dense_[at] = static_cast<std::uint32_t>(group);
  }
}

std::size_t SumGroups::group_of(std::size_t row) {
  sought_.resize(columns_.size());
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    sought_[c] =
        std::visit([row](const auto& span) { return static_cast<std::int64_t>(span[row]); }, columns_[c].values);
  }
  if (!is_sparse_ && !is_covered()) cover();
  std::uint32_t* group = nullptr;
  if (is_sparse_) {
    auto found = sparse_.find(sought_);
    if (found == sparse_.end()) found = sparse_.emplace(sought_, no_group).first;
    group = &found->second;
  } else {
    std::uint64_t at = 0;
    for (std::size_t c = 0; c < sought_.size(); ++c) {
      at +=
          (static_cast<std::uint64_t>(sought_[c]) - static_cast<std::uint64_t>(extents_[c].least)) * extents_[c].stride;
    }
    group = &dense_[at];
  }
  if (*group == no_group) {
    *group = static_cast<std::uint32_t>(sums_.size());
    keys_.insert(keys_.end(), sought_.begin(), sought_.end());
    sums_.emplace_back();
  }
  return *group;
}

void SumGroups::add(std::size_t row, const GroupSum& sum) {
  GroupSum& group = sums_[group_of(row)];
  group.lines += sum.lines;
  group.amount = checked_add(group.amount, sum.amount);
  group.excess = checked_add(group.excess, sum.excess);
  group.over += sum.over;
}

ComplianceSums SumGroups::take() {
  ComplianceSums columns;
  const std::size_t groups = sums_.size();
  columns.keys.resize(columns_.size());
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    columns.keys[c].resize(groups);
    for (std::size_t group = 0; group < groups; ++group) columns.keys[c][group] = keys_[group * columns_.size() + c];
  }
  const auto fill = [&](std::vector<std::int64_t>& values, std::int64_t GroupSum::* member) {
    values.resize(groups);
    for (std::size_t group = 0; group < groups; ++group) values[group] = sums_[group].*member;
  };
  fill(columns.lines, &GroupSum::lines);
  fill(columns.amount, &GroupSum::amount);
  fill(columns.excess, &GroupSum::excess);
  fill(columns.lines_over, &GroupSum::over);
  return columns;
}

}  // namespace hoctap
