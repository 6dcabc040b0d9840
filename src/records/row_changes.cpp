#include "hoctap/records/row_changes.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <tuple>
#include <utility>

#include "core/citizen_digits.hpp"
#include "hoctap/records/parse_canonical.hpp"
#include "records/value_words.hpp"
#include "records/version_map.hpp"

namespace hoctap {
namespace {

using records::missing_word;
using records::mixed;
using records::same;
using records::word;

using HashedRow = std::pair<std::uint64_t, std::uint32_t>;

// Values of the later dataset in the symbols and versions of the earlier one. What the earlier one does not know gets a
// number beyond its own.
class Translation {
 public:
  Translation(const Dataset& before, const Dataset& after) {
    const Pool& known = before.pool();
    const Pool& pool = after.pool();
    symbols_.resize(pool.size());
    for (std::uint32_t symbol = 0; symbol < symbols_.size(); ++symbol) {
      const auto same_text = known.find(pool.view({symbol}));
      symbols_[symbol] = same_text ? same_text->symbol : static_cast<std::uint32_t>(known.size()) + symbol;
    }
    const auto unknown = static_cast<VersionId>(before.gazetteer().versions().size());
    versions_ = records::versions_in(after.gazetteer(), before.gazetteer());
    for (VersionId id = 0; id < versions_.size(); ++id)
      if (versions_[id] == no_version) versions_[id] = unknown + id;
  }

  template <class T>
  T operator()(const T& value) const {
    if constexpr (std::is_same_v<T, Text>)
      return {symbols_[value.symbol]};
    else if constexpr (std::is_same_v<T, UnitRef>)
      return {{symbols_[value.code.symbol]}, value.version == no_version ? no_version : versions_[value.version]};
    else
      return value;
  }

 private:
  std::vector<std::uint32_t> symbols_;
  std::vector<VersionId> versions_;
};

struct AsItIs {
  template <class T>
  T operator()(const T& value) const {
    return value;
  }
};

// One table of both datasets.
class TablePair {
 public:
  TablePair(const Dataset& before, const Dataset& after, std::size_t table, const Translation& translation)
      : sets_{before, after},
        before_(*before.tables().all()[table]),
        after_(*after.tables().all()[table]),
        translation_(translation) {
    for (std::size_t i = 0; i < before_.columns().size(); ++i) {
      const ColumnBase& column = *before_.columns()[i];
      names_person_ = names_person_ || column.type() == ColumnType::person;
      columns_.push_back(i);
      if (column.info().key) keys_.push_back(i);
    }
    // Rows from memory may have no identifiers.
    if (keys_.size() == 1 && is_empty(before_, keys_.front()) && is_empty(after_, keys_.front())) keys_.clear();
  }

  void add_changes(std::vector<RowChange>& changes) const {
    if (are_equal()) return;
    const auto early = hashed(before_, AsItIs{});
    const auto late = hashed(after_, translation_);
    std::vector<std::pair<std::optional<std::uint32_t>, std::optional<std::uint32_t>>> different;
    auto one = early.begin();
    auto other = late.begin();
    while (one != early.end() || other != late.end()) {
      const bool is_early = other == late.end() || (one != early.end() && one->first <= other->first);
      const std::uint64_t hash = is_early ? one->first : other->first;
      std::vector<std::uint32_t> ours;
      std::vector<std::uint32_t> theirs;
      for (; one != early.end() && one->first == hash; ++one) ours.push_back(one->second);
      for (; other != late.end() && other->first == hash; ++other) theirs.push_back(other->second);
      pair_off(ours, theirs, columns_, [](std::uint32_t, std::uint32_t) {});
      if (!keys_.empty())
        pair_off(ours, theirs, keys_, [&](std::uint32_t a, std::uint32_t b) { different.emplace_back(a, b); });
      for (const std::uint32_t row : ours) different.emplace_back(row, std::nullopt);
      for (const std::uint32_t row : theirs) different.emplace_back(std::nullopt, row);
    }
    std::sort(different.begin(), different.end(), [](const auto& a, const auto& b) {
      constexpr std::uint32_t last = 0xFFFFFFFFU;
      return std::pair(a.first.value_or(last), a.second.value_or(last)) <
             std::pair(b.first.value_or(last), b.second.value_or(last));
    });
    for (const auto& [a, b] : different) changes.push_back(change(a, b));
  }

 private:
  static bool is_empty(const Table& table, std::size_t column) {
    return table.columns()[column]->missing_count() == table.size();
  }

  // Calls visit(earlier column, later column) with the column's own type.
  template <class Visit>
  auto typed(std::size_t column, Visit visit) const {
    return visit_column(*before_.columns()[column], [&](const auto& early) {
      return visit(early, static_cast<decltype(early)>(*after_.columns()[column]));
    });
  }
  bool equal(std::size_t column, std::uint32_t a, std::uint32_t b) const {
    return typed(column, [&](const auto& early, const auto& late) {
      if (early.has(a) != late.has(b)) return false;
      return !early.has(a) || same(early[a], translation_(late[b]));
    });
  }
  bool equal(const std::vector<std::size_t>& columns, std::uint32_t a, std::uint32_t b) const {
    return std::all_of(columns.begin(), columns.end(), [&](std::size_t column) { return equal(column, a, b); }) &&
           (columns.size() != columns_.size() || same_day_of_codes(a, b));
  }
  // Lists of units are read on the day for which their file states its codes.
  bool same_day_of_codes(std::uint32_t a, std::uint32_t b) const {
    return before_.find_column("owner_units") == nullptr || day_of_codes(0, a) == day_of_codes(1, b);
  }
  std::optional<Date> day_of_codes(std::size_t side, std::uint32_t row) const {
    const Table& table = side == 0 ? before_ : after_;
    return sets_[side].sources()[table.place(row).source].codes_as_of;
  }
  // Whether both tables hold the same rows in the same order, as nearly all do.
  bool are_equal() const {
    if (before_.size() != after_.size()) return false;
    const auto rows = static_cast<std::uint32_t>(before_.size());
    const bool are_same = std::all_of(columns_.begin(), columns_.end(), [&](std::size_t column) {
      return typed(column, [&](const auto& early, const auto& late) {
        for (std::uint32_t row = 0; row < rows; ++row)
          if (early.has(row) != late.has(row) || (early.has(row) && !same(early[row], translation_(late[row]))))
            return false;
        return true;
      });
    });
    if (!are_same || before_.find_column("owner_units") == nullptr) return are_same;
    for (std::uint32_t row = 0; row < rows; ++row)
      if (!same_day_of_codes(row, row)) return false;
    return true;
  }

  // Rows in order of the hash of their keys; without keys, of all their values.
  template <class Translate>
  std::vector<HashedRow> hashed(const Table& table, const Translate& translate) const {
    std::vector<HashedRow> rows(table.size());
    for (std::uint32_t row = 0; row < rows.size(); ++row) rows[row].second = row;
    for (const std::size_t column : keys_.empty() ? columns_ : keys_) {
      visit_column(*table.columns()[column], [&](const auto& typed) {
        for (std::uint32_t row = 0; row < rows.size(); ++row)
          rows[row].first = mixed(rows[row].first, typed.has(row) ? word(translate(typed[row])) : missing_word);
      });
    }
    std::sort(rows.begin(), rows.end());
    return rows;
  }

  // Takes pairs with the same values in those columns out of both lists.
  template <class Take>
  void pair_off(std::vector<std::uint32_t>& ours, std::vector<std::uint32_t>& theirs,
                const std::vector<std::size_t>& columns, Take take) const {
    std::erase_if(ours, [&](std::uint32_t a) {
      const auto found = std::find_if(theirs.begin(), theirs.end(), [&](auto b) { return equal(columns, a, b); });
      if (found == theirs.end()) return false;
      take(a, *found);
      theirs.erase(found);
      return true;
    });
  }

  std::optional<std::string> text(std::size_t side, std::size_t column, std::optional<std::uint32_t> row) const {
    const ColumnBase& values = *(side == 0 ? before_ : after_).columns()[column];
    if (!row || !values.has(*row)) return std::nullopt;
    return canonical_text(values, *row, sets_[side].pool());
  }
  // The code with the day on which its unit began.
  std::optional<std::string> dated_unit(std::size_t side, std::size_t column, std::uint32_t row) const {
    const auto& units = static_cast<const Column<UnitRef>&>(*(side == 0 ? before_ : after_).columns()[column]);
    const VersionId version = units[row].version;
    std::string code = *text(side, column, row);
    if (version == no_version) return code;
    const Date since = sets_[side].gazetteer().version(version).validity.from;
    return since == Date::earliest() ? code : code + '@' + since.iso();
  }

  RowChange change(std::optional<std::uint32_t> a, std::optional<std::uint32_t> b) const {
    RowChange made{a && b ? RowChangeKind::changed
                   : a    ? RowChangeKind::removed
                          : RowChangeKind::added,
                   before_.name(),
                   {},
                   names_person_,
                   a,
                   b,
                   {}};
    for (std::size_t column = 0; column < before_.columns().size(); ++column) {
      const ColumnBase& declared = *before_.columns()[column];
      if (declared.info().key && declared.type() != ColumnType::person) {
        const auto shown = a ? text(0, column, a) : text(1, column, b);
        made.key += (made.key.empty() ? "" : ", ") + (shown ? quotable(*shown) : std::string("–"));
      }
      if (a && b && equal(column, *a, *b)) continue;
      ValueChange value{std::string(declared.name()), text(0, column, a), text(1, column, b)};
      if (!value.before && !value.after) continue;
      if (a && b && value.before == value.after && declared.type() == ColumnType::unit) {
        value.before = dated_unit(0, column, *a);
        value.after = dated_unit(1, column, *b);
      }
      made.values.push_back(std::move(value));
    }
    if (a && b && !same_day_of_codes(*a, *b)) {
      const auto day = [](const std::optional<Date>& one) { return one ? std::optional(one->iso()) : std::nullopt; };
      made.values.push_back({"codes_as_of", day(day_of_codes(0, *a)), day(day_of_codes(1, *b))});
    }
    if (made.key.empty()) made.key = "…";
    return made;
  }

  const Dataset sets_[2];
  const Table& before_;
  const Table& after_;
  const Translation& translation_;
  std::vector<std::size_t> columns_;  // positions of columns
  std::vector<std::size_t> keys_;
  bool names_person_ = false;
};

}  // namespace

std::vector<RowChange> row_changes(const Dataset& before, const Dataset& after) {
  const Translation translation(before, after);
  std::vector<RowChange> changes;
  for (std::size_t table = 0; table < before.tables().all().size(); ++table)
    TablePair(before, after, table, translation).add_changes(changes);
  return changes;
}

std::vector<LostRowsChange> lost_row_changes(const Dataset& before, const Dataset& after) {
  using Key = std::tuple<std::string, std::string, Date, Period>;
  std::map<Key, LostRowsChange> all;
  const auto take = [&](const Dataset& dataset, VersionId LostRowsChange::* unit, std::size_t LostRowsChange::* rows,
                        std::vector<std::string> LostRowsChange::* files) {
    for (const Source& source : dataset.sources()) {
      if (source.rows_unusable == 0 || source.unit == no_version || !source.period) continue;
      const UnitVersion& version = dataset.gazetteer().version(source.unit);
      LostRowsChange& lost = all[{source.table, version.code, version.validity.from, *source.period}];
      lost.table = source.table;
      lost.unit_code = version.code;
      lost.period = *source.period;
      lost.*unit = source.unit;
      lost.*rows += source.rows_unusable;
      (lost.*files).push_back(source.file);
    }
  };
  take(before, &LostRowsChange::unit_before, &LostRowsChange::before, &LostRowsChange::files_before);
  take(after, &LostRowsChange::unit_after, &LostRowsChange::after, &LostRowsChange::files_after);
  std::vector<LostRowsChange> changes;
  for (auto& [key, lost] : all)
    if (lost.before != lost.after) changes.push_back(std::move(lost));
  return changes;
}

}  // namespace hoctap
