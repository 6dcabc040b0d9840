// Money as the numerator and the denominator (K9, R6a), and settlements against their days (R3).
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "hoctap/measure/settlement_accounts.hpp"
#include "hoctap/norm/calendar.hpp"
#include "indicator/thing_counts.hpp"
#include "records/arranged.hpp"

namespace hoctap::indicator {
namespace {

constexpr std::string_view approval = "settlement_approved";

// Whether the day that the record itself states is meant, and not that of the law.
bool is_by_record(const MeasureUse& use) {
  return std::any_of(use.where.begin(), use.where.end(), [](const auto& conditions) {
    return std::any_of(conditions.begin(), conditions.end(), [](const MeasureCondition& condition) {
      return condition.dimension == "due" && condition.codes.front() == "record";
    });
  });
}

Validity days_of(int year) { return {Date::of(year, 1, 1), Date::of(year + 1, 1, 1)}; }

}  // namespace

const Book& ThingCounts::book() const {
  if (request_.book) return *request_.book;
  static const Book compiled_in = embedded_rulebook().as_of();  // it never changes
  return compiled_in;
}

const std::vector<MoneyReport>& ThingCounts::money_reports(std::string_view table) const {
  const auto [known, is_new] = money_reports_.try_emplace(table);
  if (!is_new) return known->second;
  for (const OwedOnDay& round : owed_on_days()) {
    const FormRule& rule = reports_.obligations().rules().rules()[round.form];
    if (std::find(rule.tables.begin(), rule.tables.end(), table) == rule.tables.end()) continue;
    for (const Obligation& one : round.all) {
      const bool has_come =
          one.submission && std::find(one.lacking.begin(), one.lacking.end(), table) == one.lacking.end();
      known->second.push_back({one.period.calendar_year(), one.owner, has_come});
    }
  }
  return known->second;
}

const MoneyFlows& ThingCounts::money_flows(int year) const {
  using ByYear = std::map<std::int64_t, MoneyFlows>;
  const auto& by_year = records::arranged_of(reading_.dataset).of<ByYear>([&] {
    return MoneyFlows::by_year(reading_.dataset, centres_);
  });
  static const MoneyFlows none;
  const auto known = by_year.find(year);
  return known == by_year.end() ? none : known->second;
}

const SupportPaid& ThingCounts::support_paid(int year) const {
  auto known = support_paid_.find(year);
  if (known == support_paid_.end()) {
    const auto entitled = entitlements(book(), reading_.dataset, centres_, year, request_.attributes);
    known = support_paid_
                .try_emplace(year, money_flows(year), areas_.gazetteer(), centres_, entitled, year,
                             money_reports("expenditures"))
                .first;
  }
  return known->second;
}

const ThingCounts::SettlementsOfYear& ThingCounts::settlements_of(int year) const {
  const auto [known, is_new] = settlements_of_.try_emplace(year);
  if (!is_new) return known->second;
  const BudgetCalendar calendar = calendar_of(book(), year);
  if (const CalendarDay* const by_law = calendar.find(approval)) known->second.by_law = *by_law;
  known->second.accounts = settlement_accounts(reading_.dataset, money_flows(year), year).accounts;
  return known->second;
}

Counted ThingCounts::money(const ThingQuestion& question, Parts* parts) const {
  const Dataset& dataset = reading_.dataset;
  const Gazetteer& gazetteer = areas_.gazetteer();
  const MeasureUse& part = question.variant->numerator.front();
  const int year = question.day.year();
  const MoneyFlows& flows = money_flows(year);
  MoneyParts found;
  if (part.measure->id == Measure::support_paid)
    found = support_paid(year).until(question.day);
  else
    found = allocated_of_estimated(flows, gazetteer, year, money_reports("allocations"), question.day);

  Counted counted;
  const std::string word(part.measure->name);
  counted.contributions.reserve(found.contributions.size());
  for (Contribution& one : found.contributions) {
    // A centre counts where it stands: a merger of communes moves none.
    if (found.measure == MoneyMeasure::state_support_paid && one.evidence != MoneyParts::no_evidence)
      one.place = centres_.place(one.evidence, question.day);
    contribute(counted, parts, one.place, one.cell, one.evidence);
    if (!parts) continue;
    ExplanationPart& explained = parts->back();
    explained.reason = {MessageCode::money_of_money,
                        {word, std::to_string(one.cell.numerator), std::to_string(one.cell.lower_den)}};
    if (one.evidence == MoneyParts::no_evidence) {
      explained.subject = one.place == no_version ? "–" : subject(one.place);
    } else if (found.measure == MoneyMeasure::state_support_paid) {
      explained.subject = dataset.text(dataset.tables().centres.centre_id[one.evidence]);
      for (const MoneyFlow& flow : flows.all())
        if (flow.quantity == MoneyQuantity::paid && flow.is_state && flow.year == year && flow.day <= question.day &&
            flow.centre == one.evidence)
          explained.rows.push_back(row_ref(dataset, dataset.tables().expenditures, flow.row));
    } else {
      const MoneyFlow& flow = flows.all()[one.evidence];
      const bool is_estimate = flow.quantity == MoneyQuantity::estimated;
      const Table& table = is_estimate ? static_cast<const Table&>(dataset.tables().budget_estimates)
                                       : static_cast<const Table&>(dataset.tables().allocations);
      explained.subject = subject(one.place);
      explained.rows.push_back(row_ref(dataset, table, flow.row));
    }
  }
  for (const VersionId unit : found.at_last_known) counted.flags.push_back({unit, ResultFlag::stale_denominator});
  for (const VersionId unit : found.without_bounds) lacks(counted, unit);
  return counted;
}

// Where nobody told of the settlements of a year that fall due in the window.
void ThingCounts::add_silent_settlements(Counted& counted, const ThingQuestion& question) const {
  const bool by_record = is_by_record(question.variant->denominator);
  for (int year = reading_.programme.first.year(); year <= question.day.year(); ++year) {
    const auto& by_law = settlements_of(year).by_law;
    // What a silent commune would have stated nobody knows: its settlements are taken for due in the year after theirs.
    const bool falls_due = by_record ? year + 1 == question.day.year()
                                     : by_law && by_law->last_day && question.window.contains(*by_law->last_day);
    if (!falls_due) continue;
    for (const VersionId unit : silent_communes(*question.view, days_of(year), "settlements")) lacks(counted, unit);
  }
}

Counted ThingCounts::settlements(const ThingQuestion& question, Findings& findings, Parts* parts) const {
  const Dataset& dataset = reading_.dataset;
  const bool by_record = is_by_record(question.variant->denominator);
  Counted counted;
  // Settlements come after their year: those of the years before may be due in the window.
  for (int year = reading_.programme.first.year(); year <= question.day.year(); ++year) {
    const SettlementsOfYear& of = settlements_of(year);
    const Reports::Told& told = reports_.of("settlements", days_of(year));
    std::int64_t not_modelled = 0;
    for (const SettlementAccount& account : of.accounts) {
      if (!account.is_state) continue;
      CalendarDay day;
      if (by_record)
        day.last_day = account.stated_due;
      else if (of.by_law)
        day = *of.by_law;
      if (!day.last_day) {
        if (!by_record && year + 1 == question.day.year()) ++not_modelled;
        continue;
      }
      if (!question.window.contains(*day.last_day)) continue;
      const std::optional<Date> done = by_record ? account.submitted_on : account.approved_on;
      const DueState state = due_state(day, done, question.day);
      Answer answer = Answer::failing;
      if (state == DueState::on_time) answer = Answer::passing;
      if (state == DueState::not_yet_due) continue;
      if (state == DueState::undetermined) answer = Answer::unknown;
      if (state == DueState::missing && !told.is_known(account.unit)) answer = Answer::unknown;
      contribute(counted, parts, account.unit, Cell::of(answer));
      flag_changed(counted, account.unit);
      if (!parts) continue;
      parts->back().subject = subject(account.unit);
      parts->back().reason = {
          MessageCode::settlement_stands,
          {std::to_string(year), std::string(dataset.text(account.fund)),
           std::string(answer == Answer::unknown ? "undetermined" : name(state)), day.last_day->iso()}};
      if (account.row) parts->back().rows.push_back(row_ref(dataset, dataset.tables().settlements, *account.row));
    }
    if (not_modelled > 0)
      findings.push_back({{MessageCode::settlements_not_modelled,
                           {question.indicator->id, std::to_string(year), std::to_string(not_modelled)}},
                          {},
                          RowOutcome::kept});
  }
  return counted;
}

}  // namespace hoctap::indicator
