// All tables of records together.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/records/tables/centres.hpp"
#include "hoctap/records/tables/learning.hpp"
#include "hoctap/records/tables/money.hpp"
#include "hoctap/records/tables/people.hpp"
#include "hoctap/records/tables/places.hpp"
#include "hoctap/records/tables/plans.hpp"
#include "hoctap/records/tables/reporting.hpp"

namespace hoctap {

// Tables that registered themselves, as columns do in a table: each is named once, where it is declared.
class HOCTAP_EXPORT TableList {
 public:
  TableList() = default;
  TableList(const TableList&) = delete;
  TableList& operator=(const TableList&) = delete;

  // Every table, in the order of declaration.
  std::span<Table* const> all() { return tables_; }
  std::span<const Table* const> all() const { return {tables_.data(), tables_.size()}; }
  // The table of that English name; nullptr where there is none.
  Table* find(std::string_view name);
  const Table* find(std::string_view name) const;

 protected:
  // A table as a member of a list.
  template <class T>
  struct In final : T {
    explicit In(TableList& list) { list.tables_.push_back(this); }
  };

 private:
  std::vector<Table*> tables_;
};

struct Tables final : TableList {
  In<Units> units{*this};
  In<UnitEvents> unit_events{*this};
  In<Forms> forms{*this};
  In<Submissions> submissions{*this};
  In<Centres> centres{*this};
  In<CentrePlaces> centre_places{*this};
  In<Equipment> equipment{*this};
  In<Posts> posts{*this};
  In<Staff> staff{*this};
  In<TeacherRequests> teacher_requests{*this};
  In<InspectionsRatings> inspections_ratings{*this};
  In<Plans> plans{*this};
  In<PlanLines> plan_lines{*this};
  In<Surveys> surveys{*this};
  In<SurveyCentres> survey_centres{*this};
  In<DutiesDone> duties_done{*this};
  In<Courses> courses{*this};
  In<Sessions> sessions{*this};
  In<Participation> participation{*this};
  In<CourseResults> course_results{*this};
  In<Activities> activities{*this};
  In<Materials> materials{*this};
  In<MaterialsReceived> materials_received{*this};
  In<Residents> residents{*this};
  In<LabourTotals> labour_totals{*this};
  In<PeopleTotals> people_totals{*this};
  In<BudgetEstimates> budget_estimates{*this};
  In<Allocations> allocations{*this};
  In<Receipts> receipts{*this};
  In<Expenditures> expenditures{*this};
  In<Settlements> settlements{*this};
};

}  // namespace hoctap
