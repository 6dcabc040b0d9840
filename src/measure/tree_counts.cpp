#include "hoctap/measure/tree_counts.hpp"

#include <algorithm>
#include <array>

#include "core/processors.hpp"
#include "core/result_column.hpp"
#include "core/sort_once.hpp"
#include "measure/widened.hpp"

namespace hoctap {
namespace {

constexpr std::array counted{Answer::passing, Answer::failing, Answer::unknown};

HOCTAP_FOR_EACH_PROCESSOR
void count_answers(const Answer* answers, std::size_t size, std::uint32_t* __restrict passing,
                   std::uint32_t* __restrict failing, std::uint32_t* __restrict unknown) {
  for (std::size_t i = 0; i < size; ++i) {
    passing[i] += answers[i] == Answer::passing ? 1U : 0U;
    failing[i] += answers[i] == Answer::failing ? 1U : 0U;
    unknown[i] += answers[i] == Answer::unknown ? 1U : 0U;
  }
}

// Adds each part, a run of so many counts, to the sum at its holder.
HOCTAP_FOR_EACH_PROCESSOR
void add_parts(const std::uint32_t* __restrict parts, const std::vector<std::uint32_t>& holders, std::size_t columns,
               std::uint32_t* __restrict sums) {
  for (std::size_t part = 0; part < holders.size(); ++part) {
    if (holders[part] == UnitTree::none) continue;
    const std::uint32_t* const from = parts + part * columns;
    std::uint32_t* const sum = sums + holders[part] * columns;
    for (std::size_t column = 0; column < columns; ++column) sum[column] += from[column];
  }
}

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
    AnswerCounts& counts = layers_.front().counts;
    count_answers(answers.data(), answers.size(), counts.of(Answer::passing) + first,
                  counts.of(Answer::failing) + first, counts.of(Answer::unknown) + first);
    return;
  }
  for (std::size_t i = 0; i < answers.size(); ++i)
    if (answers[i] != Answer::not_due) spread_.push_back({&placement, first_column + i, answers[i]});
}

void TreeCounts::sum_up() {
  const auto layers = tree_->layers();
  const AnswerCounts& finest = layers_.front().counts;
  for (std::size_t above = 1; above < layers.size(); ++above) {
    for (const Answer counts : counted)
      add_parts(finest.of(counts), layers[above].holders, columns_, layers_[above].counts.of(counts));
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
    sort_once(units);
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
