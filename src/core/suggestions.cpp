#include "core/suggestions.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "hoctap/core/text.hpp"

namespace hoctap {
namespace {

constexpr std::size_t most_of_a_list = 10;

}  // namespace

std::string suggestions(std::string_view word, std::span<const std::string> choices) {
  if (choices.empty()) return "–";
  std::vector<std::string> shown = nearest(word, choices);
  const bool are_near = !shown.empty();
  if (!are_near) {
    const auto listed = choices.first(std::min(choices.size(), most_of_a_list));
    shown.assign(listed.begin(), listed.end());
  }
  const bool has_comma = std::any_of(shown.begin(), shown.end(),
                                     [](const std::string& one) { return one.find(',') != std::string::npos; });
  std::string text;
  for (const std::string& one : shown) {
    if (!text.empty()) text += has_comma ? "; " : ", ";
    text += one;
  }
  if (!are_near && shown.size() < choices.size()) text += " …";
  return text;
}

}  // namespace hoctap
