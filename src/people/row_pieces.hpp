// Batches of rows, and rows cut into pieces of about one size, whatever the batches' sizes: what threads take one after
// another.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "hoctap/core/error.hpp"
#include "hoctap/people/headcount.hpp"

namespace hoctap::people {

// What persons showed by attending, a row a person and file, as words of WindowSheet::evidence_of.
struct EvidenceColumns {
  PersonKeys keys;
  std::span<const std::uint64_t> words;        // one a sheet, those of a row together
  std::span<const std::uint32_t> attendances;  // that made a row

  std::size_t row_count() const { return attendances.size(); }
};

inline std::size_t row_count(const SpellColumns& batch) { return batch.row_count; }
inline std::size_t row_count(const ParticipationColumns& batch) { return batch.row_count; }
inline std::size_t row_count(const EvidenceColumns& batch) { return batch.row_count(); }

template <class Batch>
std::size_t row_count_of(std::span<const Batch> batches) {
  std::size_t rows = 0;
  for (const Batch& batch : batches) rows += row_count(batch);
  return rows;
}

// Rows [first, last) of a batch; `number` is that of the first one, counted through all batches.
template <class Batch>
struct RowStretch {
  const Batch* batch = nullptr;
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t number = 0;
};

template <class Batch>
class RowPieces {
 public:
  RowPieces(std::span<const Batch> batches, std::size_t rows_of_piece) {
    std::size_t left = 0;  // rows that the last piece still takes
    for (const Batch& batch : batches) {
      const std::size_t rows = row_count(batch);
      for (std::size_t first = 0; first < rows;) {
        if (left == 0) {
          ends_.push_back(stretches_.size());
          left = rows_of_piece;
        }
        const std::size_t last = std::min(rows, first + left);
        stretches_.push_back({&batch, first, last, rows_});
        ends_.back() = stretches_.size();
        rows_ += last - first;
        left -= last - first;
        first = last;
      }
    }
    rows_of_piece_ = rows_of_piece;
  }

  std::size_t size() const { return ends_.size(); }
  std::span<const RowStretch<Batch>> operator[](std::size_t piece) const {
    const std::size_t begin = piece == 0 ? 0 : ends_[piece - 1];
    return std::span(stretches_).subspan(begin, ends_[piece] - begin);
  }
  // Of any so many pieces; all but the last have the same number.
  std::size_t rows_of(std::size_t pieces) const { return std::min(rows_, pieces * rows_of_piece_); }

 private:
  std::vector<RowStretch<Batch>> stretches_;
  std::vector<std::size_t> ends_;  // by piece
  std::size_t rows_ = 0;
  std::size_t rows_of_piece_ = 0;
};

// Rows of evidence by numbers of 32 bits, from which batch and row are found again.
class EvidencePages {
 public:
  EvidencePages() = default;
  // Throws InvalidValue for more rows than can be numbered.
  explicit EvidencePages(std::span<const EvidenceColumns> batches) : batches_(batches) {
    for (const EvidenceColumns& batch : batches) {
      first_page_.push_back(batch_of_page_.size());
      const std::size_t pages = (batch.row_count() + rows_of_page - 1) / rows_of_page;
      batch_of_page_.insert(batch_of_page_.end(), pages, static_cast<std::uint32_t>(&batch - batches.data()));
    }
    if (batch_of_page_.size() > (std::size_t{1} << 32U) / rows_of_page)
      throw InvalidValue({MessageCode::headcount_too_many_rows, {std::to_string(row_count_of(batches))}});
  }

  std::uint32_t number(const EvidenceColumns& batch, std::size_t row) const {
    return static_cast<std::uint32_t>(first_page_[static_cast<std::size_t>(&batch - batches_.data())] * rows_of_page +
                                      row);
  }
  std::pair<const EvidenceColumns*, std::size_t> row(std::uint32_t number) const {
    const std::size_t batch = batch_of_page_[number / rows_of_page];
    return {&batches_[batch], number - first_page_[batch] * rows_of_page};
  }

 private:
  static constexpr std::size_t rows_of_page = 256;
  std::span<const EvidenceColumns> batches_;
  std::vector<std::size_t> first_page_;       // by batch
  std::vector<std::uint32_t> batch_of_page_;  // pages hold rows of one batch
};

}  // namespace hoctap::people
