#include "budget/estimate_numbers.hpp"

#include "hoctap/money/checked.hpp"

namespace hoctap {
namespace {

MissingInput missing_unit(const Rulebook& rulebook, std::string_view id) {
  for (const UnitOfCount& unit : rulebook.units()) {
    if (unit.id == id) return {unit.id, unit.name};
  }
  return {std::string(id), {std::string(id), std::string(id)}};
}

// "unpaid_persons" as people write it.
std::string spaced(std::string_view name) {
  std::string words(name);
  for (char& letter : words) letter = letter == '_' ? ' ' : letter;
  return words;
}

}  // namespace

std::optional<std::int64_t> PlanNumbers::column(std::string_view name) const {
  const auto& column = static_cast<const Column<std::int64_t>&>(*table_.find_column(name));
  return column.get(row_);
}

std::optional<std::int64_t> PlanNumbers::number(std::string_view unit, MissingInput& missing) const {
  const NumberPlace place = contents_.place_of(need_, unit);
  if (const auto* fixed = std::get_if<FixedNumber>(&place)) return fixed->value;
  const auto* const name = std::get_if<std::string>(&place);
  if (name == nullptr) {
    missing = missing_unit(rulebook_, unit);
    return std::nullopt;
  }
  if (const auto stated = column(*name)) return stated;
  const auto all = table_.persons.get(row_);
  const auto paid = table_.paid_persons.get(row_);
  const auto unpaid = table_.unpaid_persons.get(row_);
  if (*name == table_.persons.name() && paid && unpaid) return checked_add(*paid, *unpaid);
  if (*name == table_.unpaid_persons.name() && all && paid && *all >= *paid) return *all - *paid;
  if (*name == table_.paid_persons.name() && all && unpaid && *all >= *unpaid) return *all - *unpaid;
  const ColumnInfo& info = table_.find_column(*name)->info();
  missing = {*name, {std::string(info.label), spaced(*name)}};
  return std::nullopt;
}

std::optional<std::int64_t> PlanNumbers::periods_instead_of(std::string_view unit) const {
  const NumberPlace place = contents_.place_of(need_, unit);
  const auto* const name = std::get_if<std::string>(&place);
  if (name == nullptr || *name != table_.sessions.name()) return std::nullopt;
  return table_.periods.get(row_);
}

bool PlanNumbers::is_assumed(std::string_view unit) const {
  const NumberPlace place = contents_.place_of(need_, unit);
  const auto* const fixed = std::get_if<FixedNumber>(&place);
  return fixed != nullptr && fixed->is_assumed;
}

std::optional<std::int64_t> PostNumbers::number(std::string_view unit, MissingInput& missing) const {
  const std::optional<std::int64_t> known = unit == "person" ? persons_ : unit == "month" ? months_ : std::nullopt;
  if (!known) missing = missing_unit(rulebook_, unit);
  return known;
}

std::int64_t months_in_force(int year, const Validity& span) {
  std::int64_t months = 0;
  for (int month = 1; month <= 12; ++month) months += span.contains(Date::of(year, month, 1).last_of_month()) ? 1 : 0;
  return months;
}

}  // namespace hoctap
