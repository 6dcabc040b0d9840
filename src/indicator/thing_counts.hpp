// What is counted by things that are neither centres nor labourers: communes, villages, posts, requests, reports,
// persons, titles, sessions, money, duties, and the values of a table of one's own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/indicator/catalogue.hpp"
#include "hoctap/indicator/evaluate.hpp"
#include "hoctap/measure/centre_register.hpp"
#include "hoctap/measure/money_measures.hpp"
#include "indicator/areas.hpp"
#include "indicator/code_test.hpp"
#include "indicator/counted.hpp"
#include "indicator/reports.hpp"

namespace hoctap::indicator {

// An indicator in a variant, read on a day.
struct ThingQuestion {
  const IndicatorInfo* indicator = nullptr;
  const IndicatorVariant* variant = nullptr;
  Period period;
  Date day;
  Validity window;
  const View* view = nullptr;  // whose communes are counted
};

class ThingCounts {
 public:
  // Keeps references.
  ThingCounts(const Reading& reading, const CentreRegister& centres, const Areas& areas, const Reports& reports,
              const Request& request)
      : reading_(reading), centres_(centres), areas_(areas), reports_(reports), request_(request) {}

  Counted count(const ThingQuestion& question, Findings& findings, Parts* parts) const;

 private:
  struct Found {
    Answer answer = Answer::failing;
    Grounds grounds;
  };
  // A row at a place, and whether it is what is asked for.
  struct Placed {
    std::uint32_t row = 0;
    VersionId place = no_version;
    std::optional<Date> day;
    Answer answer = Answer::passing;
  };

  Counted communes(const ThingQuestion& question, Parts* parts) const;
  Found in_commune(const ThingQuestion& question, const MeasureUse& use, const std::vector<Placed>& rows,
                   VersionId commune) const;
  Found topics_of(const ThingQuestion& question, const std::vector<Placed>& rows, VersionId commune) const;
  std::vector<Placed> activities(const ThingQuestion& question, const MeasureUse& use) const;
  std::vector<Placed> titles(const ThingQuestion& question, const MeasureUse& use) const;
  std::vector<Placed> sessions(const ThingQuestion& question, const MeasureUse& use) const;
  Counted villages(const ThingQuestion& question, Parts* parts) const;
  Counted posts(const ThingQuestion& question, Parts* parts) const;
  Counted requests(const ThingQuestion& question, Parts* parts) const;
  Counted reports(const ThingQuestion& question, Parts* parts) const;
  Counted speakers(const ThingQuestion& question, Parts* parts) const;
  Counted receipts(const ThingQuestion& question, Parts* parts) const;
  Counted money(const ThingQuestion& question, Parts* parts) const;
  Counted settlements(const ThingQuestion& question, Findings& findings, Parts* parts) const;
  Counted distinct_titles(const ThingQuestion& question, Parts* parts) const;
  Counted held(const ThingQuestion& question, Parts* parts) const;  // sessions, or their turns
  Counted programmes(const ThingQuestion& question, Parts* parts) const;
  Counted disadvantaged(const ThingQuestion& question, Parts* parts) const;
  Counted retrained(const ThingQuestion& question, Parts* parts) const;
  Counted duties(const ThingQuestion& question, Parts* parts) const;
  Counted own(const ThingQuestion& question, Findings& findings, Parts* parts) const;

  // Where a centre stood, as fine as is known; a session's village, else where its centre stood.
  void lacks(Counted& counted, VersionId place) const;
  // Communes of the territory on the day in which nobody told of the table.
  std::vector<VersionId> silent_communes(const ThingQuestion& question, std::string_view table) const;
  void lacks_silent(Counted& counted, const ThingQuestion& question, std::string_view table) const;
  void flag_changed(Counted& counted, VersionId unit) const;
  std::string subject(VersionId place) const;
  const Book& book() const;
  std::vector<MoneyReport> money_reports(std::string_view table) const;

  const Reading& reading_;
  const CentreRegister& centres_;
  const Areas& areas_;
  const Reports& reports_;
  const Request& request_;
  mutable std::optional<Book> compiled_in_;
};

}  // namespace hoctap::indicator
