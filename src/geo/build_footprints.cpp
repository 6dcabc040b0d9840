#include <algorithm>
#include <utility>

#include "geo/build.hpp"

namespace hoctap {
namespace {

// Calls `visit(holder, days)` for every version that held `id` during a part of `days`, through all levels.
template <class Visit>
void for_each_holder(const GazetteerContent& content, VersionId id, Validity days, const Visit& visit) {
  for (const Holder& holder : content.holders[id]) {
    const Validity shared = holder.days.intersection(days);
    if (shared.is_empty()) continue;
    visit(holder.parent);
    for_each_holder(content, holder.parent, shared, visit);
  }
}

// Whose territory is told by their own lineage: from the communes up, every version below which no such version ever
// lived.
std::vector<std::uint8_t> find_undivided(const GazetteerContent& content) {
  std::vector<std::uint8_t> is_undivided(content.versions.size(), 1);
  for (const Level level : {Level::commune, Level::district, Level::province}) {
    for (const VersionId id : content.by_level[static_cast<std::size_t>(level)]) {
      for_each_holder(content, id, content.validity[id],
                      [&is_undivided](VersionId holder) { is_undivided[holder] = 0; });
    }
  }
  return is_undivided;
}

// Walks all ways from the versions that have no predecessor.
class WayFinder {
 public:
  explicit WayFinder(const GazetteerContent& content) : content_(content) {}

  void find() {
    ways_.reserve(content_.versions.size());
    for (VersionId id = 0; id < content_.versions.size(); ++id) {
      if (content_.is_undivided[id] != 0 && is_first(id)) walk(id);
    }
  }

  std::uint32_t count() const { return count_; }
  const std::vector<std::pair<std::uint32_t, VersionId>>& ways() const { return ways_; }

 private:
  struct Turn {
    VersionId version = no_version;
    std::size_t next_step = 0;
    bool is_last = true;
  };

  // Villages live inside communes: a way leads through the ones or through the others.
  bool joins(VersionId a, VersionId b) const {
    const bool is_village = content_.level[a] == Level::village;
    return content_.is_undivided[b] != 0 && is_village == (content_.level[b] == Level::village);
  }

  bool is_first(VersionId id) const {
    const std::span<const LineageStep> before = content_.predecessors[id];
    return std::none_of(before.begin(), before.end(),
                        [this, id](const LineageStep& step) { return joins(id, step.version); });
  }

  // Without recursion: a lineage may be as long as the file that tells it.
  void walk(VersionId first) {
    std::vector<Turn>& way = way_;
    way.assign(1, {first});
    while (!way.empty()) {
      const VersionId at = way.back().version;
      const std::span<const LineageStep> steps = content_.successors[at];
      std::size_t& next = way.back().next_step;
      while (next < steps.size() && !joins(at, steps[next].version)) ++next;
      if (next < steps.size()) {
        way.back().is_last = false;
        const VersionId to = steps[next++].version;
        way.push_back({to});
        continue;
      }
      if (way.back().is_last) {
        for (const Turn& turn : way) ways_.push_back({count_, turn.version});
        ++count_;
      }
      way.pop_back();
    }
  }

  const GazetteerContent& content_;
  std::vector<std::pair<std::uint32_t, VersionId>> ways_;
  std::uint32_t count_ = 0;
  std::vector<Turn> way_;  // room that is used again
};

}  // namespace

void find_footprints(GazetteerContent& content) {
  content.is_undivided = find_undivided(content);
  WayFinder finder(content);
  finder.find();
  content.ways = {finder.count(), finder.ways()};

  std::vector<std::pair<std::uint32_t, std::uint32_t>> footprints;  // version, atom
  footprints.reserve(6 * finder.ways().size());
  for (const auto& [atom, version] : finder.ways()) {
    footprints.push_back({version, atom});
    if (content.level[version] == Level::village) continue;
    for_each_holder(content, version, content.validity[version],
                    [&footprints, atom = atom](VersionId holder) { footprints.push_back({holder, atom}); });
  }
  // Atoms come in order; one reaches a holder by several versions on its way.
  std::vector<std::uint32_t> last(content.versions.size(), no_version);
  std::erase_if(footprints, [&last](const std::pair<std::uint32_t, std::uint32_t>& one) {
    return std::exchange(last[one.first], one.second) == one.second;
  });
  content.footprints = {content.versions.size(), footprints};
}

}  // namespace hoctap
