// Every level of every tree that is asked for: centres are judged once and counted there; what other things give as
// cells is rolled up.
#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "core/processors.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/measure/tree_counts.hpp"
#include "indicator/evaluation.hpp"
#include "indicator/level_table.hpp"
#include "indicator/status_of_counts.hpp"
#include "indicator/tree_cells.hpp"
#include "records/arranged.hpp"

namespace hoctap::indicator {
namespace {

// The place of a word in a list that grows.
template <class Number = std::int16_t, class Word>
Number number_in(std::vector<Word>& words, const Word& word) {
  const auto known = std::find(words.begin(), words.end(), word);
  const auto number = static_cast<Number>(known - words.begin());
  if (known == words.end()) words.push_back(word);
  return number;
}

// Whether any place of the records, or what became of one, is but inferred: kept with them.
struct InferredPlaces {
  bool has_any = false;
};

bool knows_inferred(const Dataset& dataset) {
  return records::arranged_of(dataset)
      .of<InferredPlaces>([&] {
        const auto is_inferred = [](const auto& one) { return !is_established(one.mark); };
        const auto versions = dataset.gazetteer().versions();
        const auto events = dataset.gazetteer().events();
        return InferredPlaces{std::any_of(versions.begin(), versions.end(), is_inferred) ||
                              std::any_of(events.begin(), events.end(), is_inferred)};
      })
      .has_any;
}

struct CountsOfRun {
  const std::uint32_t* passing;
  const std::uint32_t* failing;
  const std::uint32_t* unknown;
  std::size_t size;
};

HOCTAP_FOR_EACH_PROCESSOR
void write_sums(const CountsOfRun& counts, std::int64_t* __restrict numerator, std::int64_t* __restrict denominator,
                std::int64_t* __restrict unreported, std::int64_t* __restrict due, std::int64_t* __restrict possible) {
  const std::uint32_t* __restrict const passing = counts.passing;
  const std::uint32_t* __restrict const failing = counts.failing;
  const std::uint32_t* __restrict const unknown = counts.unknown;
  const std::size_t size = counts.size;
  for (std::size_t i = 0; i < size; ++i) {
    const std::int64_t passes = passing[i];
    const std::int64_t open = unknown[i];
    const std::int64_t known = passes + failing[i];
    numerator[i] = passes;
    denominator[i] = known;
    unreported[i] = open;
    due[i] = known + open;
    possible[i] = passes + open;
  }
}

}  // namespace

class Evaluation::Levels {
 public:
  Levels(Evaluation& evaluation, const std::vector<ViewChoice>& views, const std::vector<Level>& levels)
      : evaluation_(evaluation),
        figures_(evaluation.figures_),
        content_(std::make_shared<LevelTable::Content>()),
        knows_inferred_(knows_inferred(evaluation.reading_.dataset)) {
    content_->gazetteer = evaluation.gazetteer_;
    content_->views = views;
    content_->is_simulated = evaluation.reading_.dataset.is_simulated();
    for (const Figure& figure : figures_)
      content_->figures.push_back({std::string(figure.indicator->id), std::string(figure.variant->id), figure.period});
    find_parts(levels);
  }

  LevelTable table() {
    std::size_t rows = 0;
    bool is_widened = false;
    for (Part& part : parts_) {
      count(part);
      for (const std::size_t layer : part.layers) {
        rows += units(part, layer).size() * part.figures.size();
        is_widened = is_widened || !part.counts.widened(layer).empty() || part.has_others;
      }
    }
    make_columns(rows, is_widened);
    number_units();
    std::size_t row = 0;
    for (Part& part : parts_) {
      prepare_rows(part);
      for (const std::size_t layer : part.layers) {
        part.first_rows.push_back(row);
        row = write(part, layer, row);
      }
    }
    write_others();
    content_->findings = evaluation_.findings_;
    return LevelTable(content_);
  }

 private:
  // Figures that are shown on the same units.
  struct Part {
    std::size_t view = 0;
    TreeCounts counts;
    std::vector<std::uint32_t> figures;
    std::vector<std::size_t> columns;  // per figure: that of its counts; no_column: of other things than centres
    std::vector<std::size_t> starts;  // per figure: the column of its counts at the plan's start; no_column: needs none
    bool has_others = false;          // figures of other things, whose counts are cells and not answers
    std::vector<std::size_t> layers;  // that are asked for
    std::vector<std::size_t> first_rows;                                     // of these layers
    std::set<std::tuple<std::size_t, std::uint32_t, std::size_t>> inferred;  // layer, unit, column
    // The same for every unit, per figure.
    std::vector<std::int16_t> indicators;
    std::vector<std::int16_t> variants;
    std::vector<std::int16_t> periods;
    std::vector<std::int16_t> flags;
    std::vector<StatusOfCounts> status;
  };
  static constexpr std::size_t no_column = static_cast<std::size_t>(-1);

  static const std::vector<VersionId>& units(const Part& part, std::size_t layer) {
    return part.counts.tree().layers()[layer].units;
  }

  void find_parts(const std::vector<Level>& levels) {
    std::map<Date, std::shared_ptr<const UnitTree>> trees;
    for (std::size_t view = 0; view < content_->views.size(); ++view) {
      std::map<Date, std::vector<std::uint32_t>> by_date;
      for (std::uint32_t i = 0; i < figures_.size(); ++i)
        by_date[evaluation_.date_of(content_->views[view], figures_[i])].push_back(i);
      for (auto& [date, figures] : by_date) {
        auto& tree = trees[date];
        if (!tree) tree = std::make_shared<const UnitTree>(evaluation_.view_on(date));
        std::size_t count = 0;
        std::vector<std::size_t> columns;
        std::vector<std::size_t> starts;
        for (const std::uint32_t i : figures) columns.push_back(figures_[i].counts_centres() ? count++ : no_column);
        const bool has_others = count < figures.size();
        for (const std::uint32_t i : figures)
          starts.push_back(figures_[i].counts_centres() && evaluation_.needs_start(figures_[i]) ? count++ : no_column);
        Part part{view,
                  TreeCounts(tree, count),
                  std::move(figures),
                  std::move(columns),
                  std::move(starts),
                  has_others,
                  {},
                  {},
                  {},
                  {},
                  {},
                  {},
                  {},
                  {}};
        for (std::size_t layer = 0; layer < tree->layers().size(); ++layer) {
          const Level level = tree->layers()[layer].level;
          if (levels.empty() || std::find(levels.begin(), levels.end(), level) != levels.end())
            part.layers.push_back(layer);
        }
        parts_.push_back(std::move(part));
      }
    }
    for (const auto& [date, tree] : trees) content_->trees.push_back(tree);
  }

  void count(Part& part) {
    struct Column {
      const Answers* answers = nullptr;
      std::size_t column = 0;
      Date day;
    };
    std::vector<Column> columns(part.counts.columns());
    if (columns.empty()) return;
    const CentreRegister& register_of = evaluation_.centres_;
    for (std::size_t i = 0; i < part.figures.size(); ++i) {
      const Figure& figure = figures_[part.figures[i]];
      if (part.columns[i] == no_column) continue;
      CentreAnswers& centres = *evaluation_.centre_answers_;
      const Answers& answers = centres.of(evaluation_.question(figure));
      columns[part.columns[i]] = {&answers, centres.column(figure.day), figure.day};
      const Date start = evaluation_.reading_.programme.first - 1;
      if (part.starts[i] != no_column) columns[part.starts[i]] = {&answers, centres.column(start), start};
    }
    // Days that stand together in what was answered do so in the columns, and are taken together.
    struct Run {
      const Answers* answers;
      std::size_t first_day;
      std::size_t first_column;
      std::size_t size;
    };
    std::vector<Run> runs;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const bool goes_on = !runs.empty() && runs.back().answers == columns[i].answers &&
                           runs.back().first_day + runs.back().size == columns[i].column &&
                           runs.back().first_column + runs.back().size == i;
      if (!goes_on) runs.push_back({columns[i].answers, columns[i].column, i, 0});
      ++runs.back().size;
    }
    std::vector<Answer> all(columns.size(), Answer::not_due);
    for (std::uint32_t centre = 0; centre < register_of.size(); ++centre) {
      for (const Run& run : runs)
        std::copy_n(run.answers->of(centre).data() + run.first_day, run.size, all.data() + run.first_column);
      const std::span<const Answer> answers(all);
      if (!register_of.moves(centre)) {
        add(part, register_of.place(centre, evaluation_.reading_.programme.first), 0, answers);
        continue;
      }
      for (std::size_t i = 0; i < columns.size(); ++i)
        add(part, register_of.place(centre, columns[i].day), i, answers.subspan(i, 1));
    }
    part.counts.sum_up();
  }

  void add(Part& part, VersionId place, std::size_t first_column, std::span<const Answer> answers) {
    part.counts.add(place, first_column, answers);
    if (!knows_inferred_ || place == no_version) return;
    const View& view = part.counts.tree().view();
    if (!evaluation_.is_inferred(view, place)) return;
    for (const VersionId unit : view.place(place).units) {
      const auto shown = view.units();
      const auto position = std::lower_bound(shown.begin(), shown.end(), unit) - shown.begin();
      for (std::size_t layer = 0; layer < part.counts.tree().layers().size(); ++layer) {
        const std::uint32_t holder = part.counts.tree().layers()[layer].holders[static_cast<std::size_t>(position)];
        if (holder == UnitTree::none) continue;
        for (std::size_t i = 0; i < answers.size(); ++i)
          if (answers[i] != Answer::not_due) part.inferred.emplace(layer, holder, first_column + i);
      }
    }
  }

  void make_columns(std::size_t rows, bool is_widened) {
    LevelTable::Content& to = *content_;
    to.view = ResultColumn<std::int8_t>(rows);
    to.level = ResultColumn<std::int8_t>(rows);
    to.unit = ResultColumn<std::int32_t>(rows);
    for (auto* column : {&to.indicator, &to.variant, &to.period, &to.flags}) *column = ResultColumn<std::int16_t>(rows);
    to.status = ResultColumn<Status>(rows);
    for (auto* column : {&to.numerator, &to.denominator, &to.unreported, &to.lower_den, &to.upper_num})
      *column = ResultColumn<std::int64_t>(rows);
    if (!is_widened) return;
    for (auto* column : {&to.lower_num, &to.upper_den}) *column = ResultColumn<std::int64_t>(rows);
  }

  void number_units() {
    const Gazetteer& gazetteer = evaluation_.gazetteer_;
    const std::size_t versions = gazetteer.versions().size();
    std::vector<std::uint8_t> is_shown(versions, 0);
    for (const Part& part : parts_)
      for (const std::size_t layer : part.layers)
        for (const VersionId unit : units(part, layer)) is_shown[unit] = 1;
    code_number_.assign(versions, 0);
    std::vector<std::string>& codes = content_->unit_codes;
    for (VersionId id = 0; id < versions; ++id) {  // in order of code
      if (is_shown[id] == 0) continue;
      const std::string& code = gazetteer.version(id).code;
      if (codes.empty() || codes.back() != code) codes.push_back(code);
      code_number_[id] = static_cast<std::int32_t>(codes.size() - 1);
    }
  }

  // Of the code by which a unit is shown; the plan's frozen territory has one of its own.
  std::int32_t number_of(const Part& part, std::size_t layer, VersionId unit) {
    const View& view = part.counts.tree().view();
    const bool is_frozen = layer + 1 == part.counts.tree().layers().size() && !view.territory_is_alive();
    return is_frozen ? number_in<std::int32_t>(content_->unit_codes, evaluation_.territory_code(view))
                     : code_number_[unit];
  }

  void prepare_rows(Part& part) {
    for (std::size_t i = 0; i < part.figures.size(); ++i) {
      const Figure& figure = figures_[part.figures[i]];
      part.indicators.push_back(number_in(content_->indicators, std::string(figure.indicator->id)));
      part.variants.push_back(number_in(content_->variants, std::string(figure.variant->id)));
      part.periods.push_back(number_in(content_->periods, figure.period));
      part.flags.push_back(number_in(content_->flag_sets, evaluation_.flags_everywhere(figure)));
      const bool is_same_everywhere = part.starts[i] == no_column;
      part.status.emplace_back(evaluation_.is_due(figure),
                               is_same_everywhere ? evaluation_.yardstick(figure, nullptr) : std::nullopt);
    }
  }

  // Returns the row after the last.
  std::size_t write(Part& part, std::size_t layer, std::size_t first_row) {
    LevelTable::Content& to = *content_;
    const auto& shown = units(part, layer);
    const std::size_t figures = part.figures.size();
    const std::size_t rows = shown.size() * figures;
    const Level level = part.counts.tree().layers()[layer].level;
    content_->figure_lists.push_back(std::make_unique<const std::vector<std::uint32_t>>(part.figures));
    content_->blocks.push_back({part.view, level, shown, *content_->figure_lists.back(), first_row});
    std::fill_n(to.view.data() + first_row, rows, static_cast<std::int8_t>(part.view));
    std::fill_n(to.level.data() + first_row, rows, static_cast<std::int8_t>(level));
    repeat(part.indicators, to.indicator.data() + first_row, rows);
    repeat(part.variants, to.variant.data() + first_row, rows);
    repeat(part.periods, to.period.data() + first_row, rows);
    repeat(part.flags, to.flags.data() + first_row, rows);
    for (std::size_t unit = 0; unit < shown.size(); ++unit) {
      const std::size_t row = first_row + unit * figures;
      std::fill_n(to.unit.data() + row, figures, number_of(part, layer, shown[unit]));
    }
    write_counts(part, layer, first_row);
    const auto figure_of = figures_of_columns(part);
    write_widened(part, figure_of, layer, first_row);
    for (const auto& [at, unit, column] : part.inferred)
      if (at == layer && column < figure_of.size())
        add_flag(first_row + unit * figures + figure_of[column], ResultFlag::inferred_place);
    return first_row + rows;
  }

  // What is the same for every unit, unit after unit: each time as much again as is already there.
  static void repeat(const std::vector<std::int16_t>& of_unit, std::int16_t* to, std::size_t rows) {
    if (rows == 0) return;
    std::copy(of_unit.begin(), of_unit.end(), to);
    for (std::size_t done = of_unit.size(); done < rows; done += std::min(done, rows - done))
      std::copy_n(to, std::min(done, rows - done), to + done);
  }

  // By column of counts: the position of the figure that shows it. Those at the plan's start stand behind them.
  static std::vector<std::size_t> figures_of_columns(const Part& part) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < part.columns.size(); ++i)
      if (part.columns[i] != no_column) found.push_back(i);
    return found;
  }

  // Figures that stand together and whose counts do. Where these are all there is, a layer is one run.
  void write_counts(Part& part, std::size_t layer, std::size_t first_row) {
    const std::size_t figures = part.figures.size();
    const std::size_t all = units(part, layer).size();
    if (!part.has_others && part.counts.columns() == figures) {
      write_run(part, layer, {0, all}, {0, figures}, first_row);
      return;
    }
    std::vector<std::pair<std::size_t, std::size_t>> runs;
    for (std::size_t i = 0; i < figures; ++i) {
      if (part.columns[i] == no_column) continue;
      if (runs.empty() || runs.back().second != i) runs.emplace_back(i, i);
      runs.back().second = i + 1;
    }
    for (std::size_t unit = 0; unit < all; ++unit)
      for (const auto& run : runs) write_run(part, layer, {unit, unit + 1}, run, first_row);
  }

  using Range = std::pair<std::size_t, std::size_t>;  // from, to

  // Of several units only where all figures are written.
  void write_run(Part& part, std::size_t layer, const Range& of_units, const Range& of_figures, std::size_t first_row) {
    LevelTable::Content& to = *content_;
    const AnswerCounts& counts = part.counts.counts(layer);
    const std::size_t size = (of_units.second - of_units.first) * (of_figures.second - of_figures.first);
    const std::size_t first = of_units.first * part.counts.columns() + part.columns[of_figures.first];
    const std::size_t row = first_row + of_units.first * part.figures.size() + of_figures.first;
    const CountsOfRun run{counts.of(Answer::passing) + first, counts.of(Answer::failing) + first,
                          counts.of(Answer::unknown) + first, size};
    write_sums(run, to.numerator.data() + row, to.denominator.data() + row, to.unreported.data() + row,
               to.lower_den.data() + row, to.upper_num.data() + row);
    if (!to.lower_num.empty()) {
      std::copy_n(to.numerator.data() + row, size, to.lower_num.data() + row);
      std::copy_n(to.lower_den.data() + row, size, to.upper_den.data() + row);
    }
    write_status(part, layer, static_cast<std::uint32_t>(of_units.first), of_figures, run, to.status.data() + row);
  }

  // Of these figures on the units of a run, from the first on.
  void write_status(Part& part, std::size_t layer, std::uint32_t first_unit, const Range& of_figures,
                    const CountsOfRun& run, Status* status) const {
    const std::size_t figures = of_figures.second - of_figures.first;
    const std::size_t* const starts = part.starts.data() + of_figures.first;
    StatusOfCounts* const of_figure = part.status.data() + of_figures.first;
    std::uint32_t unit = first_unit;
    for (std::size_t first = 0; first < run.size; first += figures, ++unit) {
      for (std::size_t i = 0; i < figures; ++i) {
        const AnswerCount count{run.passing[first + i], run.failing[first + i], run.unknown[first + i]};
        status[first + i] = starts[i] == no_column
                                ? of_figure[i].of(count)
                                : status_with_start(part, layer, unit, of_figures.first + i, cell_of(count), false);
      }
    }
  }

  Status status_with_start(const Part& part, std::size_t layer, std::uint32_t unit, std::size_t position,
                           const Cell& cell, bool has_spread) const {
    const Figure& figure = figures_[part.figures[position]];
    const std::size_t at = part.starts[position];
    const Cell start = at == no_column ? Cell{} : part.counts.cell(layer, unit, at);
    return status_of(cell, {true, has_spread, evaluation_.is_due(figure)},
                     evaluation_.yardstick(figure, at == no_column ? nullptr : &start));
  }

  void write_widened(const Part& part, const std::vector<std::size_t>& figure_of, std::size_t layer,
                     std::size_t first_row) {
    LevelTable::Content& to = *content_;
    for (const auto& [where, cell] : part.counts.widened(layer)) {
      const auto [unit, column] = where;
      if (column >= figure_of.size()) continue;
      const std::size_t row = first_row + unit * part.figures.size() + figure_of[column];
      to.lower_num.data()[row] = cell.lower_num;
      to.lower_den.data()[row] = cell.lower_den;
      to.upper_num.data()[row] = cell.upper_num;
      to.upper_den.data()[row] = cell.upper_den;
      to.status.data()[row] = status_with_start(part, layer, unit, figure_of[column], cell, true);
      add_flag(row, ResultFlag::spread);
    }
  }

  // What other things give is found once for all views, and written period by period beside one another.
  void write_others() {
    struct OfPart {
      std::size_t part = 0;
      TreeCells cells;
      std::vector<TreeCells::Layers> counted;  // of figures that stand together
      std::vector<TreeCells::Layers> starts;
    };
    std::vector<OfPart> parts;
    for (std::size_t i = 0; i < parts_.size(); ++i)
      if (parts_[i].has_others) parts.push_back({i, TreeCells(parts_[i].counts.shared_tree()), {}, {}});
    for (std::uint32_t first = 0, end = 0; first < figures_.size(); first = end) {
      const auto is_next = [&](const Figure& one) { return one.variant == figures_[first].variant; };
      for (end = first; end < figures_.size() && is_next(figures_[end]); ++end) {
      }
      if (figures_[first].counts_centres()) continue;
      const std::size_t size = end - first;
      for (OfPart& one : parts) {
        one.counted.resize(std::max(one.counted.size(), size));
        one.starts.resize(std::max(one.starts.size(), size));
      }
      for (std::uint32_t i = first; i < end; ++i) {
        const Figure& figure = figures_[i];
        CountedOnce once;
        for (OfPart& one : parts) {
          const Part& part = parts_[one.part];
          if (!std::binary_search(part.figures.begin(), part.figures.end(), i)) continue;
          const View& view = part.counts.tree().view();
          const std::function<bool(VersionId)> is_inferred = [&](VersionId place) {
            return evaluation_.is_inferred(view, place);
          };
          const auto* const inferred = knows_inferred_ ? &is_inferred : nullptr;
          const Counted& counted = evaluation_.count_once(figure, view, once);
          one.cells.sum(counted, evaluation_.flags_everywhere(figure), inferred, one.counted[i - first]);
          if (evaluation_.needs_start(figure))
            one.cells.sum(evaluation_.count_baseline(figure, view), 0, nullptr, one.starts[i - first]);
        }
      }
      for (const OfPart& one : parts) write_cells(parts_[one.part], {first, end}, one.counted, one.starts);
    }
  }

  // Of figures that stand together on all layers of a part.
  void write_cells(const Part& part, const Range& of_figures, const std::vector<TreeCells::Layers>& counted,
                   const std::vector<TreeCells::Layers>& starts) {
    LevelTable::Content& to = *content_;
    const auto place_of = [&](std::size_t figure) {
      return std::lower_bound(part.figures.begin(), part.figures.end(), static_cast<std::uint32_t>(figure)) -
             part.figures.begin();
    };
    const auto position = static_cast<std::size_t>(place_of(of_figures.first));
    const auto end = static_cast<std::size_t>(place_of(of_figures.second));
    for (std::size_t at = 0; at < part.layers.size(); ++at) {
      const std::size_t layer = part.layers[at];
      const bool is_territory = layer + 1 == part.counts.tree().layers().size();
      std::vector<CellsOfFigure> figures;
      for (std::size_t i = position; i < end; ++i) {
        const std::uint32_t number = part.figures[i];
        const Figure& figure = figures_[number];
        const std::size_t batch = number - of_figures.first;
        CellsOfFigure& one = figures.emplace_back();
        one.figure = &figure;
        one.cells = is_territory || !figure.is_of_territory() ? counted[batch][layer].data() : nullptr;
        one.starts = evaluation_.needs_start(figure) ? starts[batch][layer].data() : nullptr;
        one.is_due = evaluation_.is_due(figure);
        one.may_hide = evaluation_.withholds(figure);
        if (one.starts == nullptr) one.yardstick = evaluation_.yardstick(figure, nullptr);
      }
      std::vector<Where> wheres;  // of the units, where small counts may have to be withheld
      const TreeCells::OfUnit nothing;
      TreeCells::OfUnit shown;  // of those of which something may be withheld
      constexpr std::size_t units_ahead = 4;
      const std::size_t all = units(part, layer).size();
      for (std::size_t unit = 0; unit < all; ++unit) {
        const std::size_t first = part.first_rows[at] + unit * part.figures.size() + position;
        for (std::size_t i = 0; i < figures.size(); ++i) {
          const bool has_part = figures[i].cells != nullptr;
          if (has_part && unit + units_ahead < all) fetch_early(figures[i].cells + unit + units_ahead);
          // Looked at where it is: a copy would wait for all that was written before.
          const TreeCells::OfUnit* found = has_part ? figures[i].cells + unit : &nothing;
          const std::size_t row = first + i;
          Status status = has_part ? status_of_cell(figures[i], unit) : Status::not_applicable;
          auto flags = found->flags;
          if (found->has_spread) flags |= static_cast<std::uint16_t>(ResultFlag::spread);
          if (has_part && figures[i].may_hide) {
            if (wheres.empty()) wheres = units_below(part, layer);
            shown = *found;
            shown.flags = flags;
            hide(figures[i], part.counts.tree().view(), wheres[unit], shown, status);
            flags = shown.flags;
            found = &shown;
          }
          const Cell& cell = found->cell;
          to.numerator.data()[row] = cell.numerator;
          to.denominator.data()[row] = cell.denominator;
          to.unreported.data()[row] = cell.unreported;
          to.lower_num.data()[row] = cell.lower_num;
          to.lower_den.data()[row] = cell.lower_den;
          to.upper_num.data()[row] = cell.upper_num;
          to.upper_den.data()[row] = cell.upper_den;
          to.status.data()[row] = status;
          if (!found->has_bounds) flags |= static_cast<std::uint16_t>(ResultFlag::no_bounds);
          if (flags != figures[i].last_flags) {
            figures[i].last_flags = flags;
            figures[i].last_number = number_in(content_->flag_sets, flags);
          }
          to.flags.data()[row] = figures[i].last_number;
        }
      }
    }
  }

  // Which units of the view each unit of a layer holds; of the last layer the territory.
  static std::vector<Where> units_below(const Part& part, std::size_t layer) {
    const UnitTree& tree = part.counts.tree();
    const auto& of = tree.layers()[layer];
    const RowKind kind = layer + 1 == tree.layers().size() ? RowKind::territory
                         : layer == 0                      ? RowKind::unit
                                                           : RowKind::joint;
    std::vector<Where> wheres(of.units.size(), {kind, {}});
    for (std::size_t i = 0; i < of.holders.size(); ++i)
      if (of.holders[i] != UnitTree::none) wheres[of.holders[i]].units.push_back(i);
    return wheres;
  }

  // A figure on the units of a layer.
  struct CellsOfFigure {
    const Figure* figure = nullptr;
    const TreeCells::OfUnit* cells = nullptr;   // by unit; nullptr: the layer has no part in it
    const TreeCells::OfUnit* starts = nullptr;  // of those that are judged by their start
    bool is_due = true;
    bool may_hide = false;               // small counts
    std::optional<Yardstick> yardstick;  // of the others
    // Of the unit before, as most have the same.
    std::optional<std::uint16_t> last_flags;
    std::int16_t last_number = 0;
  };

  // Takes back what a row of `evaluate` would not tell.
  void hide(const CellsOfFigure& of, const View& view, const Where& where, TreeCells::OfUnit& found,
            Status& status) const {
    ResultRow row;
    row.cell = found.cell;
    row.has_bounds = found.has_bounds;
    row.flags = found.flags;
    row.status = status;
    row.target_percent = of.yardstick ? of.yardstick->target_percent : 0;
    evaluation_.hide(row, *of.figure, view, where);
    found.cell = row.cell;
    found.has_bounds = row.has_bounds;
    found.flags = row.flags;
    status = row.status;
  }

  Status status_of_cell(const CellsOfFigure& of, std::size_t unit) const {
    const TreeCells::OfUnit& found = of.cells[unit];
    if (of.figure->indicator->is_count()) return status_of_count(found.cell, found.has_bounds);
    const Standing standing{found.has_bounds, found.has_spread, of.is_due};
    if (of.starts == nullptr) return status_of(found.cell, standing, of.yardstick);
    return status_of(found.cell, standing, evaluation_.yardstick(*of.figure, &of.starts[unit].cell));
  }

  void add_flag(std::size_t row, ResultFlag flag) {
    std::int16_t& flags = content_->flags.data()[row];
    const std::uint16_t had = content_->flag_sets[static_cast<std::size_t>(flags)];
    const auto has = static_cast<std::uint16_t>(had | static_cast<std::uint16_t>(flag));
    flags = number_in(content_->flag_sets, has);
  }

  Evaluation& evaluation_;
  const std::vector<Figure>& figures_;
  std::shared_ptr<LevelTable::Content> content_;
  bool knows_inferred_;
  std::vector<Part> parts_;
  std::vector<std::int32_t> code_number_;  // by version
};

LevelTable Evaluation::levels(const std::vector<ViewChoice>& views, const std::vector<Level>& levels) {
  protect(views);
  return Levels(*this, views, levels).table();
}

}  // namespace hoctap::indicator

namespace hoctap {
namespace {

bool counts_centres(const IndicatorInfo& info) {
  return info.unit == CountedUnit::centre || info.unit == CountedUnit::centre_year;
}

// Those among the plan's targets; of a plan without any, all that need nothing handed over.
std::vector<std::string> indicators_of_centres(const Programme& programme, const Catalogue& catalogue) {
  std::vector<std::string> ids;
  for (const Target& target : programme.targets) {
    const IndicatorInfo* info = catalogue.find(target.indicator);
    if (info && counts_centres(*info)) ids.push_back(target.indicator);
  }
  if (!ids.empty()) return ids;
  for (const std::string_view id : {"T1", "T2", "T3"})
    if (catalogue.find(id)) ids.emplace_back(id);
  return ids;
}

}  // namespace

LevelTable evaluate_levels(const Reading& reading, const LevelRequest& request) {
  Request asked;
  asked.indicators = request.indicators;
  asked.variants = request.variants;
  asked.periods = request.periods;
  asked.settings = request.settings;
  asked.book = request.book;
  asked.attributes = request.attributes;
  asked.catalogue = request.catalogue;
  asked.own = request.own;
  asked.small_below = request.small_below;
  if (asked.indicators.empty()) asked.indicators = indicators_of_centres(reading.programme, request.catalogue);
  return indicator::Evaluation(reading, asked).levels(request.views, request.levels);
}

}  // namespace hoctap
