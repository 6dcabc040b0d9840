#include "hoctap/geo/where.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "geo/build.hpp"
#include "geo/gazetteer_content.hpp"
#include "geo/search.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap {
namespace {

constexpr std::size_t most_near = 5;
constexpr std::size_t most_texts_kept = 1 << 16;

bool is_code(std::string_view text) {
  return !text.empty() && text.size() <= 8 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<VersionId> units_above(const GazetteerContent& known, VersionId id, std::optional<Date> day) {
  std::vector<VersionId> above;
  const Validity& life = known.validity[id];
  const Date on = std::clamp(day.value_or(life.until - 1), life.from, life.until - 1);
  for (std::optional<VersionId> at = known.parent(id, on); at; at = known.parent(*at, on)) above.push_back(*at);
  return above;
}

// Of a code that nothing bears: with the zero that a spreadsheet took, else by edit distance among codes of its length.
std::vector<VersionId> nearest_by_code(const GazetteerContent& known, const std::string& code,
                                       std::optional<Date> day) {
  std::vector<VersionId> near;
  const auto add = [&](const std::string& candidate) {
    const CodeIndex::Span span = known.by_code.find(candidate);
    if (span.first == span.end || near.size() == most_near) return;
    VersionId chosen = span.end - 1;
    if (day) chosen = known.find(candidate, *day).value_or(chosen);
    if (std::find(near.begin(), near.end(), chosen) == near.end()) near.push_back(chosen);
  };
  add('0' + code);
  std::vector<std::string> codes;
  for (VersionId id = 0; id < known.versions.size(); ++id) {
    const std::string& other = known.versions[id].code;
    if (other.size() != code.size() || (day && !known.validity[id].contains(*day))) continue;
    if (codes.empty() || codes.back() != other) codes.push_back(other);
  }
  for (const std::string& other : nearest(code, codes, most_near)) add(other);
  return near;
}

// What a code or name is, without what surrounds it. Versions that fit are left in `fits`, best first.
CodeOnDay answer(const Gazetteer& gazetteer, std::string_view asked, std::optional<Date> day,
                 std::vector<VersionId>& fits) {
  fits.clear();
  const GazetteerContent& known = content_of(gazetteer);
  if (is_code(asked)) {
    if (day) return gazetteer.look_up(asked, *day);
    fits = gazetteer.versions_of(asked);
    if (fits.empty()) return {};
    return fits.size() == 1 ? CodeOnDay{fits.front(), PlaceStatus::found} : CodeOnDay{no_version, PlaceStatus::several};
  }
  const std::vector<NameFit> named = search_name(known, asked, day);
  if (named.empty()) return {};
  const NameFit& best = named.front();
  for (const NameFit& fit : named) {
    if (fit.is_of_other_days == best.is_of_other_days && fit.is_of_other_kind == best.is_of_other_kind) {
      fits.push_back(fit.version);
    }
  }
  if (named.size() > 1 && best.is_as_good_as(named[1])) {
    // Of units that no longer, or do not yet, bear the name, versions of one code are one unit.
    const std::string& code = known.versions[best.version].code;
    const bool is_one = best.is_of_other_days != 0 && std::all_of(named.begin(), named.end(), [&](const NameFit& fit) {
                          return !best.is_as_good_as(fit) || known.versions[fit.version].code == code;
                        });
    if (!is_one) return {no_version, PlaceStatus::several};
  }
  if (best.is_of_other_days == 0) return {best.version, PlaceStatus::found};
  // The nearest of its versions in time: the last that ended, or else the first to begin.
  CodeOnDay nearest{no_version, PlaceStatus::ended};
  for (const NameFit& fit : named) {
    if (!best.is_as_good_as(fit)) continue;
    const Validity& life = known.validity[fit.version];
    if (life.until <= *day && (nearest.version == no_version || life.until > known.validity[nearest.version].until)) {
      nearest.version = fit.version;
    }
  }
  if (nearest.version == no_version) return {best.version, PlaceStatus::not_yet};
  return nearest;
}

// Sentences about a place.
class Teller {
 public:
  Teller(const Gazetteer& gazetteer, Language language)
      : gazetteer_(gazetteer), known_(content_of(gazetteer)), language_(language) {}

  std::string say(MessageCode code, std::vector<std::string> arguments = {}) const {
    return Message{code, std::move(arguments)}.text(language_);
  }

  std::string life(VersionId id) const {
    const Validity& validity = known_.validity[id];
    const bool begins = validity.from != Date::earliest();
    const bool ends = validity.until != Date::latest();
    if (begins && ends) return say(MessageCode::where_life, {validity.from.iso(), (validity.until - 1).iso()});
    if (begins) return say(MessageCode::where_life_from, {validity.from.iso()});
    if (ends) return say(MessageCode::where_life_until, {(validity.until - 1).iso()});
    return say(MessageCode::where_life_open);
  }

  std::string with_life(VersionId id, std::optional<Date> day) const {
    return described(gazetteer_, id, day) + "; " + life(id);
  }

  std::string share(const std::optional<Ratio>& share, MessageCode whole, MessageCode part, MessageCode unknown) const {
    if (!share) return say(unknown);
    if (*share == Ratio{1, 1}) return say(whole);
    return say(part, {std::to_string(share->num) + "/" + std::to_string(share->den)});
  }

  std::string act(const UnitEvent& event) const {
    std::string text = event.legal_basis.empty() ? say(MessageCode::where_act_not_named) : event.legal_basis;
    if (!is_established(event.mark)) text += "; " + say(MessageCode::where_act_inferred);
    return text;
  }

  void came_and_went(VersionId id, std::vector<std::string>& lines) const {
    for (const LineageStep& step : known_.predecessors[id]) {
      const UnitEvent& event = known_.events[step.event];
      lines.push_back(say(MessageCode::where_came_from,
                          {event.date.iso(),
                           share(step.share, MessageCode::where_all_of_unit, MessageCode::where_part_of_unit,
                                 MessageCode::where_unknown_part_of_unit),
                           described(gazetteer_, step.version, event.date - 1), act(event)}));
    }
    for (const LineageStep& step : known_.successors[id]) {
      const UnitEvent& event = known_.events[step.event];
      lines.push_back(
          say(MessageCode::where_went_to, {event.date.iso(),
                                           share(step.share, MessageCode::where_all_of_it,
                                                 MessageCode::where_part_of_it, MessageCode::where_unknown_part_of_it),
                                           described(gazetteer_, step.version, event.date), act(event)}));
    }
    for (const LostPart& lost : known_.lost[id]) {
      const std::string ended = known_.validity[id].until.iso();
      if (!lost.event) {
        lines.push_back(say(MessageCode::where_no_successor_known, {ended}));
      } else if (known_.events[*lost.event].kind == EventKind::abolish_level) {
        lines.push_back(say(MessageCode::where_level_abolished, {ended, act(known_.events[*lost.event])}));
      } else {
        lines.push_back(say(MessageCode::where_part_lost,
                            {ended,
                             share(lost.share, MessageCode::where_all_of_it, MessageCode::where_part_of_it,
                                   MessageCode::where_unknown_part_of_it),
                             act(known_.events[*lost.event])}));
      }
    }
  }

  std::string heading(const Where& where) const {
    const std::string day = where.day ? where.day->iso() : std::string();
    const auto unit = [&] { return with_life(where.version, where.day); };
    switch (where.status) {
      case PlaceStatus::found:
        return where.day ? say(MessageCode::where_found_on, {where.asked, day, unit()})
                         : say(MessageCode::where_found, {where.asked, unit()});
      case PlaceStatus::not_yet:
        return say(MessageCode::where_not_yet, {where.asked, day, unit()});
      case PlaceStatus::between:
      case PlaceStatus::ended:
        return say(MessageCode::where_ended, {where.asked, day, unit()});
      case PlaceStatus::several:
        return where.day
                   ? say(MessageCode::where_several_on, {where.asked, day, std::to_string(where.candidates.size())})
                   : say(MessageCode::where_several, {where.asked, std::to_string(where.candidates.size())});
      case PlaceStatus::missing:
        return say(MessageCode::where_nothing_asked);
      case PlaceStatus::unknown:
        break;
    }
    return say(where.nearest.empty() ? MessageCode::where_unknown : MessageCode::where_unknown_near, {where.asked});
  }

 private:
  const Gazetteer& gazetteer_;
  const GazetteerContent& known_;
  Language language_;
};

}  // namespace

Where where(const Gazetteer& gazetteer, std::string_view code_or_name, std::optional<Date> day) {
  const GazetteerContent& known = content_of(gazetteer);
  Where found;
  found.asked = squeezed(code_or_name);
  found.day = day;
  std::vector<VersionId> fits;
  if (found.asked.empty()) {
    found.status = PlaceStatus::missing;
    return found;
  }
  const CodeOnDay best = answer(gazetteer, found.asked, day, fits);
  found.status = best.status;
  found.version = best.version;
  if (best.version != no_version) found.above = units_above(known, best.version, day);
  if (best.status == PlaceStatus::several) found.candidates = std::move(fits);
  if (best.status == PlaceStatus::unknown) {
    found.nearest = is_code(found.asked) ? nearest_by_code(known, found.asked, day)
                                         : nearest_by_name(known, found.asked, day, most_near);
  }
  return found;
}

void where(const Gazetteer& gazetteer, const CodeColumn& column, std::span<CodeOnDay> answers) {
  gazetteer.look_up(column, answers);
  // What is not a code was not found: those few are looked at again.
  std::unordered_map<std::string, CodeOnDay> searched;
  std::vector<VersionId> fits;
  std::string key;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (answers[i].status != PlaceStatus::unknown || is_code(column.codes[i])) continue;
    const Date day = Date::from_days(column.days[column.days.size() == 1 ? 0 : i]);
    key.assign(column.codes[i]);
    key += '\n';
    key += std::to_string(day.days());
    if (const auto known = searched.find(key); known != searched.end()) {
      answers[i] = known->second;
      continue;
    }
    const std::string asked = squeezed(column.codes[i]);
    answers[i] = asked.empty() ? CodeOnDay{no_version, PlaceStatus::missing} : answer(gazetteer, asked, day, fits);
    if (searched.size() < most_texts_kept) searched.emplace(key, answers[i]);
  }
}

std::string described(const Gazetteer& gazetteer, VersionId version, std::optional<Date> day) {
  const auto named = [](const UnitVersion& unit) { return unit.kind + (unit.kind.empty() ? "" : " ") + unit.name; };
  const UnitVersion& unit = gazetteer.version(version);
  std::string text = named(unit) + " (" + unit.code + ")";
  for (const VersionId id : units_above(content_of(gazetteer), version, day)) {
    text += ", " + named(gazetteer.version(id));
  }
  return text;
}

std::string text(const Gazetteer& gazetteer, const Where& where, Language language) {
  const Teller teller(gazetteer, language);
  std::vector<std::string> lines{teller.heading(where)};
  if (where.version != no_version) teller.came_and_went(where.version, lines);
  for (const VersionId id : where.candidates) lines.push_back("- " + teller.with_life(id, where.day));
  for (const VersionId id : where.nearest) lines.push_back("- " + teller.with_life(id, where.day));
  std::string all;
  for (const std::string& line : lines) all += (all.empty() ? "" : "\n") + line;
  return all;
}

std::vector<FollowedRow> follow(const Gazetteer& gazetteer, const CodeColumn& column,
                                std::span<const std::int32_t> to) {
  if (to.size() != 1 && to.size() != column.codes.size()) {
    throw InvalidValue(
        {MessageCode::arrow_column_length, {"to", std::to_string(to.size()), std::to_string(column.codes.size())}});
  }
  std::vector<CodeOnDay> starts(column.codes.size());
  where(gazetteer, column, starts);
  std::unordered_map<std::uint64_t, std::vector<Followed>> traced;
  std::vector<FollowedRow> rows;
  rows.reserve(starts.size());
  for (std::size_t i = 0; i < starts.size(); ++i) {
    if (starts[i].status != PlaceStatus::found) {
      rows.push_back({i, starts[i], {}});
      continue;
    }
    const Date day = Date::from_days(to[to.size() == 1 ? 0 : i]);
    const std::uint64_t key =
        static_cast<std::uint64_t>(starts[i].version) << 32U | static_cast<std::uint32_t>(day.days());
    const auto [parts, is_new] = traced.try_emplace(key);
    if (is_new) parts->second = gazetteer.trace(starts[i].version, day);
    for (const Followed& part : parts->second) rows.push_back({i, starts[i], part});
  }
  return rows;
}

std::string text(const Gazetteer& gazetteer, const Followed& part, Date to, Language language) {
  const Teller teller(gazetteer, language);
  const std::string share = teller.share(part.share, MessageCode::where_all_of_it, MessageCode::where_part_of_it,
                                         MessageCode::where_unknown_part_of_it);
  std::set<std::string> told;
  std::string acts;
  for (const std::uint32_t event : part.events) {
    const UnitEvent& one = gazetteer.events()[event];
    const std::string act = one.date.iso() + ": " + teller.act(one);
    if (told.insert(act).second) acts += (acts.empty() ? "" : ", ") + act;
  }
  if (part.version == no_version) {
    return teller.say(acts.empty() ? MessageCode::followed_lost : MessageCode::followed_lost_by, {share, acts});
  }
  const std::string unit = described(gazetteer, part.version, to);
  return teller.say(acts.empty() ? MessageCode::followed_to : MessageCode::followed_to_by, {share, unit, acts});
}

}  // namespace hoctap
