#include "hoctap/geo/gazetteer.hpp"

#include <algorithm>

#include "geo/build.hpp"
#include "geo/gazetteer_content.hpp"
#include "geo/trace.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap {

Gazetteer Gazetteer::build(std::vector<UnitVersion> units, std::vector<UnitEvent> events, Findings& findings,
                           const GazetteerSources& sources) {
  const auto place_in = [](std::span<const SourcePlace> places) {
    return [places](std::size_t index) { return index < places.size() ? places[index] : SourcePlace{}; };
  };
  return build(std::move(units), std::move(events), findings, place_in(sources.units), place_in(sources.events));
}

Gazetteer Gazetteer::build(std::vector<UnitVersion> units, std::vector<UnitEvent> events, Findings& findings,
                           const PlaceOf& unit_place, const PlaceOf& event_place) {
  const auto content = std::make_shared<GazetteerContent>();
  const std::vector<std::uint32_t> kept = keep_units(*content, std::move(units), unit_place, findings);
  const VersionPlaces version_place = [&](VersionId id) { return unit_place(kept[id]); };
  keep_events(*content, std::move(events), event_place, version_place, findings);
  find_holders(*content, version_place, findings);
  find_footprints(*content);
  return Gazetteer(content);
}

const GazetteerContent& Gazetteer::content() const {
  static const auto nothing = std::make_shared<const GazetteerContent>();
  return content_ ? *content_ : *nothing;
}

const GazetteerContent& content_of(const Gazetteer& gazetteer) { return gazetteer.content(); }

std::span<const UnitVersion> Gazetteer::versions() const { return content().versions; }

std::span<const UnitEvent> Gazetteer::events() const { return content().events; }

const UnitVersion& Gazetteer::version(VersionId id) const {
  content().check(id);
  return content().versions[id];
}

std::optional<VersionId> Gazetteer::find(std::string_view code, Date day) const { return content().find(code, day); }

namespace {

// Inlined into the loop over a column: nothing here takes memory.
CodeOnDay on_day(const GazetteerContent& known, std::string_view code, Date day) {
  const CodeIndex::Span span = known.by_code.find(code);
  if (span.first == span.end) return {};
  VersionId last_before = no_version;
  for (VersionId id = span.first; id < span.end; ++id) {
    const Validity& life = known.validity[id];
    if (life.from > day) {
      if (last_before == no_version) return {id, PlaceStatus::not_yet};
      return {last_before, PlaceStatus::between};
    }
    if (day < life.until) return {id, PlaceStatus::found};
    last_before = id;
  }
  return {last_before, PlaceStatus::ended};
}

}  // namespace

CodeOnDay Gazetteer::look_up(std::string_view code, Date day) const { return on_day(content(), code, day); }

void Gazetteer::look_up(const CodeColumn& column, std::span<CodeOnDay> answers) const {
  const std::size_t size = column.codes.size();
  const auto refuse_length = [size](const char* name, std::size_t length) {
    throw InvalidValue({MessageCode::arrow_column_length, {name, std::to_string(length), std::to_string(size)}});
  };
  const bool same_day = column.days.size() == 1;
  if (column.days.size() != size && !same_day) refuse_length("days", column.days.size());
  if (!column.present.empty() && column.present.size() != size) refuse_length("present", column.present.size());
  if (answers.size() != size) refuse_length("answers", answers.size());
  const GazetteerContent& known = content();
  for (std::size_t i = 0; i < size; ++i) {
    if (!column.present.empty() && column.present[i] == 0) {
      answers[i] = {no_version, PlaceStatus::missing};
    } else {
      answers[i] = on_day(known, column.codes[i], Date::from_days(column.days[same_day ? 0 : i]));
    }
  }
}

std::span<const LostPart> Gazetteer::lost_parts(VersionId id) const {
  content().check(id);
  return content().lost[id];
}

std::vector<VersionId> Gazetteer::versions_of(std::string_view code) const {
  const CodeIndex::Span span = content().by_code.find(code);
  std::vector<VersionId> ids;
  for (VersionId id = span.first; id < span.end; ++id) ids.push_back(id);
  return ids;
}

std::span<const LineageStep> Gazetteer::successors(VersionId id) const {
  content().check(id);
  return content().successors[id];
}

std::span<const LineageStep> Gazetteer::predecessors(VersionId id) const {
  content().check(id);
  return content().predecessors[id];
}

std::span<const Holder> Gazetteer::parents(VersionId id) const {
  content().check(id);
  return content().holders[id];
}

std::optional<VersionId> Gazetteer::parent(VersionId id, Date day) const {
  content().check(id);
  return content().parent(id, day);
}

std::optional<VersionId> Gazetteer::ancestor(VersionId id, Level level, Date day) const {
  content().check(id);
  return content().ancestor(id, level, day);
}

std::vector<VersionId> Gazetteer::alive(Level level, Date day) const {
  std::vector<VersionId> ids;
  for (const VersionId id : content().by_level[static_cast<std::size_t>(level)]) {
    if (content().validity[id].contains(day)) ids.push_back(id);
  }
  return ids;
}

std::vector<Followed> Gazetteer::trace(VersionId id, Date to) const {
  content().check(id);
  return hoctap::trace(content(), id, to);
}

std::vector<Followed> Gazetteer::follow(VersionId id, Date to) const {
  std::vector<Followed> parts = trace(id, to);
  if (!parts.empty() && parts.back().version == no_version) parts.pop_back();
  return parts;
}

Date Gazetteer::last_event() const { return content().last_event; }

std::span<const std::uint32_t> Gazetteer::footprint(VersionId id) const {
  content().check(id);
  return content().footprints[id];
}

std::vector<std::uint32_t> Gazetteer::footprint_on(VersionId id, Date day) const {
  const std::span<const std::uint32_t> ever = footprint(id);
  const GazetteerContent& known = content();
  if (known.is_undivided[id] != 0) return {ever.begin(), ever.end()};

  const Validity& life = known.validity[id];
  const Date nearest = std::clamp(day, life.from, life.until - 1);
  std::vector<std::uint32_t> atoms;
  atoms.reserve(ever.size());
  VersionId last_holder = no_version;
  Date last_day;
  bool is_held = false;
  for (const std::uint32_t atom : ever) {
    // Of the versions on the way, the one alive on that day; before all of them the first, after all of them the last.
    const std::span<const VersionId> way = known.ways[atom];
    const auto after = std::find_if(way.begin(), way.end(), [&known, nearest](VersionId version) {
      return nearest < known.validity[version].until;
    });
    const VersionId version = after == way.end() ? way.back() : *after;
    const Validity& alive = known.validity[version];
    const Date then = nearest < alive.from ? alive.from : nearest < alive.until ? nearest : alive.until - 1;
    // Atoms of one holder mostly stand together.
    const std::span<const Holder> holders = known.holders[version];
    const bool goes_by_holder =
        known.level[version] > known.level[id] && holders.size() == 1 && holders.front().days.contains(then);
    const VersionId holder = goes_by_holder ? holders.front().parent : no_version;
    if (holder == no_version || holder != last_holder || then != last_day) {
      last_holder = holder;
      last_day = then;
      is_held = known.ancestor(version, known.level[id], then) == id;
    }
    if (is_held) atoms.push_back(atom);
  }
  return atoms;
}

const std::string& Gazetteer::digest() const { return content().digest(); }

}  // namespace hoctap
