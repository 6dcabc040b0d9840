#include <algorithm>

#include "geo/build.hpp"

namespace hoctap {
namespace {

class HolderFinder {
 public:
  HolderFinder(const GazetteerContent& content, const VersionPlaces& place_of, Findings& findings)
      : content_(content), place_of_(place_of), findings_(findings) {}

  Rows<Holder> find() {
    found_.reserve(content_.versions.size());
    for (VersionId id = 0; id < content_.versions.size(); ++id) follow_parent(id);
    return {content_.versions.size(), found_};
  }

 private:
  void report(MessageCode code, VersionId child, std::vector<std::string> arguments) {
    findings_.push_back({{code, std::move(arguments)}, place_of_(child), RowOutcome::kept});
  }

  // The parent as its code reads on the child's first day, or the first to bear it during the child's life.
  std::optional<VersionId> first_parent(const UnitVersion& child) const {
    if (const std::optional<VersionId> parent = content_.find(child.parent_code, child.validity.from)) return parent;
    const CodeIndex::Span span = content_.by_code.find(child.parent_code);
    for (VersionId id = span.first; id < span.end; ++id) {
      if (content_.validity[id].overlaps(child.validity)) return id;
    }
    return std::nullopt;
  }

  void follow_parent(VersionId id) {
    const UnitVersion& child = content_.versions[id];
    if (child.parent_code.empty()) return;
    const std::optional<VersionId> first = first_parent(child);
    if (!first) {
      report(MessageCode::unit_parent_unknown, id, {child.code, child.parent_code, child.validity.text()});
      return;
    }
    VersionId parent = *first;
    Date from = std::max(child.validity.from, content_.validity[parent].from);
    // An open start says that the first day is not known, not that the child is older than its parent.
    if (from != child.validity.from && child.validity.from != Date::earliest()) {
      report(MessageCode::unit_parent_gap, id, {child.code, Validity{child.validity.from, from}.text()});
    }
    while (true) {
      if (content_.level[parent] >= child.level) {
        report(MessageCode::unit_parent_not_above, id,
               {child.code, content_.versions[parent].code, std::string(name(content_.level[parent])),
                std::string(name(child.level))});
        return;
      }
      const Date until = std::min(child.validity.until, content_.validity[parent].until);
      found_.push_back({id, {{from, until}, parent}});
      if (until == child.validity.until) return;
      const std::span<const LineageStep> next = content_.successors[parent];
      if (next.empty()) {
        report(MessageCode::unit_parent_gap, id, {child.code, Validity{until, child.validity.until}.text()});
        return;
      }
      if (next.size() > 1 || !content_.lost[parent].empty()) {
        report(MessageCode::unit_parent_split, id, {child.code, content_.versions[parent].code, until.iso()});
        return;
      }
      parent = next.front().version;
      from = until;
    }
  }

  const GazetteerContent& content_;
  const VersionPlaces& place_of_;
  Findings& findings_;
  std::vector<std::pair<std::uint32_t, Holder>> found_;
};

}  // namespace

void find_holders(GazetteerContent& content, const VersionPlaces& version_place, Findings& findings) {
  content.holders = HolderFinder(content, version_place, findings).find();
}

}  // namespace hoctap
