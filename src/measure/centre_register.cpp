#include "hoctap/measure/centre_register.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "hoctap/core/text.hpp"

namespace hoctap {
namespace {

constexpr std::uint32_t no_centre = 0xFFFFFFFFU;

// Whether a record of a place only restates the one before under the commune that took over that day.
bool only_restates(const CentrePlaces& places, const Gazetteer& gazetteer, std::uint32_t earlier, std::uint32_t later) {
  const VersionId before = places.unit_code[earlier].version;
  const VersionId after = places.unit_code[later].version;
  if (before == no_version || after == no_version || places.village_code.has(later)) return false;
  if (places.venue_type.get(earlier) != places.venue_type.get(later)) return false;
  if (places.host.get(earlier) != places.host.get(later)) return false;
  if (gazetteer.version(after).validity.from != places.valid_from[later]) return false;
  const auto now = gazetteer.follow(before, places.valid_from[later]);
  return now.size() == 1 && now.front().version == after;
}

}  // namespace

CentreRegister::CentreRegister(const Dataset& dataset) : by_symbol_(dataset.pool().size(), no_centre) {
  const Centres& centres = dataset.tables().centres;
  const CentrePlaces& places = dataset.tables().centre_places;
  const Pool& pool = dataset.pool();

  for (std::uint32_t centre = 0; centre < centres.size(); ++centre) {
    by_symbol_[centres.centre_id[centre].symbol] = centre;
    const Date closed = centres.closed_on.has(centre) ? centres.closed_on[centre] : Date::latest();
    operation_.push_back({centres.founded_on[centre], closed});
  }

  predecessor_begin_.push_back(0);
  for (std::uint32_t centre = 0; centre < centres.size(); ++centre) {
    std::string_view rest = centres.predecessor_ids.has(centre) ? pool.view(centres.predecessor_ids[centre]) : "";
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(';'), rest.size());
      const auto id = pool.find(squeezed(rest.substr(0, end)));
      if (id && by_symbol_[id->symbol] != no_centre && by_symbol_[id->symbol] != centre)
        predecessors_.push_back(by_symbol_[id->symbol]);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    predecessor_begin_.push_back(static_cast<std::uint32_t>(predecessors_.size()));
  }

  std::vector<std::vector<std::uint32_t>> rows(centres.size());
  for (std::uint32_t row = 0; row < places.size(); ++row)
    if (const auto centre = find(places.centre_id[row])) rows[*centre].push_back(row);
  stay_begin_.push_back(0);
  for (auto& own : rows) {
    std::stable_sort(own.begin(), own.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return places.valid_from[a] < places.valid_from[b]; });
    for (std::size_t i = 0; i < own.size(); ++i) {
      const std::uint32_t row = own[i];
      const VersionId village = places.village_code.has(row) ? places.village_code[row].version : no_version;
      VersionId place = village != no_version ? village : places.unit_code[row].version;
      if (i > 0 && only_restates(places, dataset.gazetteer(), own[i - 1], row)) place = stays_.back().place;
      stays_.push_back({places.valid_from[row], place, row});
    }
    stay_begin_.push_back(static_cast<std::uint32_t>(stays_.size()));
  }
}

std::optional<std::uint32_t> CentreRegister::find(Text centre_id) const {
  const std::uint32_t centre = centre_id.symbol < by_symbol_.size() ? by_symbol_[centre_id.symbol] : no_centre;
  return centre == no_centre ? std::nullopt : std::optional(centre);
}

std::optional<std::size_t> CentreRegister::stay(std::uint32_t centre, Date day) const {
  const auto first = stays_.begin() + stay_begin_[centre];
  const auto last = stays_.begin() + stay_begin_[centre + 1];
  if (first == last) return std::nullopt;
  const auto after = std::upper_bound(first, last, day, [](Date asked, const Stay& one) { return asked < one.from; });
  return static_cast<std::size_t>((after == first ? first : after - 1) - stays_.begin());
}

VersionId CentreRegister::place(std::uint32_t centre, Date day) const {
  const auto found = stay(centre, day);
  return found ? stays_[*found].place : no_version;
}

std::optional<std::uint32_t> CentreRegister::place_row(std::uint32_t centre, Date day) const {
  const auto found = stay(centre, day);
  return found ? std::optional(stays_[*found].row) : std::nullopt;
}

}  // namespace hoctap
