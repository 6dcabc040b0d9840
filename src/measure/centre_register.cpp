#include "hoctap/measure/centre_register.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "hoctap/core/text.hpp"

namespace hoctap {
namespace {

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
  operation_.reserve(centres.size());
  for (std::uint32_t centre = 0; centre < centres.size(); ++centre) {
    by_symbol_[centres.centre_id[centre].symbol] = centre;
    const Date closed = centres.closed_on.has(centre) ? centres.closed_on[centre] : Date::latest();
    operation_.push_back({centres.founded_on[centre], closed});
  }
  read_predecessors(dataset);
  read_stays(dataset);
}

void CentreRegister::read_predecessors(const Dataset& dataset) {
  const Centres& centres = dataset.tables().centres;
  const Pool& pool = dataset.pool();
  predecessor_begin_.assign(centres.size() + 1, 0);
  if (centres.predecessor_ids.missing_count() == centres.size()) return;
  for (std::uint32_t centre = 0; centre < centres.size(); ++centre) {
    std::string_view rest = centres.predecessor_ids.has(centre) ? pool.view(centres.predecessor_ids[centre]) : "";
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(';'), rest.size());
      const auto id = pool.find(squeezed(rest.substr(0, end)));
      if (id && number(*id) != no_centre && number(*id) != centre) predecessors_.push_back(number(*id));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    predecessor_begin_[centre + 1] = static_cast<std::uint32_t>(predecessors_.size());
  }
}

void CentreRegister::read_stays(const Dataset& dataset) {
  const CentrePlaces& places = dataset.tables().centre_places;
  stay_begin_.assign(size() + 1, 0);
  std::vector<std::uint32_t> centre_of(places.size());
  for (std::uint32_t row = 0; row < places.size(); ++row) {
    centre_of[row] = number(places.centre_id[row]);
    if (centre_of[row] != no_centre) ++stay_begin_[centre_of[row] + 1];
  }
  for (std::size_t centre = 0; centre < size(); ++centre) stay_begin_[centre + 1] += stay_begin_[centre];
  stays_.resize(stay_begin_.back());
  std::vector<std::uint32_t> next(stay_begin_.begin(), stay_begin_.end() - 1);
  for (std::uint32_t row = 0; row < places.size(); ++row) {
    if (centre_of[row] == no_centre) continue;
    const VersionId village = places.village_code.has(row) ? places.village_code[row].version : no_version;
    const VersionId place = village != no_version ? village : places.unit_code[row].version;
    stays_[next[centre_of[row]]++] = {places.valid_from[row], place, row};
  }
  for (std::size_t centre = 0; centre < size(); ++centre) {
    const std::span<Stay> own(stays_.data() + stay_begin_[centre], stay_begin_[centre + 1] - stay_begin_[centre]);
    if (own.size() < 2) continue;
    std::stable_sort(own.begin(), own.end(), [](const Stay& a, const Stay& b) { return a.from < b.from; });
    for (std::size_t i = 1; i < own.size(); ++i)
      if (only_restates(places, dataset.gazetteer(), own[i - 1].row, own[i].row)) own[i].place = own[i - 1].place;
  }
}

std::optional<std::size_t> CentreRegister::stay(std::uint32_t centre, Date day) const {
  const auto first = stays_.begin() + stay_begin_[centre];
  const auto last = stays_.begin() + stay_begin_[centre + 1];
  if (first == last) return std::nullopt;
  if (last - first == 1) return static_cast<std::size_t>(first - stays_.begin());
  const auto after = std::upper_bound(first, last, day, [](Date asked, const Stay& one) { return asked < one.from; });
  return static_cast<std::size_t>((after == first ? first : after - 1) - stays_.begin());
}

VersionId CentreRegister::place(std::uint32_t centre, Date day) const {
  const auto found = stay(centre, day);
  return found ? stays_[*found].place : no_version;
}

VersionId CentreRegister::place_of_session(const Sessions& sessions, std::uint32_t row) const {
  const VersionId village = sessions.village_code[row].version;
  if (village != no_version) return village;
  const std::uint32_t centre = number(sessions.centre_id[row]);
  return centre == no_centre ? no_version : place(centre, sessions.date[row]);
}

std::optional<std::uint32_t> CentreRegister::place_row(std::uint32_t centre, Date day) const {
  const auto found = stay(centre, day);
  return found ? std::optional(stays_[*found].row) : std::nullopt;
}

}  // namespace hoctap
