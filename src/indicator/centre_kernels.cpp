// The measures of centres and centre-years, each as a kernel over its records.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "hoctap/core/error.hpp"
#include "indicator/centre_board.hpp"
#include "indicator/centre_kernel.hpp"
#include "indicator/centre_marks.hpp"
#include "indicator/code_test.hpp"
#include "indicator/equipped.hpp"
#include "indicator/funded.hpp"
#include "indicator/happened.hpp"
#include "indicator/planned.hpp"

namespace hoctap::indicator {
namespace {

using Told = CodeTest::Told;

class EquippedKernel final : public CentreKernel {
 public:
  explicit EquippedKernel(const CentreContext& context)
      : equipped_(context.reading.dataset, context.centres, context.reports, context.settings.inventory_months,
                  {context.days.begin(), context.days.end()}) {}
  Answer judge(const AskedOn& asked, std::uint32_t centre, Grounds* grounds) const override {
    return equipped_.judge(centre, asked.column, grounds);
  }
  std::optional<Answers> answers() const override { return equipped_.answers(); }

 private:
  Equipped equipped_;
};

class PlannedKernel final : public CentreKernel {
 public:
  PlannedKernel(const CentreContext& context, bool on_survey)
      : years_(context.years),
        planned_(context.reading.dataset, context.centres, context.reports, context.days, on_survey) {}
  Answer judge(const AskedOn& asked, std::uint32_t centre, Grounds* grounds) const override {
    return planned_.judge(years_.at(asked.column), centre, asked.year(), asked.until, grounds);
  }
  bool is_plain() const override { return planned_.is_plain(); }
  Date first_day(std::uint32_t centre, int year) const override { return planned_.first_day(centre, year); }
  std::vector<std::string_view> tables() const override { return {planned_.table()}; }

 private:
  const YearsOnDays& years_;
  Planned planned_;
};

class FundedKernel final : public CentreKernel {
 public:
  FundedKernel(const CentreContext& context, const MeasureUse& use)
      : years_(context.years),
        funded_(context.reading.dataset, context.centres, context.areas, context.reports, context.days, use) {}
  Answer judge(const AskedOn& asked, std::uint32_t centre, Grounds* grounds) const override {
    const CentreYears& years = years_.at(asked.column);
    auto& shared = shared_[{asked.column, asked.until}];
    if (!shared) shared = std::make_unique<Funded::Shared>(funded_, years, asked.year(), asked.until);
    return funded_.judge(years, *shared, centre, asked.year(), asked.until, grounds);
  }
  bool is_plain() const override { return true; }
  bool is_plain_of(std::uint32_t centre) const override { return funded_.is_plain(centre); }
  Date first_day(std::uint32_t centre, int year) const override { return funded_.first_day(centre, year); }
  std::vector<std::string_view> tables() const override { return {funded_.table()}; }

 private:
  const YearsOnDays& years_;
  Funded funded_;
  mutable std::map<std::pair<std::size_t, Date>, std::unique_ptr<Funded::Shared>> shared_;
};

// The years of days, which mostly come in runs of a year.
class YearsOfDays {
 public:
  int of(Date day) {
    if (!days_.contains(day)) {
      year_ = day.year();
      days_ = {Date::of(year_, 1, 1), Date::of(year_, 12, 31) + 1};
    }
    return year_;
  }

 private:
  Validity days_{Date::latest(), Date::latest()};
  int year_ = 0;
};

// Tells of rows of a table that are or may be what is asked for: `day_of(row)` is the day of their codes, `make(row)`
// gives their centre, unit, year and day.
template <class DayOf, class Make>
void tell_rows(const Table& table, const CodeTest& test, const Happened::Visit& visit, const DayOf& day_of,
               const Make& make) {
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    const Answer answer = test.of(row, day_of(row));
    if (answer == Answer::failing) continue;
    Happening one = make(row);
    one.row = row;
    one.is_open = answer == Answer::unknown;
    visit(one);
  }
}

std::unique_ptr<CentreKernel> inspections(const MeasureUse& use, const CentreContext& context) {
  const InspectionsRatings& table = context.reading.dataset.tables().inspections_ratings;
  const std::array told{Told{"kind", &table.kind}, Told{"body", &table.body}, Told{"grade", &table.grade}};
  Happened::Kind kind{use.measure->name, &table, {table.name()}, true};
  return std::make_unique<Happened>(
      context, std::move(kind),
      [&table, &context, test = CodeTest(context.reading.dataset, use, told)](const Happened::Visit& visit) {
        const auto day_of = [&](std::uint32_t row) { return table.date[row]; };
        tell_rows(table, test, visit, day_of, [&](std::uint32_t row) {
          Happening one;
          one.centre = context.centres.number(table.centre_id[row]);
          one.year = table.year[row];
          one.day = table.date[row];
          return one;
        });
      });
}

std::unique_ptr<CentreKernel> surveys(const MeasureUse& use, const CentreContext& context) {
  const Tables& tables = context.reading.dataset.tables();
  const std::array told{Told{"method", &tables.surveys.method}};
  std::unordered_map<Text, std::uint32_t> survey_of;
  for (std::uint32_t row = 0; row < tables.surveys.size(); ++row) survey_of.emplace(tables.surveys.survey_id[row], row);
  Happened::Kind kind{use.measure->name, &tables.survey_centres, {"surveys", "survey_centres"}, false};
  return std::make_unique<Happened>(
      context, std::move(kind),
      [&tables, &context, survey_of = std::move(survey_of),
       test = CodeTest(context.reading.dataset, use, told)](const Happened::Visit& visit) {
        for (std::uint32_t row = 0; row < tables.survey_centres.size(); ++row) {
          const auto survey = survey_of.find(tables.survey_centres.survey_id[row]);
          if (survey == survey_of.end()) continue;
          const Date day = tables.surveys.started_on[survey->second];
          const Answer answer = test.of(survey->second, day);
          if (answer == Answer::failing) continue;
          Happening one;
          one.row = row;
          one.centre = context.centres.number(tables.survey_centres.centre_id[row]);
          one.year = day.year();
          one.day = day;
          one.is_open = answer == Answer::unknown;
          visit(one);
        }
      });
}

bool asks_topic(const MeasureUse& use) {
  return std::any_of(use.where.begin(), use.where.end(), [](const auto& conditions) {
    return std::any_of(conditions.begin(), conditions.end(),
                       [](const MeasureCondition& condition) { return condition.dimension == "topic"; });
  });
}

// Courses that a centre began; they have no topic.
void tell_courses(const CodeTest& test, const CentreContext& context, const Happened::Visit& visit) {
  const Courses& table = context.reading.dataset.tables().courses;
  for (std::uint32_t row = 0; row < table.size(); ++row) {
    if (!table.starts_on.has(row) || !table.centre_id.has(row)) continue;
    const Date day = table.starts_on[row];
    const Answer answer = test.of(row, day);
    const std::uint32_t centre = context.centres.number(table.centre_id[row]);
    if (answer == Answer::failing || centre == CentreRegister::no_centre) continue;
    visit({row, centre, no_version, day.year(), day, answer == Answer::unknown, &table});
  }
}

// Sessions, and courses by the day on which they began.
std::unique_ptr<CentreKernel> held_sessions(const MeasureUse& use, const CentreContext& context) {
  const Sessions& table = context.reading.dataset.tables().sessions;
  const Courses& courses = context.reading.dataset.tables().courses;
  const std::array told{Told{"kind", &table.kind}, Told{"topic", &table.topic}};
  const std::array of_courses{Told{"kind", &courses.kind}};
  Happened::Kind kind{use.measure->name, &table, {table.name(), courses.name()}, false};
  return std::make_unique<Happened>(
      context, std::move(kind),
      [&table, &context, counts_courses = !asks_topic(use), test = CodeTest(context.reading.dataset, use, told),
       of_course = CodeTest(context.reading.dataset, use, of_courses)](const Happened::Visit& visit) {
        YearsOfDays years;
        const auto day_of = [&](std::uint32_t row) { return table.date[row]; };
        tell_rows(table, test, visit, day_of, [&](std::uint32_t row) {
          Happening one;
          one.centre = context.centres.number(table.centre_id[row]);
          one.day = table.date[row];
          one.year = years.of(table.date[row]);
          return one;
        });
        if (counts_courses) tell_courses(of_course, context, visit);
      });
}

std::unique_ptr<CentreKernel> held_activities(const MeasureUse& use, const CentreContext& context) {
  const Activities& table = context.reading.dataset.tables().activities;
  const std::array told{Told{"kind", &table.kind}};
  Happened::Kind kind{use.measure->name, &table, {table.name()}, false};
  return std::make_unique<Happened>(
      context, std::move(kind),
      [&table, &context, test = CodeTest(context.reading.dataset, use, told)](const Happened::Visit& visit) {
        const auto day_of = [&](std::uint32_t row) { return table.starts_on[row]; };
        tell_rows(table, test, visit, day_of, [&](std::uint32_t row) {
          Happening one;
          if (table.centre_id.has(row)) one.centre = context.centres.number(table.centre_id[row]);
          one.unit = table.unit_code[row].version;
          one.day = table.starts_on[row];
          one.year = table.starts_on[row].year();
          return one;
        });
      });
}

}  // namespace

const CentreYears& YearsOnDays::at(std::size_t column) const {
  std::unique_ptr<CentreYears>& years = known_[column];
  if (!years) {
    const Date day = days_[column];
    const Date first = std::max(programme_.first, Date::of(day.year(), 1, 1));
    const Validity span{first, year_end(programme_, day) + 1};
    years = std::make_unique<CentreYears>(centres_, span, day, due_after_days_);
  }
  return *years;
}

std::unique_ptr<CentreKernel> make_centre_kernel(const MeasureUse& use, std::string_view indicator,
                                                 const CentreContext& context) {
  switch (use.measure->id) {
    case Measure::equipped:
      return std::make_unique<EquippedKernel>(context);
    case Measure::sited:
      return std::make_unique<Sited>(context, use);
    case Measure::board:
      return std::make_unique<Board>(context);
    case Measure::materials:
      return std::make_unique<Supplied>(context);
    case Measure::own_mark:
      return std::make_unique<OwnMarks>(context, indicator);
    case Measure::planned:
      return std::make_unique<PlannedKernel>(context, false);
    case Measure::plan_on_survey:
      return std::make_unique<PlannedKernel>(context, true);
    case Measure::funded:
      return std::make_unique<FundedKernel>(context, use);
    case Measure::surveyed:
      return surveys(use, context);
    case Measure::inspected:
      return inspections(use, context);
    case Measure::held_session:
      return held_sessions(use, context);
    case Measure::held_activity:
      return held_activities(use, context);
    default:
      return nullptr;
  }
}

}  // namespace hoctap::indicator
