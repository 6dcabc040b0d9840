#include "hoctap/core/mark.hpp"

#include <algorithm>
#include <array>

namespace hoctap {
namespace {

constexpr std::array<std::string_view, 5> mark_names{"VERIFIED", "SECONDARY", "INFERRED", "MEMORY", "SIMULATED"};

}  // namespace

std::string_view name(Mark mark) { return mark_names.at(static_cast<std::size_t>(mark)); }

std::optional<Mark> mark_from_name(std::string_view name) {
  const auto* const found = std::find(mark_names.begin(), mark_names.end(), name);
  if (found == mark_names.end()) return std::nullopt;
  return static_cast<Mark>(found - mark_names.begin());
}

}  // namespace hoctap
