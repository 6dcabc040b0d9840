// What a headcount asks, of which places and units, and what attending its sessions shows: all that rows are counted
// by, whether they come at once or file by file.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/people/headcount.hpp"
#include "hoctap/people/headcount_partial.hpp"

namespace hoctap {

namespace people {
class GroupsUsed;
}

class HOCTAP_EXPORT HeadcountFrame {
 public:
  // Names behind the numbers, where there are names: frames with other ones do not understand each other's partials.
  // They are asked for where a partial first needs them.
  struct Names {
    std::string places;
    std::string groups;
  };

  // `sessions` are those that all files share; a file may bring its own. Throws InvalidValue without a window, for an
  // empty one, for bands that overlap, levels with different places, a session that stands twice.
  HeadcountFrame(HeadcountQuestion question, std::vector<HeadcountLevel> levels, const SessionColumns& sessions = {},
                 std::function<Names()> names = {});

  const HeadcountQuestion& question() const;
  std::span<const HeadcountLevel> levels() const;

  // Both throw InvalidValue for columns of unequal length, keys of two kinds, a place or group that is not there, and
  // Interrupted.
  Headcount count(const HeadcountRows& rows, const CountingOptions& options = {}) const;
  // The rows of one file, ready to be merged with others' and counted. `sessions`: its own instead of the frame's; the
  // identifiers of a file's own sessions say nothing outside it. All of `rows` is in memory at once.
  HeadcountPartial partial(std::string file, std::int64_t version, const HeadcountRows& rows,
                           const std::optional<SessionColumns>& sessions = {}) const;

  // Equal to count() of all rows of its files. Throws InvalidValue for a partial of other windows, groups, places or
  // sessions.
  Headcount count(const HeadcountPartial& partial, const CountingOptions& options = {}) const;
  // An empty partial of this frame, to merge others into.
  HeadcountPartial nothing() const;

  struct Content;
  const Content& content() const { return *content_; }

 private:
  Headcount blank(const people::GroupsUsed& groups) const;
  std::shared_ptr<const Content> content_;
};

}  // namespace hoctap
