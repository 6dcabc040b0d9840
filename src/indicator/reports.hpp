// What was reported, asked often: obligations with their answers remembered.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "hoctap/forms/obligations.hpp"
#include "indicator/unusable_rows.hpp"

namespace hoctap::indicator {

class Reports {
 public:
  // Keeps references.
  Reports(const Obligations& obligations, const Dataset& dataset, const Areas& areas)
      : obligations_(obligations), unusable_(dataset, areas) {}

  // `table` must outlive this: a literal.
  bool came(std::string_view table, VersionId place, const Validity& span) const {
    const auto [known, is_new] = known_.try_emplace({table, place, span}, false);
    if (is_new) known->second = obligations_.is_reported(table, place, span);
    return known->second;
  }
  // Why nothing follows from what is not there: the year's form did not come, or rows of it could not be used.
  // Nothing where all of it is known.
  std::optional<Message> why_unknown(std::string_view table, VersionId place, const Validity& span, int year) const {
    if (!came(table, place, span)) return Message{MessageCode::form_silent, {std::to_string(year)}};
    if (const std::int64_t lost = unusable_.count(table, place, span); lost > 0)
      return Message{MessageCode::rows_of_form_unusable, {std::to_string(lost)}};
    return std::nullopt;
  }
  const Obligations& obligations() const { return obligations_; }
  const UnusableRows& unusable() const { return unusable_; }

 private:
  const Obligations& obligations_;
  UnusableRows unusable_;
  mutable std::map<std::tuple<std::string_view, VersionId, Validity>, bool> known_;
};

}  // namespace hoctap::indicator
