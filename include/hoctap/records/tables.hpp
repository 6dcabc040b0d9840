// All tables of records together.
#pragma once

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

struct HOCTAP_EXPORT Tables {
  Units units;
  UnitEvents unit_events;
  Forms forms;
  Submissions submissions;
  Centres centres;
  CentrePlaces centre_places;
  Equipment equipment;
  Posts posts;
  Staff staff;
  TeacherRequests teacher_requests;
  InspectionsRatings inspections_ratings;
  Plans plans;
  PlanLines plan_lines;
  Surveys surveys;
  SurveyCentres survey_centres;
  DutiesDone duties_done;
  Courses courses;
  Sessions sessions;
  Participation participation;
  CourseResults course_results;
  Activities activities;
  Materials materials;
  MaterialsReceived materials_received;
  Residents residents;
  LabourTotals labour_totals;
  PeopleTotals people_totals;
  BudgetEstimates budget_estimates;
  Allocations allocations;
  Receipts receipts;
  Expenditures expenditures;
  Settlements settlements;

  // Every table, in the order above.
  std::vector<Table*> all();
  std::vector<const Table*> all() const;
  // The table of that English name; nullptr where there is none.
  Table* find(std::string_view name);
  const Table* find(std::string_view name) const;
};

}  // namespace hoctap
