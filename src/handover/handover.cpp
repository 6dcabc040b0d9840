#include "hoctap/handover/handover.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "hoctap/core/error.hpp"
#include "hoctap/geo/where.hpp"
#include "hoctap/measure/centre_register.hpp"
#include "measure/kept_centres.hpp"

namespace hoctap {
namespace {

constexpr std::array<std::string_view, 6> kind_names{"unit", "centre", "equipment", "plan", "money", "report"};

// Nothing for a number that no calendar has.
std::optional<Period> year_of_calendar(std::int64_t year) {
  if (!Date::try_of(static_cast<int>(std::clamp<std::int64_t>(year, 0, 10'000)), 1, 1)) return std::nullopt;
  return Period::year(static_cast<int>(year));
}

// The version asked for: alive on the day, or the last that was formed of others.
VersionId formed_unit(const Gazetteer& gazetteer, std::string_view code, std::optional<Date> day) {
  const std::vector<VersionId> versions = gazetteer.versions_of(code);
  if (versions.empty() || (day && !gazetteer.find(code, *day))) {
    std::string near;
    for (const VersionId id : where(gazetteer, code, day).nearest) {
      near += (near.empty() ? "" : ", ") + gazetteer.version(id).code;
    }
    throw NotFound({MessageCode::handover_unit_unknown, {std::string(code), near.empty() ? "–" : near}});
  }
  VersionId chosen = versions.back();
  if (day) {
    chosen = *gazetteer.find(code, *day);
  } else {
    for (const VersionId id : versions) {
      if (!gazetteer.predecessors(id).empty()) chosen = id;
    }
  }
  if (gazetteer.predecessors(chosen).empty()) {
    const UnitVersion& unit = gazetteer.version(chosen);
    throw InvalidValue({MessageCode::handover_without_act, {unit.code, unit.kind + " " + unit.name}});
  }
  return chosen;
}

class DossierWriter {
 public:
  DossierWriter(const Reading& reading, VersionId unit)
      : reading_(reading),
        dataset_(reading.dataset),
        tables_(reading.dataset.tables()),
        gazetteer_(reading.dataset.gazetteer()),
        register_(kept_centres(reading.dataset)) {
    dossier_.unit = unit;
    dossier_.day = gazetteer_.version(unit).validity.from;
    eve_ = dossier_.day - 1;
    for (const LineageStep& step : gazetteer_.predecessors(unit)) old_units_.emplace(step.version, step);
  }

  Handover write() && {
    add_units();
    add_centres();
    add_equipment();
    add_plans();
    add_money();
    add_reports();
    std::stable_sort(dossier_.items.begin(), dossier_.items.end(),
                     [this](const HandoverItem& a, const HandoverItem& b) { return key(a) < key(b); });
    return std::move(dossier_);
  }

 private:
  // Where something of an old unit went: nothing where not here.
  struct Origin {
    VersionId from = no_version;
    bool is_certain = true;
  };

  std::tuple<HandoverKind, std::string, std::string, std::string, std::string> key(const HandoverItem& item) const {
    return {item.kind, item.from == no_version ? std::string("~") : gazetteer_.version(item.from).code, item.centre_id,
            item.code, item.period ? item.period->text() : std::string()};
  }

  std::string text(const Column<Text>& column, std::uint32_t row) const {
    return column.has(row) ? std::string(dataset_.text(column[row])) : std::string();
  }

  HandoverItem item(HandoverKind kind, const Origin& origin) const {
    HandoverItem one;
    one.kind = kind;
    one.from = origin.from;
    one.is_certain = origin.is_certain;
    if (origin.from != no_version) {
      one.event = old_units_.at(origin.from).event;
    } else {
      one.event = old_units_.begin()->second.event;
    }
    return one;
  }

  bool came_whole(VersionId old_unit) const {
    const std::optional<Ratio>& share = old_units_.at(old_unit).share;
    return share && *share == Ratio{1, 1};
  }

  // The old units on whose territory a version's lies on the eve.
  std::set<VersionId> old_units_of(VersionId version) const {
    std::set<VersionId> found;
    if (version == no_version) return found;
    for (const Followed& part : gazetteer_.follow(version, eve_)) {
      for (const auto& [old_unit, step] : old_units_) {
        if (gazetteer_.ancestor(part.version, gazetteer_.version(old_unit).level, eve_) == old_unit) {
          found.insert(old_unit);
        }
      }
    }
    return found;
  }

  // Whether a place lies in the new unit on the day of the act: yes, no, or nothing where that is not known.
  std::optional<bool> lies_here_after(VersionId place) const {
    bool some = false;
    bool all = true;
    for (const Followed& part : gazetteer_.trace(place, dossier_.day)) {
      const bool here =
          part.version != no_version &&
          gazetteer_.ancestor(part.version, gazetteer_.version(dossier_.unit).level, dossier_.day) == dossier_.unit;
      some = some || here;
      all = all && here;
    }
    if (some != all) return std::nullopt;
    return some;
  }

  void add_units() {
    for (const auto& [old_unit, step] : old_units_) {
      HandoverItem one = item(HandoverKind::unit, {old_unit, true});
      one.code = gazetteer_.version(old_unit).code;
      one.name = gazetteer_.version(old_unit).name;
      one.share = step.share;
      dossier_.items.push_back(std::move(one));
    }
  }

  // Where a centre came from; nothing where it is not handed over here.
  std::optional<Origin> origin_of_centre(std::uint32_t centre) const {
    const VersionId place = register_.place(centre, eve_);
    if (place == no_version) return std::nullopt;
    const std::set<VersionId> origins = old_units_of(place);
    if (origins.size() != 1) return std::nullopt;
    const VersionId old_unit = *origins.begin();
    if (came_whole(old_unit)) return Origin{old_unit, true};
    const VersionId afterwards = register_.place(centre, dossier_.day);
    const std::optional<bool> here = lies_here_after(afterwards == no_version ? place : afterwards);
    if (here && !*here) return std::nullopt;
    return Origin{old_unit, here.has_value()};
  }

  void add_centres() {
    const Centres& centres = tables_.centres;
    for (std::uint32_t centre = 0; centre < centres.size(); ++centre) {
      if (!register_.operation(centre).contains(eve_)) continue;
      const std::optional<Origin> origin = origin_of_centre(centre);
      if (!origin) continue;
      centres_.emplace(centre, *origin);
      HandoverItem one = item(HandoverKind::centre, *origin);
      one.centre_id = text(centres.centre_id, centre);
      one.name = text(centres.name, centre);
      one.date = centres.founded_on.get(centre);
      for (std::uint32_t other = 0; other < centres.size(); ++other) {
        const auto before = register_.predecessors(other);
        if (std::find(before.begin(), before.end(), centre) == before.end()) continue;
        one.code += (one.code.empty() ? "" : ";") + text(centres.centre_id, other);
      }
      one.table = centres.Table::name();
      one.rows = {centre};
      dossier_.items.push_back(std::move(one));
    }
  }

  const Origin* handed_over(Text centre_id) const {
    const std::optional<std::uint32_t> centre = register_.find(centre_id);
    const auto found = centre ? centres_.find(*centre) : centres_.end();
    return found == centres_.end() ? nullptr : &found->second;
  }

  void add_equipment() {
    const Equipment& equipment = tables_.equipment;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> last;  // by centre and item
    for (std::uint32_t row = 0; row < equipment.size(); ++row) {
      if (equipment.as_of[row] > eve_ || handed_over(equipment.centre_id[row]) == nullptr) continue;
      const std::pair key(equipment.centre_id[row].symbol, equipment.item_code[row].symbol);
      const auto [at, is_new] = last.try_emplace(key, row);
      if (!is_new && equipment.as_of[at->second] < equipment.as_of[row]) at->second = row;
    }
    for (const auto& [key, row] : last) {
      HandoverItem one = item(HandoverKind::equipment, *handed_over(equipment.centre_id[row]));
      one.centre_id = text(equipment.centre_id, row);
      one.code = text(equipment.item_code, row);
      one.date = equipment.as_of[row];
      one.quantity = equipment.quantity.get(row);
      one.usable = equipment.usable.get(row);
      one.cost = equipment.cost.get(row);
      one.table = equipment.Table::name();
      one.rows = {row};
      dossier_.items.push_back(std::move(one));
    }
  }

  void add_plans() {
    const Plans& plans = tables_.plans;
    const auto was_approved = [&](std::uint32_t row) {
      return plans.approved_on.has(row) && plans.approved_on[row] <= eve_;
    };
    std::map<std::pair<std::uint32_t, std::int64_t>, std::uint32_t> best;  // by centre and year
    for (std::uint32_t row = 0; row < plans.size(); ++row) {
      if (plans.year[row] < dossier_.day.year() || handed_over(plans.centre_id[row]) == nullptr) continue;
      const auto [at, is_new] = best.try_emplace({plans.centre_id[row].symbol, plans.year[row]}, row);
      const auto rank = [&](std::uint32_t one) { return std::pair(was_approved(one), plans.version[one]); };
      if (!is_new && rank(at->second) < rank(row)) at->second = row;
    }
    for (const auto& [key, row] : best) {
      HandoverItem one = item(HandoverKind::plan, *handed_over(plans.centre_id[row]));
      one.centre_id = text(plans.centre_id, row);
      one.period = year_of_calendar(plans.year[row]);
      // Approved later is not yet approved on the eve; approved without a date is as the record says.
      const bool is_later = plans.approved_on.has(row) && !was_approved(row);
      one.state = is_later ? "draft" : text(plans.status, row);
      if (!is_later) one.date = plans.approved_on.get(row);
      one.table = plans.Table::name();
      one.rows = {row};
      dossier_.items.push_back(std::move(one));
    }
  }

  struct Fund {
    VersionId from = no_version;
    std::int64_t year = 0;
    std::string fund;
    friend auto operator<=>(const Fund&, const Fund&) = default;
  };

  // The old unit that an amount belongs to; nothing where it is none of ours.
  std::optional<Origin> origin_of_amount(const Column<Text>& centres, const Column<UnitRef>& units,
                                         std::uint32_t row) const {
    if (centres.has(row)) {
      if (const std::optional<std::uint32_t> centre = register_.find(centres[row])) {
        const auto found = centres_.find(*centre);
        if (found != centres_.end()) return found->second;
        return origin_of_centre(*centre);  // of a centre that had closed by then
      }
    }
    return origin_of_unit(units[row].version);
  }

  // A report of a successor for all its predecessors together comes from none of them alone.
  std::optional<Origin> origin_of_unit(VersionId version) const {
    const std::set<VersionId> origins = old_units_of(version);
    if (origins.empty()) return std::nullopt;
    const bool is_certain =
        std::all_of(origins.begin(), origins.end(), [this](VersionId id) { return came_whole(id); });
    if (origins.size() > 1) return Origin{no_version, is_certain && lies_here_after(version).value_or(false)};
    return Origin{*origins.begin(), is_certain};
  }

  HandoverItem& fund(const Origin& origin, std::int64_t year, const std::string& code) {
    const auto [at, is_new] = funds_.try_emplace({origin.from, year, code}, item(HandoverKind::money, origin));
    if (is_new) {
      at->second.code = code;
      at->second.period = year_of_calendar(year);
      at->second.state = "open";
      at->second.table = tables_.allocations.Table::name();
    }
    at->second.is_certain = at->second.is_certain && origin.is_certain;
    return at->second;
  }

  static void add(std::optional<Money>& sum, Money amount) { sum = sum.value_or(Money()) + amount; }

  void add_money() {
    const Allocations& allocations = tables_.allocations;
    std::map<std::uint32_t, HandoverItem*> fund_of;  // by the allocation's identifier
    for (std::uint32_t row = 0; row < allocations.size(); ++row) {
      if (allocations.decided_on[row] > eve_) continue;
      const std::optional<Origin> origin = origin_of_amount(allocations.centre_id, allocations.unit_code, row);
      if (!origin) continue;
      HandoverItem& one = fund(*origin, allocations.year[row], text(allocations.fund, row));
      add(one.allocated, allocations.amount[row]);
      one.rows.push_back(row);
      fund_of[allocations.allocation_id[row].symbol] = &one;
    }
    const Expenditures& expenditures = tables_.expenditures;
    for (std::uint32_t row = 0; row < expenditures.size(); ++row) {
      const auto found = fund_of.find(expenditures.allocation_id[row].symbol);
      if (found != fund_of.end() && expenditures.paid_on[row] <= eve_) {
        add(found->second->spent, expenditures.amount[row]);
      }
    }
    const Receipts& receipts = tables_.receipts;
    for (std::uint32_t row = 0; row < receipts.size(); ++row) {
      if (receipts.date[row] > eve_) continue;
      const std::optional<Origin> origin = origin_of_amount(receipts.centre_id, receipts.unit_code, row);
      if (!origin) continue;
      add(fund(*origin, receipts.date[row].year(), text(receipts.fund, row)).received, receipts.amount[row]);
    }
    leave_out_what_is_settled();
    for (auto& [key, one] : funds_) dossier_.items.push_back(std::move(one));
  }

  void leave_out_what_is_settled() {
    const Settlements& settlements = tables_.settlements;
    std::set<Fund> settled;
    for (std::uint32_t row = 0; row < settlements.size(); ++row) {
      const std::optional<Origin> origin = origin_of_unit(settlements.unit_code[row].version);
      if (!origin) continue;
      const Fund key{origin->from, settlements.year[row], text(settlements.fund, row)};
      if (settlements.approved_on.has(row) && settlements.approved_on[row] <= eve_) settled.insert(key);
      const auto found = funds_.find(key);
      if (found == funds_.end()) continue;
      if (settlements.due_on.has(row)) found->second.date = settlements.due_on[row];
      if (settlements.submitted_on.has(row) && settlements.submitted_on[row] <= eve_) found->second.state = "submitted";
    }
    for (const Fund& key : settled) funds_.erase(key);
  }

  // Asked on the eve: what came later had not come by then.
  void add_reports() {
    const Obligations owed(dataset_, reading_.obligations.rules(), reading_.programme, eve_);
    for (const Obligation& obligation : owed.all()) {
      const bool is_open =
          obligation.state == ObligationState::missing || obligation.state == ObligationState::not_yet_due;
      if (!is_open || obligation.period.last() > eve_) continue;
      const std::optional<Origin> origin = origin_of_unit(obligation.owner);
      if (!origin) continue;
      const FormRule& form = owed.rules().rules()[obligation.form];
      HandoverItem one = item(HandoverKind::report, *origin);
      one.code = form.code;
      one.name = form.name.vi;
      one.period = obligation.period;
      one.date = obligation.due;
      one.state = obligation.state == ObligationState::missing ? "missing" : "not_yet_due";
      dossier_.items.push_back(std::move(one));
    }
  }

  const Reading& reading_;
  const Dataset& dataset_;
  const Tables& tables_;
  const Gazetteer& gazetteer_;
  const CentreRegister& register_;
  Handover dossier_;
  Date eve_;
  std::map<VersionId, LineageStep> old_units_;
  std::map<std::uint32_t, Origin> centres_;  // handed over, by row
  std::map<Fund, HandoverItem> funds_;
};

}  // namespace

std::string_view name(HandoverKind kind) { return kind_names.at(static_cast<std::size_t>(kind)); }

Handover handover(const Reading& reading, std::string_view unit, std::optional<Date> day) {
  return DossierWriter(reading, formed_unit(reading.dataset.gazetteer(), unit, day)).write();
}

}  // namespace hoctap
