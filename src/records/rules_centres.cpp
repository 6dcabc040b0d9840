#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "records/listed.hpp"
#include "records/rules.hpp"

namespace hoctap::records {
namespace {

// Whether a centre named as predecessor can be one; tells where it cannot. A centre may take over a younger one, but
// none that outlives it, and of two that end alike only an older one: so no centre follows itself.
bool is_predecessor(Check& check, const Centres& centres, const RowsByText& by_id, std::size_t row,
                    const std::string& id) {
  const auto symbol = check.pool().find(id);
  const auto before = symbol ? by_id.find(*symbol) : std::nullopt;
  if (!before) {
    check.note(row, &centres.predecessor_ids, MessageCode::predecessor_unknown, {id});
    return false;
  }
  const Date closed = centres.closed_on.get(*before).value_or(Date::latest());
  const Date own_closed = centres.closed_on.get(row).value_or(Date::latest());
  if (closed > own_closed) {
    check.note(row, &centres.predecessor_ids, MessageCode::predecessor_outlives,
               {id, closed == Date::latest() ? "–" : day_text(closed), day_text(own_closed)});
    return false;
  }
  const Date founded = centres.founded_on[*before];
  if (closed == own_closed && founded >= centres.founded_on[row]) {
    check.note(row, &centres.predecessor_ids, MessageCode::predecessor_not_older,
               {id, day_text(founded), day_text(centres.founded_on[row])});
    return false;
  }
  if (!centres.closed_on.has(*before))
    check.note(row, &centres.predecessor_ids, MessageCode::predecessor_still_open, {id});
  return true;
}

void check_predecessors(Check& check, Tables& tables) {
  Centres& centres = tables.centres;
  if (centres.predecessor_ids.missing_count() == check.size()) return;
  const RowsByText by_id(centres.centre_id, check.pool());
  for (std::size_t row = 0; row < check.size(); ++row) {
    if (!centres.predecessor_ids.has(row)) continue;
    const std::vector<std::string> ids = listed(check.pool().view(centres.predecessor_ids[row]));
    std::string kept;
    for (const std::string& id : ids) {
      if (is_predecessor(check, centres, by_id, row, id)) kept += (kept.empty() ? "" : ";") + id;
    }
    if (kept.empty())
      centres.predecessor_ids.set_missing(row);
    else
      centres.predecessor_ids.set(row, check.pool().intern(kept));
  }
}

// A place without an end ends where the next begins; one that states a later end overlaps it.
void check_one_place_at_a_time(Check& check, Tables& tables) {
  const CentrePlaces& places = tables.centre_places;
  if (places.valid_until.missing_count() == check.size()) return;
  std::vector<std::uint32_t> order(check.size());
  for (std::size_t row = 0; row < order.size(); ++row) order[row] = static_cast<std::uint32_t>(row);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(places.centre_id[a], places.valid_from[a]) < std::pair(places.centre_id[b], places.valid_from[b]);
  });
  for (std::size_t i = 1; i < order.size(); ++i) {
    const std::uint32_t before = order[i - 1];
    const std::uint32_t row = order[i];
    if (places.centre_id[before] != places.centre_id[row] || !places.valid_until.has(before)) continue;
    if (places.valid_until[before] <= places.valid_from[row]) continue;
    check.note(row, &places.valid_from, MessageCode::places_overlap,
               {day_text(places.valid_from[row]), check.where(before), day_text(places.valid_until[before])});
  }
}

void check_usable(Check& check, Tables& tables) {
  check_part(check, tables.equipment.usable, tables.equipment.quantity);
}

// One head at a time.
void check_heads(Check& check, Tables& tables) {
  const Staff& staff = tables.staff;
  const CodeList* const roles = check.codes().find(staff.role.info().code_list);
  if (roles == nullptr) return;
  std::vector<std::uint32_t> heads;
  for (std::size_t row = 0; row < check.size(); ++row) {
    const Code* const role = check.has(staff.role, row) ? roles->find(check.pool().view(staff.role[row])) : nullptr;
    if (role != nullptr && role->has_flag("head") && check.has(staff.centre_id, row))
      heads.push_back(static_cast<std::uint32_t>(row));
  }
  std::stable_sort(heads.begin(), heads.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(staff.centre_id[a], staff.valid_from[a]) < std::pair(staff.centre_id[b], staff.valid_from[b]);
  });
  for (std::size_t i = 1; i < heads.size(); ++i) {
    const std::uint32_t before = heads[i - 1];
    const std::uint32_t row = heads[i];
    if (staff.centre_id[before] != staff.centre_id[row]) continue;
    if (staff.valid_until.get(before).value_or(Date::latest()) <= staff.valid_from[row]) continue;
    check.note(row, &staff.valid_from, MessageCode::two_heads, {day_text(staff.valid_from[row]), check.where(before)});
  }
}

// A rating gives a grade.
void check_ratings(Check& check, Tables& tables) {
  const InspectionsRatings& records = tables.inspections_ratings;
  const CodeList* const kinds = check.codes().find(records.kind.info().code_list);
  if (kinds == nullptr) return;
  for (std::size_t row = 0; row < check.size(); ++row) {
    if (!check.has(records.kind, row) || records.grade.has(row)) continue;
    const Code* const kind = kinds->find(check.pool().view(records.kind[row]));
    if (kind != nullptr && kind->has_flag("rating"))
      check.note(row, &records.grade, MessageCode::rating_without_grade, {});
  }
}

constexpr std::array<TableRules, 5> rules{{
    {"staff", nullptr, check_heads},
    {"inspections_ratings", check_ratings, nullptr},
    {"centres", nullptr, check_predecessors},
    {"centre_places", nullptr, check_one_place_at_a_time},
    {"equipment", check_usable, nullptr},
}};

}  // namespace

std::span<const TableRules> centre_rules() { return rules; }

}  // namespace hoctap::records
