#include "hoctap/measure/tree_counts.hpp"

#include <algorithm>
#include <array>

#include "core/result_column.hpp"
#include "measure/widened.hpp"

namespace hoctap {
namespace {

constexpr std::array counted{Answer::passing, Answer::failing, Answer::unknown};

}  // namespace

AnswerCounts::AnswerCounts(std::size_t size) : size_(size) {
  const std::size_t bytes = counted.size() * size * sizeof(std::uint32_t);
  auto* const memory = static_cast<std::uint32_t*>(take_result_memory(bytes));
  counts_ = {memory, [bytes](std::uint32_t* given) { give_back_result_memory(given, bytes); }};
  std::fill_n(memory, counted.size() * size, 0U);
}

Cell cell_of(const AnswerCount& count) {
  return Cell::passing(count.passing) + Cell::failing(count.failing) + Cell::unknown(count.unknown);
}

TreeCounts::TreeCounts(std::shared_ptr<const UnitTree> tree, std::size_t columns)
    : tree_(std::move(tree)), columns_(columns), layers_(tree_->layers().size()) {
  const auto layers = tree_->layers();
  for (std::size_t i = 0; i < layers.size(); ++i) layers_[i].counts = AnswerCounts(layers[i].units.size() * columns_);
  position_of_.assign(tree_->view().gazetteer().versions().size(), UnitTree::none);
  const auto units = tree_->view().units();
  for (std::uint32_t i = 0; i < units.size(); ++i) position_of_[units[i]] = i;
}

void TreeCounts::add(VersionId place, std::size_t first_column, std::span<const Answer> answers) {
  if (place == no_version) return;
  const Placement& placement = tree_->view().place(place);
  if (placement.kind == PlacementKind::outside) return;
  if (placement.kind == PlacementKind::exact) {
    const std::size_t first = position_of_[placement.units.front()] * columns_ + first_column;
    for (const Answer counts : counted) {
      std::uint32_t* const count = layers_.front().counts.of(counts) + first;
      for (std::size_t i = 0; i < answers.size(); ++i) count[i] += answers[i] == counts ? 1U : 0U;
    }
    return;
  }
  for (std::size_t i = 0; i < answers.size(); ++i)
    if (answers[i] != Answer::not_due) spread_.push_back({&placement, first_column + i, answers[i]});
}

void TreeCounts::sum_up() {
  const auto layers = tree_->layers();
  const AnswerCounts& finest = layers_.front().counts;
  for (std::size_t above = 1; above < layers.size(); ++above) {
    for (const Answer counts : counted) {
      std::uint32_t* const sums = layers_[above].counts.of(counts);
      const std::uint32_t* const parts = finest.of(counts);
      for (std::size_t unit = 0; unit < layers.front().units.size(); ++unit) {
        const std::uint32_t holder = layers[above].holders[unit];
        if (holder == UnitTree::none) continue;
        std::uint32_t* const sum = sums + holder * columns_;
        const std::uint32_t* const part = parts + unit * columns_;
        for (std::size_t column = 0; column < columns_; ++column) sum[column] += part[column];
      }
    }
  }
  for (std::size_t layer = 0; layer < layers.size(); ++layer) spread_over(layer);
  spread_.clear();
}

void TreeCounts::spread_over(std::size_t layer) {
  const std::vector<std::uint32_t>& holders = tree_->layers()[layer].holders;
  AnswerCounts& counts = layers_[layer].counts;
  std::map<std::pair<std::uint32_t, std::size_t>, Cell> over;  // by unit and column
  std::vector<std::uint32_t> units;
  for (const Spread& one : spread_) {
    bool is_whole = one.placement->kind != PlacementKind::partly_outside;
    units.clear();
    for (const VersionId shown : one.placement->units) {
      units.push_back(holders[position_of_[shown]]);
      if (units.back() == UnitTree::none) is_whole = false;
    }
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
    if (is_whole && units.size() == 1) {
      ++counts.of(one.answer)[units.front() * columns_ + one.column];
      continue;
    }
    for (const std::uint32_t unit : units)
      if (unit != UnitTree::none) over[{unit, one.column}] += Cell::of(one.answer);
  }
  for (const auto& [where, count] : over) {
    measure::Widened cell(cell_of(counts[where.first * columns_ + where.second]));
    cell.spread(count);
    layers_[layer].widened.emplace(where, cell.cell());
  }
}

Cell TreeCounts::cell(std::size_t layer, std::uint32_t unit, std::size_t column) const {
  const auto found = layers_[layer].widened.find({unit, column});
  return found == layers_[layer].widened.end() ? cell_of(layers_[layer].counts[unit * columns_ + column])
                                               : found->second;
}

}  // namespace hoctap
