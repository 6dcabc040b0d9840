#include "budget/sum_groups.hpp"

#include <algorithm>
#include <limits>

#include "hoctap/core/error.hpp"
#include "hoctap/money/checked.hpp"

namespace hoctap {
namespace {

constexpr std::uint32_t no_group = std::numeric_limits<std::uint32_t>::max();

template <class T>
void add_keys(const T* values, std::int64_t least, std::uint64_t stride, std::size_t count, std::uint64_t* keys) {
  for (std::size_t i = 0; i < count; ++i)
    keys[i] += (static_cast<std::uint64_t>(values[i]) - static_cast<std::uint64_t>(least)) * stride;
}

}  // namespace

SumGroups::SumGroups(const std::vector<WholeNumbers>& columns) : columns_(columns) {
  std::uint64_t size = 1;
  std::size_t rows = 0;
  for (const WholeNumbers& column : columns) {
    rows = column.size();
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::visit(
        [&](const auto& span) {
          if (span.empty()) return;
          auto low = span[0];
          auto high = span[0];
          for (const auto value : span) {
            low = std::min(low, value);
            high = std::max(high, value);
          }
          least = static_cast<std::int64_t>(low);
          most = static_cast<std::int64_t>(high);
        },
        column.values);
    const std::uint64_t extent = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least) + 1;
    extents_.push_back({least, size});
    if (extent == 0 || extent > std::numeric_limits<std::uint64_t>::max() / size)
      throw Overflow({MessageCode::overflow, {"sum_by"}});
    size *= extent;
  }
  sums_.keys.resize(columns.size());
  is_dense_ = size <= 4 * std::max<std::size_t>(rows, 1024);
  if (is_dense_ && is_asked()) dense_.assign(size, no_group);
}

void SumGroups::keys(std::size_t begin, std::size_t end, std::uint64_t* keys) const {
  std::fill(keys, keys + (end - begin), 0);
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    std::visit(
        [&](const auto& span) {
          add_keys(span.data() + begin, extents_[c].least, extents_[c].stride, end - begin, keys);
        },
        columns_[c].values);
  }
}

std::uint32_t SumGroups::group_of(std::uint64_t key, std::size_t row) {
  std::uint32_t& group = is_dense_ ? dense_[key] : sparse_.emplace(key, no_group).first->second;
  if (group != no_group) return group;
  group = static_cast<std::uint32_t>(sums_.lines.size());
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    sums_.keys[c].push_back(
        std::visit([row](const auto& span) { return static_cast<std::int64_t>(span[row]); }, columns_[c].values));
  }
  sums_.lines.push_back(0);
  sums_.amount.push_back(0);
  sums_.excess.push_back(0);
  sums_.lines_over.push_back(0);
  return group;
}

void SumGroups::add(std::uint64_t key, std::size_t row, const GroupSum& sum) {
  const std::uint32_t group = group_of(key, row);
  sums_.lines[group] += sum.lines;
  sums_.amount[group] = checked_add(sums_.amount[group], sum.amount);
  sums_.excess[group] = checked_add(sums_.excess[group], sum.excess);
  sums_.lines_over[group] += sum.over;
}

ComplianceSums SumGroups::take() { return std::move(sums_); }

}  // namespace hoctap
