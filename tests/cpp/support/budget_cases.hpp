// The golden budgets of tests/golden/law/budgets: tables, what is asked, and what comes out, worked out by hand.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "hoctap/budget/execution.hpp"
#include "hoctap/budget/review.hpp"
#include "hoctap/budget/settlement.hpp"
#include "support/estimate_cases.hpp"
#include "support/source_dir.hpp"

namespace hoctap::test {

inline fs::path budget_cases() { return testing_support::source_dir() / "tests" / "golden" / "law" / "budgets"; }

inline std::vector<std::string> budget_case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(budget_cases())) {
    if (entry.is_directory()) names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

struct BudgetCase {
  int year = 0;
  Date asked;
  Dataset dataset;
  ReviewOptions options;
};

inline BudgetCase budget_case(const std::string& name) {
  const fs::path folder = budget_cases() / name;
  const Document document = Document::load((folder / "case.toml").string());
  const Node root = document.root();
  BudgetCase one;
  one.year = static_cast<int>(root.get("year").integer());
  const LocalDate asked = root.get("asked").date();
  one.asked = Date::of(asked.year, asked.month, asked.day);
  one.options.attributes.all = attributes_in(root);
  if (const auto totals = root.find("totals")) {
    for (const Node& total : totals->elements())
      one.options.totals.push_back(
          {total.get("estimate").text(), total.text_or("fund", ""), total.get("amount").integer()});
  }
  testing_support::DatasetMaker maker;
  for (const char* table :
       {"units", "centres", "centre_places", "budget_estimates", "allocations", "expenditures", "settlements"}) {
    const fs::path file = folder / "tables" / (std::string(table) + ".csv");
    if (fs::exists(file)) maker.add(table, read_file(file.string()), Date::of(one.year, 12, 31));
  }
  one.dataset = maker.finish();
  return one;
}

inline std::string truth(bool is) { return is ? "True" : "False"; }
inline std::string mark_text(const std::optional<Mark>& mark) {
  return mark ? std::string(name(*mark)) : std::string();
}
inline std::string code_text(const Dataset& dataset, VersionId unit) {
  return unit == no_version ? std::string() : dataset.gazetteer().version(unit).code;
}
inline std::string centre_text(const Dataset& dataset, std::uint32_t centre) {
  return centre == CentreRegister::no_centre ? std::string()
                                             : std::string(dataset.text(dataset.tables().centres.centre_id[centre]));
}

inline std::vector<CaseRow> estimate_rows(const EstimateReview& review) {
  std::vector<CaseRow> rows;
  for (const ReviewedEstimate& one : review.estimates) {
    rows.push_back({{"estimate_id", std::string(review.dataset.text(one.id))},
                    {"version", std::to_string(one.version)},
                    {"is_approved", truth(one.is_approved)},
                    {"lines", std::to_string(one.lines)},
                    {"lines_broken", std::to_string(one.lines_broken)},
                    {"lines_unchecked", std::to_string(one.lines_unchecked)},
                    {"amount", std::to_string(one.amount)},
                    {"stated", number_text(one.stated)},
                    {"sums_agree", truth(one.sums_agree)},
                    {"verdict", std::string(name(one.verdict))},
                    {"mark", mark_text(one.mark)}});
  }
  return rows;
}

inline std::vector<CaseRow> centre_year_rows(const EstimateReview& review) {
  std::vector<CaseRow> rows;
  for (const ReviewedCentreYear& one : review.centre_years) {
    rows.push_back({{"centre_id", centre_text(review.dataset, one.centre)},
                    {"lines", std::to_string(one.lines)},
                    {"lines_broken", std::to_string(one.lines_broken)},
                    {"lines_unchecked", std::to_string(one.lines_unchecked)},
                    {"amount", std::to_string(one.amount)},
                    {"verdict", std::string(name(one.verdict))},
                    {"mark", mark_text(one.mark)}});
  }
  return rows;
}

inline std::vector<CaseRow> bound_rows(const EstimateReview& review) {
  std::vector<CaseRow> rows;
  for (const ReviewedBound& one : review.bounds) {
    rows.push_back(
        {{"centre_id",
          one.centre_year ? centre_text(review.dataset, review.centre_years[*one.centre_year].centre) : std::string()},
         {"content", review.book.rulebook().contents()[one.content].id},
         {"bound", number_text(one.bound)},
         {"found", number_text(one.found)},
         {"differs", number_text(one.differs)},
         {"verdict", std::string(name(one.verdict))},
         {"norm", one.norm == no_norm ? std::string() : review.book.rulebook().norms()[one.norm].id}});
  }
  return rows;
}

inline std::vector<CaseRow> sum_rows(const Execution& done) {
  std::vector<CaseRow> rows;
  for (const ExecutionSum& one : done.sums) {
    rows.push_back({{"unit", code_text(done.dataset, one.unit)},
                    {"centre_id", centre_text(done.dataset, one.centre)},
                    {"year", std::to_string(one.year)},
                    {"fund", std::string(done.dataset.text(one.fund))},
                    {"estimated", std::to_string(one.estimated)},
                    {"allocated", std::to_string(one.allocated)},
                    {"paid", std::to_string(one.paid)},
                    {"left", std::to_string(one.left)}});
  }
  return rows;
}

inline std::vector<CaseRow> settlement_rows(const SettlementReview& review) {
  std::vector<CaseRow> rows;
  for (const SettlementItem& one : review.items) {
    rows.push_back({{"unit", code_text(review.dataset, one.unit)},
                    {"fund", std::string(review.dataset.text(one.fund))},
                    {"allocated", std::to_string(one.allocated)},
                    {"paid", std::to_string(one.paid)},
                    {"left", std::to_string(one.left)},
                    {"settled", number_text(one.settled)},
                    {"state", std::string(name(one.state))},
                    {"lapses", std::to_string(one.lapses)},
                    {"carries_over", std::to_string(one.carries_over)},
                    {"not_modelled", std::to_string(one.not_modelled)}});
  }
  return rows;
}

}  // namespace hoctap::test
