// All unit versions and their lineage: which unit a code meant on a day, what became of it and by which act.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
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
  VersionId version = no_version;  // the successor (or predecessor)
  std::optional<Ratio> share;      // the part of the source that moved; none: not known
  std::uint32_t event = 0;         // index into events()
};

// The part of a version that ended without a known successor.
struct LostPart {
  std::optional<Ratio> share;          // none: not known
  std::optional<std::uint32_t> event;  // none: the version ends by no event
};

// What is known of a code (or name) on a day.
enum class PlaceStatus : std::uint8_t {
  unknown,  // nothing ever bore it
  found,
  not_yet,  // the first version that bore it began later
  between,  // one that bore it had ended, and the next had not begun
  ended,    // the last version that bore it had ended
  several,  // of a name: more than one unit fits
  missing,  // nothing was asked
};
HOCTAP_EXPORT std::string_view name(PlaceStatus status);

// The version that answers: valid on that day where found; where not, the next to begin (not_yet) or the last to end
// (between, ended); no_version else.
struct CodeOnDay {
  VersionId version = no_version;
  PlaceStatus status = PlaceStatus::unknown;
  friend bool operator==(const CodeOnDay&, const CodeOnDay&) = default;
};

// Codes to look up, one a row. `present` has a byte a row, 0 where nothing is asked; empty where all rows ask.
struct CodeColumn {
  std::span<const std::string_view> codes;
  std::span<const std::int32_t> days;  // since 1970-01-01, as in Arrow's date32; one for all rows, or one a row
  std::span<const std::uint8_t> present = {};
};

// A part of one unit's territory at another date: the answer of follow() and trace().
struct Followed {
  VersionId version = no_version;
  std::optional<Ratio> share;         // the part of the unit asked that is now there; none: not known
  std::vector<std::uint32_t> events;  // the acts on the way, in order of time
  bool is_inferred = false;           // an act or version on the way, ends included, is neither VERIFIED nor SECONDARY
};

// The parent of a version during a part of its life.
struct Holder {
  Validity days;
  VersionId parent = no_version;
};

// Where each unit and event stood, for findings; either may be empty.
struct GazetteerSources {
  std::span<const SourcePlace> units;
  std::span<const SourcePlace> events;
};

struct GazetteerContent;

// A regular value that is cheap to copy: copies share their content, which never changes. Every function that takes a
// VersionId throws NotFound for one that is not of this gazetteer.
class HOCTAP_EXPORT Gazetteer {
 public:
  Gazetteer() = default;
  // Left out with an error: a version without a code, with an empty validity, or overlapping an earlier one of its
  // code; an event whose versions do not end and begin on its date, that stands twice, or that belongs to a lineage
  // with more ways through it than can be listed. Kept with a warning: a parent that is not known or not above its
  // child (the version has none), or not known for all of its child's life; shares of a source that are not above zero
  // or do not sum to one (they count as not known). A note: a version that ends by no event. Lineage cannot run in
  // circles, since each step begins where the step before ends and no validity is empty.
  static Gazetteer build(std::vector<UnitVersion> units, std::vector<UnitEvent> events, Findings& findings,
                         const GazetteerSources& sources = {});
  // The same with places that are made where a finding needs one: of the unit or event of that index.
  using PlaceOf = std::function<SourcePlace(std::size_t index)>;
  static Gazetteer build(std::vector<UnitVersion> units, std::vector<UnitEvent> events, Findings& findings,
                         const PlaceOf& unit_place, const PlaceOf& event_place);

  // In order of code and validity.
  std::span<const UnitVersion> versions() const;
  // In order of date, then of event and codes.
  std::span<const UnitEvent> events() const;
  const UnitVersion& version(VersionId id) const;

  // What a code meant on that day; nothing if no version was valid.
  std::optional<VersionId> find(std::string_view code, Date day) const;
  // The same, saying why where no version was valid.
  CodeOnDay look_up(std::string_view code, Date day) const;
  // A column at once, an answer a row; takes no memory. Throws InvalidValue where the columns differ in length.
  void look_up(const CodeColumn& column, std::span<CodeOnDay> answers) const;
  // Every version that ever bore the code, in order of time.
  std::vector<VersionId> versions_of(std::string_view code) const;

  // In order of code. A source whose only event is a merger, renaming, change of kind or of parent went there whole,
  // whether or not the event states it.
  std::span<const LineageStep> successors(VersionId id) const;
  std::span<const LineageStep> predecessors(VersionId id) const;
  // What of the version ended without a known successor: nothing while it lives, or where all of it went on.
  std::span<const LostPart> lost_parts(VersionId id) const;

  // The version's parents through its life, in order of time. Its parent code is read on its first day; where that
  // parent ends while the child lives on, the parent's only successor takes over. No entry for days on which none is
  // known: the parent had no successor, or was split.
  std::span<const Holder> parents(VersionId id) const;
  // The version's parent on that day. Nothing where there is none or the day is outside the version's life.
  std::optional<VersionId> parent(VersionId id, Date day) const;
  // The unit of that level which holds the version on that day (itself where it has that level). Nothing where there is
  // none.
  std::optional<VersionId> ancestor(VersionId id, Level level, Date day) const;
  // Units of a level alive on that day, in order of code.
  std::vector<VersionId> alive(Level level, Date day) const;

  // The version's territory at another date, forward or backward along the lineage, in order of code; itself where it
  // lives on that date, and nothing where no successor or predecessor is known. Shares multiply along a way and add
  // where ways meet; an unknown one makes the result unknown. Backward, all of a unit came from its only predecessor;
  // of several, the parts are not known. Throws Overflow where an exact share does not fit into 64 bits.
  std::vector<Followed> follow(VersionId id, Date to) const;
  // Like follow(), and last, as no_version, the part of which no successor (backward: predecessor) is known.
  std::vector<Followed> trace(VersionId id, Date to) const;

  // The date of the last event; Date::earliest() without events.
  Date last_event() const;

  // A version's territory as atoms, sorted: the ways from first to last version of the lineage that lead through it.
  // Communes and villages have those of their own lineage; a higher unit the union of those of the communes it ever
  // held, or its own where it never held one (island districts). Two versions share territory exactly where their atoms
  // meet; villages' atoms meet only those of villages.
  std::span<const std::uint32_t> footprint(VersionId id) const;
  // The same on one day, or on the nearest day of the version's life: differs for higher units that gained or lost
  // communes. An atom that did not exist on that day counts where its nearest version stood.
  std::vector<std::uint32_t> footprint_on(VersionId id, Date day) const;

  // SHA-256 over the versions and events, for receipts and for refusing data of another gazetteer.
  const std::string& digest() const;

  friend bool operator==(const Gazetteer& a, const Gazetteer& b) {
    return a.content_ == b.content_ || a.digest() == b.digest();
  }

 private:
  friend class View;
  friend const GazetteerContent& content_of(const Gazetteer& gazetteer);
  explicit Gazetteer(std::shared_ptr<const GazetteerContent> content) : content_(std::move(content)) {}
  const GazetteerContent& content() const;

  std::shared_ptr<const GazetteerContent> content_;  // null: nothing is known
};

}  // namespace hoctap
