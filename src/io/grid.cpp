#include "hoctap/io/grid.hpp"

namespace hoctap {

std::span<const GridCell> Grid::row(std::size_t index) const {
  const std::size_t begin = index == 0 ? 0 : row_ends_[index - 1];
  return std::span<const GridCell>(cells_).subspan(begin, row_ends_[index] - begin);
}

}  // namespace hoctap
