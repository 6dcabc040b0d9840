#include <array>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hoctap/core/error.hpp"
#include "hoctap/io/arrow.hpp"
#include "io/arrow_array.hpp"
#include "support/arrow_producer.hpp"

namespace hoctap {
namespace {

using testing_support::bits_of;
using testing_support::bytes_of;
using testing_support::Chunk;
using testing_support::chunk_of;
using testing_support::Field;
using testing_support::Producer;
using testing_support::texts_of;

ArrowTable read(Producer& producer) {
  ArrowArrayStream stream = producer.stream();
  return ArrowTable::read(&stream, "a");
}

// Reads one column of one chunk.
ArrowColumn column(Producer& producer) { return read(producer).columns()[0]; }

Producer one_column(Field field, Chunk chunk) {
  Producer producer({std::move(field)});
  const std::int64_t length = chunk.length;
  producer.add_batch({std::move(chunk)}, length);
  return producer;
}

template <class T>
std::vector<std::optional<T>> listed(const ArrowValues<T>& values) {
  std::vector<std::optional<T>> list;
  for (std::size_t i = 0; i < values.values.size(); ++i) {
    list.push_back(values.has(i) ? std::optional<T>(values.values[i]) : std::nullopt);
  }
  return list;
}

using Integers = std::vector<std::optional<std::int64_t>>;
using Texts = std::vector<std::optional<std::string_view>>;
using Days = std::vector<std::optional<std::int32_t>>;

TEST(ArrowTable, LendsASingleRunOfIntegersWithoutACopy) {
  Producer producer({{"n", "l", ""}, {"d", "tdD", ""}});
  producer.add_batch({chunk_of<std::int64_t>({1, 2, 3}), chunk_of<std::int32_t>({4, 5, 6})}, 3);
  {
    std::optional<ArrowValues<std::int64_t>> integers;
    std::optional<ArrowValues<std::int32_t>> days;
    {
      const ArrowTable table = read(producer);
      integers = table.columns()[0].integers();
      days = table.columns()[1].days();
    }
    EXPECT_EQ(integers->values.data(), producer.buffer(0, 0, 1));
    EXPECT_EQ(days->values.data(), producer.buffer(0, 1, 1));
    EXPECT_EQ(producer.releases.batches, 0) << "the buffers are lent still";
    EXPECT_EQ(listed(*integers), (Integers{1, 2, 3}));
    integers.reset();
    EXPECT_EQ(producer.releases.batches, 0);
  }
  EXPECT_EQ(producer.releases.batches, 1);
  EXPECT_EQ(producer.releases.schemas, 1);
  EXPECT_EQ(producer.releases.streams, 1);
}

TEST(ArrowTable, TakesOffsetsOfColumnsAndBatchesTogether) {
  Chunk chunk = chunk_of<std::int64_t>({0, 1, 2, 3, 4, 5}, {1, 1, 1, 0, 1, 1});
  chunk.offset = 1;
  chunk.length = 5;
  Producer producer({{"n", "l", ""}});
  producer.add_batch({chunk}, 3, 2);
  EXPECT_EQ(listed(column(producer).integers()), (Integers{std::nullopt, 4, 5}));
}

TEST(ArrowTable, JoinsChunksWithAndWithoutMissingValues) {
  Producer producer({{"n", "l", ""}});
  producer.add_batch({chunk_of<std::int64_t>({1, 2})}, 2);
  producer.add_batch({chunk_of<std::int64_t>({})}, 0);
  producer.add_batch({chunk_of<std::int64_t>({3, 4}, {0, 1})}, 2);
  producer.add_batch({chunk_of<std::int64_t>({5})}, 1);
  const ArrowTable table = read(producer);
  EXPECT_EQ(table.row_count(), 5U);
  EXPECT_EQ(listed(table.columns()[0].integers()), (Integers{1, 2, std::nullopt, 4, 5}));
}

TEST(ArrowTable, HasColumnsWithoutChunks) {
  Producer producer({{"n", "l", ""}, {"t", "u", ""}});
  const ArrowTable table = read(producer);
  EXPECT_EQ(table.row_count(), 0U);
  EXPECT_TRUE(table.columns()[0].integers().values.span().empty());
  EXPECT_TRUE(table.columns()[1].texts().values.span().empty());
}

TEST(ArrowTable, CopiesWhereAMissingValueHidesSomething) {
  Producer producer = one_column({"n", "l", ""}, chunk_of<std::int64_t>({7, 99}, {1, 0}));
  const auto values = column(producer).integers();
  EXPECT_EQ(values.values[1], 0);
  EXPECT_FALSE(values.has(1));
}

TEST(ArrowTable, CopiesWhereTheBufferIsNotAligned) {
  Chunk chunk = chunk_of<std::int64_t>({1, 2});
  chunk.buffers[1].insert(chunk.buffers[1].begin(), 0);
  Producer producer({{"n", "l", ""}});
  producer.add_batch({chunk}, 2);
  ArrowArrayStream inner = producer.stream();
  // Moves the buffer's begin by one byte, as a slice of a message may.
  const auto shifted = [&](ArrowArray& batch) {
    batch.children[0]->buffers[1] = static_cast<const unsigned char*>(batch.children[0]->buffers[1]) + 1;
  };
  struct Shim {
    ArrowArrayStream* inner;
    decltype(shifted)* shift;
  } shim{&inner, &shifted};
  ArrowArrayStream stream{};
  stream.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
    auto* const to = static_cast<Shim*>(self->private_data)->inner;
    return to->get_schema(to, out);
  };
  stream.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
    auto* const content = static_cast<Shim*>(self->private_data);
    const int problem = content->inner->get_next(content->inner, out);
    if (out->release != nullptr) (*content->shift)(*out);
    return problem;
  };
  stream.release = [](ArrowArrayStream* self) { self->release = nullptr; };
  stream.private_data = &shim;
  const auto values = ArrowTable::read(&stream).columns()[0].integers();
  EXPECT_FALSE(values.values.is_lent());
  EXPECT_EQ(listed(values), (Integers{1, 2}));
  inner.release(&inner);
}

TEST(ArrowTable, ReadsIntegersOfEveryWidth) {
  const auto least = [](const char* format, Chunk chunk) {
    Producer producer = one_column({"n", format, ""}, std::move(chunk));
    return column(producer).integers().values[0];
  };
  EXPECT_EQ(least("c", chunk_of<std::int8_t>({-128})), -128);
  EXPECT_EQ(least("C", chunk_of<std::uint8_t>({255})), 255);
  EXPECT_EQ(least("s", chunk_of<std::int16_t>({-32768})), -32768);
  EXPECT_EQ(least("S", chunk_of<std::uint16_t>({65535})), 65535);
  EXPECT_EQ(least("i", chunk_of<std::int32_t>({std::numeric_limits<std::int32_t>::min()})), -2147483648LL);
  EXPECT_EQ(least("I", chunk_of<std::uint32_t>({4294967295U})), 4294967295LL);
  EXPECT_EQ(least("L", chunk_of<std::uint64_t>({9223372036854775807U})), std::numeric_limits<std::int64_t>::max());
}

TEST(ArrowTable, RefusesAnUnsignedValueThatDoesNotFit) {
  Producer producer = one_column({"n", "L", ""}, chunk_of<std::uint64_t>({1, 9223372036854775808U}));
  try {
    column(producer).integers();
    FAIL();
  } catch (const FormatError& error) {
    EXPECT_EQ(error.place().row, 2U);
    EXPECT_EQ(error.place().field, "n");
  }
}

TEST(ArrowTable, ReadsTextOfEveryLayout) {
  const std::string long_text = "một chuỗi dài hơn mười hai byte";
  const Texts expected{"a", "", long_text};
  Producer utf8 = one_column({"t", "u", ""}, texts_of<std::int32_t>({"a", "", long_text}));
  EXPECT_EQ(listed(column(utf8).texts()), expected);
  Producer large = one_column({"t", "U", ""}, texts_of<std::int64_t>({"a", "", long_text}));
  EXPECT_EQ(listed(column(large).texts()), expected);

  const auto inline_view = [](const std::string& text) {
    std::vector<unsigned char> view(16, 0);
    const auto length = static_cast<std::int32_t>(text.size());
    std::memcpy(view.data(), &length, 4);
    std::memcpy(view.data() + 4, text.data(), text.size());
    return view;
  };
  std::vector<unsigned char> views;
  for (const auto& view : {inline_view("a"), inline_view("")}) views.insert(views.end(), view.begin(), view.end());
  const auto reference = bytes_of<std::int32_t>({static_cast<std::int32_t>(long_text.size()), 0, 1, 2});
  views.insert(views.end(), reference.begin(), reference.end());
  const Chunk chunk{3,
                    0,
                    0,
                    {{},
                     views,
                     bytes_of("other"),
                     bytes_of("xx" + long_text),
                     bytes_of<std::int64_t>({5, static_cast<std::int64_t>(long_text.size() + 2)})},
                    nullptr};
  Producer view = one_column({"t", "vu", ""}, chunk);
  EXPECT_EQ(listed(column(view).texts()), expected);
}

TEST(ArrowTable, ReadsDictionaries) {
  Chunk chunk = chunk_of<std::int8_t>({1, 0, 1, 0, 2}, {1, 1, 0, 1, 1});
  Chunk entries = texts_of<std::int32_t>({"hidden", "nữ", "nam", "gone"});
  entries.buffers[0] = bits_of({1, 1, 1, 0});
  entries.null_count = 1;
  entries.offset = 1;
  entries.length = 3;
  chunk.dictionary = std::make_shared<Chunk>(entries);
  Producer producer = one_column({"t", "c", "u"}, chunk);
  const ArrowColumn read_column = column(producer);
  EXPECT_EQ(read_column.kind(), ArrowKind::text);
  EXPECT_EQ(read_column.type(), "dictionary of utf8");
  EXPECT_EQ(listed(read_column.texts()), (Texts{"nam", "nữ", std::nullopt, "nữ", std::nullopt}));
}

TEST(ArrowTable, RefusesADictionaryIndexBeyondTheDictionary) {
  Chunk chunk = chunk_of<std::int8_t>({2});
  chunk.dictionary = std::make_shared<Chunk>(texts_of<std::int32_t>({"a", "b"}));
  Producer producer = one_column({"t", "c", "u"}, chunk);
  const ArrowColumn read_column = column(producer);
  EXPECT_THROW(read_column.texts(), FormatError);
}

TEST(ArrowTable, ReadsDatesOfEveryType) {
  constexpr std::int64_t day = 86'400;
  Producer milliseconds = one_column({"d", "tdm", ""}, chunk_of<std::int64_t>({19'000 * day * 1000, -day * 1000}));
  EXPECT_EQ(listed(column(milliseconds).days()), (Days{19'000, -1}));
  Producer seconds = one_column({"d", "tss:", ""}, chunk_of<std::int64_t>({day + 86'399, -1}));
  EXPECT_EQ(listed(column(seconds).days()), (Days{1, -1})) << "the day in which it lies";
  Producer nanoseconds = one_column({"d", "tsn:", ""}, chunk_of<std::int64_t>({19'000 * day * 1'000'000'000}));
  EXPECT_EQ(listed(column(nanoseconds).days()), (Days{19'000}));
  Producer far = one_column({"d", "tss:", ""}, chunk_of<std::int64_t>({std::numeric_limits<std::int64_t>::max()}));
  const ArrowColumn far_column = column(far);
  EXPECT_THROW(far_column.days(), FormatError);
}

TEST(ArrowTable, DoesNotReadInstantsOfATimeZoneAsDays) {
  Producer producer = one_column({"d", "tsu:Asia/Ho_Chi_Minh", ""}, chunk_of<std::int64_t>({0}));
  EXPECT_EQ(column(producer).kind(), ArrowKind::other);
  EXPECT_EQ(column(producer).type(), "timestamp[us, tz=Asia/Ho_Chi_Minh]");
}

TEST(ArrowTable, ReadsBooleansFloatsDecimalsAndBytes) {
  Producer booleans = one_column({"b", "b", ""}, {3, 0, -1, {bits_of({1, 1, 0}), bits_of({1, 0, 1})}, nullptr});
  EXPECT_EQ(listed(column(booleans).booleans()), (std::vector<std::optional<std::uint8_t>>{1, 0, std::nullopt}));
  Producer doubles = one_column({"f", "g", ""}, chunk_of<double>({0.1}));
  EXPECT_EQ(column(doubles).floats().values[0], 0.1);
  Producer floats = one_column({"f", "f", ""}, chunk_of<float>({0.1F}));
  EXPECT_EQ(column(floats).floats().values[0], 0.1) << "as it was written, not as it was widened";
  const auto decimal = [](const char* format, std::int64_t low, std::int64_t high) {
    Producer producer = one_column({"d", format, ""}, {1, 0, 0, {{}, bytes_of<std::int64_t>({low, high})}, nullptr});
    const ArrowColumn read_column = column(producer);
    return read_column.decimals(2).values[0];
  };
  EXPECT_EQ(decimal("d:10,2", 1250, 0), 1250);
  EXPECT_EQ(decimal("d:38,0", -3, -1), -300);
  EXPECT_EQ(decimal("d:10,4,128", 12'500, 0), 125);
  EXPECT_THROW(decimal("d:10,3", 1, 0), FormatError) << "a third decimal";
  EXPECT_THROW(decimal("d:38,0", 0, 1), FormatError) << "2^64";
  Producer bytes = one_column({"k", "w:2", ""}, {2, 1, 0, {{}, bytes_of("aabbcc")}, nullptr});
  EXPECT_EQ(listed(column(bytes).texts()), (Texts{"bb", "cc"}));
}

TEST(ArrowTable, ReadsTheNullTypeAsAnything) {
  Producer producer({{"n", "n", ""}});
  producer.add_batch({{2, 0, 2, {}, nullptr}}, 2);
  const ArrowColumn read_column = column(producer);
  EXPECT_EQ(listed(read_column.integers()), (Integers{std::nullopt, std::nullopt}));
  EXPECT_EQ(listed(read_column.texts()), (Texts{std::nullopt, std::nullopt}));
}

TEST(ArrowTable, NamesTheColumnOfAnotherKind) {
  Producer producer = one_column({"amount", "g", ""}, chunk_of<double>({1}));
  const ArrowColumn read_column = column(producer);
  try {
    read_column.integers();
    FAIL();
  } catch (const FormatError& error) {
    EXPECT_EQ(error.message().arguments, (std::vector<std::string>{"amount", "float64", "whole numbers"}));
  }
}

TEST(ArrowTable, TellsWhatTheProducerSaidAndReleasesAll) {
  Producer producer = one_column({"n", "l", ""}, chunk_of<std::int64_t>({1}));
  producer.fail_after_batches("the disk is gone");
  try {
    read(producer);
    FAIL();
  } catch (const FormatError& error) {
    EXPECT_NE(std::string(error.what()).find("the disk is gone"), std::string::npos);
  }
  EXPECT_EQ(producer.releases.streams, 1);
  EXPECT_EQ(producer.releases.schemas, 1);
  EXPECT_EQ(producer.releases.batches, 1);
}

TEST(ArrowTable, RefusesAStreamThatWasReadBefore) {
  Producer producer = one_column({"n", "l", ""}, chunk_of<std::int64_t>({1}));
  ArrowArrayStream stream = producer.stream();
  ArrowTable::read(&stream);
  EXPECT_EQ(stream.release, nullptr);
  EXPECT_THROW(ArrowTable::read(&stream), FormatError);
  EXPECT_EQ(producer.releases.streams, 1);
}

TEST(ArrowTable, RefusesWhatIsNotATable) {
  Producer producer = one_column({"n", "l", ""}, chunk_of<std::int64_t>({1}));
  producer.set_root_format("l");
  EXPECT_THROW(read(producer), FormatError);
  EXPECT_EQ(producer.releases.streams, 1);
}

TEST(ArrowTable, RefusesMalformedArrays) {
  const auto refused = [](Field field, Chunk chunk, std::int64_t length) {
    Producer producer({std::move(field)});
    producer.add_batch({std::move(chunk)}, length);
    try {
      const ArrowTable table = read(producer);
      const ArrowColumn& only = table.columns()[0];
      if (only.kind() == ArrowKind::integer)
        only.integers();
      else
        only.texts();
      return false;
    } catch (const FormatError& error) {
      return error.message().code == MessageCode::arrow_malformed;
    }
  };
  EXPECT_TRUE(refused({"n", "l", ""}, chunk_of<std::int64_t>({1}), 2)) << "shorter than its batch";
  EXPECT_TRUE(refused({"n", "l", ""}, {1, 0, 0, {{}}, nullptr}, 1)) << "no buffer of values";
  EXPECT_TRUE(refused({"n", "l", ""}, {1, 0, 0, {{}, {}}, nullptr}, 1)) << "a null buffer of values";
  Chunk falling = texts_of<std::int32_t>({"ab"});
  falling.buffers[1] = bytes_of<std::int32_t>({2, 0});
  EXPECT_TRUE(refused({"t", "u", ""}, falling, 1)) << "offsets that fall";
  const Chunk far_view{
      1, 0, 0, {{}, bytes_of<std::int32_t>({20, 0, 0, 0}), bytes_of("short"), bytes_of<std::int64_t>({5})}, nullptr};
  EXPECT_TRUE(refused({"t", "vu", ""}, far_view, 1)) << "a view beyond its buffer";
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  EXPECT_TRUE(refused({"n", "l", ""}, {0, most, 0, {{}, {}}, nullptr}, 0)) << "an offset beyond any array";
  EXPECT_TRUE(refused({"n", "n", ""}, {most, 0, 0, {{}}, nullptr}, most)) << "more rows than can be counted";
  Producer producer({{"n", "l", ""}});
  producer.add_batch({chunk_of<std::int64_t>({1})}, 1, most);
  EXPECT_THROW(read(producer), FormatError) << "a batch that ends beyond 64 bits";
}

TEST(ArrowTable, RefusesFieldsThatAreNotThere) {
  const auto stream_of = [](int (*get_schema)(ArrowArrayStream*, ArrowSchema*)) {
    ArrowArrayStream stream{};
    stream.get_schema = get_schema;
    stream.release = [](ArrowArrayStream* self) { self->release = nullptr; };
    return stream;
  };
  ArrowArrayStream without_children = stream_of([](ArrowArrayStream*, ArrowSchema* out) {
    *out = {};
    out->format = "+s";
    out->n_children = 1;
    return 0;
  });
  EXPECT_THROW(ArrowTable::read(&without_children), FormatError);
  ArrowArrayStream without_format = stream_of([](ArrowArrayStream*, ArrowSchema* out) {
    static ArrowSchema field{};
    static ArrowSchema* fields[] = {&field};
    *out = {};
    out->format = "+s";
    out->n_children = 1;
    out->children = fields;
    return 0;
  });
  EXPECT_THROW(ArrowTable::read(&without_format), FormatError);
}

// --- out ---

TEST(ArrowWriter, GivesBackWhatWasPutIn) {
  const std::vector<std::int64_t> integers{1, 0, -3};
  const std::vector<std::int32_t> days{19'000, 0, -1};
  const std::vector<std::string_view> texts{"xã", "", "thôn"};
  const std::vector<std::uint8_t> booleans{1, 0, 1};
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const std::vector<std::int64_t> hundredths{250, most, -most - 1};
  const std::vector<std::array<unsigned char, 16>> keys{{{1}}, {}, {{0xFF}}};
  const std::vector<std::uint8_t> present{1, 0, 1};
  ArrowWriter writer(3);
  writer.add_int64("i", integers, present, nullptr);
  writer.add_int32("s", days, {}, nullptr);
  writer.add_days("d", days, present, nullptr);
  writer.add_texts("t", texts, present);
  writer.add_booleans("b", booleans, {});
  writer.add_hundredths("h", hundredths, {});
  writer.add_bytes16("k", keys, present);
  ArrowArrayStream stream = std::move(writer).finish();
  const ArrowTable table = ArrowTable::read(&stream);
  EXPECT_EQ(stream.release, nullptr);
  ASSERT_EQ(table.columns().size(), 7U);
  EXPECT_EQ(table.columns()[0].name(), "i");
  EXPECT_EQ(listed(table.columns()[0].integers()), (Integers{1, std::nullopt, -3}));
  EXPECT_EQ(table.columns()[1].type(), "int32");
  EXPECT_EQ(listed(table.columns()[2].days()), (Days{19'000, std::nullopt, -1}));
  EXPECT_EQ(listed(table.columns()[3].texts()), (Texts{"xã", std::nullopt, "thôn"}));
  EXPECT_EQ(table.columns()[4].booleans().values[2], 1);
  EXPECT_EQ(table.columns()[5].type(), "decimal128(19, 2)");
  EXPECT_EQ(listed(table.columns()[5].decimals(2)), (Integers{250, most, -most - 1}));
  EXPECT_EQ(table.columns()[6].texts().values[2][0], '\xFF');
}

TEST(ArrowWriter, WritesTextsByTheirNumberAndTakesOthersAsMissing) {
  constexpr std::array<std::string_view, 2> texts{"xã", ""};
  constexpr std::array<std::uint32_t, 5> choices{1, 0, 2, 0, std::numeric_limits<std::uint32_t>::max()};
  ArrowWriter writer(choices.size());
  writer.add_chosen_texts("t", choices, texts);
  ArrowArrayStream stream = std::move(writer).finish();
  const ArrowTable table = ArrowTable::read(&stream);
  EXPECT_EQ(listed(table.columns()[0].texts()), (Texts{"", "xã", std::nullopt, "xã", std::nullopt}));
  ArrowWriter shorter(2);
  EXPECT_THROW(shorter.add_chosen_texts("t", choices, texts), InvalidValue);
}

TEST(ArrowWriter, LendsNumbersAndKeepsTheirOwnerUntilTheyAreReleased) {
  auto owner = std::make_shared<std::vector<std::int64_t>>(std::vector<std::int64_t>{1, 2, 3});
  const std::weak_ptr<void> watched = owner;
  ArrowWriter writer(3);
  writer.add_int64("i", *owner, {}, owner);
  const std::int64_t* const address = owner->data();
  owner.reset();
  ArrowArrayStream stream = std::move(writer).finish();
  ArrowArray batch{};
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  stream.release(&stream);
  EXPECT_EQ(batch.children[0]->buffers[1], address);
  // A consumer may move a child out and release it after its parent.
  ArrowArray child = *batch.children[0];
  batch.children[0]->release = nullptr;
  batch.release(&batch);
  EXPECT_EQ(batch.release, nullptr);
  EXPECT_FALSE(watched.expired());
  EXPECT_EQ(static_cast<const std::int64_t*>(child.buffers[1])[2], 3);
  child.release(&child);
  EXPECT_TRUE(watched.expired());
}

TEST(ArrowWriter, WritesWordsAsADictionaryThatIsLentBack) {
  const auto codes = std::make_shared<const std::vector<std::uint8_t>>(std::vector<std::uint8_t>{1, 0, 0, 1});
  const std::vector<std::uint8_t> present{1, 1, 0, 1};
  const std::vector<std::string_view> words{"trong mức", "vượt mức"};
  ArrowWriter writer(4);
  writer.add_words("verdict", std::span(*codes), words, {}, codes);
  writer.add_words("norm", std::span(*codes), words, present, codes);
  writer.add_uint8("flags", *codes, {}, codes);
  ArrowArrayStream stream = std::move(writer).finish();
  const ArrowTable table = ArrowTable::read(&stream);
  ASSERT_EQ(table.columns().size(), 3U);
  const ArrowWords verdicts = table.columns()[0].words();
  EXPECT_EQ(verdicts.words, words);
  const auto& lent = std::get<ArrowValues<std::uint8_t>>(verdicts.codes);
  EXPECT_EQ(lent.values.data(), codes->data());
  EXPECT_TRUE(lent.present.empty());
  const auto texts = table.columns()[1].texts();
  EXPECT_EQ(texts.values[0], "vượt mức");
  EXPECT_FALSE(texts.has(2));
  EXPECT_EQ(std::get<ArrowValues<std::uint8_t>>(table.columns()[1].words().codes).present, present);
  EXPECT_EQ(std::get<ArrowValues<std::uint8_t>>(table.columns()[2].whole_numbers()).values.data(), codes->data());
}

TEST(ArrowColumn, NumbersTextsInTheOrderInWhichTheyAppear) {
  const std::vector<std::string_view> texts{"b", "a", "", "b", "b"};
  const std::vector<std::uint8_t> present{1, 1, 0, 1, 1};
  ArrowWriter writer(5);
  writer.add_texts("content", texts, present);
  ArrowArrayStream stream = std::move(writer).finish();
  const ArrowTable table = ArrowTable::read(&stream);
  const ArrowWords words = table.columns()[0].words();
  EXPECT_EQ(words.words.size(), 2U);
  const auto& codes = std::get<ArrowValues<std::uint32_t>>(words.codes);
  EXPECT_EQ((std::vector<std::uint32_t>{codes.values[0], codes.values[1], codes.values[3], codes.values[4]}),
            (std::vector<std::uint32_t>{0, 1, 0, 0}));
  EXPECT_EQ(codes.present, present);
}

TEST(ArrowWriter, EndsAfterOneBatchAndGivesItsSchemaAgain) {
  ArrowWriter writer(0);
  writer.add_texts("t", {}, {});
  ArrowArrayStream stream = std::move(writer).finish();
  for (int i = 0; i < 2; ++i) {
    ArrowSchema schema{};
    ASSERT_EQ(stream.get_schema(&stream, &schema), 0);
    EXPECT_EQ(std::string(schema.children[0]->format), "u");
    schema.release(&schema);
  }
  ArrowArray batch{};
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  ASSERT_NE(batch.release, nullptr);
  EXPECT_EQ(batch.length, 0);
  batch.release(&batch);
  ASSERT_EQ(stream.get_next(&stream, &batch), 0);
  EXPECT_EQ(batch.release, nullptr);
  stream.release(&stream);
}

TEST(ArrowWriter, RefusesColumnsOfAnotherLength) {
  ArrowWriter writer(2);
  const std::vector<std::int64_t> three{1, 2, 3};
  const std::vector<std::uint8_t> one{1};
  EXPECT_THROW(writer.add_int64("i", three, {}, nullptr), InvalidValue);
  EXPECT_THROW(writer.add_booleans("b", std::vector<std::uint8_t>{1, 0}, one), InvalidValue);
}

RC_GTEST_PROP(Arrow, GivesBackRandomColumns, (const std::vector<std::pair<std::int64_t, bool>>& cells)) {
  std::vector<std::int64_t> values;
  std::vector<std::uint8_t> present;
  std::vector<std::string> texts;
  std::vector<std::string_view> views;
  for (const auto& [value, there] : cells) {
    values.push_back(value);
    present.push_back(there ? 1 : 0);
    texts.push_back(std::to_string(value));
  }
  for (const std::string& text : texts) views.emplace_back(text);
  ArrowWriter writer(cells.size());
  writer.add_int64("i", values, present, nullptr);
  writer.add_texts("t", views, present);
  ArrowArrayStream stream = std::move(writer).finish();
  const ArrowTable table = ArrowTable::read(&stream);
  const auto integers = table.columns()[0].integers();
  const auto read_texts = table.columns()[1].texts();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    RC_ASSERT(integers.has(i) == cells[i].second);
    RC_ASSERT(read_texts.has(i) == cells[i].second);
    RC_ASSERT(integers.values[i] == (cells[i].second ? cells[i].first : 0));
    if (cells[i].second) RC_ASSERT(read_texts.values[i] == texts[i]);
  }
}

RC_GTEST_PROP(Arrow, ExpandsBitsFromAnyPlace, ()) {
  const auto bits = *rc::gen::container<std::vector<std::uint8_t>>(40, rc::gen::arbitrary<std::uint8_t>());
  const auto first = *rc::gen::inRange<std::size_t>(0, 100);
  const auto size = *rc::gen::inRange<std::size_t>(0, 8 * bits.size() - first + 1);
  std::vector<std::uint8_t> bytes(size + 1, 7);
  const std::size_t zeros = io::expand_bits(bits.data(), static_cast<std::int64_t>(first), size, bytes.data());
  std::size_t expected = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const std::size_t at = first + i;
    RC_ASSERT(bytes[i] == (static_cast<unsigned>(bits[at / 8]) >> (at % 8) & 1U));
    expected += bytes[i] == 0 ? 1U : 0U;
  }
  RC_ASSERT(zeros == expected);
  RC_ASSERT(bytes[size] == 7);
}

}  // namespace
}  // namespace hoctap
