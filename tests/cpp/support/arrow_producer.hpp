// A producer of Arrow streams made by hand, so that tests can give every layout the interface allows and count
// releases.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hoctap/io/arrow_abi.hpp"

namespace hoctap::testing_support {

// What was released how often.
struct Releases {
  int streams = 0;
  int schemas = 0;
  int batches = 0;
};

// One chunk of a column: its buffers as bytes. The first is the bitmap; an empty optional buffer is a null pointer.
struct Chunk {
  std::int64_t length = 0;
  std::int64_t offset = 0;
  std::int64_t null_count = -1;
  std::vector<std::vector<unsigned char>> buffers;
  std::shared_ptr<Chunk> dictionary;
};

struct Field {
  std::string name;
  std::string format;
  std::string dictionary_format;  // empty: none
};

template <class T>
std::vector<unsigned char> bytes_of(const std::vector<T>& values) {
  std::vector<unsigned char> bytes(values.size() * sizeof(T));
  if (!values.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return bytes;
}

inline std::vector<unsigned char> bits_of(const std::vector<int>& flags) {
  std::vector<unsigned char> bits((flags.size() + 7) / 8, 0);
  for (std::size_t i = 0; i < flags.size(); ++i) {
    if (flags[i] != 0) bits[i / 8] = static_cast<unsigned char>(bits[i / 8] | 1U << (i % 8));
  }
  return bits;
}

inline std::vector<unsigned char> bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

template <class T>
Chunk chunk_of(const std::vector<T>& values) {
  return {static_cast<std::int64_t>(values.size()), 0, 0, {{}, bytes_of(values)}, nullptr};
}

template <class T>
Chunk chunk_of(const std::vector<T>& values, const std::vector<int>& present) {
  return {static_cast<std::int64_t>(values.size()), 0, -1, {bits_of(present), bytes_of(values)}, nullptr};
}

// utf8 (Offset = int32_t) or large_utf8 (int64_t).
template <class Offset>
Chunk texts_of(const std::vector<std::string>& texts) {
  std::vector<Offset> offsets{0};
  std::string all;
  for (const std::string& text : texts) {
    all += text;
    offsets.push_back(static_cast<Offset>(all.size()));
  }
  return {static_cast<std::int64_t>(texts.size()), 0, 0, {{}, bytes_of(offsets), bytes_of(all)}, nullptr};
}

class Producer {
 public:
  explicit Producer(std::vector<Field> fields) : fields_(std::move(fields)) {}

  // One chunk a field; `offset` is that of the batch itself.
  void add_batch(std::vector<Chunk> chunks, std::int64_t length, std::int64_t offset = 0) {
    batches_.push_back({std::move(chunks), length, offset});
  }
  void fail_after_batches(std::string words) { failure_ = std::move(words); }
  void set_root_format(std::string format) { root_format_ = std::move(format); }

  // The stream refers to this producer, which must outlive it and all that was read.
  ArrowArrayStream stream() {
    next_ = 0;
    ArrowArrayStream made{};
    made.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) { return producer(self).fill_schema(out); };
    made.get_next = [](ArrowArrayStream* self, ArrowArray* out) { return producer(self).fill_next(out); };
    made.get_last_error = [](ArrowArrayStream* self) { return producer(self).failure_.c_str(); };
    made.release = [](ArrowArrayStream* self) {
      ++producer(self).releases.streams;
      self->release = nullptr;
    };
    made.private_data = this;
    return made;
  }

  // The first byte of a buffer, to compare addresses with.
  const void* buffer(std::size_t batch, std::size_t column, std::size_t index) const {
    return batches_[batch].chunks[column].buffers[index].data();
  }

  Releases releases;

 private:
  struct Batch {
    std::vector<Chunk> chunks;
    std::int64_t length = 0;
    std::int64_t offset = 0;
  };
  struct SchemaContent {
    Releases* releases = nullptr;
    std::vector<ArrowSchema> children;
    std::vector<ArrowSchema> dictionaries;
    std::vector<ArrowSchema*> pointers;
  };
  struct ArrayContent {
    Releases* releases = nullptr;
    std::vector<ArrowArray> children;
    std::vector<ArrowArray> dictionaries;
    std::vector<ArrowArray*> pointers;
    std::vector<std::vector<const void*>> buffers;
  };

  static Producer& producer(ArrowArrayStream* stream) { return *static_cast<Producer*>(stream->private_data); }

  int fill_schema(ArrowSchema* out) {
    auto content = std::make_unique<SchemaContent>();
    content->releases = &releases;
    content->children.resize(fields_.size());
    content->dictionaries.resize(fields_.size());
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      ArrowSchema& child = content->children[i];
      child.format = fields_[i].format.c_str();
      child.name = fields_[i].name.c_str();
      child.flags = ARROW_FLAG_NULLABLE;
      child.release = [](ArrowSchema* self) { self->release = nullptr; };
      if (!fields_[i].dictionary_format.empty()) {
        content->dictionaries[i].format = fields_[i].dictionary_format.c_str();
        child.dictionary = &content->dictionaries[i];
      }
      content->pointers.push_back(&child);
    }
    *out = {};
    out->format = root_format_.c_str();
    out->n_children = static_cast<std::int64_t>(fields_.size());
    out->children = content->pointers.data();
    out->release = [](ArrowSchema* self) {
      auto* const owned = static_cast<SchemaContent*>(self->private_data);
      ++owned->releases->schemas;
      delete owned;
      self->release = nullptr;
    };
    out->private_data = content.release();
    return 0;
  }

  static void point_to(const Chunk& chunk, std::vector<const void*>& buffers, ArrowArray& array) {
    for (const auto& bytes : chunk.buffers) buffers.push_back(bytes.empty() ? nullptr : bytes.data());
    array.length = chunk.length;
    array.offset = chunk.offset;
    array.null_count = chunk.null_count;
    array.n_buffers = static_cast<std::int64_t>(buffers.size());
    array.buffers = buffers.data();
  }

  int fill_next(ArrowArray* out) {
    *out = {};
    if (next_ == batches_.size()) return failure_.empty() ? 0 : 5;
    const Batch& batch = batches_[next_++];
    auto content = std::make_unique<ArrayContent>();
    content->releases = &releases;
    const std::size_t count = batch.chunks.size();
    content->children.resize(count);
    content->dictionaries.resize(count);
    content->buffers.resize(2 * count + 1);
    for (std::size_t i = 0; i < count; ++i) {
      ArrowArray& child = content->children[i];
      point_to(batch.chunks[i], content->buffers[2 * i], child);
      child.release = [](ArrowArray* self) { self->release = nullptr; };
      if (batch.chunks[i].dictionary) {
        point_to(*batch.chunks[i].dictionary, content->buffers[2 * i + 1], content->dictionaries[i]);
        child.dictionary = &content->dictionaries[i];
      }
      content->pointers.push_back(&child);
    }
    content->buffers.back().push_back(nullptr);
    out->length = batch.length;
    out->offset = batch.offset;
    out->n_buffers = 1;
    out->buffers = content->buffers.back().data();
    out->n_children = static_cast<std::int64_t>(count);
    out->children = content->pointers.data();
    out->release = [](ArrowArray* self) {
      auto* const owned = static_cast<ArrayContent*>(self->private_data);
      ++owned->releases->batches;
      delete owned;
      self->release = nullptr;
    };
    out->private_data = content.release();
    return 0;
  }

  std::vector<Field> fields_;
  std::vector<Batch> batches_;
  std::string failure_;
  std::string root_format_ = "+s";
  std::size_t next_ = 0;
};

}  // namespace hoctap::testing_support
