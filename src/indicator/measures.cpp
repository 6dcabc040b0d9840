#include "hoctap/indicator/measures.hpp"

#include <algorithm>
#include <array>

namespace hoctap {
namespace {

using Words = std::string_view;

constexpr std::array<Words, 16> unit_names{"centre",   "centre_year", "worker", "person", "commune", "village",
                                           "request",  "post",        "report", "title",  "session", "turn",
                                           "activity", "dong",        "duty",   "own"};

constexpr std::array<Words, 4> evidence_words{"attended", "completed", "certified", "ever"};
constexpr std::array<Words, 1> sector_words{"transfer"};
constexpr std::array<Words, 2> stage_words{"allocated", "disbursed"};
constexpr std::array<Words, 2> yes_words{"true", "false"};
constexpr std::array<Words, 2> day_words{"law", "record"};

constexpr std::array by_place{Dimension{"venue", "venues"}, Dimension{"host", "hosts"}};
constexpr std::array by_fund{Dimension{"fund", "funds"}, Dimension{"stage", "", stage_words}};
constexpr std::array by_inspection{Dimension{"kind", "inspection_kinds"}, Dimension{"body", "inspecting_bodies"},
                                   Dimension{"grade", "grades"}};
constexpr std::array by_method{Dimension{"method", "survey_methods"}};
constexpr std::array by_session{Dimension{"kind", "session_kinds"}, Dimension{"topic", "topics"}};
constexpr std::array by_activity{Dimension{"kind", "activity_kinds"}};
constexpr std::array by_sector{Dimension{"sectors", "", sector_words}};
constexpr std::array by_evidence{Dimension{"evidence", "", evidence_words}};
constexpr std::array by_topic{Dimension{"topic", "topics"}};
constexpr std::array by_role{Dimension{"role", "roles"}};
constexpr std::array by_day{Dimension{"due", "", day_words}};
constexpr std::array by_receipt{Dimension{"fund", "funds"}, Dimension{"in_kind", "", yes_words}};

constexpr std::array<Words, 1> of_centres{"centres"};
constexpr std::array<Words, 1> of_equipment{"equipment"};
constexpr std::array<Words, 1> of_places{"centre_places"};
constexpr std::array<Words, 2> of_staff{"posts", "staff"};
constexpr std::array<Words, 1> of_materials{"materials_received"};
constexpr std::array<Words, 1> of_plans{"plans"};
constexpr std::array<Words, 1> of_allocations{"allocations"};
constexpr std::array<Words, 2> of_surveys{"surveys", "survey_centres"};
constexpr std::array<Words, 1> of_inspections{"inspections_ratings"};
constexpr std::array<Words, 2> of_sessions{"sessions", "courses"};
constexpr std::array<Words, 1> of_activities{"activities"};
constexpr std::array<Words, 1> of_residents{"residents"};
constexpr std::array<Words, 3> of_learning{"residents", "sessions", "participation"};
constexpr std::array<Words, 3> of_retraining{"courses", "sessions", "participation"};
constexpr std::array<Words, 2> of_turns{"sessions", "participation"};
constexpr std::array<Words, 1> of_titles{"materials"};
constexpr std::array<Words, 1> of_requests{"teacher_requests"};
constexpr std::array<Words, 1> of_receipts{"receipts"};
constexpr std::array<Words, 1> of_estimates{"budget_estimates"};
constexpr std::array<Words, 2> of_payments{"allocations", "expenditures"};
constexpr std::array<Words, 2> of_settlements{"settlements", "allocations"};
constexpr std::array<Words, 1> of_duties{"duties_done"};

using enum Measure;
using enum CountedUnit;
using enum MeasureTime;

// name, what it counts, when, whether it is a whole, whether it is calculated
constexpr std::array registry{
    MeasureInfo{operating, "operating", centre, stock, true, true, {}, of_centres},
    MeasureInfo{equipped, "equipped", centre, stock, false, true, {}, of_equipment},
    MeasureInfo{sited, "sited", centre, stock, false, true, by_place, of_places},
    MeasureInfo{board, "board", centre, stock, false, true, {}, of_staff},
    MeasureInfo{materials, "materials", centre, stock, false, true, {}, of_materials},
    MeasureInfo{own_mark, "own_mark", centre, stock, false, true, {}, {}},
    MeasureInfo{due, "due", centre_year, flow, true, true, {}, of_centres},
    MeasureInfo{planned, "planned", centre_year, flow, true, true, {}, of_plans},
    MeasureInfo{funded, "funded", centre_year, flow, true, true, by_fund, of_allocations},
    MeasureInfo{plan_on_survey, "plan_on_survey", centre_year, flow, false, true, {}, of_plans},
    MeasureInfo{surveyed, "surveyed", centre_year, flow, true, true, by_method, of_surveys},
    MeasureInfo{inspected, "inspected", centre_year, flow, true, true, by_inspection, of_inspections},
    MeasureInfo{held_session, "held_session", centre_year, flow, true, true, by_session, of_sessions},
    MeasureInfo{held_activity, "held_activity", centre_year, flow, true, true, by_activity, of_activities},
    MeasureInfo{labourers, "labourers", worker, stock, true, true, by_sector, of_residents},
    MeasureInfo{learned, "learned", worker, stock, true, true, {}, of_learning},
    MeasureInfo{trained, "trained", worker, stock, false, true, by_evidence, of_learning},
    MeasureInfo{transfer, "transfer", worker, stock, false, true, {}, of_learning},
    MeasureInfo{communes, "communes", commune, stock, true, true, {}, {}},
    MeasureInfo{commune_activity, "commune_activity", commune, stock, false, true, by_activity, of_activities},
    MeasureInfo{commune_title, "commune_title", commune, stock, false, true, by_topic, of_titles},
    MeasureInfo{commune_topics, "commune_topics", commune, stock, false, true, by_session, of_sessions},
    MeasureInfo{difficult_villages, "difficult_villages", village, stock, true, true, {}, {}},
    MeasureInfo{village_sessions, "village_sessions", village, stock, false, true, by_session, of_sessions},
    MeasureInfo{posts_required, "posts_required", post, stock, true, true, by_role, of_staff},
    MeasureInfo{posts_filled, "posts_filled", post, stock, false, true, by_role, of_staff},
    MeasureInfo{requests, "requests", request, flow, true, true, {}, of_requests},
    MeasureInfo{requests_met, "requests_met", request, flow, false, true, {}, of_requests},
    MeasureInfo{reports_due, "reports_due", report, flow, true, true, {}, {}},
    MeasureInfo{reports_on_time, "reports_on_time", report, flow, false, true, {}, {}},
    MeasureInfo{speakers, "speakers", person, stock, true, true, by_role, of_staff},
    MeasureInfo{speakers_trained, "speakers_trained", person, stock, false, true, by_role, of_staff},
    MeasureInfo{disadvantaged, "disadvantaged", person, stock, true, true, {}, of_residents},
    MeasureInfo{disadvantaged_learned, "disadvantaged_learned", person, stock, false, true, {}, of_learning},
    MeasureInfo{persons_retrained, "persons_retrained", person, flow, true, true, {}, of_retraining},
    MeasureInfo{titles, "titles", title, flow, true, true, by_topic, of_titles},
    MeasureInfo{sessions, "sessions", session, flow, true, true, by_session, of_sessions},
    MeasureInfo{turns, "turns", turn, flow, true, true, by_session, of_turns},
    MeasureInfo{short_programmes, "short_programmes", activity, flow, true, true, by_activity, of_activities},
    MeasureInfo{money_received, "money_received", dong, flow, true, true, by_receipt, of_receipts},
    MeasureInfo{estimated, "estimated", dong, flow, true, true, {}, of_estimates},
    MeasureInfo{allocated, "allocated", dong, flow, true, true, {}, of_allocations},
    MeasureInfo{support_entitled, "support_entitled", dong, flow, true, true, {}, of_centres},
    MeasureInfo{support_paid, "support_paid", dong, flow, false, true, {}, of_payments},
    MeasureInfo{settlements_due, "settlements_due", report, flow, true, true, by_day, of_settlements},
    MeasureInfo{settled, "settled", report, flow, false, true, by_day, of_settlements},
    MeasureInfo{reviews_due, "reviews_due", duty, flow, true, true, {}, of_duties},
    MeasureInfo{reviewed, "reviewed", duty, flow, false, true, {}, of_duties},
    MeasureInfo{own_values, "own_values", own, flow, true, true, {}, {}},
};

// Kernels are looked up by the enumerator.
constexpr bool is_in_order() {
  for (std::size_t i = 0; i < registry.size(); ++i)
    if (registry[i].id != static_cast<Measure>(i)) return false;
  return true;
}
static_assert(is_in_order());

}  // namespace

std::string_view name(CountedUnit unit) { return unit_names.at(static_cast<std::size_t>(unit)); }

std::span<const MeasureInfo> measures() { return registry; }

const MeasureInfo* find_measure(std::string_view name) {
  const auto found =
      std::find_if(registry.begin(), registry.end(), [&](const MeasureInfo& one) { return one.name == name; });
  return found == registry.end() ? nullptr : &*found;
}

}  // namespace hoctap
