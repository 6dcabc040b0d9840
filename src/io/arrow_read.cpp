#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <initializer_list>
#include <limits>
#include <optional>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "core/processors.hpp"
#include "core/result_column.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/io/arrow.hpp"
#include "io/arrow_array.hpp"
#include "money/int128.hpp"

namespace hoctap {

using io::ArraySlice;
using io::ArrowFormat;
using io::Layout;
using io::refuse_malformed;

// A column of all batches together.
struct ArrowColumn::Content {
  struct Chunk {
    std::shared_ptr<const ArrowArray> batch;  // keeps what follows alive
    const ArrowArray* array = nullptr;
    std::int64_t offset = 0;
    std::int64_t length = 0;
  };

  std::string name;
  ArrowFormat format;                     // of the indices, where there is a dictionary
  std::optional<ArrowFormat> dictionary;  // of its values
  std::vector<Chunk> chunks;
  std::size_t size = 0;

  const ArrowFormat& value_format() const { return dictionary ? *dictionary : format; }
};

namespace {

// A record's place counts rows in 32 bits.
constexpr std::size_t most_rows = std::numeric_limits<std::uint32_t>::max();

[[noreturn]] void refuse_value(const std::string& column, std::size_t row, const char* expected) {
  throw FormatError({MessageCode::arrow_value_does_not_fit, {column, expected}},
                    {{}, {}, static_cast<std::uint32_t>(row), 0, column});
}

std::int64_t integer_at(const ArraySlice& slice, std::int64_t i) {
  switch (slice.format().layout) {
    case Layout::int8:
      return slice.load<std::int8_t>(i);
    case Layout::uint8:
      return slice.load<std::uint8_t>(i);
    case Layout::int16:
      return slice.load<std::int16_t>(i);
    case Layout::uint16:
      return slice.load<std::uint16_t>(i);
    case Layout::int32:
      return slice.load<std::int32_t>(i);
    case Layout::uint32:
      return slice.load<std::uint32_t>(i);
    default:
      return slice.load<std::int64_t>(i);
  }
}

// As people wrote it: 0.1 for the float nearest to 0.1.
double widened(float value) {
  std::array<char, 32> digits{};
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
  double shortest = 0;
  std::from_chars(digits.data(), written.ptr, shortest);
  return std::isfinite(value) ? shortest : static_cast<double>(value);
}

std::int64_t floor_divided(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

// `value` of a decimal with `scale` places, times 10^places; nothing where it has more places or does not fit.
std::optional<std::int64_t> rescaled(Int128 value, int scale, int places) {
  for (; scale < places && value != 0; ++scale) {
    if (value > std::numeric_limits<std::int64_t>::max() || value < std::numeric_limits<std::int64_t>::min())
      return std::nullopt;
    value *= 10;
  }
  for (; scale > places; --scale) {
    if (value % 10 != 0) return std::nullopt;
    value /= 10;
  }
  if (value > std::numeric_limits<std::int64_t>::max() || value < std::numeric_limits<std::int64_t>::min())
    return std::nullopt;
  return static_cast<std::int64_t>(value);
}

template <class T>
struct Decoded {
  std::vector<T> values;
  std::vector<std::uint8_t> present;
};

// All values of a slice; `decode(slice, i, row)` is asked for those that are present. Rows count from `first_row`.
template <class T, class Decode>
Decoded<T> decoded(const ArraySlice& slice, std::size_t first_row, const Decode& decode) {
  Decoded<T> result;
  const auto size = static_cast<std::size_t>(slice.length());
  result.present = slice.presence();
  result.values.resize(size);
  for (std::size_t i = 0; i < size; ++i) {
    if (result.present.empty() || result.present[i] != 0) {
      result.values[i] = decode(slice, static_cast<std::int64_t>(i), first_row + i);
    }
  }
  return result;
}

HOCTAP_FOR_EACH_PROCESSOR
bool falls(std::span<const std::int32_t> offsets) {
  std::int32_t fallen = 0;
  for (std::size_t i = 1; i < offsets.size(); ++i) fallen |= offsets[i] < offsets[i - 1] ? 1 : 0;
  return fallen != 0;
}

// Puts the values of the dictionary in the place of the indices.
template <class T>
Decoded<T> looked_up(const std::string& column, const Decoded<std::int64_t>& indices, const Decoded<T>& dictionary) {
  Decoded<T> result;
  const std::size_t size = indices.values.size();
  result.values.resize(size);
  result.present.assign(size, 1);
  for (std::size_t i = 0; i < size; ++i) {
    if (!indices.present.empty() && indices.present[i] == 0) {
      result.present[i] = 0;
      continue;
    }
    const std::int64_t index = indices.values[i];
    if (index < 0 || index >= static_cast<std::int64_t>(dictionary.values.size()))
      refuse_malformed(column, "dictionary");
    const auto at = static_cast<std::size_t>(index);
    result.values[i] = dictionary.values[at];
    if (!dictionary.present.empty()) result.present[i] = dictionary.present[at];
  }
  return result;
}

template <class T>
void append(ArrowValues<T>& all, Decoded<T>&& chunk) {
  auto& values = all.values.own();
  const std::size_t before = values.size();
  if (before == 0 && values.capacity() < chunk.values.capacity())
    values = std::move(chunk.values);
  else
    values.insert(values.end(), chunk.values.begin(), chunk.values.end());
  if (chunk.present.empty() && all.present.empty()) return;
  if (all.present.empty()) all.present.assign(before, 1);
  if (chunk.present.empty()) chunk.present.assign(values.size() - before, 1);
  all.present.insert(all.present.end(), chunk.present.begin(), chunk.present.end());
}

template <class T, class Content, class Decode>
ArrowValues<T> read_column(const Content& column, const Decode& decode) {
  ArrowValues<T> all;
  if (column.chunks.size() > 1) all.values.reserve(column.size);
  std::size_t row = 1;
  for (const auto& chunk : column.chunks) {
    const ArraySlice slice(column.name, column.format, *chunk.array, chunk.offset, chunk.length);
    if (column.dictionary) {
      const ArrowArray* const array = chunk.array->dictionary;
      if (array == nullptr) refuse_malformed(column.name, "dictionary");
      const ArraySlice entries(column.name, *column.dictionary, *array, array->offset, array->length);
      const auto indices = decoded<std::int64_t>(
          slice, row, [](const ArraySlice& from, std::int64_t i, std::size_t) { return integer_at(from, i); });
      // A value of the dictionary has no row of its own.
      append(all, looked_up(column.name, indices, decoded<T>(entries, 0, decode)));
    } else {
      append(all, decoded<T>(slice, row, decode));
    }
    row += static_cast<std::size_t>(chunk.length);
  }
  return all;
}

// Whether values are T{} wherever `present` has 0; an empty `present` means that all are there.
template <class T>
bool are_blank_where_missing(std::span<const T> values, const std::vector<std::uint8_t>& present) {
  constexpr std::size_t block = 1024;  // looked at without a branch
  for (std::size_t first = 0; first < present.size(); first += block) {
    const std::size_t end = std::min(present.size(), first + block);
    unsigned filled = 0;
    for (std::size_t i = first; i < end; ++i)
      filled |= static_cast<unsigned>(present[i] == 0) & static_cast<unsigned>(values[i] != T{});
    if (filled != 0) return false;
  }
  return true;
}

// The buffer itself, where the column is a single run of T and holds T{} wherever a value is missing.
template <class T, class Content>
std::optional<ArrowValues<T>> lent_column(const Content& column, Layout layout) {
  if (column.dictionary || column.format.layout != layout) return std::nullopt;
  const typename std::remove_cvref_t<decltype(column.chunks)>::value_type* only = nullptr;
  for (const auto& chunk : column.chunks) {
    if (chunk.length == 0) continue;
    if (only != nullptr) return std::nullopt;
    only = &chunk;
  }
  if (only == nullptr) return std::nullopt;
  const ArraySlice slice(column.name, column.format, *only->array, only->offset, only->length);
  const T* const begin = slice.template aligned<T>();
  if (begin == nullptr) return std::nullopt;
  const std::span<const T> values(begin, column.size);
  ArrowValues<T> lent{{}, slice.presence()};
  if (!are_blank_where_missing(values, lent.present)) return std::nullopt;
  lent.values = Buffer<T>::lent(values, only->batch);
  return lent;
}

// Numbers of that layout from all chunks, one after another; nothing where they have another.
template <class To, class From, class Content>
std::optional<ArrowValues<To>> joined_column(const Content& column, Layout layout) {
  if (column.dictionary || column.format.layout != layout) return std::nullopt;
  const auto values = std::make_shared<ResultColumn<To>>(column.size);
  To* const to = values->data();
  std::size_t done = 0;
  std::vector<std::uint8_t> present;
  for (const auto& chunk : column.chunks) {
    if (chunk.length == 0) continue;
    const ArraySlice slice(column.name, column.format, *chunk.array, chunk.offset, chunk.length);
    const From* const begin = slice.template aligned<From>();
    if (begin == nullptr) return std::nullopt;
    std::copy_n(begin, chunk.length, to + done);
    const std::vector<std::uint8_t> of_chunk = slice.presence();
    if (!of_chunk.empty()) {
      present.resize(done, 1);
      present.insert(present.end(), of_chunk.begin(), of_chunk.end());
      for (std::size_t i = 0; i < of_chunk.size(); ++i)
        if (of_chunk[i] == 0) to[done + i] = To{};
    }
    done += static_cast<std::size_t>(chunk.length);
  }
  if (!present.empty()) present.resize(done, 1);
  return ArrowValues<To>{Buffer<To>::lent(values->span(), values), std::move(present)};
}

// False where the column does not lie in one run.
template <class Content>
bool lend_in_own_width(const Content& column, ArrowWholeNumbers& numbers) {
  const auto lend = [&]<class T>(std::type_identity<T>, Layout layout) {
    auto lent = lent_column<T>(column, layout);
    if (!lent) return false;
    numbers = *std::move(lent);
    return true;
  };
  return lend(std::type_identity<std::int64_t>(), Layout::int64) ||
         lend(std::type_identity<std::int32_t>(), Layout::int32) ||
         lend(std::type_identity<std::int16_t>(), Layout::int16) ||
         lend(std::type_identity<std::int8_t>(), Layout::int8) ||
         lend(std::type_identity<std::uint32_t>(), Layout::uint32) ||
         lend(std::type_identity<std::uint16_t>(), Layout::uint16) ||
         lend(std::type_identity<std::uint8_t>(), Layout::uint8);
}

// The indices and words of a dictionary, where they lie in one run and every word is there.
template <class Content>
std::optional<ArrowWords> lent_words(const Content& column) {
  if (!column.dictionary) return std::nullopt;
  Content indices = column;
  indices.dictionary.reset();
  ArrowWords lent;
  if (!lend_in_own_width(indices, lent.codes)) return std::nullopt;
  for (const auto& chunk : column.chunks) {
    if (chunk.length == 0) continue;
    const ArrowArray* const array = chunk.array->dictionary;
    if (array == nullptr) refuse_malformed(column.name, "dictionary");
    const ArraySlice entries(column.name, *column.dictionary, *array, array->offset, array->length);
    if (!entries.presence().empty()) return std::nullopt;
    for (std::int64_t i = 0; i < entries.length(); ++i) lent.words.push_back(entries.bytes(i));
  }
  if (lent.words.empty()) return std::nullopt;  // every row is missing
  return lent;
}

// Whether every number is one of a word.
bool has_all_words(const ArrowWords& coded) {
  return std::visit(
      [&](const auto& codes) {
        using Code = std::make_unsigned_t<std::remove_cvref_t<decltype(codes.values[0])>>;
        Code highest = 0;
        for (const auto code : codes.values.span()) highest = std::max(highest, static_cast<Code>(code));
        return highest < coded.words.size();
      },
      coded.codes);
}

// One number for each different text, in the order in which they appear.
ArrowWords numbered_words(const ArrowValues<std::string_view>& texts) {
  ArrowWords coded;
  ArrowValues<std::uint32_t> codes;
  auto& numbers = codes.values.own();
  const std::size_t rows = texts.values.size();
  numbers.resize(rows);
  codes.present = texts.present;
  std::unordered_map<std::string_view, std::uint32_t> known;
  for (std::size_t i = 0; i < rows; ++i) {
    if (!texts.has(i)) continue;
    const std::string_view text = texts.values[i];
    // Neighbours often say the same.
    if (i > 0 && texts.has(i - 1) && texts.values[i - 1] == text) {
      numbers[i] = numbers[i - 1];
      continue;
    }
    const auto [place, is_new] = known.emplace(text, static_cast<std::uint32_t>(coded.words.size()));
    if (is_new) coded.words.push_back(text);
    numbers[i] = place->second;
  }
  coded.codes = std::move(codes);
  return coded;
}

// Texts of the most usual layout, taken in one go; nothing for other layouts.
template <class Content>
std::optional<ArrowValues<std::string_view>> plain_texts(const Content& column) {
  if (column.dictionary || column.format.layout != Layout::offsets32) return std::nullopt;
  std::vector<std::string_view> texts;
  texts.reserve(column.size);
  std::vector<std::uint8_t> present;
  for (const auto& chunk : column.chunks) {
    const ArraySlice slice(column.name, column.format, *chunk.array, chunk.offset, chunk.length);
    if (chunk.length == 0) continue;
    const auto* const offsets = slice.template aligned<std::int32_t>();
    const auto* const bytes = static_cast<const char*>(chunk.array->buffers[2]);
    if (offsets == nullptr) return std::nullopt;
    const std::vector<std::uint8_t> of_chunk = slice.presence();
    if (!of_chunk.empty()) {
      present.resize(texts.size(), 1);
      present.insert(present.end(), of_chunk.begin(), of_chunk.end());
    }
    for (std::size_t i = 0; i < static_cast<std::size_t>(chunk.length); ++i) {
      const std::int32_t begin = offsets[i];
      const std::int32_t end = offsets[i + 1];
      if (!of_chunk.empty() && of_chunk[i] == 0) {
        texts.emplace_back();
        continue;
      }
      if (begin < 0 || end < begin) refuse_malformed(column.name, "offsets");
      if (bytes == nullptr && begin != end) refuse_malformed(column.name, "buffers");
      texts.push_back(begin == end ? std::string_view()
                                   : std::string_view(bytes + begin, static_cast<std::size_t>(end - begin)));
    }
  }
  if (!present.empty()) present.resize(texts.size(), 1);
  return ArrowValues<std::string_view>{Buffer<std::string_view>(std::move(texts)), std::move(present)};
}

template <class Content>
void expect(const Content& column, std::initializer_list<ArrowKind> kinds, const char* expected) {
  for (const ArrowKind kind : kinds) {
    if (column.value_format().kind == kind || column.value_format().kind == ArrowKind::nothing) return;
  }
  throw FormatError({MessageCode::arrow_wrong_kind, {column.name, column.value_format().type, expected}},
                    {{}, {}, 0, 0, column.name});
}

struct StreamRelease {
  void operator()(ArrowArrayStream* stream) const {
    if (stream->release != nullptr) stream->release(stream);
  }
};

struct SchemaRelease {
  void operator()(ArrowSchema* schema) const {
    if (schema->release != nullptr) schema->release(schema);
  }
};

struct ArrayRelease {
  void operator()(ArrowArray* array) const {
    if (array->release != nullptr) array->release(array);
    delete array;
  }
};

[[noreturn]] void refuse_stream(ArrowArrayStream& stream, int problem, const SourcePlace& place) {
  const char* const words = stream.get_last_error == nullptr ? nullptr : stream.get_last_error(&stream);
  throw FormatError({MessageCode::arrow_stream_failed, {words == nullptr ? std::strerror(problem) : words}}, place);
}

// The format of a field or of its dictionary.
ArrowFormat format_of(const ArrowSchema& schema, const std::string& column) {
  if (schema.format == nullptr) refuse_malformed(column, "format");
  return io::parse_arrow_format(schema.format);
}

template <class T>
const T& child_of(const T& parent, std::size_t i, const std::string& name) {
  if (parent.children == nullptr || parent.children[i] == nullptr) refuse_malformed(name, "children");
  return *parent.children[i];
}

// Whether the batch's rows lie in the child, without a sum that could overflow.
bool holds_rows(const ArrowArray& child, const ArrowArray& batch) {
  return child.offset >= 0 && child.length >= batch.offset && child.length - batch.offset >= batch.length &&
         child.offset <= io::most_values - batch.offset;
}

bool has_missing_rows(const ArrowArray& batch) {
  if (batch.null_count == 0 || batch.n_buffers == 0 || batch.buffers == nullptr || batch.buffers[0] == nullptr)
    return false;
  for (std::int64_t i = batch.offset; i < batch.offset + batch.length; ++i) {
    if (!io::bit_at(batch.buffers[0], i)) return true;
  }
  return false;
}

}  // namespace

const std::string& ArrowColumn::name() const { return content_->name; }
ArrowKind ArrowColumn::kind() const { return content_->value_format().kind; }
std::size_t ArrowColumn::size() const { return content_->size; }
bool ArrowColumn::is_dictionary() const { return content_->dictionary.has_value(); }

std::string ArrowColumn::type() const {
  return content_->dictionary ? "dictionary of " + content_->dictionary->type : content_->format.type;
}

ArrowValues<std::string_view> ArrowColumn::texts() const {
  expect(*content_, {ArrowKind::text, ArrowKind::bytes}, "text");
  if (auto plain = plain_texts(*content_)) return *std::move(plain);
  return read_column<std::string_view>(
      *content_, [](const ArraySlice& slice, std::int64_t i, std::size_t) { return slice.bytes(i); });
}

std::optional<std::vector<ArrowTextRun>> ArrowColumn::text_runs() const {
  const Content& column = *content_;
  if (column.dictionary || column.format.layout != Layout::offsets32) return std::nullopt;
  std::vector<ArrowTextRun> runs;
  for (const auto& chunk : column.chunks) {
    if (chunk.length == 0) continue;
    const ArraySlice slice(column.name, column.format, *chunk.array, chunk.offset, chunk.length);
    const auto* const offsets = slice.aligned<std::int32_t>();
    if (offsets == nullptr) return std::nullopt;
    ArrowTextRun run{{offsets, static_cast<std::size_t>(chunk.length) + 1},
                     static_cast<const char*>(chunk.array->buffers[2]),
                     slice.presence()};
    if (run.offsets.front() < 0 || falls(run.offsets) || (run.bytes == nullptr && run.offsets.back() != 0))
      return std::nullopt;
    runs.push_back(std::move(run));
  }
  return runs;
}

ArrowValues<std::int64_t> ArrowColumn::integers() const {
  expect(*content_, {ArrowKind::integer}, "whole numbers");
  if (auto lent = lent_column<std::int64_t>(*content_, Layout::int64)) return *std::move(lent);
  if (auto joined = joined_column<std::int64_t, std::int64_t>(*content_, Layout::int64)) return *std::move(joined);
  if (auto joined = joined_column<std::int64_t, std::int32_t>(*content_, Layout::int32)) return *std::move(joined);
  if (auto joined = joined_column<std::int64_t, std::int16_t>(*content_, Layout::int16)) return *std::move(joined);
  return read_column<std::int64_t>(*content_, [this](const ArraySlice& slice, std::int64_t i, std::size_t row) {
    const std::int64_t value = integer_at(slice, i);
    if (slice.format().layout == Layout::uint64 && value < 0) refuse_value(content_->name, row, "int64");
    return value;
  });
}

ArrowWholeNumbers ArrowColumn::whole_numbers() const {
  expect(*content_, {ArrowKind::integer}, "whole numbers");
  ArrowWholeNumbers numbers;
  if (!lend_in_own_width(*content_, numbers)) numbers = integers();
  return numbers;
}

ArrowValues<std::uint64_t> ArrowColumn::keys64() const {
  expect(*content_, {ArrowKind::integer}, "whole numbers of 64 bits");
  for (const Layout layout : {Layout::uint64, Layout::int64})
    if (auto lent = lent_column<std::uint64_t>(*content_, layout)) return *std::move(lent);
  return read_column<std::uint64_t>(*content_, [](const ArraySlice& slice, std::int64_t i, std::size_t) {
    return static_cast<std::uint64_t>(integer_at(slice, i));
  });
}

ArrowValues<PersonKey> ArrowColumn::keys128() const {
  static_assert(sizeof(PersonKey) == 16 && std::is_trivially_copyable_v<PersonKey>);
  expect(*content_, {ArrowKind::bytes}, "16 bytes");
  if (content_->format.width == sizeof(PersonKey))
    if (auto lent = lent_column<PersonKey>(*content_, Layout::fixed)) return *std::move(lent);
  return read_column<PersonKey>(*content_, [this](const ArraySlice& slice, std::int64_t i, std::size_t row) {
    const std::string_view bytes = slice.bytes(i);
    PersonKey key;
    if (bytes.size() != sizeof key) refuse_value(content_->name, row, "16 bytes");
    std::memcpy(&key, bytes.data(), sizeof key);
    return key;
  });
}

ArrowWords ArrowColumn::words() const {
  expect(*content_, {ArrowKind::text}, "text");
  if (auto lent = lent_words(*content_)) {
    if (!has_all_words(*lent)) refuse_malformed(content_->name, "dictionary");
    return *std::move(lent);
  }
  return numbered_words(texts());
}

ArrowWords ArrowColumn::unchecked_words() const {
  expect(*content_, {ArrowKind::text}, "text");
  if (auto lent = lent_words(*content_)) return *std::move(lent);
  return numbered_words(texts());
}

ArrowValues<std::int32_t> ArrowColumn::days() const {
  expect(*content_, {ArrowKind::date, ArrowKind::timestamp}, "dates");
  if (auto lent = lent_column<std::int32_t>(*content_, Layout::int32)) return *std::move(lent);
  if (auto joined = joined_column<std::int32_t, std::int32_t>(*content_, Layout::int32)) return *std::move(joined);
  return read_column<std::int32_t>(*content_, [this](const ArraySlice& slice, std::int64_t i, std::size_t row) {
    if (slice.format().layout == Layout::int32) return slice.load<std::int32_t>(i);
    const std::int64_t day = floor_divided(slice.load<std::int64_t>(i), slice.format().per_day);
    if (day < std::numeric_limits<std::int32_t>::min() || day > std::numeric_limits<std::int32_t>::max()) {
      refuse_value(content_->name, row, "date32");
    }
    return static_cast<std::int32_t>(day);
  });
}

ArrowValues<std::uint8_t> ArrowColumn::booleans() const {
  expect(*content_, {ArrowKind::boolean}, "yes or no");
  if (content_->chunks.size() == 1 && !content_->dictionary && content_->format.kind == ArrowKind::boolean) {
    const Content::Chunk& chunk = content_->chunks.front();
    const ArraySlice slice(content_->name, content_->format, *chunk.array, chunk.offset, chunk.length);
    ArrowValues<std::uint8_t> all{std::vector<std::uint8_t>(content_->size), slice.presence()};
    slice.expand(all.values.own().data());
    for (std::size_t i = 0; i < all.present.size(); ++i)
      if (all.present[i] == 0) all.values.own()[i] = 0;
    return all;
  }
  return read_column<std::uint8_t>(*content_, [](const ArraySlice& slice, std::int64_t i, std::size_t) {
    return static_cast<std::uint8_t>(slice.bit(i) ? 1 : 0);
  });
}

ArrowValues<double> ArrowColumn::floats() const {
  expect(*content_, {ArrowKind::floating}, "floating-point numbers");
  return read_column<double>(*content_, [](const ArraySlice& slice, std::int64_t i, std::size_t) {
    return slice.format().layout == Layout::float32 ? widened(slice.load<float>(i)) : slice.load<double>(i);
  });
}

ArrowValues<std::int64_t> ArrowColumn::decimals(int places) const {
  expect(*content_, {ArrowKind::decimal}, "decimal numbers");
  return read_column<std::int64_t>(*content_, [this, places](const ArraySlice& slice, std::int64_t i, std::size_t row) {
    const auto value = rescaled(slice.load<Int128>(i), slice.format().scale, places);
    if (!value) refuse_value(content_->name, row, places == 0 ? "int64" : "hundredths");
    return *value;
  });
}

namespace {

// A stream that was taken over, with its schema; both are released with it.
class TakenStream {
 public:
  TakenStream(ArrowArrayStream* stream, const std::string& name) : place_{name, {}, 0, 0, {}} {
    if (stream == nullptr || stream->release == nullptr)
      throw FormatError({MessageCode::arrow_stream_released, {}}, place_);
    stream_ = *stream;
    stream->release = nullptr;
    owned_.reset(&stream_);
    if (const int problem = stream_.get_schema(&stream_, &schema_); problem != 0)
      refuse_stream(stream_, problem, place_);
    owned_schema_.reset(&schema_);
  }
  TakenStream(const TakenStream&) = delete;
  TakenStream& operator=(const TakenStream&) = delete;

  const ArrowSchema& schema() const { return schema_; }
  bool holds_batches() const { return schema_.format != nullptr && std::string_view(schema_.format) == "+s"; }
  // Null at the end.
  std::shared_ptr<ArrowArray> next() {
    std::shared_ptr<ArrowArray> batch(new ArrowArray{}, ArrayRelease{});
    if (const int problem = stream_.get_next(&stream_, batch.get()); problem != 0)
      refuse_stream(stream_, problem, place_);
    if (batch->release == nullptr) return nullptr;
    if (batch->length < 0 || batch->offset < 0 || batch->offset > io::most_values - batch->length)
      refuse_malformed(place_.file, "batch");
    return batch;
  }
  const SourcePlace& place() const { return place_; }

 private:
  SourcePlace place_;
  ArrowArrayStream stream_{};
  ArrowSchema schema_{};
  std::unique_ptr<ArrowArrayStream, StreamRelease> owned_;
  std::unique_ptr<ArrowSchema, SchemaRelease> owned_schema_;
};

// What a field says of its column; `Content` is ArrowColumn's own.
template <class Content>
std::shared_ptr<Content> column_of(const ArrowSchema& field, const std::string& name) {
  auto content = std::make_shared<Content>();
  content->name = field.name == nullptr || *field.name == '\0' ? name : field.name;
  content->format = format_of(field, content->name);
  if (field.dictionary != nullptr) {
    if (content->format.kind != ArrowKind::integer) refuse_malformed(content->name, "dictionary");
    content->dictionary = format_of(*field.dictionary, content->name);
    if (field.dictionary->dictionary != nullptr)
      content->dictionary = io::parse_arrow_format("dictionary of a dictionary");
  }
  return content;
}

}  // namespace

class ArrowTable::Reader {
 public:
  Reader(ArrowArrayStream* stream, const std::string& name) : taken_(stream, name), name_(name) {
    if (taken_.holds_batches()) return;
    const char* const format = taken_.schema().format;
    throw FormatError({MessageCode::arrow_not_a_table, {io::parse_arrow_format(format == nullptr ? "" : format).type}},
                      taken_.place());
  }

  using Contents = std::vector<std::shared_ptr<ArrowColumn::Content>>;
  Contents empty_columns() const {
    const ArrowSchema& schema = taken_.schema();
    Contents contents;
    for (std::int64_t i = 0; i < schema.n_children; ++i)
      contents.push_back(column_of<ArrowColumn::Content>(child_of(schema, static_cast<std::size_t>(i), name_), {}));
    return contents;
  }
  // Adds the rows of the next batch, if there is one.
  bool add_next(ArrowTable& table, const Contents& contents) {
    const std::shared_ptr<ArrowArray> batch = taken_.next();
    if (!batch) return false;
    if (batch->n_children != taken_.schema().n_children) refuse_malformed(name_, "batch");
    if (static_cast<std::size_t>(batch->length) > most_rows - table.row_count_)
      refuse_malformed(name_, "too many rows");
    if (has_missing_rows(*batch)) refuse_malformed(name_, "missing rows");
    for (std::size_t i = 0; i < contents.size(); ++i) {
      const ArrowArray& child = child_of(*batch, i, name_);
      if (!holds_rows(child, *batch)) refuse_malformed(contents[i]->name, "length");
      contents[i]->chunks.push_back({batch, &child, child.offset + batch->offset, batch->length});
      contents[i]->size += static_cast<std::size_t>(batch->length);
    }
    table.row_count_ += static_cast<std::size_t>(batch->length);
    return true;
  }
  static void finish(ArrowTable& table, Contents&& contents) {
    for (auto& content : contents) table.columns_.push_back(ArrowColumn(std::move(content)));
  }

 private:
  TakenStream taken_;
  std::string name_;
};

ArrowTable ArrowTable::read(ArrowArrayStream* stream, const std::string& name) {
  Reader reader(stream, name);
  ArrowTable table;
  Reader::Contents contents = reader.empty_columns();
  while (reader.add_next(table, contents)) {
  }
  Reader::finish(table, std::move(contents));
  return table;
}

std::vector<ArrowTable> ArrowTable::read_batches(ArrowArrayStream* stream, const std::string& name) {
  ArrowBatches reader(stream, name);
  std::vector<ArrowTable> batches;
  while (std::optional<ArrowTable> batch = reader.next()) batches.push_back(std::move(*batch));
  return batches;
}

ArrowBatches::ArrowBatches(ArrowArrayStream* stream, const std::string& name)
    : reader_(std::make_unique<ArrowTable::Reader>(stream, name)) {}
ArrowBatches::~ArrowBatches() = default;
ArrowBatches::ArrowBatches(ArrowBatches&&) noexcept = default;
ArrowBatches& ArrowBatches::operator=(ArrowBatches&&) noexcept = default;

std::optional<ArrowTable> ArrowBatches::next() {
  if (reader_ == nullptr) return std::nullopt;
  ArrowTable batch;
  ArrowTable::Reader::Contents contents = reader_->empty_columns();
  const bool is_there = reader_->add_next(batch, contents);
  if (!is_there) reader_.reset();
  if (!is_there && !is_first_) return std::nullopt;
  is_first_ = false;
  ArrowTable::Reader::finish(batch, std::move(contents));
  return batch;
}

const ArrowColumn* ArrowTable::find(std::string_view name) const {
  const auto found = std::find_if(columns_.begin(), columns_.end(),
                                  [name](const ArrowColumn& column) { return column.name() == name; });
  return found == columns_.end() ? nullptr : &*found;
}

ArrowColumn ArrowColumn::read(ArrowArrayStream* stream, const std::string& name) {
  TakenStream taken(stream, name);
  if (taken.holds_batches()) {
    throw FormatError({MessageCode::arrow_not_a_column, {std::to_string(taken.schema().n_children)}}, taken.place());
  }
  if (taken.schema().format == nullptr) refuse_malformed(name, "format");
  const auto content = column_of<Content>(taken.schema(), name);
  while (const std::shared_ptr<ArrowArray> array = taken.next()) {
    if (static_cast<std::size_t>(array->length) > most_rows - content->size) refuse_malformed(name, "too many rows");
    content->chunks.push_back({array, array.get(), array->offset, array->length});
    content->size += static_cast<std::size_t>(array->length);
  }
  return ArrowColumn(content);
}

}  // namespace hoctap
