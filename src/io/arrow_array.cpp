#include "io/arrow_array.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "hoctap/core/error.hpp"

namespace hoctap::io {
namespace {

std::int64_t least_buffers(Layout layout) {
  switch (layout) {
    case Layout::none:
    case Layout::unknown:
      return 0;
    case Layout::offsets32:
    case Layout::offsets64:
    case Layout::views:
      return 3;
    default:
      return 2;
  }
}

// An element of the views layout: short texts stand in it, of long ones their place.
struct View {
  std::int32_t length;
  std::int32_t prefix;
  std::int32_t buffer;
  std::int32_t offset;
};
static_assert(sizeof(View) == 16);
constexpr std::int32_t longest_inline = 12;

// By the bits of a byte: 0 or 1 for each, the lowest first.
constexpr auto bytes_of_bits = [] {
  std::array<std::array<std::uint8_t, 8>, 256> all{};
  for (unsigned bits = 0; bits < 256; ++bits)
    for (unsigned bit = 0; bit < 8; ++bit) all[bits][bit] = static_cast<std::uint8_t>(bits >> bit & 1U);
  return all;
}();

}  // namespace

void refuse_malformed(const std::string& column, const char* what) {
  throw FormatError({MessageCode::arrow_malformed, {column, what}}, {{}, {}, 0, 0, column});
}

std::size_t expand_bits(const void* bits, std::int64_t first, std::size_t size, std::uint8_t* bytes) {
  const auto* const source = static_cast<const std::uint8_t*>(bits);
  std::size_t ones = 0;
  std::size_t i = 0;
  const auto expand_until = [&](std::size_t end) {
    for (; i < end; ++i) {
      bytes[i] = bit_at(bits, first + static_cast<std::int64_t>(i)) ? 1 : 0;
      ones += bytes[i];
    }
  };
  expand_until(std::min(size, static_cast<std::size_t>((8 - first % 8) % 8)));
  for (; i + 64 <= size; i += 64) {
    const std::uint8_t* const eights = source + static_cast<std::size_t>(first + static_cast<std::int64_t>(i)) / 8;
    std::uint64_t all = 0;
    std::memcpy(&all, eights, sizeof all);
    ones += static_cast<std::size_t>(std::popcount(all));
    for (std::size_t at = 0; at < 8; ++at) std::memcpy(bytes + i + 8 * at, &bytes_of_bits[eights[at]], 8);
  }
  expand_until(size);
  return size - ones;
}

ArraySlice::ArraySlice(const std::string& column, const ArrowFormat& format, const ArrowArray& array,
                       std::int64_t offset, std::int64_t length)
    : column_(&column), format_(&format), array_(&array), offset_(offset), length_(length) {
  if (offset < 0 || length < 0 || offset > most_values || length > most_values - offset)
    refuse_malformed(column, "length");
  const std::int64_t buffers = least_buffers(format.layout);
  // More than the layout has are those of another one: the batch is not of the stream's schema.
  const bool has_others = buffers > 0 && array.n_buffers > buffers && format.layout != Layout::views;
  if (array.n_buffers < buffers || has_others || (buffers > 0 && array.buffers == nullptr))
    refuse_malformed(column, "buffers");
  if (buffers > 0) data_ = array.buffers[1];
  if (buffers > 0 && length > 0 && data_ == nullptr && format.width != 0) refuse_malformed(column, "buffers");
  if (buffers > 0 && length > 0 && data_ == nullptr && format.layout != Layout::fixed)
    refuse_malformed(column, "buffers");
}

std::vector<std::uint8_t> ArraySlice::presence() const {
  const auto size = static_cast<std::size_t>(length_);
  if (format_->layout == Layout::none) return std::vector<std::uint8_t>(size, 0);
  if (array_->null_count == 0 || array_->n_buffers == 0 || array_->buffers[0] == nullptr) return {};
  std::vector<std::uint8_t> present(size);
  const std::size_t missing = expand_bits(array_->buffers[0], offset_, size, present.data());
  if (missing == 0) present.clear();
  return present;
}

std::string_view ArraySlice::bytes(std::int64_t i) const {
  if (format_->layout == Layout::views) return viewed(i);
  if (format_->layout == Layout::fixed) {
    const auto width = static_cast<std::size_t>(format_->width);
    return {static_cast<const char*>(data_) + static_cast<std::size_t>(offset_ + i) * width, width};
  }
  const bool wide = format_->layout == Layout::offsets64;
  const std::int64_t begin = wide ? load<std::int64_t>(i) : load<std::int32_t>(i);
  const std::int64_t end = wide ? load<std::int64_t>(i + 1) : load<std::int32_t>(i + 1);
  if (begin < 0 || end < begin) refuse_malformed(*column_, "offsets");
  if (begin == end) return {};
  if (array_->buffers[2] == nullptr) refuse_malformed(*column_, "buffers");
  return {static_cast<const char*>(array_->buffers[2]) + begin, static_cast<std::size_t>(end - begin)};
}

std::string_view ArraySlice::viewed(std::int64_t i) const {
  const View view = load<View>(i);
  if (view.length < 0) refuse_malformed(*column_, "views");
  const auto length = static_cast<std::size_t>(view.length);
  if (view.length <= longest_inline) {
    const char* const begin = static_cast<const char*>(data_) + static_cast<std::size_t>(offset_ + i) * sizeof(View);
    return {begin + sizeof(std::int32_t), length};
  }
  // Presence, views, the buffers viewed, and their lengths.
  const std::int64_t viewed_buffers = array_->n_buffers - 3;
  if (view.buffer < 0 || view.buffer >= viewed_buffers || view.offset < 0) refuse_malformed(*column_, "views");
  std::int64_t size = 0;
  const void* const sizes = array_->buffers[array_->n_buffers - 1];
  if (sizes == nullptr) refuse_malformed(*column_, "buffers");
  std::memcpy(&size, static_cast<const char*>(sizes) + static_cast<std::size_t>(view.buffer) * sizeof size,
              sizeof size);
  if (std::int64_t{view.offset} + view.length > size) refuse_malformed(*column_, "views");
  const auto* const viewed_bytes = static_cast<const char*>(array_->buffers[2 + view.buffer]);
  if (viewed_bytes == nullptr) refuse_malformed(*column_, "buffers");
  return {viewed_bytes + view.offset, length};
}

}  // namespace hoctap::io
