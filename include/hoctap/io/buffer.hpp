// A run of values: owned, or lent by somebody who keeps them alive as long as the buffer does (an Arrow array, a
// caller's vector).
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace hoctap {

template <class T>
class Buffer {
 public:
  Buffer() = default;
  Buffer(std::vector<T> values) : owned_(std::move(values)) {}
  Buffer(std::span<const T> values) : owned_(values.begin(), values.end()) {}  // copies
  static Buffer lent(std::span<const T> values, std::shared_ptr<const void> lender) {
    Buffer buffer;
    buffer.lent_ = values;
    buffer.lender_ = std::move(lender);
    return buffer;
  }

  std::size_t size() const { return lender_ ? lent_.size() : owned_.size(); }
  const T* data() const { return lender_ ? lent_.data() : owned_.data(); }
  const T& operator[](std::size_t i) const { return data()[i]; }
  std::span<const T> span() const { return {data(), size()}; }
  bool is_lent() const { return lender_ != nullptr; }

  void push_back(const T& value) { own().push_back(value); }
  void reserve(std::size_t count) { own().reserve(count); }
  // The values as a vector of one's own, copied from the lender if need be.
  std::vector<T>& own() {
    if (lender_) {
      owned_.assign(lent_.begin(), lent_.end());
      lent_ = {};
      lender_.reset();
    }
    return owned_;
  }

 private:
  std::vector<T> owned_;
  std::span<const T> lent_;
  std::shared_ptr<const void> lender_;
};

}  // namespace hoctap
