// What was reported, asked often: obligations with their answers remembered.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/forms/obligations.hpp"
#include "indicator/unusable_rows.hpp"

namespace hoctap::indicator {

class Reports {
 public:
  // Keeps references.
  Reports(const Obligations& obligations, const Dataset& dataset, const Areas& areas)
      : obligations_(obligations), areas_(areas), unusable_(dataset, areas) {}

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
        : told_(reports.obligations_.of(table, span)), unusable_(reports.unusable_), table_(table), span_(span) {}
    std::int64_t lost(VersionId place) const { return unusable_.count(table_, place, span_); }

    Obligations::OfSpan told_;
    const UnusableRows& unusable_;
    std::string_view table_;
    Validity span_;
  };
  Told of(std::string_view table, const Validity& span) const { return {*this, table, span}; }
  const Obligations& obligations() const { return obligations_; }
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
      known = {true, obligations_.is_reported(table, place, span), unusable_.count(table, place, span)};
    return known;
  }

  const Obligations& obligations_;
  const Areas& areas_;
  UnusableRows unusable_;
  mutable std::vector<OfSpan> spans_;  // a handful
};

}  // namespace hoctap::indicator
