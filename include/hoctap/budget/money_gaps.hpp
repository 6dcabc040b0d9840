// What should be read or checked next: the entries of the law on which most money hangs that nobody can judge, or that
// was judged by what is not VERIFIED.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/budget/compliance.hpp"
#include "hoctap/core/export.hpp"

namespace hoctap {

enum class MoneyGapKind : std::uint8_t {
  stands_in_the_way,  // an entry that applies and cannot answer: the lines are not checkable
  without_norm,       // no entry speaks of the content, or none leads to it
  unverified,         // the lines were judged, but something on the path is not VERIFIED
};
HOCTAP_EXPORT std::string_view name(MoneyGapKind kind);

struct MoneyGap {
  MoneyGapKind kind{};
  NormIndex norm = no_norm;  // no_norm: of without_norm, and where two norms overlap
  std::string content;       // id; as the lines have it where the rulebook does not know it
  // "amount_not_read", "recalled_only", "not_verified", "overlaps", "set_locally" …: as name() of GapReason,
  // PassReason, NormKind and flags says it; of without_norm "norm_missing" or "expired".
  std::string_view reason;
  std::int64_t lines = 0;
  std::int64_t amount = 0;  // đồng of these lines
};

// Each norm and content once, those on which most đồng hang first; the same sums in the order of kind, norm and
// content. `lines` must be what was checked.
HOCTAP_EXPORT std::vector<MoneyGap> gaps_by_money(const Compliance& compliance, const LineColumns& lines);

}  // namespace hoctap
