#include <algorithm>
#include <numeric>

#include "hoctap/core/text.hpp"

namespace hoctap {
namespace {

// Levenshtein's distance of bytes, or `most` + 1 as soon as it must exceed `most`.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most) {
  const std::size_t difference = a.size() < b.size() ? b.size() - a.size() : a.size() - b.size();
  if (difference > most) return most + 1;
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    std::size_t least = row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
      least = std::min(least, row[j]);
    }
    if (least > most) return most + 1;
  }
  return row[b.size()];
}

}  // namespace

std::vector<std::string> nearest(std::string_view word, std::span<const std::string> candidates, std::size_t most) {
  const std::string sought = folded(word);
  const std::size_t farthest = sought.size() / 3;
  struct Found {
    std::size_t distance;
    std::size_t index;
  };
  std::vector<Found> found;
  for (std::size_t index = 0; index < candidates.size(); ++index) {
    const std::size_t distance = edit_distance(sought, folded(candidates[index]), farthest);
    if (distance <= farthest) found.push_back({distance, index});
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return a.distance < b.distance; });
  std::vector<std::string> names;
  for (const Found& one : found) {
    if (names.size() == most) break;
    names.push_back(candidates[one.index]);
  }
  return names;
}

}  // namespace hoctap
