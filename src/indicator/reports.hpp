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
  Reports(const Reading& reading, const Areas& areas) : reading_(reading), unusable_(reading.dataset, areas) {}

  // One table in one span of time, to be asked of many places.
  class Told {
   public:
    // Whether something follows from what is not there: the forms came, and all rows of them could be used.
    bool is_known(VersionId place) const { return came(place) && lost(place) == 0; }
    bool came(VersionId place) const { return told_.is_reported(place); }
    std::int64_t lost(VersionId place) const { return unusable_->count(table_, place, span_); }

   private:
    friend class Reports;
    Told(const Reports& reports, std::string_view table, const Validity& span)
        : told_(reports.telling(table).of(table, span)), unusable_(&reports.unusable_), table_(table), span_(span) {}

    Obligations::OfSpan told_;
    const UnusableRows* unusable_;
    std::string_view table_;
    Validity span_;
  };
  // `table` must outlive this: a literal, or the name of a table.
  bool came(std::string_view table, VersionId place, const Validity& span) const { return of(table, span).came(place); }
  bool is_known(std::string_view table, VersionId place, const Validity& span) const {
    return of(table, span).is_known(place);
  }
  // Why not, where it is not known.
  Message why_unknown(std::string_view table, VersionId place, const Validity& span, int year) const {
    const Told& told = of(table, span);
    if (!told.came(place)) return {MessageCode::form_silent, {std::to_string(year)}};
    return {MessageCode::rows_of_form_unusable, {std::to_string(told.lost(place))}};
  }
  // Found once; the same is mostly asked of many places in a row.
  const Told& of(std::string_view table, const Validity& span) const {
    const auto is_it = [&](const std::unique_ptr<const Told>& one) {
      return one->span_ == span && one->table_ == table;
    };
    if (last_ < told_.size() && is_it(told_[last_])) return *told_[last_];
    last_ = static_cast<std::size_t>(std::find_if(told_.begin(), told_.end(), is_it) - told_.begin());
    if (last_ == told_.size()) told_.emplace_back(new Told(*this, table, span));
    return *told_[last_];
  }
  const Obligations& obligations() const { return reading_.obligations; }
  const UnusableRows& unusable() const { return unusable_; }

 private:
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
      std::vector<FormRule> all;
      for (const FormRule& one : rules) {
        if (one.is_owed) continue;
        FormRule& rule = all.emplace_back(one);
        rule.is_owed = true;
        if (!rule.due.days_after_end && rule.due.days_of_year.empty()) rule.due.days_after_end = 0;
      }
      as_if_owed_ =
          std::make_unique<Obligations>(reading_.dataset, FormRules(std::move(all)), reading_.programme, owed.day());
    }
    return *as_if_owed_;
  }

  const Reading& reading_;
  UnusableRows unusable_;
  mutable std::vector<std::unique_ptr<const Told>> told_;  // by table and span
  mutable std::size_t last_ = 0;                           // that was asked for
  mutable std::unique_ptr<Obligations> as_if_owed_;
};

}  // namespace hoctap::indicator
