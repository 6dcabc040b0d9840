#include "budget/estimate_lines.hpp"

#include <algorithm>
#include <utility>

#include "core/suggestions.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/money/checked.hpp"

namespace hoctap {
namespace {

template <class Items>
std::string nearest_ids(std::string_view word, const Items& items) {
  std::vector<std::string> ids;
  for (const auto& item : items) ids.push_back(item.id);
  return suggestions(word, ids);
}

void check_content(const Rulebook& rulebook, const std::string& id) {
  if (rulebook.find_content(id) == nullptr)
    throw NotFound({MessageCode::unknown_content, {id, nearest_ids(id, rulebook.contents())}});
}

void check_attributes(const Rulebook& rulebook, const AttributeValues& attributes) {
  for (const auto& [id, value] : attributes) {
    const Attribute* const attribute = rulebook.find_attribute(id);
    if (attribute == nullptr)
      throw NotFound({MessageCode::unknown_attribute, {id, nearest_ids(id, rulebook.attributes())}});
    const auto is_it = [&value = value](const AttributeValue& known) { return known.id == value; };
    if (!attribute->is_open() && std::none_of(attribute->values.begin(), attribute->values.end(), is_it))
      throw NotFound({MessageCode::unknown_value, {value, id, nearest_ids(value, attribute->values)}});
  }
}

bool fits(const AttributeValues& stated, const AttributeValues& of_line) {
  return std::all_of(stated.begin(), stated.end(),
                     [&](const auto& one) { return std::find(of_line.begin(), of_line.end(), one) != of_line.end(); });
}

void check_not_negative(const std::string& what, std::int64_t number) {
  if (number < 0) throw InvalidValue({MessageCode::value_negative, {what, std::to_string(number)}});
}

Verdict verdict_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::ceiling:
      return Verdict::within;
    case Outcome::actual_cost:
      return Verdict::at_actual_cost;
    case Outcome::not_permitted:
      return Verdict::not_permitted;
    case Outcome::norm_missing:
      return Verdict::norm_missing;
    case Outcome::input_missing:
      return Verdict::input_missing;
    case Outcome::depends_on_date:
      return Verdict::depends_on_date;
    case Outcome::not_checkable:
      break;
  }
  return Verdict::not_checkable;
}

// The sessions of the norm that so many periods make; nothing where they make no whole number.
std::optional<std::int64_t> sessions_of(std::int64_t periods, std::optional<std::int64_t> periods_per_session) {
  if (!periods_per_session || *periods_per_session <= 0 || periods % *periods_per_session != 0) return std::nullopt;
  return periods / *periods_per_session;
}

MissingInput price_missing() { return {"price", {.vi = "đơn giá", .en = "unit price"}}; }
MissingInput date_missing() { return {"planned_on", {.vi = "ngày dự kiến", .en = "planned date"}}; }
MissingInput decision_missing() { return {"decided_on", {.vi = "ngày quyết định", .en = "date of the decision"}}; }

}  // namespace

LineDrafter::LineDrafter(const Book& book, int year, const EstimateOptions& options)
    : book_(book), year_(year), options_(options) {
  const Rulebook& rulebook = book.rulebook();
  check_attributes(rulebook, options.attributes);
  for (const UnitAttributes& of : options.unit_attributes) check_attributes(rulebook, of.attributes);
  for (const StatedPrice& price : options.prices) {
    check_content(rulebook, price.content);
    check_attributes(rulebook, price.attributes);
    check_not_negative(price.content, price.amount);
  }
  for (const StatedNumber& number : options.numbers) {
    check_content(rulebook, number.content);
    check_attributes(rulebook, number.attributes);
    check_not_negative(number.content, number.number);
    const auto& units = rulebook.find_content(number.content)->unit;
    if (std::find(units.begin(), units.end(), number.unit) == units.end())
      throw NotFound({MessageCode::unknown_unit_of_count, {number.unit, suggestions(number.unit, units)}});
  }
}

const Choice& LineDrafter::choose(const std::string& content, const AttributeValues& attributes,
                                  std::optional<Date> date) {
  std::string key = content + '\n' + (date ? std::to_string(date->days()) : std::string());
  for (const auto& [id, value] : attributes) key += '\n' + id + '=' + value;
  const auto found = choices_.find(key);
  if (found != choices_.end()) return found->second;
  return choices_.emplace(std::move(key), book_.choose({content, attributes, date, year_, options_.decided_on}))
      .first->second;
}

const Content& LineDrafter::content_of(const EstimateLine& line) const {
  return book_.rulebook().contents()[line.content];
}

std::vector<MissingInput> LineDrafter::missing_of(const Choice& choice) const {
  std::vector<MissingInput> missing;
  if (choice.ruling.outcome == Outcome::depends_on_date) missing.push_back(date_missing());
  if (choice.ruling.outcome != Outcome::input_missing) return missing;
  for (const PassedNorm& passed : choice.passed_over) {
    if (passed.reason != PassReason::attribute_missing) continue;
    const Attribute* const attribute = book_.rulebook().find_attribute(passed.detail);
    MissingInput input{passed.detail, attribute == nullptr ? BilingualText{} : attribute->name};
    if (std::find(missing.begin(), missing.end(), input) == missing.end()) missing.push_back(std::move(input));
  }
  if (missing.empty()) missing.push_back(decision_missing());
  return missing;
}

std::optional<std::int64_t> LineDrafter::stated_price(const EstimateLine& line) const {
  std::optional<std::int64_t> found;
  const std::string& id = content_of(line).id;
  for (const StatedPrice& price : options_.prices) {
    if (price.content != id || !fits(price.attributes, line.attributes)) continue;
    if (found) throw InvalidValue({MessageCode::two_inputs_fit, {id}});
    found = price.amount;
  }
  return found;
}

std::optional<std::int64_t> LineDrafter::stated_number(const EstimateLine& line, std::string_view unit) const {
  std::optional<std::int64_t> found;
  const std::string& id = content_of(line).id;
  for (const StatedNumber& number : options_.numbers) {
    if (number.content != id || number.unit != unit || !fits(number.attributes, line.attributes)) continue;
    if (found) throw InvalidValue({MessageCode::two_inputs_fit, {id}});
    found = number.number;
  }
  return found;
}

void LineDrafter::set_factors(EstimateLine& line, const Ruling& ruling, const NeedNumbers& numbers) const {
  const auto& units = content_of(line).unit;
  for (std::size_t f = 0; f < units.size(); ++f) {
    auto& factor = line.factors[f];
    MissingInput missing;
    factor = stated_number(line, units[f]);
    if (!factor) {
      factor = numbers.number(units[f], missing);
      line.is_assumed |= factor && numbers.is_assumed(units[f]);
    }
    if (!factor && ruling.norm != no_norm) {
      if (const auto periods = numbers.periods_instead_of(units[f]))
        factor = sessions_of(*periods, book_.rulebook().norms()[ruling.norm].periods_per_session);
    }
    if (!factor) {
      line.missing.push_back(std::move(missing));
      continue;
    }
    if (ruling.limits == 0) continue;
    const std::int64_t limit = book_.factor_limits()[ruling.limits - 1][f];
    line.is_limited |= *factor > limit;
    factor = std::min(*factor, limit);
  }
}

// Nothing where a factor is missing.
std::optional<std::int64_t> LineDrafter::times_factors(const EstimateLine& line, std::int64_t price) const {
  std::int64_t product = price;
  bool is_nothing = price == 0;
  for (std::size_t f = 0; f < content_of(line).unit.size(); ++f) {
    if (!line.factors[f]) return std::nullopt;
    is_nothing |= *line.factors[f] == 0;
  }
  if (is_nothing) return 0;
  for (std::size_t f = 0; f < content_of(line).unit.size(); ++f) product = checked_multiply(product, *line.factors[f]);
  return product;
}

std::optional<std::int64_t> LineDrafter::ceiling_of(const EstimateLine& line, const Ruling& ruling) const {
  if (ruling.outcome == Outcome::not_permitted) return 0;
  if (ruling.outcome != Outcome::ceiling) return std::nullopt;
  return ruling.is_per_unit ? times_factors(line, ruling.level) : ruling.level;
}

void LineDrafter::set_price(EstimateLine& line, const Ruling& ruling) const {
  line.unit_price = stated_price(line);
  line.is_price_stated = line.unit_price.has_value();
  if (!line.is_price_stated && ruling.outcome == Outcome::ceiling &&
      (ruling.is_per_unit || content_of(line).unit.empty()))
    line.unit_price = ruling.level;
  if (line.unit_price) {
    line.amount = times_factors(line, *line.unit_price);
  } else if (ruling.outcome == Outcome::ceiling || ruling.outcome == Outcome::not_permitted) {
    line.amount = line.ceiling;
  } else if (ruling.outcome != Outcome::depends_on_date && ruling.outcome != Outcome::input_missing) {
    line.missing.push_back(price_missing());
  }
}

void LineDrafter::draft(EstimateLine& line, const NeedNumbers& numbers) {
  const Choice& choice = choose(content_of(line).id, line.attributes, line.date);
  const Ruling& ruling = choice.ruling;
  line.flags = ruling.flags;
  line.mark = ruling.mark;
  line.norm = ruling.norm;
  line.verdict = verdict_of(ruling.outcome);
  line.missing = missing_of(choice);
  set_factors(line, ruling, numbers);
  const bool lacks_factor = std::any_of(
      line.factors.begin(), line.factors.begin() + static_cast<std::ptrdiff_t>(content_of(line).unit.size()),
      [](const auto& factor) { return !factor; });
  line.ceiling = ceiling_of(line, ruling);
  if (ruling.outcome == Outcome::depends_on_date) {
    // As in a check: ceilings only where every answer has one.
    std::vector<std::int64_t> ceilings;
    for (const Ruling& one : choice.rulings) {
      if (const auto ceiling = ceiling_of(line, one)) ceilings.push_back(*ceiling);
    }
    if (!ceilings.empty() && ceilings.size() == choice.rulings.size()) {
      line.ceiling = *std::min_element(ceilings.begin(), ceilings.end());
      line.highest_ceiling = *std::max_element(ceilings.begin(), ceilings.end());
    }
  }
  set_price(line, ruling);
  if (line.verdict == Verdict::within && line.amount && line.ceiling && *line.amount > *line.ceiling)
    line.verdict = Verdict::over;
  if (lacks_factor) line.verdict = Verdict::input_missing;
  if (!line.amount) return;
  line.parts = split_over_sources(*line.amount, options_.sources);
}

}  // namespace hoctap
