// One evaluation: what was asked, resolved; everything read once; each figure counted when it is needed.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "hoctap/indicator/breakdown.hpp"
#include "hoctap/indicator/catalogue.hpp"
#include "hoctap/indicator/evaluate.hpp"
#include "hoctap/indicator/levels.hpp"
#include "hoctap/indicator/settling.hpp"
#include "hoctap/indicator/status.hpp"
#include "hoctap/measure/centre_register.hpp"
#include "hoctap/measure/roll_up.hpp"
#include "hoctap/people/residence.hpp"
#include "indicator/areas.hpp"
#include "indicator/centre_answers.hpp"
#include "indicator/counted.hpp"
#include "indicator/joined_rows.hpp"
#include "indicator/reports.hpp"
#include "indicator/thing_counts.hpp"
#include "indicator/windows.hpp"
#include "indicator/worker_shares.hpp"

namespace hoctap::indicator {

// An indicator in one variant and period.
struct Figure {
  const IndicatorInfo* indicator = nullptr;
  const IndicatorVariant* variant = nullptr;
  const Target* target = nullptr;  // nullptr: the plan sets none
  Period period;
  Date day;  // the last of the period inside the plan
  // The quarters in which the target is to be reached: those of the plan, of a yearly indicator those of its year.
  std::size_t first_quarter = 0;  // index into the plan's quarters
  std::int64_t quarters = 0;
  std::int64_t quarters_done = 0;  // by that day
  std::size_t worker_task = 0;     // workers only
  std::optional<std::size_t> worker_baseline;
  Validity window;  // when what is counted happened: for the reports it rests on

  bool counts_workers() const { return indicator->unit == CountedUnit::worker; }
  // Owed by bodies of the territory as a whole: no unit of a view has a part in it.
  bool is_of_territory() const { return indicator->unit == CountedUnit::duty; }
  bool counts_centres() const {
    return indicator->unit == CountedUnit::centre || indicator->unit == CountedUnit::centre_year;
  }
};

// Which row of a view: one unit, several together, or the territory.
struct Where {
  RowKind kind = RowKind::unit;
  std::vector<std::size_t> units;  // positions in the view
};

// Whether what is placed so lies wholly inside the row.
bool lies_in(const Placement& placement, const View& view, const Where& where);
// What a row of a view says of what was rolled up over it.
Cell cell_at(const RolledUp& rolled, const Where& where);
// The quarters of the plan that have begun by the day of the reading, up to the last of these periods and not among
// them: what was published of them.
std::vector<Period> earlier_quarters(const Reading& reading, const std::vector<Period>& shown);
// Of an indicator without a denominator: nothing of it is not nothing to be counted.
Status status_of_count(const Cell& cell, bool has_bounds);
// The tables whose rows make an indicator.
std::set<std::string_view> tables_behind(const IndicatorVariant& variant);

class Evaluation {
 public:
  Evaluation(const Reading& reading, const Request& request);

  Result run();
  Explanation explain(std::string_view unit_code, bool persons);
  // Calls take(name, explanation) with the parts, rows and missing reports of each row of the result that is wanted; of
  // rows that name persons those that are asked for.
  using Take = std::function<void(const RowName&, const Explanation&)>;
  using RowFilter = std::function<bool(const Table&, std::uint32_t row)>;
  void explain_rows(const std::set<RowName>& wanted, const RowFilter& persons, const Take& take);
  LevelTable levels(const std::vector<ViewChoice>& views, const std::vector<Level>& levels);
  // Rows of these periods; the other figures are evaluated for what must not be told by their differences.
  std::vector<Breakdown> release(const ReleaseRequest& asked, const std::vector<Period>& shown);
  Settling settling();

 private:
  // A figure's counts on the units of a view.
  struct Shown {
    const View* view = nullptr;
    RolledUp now;
    std::optional<RolledUp> baseline;  // at the plan's start
    std::optional<RolledUp> earlier;   // up to four quarters before: what centres gained since
    std::optional<RolledUp> turns;     // delivered in these quarters
    std::optional<RolledUp> centres;   // operating on the day
    std::vector<std::uint16_t> unit_flags;
    std::uint16_t territory_flags = 0;
    std::vector<std::uint8_t> unit_lacks_denominator;
    bool territory_lacks_denominator = false;
  };

  class Levels;  // the figures on every level of one or more views
  class Broken;  // the figures told apart
  class Protection;

  // Figures whose small counts of persons are withheld wherever they are shown, and what is.
  struct Withheld;

  void resolve_figures();
  void add_figures(const IndicatorInfo& info, const std::vector<Period>& periods, std::vector<Figure>& figures) const;
  bool withholds(const Figure& figure) const { return figure.indicator->withholds_small && request_.small_below > 0; }
  void protect(const std::vector<ViewChoice>& views);
  void hide(ResultRow& row, const Figure& figure, const View& view, const Where& where) const;
  void prepare_centres();
  void prepare_workers();
  Validity window_of(const Figure& figure) const;
  // Of a year or twelve months, where the indicator counts from the plan's start.
  bool is_windowed(const Figure& figure) const { return figure.variant->window != figure.indicator->window; }
  bool is_step(const Figure& figure) const { return figure.target && figure.target->path == PathKind::step; }
  CentreQuestion question(const Figure& figure) const { return {figure.indicator, figure.variant, figure.target}; }
  // The last day before the quarters from which the present rate of a figure is taken.
  Date day_before_rate(const Figure& figure) const;

  Counted count(const Figure& figure, const View& view, Parts* parts = nullptr);
  // For one view after the other: what does not depend on the view is kept.
  struct CountedOnce {
    std::optional<Counted> counted;
    std::vector<std::uint32_t> lacking;  // atoms without a denominator, whatever units are shown
  };
  const Counted& count_once(const Figure& figure, const View& view, CountedOnce& once);
  Counted count_centres(const Figure& figure, Date day, Parts* parts);
  Counted count_things(const Figure& figure, Date day, const View& view, Findings& findings, Parts* parts);
  ThingQuestion thing_question(const Figure& figure, Date day, const View& view) const;
  Counted count_baseline(const Figure& figure, const View& view);
  std::vector<Contribution> operating(Date day) const;

  Date date_of(const ViewChoice& view, const Figure& figure) const;  // whose units are shown
  const View& view_on(Date date);
  const View& view_of(const Figure& figure);
  std::string territory_code(const View& view) const;
  std::uint16_t flags_everywhere(const Figure& figure) const;  // of every row of the figure
  bool is_due(const Figure& figure) const;
  bool needs_start(const Figure& figure) const;  // to be counted at the plan's start, for its path
  // What a figure is judged by; `start` is its cell at the plan's start, of those that need one.
  std::optional<Yardstick> yardstick(const Figure& figure, const Cell* start) const;
  Shown show(const Figure& figure, const View& view, const Counted& counted);
  bool is_inferred(const View& view, VersionId place);
  std::vector<Where> rows_of(const Shown& shown) const;
  ResultRow row(const Figure& figure, const Shown& shown, const Where& where) const;
  ResultRow higher_row(const Figure& figure) const;
  void describe(ResultRow& row, const Figure& figure, const View& view, const Where& where) const;
  void judge(ResultRow& row, const Figure& figure, const Shown& shown, const Where& where) const;
  std::optional<PresentRate> rate(ResultRow& row, const Figure& figure, const Shown& shown, const Where& where) const;

  // Returns the place of each part.
  std::vector<VersionId> add_parts(Explanation& explanation, const Shown& shown, const Where& where,
                                   const Counted& counted, const Parts& parts) const;
  void add_persons(Explanation& explanation, const Figure& figure, const std::vector<VersionId>& places,
                   const RowFilter& is_asked) const;
  const Residence& residence() const;
  void add_lineage(Explanation& explanation, const View& view, const std::vector<VersionId>& places) const;
  void add_missing_reports(Explanation& explanation, const Figure& figure, const View& view, const Where& where,
                           const std::vector<VersionId>& places) const;
  void add_arithmetic(Explanation& explanation, const Figure& figure) const;

  const Reading& reading_;
  Request request_;  // holds the catalogue to which the figures point
  const Gazetteer& gazetteer_;
  VersionId territory_;
  std::vector<Period> quarters_;   // of the plan
  const CentreRegister& centres_;  // kept with the dataset
  Areas areas_;
  Reports reports_;
  std::unique_ptr<CentreAnswers> centre_answers_;
  std::unique_ptr<WorkerShares> workers_;
  ThingCounts things_;
  std::vector<Figure> figures_;
  std::vector<Figure> earlier_;  // not asked for, but nothing may be told of them by those that are
  std::shared_ptr<const Withheld> withheld_;
  std::map<Date, View> views_;
  std::map<std::pair<Date, VersionId>, bool> inferred_;
  Findings findings_;
  mutable std::unique_ptr<Residence> residence_;  // once it is asked for
};

}  // namespace hoctap::indicator
