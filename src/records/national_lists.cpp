#include "hoctap/records/national_lists.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/io/delimited.hpp"
#include "records/list_table.hpp"

namespace hoctap {
namespace {

using records::ListTable;

bool is_code_of(std::string_view code, std::size_t length) {
  return code.size() == length && std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string described(const UnitVersion& unit) { return unit.kind + (unit.kind.empty() ? "" : " ") + unit.name; }

// "Thành phố Hà Nội" as kind and name.
std::pair<std::string, std::string> kind_and_name(std::string_view both) {
  for (const std::string_view kind : {"thành phố", "thị xã", "quận", "huyện", "tỉnh"}) {
    if (both.size() > kind.size() + 1 && both[kind.size()] == ' ' &&
        caseless(both.substr(0, kind.size())) == caseless(kind)) {
      return {std::string(kind), std::string(both.substr(kind.size() + 1))};
    }
  }
  return {{}, std::string(both)};
}

// A unit of a list, with its row.
struct Listed {
  UnitVersion unit;
  ListTable* table = nullptr;
  std::size_t row = 0;
  bool is_known_better = false;
  bool is_told = false;  // what became of it; of a new unit, what it was formed of
};

using ListedUnits = std::map<std::string, Listed, std::less<>>;

class NationalReader {
 public:
  NationalReader(const NationalLists& lists, const Gazetteer& base)
      : lists_(lists),
        base_(base),
        before_(lists.communes_before,
                {"code", "name", "type", "district_code", "district_name", "province_code", "province_name"},
                found_.findings),
        after_(lists.communes_after, {"code", "name", "type", "province_code", "province_name"}, found_.findings),
        became_(lists.what_became,
                {"old_code", "old_name", "old_type", "old_district_code", "old_province_code", "new_code", "new_name",
                 "new_type", "relation", "dissolved_on"},
                found_.findings) {
    open(lists.districts_before, districts_, {"code", "name", "type", "province_code"});
    open(lists.provinces_before, old_provinces_, {"code", "name", "type"});
    open(lists.provinces_after, new_provinces_, {"code", "name", "type"});
  }

  NationalGazetteer read() && {
    read_higher_units();
    read_communes(before_, Level::commune, {lists_.first_day, lists_.day_of_change}, "district_code", old_units_);
    read_communes(after_, Level::commune, {lists_.day_of_change, Date::latest()}, "province_code", new_units_);
    read_what_became();
    abolish_districts();
    change_provinces();
    tell_what_is_open();
    leave_out_what_is_known_better();
    for (const ListTable* table : tables()) found_.files.push_back(table->counts());
    build();
    return std::move(found_);
  }

 private:
  void open(const std::optional<ListFile>& file, std::optional<ListTable>& table,
            std::initializer_list<std::string_view> needed) {
    if (file) table.emplace(*file, needed, found_.findings);
  }

  std::vector<ListTable*> tables() {
    std::vector<ListTable*> all{&before_, &after_, &became_};
    for (std::optional<ListTable>* table : {&districts_, &old_provinces_, &new_provinces_}) {
      if (*table) all.push_back(&**table);
    }
    return all;
  }

  UnitVersion version(std::string code, std::string name, std::string kind, Level level, Validity validity,
                      std::string parent, const std::string& source) const {
    UnitVersion unit;
    unit.code = std::move(code);
    unit.name = std::move(name);
    unit.kind = std::move(kind);
    unit.level = level;
    unit.validity = validity;
    unit.parent_code = std::move(parent);
    unit.mark = Mark::secondary;
    unit.source = source;
    return unit;
  }

  // Units of a list that has their name and kind in columns of their own.
  void read_units(ListTable& table, std::size_t code_length, Level level, Validity validity,
                  std::string_view parent_column, const std::string& source, ListedUnits& units) {
    for (std::size_t row = 0; row < table.size(); ++row) {
      const std::string code(table.cell(row, "code"));
      if (!is_code_of(code, code_length)) {
        table.drop(MessageCode::national_code_wrong, {code, std::to_string(code_length)}, row, "code");
        continue;
      }
      if (table.cell(row, "name").empty()) {
        table.drop(MessageCode::value_missing, {"name"}, row, "name");
        continue;
      }
      if (units.contains(code)) {
        table.drop(MessageCode::national_code_repeated, {code}, row, "code");
        continue;
      }
      const std::string parent(parent_column.empty() ? std::string_view() : table.cell(row, parent_column));
      units.emplace(code, Listed{version(code, std::string(table.cell(row, "name")),
                                         std::string(table.cell(row, "type")), level, validity, parent, source),
                                 &table, row});
    }
  }

  void read_communes(ListTable& table, Level level, Validity validity, std::string_view parent_column,
                     ListedUnits& units) {
    const ListFile& file = &table == &before_ ? lists_.communes_before : lists_.communes_after;
    read_units(table, 5, level, validity, parent_column, file.name, units);
    for (const auto& [code, unit] : units) {
      const std::string_view other = table.cell(unit.row, "alt_code");
      if (!other.empty()) {
        table.note(MessageCode::national_other_code, {code, described(unit.unit), std::string(other)}, unit.row,
                   "alt_code");
      }
    }
  }

  void read_higher_units() {
    const Validity old_days{lists_.first_day, lists_.day_of_change};
    const Validity new_days{lists_.day_of_change, Date::latest()};
    if (old_provinces_) {
      read_units(*old_provinces_, 2, Level::province, old_days, {}, lists_.provinces_before->name,
                 provinces_of_before_);
    }
    if (new_provinces_) {
      read_units(*new_provinces_, 2, Level::province, new_days, {}, lists_.provinces_after->name, provinces_of_after_);
    }
    if (districts_) {
      read_units(*districts_, 3, Level::district, old_days, "province_code", lists_.districts_before->name,
                 old_districts_);
    }
    // What the lists of higher units do not have, the communes name.
    add_named(before_, "province", 2, Level::province, old_days, {}, lists_.communes_before.name, provinces_of_before_);
    add_named(before_, "district", 3, Level::district, old_days, "province_code", lists_.communes_before.name,
              old_districts_);
    add_named(after_, "province", 2, Level::province, new_days, {}, lists_.communes_after.name, provinces_of_after_);
  }

  void add_named(const ListTable& table, const std::string& what, std::size_t code_length, Level level,
                 Validity validity, std::string_view parent_column, const std::string& source, ListedUnits& units) {
    for (std::size_t row = 0; row < table.size(); ++row) {
      const std::string_view code = table.cell(row, what + "_code");
      if (!is_code_of(code, code_length) || units.contains(code)) continue;
      auto [kind, name] = kind_and_name(table.cell(row, what + "_name"));
      if (name.empty()) continue;
      const std::string parent(parent_column.empty() ? std::string_view() : table.cell(row, parent_column));
      units.emplace(
          code, Listed{version(std::string(code), std::move(name), std::move(kind), level, validity, parent, source)});
    }
  }

  // The mapping, the rows of one old unit together.
  void read_what_became() {
    std::map<std::string, std::vector<std::size_t>, std::less<>> rows_of;
    for (std::size_t row = 0; row < became_.size(); ++row) {
      if (const std::string_view code = became_.cell(row, "old_code"); !code.empty()) {
        rows_of[std::string(code)].push_back(row);
      } else {
        district_became(row);
      }
    }
    for (const auto& [code, rows] : rows_of) {
      const auto old_unit = old_units_.find(code);
      if (old_unit == old_units_.end()) {
        for (const std::size_t row : rows) became_.drop(MessageCode::national_source_unknown, {code}, row, "old_code");
        continue;
      }
      became(old_unit->second, rows);
    }
    name_single_changes();
  }

  void became(Listed& old_unit, const std::vector<std::size_t>& rows) {
    const std::string& code = old_unit.unit.code;
    check_old_name(old_unit, rows.front());
    std::vector<std::size_t> parts;
    std::vector<std::size_t> dissolutions;
    for (const std::size_t row : rows) {
      const std::string_view relation = became_.cell(row, "relation");
      if (relation.starts_with("dissolved_before")) {
        dissolutions.push_back(row);
      } else if (relation != "full" && relation != "partial") {
        became_.drop(MessageCode::national_relation_unknown, {std::string(relation)}, row, "relation");
      } else if (Listed* const target = new_unit(row); target != nullptr) {
        parts.push_back(row);
      }
    }
    for (const std::size_t row : dissolutions) dissolve(old_unit, row, parts.empty() && dissolutions.size() == 1);
    if (parts.empty()) return;
    old_unit.is_told = true;
    const bool is_whole = parts.size() == 1 && became_.cell(parts.front(), "relation") == "full";
    for (const std::size_t row : parts) {
      const std::string new_code(became_.cell(row, "new_code"));
      if (!is_whole && became_.cell(row, "relation") == "full") {
        became_.note(MessageCode::national_relation_contradicts, {code, new_code}, row, "relation");
      }
      UnitEvent event = step(code, new_code);
      event.kind = is_whole ? EventKind::merge : EventKind::split;
      if (is_whole) event.share = Ratio{1, 1};
      add(std::move(event), became_, row);
    }
    if (!is_whole) {
      became_.note(MessageCode::national_split, {code, described(old_unit.unit), std::to_string(parts.size())},
                   parts.front());
    }
  }

  void check_old_name(const Listed& old_unit, std::size_t row) {
    UnitVersion named;
    named.name = became_.cell(row, "old_name");
    named.kind = became_.cell(row, "old_type");
    if (described(named) != described(old_unit.unit)) {
      became_.note(MessageCode::national_name_differs, {old_unit.unit.code, described(named), described(old_unit.unit)},
                   row, "old_name");
    }
    const std::string later(became_.cell(row, "name_on_2025_03_01_if_different"));
    if (!later.empty() && caseless(later) != caseless(described(old_unit.unit))) {
      became_.note(MessageCode::national_renamed, {old_unit.unit.code, described(old_unit.unit), later}, row,
                   "name_on_2025_03_01_if_different");
    }
  }

  void dissolve(Listed& old_unit, std::size_t row, bool is_all_that_is_told) {
    const std::string_view stated = became_.cell(row, "dissolved_on");
    const std::optional<Date> day = Date::try_parse(stated);
    if (!day) {
      became_.drop(MessageCode::not_an_iso_date, {std::string(stated)}, row, "dissolved_on");
    } else if (!is_all_that_is_told || !became_.cell(row, "new_code").empty() || *day <= lists_.first_day ||
               *day > lists_.day_of_change) {
      became_.drop(MessageCode::national_relation_unknown, {std::string(became_.cell(row, "relation"))}, row,
                   "relation");
    } else {
      old_unit.unit.validity.until = *day;
      old_unit.is_told = true;  // the gazetteer itself says that no event ends it
      dissolved_in_.emplace(old_unit.unit.code, row);
    }
  }

  Listed* new_unit(std::size_t row) {
    const std::string_view code = became_.cell(row, "new_code");
    const auto unit = new_units_.find(code);
    if (unit == new_units_.end()) {
      became_.drop(MessageCode::national_target_unknown, {std::string(code)}, row, "new_code");
      return nullptr;
    }
    UnitVersion named;
    named.name = became_.cell(row, "new_name");
    named.kind = became_.cell(row, "new_type");
    if (described(named) != described(unit->second.unit)) {
      became_.note(MessageCode::national_name_differs,
                   {std::string(code), described(named), described(unit->second.unit)}, row, "new_name");
    }
    unit->second.is_told = true;
    return &unit->second;
  }

  // A district without communes became a commune.
  void district_became(std::size_t row) {
    const std::string code(became_.cell(row, "old_district_code"));
    if (!is_code_of(code, 3)) {
      became_.drop(MessageCode::national_code_wrong, {code, "3"}, row, "old_district_code");
      return;
    }
    const Listed* const target = new_unit(row);
    if (target == nullptr) return;
    if (!old_districts_.contains(code)) {
      const std::string_view kind = became_.cell(row, "old_type");
      UnitVersion unit =
          version(code, std::string(became_.cell(row, "old_name")), std::string(kind.substr(0, kind.find(" ("))),
                  Level::district, {lists_.first_day, lists_.day_of_change},
                  std::string(became_.cell(row, "old_province_code")), lists_.what_became.name);
      old_districts_.emplace(code, Listed{std::move(unit)});
    }
    old_districts_.find(code)->second.is_told = true;
    UnitEvent event = step(code, target->unit.code);
    event.kind = EventKind::change_kind;
    event.share = Ratio{1, 1};
    add(std::move(event), became_, row);
  }

  // What is called a merger only because nothing else is said: a unit that alone became a new one kept its territory.
  void name_single_changes() {
    std::map<std::string, std::size_t> sources;
    for (const Step& step : steps_) ++sources[step.event.to_code];
    for (Step& step : steps_) {
      if (step.event.kind != EventKind::merge || sources[step.event.to_code] != 1) continue;
      const UnitVersion& from = old_units_.find(step.event.from_code)->second.unit;
      const UnitVersion& to = new_units_.find(step.event.to_code)->second.unit;
      step.event.kind = from.kind != to.kind   ? EventKind::change_kind
                        : from.name != to.name ? EventKind::rename
                                               : EventKind::change_parent;
    }
  }

  void abolish_districts() {
    for (auto& [code, district] : old_districts_) {
      if (district.is_told) continue;
      district.is_told = true;
      UnitEvent event = step(code, {});
      event.event_id += code;
      event.kind = EventKind::abolish_level;
      steps_.push_back({std::move(event), nullptr, 0});
    }
  }

  void change_provinces() {
    std::map<std::string, std::set<std::string>> targets;
    for (const auto& [code, province] : provinces_of_before_) {
      if (province.table == nullptr) continue;
      const std::string successor(province.table->cell(province.row, "successor_code_2025"));
      if (provinces_of_after_.contains(successor)) targets[code].insert(successor);
    }
    for (const Step& step : steps_) {  // where no list of provinces says it, the communes do
      const auto from = old_units_.find(step.event.from_code);
      const auto to = new_units_.find(step.event.to_code);
      if (from == old_units_.end() || to == new_units_.end()) continue;
      const auto district = old_districts_.find(from->second.unit.parent_code);
      if (district == old_districts_.end()) continue;
      const std::string& province = district->second.unit.parent_code;
      const auto listed = provinces_of_before_.find(province);
      const bool is_stated = listed != provinces_of_before_.end() && listed->second.table != nullptr &&
                             !listed->second.table->cell(listed->second.row, "successor_code_2025").empty();
      if (!is_stated) targets[province].insert(to->second.unit.parent_code);
    }
    std::map<std::string, std::size_t> sources;
    for (const auto& [from, all] : targets) {
      for (const std::string& to : all) ++sources[to];
    }
    for (const auto& [from, all] : targets) {
      const auto old_province = provinces_of_before_.find(from);
      if (old_province == provinces_of_before_.end()) continue;
      old_province->second.is_told = true;
      for (const std::string& to : all) {
        const auto new_province = provinces_of_after_.find(to);
        if (new_province == provinces_of_after_.end()) continue;
        new_province->second.is_told = true;
        UnitVersion& before = old_province->second.unit;
        const UnitVersion& after = new_province->second.unit;
        const bool is_alone = sources[to] == 1 && all.size() == 1;
        if (is_alone && from == to && described(before) == described(after)) {
          before.validity.until = Date::latest();  // nothing ended
          unchanged_.insert(to);
          continue;
        }
        UnitEvent event = step(from, to);
        event.kind = all.size() > 1              ? EventKind::split
                     : !is_alone                 ? EventKind::merge
                     : before.kind != after.kind ? EventKind::change_kind
                                                 : EventKind::rename;
        if (all.size() == 1) event.share = Ratio{1, 1};
        steps_.push_back({std::move(event), nullptr, 0});
      }
    }
    for (const std::string& code : unchanged_) provinces_of_after_.erase(code);
  }

  void tell_what_is_open() {
    for (const auto& [code, unit] : old_units_) {
      if (!unit.is_told) before_.note(MessageCode::national_not_told, {code, described(unit.unit)}, unit.row, "code");
    }
    for (const auto& [code, unit] : new_units_) {
      if (!unit.is_told) after_.note(MessageCode::national_not_reached, {code, described(unit.unit)}, unit.row, "code");
    }
  }

  void leave_out_what_is_known_better() {
    for (ListedUnits* units :
         {&old_units_, &new_units_, &old_districts_, &provinces_of_before_, &provinces_of_after_}) {
      for (auto& [code, listed] : *units) {
        for (const VersionId id : base_.versions_of(code)) {
          const UnitVersion& known = base_.version(id);
          if (!known.validity.overlaps(listed.unit.validity)) continue;
          listed.is_known_better = true;
          if (listed.table == nullptr || !known.validity.contains(listed.unit.validity.from)) continue;
          if (described(known) != described(listed.unit)) {
            listed.table->note(MessageCode::national_contradicts, {code, described(listed.unit), described(known)},
                               listed.row, "name");
          }
        }
        if (!listed.is_known_better) continue;
        const auto dissolved = dissolved_in_.find(code);
        if (units == &old_units_ && dissolved != dissolved_in_.end()) {
          became_.drop(MessageCode::national_known_better, {code, described(listed.unit)}, dissolved->second);
        }
        if (listed.table != nullptr) {
          listed.table->drop(MessageCode::national_known_better, {code, described(listed.unit)}, listed.row);
        }
      }
    }
    const Date eve = lists_.day_of_change - 1;
    std::erase_if(steps_, [&](const Step& one) {
      const std::optional<VersionId> known = base_.find(one.event.from_code, eve);
      if (!known) return false;
      if (one.table == nullptr) return true;
      const std::string& to_code = one.event.to_code;
      const std::vector<Followed> parts = base_.follow(*known, lists_.day_of_change);
      const bool agrees = std::any_of(parts.begin(), parts.end(), [&](const Followed& part) {
        return base_.version(part.version).code == to_code;
      });
      if (!agrees) {
        std::string elsewhere;
        for (const Followed& part : parts)
          elsewhere += (elsewhere.empty() ? "" : ", ") + base_.version(part.version).code;
        one.table->note(MessageCode::national_contradicts,
                        {one.event.from_code, "→ " + to_code, "→ " + (elsewhere.empty() ? "–" : elsewhere)}, one.row);
      }
      one.table->drop(MessageCode::national_known_better, {one.event.from_code, "→ " + to_code}, one.row);
      return true;
    });
  }

  void build() {
    std::vector<UnitVersion> units(base_.versions().begin(), base_.versions().end());
    std::vector<SourcePlace> unit_places(units.size());
    for (ListedUnits* listed :
         {&old_units_, &new_units_, &old_districts_, &provinces_of_before_, &provinces_of_after_}) {
      for (auto& [code, one] : *listed) {
        if (one.is_known_better) continue;
        unit_places.push_back(one.table == nullptr ? SourcePlace{} : one.table->place(one.row));
        units.push_back(std::move(one.unit));
      }
    }
    std::vector<UnitEvent> events(base_.events().begin(), base_.events().end());
    std::vector<SourcePlace> event_places(events.size());
    for (Step& one : steps_) {
      event_places.push_back(one.table == nullptr ? SourcePlace{} : one.table->place(one.row));
      events.push_back(std::move(one.event));
    }
    found_.gazetteer =
        Gazetteer::build(std::move(units), std::move(events), found_.findings, {unit_places, event_places});
  }

  struct Step {
    UnitEvent event;
    ListTable* table = nullptr;
    std::size_t row = 0;
  };

  UnitEvent step(std::string from, std::string to) const {
    UnitEvent event;
    event.event_id = lists_.day_of_change.iso() + "-" + to;
    event.from_code = std::move(from);
    event.to_code = std::move(to);
    event.date = lists_.day_of_change;
    event.mark = Mark::secondary;
    return event;
  }
  void add(UnitEvent event, ListTable& table, std::size_t row) { steps_.push_back({std::move(event), &table, row}); }

  const NationalLists& lists_;
  const Gazetteer& base_;
  NationalGazetteer found_;
  ListTable before_;
  ListTable after_;
  ListTable became_;
  std::optional<ListTable> districts_;
  std::optional<ListTable> old_provinces_;
  std::optional<ListTable> new_provinces_;
  ListedUnits old_units_;
  ListedUnits new_units_;
  ListedUnits old_districts_;
  ListedUnits provinces_of_before_;
  ListedUnits provinces_of_after_;
  std::map<std::string, std::size_t, std::less<>> dissolved_in_;  // rows of the mapping
  std::set<std::string> unchanged_;                               // provinces
  std::vector<Step> steps_;
};

}  // namespace

NationalLists NationalLists::in(const std::string& folder) {
  const auto path_of = [&folder](const char* name) { return (std::filesystem::path(folder) / name).string(); };
  const auto file = [&](const char* name) { return ListFile{name, read_file(path_of(name))}; };
  const auto optional_file = [&](const char* name) {
    return std::filesystem::is_regular_file(path_of(name)) ? std::optional(file(name)) : std::nullopt;
  };
  NationalLists lists;
  lists.communes_before = file("vn-communes-2023.csv");
  lists.communes_after = file("vn-communes-2025.csv");
  lists.what_became = file("vn-communes-2023-to-2025.csv");
  lists.districts_before = optional_file("vn-districts-2023.csv");
  lists.provinces_before = optional_file("vn-provinces-2023.csv");
  lists.provinces_after = optional_file("vn-provinces-2025.csv");
  return lists;
}

NationalGazetteer read_national_lists(const NationalLists& lists, const Gazetteer& base) {
  return NationalReader(lists, base).read();
}

}  // namespace hoctap
