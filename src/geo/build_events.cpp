#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

#include "geo/build.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

// Ways through a lineage are listed step by step; beyond this many steps for each of its events they are not. Splits
// and mergers among the same units again and again double the ways each time; real reorganisations stay far below.
constexpr std::uint64_t most_steps_per_event = 1024;

// Pairs of versions, each noted once.
class Pairs {
 public:
  explicit Pairs(std::size_t most) : slots_(std::bit_ceil(2 * most + 2), none) {}

  // Whether the pair is new.
  bool add(VersionId from, VersionId to) {
    const std::uint64_t pair = std::uint64_t{from} << 32U | to;
    std::size_t at = (pair * 0x9E3779B97F4A7C15U >> 32U) & (slots_.size() - 1);
    while (slots_[at] != none && slots_[at] != pair) at = (at + 1) & (slots_.size() - 1);
    return std::exchange(slots_[at], pair) == none;
  }

 private:
  static constexpr std::uint64_t none = ~std::uint64_t{0};  // no version became none
  std::vector<std::uint64_t> slots_;
};

class EventKeeper {
 public:
  EventKeeper(GazetteerContent& content, std::vector<UnitEvent> events, const Gazetteer::PlaceOf& event_place,
              const VersionPlaces& version_place, Findings& findings)
      : content_(content),
        events_(std::move(events)),
        event_place_(event_place),
        version_place_(version_place),
        findings_(findings),
        seen_(events_.size()) {}

  void keep() {
    const std::vector<std::uint32_t> order = in_order();
    kept_.reserve(events_.size());
    edges_.reserve(events_.size());
    for (const std::uint32_t i : order) resolve(i);
    cut_tangles();
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      edges_[i].event = static_cast<std::uint32_t>(i);
      content_.last_event = std::max(content_.last_event, events_[kept_[i]].date);
    }
    link();
    if (kept_.size() == events_.size() && std::is_sorted(kept_.begin(), kept_.end())) {
      content_.events = std::move(events_);
    } else {
      content_.events.reserve(kept_.size());
      for (const std::uint32_t i : kept_) content_.events.push_back(std::move(events_[i]));
    }
  }

 private:
  std::vector<std::uint32_t> in_order() const {
    std::vector<std::uint32_t> order(events_.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto is_before = [this](std::uint32_t a, std::uint32_t b) {
      const UnitEvent& x = events_[a];
      const UnitEvent& y = events_[b];
      return std::tie(x.date, x.event_id, x.from_code, x.to_code) <
             std::tie(y.date, y.event_id, y.from_code, y.to_code);
    };
    if (!std::is_sorted(order.begin(), order.end(), is_before)) std::stable_sort(order.begin(), order.end(), is_before);
    return order;
  }

  void report(MessageCode code, std::vector<std::string> arguments, std::uint32_t index, RowOutcome outcome) {
    findings_.push_back({{code, std::move(arguments)}, event_place_(index), outcome});
  }

  // Finds the two versions that an event joins.
  void resolve(std::uint32_t index) {
    UnitEvent& event = events_[index];
    const bool is_a_day = event.date != Date::earliest() && event.date != Date::latest();
    const std::optional<VersionId> from = is_a_day ? content_.ending_on(event.from_code, event.date) : std::nullopt;
    if (!from) {
      report(MessageCode::event_source_not_ending, {event.event_id, event.from_code, day_text(event.date)}, index,
             RowOutcome::dropped);
      return;
    }
    Edge edge{*from, no_version, 0};
    if (!event.to_code.empty()) {
      const std::optional<VersionId> to = content_.beginning_on(event.to_code, event.date);
      if (!to) {
        report(MessageCode::event_target_not_beginning, {event.event_id, event.to_code, day_text(event.date)}, index,
               RowOutcome::dropped);
        return;
      }
      edge.to = *to;
    }
    if (!seen_.add(edge.from, edge.to)) {
      report(MessageCode::event_repeated, {event.event_id, event.from_code, event.to_code, day_text(event.date)}, index,
             RowOutcome::dropped);
      return;
    }
    if (event.share && (event.share->den <= 0 || event.share->num <= 0 || event.share->num > event.share->den)) {
      const std::string share = std::to_string(event.share->num) + '/' + std::to_string(event.share->den);
      report(MessageCode::event_share_out_of_range, {event.event_id, share}, index, RowOutcome::kept);
      event.share.reset();
    }
    edges_.push_back(edge);
    kept_.push_back(index);
  }

  // Leaves out the events of every connected lineage whose ways are too many to list.
  void cut_tangles() {
    const std::size_t count = content_.versions.size();
    std::vector<VersionId> group(count);
    std::iota(group.begin(), group.end(), VersionId{0});
    const auto root = [&group](VersionId id) {
      while (group[id] != id) id = group[id] = group[group[id]];
      return id;
    };
    for (const Edge& edge : edges_) {
      if (edge.to != no_version) group[root(edge.from)] = root(edge.to);
    }

    // Events are in order of date, so all ways into a version are counted before any event leaves it.
    std::vector<std::uint64_t> ways(count, 0);
    std::vector<std::uint64_t> steps(count, 0);
    std::vector<std::uint64_t> steps_of_group(count, 0);
    std::vector<std::uint64_t> events_of_group(count, 0);
    const auto add = [](std::uint64_t& sum, std::uint64_t more) {
      if (__builtin_add_overflow(sum, more, &sum)) sum = std::numeric_limits<std::uint64_t>::max();
    };
    for (const Edge& edge : edges_) {
      if (edge.to == no_version) continue;
      const std::uint64_t through = std::max<std::uint64_t>(ways[edge.from], 1);
      std::uint64_t arriving = through;
      add(arriving, steps[edge.from]);
      add(ways[edge.to], through);
      add(steps[edge.to], arriving);
      add(steps_of_group[root(edge.from)], arriving);
      ++events_of_group[root(edge.from)];
    }
    const auto is_tangled = [&](const Edge& edge) {
      const VersionId at = root(edge.from);
      return steps_of_group[at] / most_steps_per_event > events_of_group[at];
    };

    std::size_t left = 0;
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      if (is_tangled(edges_[i])) {
        const UnitEvent& event = events_[kept_[i]];
        report(MessageCode::event_lineage_too_tangled, {event.event_id, event.from_code}, kept_[i],
               RowOutcome::dropped);
        continue;
      }
      if (left != i) {
        edges_[left] = edges_[i];
        kept_[left] = kept_[i];
      }
      ++left;
    }
    edges_.resize(left);
    kept_.resize(left);
  }

  // Shares of one source: all known and one together, or some unknown and the others less than one.
  void check_shares(std::span<const std::size_t> of_source) {
    Ratio sum{0, 1};
    bool all_known = true;
    bool is_sound = true;
    for (const std::size_t i : of_source) {
      const std::optional<Ratio>& share = events_[kept_[i]].share;
      all_known = all_known && share;
      if (!share || !is_sound) continue;
      try {
        sum = sum + *share;
      } catch (const Overflow&) {
        is_sound = false;
      }
    }
    const Ratio whole{1, 1};
    is_sound = is_sound && (all_known ? sum == whole : sum < whole);
    if (is_sound) return;
    const std::uint32_t first = kept_[of_source.front()];
    report(MessageCode::event_shares_not_one, {events_[first].from_code, day_text(events_[first].date)}, first,
           RowOutcome::kept);
    for (const std::size_t i : of_source) events_[kept_[i]].share.reset();
  }

  // What an only event says of its whole source, even where it states no share.
  static bool moves_whole(const UnitEvent& event) {
    switch (event.kind) {
      case EventKind::merge:
      case EventKind::rename:
      case EventKind::change_kind:
      case EventKind::change_parent:
      case EventKind::abolish_level:
        return true;
      case EventKind::split:
      case EventKind::change_boundary:
        break;
    }
    return false;
  }

  void link() {
    std::vector<std::size_t> order(edges_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto is_before = [this](std::size_t a, std::size_t b) {
      return std::tie(edges_[a].from, edges_[a].to) < std::tie(edges_[b].from, edges_[b].to);
    };
    if (!std::is_sorted(order.begin(), order.end(), is_before)) std::sort(order.begin(), order.end(), is_before);
    std::vector<std::pair<std::uint32_t, LineageStep>> forward;
    std::vector<std::pair<std::uint32_t, LineageStep>> backward;
    std::vector<std::pair<std::uint32_t, LostPart>> lost;
    forward.reserve(edges_.size());
    backward.reserve(edges_.size());
    std::vector<bool> has_event(content_.versions.size());
    for (std::size_t first = 0, last = 0; first < order.size(); first = last) {
      const VersionId from = edges_[order[first]].from;
      while (last < order.size() && edges_[order[last]].from == from) ++last;
      has_event[from] = true;
      const std::span<const std::size_t> of_source(order.data() + first, last - first);
      check_shares(of_source);
      for (const std::size_t i : of_source) {
        const Edge& edge = edges_[i];
        const UnitEvent& event = events_[kept_[i]];
        const bool is_whole = !event.share && of_source.size() == 1 && moves_whole(event);
        const std::optional<Ratio> share = is_whole ? Ratio{1, 1} : event.share;
        if (edge.to == no_version) {
          lost.push_back({from, {share, edge.event}});
        } else {
          forward.push_back({from, {edge.to, share, edge.event}});
          backward.push_back({edge.to, {from, share, edge.event}});
        }
      }
    }
    for (VersionId id = 0; id < content_.versions.size(); ++id) {
      const Date until = content_.validity[id].until;
      if (until == Date::latest() || has_event[id]) continue;
      lost.push_back({id, {Ratio{1, 1}, std::nullopt}});
      const UnitVersion& unit = content_.versions[id];
      findings_.push_back({{MessageCode::unit_ends_by_no_event, {unit.code, unit.name, until.iso()}},
                           version_place_(id),
                           RowOutcome::kept});
    }
    content_.successors = {content_.versions.size(), forward};
    content_.predecessors = {content_.versions.size(), backward};
    content_.lost = {content_.versions.size(), lost};
  }

  GazetteerContent& content_;
  std::vector<UnitEvent> events_;
  const Gazetteer::PlaceOf& event_place_;
  const VersionPlaces& version_place_;
  Findings& findings_;
  std::vector<std::uint32_t> kept_;  // indexes of events, beside edges_
  std::vector<Edge> edges_;
  Pairs seen_;
};

}  // namespace

void keep_events(GazetteerContent& content, std::vector<UnitEvent> events, const Gazetteer::PlaceOf& event_place,
                 const VersionPlaces& version_place, Findings& findings) {
  EventKeeper(content, std::move(events), event_place, version_place, findings).keep();
}

}  // namespace hoctap
