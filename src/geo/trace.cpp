#include "geo/trace.hpp"

#include <map>

#include "core/sort_once.hpp"

namespace hoctap {
namespace {

// Territory on its way. Two ways that meet add up.
struct Part {
  std::optional<Ratio> share;
  std::vector<std::uint32_t> events;
  bool is_inferred = false;
  bool is_new = true;

  void add(const Part& other) {
    if (is_new) {
      *this = other;
      is_new = false;
      return;
    }
    if (share && other.share) {
      share = *share + *other.share;
    } else {
      share.reset();
    }
    events.insert(events.end(), other.events.begin(), other.events.end());
    is_inferred = is_inferred || other.is_inferred;
  }

  Followed as(VersionId version) && {
    sort_once(events);
    return {version, share, std::move(events), is_inferred};
  }
};

// One walk in one direction, by way of the versions in order of time: when a version's turn comes, all that reaches it
// has.
class Trace {
 public:
  Trace(const GazetteerContent& content, Date to, bool is_forward)
      : content_(content), to_(to), is_forward_(is_forward) {}

  std::vector<Followed> from(VersionId id) {
    Part whole;
    whole.share = Ratio{1, 1};
    whole.is_new = false;
    arrive(id, whole);
    while (!waiting_.empty()) {
      const VersionId next = waiting_.begin()->first.second;
      const Part part = std::move(waiting_.begin()->second);
      waiting_.erase(waiting_.begin());
      if (content_.validity[next].contains(to_)) {
        arrived_.emplace(next, part);
      } else if (is_forward_) {
        go_forward(next, part);
      } else {
        go_backward(next, part);
      }
    }
    std::vector<Followed> result;
    for (auto& [version, part] : arrived_) result.push_back(std::move(part).as(version));
    if (!lost_.is_new) result.push_back(std::move(lost_).as(no_version));
    return result;
  }

 private:
  void arrive(VersionId id, Part part) {
    part.is_inferred = part.is_inferred || !is_established(content_.versions[id].mark);
    const std::int64_t day = is_forward_ ? std::int64_t{content_.validity[id].from.days()}
                                         : -std::int64_t{content_.validity[id].until.days()};
    waiting_[{day, id}].add(part);
  }

  Part moved(const Part& part, const std::optional<Ratio>& share, std::optional<std::uint32_t> event) const {
    Part next = part;
    next.share = part.share && share ? std::optional(*part.share * *share) : std::nullopt;
    if (event) {
      next.events.push_back(*event);
      next.is_inferred = next.is_inferred || !is_established(content_.events[*event].mark);
    }
    return next;
  }

  void go_forward(VersionId id, const Part& part) {
    for (const LineageStep& step : content_.successors[id]) arrive(step.version, moved(part, step.share, step.event));
    for (const LostPart& lost : content_.lost[id]) lost_.add(moved(part, lost.share, lost.event));
  }

  void go_backward(VersionId id, const Part& part) {
    const std::span<const LineageStep> steps = content_.predecessors[id];
    const std::optional<Ratio> share = steps.size() == 1 ? std::optional(Ratio{1, 1}) : std::nullopt;
    for (const LineageStep& step : steps) arrive(step.version, moved(part, share, step.event));
    if (steps.empty()) lost_.add(part);
  }

  const GazetteerContent& content_;
  Date to_;
  bool is_forward_;
  std::map<std::pair<std::int64_t, VersionId>, Part> waiting_;
  std::map<VersionId, Part> arrived_;
  Part lost_;
};

}  // namespace

std::vector<Followed> trace(const GazetteerContent& content, VersionId id, Date to) {
  return Trace(content, to, content.validity[id].from <= to).from(id);
}

}  // namespace hoctap
