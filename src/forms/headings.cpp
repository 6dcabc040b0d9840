#include "forms/headings.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/digits.hpp"
#include "forms/words.hpp"
#include "hoctap/core/text.hpp"

namespace hoctap::forms {
namespace {

constexpr std::size_t most_heading_cells = 512;
constexpr std::size_t most_heading_bytes = 300;
constexpr std::size_t most_nearest = 3;
constexpr std::size_t most_remembered = 20'000;

// The text outside brackets, and what stands inside the last of them.
struct Bracketed {
  std::string outside;
  std::string inside;
};

Bracketed split_brackets(std::string_view text) {
  Bracketed parts;
  int depth = 0;
  for (const char c : text) {
    if (c == '(' || c == '[') {
      if (depth++ == 0) parts.inside.clear();
    } else if ((c == ')' || c == ']') && depth > 0) {
      --depth;
    } else {
      (depth > 0 ? parts.inside : parts.outside).push_back(c);
    }
  }
  return parts;
}

struct DeclaredColumn {
  std::size_t table = 0;  // in the order of Tables::all()
  std::size_t column = 0;
};
using DeclaredHeadings = std::unordered_map<std::string, std::vector<DeclaredColumn>>;

// Labels and names of all columns, folded. They are declared once for all, so they are folded once.
const DeclaredHeadings& declared_headings() {
  static const DeclaredHeadings by_folded = [] {
    DeclaredHeadings found;
    const Tables tables;
    std::size_t at = 0;
    for (const Table* table : tables.all()) {
      for (std::size_t column = 0; column < table->columns().size(); ++column) {
        const ColumnInfo& info = table->columns()[column]->info();
        const std::string label = folded(info.label);
        const std::string name = folded(info.name);
        found[label].push_back({at, column});
        if (name != label) found[name].push_back({at, column});
      }
      ++at;
    }
    return found;
  }();
  return by_folded;
}

// The texts under which one column's heading may be understood, the most special first: the lower cell of two, both,
// the upper.
using Readings = std::vector<const Meaning*>;

class RowMatcher {
 public:
  RowMatcher(HeadingIndex& index, std::span<Table* const> expected) : index_(index), expected_(expected) {}

  // `texts` holds for each position the cells that may name its column.
  HeadingReading match(const std::vector<std::vector<std::string_view>>& texts, std::size_t row,
                       std::size_t row_count) {
    std::vector<Readings> readings(texts.size());
    std::vector<std::size_t> counts(index_.tables().size());
    for (std::size_t at = 0; at < texts.size(); ++at) {
      for (const std::string_view text : texts[at]) readings[at].push_back(&index_.meaning(text));
      // Of the readings of one position only one counts for a table.
      std::vector<std::size_t> counted;
      for (const Meaning* reading : readings[at]) {
        for (const Meaning::ColumnOf& named : reading->columns) {
          if (std::find(counted.begin(), counted.end(), named.table) == counted.end()) counted.push_back(named.table);
        }
      }
      for (const std::size_t table : counted) ++counts[table];
    }
    std::vector<Heading> headings;
    for (std::size_t table = 0; table < counts.size(); ++table) {
      if (counts[table] == 0) continue;
      headings.push_back(assign(texts, readings, table));
      headings.back().row = row;
      headings.back().row_count = row_count;
    }
    std::size_t most = 0;
    for (const Heading& heading : headings) most = std::max(most, heading.matched);
    std::stable_sort(headings.begin(), headings.end(),
                     [&](const Heading& a, const Heading& b) { return rank(a, most) > rank(b, most); });
    HeadingReading reading;
    for (const Heading& heading : headings) {
      if (reading.nearest.size() < most_nearest) reading.nearest.push_back(heading.table);
    }
    const std::size_t least = expected_.size() == 1 && !headings.empty() && headings[0].table == expected_[0] ? 1 : 2;
    const bool is_tie = headings.size() > 1 && !headings[0].is_complete() &&
                        headings[0].matched == headings[1].matched &&
                        is_expected(headings[0]) == is_expected(headings[1]);
    if (!headings.empty() && headings[0].matched >= least && !is_tie) reading.heading = std::move(headings[0]);
    return reading;
  }

 private:
  Heading assign(const std::vector<std::vector<std::string_view>>& texts, const std::vector<Readings>& readings,
                 std::size_t table) const {
    Heading heading;
    heading.table = index_.tables()[table];
    heading.cells.resize(texts.size());
    std::vector<const ColumnBase*> found;
    for (std::size_t at = 0; at < texts.size(); ++at) {
      HeadingCell& cell = heading.cells[at];
      if (texts[at].empty()) continue;
      cell.text = texts[at].front();
      cell.kind = HeadingCellKind::unknown;
      for (const Meaning* reading : readings[at]) {
        if (reading->is_running_number) cell.kind = HeadingCellKind::running_number;
        if (reading->money_factor) cell.money_factor = reading->money_factor;
        for (const Meaning::ColumnOf& named : reading->columns) {
          if (named.table == table && cell.column == nullptr) cell.column = named.column;
        }
      }
      if (cell.column == nullptr) continue;
      const bool is_repeated = std::find(found.begin(), found.end(), cell.column) != found.end();
      cell.kind = is_repeated ? HeadingCellKind::repeated : HeadingCellKind::column;
      if (!is_repeated) found.push_back(cell.column);
    }
    heading.matched = found.size();
    for (const ColumnBase* column : std::as_const(*heading.table).columns()) {
      if (std::find(found.begin(), found.end(), column) == found.end()) heading.missing.push_back(column);
    }
    return heading;
  }

  bool is_expected(const Heading& heading) const {
    return std::find(expected_.begin(), expected_.end(), heading.table) != expected_.end();
  }

  // A table of which little is needed is not meant where another knows more than twice as many of the columns.
  std::tuple<bool, std::size_t, bool, bool, std::ptrdiff_t> rank(const Heading& heading, std::size_t most) const {
    const bool expected = is_expected(heading);
    const bool complete = heading.is_complete() && 2 * heading.matched >= most;
    return {expected && complete, heading.matched, complete, expected,
            -static_cast<std::ptrdiff_t>(heading.missing.size())};
  }

  HeadingIndex& index_;
  std::span<Table* const> expected_;
};

std::vector<std::vector<std::string_view>> texts_of(std::span<const GridCell> upper, std::span<const GridCell> lower) {
  std::vector<std::vector<std::string_view>> texts(std::min(std::max(upper.size(), lower.size()), most_heading_cells));
  for (std::size_t at = 0; at < texts.size(); ++at) {
    if (at < lower.size() && !lower[at].text.empty()) texts[at].push_back(lower[at].text);
    if (at < upper.size() && !upper[at].text.empty()) texts[at].push_back(upper[at].text);
  }
  while (!texts.empty() && texts.back().empty()) texts.pop_back();
  return texts;
}

}  // namespace

std::string without_brackets(std::string_view cell) { return split_brackets(cell).outside; }

bool Heading::is_complete() const {
  return std::none_of(missing.begin(), missing.end(), [](const ColumnBase* column) { return column->is_needed(); });
}

bool is_better(const Heading& a, const Heading& b) {
  return std::pair(a.is_complete(), a.matched) > std::pair(b.is_complete(), b.matched);
}

bool repeats(std::span<const GridCell> cells, const Heading& heading) {
  constexpr std::ptrdiff_t digits_of_a_card = 9;
  for (std::size_t at = 0; at < heading.cells.size(); ++at) {
    if (heading.cells[at].kind != HeadingCellKind::column) continue;
    const std::string_view text = at < cells.size() ? cells[at].text : std::string_view();
    if (text != heading.cells[at].text) return false;
    if (std::count_if(text.begin(), text.end(), is_digit) >= digits_of_a_card) return false;
  }
  return true;
}

HeadingIndex::HeadingIndex(Tables& tables) {
  for (Table* table : tables.all()) tables_.push_back(table);
}

void HeadingIndex::make_room() {
  if (seen_.size() >= most_remembered) seen_.clear();
}

const Meaning& HeadingIndex::meaning(std::string_view cell) {
  if (cell.size() > most_heading_bytes) return meaningless_;
  const std::string key(cell);
  if (const auto found = seen_.find(key); found != seen_.end()) return found->second;
  return seen_.emplace(key, look_up(cell)).first->second;
}

Meaning HeadingIndex::look_up(std::string_view cell) const {
  Meaning meaning;
  const Bracketed parts = split_brackets(cell);
  const std::string outside = folded(parts.outside);
  for (const std::string& text : {folded(cell), outside}) {
    const auto found = declared_headings().find(text);
    if (found == declared_headings().end()) continue;
    for (const DeclaredColumn& declared : found->second)
      meaning.columns.push_back({declared.table, tables_[declared.table]->columns()[declared.column]});
    break;
  }
  meaning.is_running_number = meaning.columns.empty() && (is_running_number_heading(outside) || cell == "#");
  if (!parts.inside.empty()) {
    std::string unit = folded(parts.inside);
    for (const std::string_view label : {"don vi tinh ", "dvt "}) {
      if (unit.starts_with(label)) unit.erase(0, label.size());
    }
    meaning.money_factor = money_factor(unit);
  }
  return meaning;
}

HeadingReading read_heading(const Grid& grid, std::size_t row, HeadingIndex& index, std::span<Table* const> expected) {
  index.make_room();
  RowMatcher matcher(index, expected);
  HeadingReading alone = matcher.match(texts_of(grid.row(row), {}), row, 1);
  if ((alone.heading && alone.heading->missing.empty()) || row + 1 >= grid.row_count()) return alone;
  // Groups of columns over their columns: together the two rows name more than either does.
  const HeadingReading lower = matcher.match(texts_of({}, grid.row(row + 1)), row + 1, 1);
  if (lower.nearest.empty()) return alone;
  HeadingReading both = matcher.match(texts_of(grid.row(row), grid.row(row + 1)), row, 2);
  const auto matched = [](const HeadingReading& reading) { return reading.heading ? reading.heading->matched : 0; };
  if (matched(both) <= matched(lower) || matched(both) <= matched(alone)) return alone;
  return both;
}

}  // namespace hoctap::forms
