#include "hoctap/budget/money_gaps.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "budget/line_values.hpp"
#include "hoctap/money/checked.hpp"

namespace hoctap {
namespace {

constexpr std::array<std::string_view, 3> kind_names{"stands_in_the_way", "without_norm", "unverified"};

std::string content_of(const Rulebook& rulebook, const LineColumns& lines, std::size_t row) {
  if (!has(lines.content.codes, row)) return {};
  const std::string_view word = lines.content.words[static_cast<std::size_t>(value(lines.content.codes, row))];
  const auto content = rulebook.content_named(word);
  return content ? rulebook.contents()[*content].id : std::string(word);
}

}  // namespace

std::string_view name(MoneyGapKind kind) { return kind_names.at(static_cast<std::size_t>(kind)); }

std::vector<MoneyGap> gaps_by_money(const Compliance& compliance, const LineColumns& lines) {
  const Rulebook& rulebook = compliance.book().rulebook();
  std::map<std::int64_t, std::string> contents;  // by number of the word; −1: no word
  std::map<std::tuple<MoneyGapKind, NormIndex, std::string, std::string_view>, MoneyGap> gaps;
  for (std::size_t row = 0; row < lines.row_count; ++row) {
    const Verdict verdict = compliance.verdict(row);
    const std::uint8_t flags = compliance.flags()[row];
    const std::uint16_t number = compliance.norms()[row];
    const NormIndex norm = number == Compliance::no_norm_number ? no_norm : number;
    MoneyGap gap;
    if (verdict == Verdict::not_checkable) {
      gap.kind = MoneyGapKind::stands_in_the_way;
      gap.reason = obstacle(rulebook, norm, flags);
    } else if (verdict == Verdict::norm_missing) {
      gap.kind = MoneyGapKind::without_norm;
      gap.reason = (flags & line_flag::expired) != 0 ? std::string_view("expired") : std::string_view("norm_missing");
    } else if ((flags & line_flag::unverified) != 0) {
      gap.kind = MoneyGapKind::unverified;
      gap.reason = name(PassReason::not_verified);
    } else {
      continue;
    }
    const std::int64_t word = has(lines.content.codes, row) ? value(lines.content.codes, row) : -1;
    const auto [content, is_new_word] = contents.try_emplace(word);
    if (is_new_word) content->second = content_of(rulebook, lines, row);
    const auto [place, is_new] = gaps.try_emplace({gap.kind, norm, content->second, gap.reason}, gap);
    MoneyGap& sum = place->second;
    if (is_new) {
      sum.norm = norm;
      sum.content = content->second;
    }
    ++sum.lines;
    sum.amount = checked_add(sum.amount, counted_amount(lines, row));
  }
  std::vector<MoneyGap> ranked;
  ranked.reserve(gaps.size());
  for (auto& [key, gap] : gaps) ranked.push_back(std::move(gap));
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const MoneyGap& a, const MoneyGap& b) { return a.amount > b.amount; });
  return ranked;
}

}  // namespace hoctap
