#include "hoctap/indicator/catalogue.hpp"

#include <algorithm>
#include <array>

namespace hoctap {
namespace {

constexpr std::array<std::string_view, 6> window_names{"day",         "quarter",       "year",
                                                       "school_year", "twelve_months", "plan"};

}  // namespace

std::string_view name(Window window) { return window_names.at(static_cast<std::size_t>(window)); }

std::string_view name(RollUp roll_up) { return roll_up == RollUp::sum ? "sum" : "distinct"; }

bool IndicatorInfo::is_calculated() const {
  return std::all_of(variants.begin(), variants.end(), [](const IndicatorVariant& variant) {
    return (variant.denominator.measure == nullptr || variant.denominator.measure->is_calculated) &&
           std::all_of(variant.numerator.begin(), variant.numerator.end(),
                       [](const MeasureUse& use) { return use.measure->is_calculated; });
  });
}

const IndicatorVariant* IndicatorInfo::find_variant(std::string_view variant) const {
  const auto found =
      std::find_if(variants.begin(), variants.end(), [&](const IndicatorVariant& one) { return one.id == variant; });
  return found == variants.end() ? nullptr : &*found;
}

Catalogue Catalogue::embedded() {
  static const Catalogue known = read(Document::embedded("indicators.toml"));
  return known;
}

Catalogue Catalogue::with(const Catalogue& other) const {
  std::vector<IndicatorInfo> all;
  for (const IndicatorInfo& info : indicators())
    if (other.find(info.id) == nullptr) all.push_back(info);
  all.insert(all.end(), other.indicators().begin(), other.indicators().end());
  Catalogue both;
  both.indicators_ = std::make_shared<const std::vector<IndicatorInfo>>(std::move(all));
  return both;
}

std::span<const IndicatorInfo> Catalogue::indicators() const { return *indicators_; }

const IndicatorInfo* Catalogue::find(std::string_view id) const {
  const auto found =
      std::find_if(indicators_->begin(), indicators_->end(), [&](const IndicatorInfo& one) { return one.id == id; });
  return found == indicators_->end() ? nullptr : &*found;
}

}  // namespace hoctap
