#include "hoctap/forms/obligations.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "core/result_column.hpp"
#include "forms/owners.hpp"
#include "forms/received.hpp"
#include "geo/gazetteer_content.hpp"

namespace hoctap {
namespace {

// Whether a report came that tells of the table.
bool came(const Obligation& obligation, std::string_view table) {
  if (obligation.lacking.empty()) return obligation.submission.has_value();
  return obligation.submission &&
         std::find(obligation.lacking.begin(), obligation.lacking.end(), table) == obligation.lacking.end();
}

// The unit that sends on the due date: the owner or its only successor.
VersionId sender_on(const Gazetteer& gazetteer, VersionId owner, Date due) {
  if (due < content_of(gazetteer).validity[owner].until) return owner;
  const std::vector<Followed> successors = gazetteer.follow(owner, due);
  return successors.size() == 1 ? successors.front().version : owner;
}

ObligationState state_of(const forms::Received& received, Date due) {
  if (received.on && *received.on <= due) return ObligationState::on_time;
  return received.is_dated ? ObligationState::late : ObligationState::undated;
}

}  // namespace

// Obligations of one form and period stand together, one for each owner.
struct Obligations::Content {
  struct Round {
    std::uint32_t form = 0;
    Period period;
    std::size_t owners = 0;  // index
    std::size_t first = 0;   // index into all
  };

  Date day;
  FormRules rules;
  KeptVector<Obligation> all;
  std::vector<Round> rounds;  // in order of all
  std::map<std::pair<Level, Date>, std::size_t> owners_on;
  std::vector<forms::Owners> owners;
  std::map<std::string, std::vector<std::size_t>, std::less<>> by_table;  // indexes of rounds, in order of period

  std::size_t owners_index(const Gazetteer& gazetteer, std::span<const std::uint32_t> territory, Level level, Date on);
  // Calls visit(obligation) for what `place` owes that carries the table in periods that meet the span, until it
  // returns false.
  template <class Visit>
  void visit(std::string_view table, VersionId place, Validity span, Visit visit) const {
    const auto rounds_of_table = by_table.find(table);
    if (rounds_of_table == by_table.end()) return;
    for (const std::size_t index : rounds_of_table->second) {
      const Round& round = rounds[index];
      if (!round.period.days().overlaps(span)) continue;
      for (const std::uint32_t position : owners[round.owners].of(place)) {
        if (!visit(all[round.first + position])) return;
      }
    }
  }
};

std::size_t Obligations::Content::owners_index(const Gazetteer& gazetteer, std::span<const std::uint32_t> territory,
                                               Level level, Date on) {
  const auto [known, is_new] = owners_on.try_emplace(std::pair(level, on), owners.size());
  if (is_new) owners.emplace_back(gazetteer, territory, level, on);
  return known->second;
}

Obligations::Obligations(const Dataset& dataset, const FormRules& rules, const Programme& programme, Date day) {
  auto content = std::make_shared<Content>();
  content->day = day;
  content->rules = rules;
  const Gazetteer& gazetteer = dataset.gazetteer();
  const std::optional<VersionId> territory = gazetteer.find(programme.territory.unit_code, programme.territory.as_of);
  if (territory) {
    const std::vector<std::uint32_t> atoms = gazetteer.footprint_on(*territory, programme.territory.as_of);
    for (std::uint32_t form = 0; form < rules.rules().size(); ++form) {
      const FormRule& rule = rules.rules()[form];
      if (!rule.is_owed || rule.period_kind == PeriodKind::range) continue;
      for (const Period& period : periods_in(rule.period_kind, programme.first, programme.last, true)) {
        const Date due = rule.due.due_date(period);
        if (!rule.validity.contains(period.last()) || std::min(period.first(), due) > day) continue;
        Content::Round round;
        round.form = form;
        round.period = period;
        round.owners = content->owners_index(gazetteer, atoms, rule.sender, std::min(period.last(), due));
        content->rounds.push_back(round);
      }
    }
  }
  std::stable_sort(content->rounds.begin(), content->rounds.end(),
                   [](const Content::Round& a, const Content::Round& b) {
                     return std::tie(a.period, a.form) < std::tie(b.period, b.form);
                   });
  const forms::ReceivedReports received(dataset, rules, day);
  std::size_t owed = 0;
  for (const Content::Round& round : content->rounds) owed += content->owners[round.owners].units().size();
  content->all.reserve(owed);
  for (std::size_t index = 0; index < content->rounds.size(); ++index) {
    Content::Round& round = content->rounds[index];
    const FormRule& rule = rules.rules()[round.form];
    round.first = content->all.size();
    for (const std::string& table : rule.tables) content->by_table[table].push_back(index);
    const forms::ReceivedReports::OfRound came_in = received.of(rule, round.period);
    const Date due = rule.due.due_date(round.period);
    for (const VersionId owner : content->owners[round.owners].units()) {
      Obligation& obligation = content->all.emplace_back();
      obligation.form = round.form;
      obligation.period = round.period;
      obligation.owner = owner;
      obligation.due = due;
      obligation.sender = sender_on(gazetteer, owner, obligation.due);
      if (std::optional<forms::Received> report = came_in.find(owner)) {
        obligation.state = state_of(*report, obligation.due);
        obligation.is_nil = report->is_nil;
        obligation.is_joint = report->is_joint;
        obligation.submission = report->row;
        obligation.lacking = std::move(report->lacking);
      } else {
        obligation.state = obligation.due < day ? ObligationState::missing : ObligationState::not_yet_due;
      }
    }
  }
  content_ = std::move(content);
}

Date Obligations::day() const { return content_ ? content_->day : Date::latest(); }

const FormRules& Obligations::rules() const {
  static const FormRules none;
  return content_ ? content_->rules : none;
}

std::span<const Obligation> Obligations::all() const {
  return content_ ? std::span<const Obligation>(content_->all) : std::span<const Obligation>();
}

std::vector<Obligation> Obligations::missing() const {
  std::vector<Obligation> overdue;
  for (const Obligation& obligation : all()) {
    if (obligation.state == ObligationState::missing) overdue.push_back(obligation);
  }
  return overdue;
}

bool Obligations::is_reported(std::string_view table, VersionId place, Validity span) const {
  bool reported = true;
  if (!content_) return reported;
  content_->visit(table, place, span, [&](const Obligation& obligation) { return reported = came(obligation, table); });
  return reported;
}

// Of each round that carries the table in that span and in which some owner is silent.
struct Obligations::OfSpan::Silence {
  struct OfRound {
    const forms::Owners* owners = nullptr;
    forms::Owners::Held ground;
  };
  std::shared_ptr<const Content> content;
  std::vector<OfRound> rounds;
};

bool Obligations::OfSpan::is_reported(VersionId place) const {
  if (!silence_) return true;
  return std::none_of(silence_->rounds.begin(), silence_->rounds.end(),
                      [&](const Silence::OfRound& round) { return round.owners->meets(round.ground, place); });
}

Obligations::OfSpan Obligations::of(std::string_view table, Validity span) const {
  OfSpan asked;
  if (!content_) return asked;
  const auto rounds = content_->by_table.find(table);
  if (rounds == content_->by_table.end()) return asked;
  auto silence = std::make_shared<OfSpan::Silence>();
  for (const std::size_t index : rounds->second) {
    const Content::Round& round = content_->rounds[index];
    if (!round.period.days().overlaps(span)) continue;
    const forms::Owners& owners = content_->owners[round.owners];
    std::vector<std::uint8_t> is_silent(owners.units().size());
    for (std::size_t owner = 0; owner < is_silent.size(); ++owner)
      is_silent[owner] = came(content_->all[round.first + owner], table) ? 0 : 1;
    if (std::find(is_silent.begin(), is_silent.end(), 1) == is_silent.end()) continue;
    silence->rounds.push_back({&owners, owners.held_by(is_silent)});
  }
  if (silence->rounds.empty()) return asked;
  silence->content = content_;
  asked.silence_ = std::move(silence);
  return asked;
}

std::vector<Obligation> Obligations::silent(std::string_view table, VersionId place, Validity span) const {
  std::vector<Obligation> found;
  if (!content_) return found;
  content_->visit(table, place, span, [&](const Obligation& obligation) {
    if (!came(obligation, table)) found.push_back(obligation);
    return true;
  });
  return found;
}

std::optional<Date> Obligations::last_reported(std::string_view table, VersionId place, Date until) const {
  std::optional<Date> last;
  if (!content_) return last;
  const auto rounds = content_->by_table.find(table);
  if (rounds == content_->by_table.end()) return last;
  for (const std::size_t index : rounds->second) {
    const Content::Round& round = content_->rounds[index];
    const std::vector<std::uint32_t> positions = content_->owners[round.owners].of(place);
    if (positions.empty() || round.period.last() > until || (last && round.period.last() <= *last)) continue;
    // Every owner that holds a part of the place must have reported it.
    const bool is_reported = std::all_of(positions.begin(), positions.end(), [&](std::uint32_t position) {
      return came(content_->all[round.first + position], table);
    });
    if (is_reported) last = round.period.last();
  }
  return last;
}

std::string_view name(ObligationState state) {
  switch (state) {
    case ObligationState::on_time:
      return "on_time";
    case ObligationState::late:
      return "late";
    case ObligationState::undated:
      return "undated";
    case ObligationState::missing:
      return "missing";
    case ObligationState::not_yet_due:
      break;
  }
  return "not_yet_due";
}

}  // namespace hoctap
