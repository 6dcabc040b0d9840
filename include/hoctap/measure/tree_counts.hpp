// Answers about things counted on every unit of a tree, many questions at once: a column each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/measure/cell.hpp"
#include "hoctap/measure/unit_tree.hpp"

namespace hoctap {

// How many things have each answer, in the order of Answer; things that are not due are not counted.
struct AnswerCount {
  std::uint32_t passing = 0;
  std::uint32_t failing = 0;
  std::uint32_t unknown = 0;
};

HOCTAP_EXPORT Cell cell_of(const AnswerCount& count);

// The same for many things apart, each count in a run of its own, so that runs are added and read in one go.
class HOCTAP_EXPORT AnswerCounts {
 public:
  AnswerCounts() = default;
  explicit AnswerCounts(std::size_t size);  // zeros
  AnswerCounts(AnswerCounts&&) noexcept = default;
  AnswerCounts& operator=(AnswerCounts&&) noexcept = default;

  std::size_t size() const { return size_; }
  // Of one answer; not of not_due.
  std::uint32_t* of(Answer answer) { return counts_.get() + static_cast<std::size_t>(answer) * size_; }
  const std::uint32_t* of(Answer answer) const { return counts_.get() + static_cast<std::size_t>(answer) * size_; }
  AnswerCount operator[](std::size_t i) const {
    return {of(Answer::passing)[i], of(Answer::failing)[i], of(Answer::unknown)[i]};
  }

 private:
  std::size_t size_ = 0;
  std::shared_ptr<std::uint32_t[]> counts_;  // nobody else's
};

// What lies in one unit of a layer is counted there; what lies somewhere in several is counted in none of them and
// widens the bounds of each from nothing to all. It is counted on the first layer that has a unit which holds it
// whole, and on all above.
class HOCTAP_EXPORT TreeCounts {
 public:
  TreeCounts(std::shared_ptr<const UnitTree> tree, std::size_t columns);

  // What is found of one thing at a place, in these columns. A thing without a place is counted nowhere.
  void add(VersionId place, std::size_t first_column, std::span<const Answer> answers);
  // Sums the units' counts up the tree; nothing can be added afterwards.
  void sum_up();

  const UnitTree& tree() const { return *tree_; }
  const std::shared_ptr<const UnitTree>& shared_tree() const { return tree_; }
  std::size_t columns() const { return columns_; }
  // Of a layer, unit by unit and in each column by column: what is placed in the unit.
  const AnswerCounts& counts(std::size_t layer) const { return layers_[layer].counts; }
  // Cells whose bounds others widen, by unit and column.
  const std::map<std::pair<std::uint32_t, std::size_t>, Cell>& widened(std::size_t layer) const {
    return layers_[layer].widened;
  }
  Cell cell(std::size_t layer, std::uint32_t unit, std::size_t column) const;

 private:
  struct Layer {
    AnswerCounts counts;
    std::map<std::pair<std::uint32_t, std::size_t>, Cell> widened;
  };
  struct Spread {
    const Placement* placement = nullptr;
    std::size_t column = 0;
    Answer answer = Answer::not_due;
  };
  void spread_over(std::size_t layer);

  std::shared_ptr<const UnitTree> tree_;
  std::size_t columns_;
  std::vector<std::uint32_t> position_of_;  // by version: among the units of the view
  std::vector<Layer> layers_;
  std::vector<Spread> spread_;
};

}  // namespace hoctap
