// The district counts the same on its 21 old and its five new communes. The oracle counts raw records and never asks
// where a commune went.
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hoctap/indicator/evaluate.hpp"
#include "support/district.hpp"

namespace hoctap {
namespace {

using testing_support::District;

const std::vector<std::string> communes_of_2023{"07375", "07378", "07381", "07384", "07387", "07390", "07393",
                                                "07396", "07399", "07402", "07405", "07408", "07411", "07414",
                                                "07417", "07420", "07426", "07429", "07432", "07435", "07438"};
const std::vector<std::string> communes_of_2025{"07375", "07381", "07399", "07420", "07432"};

struct Raw {
  std::set<std::uint64_t> labourers;
  std::set<std::uint64_t> learners;
  std::int64_t equipped = 0;
  std::int64_t short_of_something = 0;
  std::int64_t not_counted = 0;
  std::int64_t planned = 0;
};

const std::string& any(const std::vector<std::string>& codes) {
  return codes[*rc::gen::inRange<std::size_t>(0, codes.size())];
}

Reading random_district(Raw& raw) {
  District district(embedded_gazetteer(), "217");
  district.file("2023-09-30");
  for (const std::string& commune : communes_of_2023) {
    district.centre("C" + commune, commune);
    switch (*rc::gen::inRange(0, 3)) {
      case 0:
        district.equipped("C" + commune, "2025-06-30");
        ++raw.equipped;
        break;
      case 1:
        district.equipped("C" + commune, "2025-06-30", 0);
        ++raw.short_of_something;
        break;
      default:
        ++raw.not_counted;
    }
    if (*rc::gen::inRange(0, 2) == 1) {
      district.plan("C" + commune, 2025, "2025-03-01");
      ++raw.planned;
    }
  }
  const auto people = *rc::gen::inRange<std::uint64_t>(0, 60);
  for (std::uint64_t person = 1; person <= people; ++person) {
    district.resident({.person = person, .unit = any(communes_of_2023)});
    raw.labourers.insert(person);
  }
  const auto sessions = *rc::gen::inRange(0, 10);
  for (int i = 0; i < sessions; ++i) {
    std::set<std::uint64_t> who;
    for (auto n = *rc::gen::inRange(0, 6); n > 0 && people > 0; --n)
      who.insert(*rc::gen::inRange<std::uint64_t>(1, people + 1));
    district.session({.id = "S" + std::to_string(i), .centre = "C" + any(communes_of_2023), .date = "2024-05-01"},
                     {who.begin(), who.end()});
    raw.learners.insert(who.begin(), who.end());
  }
  // Arrivals that only the new communes know of, and sessions there.
  district.file("2025-12-31");
  const auto arrivals = *rc::gen::inRange<std::uint64_t>(0, 10);
  for (std::uint64_t person = 1001; person <= 1000 + arrivals; ++person) {
    district.resident({.person = person, .unit = any(communes_of_2025), .from = "2025-08-01"});
    raw.labourers.insert(person);
  }
  return std::move(district).reading();
}

RC_GTEST_PROP(LangGiang, CountsTheSameOnOldAndNewCommunes, ()) {
  Raw raw;
  const Reading reading = random_district(raw);
  const Period period = Period::parse("2025Q4");
  for (const char* view : {"plan_territory", "as_reported", "current", "2025-03-31", "2023-07-01"}) {
    Request request;
    request.periods = {period};
    request.view = ViewChoice::parse(view);
    const Result result = evaluate(reading, request);
    const Cell learning = result.row("", "T4a", period).cell;
    RC_ASSERT(learning.denominator == static_cast<std::int64_t>(raw.labourers.size()));
    RC_ASSERT(learning.numerator == static_cast<std::int64_t>(raw.learners.size()));
    const Cell equipped = result.row("", "T1", period).cell;
    RC_ASSERT(equipped.numerator == raw.equipped);
    RC_ASSERT(equipped.denominator == raw.equipped + raw.short_of_something);
    RC_ASSERT(equipped.unreported == raw.not_counted);
    const Cell planned = result.row("", "T2", period).cell;
    RC_ASSERT(planned.numerator == raw.planned && planned.denominator == 21);

    // The units and what only several of them hold together add up to the territory, each counted once.
    std::map<std::string, Cell> sums;
    std::map<std::string, std::set<VersionId>> together;
    for (const ResultRow& row : result.rows())
      if (row.kind == RowKind::joint) together[row.indicator].insert(row.units.begin(), row.units.end());
    for (const ResultRow& row : result.rows()) {
      const bool is_alone = row.kind == RowKind::unit && !together[row.indicator].contains(row.units.front());
      if (is_alone || row.kind == RowKind::joint) sums[row.indicator] += row.cell;
    }
    for (const auto& [indicator, sum] : sums) RC_ASSERT(sum == result.row("", indicator, period).cell);
  }
}

}  // namespace
}  // namespace hoctap
