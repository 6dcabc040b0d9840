// What was reported, asked often: obligations with their answers remembered.
#pragma once

#include <map>
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
  const Obligations& obligations() const { return obligations_; }
  const UnusableRows& unusable() const { return unusable_; }

 private:
  const Obligations& obligations_;
  UnusableRows unusable_;
  mutable std::map<std::tuple<std::string_view, VersionId, Validity>, bool> known_;
};

}  // namespace hoctap::indicator
