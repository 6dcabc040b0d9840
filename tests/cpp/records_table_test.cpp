#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/records/pool.hpp"
#include "hoctap/records/table.hpp"
#include "hoctap/records/tables.hpp"

namespace hoctap {
namespace {

TEST(Pool, GivesEqualTextsEqualSymbols) {
  Pool pool;
  const Text a = pool.intern("xã");
  const Text b = pool.intern("thôn");
  EXPECT_NE(a, b);
  EXPECT_EQ(pool.intern(std::string("xã")), a);
  EXPECT_EQ(pool.view(a), "xã");
  EXPECT_EQ(pool.find("thôn"), b);
  EXPECT_EQ(pool.find("tổ"), std::nullopt);
}

TEST(Pool, HoldsTheEmptyTextFromTheStart) {
  Pool pool;
  EXPECT_TRUE(pool.intern("").is_empty());
  EXPECT_EQ(pool.find(""), Text{});
  EXPECT_EQ(pool.view(Text{}), "");
}

TEST(Pool, NeverMovesAText) {
  Pool pool;
  const std::string_view first = pool.view(pool.intern("first"));
  const std::string large(200'000, 'x');
  pool.intern(large);
  for (int i = 0; i < 100'000; ++i) pool.intern(std::to_string(i));
  EXPECT_EQ(first, "first");
  EXPECT_EQ(pool.view(*pool.find("first")).data(), first.data());
  EXPECT_EQ(pool.view(*pool.find(large)), large);
  EXPECT_EQ(pool.size(), 100'003U);
}

RC_GTEST_PROP(Pool, AgreesWithAMap, (const std::vector<std::string>& texts)) {
  Pool pool;
  std::map<std::string, Text> expected;
  for (const std::string& text : texts) {
    const Text symbol = pool.intern(text);
    const auto [at, is_new] = expected.emplace(text, symbol);
    RC_ASSERT(at->second == symbol);
    RC_ASSERT(pool.view(symbol) == text);
  }
  std::set<Text> symbols;
  for (const auto& [text, symbol] : expected) symbols.insert(symbol);
  RC_ASSERT(symbols.size() == expected.size());
}

// A table of the tests' own: what is declared here must show everywhere.
struct Gardens : Table {
  Gardens() : Table({"gardens", "Vườn", TableKind::state}) {}

  Column<Text> garden_id{*this, {.name = "garden_id", .label = "Mã vườn", .key = true}};
  Column<std::int64_t> trees{*this, {.name = "trees", .label = "Số cây", .non_negative = true}};
  Column<bool> fenced{*this, {.name = "fenced", .label = "Có rào"}};
};

TEST(Table, KnowsTheColumnsDeclaredInIt) {
  Gardens gardens;
  ASSERT_EQ(gardens.columns().size(), 3U);
  EXPECT_EQ(gardens.columns()[1], &gardens.trees);
  EXPECT_EQ(gardens.columns()[2]->name(), "fenced");
  EXPECT_EQ(gardens.columns()[2]->type(), ColumnType::boolean);
  EXPECT_EQ(gardens.find_column("trees"), &gardens.trees);
  EXPECT_EQ(gardens.find_column("flowers"), nullptr);
  EXPECT_EQ(gardens.name(), "gardens");
}

TEST(Column, TellsMissingFromZero) {
  Gardens gardens;
  gardens.trees.push(0);
  gardens.trees.push_missing();
  gardens.trees.push(std::optional<std::int64_t>());
  gardens.trees.push(7);
  EXPECT_TRUE(gardens.trees.has(0));
  EXPECT_FALSE(gardens.trees.has(1));
  EXPECT_EQ(gardens.trees.get(0), 0);
  EXPECT_EQ(gardens.trees.get(2), std::nullopt);
  EXPECT_EQ(gardens.trees[1], 0);
  EXPECT_EQ(gardens.trees.missing_count(), 2U);
  EXPECT_EQ(gardens.trees.presence().size(), 4U);
}

TEST(Column, HasNoPresenceAsLongAsNothingIsMissing) {
  Gardens gardens;
  gardens.trees.push(1);
  EXPECT_TRUE(gardens.trees.presence().empty());
  gardens.trees.set_missing(0);
  EXPECT_EQ(gardens.trees.presence().size(), 1U);
  gardens.trees.set(0, 5);
  EXPECT_TRUE(gardens.trees.presence().empty());
  EXPECT_EQ(gardens.trees.get(0), 5);
}

TEST(Column, TakesWholeColumns) {
  Gardens gardens;
  gardens.trees.assign(std::vector<std::int64_t>{1, 2, 3}, {1, 0, 1});
  EXPECT_EQ(gardens.trees.size(), 3U);
  EXPECT_FALSE(gardens.trees.has(1));
  EXPECT_THROW(gardens.trees.assign(std::vector<std::int64_t>{1, 2}, {1}), InvalidValue);
}

TEST(Column, CopiesLentValuesOnlyWhenTheyChange) {
  Gardens gardens;
  const auto values = std::make_shared<const std::vector<std::int64_t>>(std::vector<std::int64_t>{1, 2, 3});
  gardens.trees.assign(Buffer<std::int64_t>::lent(*values, values));
  EXPECT_EQ(values.use_count(), 2);
  EXPECT_EQ(gardens.trees.values().data(), values->data());
  gardens.trees.set(1, 9);
  EXPECT_EQ(values.use_count(), 1) << "the lender is let go";
  EXPECT_NE(gardens.trees.values().data(), values->data());
  EXPECT_EQ(gardens.trees[0] + gardens.trees[1] + gardens.trees[2], 13);
  EXPECT_EQ((*values)[1], 2);
}

TEST(Table, PlacesRowsOfWholeColumnsAndFillsTheOthers) {
  Pool pool;
  Gardens gardens;
  gardens.garden_id.assign(std::vector<Text>{pool.intern("a"), pool.intern("b")});
  gardens.fenced.assign(std::vector<std::uint8_t>{1, 0});
  gardens.place_rows(4);
  EXPECT_EQ(gardens.size(), 2U);
  EXPECT_EQ(gardens.place(1), (RowPlace{4, 2}));
  EXPECT_EQ(gardens.trees.missing_count(), 2U);
  EXPECT_TRUE(gardens.fenced[0]);
  EXPECT_NO_THROW(gardens.check_complete());
}

TEST(Table, RefusesColumnsOfDifferentLength) {
  Gardens gardens;
  gardens.garden_id.assign(std::vector<Text>(2));
  gardens.trees.assign(std::vector<std::int64_t>{1});
  EXPECT_THROW(gardens.place_rows(), InvalidValue);
  gardens.push_place({0, 1});
  EXPECT_THROW(gardens.check_complete(), InvalidValue);
}

TEST(Table, KnowsItsOnlySourceUntilAnotherRowComes) {
  Gardens gardens;
  EXPECT_EQ(gardens.only_source(), std::nullopt);
  gardens.push_place({2, 1});
  gardens.push_place({2, 2});
  EXPECT_EQ(gardens.only_source(), 2U);
  gardens.push_place({2, 7});
  EXPECT_EQ(gardens.only_source(), std::nullopt);
  gardens.push_places(3, 2);
  ASSERT_EQ(gardens.size(), 5U);
  const std::vector<RowPlace> expected{{2, 1}, {2, 2}, {2, 7}, {3, 1}, {3, 2}};
  for (std::size_t row = 0; row < expected.size(); ++row) EXPECT_EQ(gardens.place(row), expected[row]) << row;
}

TEST(Table, KeepsTheRowsAskedFor) {
  Gardens gardens;
  gardens.trees.assign(std::vector<std::int64_t>{1, 2, 3}, {1, 0, 1});
  gardens.place_rows();
  gardens.keep(std::vector<std::uint8_t>{0, 1, 1});
  ASSERT_EQ(gardens.size(), 2U);
  EXPECT_FALSE(gardens.trees.has(0));
  EXPECT_EQ(gardens.trees[1], 3);
  EXPECT_EQ(gardens.place(0), (RowPlace{0, 2}));
  gardens.keep(std::vector<std::uint8_t>{0, 1});
  EXPECT_EQ(gardens.trees.missing_count(), 0U);
  EXPECT_TRUE(gardens.trees.has(0));
}

TEST(Tables, AreListedOnceAndInOrder) {
  Tables tables;
  EXPECT_EQ(tables.all().size(), 31U);
  EXPECT_EQ(tables.all().front(), &tables.units);
  EXPECT_EQ(tables.all().back(), &tables.settlements);
  EXPECT_EQ(tables.find("residents"), &tables.residents);
  EXPECT_EQ(tables.find("gardens"), nullptr);
  std::set<std::string_view> names;
  for (const Table* table : tables.all()) names.insert(table->name());
  EXPECT_EQ(names.size(), 31U);
}

TEST(Tables, AreDeclaredSoundly) {
  Tables tables;
  for (const Table* table : std::as_const(tables).all()) {
    std::set<std::string_view> names;
    std::set<std::string_view> labels;
    bool has_key = false;
    for (const ColumnBase* column : table->columns()) {
      const ColumnInfo& info = column->info();
      const std::string where = std::string(table->name()) + "." + std::string(info.name);
      EXPECT_TRUE(names.insert(info.name).second) << where;
      EXPECT_TRUE(labels.insert(info.label).second) << where << ": two headings read alike";
      EXPECT_FALSE(info.label.empty()) << where;
      has_key |= info.key;
      EXPECT_FALSE(info.may_be_empty && !info.key) << where << ": only keys need to say that they may be empty";
      if (!info.refers_to.empty()) {
        const Table* const other = tables.find(info.refers_to);
        ASSERT_NE(other, nullptr) << where;
        EXPECT_TRUE(other->columns()[0]->info().key) << where << ": refers to the first column of a table";
        EXPECT_EQ(other->columns()[0]->type(), ColumnType::text) << where;
        EXPECT_EQ(column->type(), ColumnType::text) << where;
      }
      if (!info.not_before.empty()) {
        const ColumnBase* const begin = table->find_column(info.not_before);
        ASSERT_NE(begin, nullptr) << where;
        EXPECT_EQ(begin->type(), ColumnType::date) << where;
        EXPECT_EQ(column->type(), ColumnType::date) << where;
      }
      if (!info.within.empty()) {
        const ColumnBase* const unit = table->find_column(info.within);
        ASSERT_NE(unit, nullptr) << where;
        EXPECT_EQ(unit->type(), ColumnType::unit) << where;
        EXPECT_EQ(column->type(), ColumnType::unit) << where;
      }
      EXPECT_TRUE(!info.claims || column->type() == ColumnType::unit) << where;
      EXPECT_TRUE(!info.dates_codes || column->type() == ColumnType::date) << where;
      EXPECT_TRUE(!info.names_place || column->type() == ColumnType::text) << where;
      EXPECT_TRUE(!info.blank_speaks || !info.note.empty()) << where << ": nothing says what the blank means";
      if (!info.code_list.empty()) {
        EXPECT_EQ(column->type(), ColumnType::text) << where;
      }
      if (column->type() == ColumnType::money) {
        EXPECT_EQ(info.unit, "đồng") << where;
      }
    }
    EXPECT_TRUE(has_key) << table->name();
  }
}

}  // namespace
}  // namespace hoctap
