#include "hoctap/indicator/catalogue.hpp"

#include <algorithm>
#include <array>

namespace hoctap {
namespace {

constexpr std::array equipped{IndicatorVariant{"default", MessageCode::rule_t1}};
constexpr std::array planned{IndicatorVariant{"default", MessageCode::rule_t2},
                             IndicatorVariant{"on_time", MessageCode::rule_t2_on_time}};
constexpr std::array funded{IndicatorVariant{"default", MessageCode::rule_t3},
                            IndicatorVariant{"on_time", MessageCode::rule_t3_on_time},
                            IndicatorVariant{"disbursed", MessageCode::rule_t3_disbursed},
                            IndicatorVariant{"state_only", MessageCode::rule_t3_state_only}};
constexpr std::array learning{IndicatorVariant{"default", MessageCode::rule_t4a},
                              IndicatorVariant{"per_year", MessageCode::rule_t4a_per_year},
                              IndicatorVariant{"twelve_months", MessageCode::rule_t4a_twelve_months}};
constexpr std::array trained{IndicatorVariant{"default", MessageCode::rule_t4b},
                             IndicatorVariant{"base_learners", MessageCode::rule_t4b_base_learners},
                             IndicatorVariant{"completed", MessageCode::rule_t4b_completed},
                             IndicatorVariant{"certified", MessageCode::rule_t4b_certified},
                             IndicatorVariant{"stock", MessageCode::rule_t4b_stock}};
constexpr std::array transfer{IndicatorVariant{"default", MessageCode::rule_t5},
                              IndicatorVariant{"sector", MessageCode::rule_t5_sector},
                              IndicatorVariant{"per_year", MessageCode::rule_t5_per_year},
                              IndicatorVariant{"twelve_months", MessageCode::rule_t5_twelve_months}};

constexpr std::array catalogue{
    IndicatorInfo{"T1", MessageCode::title_t1, CountedUnit::centre, false, false, equipped},
    IndicatorInfo{"T2", MessageCode::title_t2, CountedUnit::centre_year, true, false, planned},
    IndicatorInfo{"T3", MessageCode::title_t3, CountedUnit::centre_year, true, false, funded},
    IndicatorInfo{"T4a", MessageCode::title_t4a, CountedUnit::worker, false, true, learning},
    IndicatorInfo{"T4b", MessageCode::title_t4b, CountedUnit::worker, false, true, trained},
    IndicatorInfo{"T5", MessageCode::title_t5, CountedUnit::worker, false, true, transfer},
};

template <class Things>
auto find(const Things& things, std::string_view id) {
  const auto found = std::find_if(things.begin(), things.end(), [&](const auto& one) { return one.id == id; });
  return found == things.end() ? nullptr : &*found;
}

}  // namespace

std::string_view name(CountedUnit unit) {
  switch (unit) {
    case CountedUnit::centre:
      return "centre";
    case CountedUnit::centre_year:
      return "centre_year";
    case CountedUnit::worker:
      break;
  }
  return "worker";
}

std::span<const IndicatorInfo> indicators() { return catalogue; }

const IndicatorInfo* find_indicator(std::string_view id) { return find(catalogue, id); }

const IndicatorVariant* find_variant(const IndicatorInfo& indicator, std::string_view id) {
  return find(indicator.variants, id);
}

}  // namespace hoctap
