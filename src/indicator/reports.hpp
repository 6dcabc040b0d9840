// What was reported, asked often: obligations with their answers remembered. Of a table that only forms carry which
// nobody owes, silence says nothing: it is known where such a form came.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/forms/read.hpp"
#include "indicator/unusable_rows.hpp"

namespace hoctap::indicator {

class Reports {
 public:
  // Keeps references.
  Reports(const Reading& reading, const Areas& areas)
      : reading_(reading), areas_(areas), unusable_(reading.dataset, areas) {}

  // `table` must outlive this: a literal, or the name of a table.
  bool came(std::string_view table, VersionId place, const Validity& span) const {
    return known(table, place, span).came;
  }
  // Whether something follows from what is not there: the forms came, and all rows of them could be used.
  bool is_known(std::string_view table, VersionId place, const Validity& span) const {
    const Known& what = known(table, place, span);
    return what.came && what.lost == 0;
  }
  // Why not, where it is not known.
  Message why_unknown(std::string_view table, VersionId place, const Validity& span, int year) const {
    const Known& what = known(table, place, span);
    if (!what.came) return {MessageCode::form_silent, {std::to_string(year)}};
    return {MessageCode::rows_of_form_unusable, {std::to_string(what.lost)}};
  }
  // One table in one span of time, to be asked of many places.
  class Told {
   public:
    bool is_known(VersionId place) const { return told_.is_reported(place) && lost(place) == 0; }

   private:
    friend class Reports;
    Told(const Reports& reports, std::string_view table, const Validity& span)
        : told_(reports.telling(table).of(table, span)), unusable_(reports.unusable_), table_(table), span_(span) {}
    std::int64_t lost(VersionId place) const { return unusable_.count(table_, place, span_); }

    Obligations::OfSpan told_;
    const UnusableRows& unusable_;
    std::string_view table_;
    Validity span_;
  };
  Told of(std::string_view table, const Validity& span) const { return {*this, table, span}; }
  const Obligations& obligations() const { return reading_.obligations; }
  const UnusableRows& unusable() const { return unusable_; }

 private:
  struct Known {
    bool is_asked = false;
    bool came = false;
    std::int64_t lost = 0;  // rows
  };
  struct OfSpan {
    std::string_view table;
    Validity span;
    std::vector<Known> by_place;
    Known nowhere;
  };

  const Known& known(std::string_view table, VersionId place, const Validity& span) const {
    const auto is_asked_of = [&](const OfSpan& one) { return one.span == span && one.table == table; };
    auto of_span = std::find_if(spans_.begin(), spans_.end(), is_asked_of);
    if (of_span == spans_.end()) {
      const std::size_t places = areas_.gazetteer().versions().size();
      of_span = spans_.insert(spans_.end(), {table, span, std::vector<Known>(places), {}});
    }
    Known& known = place < of_span->by_place.size() ? of_span->by_place[place] : of_span->nowhere;
    if (!known.is_asked)
      known = {true, telling(table).is_reported(table, place, span), unusable_.count(table, place, span)};
    return known;
  }

  // The obligations that say whether the table was told of.
  const Obligations& telling(std::string_view table) const {
    const Obligations& owed = reading_.obligations;
    const auto rules = owed.rules().rules();
    const auto carries = [&](const FormRule& rule) {
      return std::find(rule.tables.begin(), rule.tables.end(), table) != rule.tables.end();
    };
    const bool is_owed =
        std::any_of(rules.begin(), rules.end(), [&](const FormRule& rule) { return rule.is_owed && carries(rule); });
    if (is_owed || std::none_of(rules.begin(), rules.end(), carries)) return owed;
    if (!as_if_owed_) {
      std::vector<FormRule> all(rules.begin(), rules.end());
      for (FormRule& rule : all) {
        rule.is_owed = true;
        if (!rule.due.days_after_end && rule.due.days_of_year.empty()) rule.due.days_after_end = 0;
      }
      as_if_owed_ =
          std::make_unique<Obligations>(reading_.dataset, FormRules(std::move(all)), reading_.programme, owed.day());
    }
    return *as_if_owed_;
  }

  const Reading& reading_;
  const Areas& areas_;
  UnusableRows unusable_;
  mutable std::vector<OfSpan> spans_;  // a handful
  mutable std::unique_ptr<Obligations> as_if_owed_;
};

}  // namespace hoctap::indicator
