// T4a, T4b and T5: labourers at home, and how many of them are known to have learned, may have learned, or did not.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "hoctap/indicator/catalogue.hpp"
#include "hoctap/people/attendance.hpp"
#include "hoctap/people/residence.hpp"
#include "hoctap/people/workers.hpp"
#include "indicator/counted.hpp"
#include "indicator/declared_counts.hpp"
#include "indicator/labour_totals.hpp"
#include "indicator/reports.hpp"
#include "indicator/worker_home.hpp"

namespace hoctap::indicator {

// A share of labourers at one time.
struct WorkerTask {
  WorkerQuestion question;              // its window is filled in when the task is added
  Validity window;                      // when the evidence was given; may be empty where only earlier evidence counts
  std::optional<Declaration> declared;  // head counts that speak of the same thing
  bool needs_results = false;           // rests on the results of courses too
};

// The task that a variant's measures make, read on a day; a day before the window has an empty one.
WorkerTask worker_task(const IndicatorVariant& variant, const Validity& window, Date day);
// The attendances by which its numerator grows.
Evidence attended_for(const IndicatorVariant& variant);
// Whether it rests on the results of courses.
bool needs_results(const MeasureUse& use);

class WorkerShares {
 public:
  // `slices` must hold every quarter of the plan and every window. Keeps references.
  WorkerShares(const Reading& reading, const CentreRegister& centres, const Areas& areas, const Reports& reports,
               const Settings& settings, VersionId territory, std::span<const Validity> windows);

  // Adds a task and gives its number. All tasks are answered by one pass over the persons, at the first count().
  std::size_t add(WorkerTask task);
  Counted count(std::size_t task, Findings& findings, Parts* parts = nullptr);
  // The same told apart by the category of a row of the residents table. Numerator, denominator and unreported add up
  // to those of count(); bounds are those of each category by itself. What is declared or stated only as a number is
  // nobody's: of the category `nobody`.
  Split split(std::size_t task, const std::function<std::uint32_t(std::uint32_t, VersionId)>& category_of,
              std::uint32_t nobody);

  // Turns delivered in a span of whole slices: `numerator` and `upper` counts hold the turns, `denominator` the
  // communes and slices that reported, `unreported` those that did not.
  std::vector<Contribution> turns(Evidence attended, const Validity& span) const;

  // Totals of labourers that differ from the lists by more than the tolerance.
  void compare_totals(Date until, Findings& findings);

  const TimeSlices& slices() const { return slices_; }
  const Attendance& attendance() const { return attendance_; }
  const Workers& workers() const { return workers_; }
  const WorkerTask& task(std::size_t number) const { return tasks_[number]; }

 private:
  void answer();
  // Lists, what stands in for them and what moves their bounds; the first `listed` homes are those of lists.
  std::vector<WorkerHome> homes(std::size_t number, Counted& counted, Findings& findings, Parts* parts,
                                std::size_t& listed);
  // Atoms of the places that have a list of residents on that day, sorted.
  const std::vector<std::uint32_t>& listed_atoms(Date day);
  SliceSet reported(VersionId place, bool with_results) const;
  WorkerHome home(const WorkerTask& task, const WorkerCount& count) const;
  void add_totals(const WorkerTask& task, std::vector<WorkerHome>& homes, Counted& counted);
  struct StatedAndListed {
    const LabourTotal* total = nullptr;
    std::int64_t listed = 0;  // on the day of the total
    std::int64_t maybe = 0;   // of whom it is uncertain
  };
  const std::vector<StatedAndListed>& stated_and_listed();
  bool is_beyond_tolerance(std::int64_t apart, std::int64_t listed) const;
  void add_gaps(const WorkerTask& task, std::vector<WorkerHome>& homes, Counted& counted);
  void lift_unnamed(const WorkerTask& task, std::vector<WorkerHome>& homes, Counted& counted, Parts* parts) const;
  void narrow_by_declared(const WorkerTask& task, std::vector<WorkerHome>& homes, Counted& counted, Findings& findings,
                          Parts* parts);
  std::string named(VersionId place) const;

  const Reading& reading_;
  const Areas& areas_;
  const Reports& reports_;
  Settings settings_;
  VersionId territory_;
  std::vector<std::uint32_t> territory_atoms_;
  std::vector<VersionId> communes_;  // every version that ever lay in the territory
  TimeSlices slices_;
  Residence residence_;
  Attendance attendance_;
  WorkingAge age_;
  Workers workers_;
  std::vector<LabourTotal> totals_;
  std::vector<VersionId> month_assumed_;  // places whose lists hold births without a month, sorted

  std::vector<WorkerTask> tasks_;
  std::vector<std::vector<WorkerCount>> counts_;  // per task, once answered
  std::map<Date, std::vector<std::uint32_t>> listed_atoms_;
  std::optional<std::vector<StatedAndListed>> compared_;
  std::map<std::pair<std::string_view, std::string_view>, DeclaredCounts> declared_;
};

}  // namespace hoctap::indicator
