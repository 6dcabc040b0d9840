#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/records/arrow_tables.hpp"
#include "hoctap/records/parse_canonical.hpp"
#include "records/arrow_columns.hpp"
#include "support/arrow_producer.hpp"
#include "support/samples_table.hpp"

namespace hoctap {
namespace {

using testing_support::bytes_of;
using testing_support::Chunk;
using testing_support::chunk_of;
using testing_support::Field;
using testing_support::Producer;
using testing_support::Samples;
using testing_support::texts_of;

DatasetBuilder empty_builder() { return {Gazetteer(), CodeLists()}; }

// What reading one column into one of the samples' gives, as text; "-" where the value is missing.
struct ReadColumn {
  std::vector<std::string> texts;
  std::vector<std::pair<std::size_t, MessageCode>> bad;
};

ReadColumn read_column(ColumnBase& column, Field field, Chunk chunk) {
  Pool pool;
  Producer producer({std::move(field)});
  const std::int64_t length = chunk.length;
  producer.add_batch({std::move(chunk)}, length);
  ArrowArrayStream stream = producer.stream();
  const ArrowTable table = ArrowTable::read(&stream);
  ReadColumn result;
  records::append_arrow(column, pool, table.columns()[0],
                        [&](std::size_t row, const Message& message) { result.bad.emplace_back(row, message.code); });
  for (std::size_t i = 0; i < column.size(); ++i) {
    result.texts.push_back(column.has(i) ? canonical_text(column, i, pool) : "-");
  }
  return result;
}

using Texts = std::vector<std::string>;

TEST(ArrowColumns, ReadTextInTheLibrarysOwnSpelling) {
  Samples samples;
  const std::vector<std::pair<std::string, std::string>> spelled{{"text", "thôn 1"},
                                                                 {"unit", "07393"},
                                                                 {"date", "2024-02-29"},
                                                                 {"month", "1967-12"},
                                                                 {"period", "2024Q3"},
                                                                 {"integer", "-12"},
                                                                 {"money", "5000"},
                                                                 {"decimal", "2.5"},
                                                                 {"boolean", "true"},
                                                                 {"ratio", "1/3"},
                                                                 {"person", "00000000000000010000000000000002"}};
  for (const auto& [name, text] : spelled) {
    const auto read = read_column(*samples.find_column(name), {name, "u", ""}, texts_of<std::int32_t>({text, ""}));
    EXPECT_EQ(read.texts, (Texts{text, "-"})) << name;
    EXPECT_TRUE(read.bad.empty()) << name;
  }
}

TEST(ArrowColumns, ReportValuesThatCannotBeRead) {
  Samples samples;
  const auto read =
      read_column(samples.date, {"d", "u", ""}, texts_of<std::int32_t>({"2024-01-01", "31/12/2024", "x"}));
  EXPECT_EQ(read.texts, (Texts{"2024-01-01", "-", "-"}));
  ASSERT_EQ(read.bad.size(), 2U);
  EXPECT_EQ(read.bad[0], (std::pair<std::size_t, MessageCode>{1, MessageCode::not_an_iso_date}));
}

TEST(ArrowColumns, MakeTextNfcAndSqueezed) {
  Samples samples;
  const auto read = read_column(samples.text, {"t", "u", ""}, texts_of<std::int32_t>({"  xa\xCC\x83 ", "a\xFF"}));
  EXPECT_EQ(read.texts, (Texts{"x\xC3\xA3", "-"}));
  EXPECT_EQ(read.bad.size(), 1U);
}

TEST(ArrowColumns, ReadHoursFromFloatsOnlyWhereTheyHaveTwoPlaces) {
  Samples samples;
  const auto read =
      read_column(samples.decimal, {"h", "g", ""}, chunk_of<double>({1.5, 0.29, 1.0 / 3, std::nan(""), -2}));
  EXPECT_EQ(read.texts, (Texts{"1.5", "0.29", "-", "-", "-2"}));
  EXPECT_EQ(read.bad.size(), 1U) << "not a number is how pandas writes a missing value";
}

TEST(ArrowColumns, ReadMoneyFromWholeDecimals) {
  Samples samples;
  const Chunk sum{1, 0, 0, {{}, bytes_of<std::int64_t>({5000, 0})}, nullptr};
  EXPECT_EQ(read_column(samples.money, {"m", "d:38,0", ""}, sum).texts, (Texts{"5000"}));
}

TEST(ArrowColumns, ReadMonthsFromDates) {
  Samples samples;
  const Date day = Date::of(1967, 12, 24);
  EXPECT_EQ(read_column(samples.month, {"m", "tdD", ""}, chunk_of<std::int32_t>({day.days()})).texts,
            (Texts{"1967-12"}));
}

Message refusal(ColumnBase& column, Field field, Chunk chunk) {
  try {
    read_column(column, std::move(field), std::move(chunk));
  } catch (const FormatError& error) {
    EXPECT_EQ(error.place().field, column.name());
    EXPECT_EQ(error.place().row, 0U) << "no row, but the whole column";
    return error.message();
  }
  ADD_FAILURE() << "nothing was refused";
  return {};
}

TEST(ArrowColumns, RefuseFloatsForMoneyAndNameTheCast) {
  Samples samples;
  for (ColumnBase* column : {static_cast<ColumnBase*>(&samples.money), static_cast<ColumnBase*>(&samples.integer)}) {
    const Message message = refusal(*column, {"amount", "g", ""}, chunk_of<double>({1}));
    EXPECT_EQ(message.code, MessageCode::arrow_floats_refused);
    EXPECT_NE(message.text(Language::en).find("cast(pl.Int64)"), std::string::npos);
    EXPECT_EQ(column->size(), 0U);
  }
}

TEST(ArrowColumns, RefuseNumbersForCodes) {
  Samples samples;
  EXPECT_EQ(refusal(samples.unit, {"unit_code", "l", ""}, chunk_of<std::int64_t>({7393})).code,
            MessageCode::arrow_codes_as_numbers);
}

TEST(ArrowColumns, RefuseEveryOtherTypeAndNameIt) {
  Samples samples;
  const Message message = refusal(samples.boolean, {"b", "l", ""}, chunk_of<std::int64_t>({1}));
  EXPECT_EQ(message.code, MessageCode::arrow_cast_first);
  EXPECT_EQ(message.arguments, (Texts{"b", "int64", "boolean", "cast(pl.Boolean)"}));
  refusal(samples.ratio, {"r", "g", ""}, chunk_of<double>({0.5}));
  refusal(samples.date, {"d", "tss:UTC", ""}, chunk_of<std::int64_t>({0}));
  refusal(samples.text, {"t", "l", ""}, chunk_of<std::int64_t>({1}));
  refusal(samples.period, {"p", "l", ""}, chunk_of<std::int64_t>({2024}));
}

TEST(ArrowColumns, RefuseCitizenNumbersWithoutQuotingThem) {
  Samples samples;
  for (const auto& [format, chunk] :
       std::vector<std::pair<std::string, Chunk>>{{"u", texts_of<std::int32_t>({"024095001234"})},
                                                  {"l", chunk_of<std::int64_t>({24'095'001'234})},
                                                  {"z", texts_of<std::int32_t>({"024095001234"})}}) {
    const Message message = refusal(samples.person, {"person", format, ""}, chunk);
    EXPECT_EQ(message.code, MessageCode::arrow_not_person_keys);
    for (const Language language : {Language::en, Language::vi}) {
      EXPECT_EQ(message.text(language).find("24095"), std::string::npos);
      EXPECT_NE(message.text(language).find("PersonHasher"), std::string::npos);
    }
    EXPECT_EQ(samples.person.size(), 0U) << "not even the keys before it stay";
  }
}

TEST(ArrowColumns, ShowEveryDeclaredColumnInTheSchema) {
  Samples samples;
  Pool pool;
  ArrowWriter writer(0);
  for (const ColumnBase* column : std::as_const(samples).columns())
    records::add_to_arrow(writer, *column, pool, nullptr);
  ArrowArrayStream stream = std::move(writer).finish();
  const ArrowTable table = ArrowTable::read(&stream);
  std::vector<std::pair<std::string, std::string>> schema;
  for (const ArrowColumn& column : table.columns()) schema.emplace_back(column.name(), column.type());
  EXPECT_EQ(schema, (std::vector<std::pair<std::string, std::string>>{{"text", "utf8"},
                                                                      {"unit", "utf8"},
                                                                      {"date", "date32"},
                                                                      {"month", "utf8"},
                                                                      {"period", "utf8"},
                                                                      {"integer", "int64"},
                                                                      {"money", "int64"},
                                                                      {"decimal", "decimal128(19, 2)"},
                                                                      {"boolean", "bool"},
                                                                      {"ratio", "utf8"},
                                                                      {"person", "fixed_size_binary(16)"}}));
}

RC_GTEST_PROP(ArrowColumns, ComeInAgainAsTheyWentOut, ()) {
  Samples samples;
  Pool pool;
  const auto maybe = [](ColumnBase& column, Pool& texts, const std::string& text) {
    RC_ASSERT(!push_canonical(column, texts, *rc::gen::arbitrary<bool>() ? text : ""));
  };
  const auto rows = *rc::gen::inRange(0, 20);
  for (int row = 0; row < rows; ++row) {
    const auto number = *rc::gen::inRange(0, 1'000'000);
    const std::string digits = std::to_string(number);
    maybe(samples.text, pool, "thôn " + digits);
    maybe(samples.unit, pool, digits);
    maybe(samples.date, pool, Date::from_days(number / 20).iso());
    maybe(samples.month, pool, text_of(Month{12 * 1900 + number % 1200}));
    maybe(samples.period, pool, std::to_string(1900 + number % 200) + "Q3");
    maybe(samples.integer, pool, "-" + digits);
    maybe(samples.money, pool, digits);
    maybe(samples.decimal, pool, text_of(Decimal{number - 500'000}));
    maybe(samples.boolean, pool, number % 2 == 0 ? "true" : "false");
    maybe(samples.ratio, pool, "1/" + std::to_string(number + 1));
    maybe(samples.person, pool, PersonKey{static_cast<std::uint64_t>(number), 0x8000000000000001U}.hex());
    samples.push_place({0, static_cast<std::uint32_t>(row + 1)});
  }
  ArrowWriter writer(samples.size());
  for (const ColumnBase* column : std::as_const(samples).columns())
    records::add_to_arrow(writer, *column, pool, nullptr);
  ArrowArrayStream stream = std::move(writer).finish();
  const ArrowTable table = ArrowTable::read(&stream);
  Samples back;
  Pool other_pool;
  for (std::size_t i = 0; i < back.columns().size(); ++i) {
    records::append_arrow(*back.columns()[i], other_pool, table.columns()[i],
                          [](std::size_t, const Message&) { RC_FAIL(); });
    RC_ASSERT(back.columns()[i]->size() == samples.size());
    for (std::size_t row = 0; row < samples.size(); ++row) {
      RC_ASSERT(back.columns()[i]->has(row) == samples.columns()[i]->has(row));
      RC_ASSERT(canonical_text(*back.columns()[i], row, other_pool) ==
                canonical_text(*samples.columns()[i], row, pool));
    }
  }
}

TEST(ArrowColumns, ATextThatComesAgainAfterAGapKeepsItsValue) {
  ArrowWriter writer(4);
  const std::vector<std::string_view> texts{"2024Q3", "", "2024Q3", "2024Q3"};
  const std::vector<std::uint8_t> present{1, 0, 1, 1};
  writer.add_texts("period", texts, present);
  ArrowArrayStream stream = std::move(writer).finish();
  const ArrowTable table = ArrowTable::read(&stream);
  Samples samples;
  Pool pool;
  for (ColumnBase* column : {static_cast<ColumnBase*>(&samples.period), static_cast<ColumnBase*>(&samples.text)}) {
    records::append_arrow(*column, pool, table.columns()[0], [](std::size_t, const Message&) { FAIL(); });
    ASSERT_EQ(column->size(), 4U);
    EXPECT_FALSE(column->has(1));
    for (const std::size_t row : {0U, 2U, 3U}) EXPECT_EQ(canonical_text(*column, row, pool), "2024Q3");
  }
}

RC_GTEST_PROP(ArrowColumns, TextsOfAnyLengthAndOrderKeepTheirValues, (const std::vector<std::uint8_t>& numbers)) {
  // Alike up to the last byte, one the beginning of the next, and on both sides of 8, 16 and 24 bytes.
  const Texts words{"-",
                    "a",
                    "ab",
                    "abcdefg",
                    "abcdefgh",
                    "abcdefgi",
                    "abcdefghi",
                    "abcdefghijklmnop",
                    "abcdefghijklmnoq",
                    "abcdefghijklmnopq",
                    "abcdefghijklmnopqrstuvwx",
                    "abcdefghijklmnopqrstuvwy",
                    "abcdefghijklmnopqrstuvwxy",
                    "bản Đồng Vương",
                    "bản Đồng Vượng"};
  Texts rows;
  for (const std::uint8_t number : numbers) rows.push_back(words[number % words.size()]);
  Texts written = rows;
  for (std::string& text : written)
    if (text == "-") text.clear();
  const auto middle = written.begin() + static_cast<std::ptrdiff_t>(written.size() / 2);
  Producer producer({{"text", "u", ""}});
  for (const Texts& part : {Texts(written.begin(), middle), Texts(middle, written.end())})
    producer.add_batch({texts_of<std::int32_t>(part)}, static_cast<std::int64_t>(part.size()));
  ArrowArrayStream stream = producer.stream();
  const ArrowTable table = ArrowTable::read(&stream);
  Samples samples;
  Pool pool;
  for (ColumnBase* column : {static_cast<ColumnBase*>(&samples.text), static_cast<ColumnBase*>(&samples.unit)}) {
    records::append_arrow(*column, pool, table.columns()[0],
                          [](std::size_t, const Message&) { RC_FAIL("a complaint"); });
    RC_ASSERT(column->size() == rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row)
      RC_ASSERT((column->has(row) ? canonical_text(*column, row, pool) : "-") == rows[row]);
  }
}

TEST(ArrowColumns, ThatATableLacksAreMissingAndCanBeFilled) {
  Samples samples;
  for (ColumnBase* column : samples.columns()) {
    records::append_missing(*column, 3);
    EXPECT_EQ(column->size(), 3U) << column->name();
    EXPECT_EQ(column->missing_count(), 3U) << column->name();
  }
  samples.integer.set(1, 7);
  EXPECT_EQ(samples.integer.get(1), 7);
  EXPECT_EQ(samples.integer.get(2), std::nullopt);
}

// --- whole tables ---

Producer courses(std::vector<std::string> ids) {
  Producer producer({{"course_id", "u", ""}, {"kind", "u", ""}, {"Ngày khai giảng", "tdD", ""}, {"colour", "u", ""}});
  const std::size_t count = ids.size();
  const Date day = Date::of(2024, 3, 1);
  producer.add_batch(
      {texts_of<std::int32_t>(ids), texts_of<std::int32_t>(std::vector<std::string>(count, "vocational")),
       chunk_of<std::int32_t>(std::vector<std::int32_t>(count, day.days())),
       texts_of<std::int32_t>(std::vector<std::string>(count, "red"))},
      static_cast<std::int64_t>(count));
  return producer;
}

TEST(ArrowTables, FillATableAndSayWhatWasThereAndWhatNot) {
  Producer producer = courses({"K1", "K2"});
  DatasetBuilder builder = empty_builder();
  ArrowArrayStream stream = producer.stream();
  const std::uint32_t source = add_arrow_table(builder, "courses", &stream, {"frame", Date::of(2024, 6, 30), true});
  EXPECT_EQ(source, 1U);
  const Courses& table = builder.tables().courses;
  ASSERT_EQ(table.size(), 2U);
  EXPECT_EQ(builder.pool().view(table.course_id[1]), "K2");
  EXPECT_EQ(table.starts_on[1], Date::of(2024, 3, 1)) << "found by its Vietnamese label";
  EXPECT_EQ(table.provider.missing_count(), 2U);
  EXPECT_EQ(table.place(1), (RowPlace{1, 2}));
  EXPECT_TRUE(builder.source(1).is_simulated);

  const Dataset dataset = std::move(builder).finish();
  const auto find = [&](MessageCode code) {
    for (const Finding& finding : dataset.findings()) {
      if (finding.message.code == code) return finding;
    }
    ADD_FAILURE() << name(code);
    return Finding{};
  };
  EXPECT_EQ(find(MessageCode::arrow_columns_unknown).message.arguments, (Texts{"colour"}));
  EXPECT_EQ(find(MessageCode::arrow_columns_absent).message.arguments,
            (Texts{"centre_id, field, hours, ends_on, provider, employer"}));
  EXPECT_EQ(find(MessageCode::arrow_columns_absent).place.file, "frame");
}

TEST(ArrowTables, LendNumbersWithoutACopyThroughToTheDatasetAndOutAgain) {
  Producer producer(
      {{"receipt_id", "u", ""}, {"unit_code", "u", ""}, {"date", "tdD", ""}, {"fund", "u", ""}, {"amount", "l", ""}});
  producer.add_batch(
      {texts_of<std::int32_t>({"a", "b"}), texts_of<std::int32_t>({"07393", "07393"}), chunk_of<std::int32_t>({1, 2}),
       texts_of<std::int32_t>({"commune_budget", "commune_budget"}), chunk_of<std::int64_t>({10, 20})},
      2);
  const void* const dates = producer.buffer(0, 2, 1);
  const void* const amounts = producer.buffer(0, 4, 1);
  ArrowArray batch{};
  {
    DatasetBuilder builder(embedded_gazetteer(), CodeLists::embedded(), Date::of(2024, 12, 31));
    ArrowArrayStream in = producer.stream();
    add_arrow_table(builder, "receipts", &in);
    const Dataset dataset = std::move(builder).finish();
    const Receipts& table = dataset.tables().receipts;
    ASSERT_EQ(table.size(), 2U);
    EXPECT_EQ(table.date.values().data(), dates);
    EXPECT_EQ(table.amount.values().data(), amounts);
    EXPECT_EQ(table.amount[1], Money::dong(20));
    ArrowArrayStream out = arrow_stream(dataset, "receipts");
    ASSERT_EQ(out.get_next(&out, &batch), 0);
    out.release(&out);
  }
  EXPECT_EQ(batch.children[3]->buffers[1], dates);
  EXPECT_EQ(batch.children[6]->buffers[1], amounts);
  EXPECT_EQ(producer.releases.batches, 0) << "the consumer still looks at them";
  batch.release(&batch);
  EXPECT_EQ(producer.releases.batches, 1);
}

TEST(ArrowTables, DropRowsWhoseUnreadableValueWouldSaySomethingElseAsABlank) {
  Producer producer({{"centre_id", "u", ""}, {"founded_on", "u", ""}, {"closed_on", "u", ""}, {"name", "u", ""}});
  producer.add_batch(
      {texts_of<std::int32_t>({"C1", "C2", "C3"}), texts_of<std::int32_t>({"2010-01-01", "2010-01-01", "never"}),
       texts_of<std::int32_t>({"2024-06-31", "", ""}), texts_of<std::int32_t>({"a", "b", "c"})},
      3);
  DatasetBuilder builder = empty_builder();
  ArrowArrayStream stream = producer.stream();
  const std::uint32_t source = add_arrow_table(builder, "centres", &stream);
  const Dataset dataset = std::move(builder).finish();
  const Centres& table = dataset.tables().centres;
  ASSERT_EQ(table.size(), 1U);
  EXPECT_EQ(dataset.text(table.centre_id[0]), "C2");
  EXPECT_EQ(table.place(0), (RowPlace{source, 2}));
  EXPECT_EQ(dataset.sources()[source].rows_read, 3U);
  EXPECT_EQ(dataset.sources()[source].rows_dropped, 2U);
  Texts dropped;
  for (const Finding& finding : dataset.findings()) {
    if (finding.outcome == RowOutcome::dropped) dropped.push_back(finding.place.field);
  }
  EXPECT_EQ(dropped, (Texts{"closed_on", "founded_on"}));
}

TEST(ArrowTables, ReportDaysThatTheCalendarDoesNotHave) {
  Producer producer({{"course_id", "u", ""}, {"kind", "u", ""}, {"starts_on", "tdD", ""}});
  producer.add_batch({texts_of<std::int32_t>({"K1", "K2"}), texts_of<std::int32_t>({"vocational", "vocational"}),
                      chunk_of<std::int32_t>({2'000'000'000, 19'000})},
                     2);
  DatasetBuilder builder(embedded_gazetteer(), CodeLists::embedded());
  ArrowArrayStream stream = producer.stream();
  add_arrow_table(builder, "courses", &stream, {"frame", std::nullopt, false});
  const Dataset dataset = std::move(builder).finish();
  EXPECT_FALSE(dataset.tables().courses.starts_on.has(0));
  EXPECT_EQ(dataset.tables().courses.starts_on[1].days(), 19'000);
  bool is_told = false;
  for (const Finding& finding : dataset.findings()) {
    if (finding.message.code != MessageCode::day_outside_calendar) continue;
    is_told = true;
    EXPECT_EQ(finding.place.file, "frame");
    EXPECT_EQ(finding.place.row, 1U);
    EXPECT_EQ(finding.place.field, "starts_on");
  }
  EXPECT_TRUE(is_told);
}

TEST(ArrowTables, NeitherKeepNorQuoteCitizenNumbersInOtherColumns) {
  for (const std::string number : {"024185000012", "24185000012", "024 185 000 012", "024.185.000.012"}) {
    Producer producer({{"course_id", "u", ""}, {"kind", "u", ""}, {"provider", "u", ""}, {"hours", "u", ""}});
    producer.add_batch({texts_of<std::int32_t>({"K1", number}), texts_of<std::int32_t>({"vocational", "vocational"}),
                        texts_of<std::int32_t>({"bà A, " + number, "B"}), texts_of<std::int32_t>({number, "1"})},
                       2);
    DatasetBuilder builder(embedded_gazetteer(), CodeLists::embedded());
    ArrowArrayStream stream = producer.stream();
    add_arrow_table(builder, "courses", &stream);
    const Dataset dataset = std::move(builder).finish();
    ASSERT_EQ(dataset.tables().courses.size(), 1U) << number;
    EXPECT_FALSE(dataset.tables().courses.provider.has(0)) << number;
    for (const Finding& finding : dataset.findings()) {
      EXPECT_EQ(finding.message.text(Language::vi).find(number), std::string::npos);
      EXPECT_EQ(finding.message.text(Language::en).find("185000012"), std::string::npos);
    }
    for (std::uint32_t symbol = 0; symbol < dataset.pool().size(); ++symbol)
      EXPECT_EQ(dataset.pool().view(Text{symbol}).find(number), std::string_view::npos);
  }
}

TEST(ArrowTables, NameTheTableAndNoRowWhereAWholeColumnIsRefused) {
  Producer producer({{"course_id", "u", ""}, {"kind", "u", ""}, {"hours", "b", ""}});
  producer.add_batch({texts_of<std::int32_t>({"K1"}), texts_of<std::int32_t>({"x"}), {1, 0, 0, {{}, {1}}, nullptr}}, 1);
  DatasetBuilder builder = empty_builder();
  ArrowArrayStream stream = producer.stream();
  try {
    add_arrow_table(builder, "courses", &stream);
    FAIL();
  } catch (const FormatError& error) {
    EXPECT_EQ(error.place().file, "courses");
    EXPECT_EQ(error.place().row, 0U);
    EXPECT_EQ(error.place().field, "hours");
  }
}

TEST(ArrowTables, AppendToRowsThatAreThere) {
  std::array<Producer, 2> producers{courses({"K1"}), courses({"K2"})};
  DatasetBuilder builder = empty_builder();
  for (Producer& producer : producers) {
    ArrowArrayStream stream = producer.stream();
    add_arrow_table(builder, "courses", &stream);
  }
  const Courses& table = builder.tables().courses;
  ASSERT_EQ(table.size(), 2U);
  EXPECT_EQ(table.starts_on[0], table.starts_on[1]);
  EXPECT_EQ(table.place(1), (RowPlace{2, 1}));
}

TEST(ArrowTables, AreReadOnTheBuildersDayUnlessTheyStateTheirOwn) {
  DatasetBuilder builder(Gazetteer(), CodeLists(), Date::of(2024, 12, 31));
  Producer producer = courses({"K1"});
  ArrowArrayStream stream = producer.stream();
  EXPECT_EQ(builder.source(add_arrow_table(builder, "courses", &stream)).codes_as_of, Date::of(2024, 12, 31));
  stream = producer.stream();
  const ArrowSource source{"b", Date::of(2025, 12, 31), false};
  EXPECT_EQ(builder.source(add_arrow_table(builder, "courses", &stream, source)).codes_as_of, Date::of(2025, 12, 31));
}

TEST(ArrowTables, LeaveNothingBehindWhenTheyRefuse) {
  DatasetBuilder builder = empty_builder();
  Producer producer({{"course_id", "u", ""}, {"kind", "u", ""}, {"hours", "b", ""}});
  producer.add_batch({texts_of<std::int32_t>({"K1"}), texts_of<std::int32_t>({"x"}), {1, 0, 0, {{}, {1}}, nullptr}}, 1);
  ArrowArrayStream stream = producer.stream();
  EXPECT_THROW(add_arrow_table(builder, "courses", &stream), FormatError);
  for (const ColumnBase* column : builder.tables().courses.columns()) EXPECT_EQ(column->size(), 0U) << column->name();
}

TEST(ArrowTables, RefuseUnknownTablesMissingKeysAndDoubleColumns) {
  DatasetBuilder builder = empty_builder();
  Producer producer = courses({"K1"});
  ArrowArrayStream stream = producer.stream();
  try {
    add_arrow_table(builder, "course", &stream);
    FAIL();
  } catch (const NotFound& error) {
    EXPECT_EQ(error.message().arguments, (Texts{"course", "courses"}));
  }
  Producer without_key({{"kind", "u", ""}});
  stream = without_key.stream();
  try {
    add_arrow_table(builder, "courses", &stream);
    FAIL();
  } catch (const FormatError& error) {
    EXPECT_EQ(error.message().arguments, (Texts{"courses", "course_id"}));
  }
  Producer twice({{"course_id", "u", ""}, {"kind", "u", ""}, {"Course ID", "u", ""}});
  stream = twice.stream();
  EXPECT_THROW(add_arrow_table(builder, "courses", &stream), FormatError);
}

TEST(ArrowTables, GoOutWithTheirPlacesAndKeepTheDatasetAlive) {
  Producer producer = courses({"K1", "K2"});
  ArrowArrayStream out{};
  {
    DatasetBuilder builder = empty_builder();
    ArrowArrayStream in = producer.stream();
    add_arrow_table(builder, "courses", &in, {"frame", {}, false});
    out = arrow_stream(std::move(builder).finish(), "courses", true);
  }
  const ArrowTable table = ArrowTable::read(&out);
  ASSERT_EQ(table.columns().size(), 11U);
  EXPECT_EQ(table.row_count(), 2U);
  EXPECT_EQ(table.columns()[0].texts().values[1], "K2");
  EXPECT_EQ(table.columns()[9].name(), "source_file");
  EXPECT_EQ(table.columns()[9].texts().values[0], "frame");
  EXPECT_EQ(table.columns()[10].integers().values[1], 2);
  EXPECT_EQ(table.columns()[5].days().values[0], Date::of(2024, 3, 1).days());
}

}  // namespace
}  // namespace hoctap
