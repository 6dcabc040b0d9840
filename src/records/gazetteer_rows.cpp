#include "records/gazetteer_rows.hpp"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "geo/build.hpp"
#include "hoctap/core/embedded.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/io/delimited.hpp"
#include "records/check.hpp"
#include "records/plain_table.hpp"

namespace hoctap {
namespace {

using PlaceOf = std::function<SourcePlace(const Table& table, std::size_t row)>;

constexpr std::uint32_t of_base = 0xFFFFFFFFU;

// What tables and base say together, with the row of each that comes from a table.
struct Collected {
  std::vector<UnitVersion> units;
  std::vector<std::uint32_t> unit_rows;
  std::vector<UnitEvent> events;
  std::vector<std::uint32_t> event_rows;
};

// Codes by what orders them: a word, and what it leaves open.
struct OrderedCode {
  explicit OrderedCode(std::string_view text) : word(order_of(text)), code(text) {}
  std::uint64_t word;
  std::string_view code;
  friend std::strong_ordering operator<=>(const OrderedCode& a, const OrderedCode& b) {
    return a.word != b.word ? a.word <=> b.word : a.code <=> b.code;
  }
};

// Rows of a table in the order of what `key` gives for them.
template <class Key>
std::vector<std::uint32_t> rows_in_order(std::size_t size, const Key& key) {
  using Keyed = std::pair<decltype(key(std::size_t{})), std::uint32_t>;
  std::vector<Keyed> keyed;
  keyed.reserve(size);
  for (std::uint32_t row = 0; row < size; ++row) keyed.emplace_back(key(row), row);
  if (!std::is_sorted(keyed.begin(), keyed.end())) std::sort(keyed.begin(), keyed.end());
  std::vector<std::uint32_t> rows(size);
  for (std::size_t i = 0; i < size; ++i) rows[i] = keyed[i].second;
  return rows;
}

class Collector {
 public:
  Collector(const Tables& tables, const Pool& pool, Findings& findings, const PlaceOf& place_of)
      : tables_(&tables), pool_(&pool), findings_(&findings), place_of_(&place_of) {}

  Collected collect(const Gazetteer& base) {
    collect_units(base);
    collect_events(base);
    return std::move(collected_);
  }

 private:
  std::string text(const Column<Text>& column, std::size_t row) const { return std::string(pool_->view(column[row])); }
  // Into a text that is empty.
  void read_text(const Column<Text>& column, std::size_t row, std::string& text) const {
    if (const Text read = column[row]; !read.is_empty()) text = pool_->view(read);
  }

  // Words of a closed set; most rows say what the row before said.
  template <class T>
  struct Words {
    std::optional<T> (*read)(std::string_view);
    Text last;  // empty: none yet
    T value{};
  };

  // A word that must be one of a closed set; tells and leaves the row out where it is not.
  template <class T>
  bool read_word(const Table& table, const Column<Text>& column, std::size_t row, Words<T>& words, T& value) {
    if (!column.has(row)) return true;
    if (!words.last.is_empty() && column[row] == words.last) {
      value = words.value;
      return true;
    }
    if (const auto known = words.read(pool_->view(column[row]))) {
      words.last = column[row];
      value = words.value = *known;
      return true;
    }
    SourcePlace place = (*place_of_)(table, row);
    place.field = column.name();
    findings_->push_back({{MessageCode::not_in_list, {text(column, row), std::string(column.info().code_list), "–"}},
                          std::move(place),
                          RowOutcome::dropped});
    return false;
  }

  void collect_units(const Gazetteer& base) {
    const Units& table = tables_->units;
    const bool has_base = !base.versions().empty();
    std::set<std::pair<std::string, Date>> own;
    collected_.units.reserve(table.size() + base.versions().size());
    collected_.unit_rows.reserve(table.size() + base.versions().size());
    const auto life = [&](std::size_t row) {
      return Validity{table.valid_from.get(row).value_or(Date::earliest()),
                      table.valid_until.get(row).value_or(Date::latest())};
    };
    // In the order in which a gazetteer has them.
    const auto key = [&](std::size_t row) {
      return std::pair(OrderedCode(pool_->view(table.unit_code[row])), life(row));
    };
    Words<Level> levels{level_from_name, {}, {}};
    Words<Mark> marks{mark_from_name, {}, {}};
    for (const std::uint32_t row : rows_in_order(table.size(), key)) {
      UnitVersion& unit = collected_.units.emplace_back();
      if (!read_word(table, table.level, row, levels, unit.level) ||
          !read_word(table, table.mark, row, marks, unit.mark)) {
        collected_.units.pop_back();
        continue;
      }
      unit.validity = life(row);
      read_text(table.unit_code, row, unit.code);
      read_text(table.name, row, unit.name);
      read_text(table.kind, row, unit.kind);
      read_text(table.parent_code, row, unit.parent_code);
      read_text(table.zone, row, unit.zone);
      read_text(table.source, row, unit.source);
      unit.is_difficult = table.is_difficult.get(row);
      if (has_base) own.emplace(unit.code, unit.validity.from);
      collected_.unit_rows.push_back(row);
    }
    for (const UnitVersion& unit : base.versions()) {
      if (own.contains({unit.code, unit.validity.from})) continue;
      collected_.units.push_back(unit);
      collected_.unit_rows.push_back(of_base);
    }
  }

  void collect_events(const Gazetteer& base) {
    const UnitEvents& table = tables_->unit_events;
    const bool has_base = !base.events().empty();
    std::set<std::tuple<std::string, std::string, std::string>> own;
    collected_.events.reserve(table.size() + base.events().size());
    collected_.event_rows.reserve(table.size() + base.events().size());
    const auto key = [&](std::size_t row) {
      return std::tuple(table.date[row], pool_->view(table.event_id[row]),
                        OrderedCode(pool_->view(table.from_code[row])), OrderedCode(pool_->view(table.to_code[row])));
    };
    Words<EventKind> kinds{event_kind_from_name, {}, {}};
    Words<Mark> marks{mark_from_name, {}, {}};
    for (const std::uint32_t row : rows_in_order(table.size(), key)) {
      UnitEvent& event = collected_.events.emplace_back();
      if (!read_word(table, table.kind, row, kinds, event.kind) ||
          !read_word(table, table.mark, row, marks, event.mark)) {
        collected_.events.pop_back();
        continue;
      }
      read_text(table.event_id, row, event.event_id);
      read_text(table.from_code, row, event.from_code);
      read_text(table.to_code, row, event.to_code);
      event.date = table.date[row];
      read_text(table.legal_basis, row, event.legal_basis);
      event.share = table.share.get(row);
      if (has_base) own.emplace(event.event_id, event.from_code, event.to_code);
      collected_.event_rows.push_back(row);
    }
    for (const UnitEvent& event : base.events()) {
      if (own.contains({event.event_id, event.from_code, event.to_code})) continue;
      collected_.events.push_back(event);
      collected_.event_rows.push_back(of_base);
    }
  }

  const Tables* tables_;
  const Pool* pool_;
  Findings* findings_;
  const PlaceOf* place_of_;
  Collected collected_;
};

Gazetteer built(const Tables& tables, const Pool& pool, const Gazetteer& base, Findings& findings,
                const PlaceOf& place_of) {
  Collected collected = Collector(tables, pool, findings, place_of).collect(base);
  const auto place_in = [&](const Table& table, const std::vector<std::uint32_t>& rows) {
    return [&](std::size_t index) { return rows[index] == of_base ? SourcePlace{} : place_of(table, rows[index]); };
  };
  return Gazetteer::build(std::move(collected.units), std::move(collected.events), findings,
                          place_in(tables.units, collected.unit_rows),
                          place_in(tables.unit_events, collected.event_rows));
}

}  // namespace

Gazetteer gazetteer_from(const Tables& tables, const Pool& pool, const Gazetteer& base, Findings& findings) {
  return built(tables, pool, base, findings, [](const Table& table, std::size_t row) {
    return SourcePlace{{}, std::string(table.name()), table.place(row).row, 0, {}};
  });
}

namespace {

Gazetteer read_embedded_gazetteer() {
  Tables tables;
  Pool pool;
  for (const std::string_view path : embedded_files()) {
    if (!path.starts_with("geo/") || !path.ends_with(".csv")) continue;
    Table& table =
        path.ends_with("events.csv") ? static_cast<Table&>(tables.unit_events) : static_cast<Table&>(tables.units);
    Findings findings;
    const std::string file = "data/" + std::string(path);
    records::read_plain_table(table, pool, read_delimited(embedded_file(path), file, findings, {.delimiter = ','}));
    for (const Finding& finding : findings) throw FormatError(finding.message, finding.place);
  }
  Findings findings;
  Gazetteer gazetteer = gazetteer_from(tables, pool, Gazetteer(), findings);
  for (const Finding& finding : findings) {
    if (severity(finding.message.code) == Severity::error) throw FormatError(finding.message, finding.place);
  }
  return gazetteer;
}

}  // namespace

Gazetteer embedded_gazetteer() {
  static const Gazetteer known = read_embedded_gazetteer();
  return known;
}

namespace records {

void extend_gazetteer(BuilderState& state) {
  Content& content = *state.content;
  Tables& tables = content.tables;
  if (tables.units.size() == 0 && tables.unit_events.size() == 0) return;
  Check units(state, tables.units);
  Check events(state, tables.unit_events);
  // Findings name rows by their number, units first; 0 is no row of the dataset, but what the gazetteer held before.
  Findings findings;
  content.gazetteer =
      built(tables, content.pool, content.gazetteer, findings, [&](const Table& table, std::size_t row) {
        const std::size_t before = &table == &tables.units ? 0 : tables.units.size();
        return SourcePlace{{}, {}, static_cast<std::uint32_t>(before + row + 1), 0, {}};
      });
  for (Finding& finding : findings) {
    std::size_t row = finding.place.row;
    if (row == 0) {
      finding.outcome = RowOutcome::kept;
      state.findings.push_back({0, std::move(finding)});
      continue;
    }
    row -= 1;
    Check& check = row < tables.units.size() ? units : events;
    if (&check == &events) row -= tables.units.size();
    if (finding.outcome == RowOutcome::dropped)
      check.drop(row, nullptr, finding.message.code, std::move(finding.message.arguments));
    else
      check.note(row, nullptr, finding.message.code, std::move(finding.message.arguments));
  }
  units.finish_rows();
  events.finish_rows();
}

}  // namespace records
}  // namespace hoctap
