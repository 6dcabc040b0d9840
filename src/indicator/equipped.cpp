#include "indicator/equipped.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "indicator/windows.hpp"

namespace hoctap::indicator {
namespace {

constexpr std::uint32_t no_item = 0xFFFFFFFFU;

}  // namespace

Equipped::Equipped(const Dataset& dataset, const CentreRegister& centres, const Reports& reports,
                   std::int32_t inventory_months, std::vector<Date> days)
    : dataset_(dataset),
      centres_(centres),
      reports_(reports),
      days_(std::move(days)),
      first_as_of_(centres.size(), Date::latest()) {
  for (const Date day : days_) oldest_.push_back(inventory_months == 0 ? day : months_before(day, inventory_months));
  number_items();
  find_rows();
}

void Equipped::number_items() {
  const CodeList& list = dataset_.codes().list("equipment_items");
  item_of_.assign(dataset_.pool().size(), no_item);
  std::vector<std::pair<std::string_view, std::uint32_t>> numbers;
  for (const Date day : days_) {
    std::vector<Item>& essential = items_.emplace_back();
    for (const Code* code : list.flagged("essential", day)) {
      auto known =
          std::find_if(numbers.begin(), numbers.end(), [&](const auto& one) { return one.first == code->code; });
      if (known == numbers.end()) {
        known = numbers.emplace(numbers.end(), code->code, static_cast<std::uint32_t>(item_count_++));
        if (const auto symbol = dataset_.pool().find(code->code)) item_of_[symbol->symbol] = known->second;
      }
      essential.push_back({known->second, code->quantity.value_or(1), code});
    }
  }
}

void Equipped::find_rows() {
  const Equipment& equipment = dataset_.tables().equipment;
  const auto centre_ids = equipment.centre_id.values();
  const auto item_codes = equipment.item_code.values();
  const auto inventory_days = equipment.as_of.values();
  rows_.assign(centres_.size() * item_count_ * days_.size(), no_row);
  const std::size_t days = days_.size();
  const std::size_t items = item_count_;
  const std::uint32_t* const item_of = item_of_.data();
  std::uint32_t* const rows = rows_.data();
  Date* const first_as_of = first_as_of_.data();
  Date run_of = Date::latest();  // rows come in runs of one day
  std::size_t next = days;       // the first day asked about that is not before it
  for (std::uint32_t row = 0; row < centre_ids.size(); ++row) {
    const std::uint32_t centre = centres_.number(centre_ids[row]);
    if (centre == CentreRegister::no_centre) continue;
    const Date as_of = inventory_days[row];
    if (as_of < first_as_of[centre]) first_as_of[centre] = as_of;
    const std::uint32_t item = item_of[item_codes[row].symbol];
    if (as_of != run_of) {
      run_of = as_of;
      next = static_cast<std::size_t>(std::lower_bound(days_.begin(), days_.end(), as_of) - days_.begin());
    }
    if (item == no_item || next == days) continue;
    std::uint32_t& latest = rows[(centre * items + item) * days + next];
    if (latest == no_row || inventory_days[latest] <= as_of) latest = row;
  }
  // What was counted for one day stands on those that follow, until it is counted again.
  for (std::size_t first = 0; first < rows_.size(); first += days_.size()) {
    for (std::size_t day = 1; day < days_.size(); ++day)
      if (rows_[first + day] == no_row) rows_[first + day] = rows_[first + day - 1];
  }
}

Equipped::Inventory Equipped::inventory(std::uint32_t centre, const Item& item, std::size_t day, std::size_t depth,
                                        Grounds* grounds) const {
  const Equipment& equipment = dataset_.tables().equipment;
  if (first_as_of_[centre] > days_[day] && depth < centres_.size()) {
    // Assets move to the successor; until it counts them itself, the last counts of those it took the place of stand.
    Inventory sum;
    bool took_over = false;
    bool all_known = true;
    for (const std::uint32_t earlier : centres_.predecessors(centre)) {
      if (centres_.operation(earlier).until > days_[day]) continue;
      const Inventory part = inventory(earlier, item, day, depth + 1, grounds);
      sum.usable = checked_add(sum.usable, part.usable);
      all_known = all_known && part.is_known;
      if (part.as_of) sum.as_of = std::max(sum.as_of.value_or(*part.as_of), *part.as_of);
      took_over = true;
    }
    sum.is_known = took_over && all_known;
    return sum;
  }
  const std::uint32_t row = rows_[(centre * item_count_ + item.number) * days_.size() + day];
  if (row == no_row) return {};
  Inventory found;
  found.as_of = equipment.as_of[row];
  if (grounds) grounds->rows.push_back(row_ref(dataset_, equipment, row));
  if (*found.as_of < oldest_[day] || !equipment.usable.has(row)) return found;
  found.usable = equipment.usable[row];
  found.is_known = true;
  return found;
}

Answer Equipped::judge(std::uint32_t centre, std::size_t day, Grounds* grounds) const {
  const Date asked = days_[day];
  if (!centres_.operation(centre).contains(asked)) return Answer::not_due;
  Answer answer = Answer::passing;
  Date oldest = asked;
  if (grounds) grounds->reason = {MessageCode::equipped_all, {std::to_string(items_[day].size())}};
  for (const Item& item : items_[day]) {
    const Inventory held = inventory(centre, item, day, 0, grounds);
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
      grounds->reason = {MessageCode::equipped_unknown, {item.listed->label_vi, item.listed->label_en, asked.iso()}};
    answer = Answer::unknown;
  }
  // A later inventory may stand in the rows that could not be used: the one before does not stand in for it.
  if (answer == Answer::unknown || oldest == asked) return answer;
  const std::int64_t lost =
      reports_.unusable().count("equipment", centres_.place(centre, asked), {oldest + 1, asked + 1});
  if (lost == 0) return answer;
  if (grounds) grounds->reason = {MessageCode::rows_of_form_unusable, {std::to_string(lost)}};
  return Answer::unknown;
}

bool Equipped::is_plain() const {
  if (centres_.has_predecessors() || !reports_.unusable().of("equipment").empty()) return false;
  return std::all_of(items_.begin(), items_.end(), [&](const std::vector<Item>& essential) {
    return std::equal(essential.begin(), essential.end(), items_.front().begin(), items_.front().end(),
                      [](const Item& a, const Item& b) { return a.number == b.number && a.required == b.required; });
  });
}

void Equipped::judge_plainly(std::uint32_t centre, Answer* answers) const {
  const Equipment& equipment = dataset_.tables().equipment;
  const auto inventory_days = equipment.as_of.values();
  const auto usable = equipment.usable.values();
  const bool all_stated = equipment.usable.missing_count() == 0;
  std::fill_n(answers, days_.size(), Answer::passing);
  for (const Item& item : items_.front()) {
    const std::uint32_t* const rows = &rows_[(centre * item_count_ + item.number) * days_.size()];
    for (std::size_t day = 0; day < days_.size(); ++day) {
      const std::uint32_t row = rows[day];
      const bool is_known =
          row != no_row && inventory_days[row] >= oldest_[day] && (all_stated || equipment.usable.has(row));
      if (!is_known)
        answers[day] = answers[day] == Answer::failing ? Answer::failing : Answer::unknown;
      else if (usable[row] < item.required)
        answers[day] = Answer::failing;
    }
  }
  const Validity& operation = centres_.operation(centre);
  for (std::size_t day = 0; day < days_.size(); ++day)
    if (!operation.contains(days_[day])) answers[day] = Answer::not_due;
}

std::optional<Answers> Equipped::answers() const {
  if (days_.empty() || !is_plain()) return std::nullopt;
  Answers all(centres_.size(), days_.size());
  for (std::uint32_t centre = 0; centre < centres_.size(); ++centre) judge_plainly(centre, &all.at(centre, 0));
  return all;
}

}  // namespace hoctap::indicator
