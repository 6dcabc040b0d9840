#include "hoctap/geo/unit.hpp"

#include <array>
#include <cstddef>

#include "hoctap/geo/gazetteer.hpp"

namespace hoctap {
namespace {

constexpr std::array<std::string_view, 5> level_names{"nation", "province", "district", "commune", "village"};
constexpr std::array<std::string_view, 7> place_status_names{"unknown", "found",   "not_yet", "between",
                                                             "ended",   "several", "missing"};
constexpr std::array<std::string_view, 7> event_kind_names{
    "merge", "split", "rename", "change_kind", "change_boundary", "change_parent", "abolish_level"};

template <class Enum, std::size_t size>
std::optional<Enum> from_name(const std::array<std::string_view, size>& names, std::string_view name) {
  for (std::size_t i = 0; i < size; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view name(Level level) { return level_names.at(static_cast<std::size_t>(level)); }
std::optional<Level> level_from_name(std::string_view name) { return from_name<Level>(level_names, name); }

std::string_view name(PlaceStatus status) { return place_status_names.at(static_cast<std::size_t>(status)); }

std::string_view name(EventKind kind) { return event_kind_names.at(static_cast<std::size_t>(kind)); }
std::optional<EventKind> event_kind_from_name(std::string_view name) {
  return from_name<EventKind>(event_kind_names, name);
}

}  // namespace hoctap
