// Values of a column, whole numbers or words, numbered in their order, and the numbers of a batch's rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "hoctap/io/arrow.hpp"

namespace hoctap::people {

class Labels {
 public:
  static constexpr std::uint32_t missing = 0xFFFFFFFFU;

  // Of all batches. Throws InvalidValue where a batch lacks the column, FormatError where it holds neither whole
  // numbers nor text.
  Labels(const std::vector<ArrowTable>& batches, const std::string& column);
  // Of these, sorted.
  Labels(std::string column, std::vector<std::int64_t> numbers);
  Labels(std::string column, std::vector<std::string> words);

  std::size_t size() const { return are_numbers_ ? numbers_.size() : words_.size(); }
  bool are_numbers() const { return are_numbers_; }
  std::int64_t number(std::size_t label) const { return numbers_[label]; }
  std::span<const std::int64_t> numbers() const { return numbers_; }
  std::span<const std::string> words() const { return words_; }
  std::string text(std::size_t label) const { return are_numbers_ ? std::to_string(numbers_[label]) : words_[label]; }

  // The labels of a batch's rows, `missing` where there is no value or one that is no label.
  std::vector<std::uint32_t> of(const ArrowTable& batch) const;
  const std::string& column() const { return column_; }

 private:
  template <class T>
  void label_bytes(const ArrowValues<T>& values, std::vector<std::uint32_t>& labels) const;

  std::string column_;
  bool are_numbers_ = true;
  std::vector<std::int64_t> numbers_;  // sorted
  std::vector<std::string> words_;     // sorted
};

// Throws InvalidValue where the batch lacks the column.
const ArrowColumn& column_of(const ArrowTable& batch, const std::string& name);

}  // namespace hoctap::people
