#include "hoctap/measure/tree_counts.hpp"

#include <algorithm>

#include "measure/widened.hpp"

namespace hoctap {
namespace {

std::size_t index_of(Answer answer) { return static_cast<std::size_t>(answer); }

}  // namespace

Cell cell_of(const AnswerCount& count) {
  Cell cell;
  for (const Answer answer : {Answer::passing, Answer::failing, Answer::unknown})
    cell += Cell::of(answer, count[index_of(answer)]);
  return cell;
}

TreeCounts::TreeCounts(std::shared_ptr<const UnitTree> tree, std::size_t columns)
    : tree_(std::move(tree)), columns_(columns), layers_(tree_->layers().size()) {
  const auto layers = tree_->layers();
  for (std::size_t i = 0; i < layers.size(); ++i) layers_[i].counts.resize(layers[i].units.size() * columns_);
  position_of_.assign(tree_->view().gazetteer().versions().size(), UnitTree::none);
  const auto units = tree_->view().units();
  for (std::uint32_t i = 0; i < units.size(); ++i) position_of_[units[i]] = i;
}

void TreeCounts::add(VersionId place, std::size_t first_column, std::span<const Answer> answers) {
  if (place == no_version) return;
  const Placement& placement = tree_->view().place(place);
  if (placement.kind == PlacementKind::outside) return;
  if (placement.kind == PlacementKind::exact) {
    AnswerCount* const counts =
        layers_.front().counts.data() + position_of_[placement.units.front()] * columns_ + first_column;
    for (std::size_t i = 0; i < answers.size(); ++i) ++counts[i][index_of(answers[i])];
    return;
  }
  for (std::size_t i = 0; i < answers.size(); ++i)
    if (answers[i] != Answer::not_due) spread_.push_back({&placement, first_column + i, answers[i]});
}

void TreeCounts::sum_up() {
  const auto layers = tree_->layers();
  const std::vector<AnswerCount>& finest = layers_.front().counts;
  for (std::size_t above = 1; above < layers.size(); ++above) {
    for (std::size_t unit = 0; unit < layers.front().units.size(); ++unit) {
      const std::uint32_t holder = layers[above].holders[unit];
      if (holder == UnitTree::none) continue;
      AnswerCount* const sums = layers_[above].counts.data() + holder * columns_;
      const AnswerCount* const parts = finest.data() + unit * columns_;
      for (std::size_t column = 0; column < columns_; ++column)
        for (std::size_t answer = 0; answer < sums[column].size(); ++answer)
          sums[column][answer] += parts[column][answer];
    }
  }
  for (std::size_t layer = 0; layer < layers.size(); ++layer) spread_over(layer);
  spread_.clear();
}

void TreeCounts::spread_over(std::size_t layer) {
  const std::vector<std::uint32_t>& holders = tree_->layers()[layer].holders;
  std::vector<AnswerCount>& counts = layers_[layer].counts;
  std::map<std::pair<std::uint32_t, std::size_t>, AnswerCount> over;  // by unit and column
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
      ++counts[units.front() * columns_ + one.column][index_of(one.answer)];
      continue;
    }
    for (const std::uint32_t unit : units)
      if (unit != UnitTree::none) ++over[{unit, one.column}][index_of(one.answer)];
  }
  for (const auto& [where, count] : over) {
    measure::Widened cell(cell_of(counts[where.first * columns_ + where.second]));
    cell.spread(cell_of(count));
    layers_[layer].widened.emplace(where, cell.cell());
  }
}

Cell TreeCounts::cell(std::size_t layer, std::uint32_t unit, std::size_t column) const {
  const auto found = layers_[layer].widened.find({unit, column});
  return found == layers_[layer].widened.end() ? cell_of(layers_[layer].counts[unit * columns_ + column])
                                               : found->second;
}

}  // namespace hoctap
