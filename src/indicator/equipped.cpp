#include "indicator/equipped.hpp"

#include <algorithm>
#include <string>
#include <tuple>

namespace hoctap::indicator {
namespace {

// The same day of the month so many months earlier, or the month's last day where it has no such day.
Date months_before(Date day, std::int32_t months) {
  const std::int32_t index = day.month_index() - months;
  const Date first = Date::of(index / 12, index % 12 + 1, 1);
  return first + (std::min(day.day(), first.last_of_month().day()) - 1);
}

}  // namespace

Equipped::Equipped(const Dataset& dataset, const CentreRegister& centres, const Reports& reports,
                   std::int32_t inventory_months)
    : dataset_(dataset),
      centres_(centres),
      reports_(reports),
      inventory_months_(inventory_months),
      begin_(centres.size() + 1, 0),
      first_as_of_(centres.size(), Date::latest()) {
  const Equipment& equipment = dataset.tables().equipment;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> owned;  // centre, row
  for (std::uint32_t row = 0; row < equipment.size(); ++row)
    if (const auto centre = centres.find(equipment.centre_id[row])) owned.emplace_back(*centre, row);
  std::sort(owned.begin(), owned.end(), [&](const auto& a, const auto& b) {
    const auto key = [&](const auto& one) {
      return std::tuple(one.first, equipment.item_code[one.second], equipment.as_of[one.second], one.second);
    };
    return key(a) < key(b);
  });
  for (const auto& [centre, row] : owned) {
    ++begin_[centre + 1];
    rows_.push_back(row);
    first_as_of_[centre] = std::min(first_as_of_[centre], equipment.as_of[row]);
  }
  for (std::size_t centre = 0; centre < centres.size(); ++centre) begin_[centre + 1] += begin_[centre];
}

std::vector<Equipped::Item> Equipped::essential(Date day) const {
  std::vector<Item> items;
  for (const Code* code : dataset_.codes().list("equipment_items").flagged("essential", day))
    items.push_back({dataset_.pool().find(code->code).value_or(Text{}), code->quantity.value_or(1), code});
  return items;
}

bool Equipped::has_inventory(std::uint32_t centre, Date day) const { return first_as_of_[centre] <= day; }

Equipped::Inventory Equipped::inventory(std::uint32_t centre, Text item, Date day, std::size_t depth,
                                        Grounds* grounds) const {
  const Equipment& equipment = dataset_.tables().equipment;
  if (!has_inventory(centre, day) && depth < centres_.size()) {
    // Assets move to the successor; until it counts them itself, the last counts of those it took the place of stand.
    Inventory sum;
    bool took_over = false;
    bool all_known = true;
    for (const std::uint32_t earlier : centres_.predecessors(centre)) {
      if (centres_.operation(earlier).until > day) continue;
      const Inventory part = inventory(earlier, item, day, depth + 1, grounds);
      sum.usable = checked_add(sum.usable, part.usable);
      all_known = all_known && part.is_known;
      if (part.as_of) sum.as_of = std::max(sum.as_of.value_or(*part.as_of), *part.as_of);
      took_over = true;
    }
    sum.is_known = took_over && all_known;
    return sum;
  }
  const auto first = rows_.begin() + begin_[centre];
  const auto last = rows_.begin() + begin_[centre + 1];
  const auto after = std::upper_bound(first, last, std::pair(item, day), [&](const auto& asked, std::uint32_t row) {
    return asked < std::pair(equipment.item_code[row], equipment.as_of[row]);
  });
  if (after == first || equipment.item_code[*(after - 1)] != item) return {};
  const std::uint32_t row = *(after - 1);
  Inventory found;
  found.as_of = equipment.as_of[row];
  const bool is_stale =
      inventory_months_ == 0 ? *found.as_of != day : *found.as_of < months_before(day, inventory_months_);
  if (grounds) grounds->rows.push_back(row_ref(dataset_, equipment, row));
  if (is_stale || !equipment.usable.has(row)) return found;
  found.usable = equipment.usable[row];
  found.is_known = true;
  return found;
}

Answer Equipped::judge(std::uint32_t centre, const std::vector<Item>& items, Date day, Grounds* grounds) const {
  Answer answer = Answer::passing;
  Date oldest = day;
  if (grounds) grounds->reason = {MessageCode::equipped_all, {std::to_string(items.size())}};
  for (const Item& item : items) {
    const Inventory held = inventory(centre, item.code, day, 0, grounds);
    if (held.as_of) oldest = std::min(oldest, *held.as_of);
    if (held.usable >= item.required) continue;
    if (held.is_known) {
      if (grounds)
        grounds->reason = {MessageCode::equipped_short,
                           {item.listed->label_vi, item.listed->label_en, std::to_string(held.usable),
                            std::to_string(item.required), held.as_of ? held.as_of->iso() : ""}};
      answer = Answer::failing;
      break;
    }
    if (grounds && answer == Answer::passing)
      grounds->reason = {MessageCode::equipped_unknown, {item.listed->label_vi, item.listed->label_en, day.iso()}};
    answer = Answer::unknown;
  }
  // A later inventory may stand in the rows that could not be used: the one before does not stand in for it.
  if (answer == Answer::unknown || oldest == day) return answer;
  const std::int64_t lost = reports_.unusable().count("equipment", centres_.place(centre, day), {oldest + 1, day + 1});
  if (lost == 0) return answer;
  if (grounds) grounds->reason = {MessageCode::rows_of_form_unusable, {std::to_string(lost)}};
  return Answer::unknown;
}

Counted Equipped::count(Date day, Parts* parts) const {
  Counted counted;
  const std::vector<Item> items = essential(day);
  for (std::uint32_t centre = 0; centre < centres_.size(); ++centre) {
    if (!centres_.operation(centre).contains(day)) continue;
    Grounds grounds;
    const Answer answer = judge(centre, items, day, parts ? &grounds : nullptr);
    contribute(counted, parts, centres_.place(centre, day), Cell::of(answer), centre);
    if (!parts) continue;
    parts->back().subject = dataset_.text(dataset_.tables().centres.centre_id[centre]);
    parts->back().reason = std::move(grounds.reason);
    parts->back().rows = std::move(grounds.rows);
  }
  return counted;
}

}  // namespace hoctap::indicator
