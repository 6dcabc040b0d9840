#include "hoctap/budget/sources.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

#include "hoctap/core/error.hpp"
#include "hoctap/money/split.hpp"
#include "money/int128.hpp"

namespace hoctap {
namespace {

struct Claim {
  Int128 remainder = 0;
  bool got_more = false;
};

}  // namespace

std::vector<SourcePart> split_over_sources(std::int64_t amount, std::span<const SourceShare> shares) {
  if (amount < 0) throw InvalidValue({MessageCode::value_negative, {"amount", std::to_string(amount)}});
  std::vector<std::int64_t> weights;
  Int128 total = 0;
  for (const SourceShare& share : shares) {
    const auto is_same = [&](const SourceShare& other) { return other.fund == share.fund; };
    if (std::count_if(shares.begin(), shares.end(), is_same) > 1)
      throw InvalidValue({MessageCode::source_stands_twice, {share.fund}});
    weights.push_back(share.weight);
    total += share.weight;
  }
  const auto amounts = split_by_largest_remainder(amount, weights);

  // A tie: of two with equal remainders one got a đồng more.
  std::vector<Claim> claims;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const Int128 exact = Int128{amount} * weights[i];
    // split_by_largest_remainder() refuses weights without a sum. NOLINTNEXTLINE(clang-analyzer-core.DivideZero)
    claims.push_back({exact % total, amounts[i] > static_cast<std::int64_t>(exact / total)});
  }
  std::vector<SourcePart> parts;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const bool is_tied = std::any_of(claims.begin(), claims.end(), [&](const Claim& other) {
      return other.remainder == claims[i].remainder && other.got_more != claims[i].got_more;
    });
    parts.push_back({amounts[i], is_tied});
  }
  return parts;
}

}  // namespace hoctap
