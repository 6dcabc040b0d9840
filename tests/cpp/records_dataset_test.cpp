#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/records/dataset.hpp"
#include "support/dataset_maker.hpp"

namespace hoctap {
namespace {

using testing_support::DatasetMaker;
using testing_support::told;
using Lines = std::vector<std::string>;

// What a program does that has its rows in memory.
TEST(Dataset, IsBuiltFromSpans) {
  DatasetBuilder builder(embedded_gazetteer(), CodeLists::embedded(), Date::of(2024, 6, 30));
  const auto texts = [&](const std::vector<std::string>& words) {
    std::vector<Text> symbols;
    for (const std::string& word : words) symbols.push_back(builder.pool().intern(word));
    return symbols;
  };
  const std::vector<Date> founded{Date::of(2009, 5, 1), Date::of(2010, 5, 1)};
  Centres& centres = builder.tables().centres;
  centres.centre_id.assign(texts({"C1", "C2"}));
  centres.founded_on.assign(std::span<const Date>(founded));
  centres.place_rows();

  Allocations& allocations = builder.tables().allocations;
  allocations.allocation_id.assign(texts({"A1", "A2"}));
  allocations.unit_code.assign(std::vector<UnitRef>(2, {builder.pool().intern("07381"), no_version}));
  allocations.centre_id.assign(texts({"C1", ""}));
  allocations.year.assign(std::vector<std::int64_t>{2024, 2024});
  allocations.fund.assign(texts({"ngân sách xã", "commune_budget"}));
  allocations.amount.assign(std::vector<Money>{Money::dong(5'000'000), Money::dong(0)});
  allocations.decided_on.assign(std::vector<Date>(2, Date::of(2024, 2, 1)));
  allocations.place_rows();

  const Dataset dataset = std::move(builder).finish();
  EXPECT_EQ(told(dataset), Lines{});
  const Allocations& rows = dataset.tables().allocations;
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(dataset.gazetteer().version(rows.unit_code[0].version).name, "Nghĩa Hưng")
      << "as the code was read in 2024";
  EXPECT_EQ(dataset.text(rows.fund[0]), "commune_budget") << "written as the list has it";
  EXPECT_FALSE(rows.centre_id.has(1)) << "an empty text says nothing";
  EXPECT_EQ(dataset.sources()[0].rows_read, 4U);
  EXPECT_EQ(dataset.sources()[0].rows_kept, 4U);
}

TEST(Dataset, OfNobodyIsEmpty) {
  const Dataset dataset;
  EXPECT_EQ(dataset.tables().residents.size(), 0U);
  EXPECT_TRUE(dataset.sources().empty());
  EXPECT_FALSE(dataset.is_simulated());
}

TEST(DatasetBuilder, SharesWhatItBuilt) {
  Dataset copy;
  {
    const Dataset dataset = DatasetMaker().add("centres", "centre_id,founded_on\nC1,2010-01-01\n").finish();
    copy = dataset;
    EXPECT_EQ(&copy.tables(), &dataset.tables());
  }
  EXPECT_EQ(copy.text(copy.tables().centres.centre_id[0]), "C1");
}

TEST(DatasetBuilder, RefusesColumnsOfDifferentLength) {
  DatasetBuilder builder{Gazetteer(), CodeLists()};
  builder.tables().centres.centre_id.push(builder.pool().intern("C1"));
  builder.tables().centres.push_place({0, 1});
  EXPECT_THROW(std::move(builder).finish(), InvalidValue);
}

TEST(DatasetBuilder, CountsRowsThatAReaderDropped) {
  DatasetMaker maker;
  maker.add("centres", "centre_id,founded_on\nC1,2010-01-01\n");
  maker.builder().add_dropped(
      1, {{MessageCode::not_an_iso_date, {"x"}}, {"centres-1.csv", "", 3, 0, ""}, RowOutcome::dropped});
  const Dataset dataset = maker.finish();
  EXPECT_EQ(dataset.sources()[1].rows_read, 2U);
  EXPECT_EQ(dataset.sources()[1].rows_dropped, 1U);
}

TEST(DatasetBuilder, OrdersFindingsBySourceAndRow) {
  DatasetMaker maker;
  maker.add("courses", "course_id,kind\nK1,x\nK2,vocational\nK3,\n")
      .add("centres", "centre_id,founded_on\n,2010-01-01\n");
  maker.builder().add({{MessageCode::hidden_rows, {"1"}}, {"centres-2.csv", "", 0, 0, ""}, RowOutcome::kept});
  maker.builder().add({{MessageCode::hidden_rows, {"1"}}, {"courses-1.csv", "", 3, 0, ""}, RowOutcome::kept});
  maker.builder().add({{MessageCode::no_submission, {}}, {}, RowOutcome::kept});
  EXPECT_EQ(
      told(maker.finish()),
      (Lines{
          ":0 no_submission()",
          "x courses-1.csv:2 kind not_in_list(x; session_kinds; "
          "dạy nghề; chuyển giao kỹ thuật; bồi dưỡng kỹ năng nghề nghiệp; tuyên truyền; sinh hoạt chuyên đề; xóa mù chữ; "
          "giáo dục tiếp tục sau khi biết chữ; tin học, ngoại ngữ; văn hóa, văn nghệ, thể dục thể thao; loại khác)",
          "courses-1.csv:3 hidden_rows(1)", "x courses-1.csv:4 kind value_missing(Loại (kind))",
          "centres-2.csv:0 hidden_rows(1)", "x centres-2.csv:2 centre_id value_missing(Mã TTHTCĐ (centre_id))"}));
}

TEST(DatasetBuilder, NamesTheColumnOfTheFileWhereTheReaderToldIt) {
  DatasetBuilder builder{Gazetteer(), CodeLists()};
  Source source;
  source.file = "a.csv";
  source.columns = {4, 0, 2};  // centre_id, name, founded_on
  const std::uint32_t index = builder.add_source(source);
  builder.tables().centres.centre_id.push(builder.pool().intern("C1"));
  builder.tables().centres.place_rows(index);
  const Dataset dataset = std::move(builder).finish();
  ASSERT_EQ(dataset.findings().size(), 1U);
  EXPECT_EQ(dataset.findings()[0].place, (SourcePlace{"a.csv", "", 1, 2, "founded_on"}));
}

TEST(DatasetBuilder, SaysThatItIsSimulatedWhereAnySourceIs) {
  DatasetBuilder builder{Gazetteer(), CodeLists()};
  builder.add_source({});
  Source simulated;
  simulated.is_simulated = true;
  builder.add_source(simulated);
  EXPECT_TRUE(std::move(builder).finish().is_simulated());
}

TEST(DatasetBuilder, CountsNoRowTwiceWhenASecondAttemptSucceeds) {
  DatasetBuilder builder(Gazetteer{}, CodeLists{});
  Materials& table = builder.tables().materials;
  const std::uint32_t source = builder.add_source(Source{});
  const auto add = [&](std::uint32_t of) {
    for (ColumnBase* column : table.columns()) column->push_missing();
    table.title_id.set(table.size(), builder.pool().intern("T" + std::to_string(table.size())));
    table.title.set(table.size(), builder.pool().intern("x"));
    table.push_place({of, static_cast<std::uint32_t>(table.size() + 1)});
  };
  add(source);
  add(7);
  EXPECT_THROW(std::move(builder).finish(), NotFound);
  EXPECT_THROW(builder.source(7), NotFound);
  EXPECT_THROW(builder.add_dropped(7, {}), NotFound);
  while (builder.add_source(Source{}) < 7) {
  }
  const Dataset dataset = std::move(builder).finish();
  EXPECT_EQ(dataset.sources()[source].rows_read, 1U);
  EXPECT_EQ(dataset.sources()[source].rows_kept, 1U);
}

}  // namespace
}  // namespace hoctap
