#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <new>
#include <type_traits>
#include <utility>

#include "hoctap/core/error.hpp"
#include "hoctap/io/arrow.hpp"

namespace hoctap {

// A column as the consumer will see it, with whatever keeps its buffers alive. Schemas and arrays share it.
struct io::ArrowOutColumn {
  std::string name;
  std::string format;
  std::int64_t length = 0;
  std::int64_t missing = 0;
  std::vector<const void*> buffers;
  std::vector<unsigned char> bitmap;
  std::vector<unsigned char> own_values;
  std::vector<std::int32_t> offsets;
  std::vector<std::int64_t> wide_offsets;
  std::shared_ptr<const void> owner;
  std::shared_ptr<const ArrowOutColumn> dictionary;  // whose numbers the values are
};

namespace {

using Column = io::ArrowOutColumn;
using ColumnPtr = std::shared_ptr<const Column>;

std::vector<unsigned char> packed(std::span<const std::uint8_t> bytes) {
  std::vector<unsigned char> bits((bytes.size() + 7) / 8, 0);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != 0) bits[i / 8] = static_cast<unsigned char>(bits[i / 8] | 1U << (i % 8));
  }
  return bits;
}

// What a schema, an array or a stream owns. Children are apart, because a consumer may move one out and release it
// later than its parent.
struct SchemaContent {
  ColumnPtr column;  // of a child
  ArrowSchema dictionary{};
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> child_pointers;
};

struct ArrayContent {
  ColumnPtr column;
  ArrowArray dictionary{};
  std::vector<const void*> buffers;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> child_pointers;
};

struct StreamContent {
  std::vector<ColumnPtr> columns;
  std::int64_t row_count = 0;
  bool is_read = false;
};

template <class Content, class Interface>
void release(Interface* released) {
  auto* const content = static_cast<Content*>(released->private_data);
  for (auto* child : content->child_pointers) {
    if (child->release != nullptr) child->release(child);
  }
  if (content->dictionary.release != nullptr) content->dictionary.release(&content->dictionary);
  delete content;
  released->private_data = nullptr;
  released->release = nullptr;
}

template <class Content>
void point_to_children(Content& content) {
  for (auto& child : content.children) content.child_pointers.push_back(&child);
}

void set_schema(ArrowSchema& schema, const char* format, const char* name, std::int64_t flags,
                std::unique_ptr<SchemaContent> content) {
  schema = {};
  schema.format = format;
  schema.name = name;
  schema.flags = flags;
  schema.n_children = static_cast<std::int64_t>(content->children.size());
  schema.children = content->child_pointers.empty() ? nullptr : content->child_pointers.data();
  schema.dictionary = content->dictionary.release == nullptr ? nullptr : &content->dictionary;
  schema.release = release<SchemaContent, ArrowSchema>;
  schema.private_data = content.release();
}

void set_array(ArrowArray& array, std::int64_t length, std::int64_t missing, std::unique_ptr<ArrayContent> content) {
  array = {};
  array.length = length;
  array.null_count = missing;
  array.n_buffers = static_cast<std::int64_t>(content->buffers.size());
  array.buffers = content->buffers.data();
  array.n_children = static_cast<std::int64_t>(content->children.size());
  array.children = content->child_pointers.empty() ? nullptr : content->child_pointers.data();
  array.dictionary = content->dictionary.release == nullptr ? nullptr : &content->dictionary;
  array.release = release<ArrayContent, ArrowArray>;
  array.private_data = content.release();
}

// Releases children that were made before one failed.
template <class Interface>
struct Children {
  std::vector<Interface> all;
  explicit Children(std::size_t count) : all(count) {}
  Children(const Children&) = delete;
  Children& operator=(const Children&) = delete;
  ~Children() {
    for (Interface& child : all) {
      if (child.release != nullptr) child.release(&child);
    }
  }
};

void make_column_schema(const ColumnPtr& column, ArrowSchema& schema) {
  auto content = std::make_unique<SchemaContent>();
  content->column = column;
  if (column->dictionary) make_column_schema(column->dictionary, content->dictionary);
  set_schema(schema, column->format.c_str(), column->name.c_str(), ARROW_FLAG_NULLABLE, std::move(content));
}

void make_column_array(const ColumnPtr& column, ArrowArray& array) {
  auto content = std::make_unique<ArrayContent>();
  content->column = column;
  content->buffers = column->buffers;
  if (column->dictionary) make_column_array(column->dictionary, content->dictionary);
  set_array(array, column->length, column->missing, std::move(content));
}

void make_schema(const StreamContent& stream, ArrowSchema& schema) {
  Children<ArrowSchema> children(stream.columns.size());
  for (std::size_t i = 0; i < children.all.size(); ++i) make_column_schema(stream.columns[i], children.all[i]);
  auto content = std::make_unique<SchemaContent>();
  content->child_pointers.reserve(children.all.size());
  content->children = std::exchange(children.all, {});
  point_to_children(*content);
  set_schema(schema, "+s", "", 0, std::move(content));
}

void make_batch(const StreamContent& stream, ArrowArray& batch) {
  Children<ArrowArray> children(stream.columns.size());
  for (std::size_t i = 0; i < children.all.size(); ++i) make_column_array(stream.columns[i], children.all[i]);
  auto content = std::make_unique<ArrayContent>();
  content->buffers.push_back(nullptr);  // no row of the table itself is missing
  content->child_pointers.reserve(children.all.size());
  content->children = std::exchange(children.all, {});
  point_to_children(*content);
  set_array(batch, stream.row_count, 0, std::move(content));
}

StreamContent& content_of(ArrowArrayStream* stream) { return *static_cast<StreamContent*>(stream->private_data); }

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) noexcept {
  try {
    make_schema(content_of(stream), *out);
    return 0;
  } catch (const std::bad_alloc&) {
    return ENOMEM;
  }
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) noexcept {
  StreamContent& content = content_of(stream);
  *out = {};
  if (content.is_read) return 0;
  try {
    make_batch(content, *out);
    content.is_read = true;
    return 0;
  } catch (const std::bad_alloc&) {
    return ENOMEM;
  }
}

const char* get_last_error(ArrowArrayStream*) noexcept { return nullptr; }

void release_stream(ArrowArrayStream* stream) noexcept {
  delete &content_of(stream);
  stream->private_data = nullptr;
  stream->release = nullptr;
}

}  // namespace

ArrowWriter::ArrowWriter(std::size_t row_count) : row_count_(row_count) {}
ArrowWriter::~ArrowWriter() = default;

void ArrowWriter::check_length(const std::string& name, std::size_t length) const {
  if (length == row_count_) return;
  throw InvalidValue({MessageCode::arrow_column_length, {name, std::to_string(length), std::to_string(row_count_)}});
}

io::ArrowOutColumn& ArrowWriter::add(std::string name, const char* format, std::size_t size, Presence present) {
  check_length(name, size);
  check_length(name, present.empty() ? size : present.size());
  auto column = std::make_shared<Column>();
  column->name = std::move(name);
  column->format = format;
  column->length = static_cast<std::int64_t>(size);
  column->missing = std::count(present.begin(), present.end(), std::uint8_t{0});
  if (column->missing != 0) column->bitmap = packed(present);
  column->buffers.push_back(column->missing == 0 ? nullptr : column->bitmap.data());
  Column& added = *column;
  columns_.push_back(std::move(column));
  return added;
}

void ArrowWriter::add_int64(std::string name, std::span<const std::int64_t> values, Presence present,
                            std::shared_ptr<const void> owner) {
  Column& column = add(std::move(name), "l", values.size(), present);
  column.buffers.push_back(values.data());
  column.owner = std::move(owner);
}

void ArrowWriter::add_int32(std::string name, std::span<const std::int32_t> values, Presence present,
                            std::shared_ptr<const void> owner) {
  Column& column = add(std::move(name), "i", values.size(), present);
  column.buffers.push_back(values.data());
  column.owner = std::move(owner);
}

void ArrowWriter::add_uint32(std::string name, std::span<const std::uint32_t> values, Presence present,
                             std::shared_ptr<const void> owner) {
  Column& column = add(std::move(name), "I", values.size(), present);
  column.buffers.push_back(values.data());
  column.owner = std::move(owner);
}

void ArrowWriter::add_float64(std::string name, std::span<const double> values, Presence present,
                              std::shared_ptr<const void> owner) {
  Column& column = add(std::move(name), "g", values.size(), present);
  column.buffers.push_back(values.data());
  column.owner = std::move(owner);
}

void ArrowWriter::add_days(std::string name, std::span<const std::int32_t> values, Presence present,
                           std::shared_ptr<const void> owner) {
  Column& column = add(std::move(name), "tdD", values.size(), present);
  column.buffers.push_back(values.data());
  column.owner = std::move(owner);
}

template <class Get>
void ArrowWriter::write_texts(std::string name, Presence present, std::size_t bytes, Get get) {
  const bool is_wide = bytes > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());
  Column& column = add(std::move(name), is_wide ? "U" : "u", row_count_, present);
  column.own_values.resize(bytes);
  const auto fill = [&]<class Offset>(std::vector<Offset>& offsets) {
    offsets.resize(row_count_ + 1);
    std::size_t end = 0;
    for (std::size_t i = 0; i < row_count_; ++i) {
      const std::string_view text = get(i);
      if (!text.empty()) std::memcpy(column.own_values.data() + end, text.data(), text.size());
      end += text.size();
      offsets[i + 1] = static_cast<Offset>(end);
    }
    column.buffers.push_back(offsets.data());
  };
  if (is_wide)
    fill(column.wide_offsets);
  else
    fill(column.offsets);
  column.buffers.push_back(column.own_values.data());
}

void ArrowWriter::add_texts(std::string name, std::span<const std::string_view> values, Presence present) {
  check_length(name, values.size());
  check_length(name, present.empty() ? values.size() : present.size());
  const auto get = [&](std::size_t i) { return present.empty() || present[i] != 0 ? values[i] : std::string_view(); };
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < values.size(); ++i) bytes += get(i).size();
  write_texts(std::move(name), present, bytes, get);
}

void ArrowWriter::add_chosen_texts(std::string name, std::span<const std::uint32_t> choices,
                                   std::span<const std::string_view> texts) {
  check_length(name, choices.size());
  std::vector<std::uint8_t> present(choices.size());
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (choices[i] >= texts.size()) continue;
    present[i] = 1;
    bytes += texts[choices[i]].size();
  }
  write_texts(std::move(name), present, bytes,
              [&](std::size_t i) { return present[i] != 0 ? texts[choices[i]] : std::string_view(); });
}

void ArrowWriter::add_uint8(std::string name, std::span<const std::uint8_t> values, Presence present,
                            std::shared_ptr<const void> owner) {
  Column& column = add(std::move(name), "C", values.size(), present);
  column.buffers.push_back(values.data());
  column.owner = std::move(owner);
}

template <class Number>
void ArrowWriter::add_words(std::string name, std::span<const Number> numbers, std::span<const std::string_view> words,
                            Presence present, std::shared_ptr<const void> owner) {
  // Looked through without a way out, which is a few instructions for many numbers; negative ones are the highest.
  using Unsigned = std::make_unsigned_t<Number>;
  Unsigned highest = 0;
  for (const Number number : numbers) highest = std::max(highest, static_cast<Unsigned>(number));
  const auto beyond = std::min<std::size_t>(words.size(), std::size_t{std::numeric_limits<Number>::max()} + 1);
  if (!numbers.empty() && highest >= beyond)
    throw InvalidValue({MessageCode::arrow_value_does_not_fit, {name, std::to_string(words.size())}});
  add_known_words(std::move(name), numbers, words, present, std::move(owner));
}

template <class Number>
void ArrowWriter::add_known_words(std::string name, std::span<const Number> numbers,
                                  std::span<const std::string_view> words, Presence present,
                                  std::shared_ptr<const void> owner) {
  ArrowWriter of_words(words.size());
  of_words.add_texts({}, words, {});
  constexpr bool is_signed = std::is_signed_v<Number>;
  const char* const format = sizeof(Number) == 1   ? (is_signed ? "c" : "C")
                             : sizeof(Number) == 2 ? (is_signed ? "s" : "S")
                                                   : "i";
  Column& column = add(std::move(name), format, numbers.size(), present);
  column.buffers.push_back(numbers.data());
  column.owner = std::move(owner);
  column.dictionary = std::move(of_words.columns_.front());
}
template void ArrowWriter::add_words(std::string, std::span<const std::int8_t>, std::span<const std::string_view>,
                                     Presence, std::shared_ptr<const void>);
template void ArrowWriter::add_words(std::string, std::span<const std::int16_t>, std::span<const std::string_view>,
                                     Presence, std::shared_ptr<const void>);
template void ArrowWriter::add_words(std::string, std::span<const std::int32_t>, std::span<const std::string_view>,
                                     Presence, std::shared_ptr<const void>);
template void ArrowWriter::add_words(std::string, std::span<const std::uint8_t>, std::span<const std::string_view>,
                                     Presence, std::shared_ptr<const void>);
template void ArrowWriter::add_words(std::string, std::span<const std::uint16_t>, std::span<const std::string_view>,
                                     Presence, std::shared_ptr<const void>);
template void ArrowWriter::add_known_words(std::string, std::span<const std::int8_t>, std::span<const std::string_view>,
                                           Presence, std::shared_ptr<const void>);
template void ArrowWriter::add_known_words(std::string, std::span<const std::int16_t>,
                                           std::span<const std::string_view>, Presence, std::shared_ptr<const void>);
template void ArrowWriter::add_known_words(std::string, std::span<const std::int32_t>,
                                           std::span<const std::string_view>, Presence, std::shared_ptr<const void>);
template void ArrowWriter::add_known_words(std::string, std::span<const std::uint8_t>,
                                           std::span<const std::string_view>, Presence, std::shared_ptr<const void>);
template void ArrowWriter::add_known_words(std::string, std::span<const std::uint16_t>,
                                           std::span<const std::string_view>, Presence, std::shared_ptr<const void>);

void ArrowWriter::add_booleans(std::string name, std::span<const std::uint8_t> values, Presence present) {
  Column& column = add(std::move(name), "b", values.size(), present);
  column.own_values = packed(values);
  column.buffers.push_back(column.own_values.data());
}

void ArrowWriter::add_bytes16(std::string name, std::span<const std::array<unsigned char, 16>> values,
                              Presence present) {
  Column& column = add(std::move(name), "w:16", values.size(), present);
  column.own_values.resize(values.size_bytes());
  if (!values.empty()) std::memcpy(column.own_values.data(), values.data(), values.size_bytes());
  column.buffers.push_back(column.own_values.data());
}

void ArrowWriter::add_hundredths(std::string name, std::span<const std::int64_t> values, Presence present) {
  Column& column = add(std::move(name), "d:19,2", values.size(), present);
  column.own_values.resize(values.size() * 16);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::int64_t halves[2] = {values[i], values[i] < 0 ? -1 : 0};
    std::memcpy(column.own_values.data() + i * 16, halves, 16);
  }
  column.buffers.push_back(column.own_values.data());
}

ArrowArrayStream ArrowWriter::finish() && {
  auto content = std::make_unique<StreamContent>();
  content->columns = std::exchange(columns_, {});
  content->row_count = static_cast<std::int64_t>(row_count_);
  ArrowArrayStream stream{};
  stream.get_schema = get_schema;
  stream.get_next = get_next;
  stream.get_last_error = get_last_error;
  stream.release = release_stream;
  stream.private_data = content.release();
  return stream;
}

}  // namespace hoctap
