// All unit versions and their lineage: which unit a code meant on a day, what became of it and by which act.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/geo/unit.hpp"

namespace hoctap {

// Index of a version in its gazetteer, in order of code and validity.
using VersionId = std::uint32_t;
inline constexpr VersionId no_version = 0xFFFFFFFFU;

// One step of the lineage from the version it is asked of.
struct LineageStep {
  VersionId version = no_version;   // the successor (or predecessor)
  std::optional<Ratio> share;       // the part of the source that moved; none: not known
  std::uint32_t event = 0;          // index into events()
};

// One unit at another date: the answer of follow().
struct Followed {
  VersionId version = no_version;
  std::optional<Ratio> share;  // the part of the unit asked that is now there; none: not known
  std::vector<std::uint32_t> events;  // the acts on the way, in order of time
};

class HOCTAP_EXPORT Gazetteer {
 public:
  Gazetteer() = default;
  // Checks: no two versions of a code overlap, a parent lives throughout its child's life (a merger that takes the parent away passes the child
  // on to the successor), events name versions that end and begin on their date, shares of a source sum to one or are unknown, lineage without
  // cycles. What breaks a rule becomes a finding and is left out; `file_of_units` and `file_of_events` name the places.
  static Gazetteer build(std::vector<UnitVersion> units, std::vector<UnitEvent> events, Findings& findings);

  std::span<const UnitVersion> versions() const;
  std::span<const UnitEvent> events() const;
  const UnitVersion& version(VersionId id) const { return versions()[id]; }

  // What a code meant on that day; nothing if no version was valid.
  std::optional<VersionId> find(std::string_view code, Date day) const;
  // Every version that ever bore the code, in order of time.
  std::vector<VersionId> versions_of(std::string_view code) const;

  std::span<const LineageStep> successors(VersionId id) const;
  std::span<const LineageStep> predecessors(VersionId id) const;

  // The version's parent on that day. Where the parent named was merged away while the child lived on, its successor.
  // Nothing where there is none or the day is outside the version's life.
  std::optional<VersionId> parent(VersionId id, Date day) const;
  // The unit of that level which holds the version on that day (itself where it has that level).
  std::optional<VersionId> ancestor(VersionId id, Level level, Date day) const;
  // Units of a level alive on that day, in order of code.
  std::vector<VersionId> alive(Level level, Date day) const;

  // The version's territory at another date, forward or backward along the lineage. Shares multiply; an unknown share makes the product unknown.
  // Backward, a part of a unit formed by a merger has an unknown share of its predecessors unless there is only one.
  std::vector<Followed> follow(VersionId id, Date to) const;

  // The date of the last event; Date::earliest() without events.
  Date last_event() const;

  // A version's territory as atoms: the root-to-leaf paths of the lineage graph that lead through it (communes and villages: their own lineage;
  // higher levels: the union of the communes they ever held while valid). Two versions share territory exactly where their atoms meet. Sorted.
  std::span<const std::uint32_t> footprint(VersionId id) const;

  // SHA-256 over the versions and events, for receipts and for refusing data of another gazetteer.
  const std::string& digest() const;

 private:
  struct Content;
  std::shared_ptr<const Content> content_;
};

}  // namespace hoctap
