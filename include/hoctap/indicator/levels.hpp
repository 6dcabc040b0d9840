// Indicators on every level of one or more trees of units at once, for a district as for the nation: counts, bounds and
// status as columns. Those of centres are made for millions of rows; whatever else adds up is there too. Names are
// looked up and reasons given only where they are asked for; what a number rests on, its path, pace and reach say
// evaluate() and explain().
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/forms/read.hpp"
#include "hoctap/geo/view.hpp"
#include "hoctap/indicator/evaluate.hpp"
#include "hoctap/indicator/result.hpp"
#include "hoctap/io/arrow_abi.hpp"
#include "hoctap/measure/unit_tree.hpp"

namespace hoctap {

struct LevelRequest {
  std::vector<std::string> indicators;  // empty: the plan's targets that count centres or centre-years
  std::vector<std::string> variants;    // as in Request, and so are the periods and settings
  std::vector<Period> periods;
  std::vector<ViewChoice> views{{ViewKind::plan_territory, {}}};
  std::vector<Level> levels;  // empty: all from the communes to the territory's
  Settings settings;
  std::optional<Book> book;  // as in Request
  StatedAttributes attributes;
  Catalogue catalogue = Catalogue::embedded();
  std::vector<OwnValues> own;
  std::int64_t small_below = 5;  // as in Request

  void add(const OwnIndicators& more) {
    catalogue = catalogue.with(more.catalogue);
    own.insert(own.end(), more.values.begin(), more.values.end());
  }
};

// A row for each unit of each view and level and for each indicator, variant and period, also where nothing is due.
//
// A figure that cannot be placed on single units of a level (a split without shares) widens the bounds of each of them
// from nothing to all, and is counted from the first level up on which one unit holds it. A level that does not exist
// on a view's date has no rows.
class HOCTAP_EXPORT LevelTable {
 public:
  // An indicator in one variant and period.
  struct Figure {
    std::string indicator;
    std::string variant;
    Period period;
  };
  // Rows that follow one another: unit by unit, and for each unit figure by figure.
  struct Block {
    std::size_t view = 0;  // index into views()
    Level level = Level::commune;
    std::span<const VersionId> units;        // in order of code
    std::span<const std::uint32_t> figures;  // indexes into figures()
    std::size_t first_row = 0;
  };

  std::size_t size() const { return numerator().size(); }
  std::span<const ViewChoice> views() const;
  // By indicator and variant as asked for; within, the periods in order.
  std::span<const Figure> figures() const;
  // By view; within, from the communes up. A view whose units differ with the period (as_reported) has its blocks
  // period after period.
  std::span<const Block> blocks() const;
  const Gazetteer& gazetteer() const;

  // The seven counts of Cell, by row; zeros where a flag says that they are withheld. Where no bound is widened, a
  // bound's parts are the counts they are made of and share their memory.
  std::span<const std::int64_t> numerator() const;
  std::span<const std::int64_t> denominator() const;
  std::span<const std::int64_t> unreported() const;
  std::span<const std::int64_t> lower_num() const;
  std::span<const std::int64_t> lower_den() const;
  std::span<const std::int64_t> upper_num() const;
  std::span<const std::int64_t> upper_den() const;
  std::span<const Status> status() const;
  Cell cell(std::size_t row) const;
  bool has_flag(std::size_t row, ResultFlag flag) const;

  bool is_simulated() const;
  // What was noticed on the way: centres without a place, targets that cannot be calculated.
  std::span<const Finding> findings() const;

  struct Content;
  explicit LevelTable(std::shared_ptr<const Content> content) : content_(std::move(content)) {}

 private:
  friend HOCTAP_EXPORT ArrowArrayStream arrow_stream(const LevelTable& table);
  std::shared_ptr<const Content> content_;
};

// Throws as evaluate() does; InvalidValue also for an indicator that counts persons, since these are distinct and no
// sum of units.
HOCTAP_EXPORT LevelTable evaluate_levels(const Reading& reading, const LevelRequest& request);

// The table in the order of its rows: view, level, unit (the code), indicator, variant, period, the seven counts as
// int64 (missing where they are withheld), status, and flags (names with semicolons between). Words are dictionaries;
// nothing of the rows is copied.
HOCTAP_EXPORT ArrowArrayStream arrow_stream(const LevelTable& table);

}  // namespace hoctap
