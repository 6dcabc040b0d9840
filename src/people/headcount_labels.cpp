#include "people/headcount_labels.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <utility>

#include "core/sort_once.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap::people {
namespace {

// Numbers in a range no wider than this are looked up by number.
constexpr std::uint64_t widest_table = std::uint64_t{1} << 22U;

template <class Values, class Visit>
void visit_present(const Values& values, Visit visit) {
  for (std::size_t row = 0; row < values.values.size(); ++row)
    if (values.has(row)) visit(row, +values.values[row]);
}

// All different values, sorted, without sorting all rows where they are few or near each other.
std::vector<std::int64_t> distinct(const std::vector<ArrowTable>& batches, const std::string& name) {
  std::vector<ArrowWholeNumbers> columns;
  std::int64_t lowest = std::numeric_limits<std::int64_t>::max();
  std::int64_t highest = std::numeric_limits<std::int64_t>::min();
  for (const ArrowTable& batch : batches) {
    columns.push_back(column_of(batch, name).whole_numbers());
    std::visit(
        [&]<class T>(const ArrowValues<T>& values) {
          // Bytes are few, whatever they are.
          if constexpr (sizeof(T) == 1) {
            lowest = std::min<std::int64_t>(lowest, std::numeric_limits<T>::min());
            highest = std::max<std::int64_t>(highest, std::numeric_limits<T>::max());
            return;
          }
          visit_present(values, [&](std::size_t, std::int64_t value) {
            lowest = std::min(lowest, value);
            highest = std::max(highest, value);
          });
        },
        columns.back());
  }
  if (lowest > highest) return {};
  const std::uint64_t range = static_cast<std::uint64_t>(highest) - static_cast<std::uint64_t>(lowest);
  std::vector<std::int64_t> found;
  if (range < widest_table) {
    std::vector<std::uint8_t> is_there(range + 1, 0);
    for (const ArrowWholeNumbers& column : columns)
      std::visit(
          [&](const auto& values) {
            visit_present(values, [&](std::size_t, std::int64_t value) {
              is_there[static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(lowest)] = 1;
            });
          },
          column);
    for (std::uint64_t i = 0; i <= range; ++i)
      if (is_there[i] != 0) found.push_back(lowest + static_cast<std::int64_t>(i));
    return found;
  }
  for (const ArrowWholeNumbers& column : columns)
    std::visit(
        [&](const auto& values) {
          visit_present(values, [&](std::size_t, std::int64_t value) {
            if (found.empty() || found.back() != value) found.push_back(value);
          });
        },
        column);
  sort_once(found);
  return found;
}

}  // namespace

const ArrowColumn& column_of(const ArrowTable& batch, const std::string& name) {
  if (const ArrowColumn* column = batch.find(name)) return *column;
  std::string known;
  for (const ArrowColumn& column : batch.columns()) known += (known.empty() ? "" : ", ") + column.name();
  throw InvalidValue({MessageCode::headcount_column_missing, {name, known}});
}

Labels::Labels(const std::vector<ArrowTable>& batches, const std::string& column) : column_(column) {
  for (const ArrowTable& batch : batches)
    are_numbers_ = are_numbers_ && column_of(batch, column).kind() != ArrowKind::text;
  if (are_numbers_) {
    numbers_ = distinct(batches, column);
    return;
  }
  std::set<std::string_view> words;
  for (const ArrowTable& batch : batches)
    for (const std::string_view word : column_of(batch, column).words().words) words.insert(word);
  words_.assign(words.begin(), words.end());
}

Labels::Labels(std::string column, std::vector<std::int64_t> numbers)
    : column_(std::move(column)), numbers_(std::move(numbers)) {
  sort_once(numbers_);
}
Labels::Labels(std::string column, std::vector<std::string> words)
    : column_(std::move(column)), are_numbers_(false), words_(std::move(words)) {
  sort_once(words_);
}

// Of numbers that are so few that each is looked up.
template <class T>
void Labels::label_bytes(const ArrowValues<T>& values, std::vector<std::uint32_t>& labels) const {
  std::array<std::uint32_t, 256> label_of;
  label_of.fill(missing);
  for (std::size_t label = 0; label < numbers_.size(); ++label)
    if (std::in_range<T>(numbers_[label]))
      label_of[static_cast<std::uint8_t>(numbers_[label])] = static_cast<std::uint32_t>(label);
  const T* const numbers = values.values.data();
  for (std::size_t row = 0; row < labels.size(); ++row) labels[row] = label_of[static_cast<std::uint8_t>(numbers[row])];
  for (std::size_t row = 0; row < values.present.size(); ++row)
    if (values.present[row] == 0) labels[row] = missing;
}

std::vector<std::uint32_t> Labels::of(const ArrowTable& batch) const {
  std::vector<std::uint32_t> labels(batch.row_count(), missing);
  if (are_numbers_) {
    if (numbers_.empty()) return labels;
    const auto first = static_cast<std::uint64_t>(numbers_.front());
    const bool is_dense = static_cast<std::uint64_t>(numbers_.back()) - first == numbers_.size() - 1;
    std::visit(
        [&]<class T>(const ArrowValues<T>& values) {
          if constexpr (sizeof(T) == 1) {
            label_bytes(values, labels);
            return;
          }
          visit_present(values, [&](std::size_t row, std::int64_t value) {
            if (is_dense) {
              const std::uint64_t offset = static_cast<std::uint64_t>(value) - first;
              if (offset < numbers_.size()) labels[row] = static_cast<std::uint32_t>(offset);
              return;
            }
            const auto at = std::lower_bound(numbers_.begin(), numbers_.end(), value);
            if (at != numbers_.end() && *at == value) labels[row] = static_cast<std::uint32_t>(at - numbers_.begin());
          });
        },
        column_of(batch, column_).whole_numbers());
    return labels;
  }
  const ArrowWords words = column_of(batch, column_).words();
  std::vector<std::uint32_t> label_of_word;
  for (const std::string_view word : words.words) {
    const auto at = std::lower_bound(words_.begin(), words_.end(), word);
    label_of_word.push_back(at != words_.end() && *at == word ? static_cast<std::uint32_t>(at - words_.begin())
                                                              : missing);
  }
  std::visit(
      [&](const auto& codes) {
        visit_present(codes,
                      [&](std::size_t row, auto code) { labels[row] = label_of_word[static_cast<std::size_t>(code)]; });
      },
      words.codes);
  return labels;
}

}  // namespace hoctap::people
