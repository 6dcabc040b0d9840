// Arrow streams that break the rules of the interface in every way that its consumer can see, made from the fuzzer's
// bytes: wrong formats, counts, lengths, offsets and pointers. What a consumer has to believe, since nothing it is
// given tells it otherwise, is true: that buffers are as large as offset and length say.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/io/arrow_abi.hpp"
#include "input.hpp"
#include "invariant.hpp"

namespace hoctap::fuzz {

class OddStream {
 public:
  // Columns bear some of these names.
  OddStream(Input& input, std::span<const std::string_view> names) : input_(input) {
    const std::size_t count = input_.choice(6);
    for (std::size_t i = 0; i < count; ++i) fields_.push_back(odd_field(names));
    const std::size_t batches = input_.choice(4);
    for (std::size_t i = 0; i < batches; ++i) batches_.push_back(odd_batch());
    quirk_ = input_.number<std::uint8_t>();
  }
  OddStream(const OddStream&) = delete;
  OddStream& operator=(const OddStream&) = delete;
  // Whatever was handed out was given back, once.
  ~OddStream() { demand(handed_out_ == 0, "streams, schemas and batches are released once"); }

  // The stream refers to this object, which must outlive all that is read from it.
  ArrowArrayStream stream() {
    next_ = 0;
    ArrowArrayStream made{};
    made.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) { return of(self).give_schema(out); };
    made.get_next = [](ArrowArrayStream* self, ArrowArray* out) { return of(self).give_batch(out); };
    if (quirk_ != 1) made.get_last_error = [](ArrowArrayStream* self) { return of(self).last_error(); };
    made.release = [](ArrowArrayStream* self) {
      --of(self).handed_out_;
      self->release = nullptr;
    };
    made.private_data = this;
    ++handed_out_;
    return made;
  }

  // Of a type without values any number of rows can be stated.
  bool has_few_rows() const {
    return std::all_of(batches_.begin(), batches_.end(), [](const Batch& batch) { return batch.length < 1'000; });
  }

 private:
  struct Field {
    std::optional<std::string> name;
    std::optional<std::string> format;
    bool has_dictionary = false;
    std::optional<std::string> dictionary_format;
  };
  struct Values {
    std::int64_t length = 0;
    std::int64_t offset = 0;
    std::int64_t null_count = 0;
    std::int64_t n_buffers = 0;
    bool has_buffers = true;  // false: a null pointer for all of them
    std::vector<std::optional<std::vector<unsigned char>>> buffers;
    std::unique_ptr<Values> dictionary;
  };
  struct Batch {
    std::vector<Values> columns;
    std::int64_t length = 0;
    std::int64_t offset = 0;
    std::int64_t null_count = 0;
    std::optional<std::vector<unsigned char>> bitmap;
    std::int64_t n_children = 0;
    std::uint8_t quirk = 0;
  };

  static OddStream& of(ArrowArrayStream* stream) { return *static_cast<OddStream*>(stream->private_data); }

  // ---- making

  bool rarely() { return input_.choice(16) == 15; }

  std::optional<std::string> odd_format() {
    static constexpr std::array<const char*, 44> formats{
        "u",    "l",     "tdD",    "U",      "b",        "i",       "vu",        "z",           "Z",
        "vz",   "c",     "C",      "s",      "S",        "I",       "L",         "f",           "g",
        "e",    "n",     "tdm",    "tss:",   "tsm:",     "tsu:",    "tsn:",      "tsu:UTC",     "ts",
        "ttu",  "d:5,2", "d:18,2", "d:38,0", "d:38,-38", "d:38,38", "d:9,2,128", "d:9,2,256",   "d:99,1",
        "w:16", "w:3",   "w:0",    "w:-1",   "+l",       "+s",      "",          "w:2147483647"};
    if (rarely()) return std::nullopt;
    return formats[input_.choice(formats.size())];
  }

  Field odd_field(std::span<const std::string_view> names) {
    Field field;
    if (!rarely()) field.name = std::string(names.empty() ? "a" : names[input_.choice(names.size())]);
    if (field.name && rarely()) *field.name += std::string(input_.text(3)).c_str();
    field.format = odd_format();
    field.has_dictionary = input_.choice(5) == 4;
    if (field.has_dictionary) field.dictionary_format = odd_format();
    return field;
  }

  // Mostly a few; now and then what no array can have.
  std::int64_t odd_count(std::size_t most) {
    if (!rarely()) return static_cast<std::int64_t>(input_.choice(most + 1));
    static constexpr std::array<std::int64_t, 4> counts{
        -1, std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min(), std::int64_t{1} << 41};
    return counts[input_.choice(counts.size())];
  }

  std::vector<unsigned char> odd_bytes(std::size_t size) {
    std::vector<unsigned char> bytes(size);
    const std::string_view given = input_.text(std::min<std::size_t>(size, 24));
    for (std::size_t i = 0; i < size && !given.empty(); ++i)
      bytes[i] = static_cast<unsigned char>(given[i % given.size()]);
    return bytes;
  }

  template <class T>
  static void put(std::vector<unsigned char>& bytes, std::size_t at, T value) {
    std::memcpy(bytes.data() + at * sizeof value, &value, sizeof value);
  }

  static constexpr std::string_view words =
      "07375|2024-01-01|2024Q1|2024-05|true|1/3|C1|12|1.5|0123456789abcdef0123456789abcdef|\xC3\x28|";

  // Begins of words, other places in the text, and places that are none.
  template <class Offset>
  std::vector<unsigned char> odd_offsets(std::size_t count) {
    static constexpr std::array<std::int8_t, 12> begins{0, 6, 17, 24, 32, 37, 41, 44, 47, 51, 84, 87};
    std::vector<unsigned char> bytes((count + 1) * sizeof(Offset));
    Offset at = 0;
    for (std::size_t i = 0; i <= count; ++i) {
      const auto pick = input_.number<std::uint8_t>();
      if (pick < 200)
        at = std::max<Offset>(at, begins[pick % begins.size()]);
      else
        at = static_cast<Offset>(pick % (words.size() + 2)) - 1;
      put(bytes, i, std::min(at, static_cast<Offset>(words.size())));
    }
    return bytes;
  }

  static std::vector<unsigned char> word_bytes() { return {words.begin(), words.end()}; }

  void add_views(Values& values, std::size_t count) {
    struct View {
      std::int32_t length;
      std::array<unsigned char, 4> prefix;
      std::int32_t buffer;
      std::int32_t offset;
    };
    std::vector<unsigned char> views(count * sizeof(View));
    for (std::size_t i = 0; i < count; ++i) {
      View view{};
      view.length = static_cast<std::int32_t>(input_.choice(40)) - 1;
      view.buffer = static_cast<std::int32_t>(input_.choice(4)) - 1;
      view.offset = static_cast<std::int32_t>(input_.choice(100)) - 1;
      if (rarely()) view.offset = std::numeric_limits<std::int32_t>::max();
      put(views, i, view);
    }
    values.buffers.emplace_back(std::move(views));
    const std::size_t viewed = input_.choice(3);
    std::vector<unsigned char> sizes(viewed * sizeof(std::int64_t));
    for (std::size_t i = 0; i < viewed; ++i) {
      values.buffers.emplace_back(word_bytes());
      put(sizes, i, static_cast<std::int64_t>(words.size()));
    }
    values.buffers.emplace_back(std::move(sizes));
  }

  static std::size_t width_of(std::string_view format) {
    if (format.starts_with("w:")) return static_cast<std::size_t>(std::max(0, std::atoi(format.data() + 2)));
    if (format.starts_with("d:")) return 32;
    if (format == "c" || format == "C") return 1;
    return 8;
  }

  Values odd_values(const std::string& format) {
    Values values;
    values.length = odd_count(12);
    values.offset = odd_count(5);
    values.null_count = rarely() ? -1 : odd_count(3);
    const bool is_countable = values.length >= 0 && values.length < 100 && values.offset >= 0 && values.offset < 100;
    const auto count = is_countable ? static_cast<std::size_t>(values.length + values.offset) : std::size_t{0};
    // More values than there are bytes for: only what needs none can state them.
    if (!is_countable && format != "n" && values.length > 0) values.length = 0;
    if (format.starts_with("w:2147")) values.length = 0;
    const bool has_bitmap = is_countable && input_.flag();
    values.buffers.emplace_back();
    if (has_bitmap) values.buffers.back() = odd_bytes((count + 7) / 8);
    if (format == "u" || format == "z") {
      values.buffers.emplace_back(odd_offsets<std::int32_t>(count));
      values.buffers.emplace_back(word_bytes());
    } else if (format == "U" || format == "Z") {
      values.buffers.emplace_back(odd_offsets<std::int64_t>(count));
      values.buffers.emplace_back(word_bytes());
    } else if (format == "vu" || format == "vz") {
      add_views(values, count);
    } else if (format != "n") {
      values.buffers.emplace_back(odd_bytes(count * (width_of(format) > 1000 ? 0 : width_of(format))));
    }
    if (rarely()) values.buffers[input_.choice(values.buffers.size())].reset();
    values.n_buffers = static_cast<std::int64_t>(values.buffers.size());
    if (rarely()) values.n_buffers = static_cast<std::int64_t>(input_.choice(2));
    if (rarely()) values.has_buffers = false;
    return values;
  }

  Batch odd_batch() {
    Batch batch;
    for (const Field& field : fields_) {
      Values& values = batch.columns.emplace_back(odd_values(field.format.value_or("")));
      if (field.has_dictionary && !rarely())
        values.dictionary = std::make_unique<Values>(odd_values(field.dictionary_format.value_or("")));
    }
    batch.length = odd_count(8);
    batch.offset = input_.choice(4) == 3 ? odd_count(4) : 0;
    // Most streams are sound in this.
    if (input_.choice(4) != 3) {
      for (const Values& values : batch.columns)
        batch.length = std::min(
            batch.length, std::max<std::int64_t>(0, values.length) - std::clamp<std::int64_t>(batch.offset, 0, 8));
    }
    batch.null_count = input_.choice(4) == 3 ? odd_count(2) : 0;
    const std::int64_t end = batch.offset >= 0 && batch.length >= 0 && batch.offset < 100 && batch.length < 100
                                 ? batch.offset + batch.length
                                 : -1;
    if (end >= 0 && rarely()) batch.bitmap = odd_bytes(static_cast<std::size_t>(end + 7) / 8);
    batch.n_children = static_cast<std::int64_t>(batch.columns.size());
    batch.quirk = rarely() ? input_.number<std::uint8_t>() : std::uint8_t{0};
    return batch;
  }

  // ---- giving

  struct SchemaContent {
    OddStream* stream = nullptr;
    std::vector<ArrowSchema> children;
    std::vector<ArrowSchema> dictionaries;
    std::vector<ArrowSchema*> pointers;
  };
  struct ArrayContent {
    OddStream* stream = nullptr;
    std::vector<ArrowArray> children;
    std::vector<ArrowArray> dictionaries;
    std::vector<ArrowArray*> pointers;
    std::vector<std::vector<const void*>> buffers;
  };

  int give_schema(ArrowSchema* out) {
    if (quirk_ == 2) return 5;
    auto content = std::make_unique<SchemaContent>();
    content->stream = this;
    content->children.resize(fields_.size());
    content->dictionaries.resize(fields_.size());
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      ArrowSchema& child = content->children[i];
      child.format = fields_[i].format ? fields_[i].format->c_str() : nullptr;
      child.name = fields_[i].name ? fields_[i].name->c_str() : nullptr;
      child.flags = ARROW_FLAG_NULLABLE;
      child.release = [](ArrowSchema* self) { self->release = nullptr; };
      if (fields_[i].has_dictionary) {
        ArrowSchema& dictionary = content->dictionaries[i];
        dictionary.format = fields_[i].dictionary_format ? fields_[i].dictionary_format->c_str() : nullptr;
        if (quirk_ == 3) dictionary.dictionary = &dictionary;
        child.dictionary = &dictionary;
      }
      content->pointers.push_back(quirk_ == 4 ? nullptr : &child);
    }
    *out = {};
    out->format = quirk_ == 5 ? "+l" : quirk_ == 6 ? nullptr : "+s";
    out->n_children = quirk_ == 7 ? -1 : static_cast<std::int64_t>(fields_.size());
    out->children = quirk_ == 8 ? nullptr : content->pointers.data();
    out->release = [](ArrowSchema* self) {
      const auto* const owned = static_cast<SchemaContent*>(self->private_data);
      --owned->stream->handed_out_;
      delete owned;
      self->release = nullptr;
    };
    out->private_data = content.release();
    ++handed_out_;
    return 0;
  }

  static void point_to(const Values& values, std::vector<const void*>& pointers, ArrowArray& array) {
    for (const auto& bytes : values.buffers) pointers.push_back(bytes ? bytes->data() : nullptr);
    array.length = values.length;
    array.offset = values.offset;
    array.null_count = values.null_count;
    array.n_buffers = values.n_buffers;
    array.buffers = values.has_buffers ? pointers.data() : nullptr;
  }

  int give_batch(ArrowArray* out) {
    *out = {};
    if (next_ == batches_.size()) return quirk_ == 9 ? 12 : 0;
    const Batch& batch = batches_[next_++];
    auto content = std::make_unique<ArrayContent>();
    content->stream = this;
    const std::size_t count = batch.columns.size();
    content->children.resize(count);
    content->dictionaries.resize(count);
    content->buffers.resize(2 * count + 1);
    for (std::size_t i = 0; i < count; ++i) {
      const Values& values = batch.columns[i];
      ArrowArray& child = content->children[i];
      point_to(values, content->buffers[2 * i], child);
      child.release = [](ArrowArray* self) { self->release = nullptr; };
      if (values.dictionary) {
        point_to(*values.dictionary, content->buffers[2 * i + 1], content->dictionaries[i]);
        child.dictionary = &content->dictionaries[i];
      }
      content->pointers.push_back(batch.quirk == 1 ? nullptr : &child);
    }
    content->buffers.back().push_back(batch.bitmap ? batch.bitmap->data() : nullptr);
    out->length = batch.length;
    out->offset = batch.offset;
    out->null_count = batch.null_count;
    out->n_buffers = batch.quirk == 2 ? 0 : 1;
    out->buffers = batch.quirk == 3 ? nullptr : content->buffers.back().data();
    out->n_children = batch.n_children + (batch.quirk == 4 ? 1 : batch.quirk == 5 ? -1 : 0);
    out->children = batch.quirk == 6 ? nullptr : content->pointers.data();
    out->release = [](ArrowArray* self) {
      const auto* const owned = static_cast<ArrayContent*>(self->private_data);
      --owned->stream->handed_out_;
      delete owned;
      self->release = nullptr;
    };
    out->private_data = content.release();
    ++handed_out_;
    return 0;
  }

  const char* last_error() const { return quirk_ == 10 ? nullptr : "odd"; }

  Input& input_;
  std::vector<Field> fields_;
  std::vector<Batch> batches_;
  std::uint8_t quirk_ = 0;
  std::size_t next_ = 0;
  int handed_out_ = 0;
};

}  // namespace hoctap::fuzz
