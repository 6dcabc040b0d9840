#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "core/suggestions.hpp"
#include "records/rules.hpp"

namespace hoctap::records {
namespace {

// The day at which each row's codes are read: what the row itself states (submissions), else its source, else the row's
// own date, else the gazetteer's last event.
class CodeDays {
 public:
  explicit CodeDays(const Check& check) : check_(&check), days_(check.table()) {
    for (const ColumnBase* column : check.table().columns()) {
      if (column->info().dates_codes) stated_ = static_cast<const Column<Date>*>(column);
    }
    const Date last = check.gazetteer().last_event();
    last_event_ = last == Date::earliest() ? Date::latest() - 1 : last;
  }
  // The day of all rows, where there is but one.
  std::optional<Date> only_day() const {
    const Table& table = check_->table();
    if (stated_ != nullptr) {
      const auto days = stated_->values();
      if (stated_->missing_count() != 0 || days.empty()) return std::nullopt;
      bool all_same = true;
      for (const Date day : days) all_same &= day == days.front();
      return all_same ? std::optional(days.front()) : std::nullopt;
    }
    return table.only_source() ? check_->source(0).codes_as_of : std::nullopt;
  }
  Date operator[](std::size_t row) const {
    if (stated_ != nullptr) {
      if (const auto day = stated_->get(row)) return *day;
    } else if (const auto& day = check_->source(row).codes_as_of) {
      return *day;
    }
    return days_[row].value_or(last_event_);
  }

 private:
  const Check* check_;
  RowDays days_;
  const Column<Date>* stated_ = nullptr;
  Date last_event_;
};

// Versions of codes on days, each looked up once. Most tables have all their codes read on one day.
class UnitReader {
 public:
  UnitReader(const Gazetteer& gazetteer, const Pool& pool) : gazetteer_(&gazetteer), pool_(&pool) {}

  VersionId operator()(Text code, Date day) {
    if (on_first_day_.empty()) {
      first_day_ = day;
      on_first_day_.assign(pool_->size(), not_asked);
    }
    if (day == first_day_) {
      VersionId& known = on_first_day_[code.symbol];
      if (known == not_asked) known = look_up(code, day);
      return known;
    }
    const std::uint64_t key = static_cast<std::uint64_t>(code.symbol) << 32U | static_cast<std::uint32_t>(day.days());
    const auto [at, is_new] = on_others_.try_emplace(key, no_version);
    if (is_new) at->second = look_up(code, day);
    return at->second;
  }

 private:
  static constexpr VersionId not_asked = no_version - 1;
  VersionId look_up(Text code, Date day) const { return gazetteer_->find(pool_->view(code), day).value_or(no_version); }

  const Gazetteer* gazetteer_;
  const Pool* pool_;
  Date first_day_;
  std::vector<VersionId> on_first_day_;  // per text of the pool
  std::unordered_map<std::uint64_t, VersionId> on_others_;
};

std::string shown_day(Date day) { return day == Date::latest() - 1 ? "…" : day_text(day); }

std::optional<Level> level_of_length(std::size_t length) {
  switch (length) {
    case 2:
      return Level::province;
    case 3:
      return Level::district;
    case 4:
    case 5:
      return Level::commune;
    case 7:
    case 8:
      return Level::village;
    default:
      return std::nullopt;
  }
}

// Codes of units of its level, or where its length is no level's, of communes.
std::string nearest_codes(const Gazetteer& gazetteer, std::string_view code, Date day) {
  std::vector<std::string> codes;
  for (const VersionId id : gazetteer.alive(level_of_length(code.size()).value_or(Level::commune), day))
    codes.push_back(gazetteer.version(id).code);
  return suggestions(code, codes);
}

// "xã Nghĩa Hưng (2020-01-01–2025-07-01)" for every version of the code.
std::vector<std::string> other_versions(const Gazetteer& gazetteer, std::string_view code) {
  std::vector<std::string> units;
  for (const VersionId id : gazetteer.versions_of(code)) {
    const UnitVersion& unit = gazetteer.version(id);
    units.push_back(unit.kind + (unit.kind.empty() ? "" : " ") + unit.name + " (" + day_text(unit.validity.from) + "–" +
                    day_text(unit.validity.until) + ")");
  }
  return units;
}

// Resolves codes that are all read on one day; whether all of them were found.
bool resolve_on(Date day, Column<UnitRef>& column, UnitReader& read) {
  bool all_found = true;
  for (UnitRef& unit : column.edit()) {
    if (unit.code.is_empty()) continue;
    unit.version = read(unit.code, day);
    all_found &= unit.version != no_version;
  }
  return all_found;
}

void resolve_column(Check& check, Column<UnitRef>& column, const CodeDays& days) {
  const Gazetteer& gazetteer = check.gazetteer();
  if (column.missing_count() == column.size()) return;
  UnitReader read(gazetteer, check.pool());
  if (const auto day = days.only_day(); day && resolve_on(*day, column, read)) return;
  for (std::size_t row = 0; row < check.size(); ++row) {
    if (!check.has(column, row)) continue;
    const UnitRef unit = column[row];
    const Date day = days[row];
    const VersionId version = read(unit.code, day);
    if (version != unit.version) column.set(row, {unit.code, version});
    if (version != no_version) continue;
    const std::string code(check.pool().view(unit.code));
    if (!column.is_decisive()) {
      const auto what_is_known = [&] {
        const auto others = other_versions(gazetteer, code);
        return others.empty() ? nearest_codes(gazetteer, code, day) : joined(others);
      };
      check.note_value(row, column, unit.code.symbol, day, MessageCode::units_not_known, [&] {
        return std::vector<std::string>{described(column), check.quoted(unit.code), shown_day(day), what_is_known()};
      });
    } else if (const auto others = other_versions(gazetteer, code); !others.empty()) {
      check.drop(row, &column, MessageCode::unit_of_other_days, {code, shown_day(day), joined(others)});
    } else {
      check.drop(row, &column, MessageCode::unknown_unit,
                 {check.quoted(unit.code), shown_day(day), nearest_codes(gazetteer, code, day)});
    }
  }
}

void check_villages(Check& check, Column<UnitRef>& villages, const Column<UnitRef>& units) {
  const Gazetteer& gazetteer = check.gazetteer();
  const CodeDays days(check);
  std::map<std::tuple<VersionId, VersionId, Date>, bool> lies_in;  // by village, unit, day
  for (std::size_t row = 0; row < check.size(); ++row) {
    if (!check.has(villages, row) || !units.has(row)) continue;
    const VersionId village = villages[row].version;
    const VersionId unit = units[row].version;
    if (village == no_version || unit == no_version) continue;
    const Date day = days[row];
    const auto [at, is_new] = lies_in.try_emplace({village, unit, day}, true);
    if (is_new) {
      const auto holder = gazetteer.ancestor(village, gazetteer.version(unit).level, day);
      at->second = !holder || *holder == unit;  // where the village lies is not always known
    }
    if (at->second) continue;
    check.note_value(row, villages, static_cast<std::uint64_t>(village) << 32U | unit, day,
                     MessageCode::village_outside_unit, [&] {
                       const UnitVersion& named = gazetteer.version(unit);
                       return std::vector<std::string>{gazetteer.version(village).code, named.code + " " + named.name,
                                                       shown_day(day)};
                     });
    villages.set_missing(row);
  }
}

}  // namespace

void resolve_units(Check& check) {
  if (check.size() == 0) return;
  const CodeDays days(check);
  for (ColumnBase* column : check.table().columns()) {
    if (column->type() == ColumnType::unit) resolve_column(check, static_cast<Column<UnitRef>&>(*column), days);
  }
}

void check_villages(Check& check) {
  for (ColumnBase* column : check.table().columns()) {
    const std::string_view within = column->info().within;
    if (within.empty() || column->missing_count() == check.size()) continue;
    check_villages(check, static_cast<Column<UnitRef>&>(*column),
                   static_cast<const Column<UnitRef>&>(*check.table().find_column(within)));
  }
}

}  // namespace hoctap::records
