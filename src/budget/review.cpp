#include "hoctap/budget/review.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "budget/sums.hpp"
#include "core/suggestions.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/money/checked.hpp"
#include "measure/kept_centres.hpp"
#include "money/int128.hpp"

namespace hoctap {
namespace {

constexpr std::array<std::string_view, 3> verdict_names{"fits", "breaks", "undetermined"};

void weaken(std::optional<Mark>& mark, std::optional<Mark> other) {
  if (other) mark = mark ? weaker(*mark, *other) : *other;
}

bool is_broken(Verdict verdict) { return verdict == Verdict::over || verdict == Verdict::not_permitted; }
bool is_fine(Verdict verdict) { return verdict == Verdict::within || verdict == Verdict::at_actual_cost; }

// A column that grows row by row, with what is missing.
struct Numbers {
  std::vector<std::int64_t> values;
  std::vector<std::uint8_t> present;
  void push(std::optional<std::int64_t> value) {
    values.push_back(value.value_or(0));
    present.push_back(value ? 1 : 0);
  }
  WholeNumbers whole() const { return {std::span<const std::int64_t>(values), present}; }
};

struct Words {
  std::vector<std::string_view> words;
  std::map<std::string_view, std::int64_t> numbers;
  Numbers codes;
  void push(std::string_view word) {
    if (word.empty()) return codes.push(std::nullopt);
    const auto [number, is_new] = numbers.try_emplace(word, static_cast<std::int64_t>(words.size()));
    if (is_new) words.push_back(word);
    codes.push(number->second);
  }
  CodedWords coded() const { return {codes.whole(), words}; }
};

class Reviewing {
 public:
  Reviewing(const Book& book, const Dataset& dataset, int year, const ReviewOptions& options)
      : dataset_(dataset),
        rows_(dataset.tables().budget_estimates),
        rulebook_(book.rulebook()),
        options_(options),
        first_(Date::of(year, 1, 1)),
        centres_(kept_centres(dataset)),
        places_(dataset, centres_, first_),
        review_{dataset, book, year, {}, {}, {}, {}, {}} {
    check_unit_codes(options.attributes.units, dataset.gazetteer(), first_);
  }

  EstimateReview made() {
    collect();
    check();
    add_lines();
    add_floors();
    add_shares();
    compare_totals();
    judge();
    return std::move(review_);
  }

 private:
  void collect() {
    find_plan_dates();
    std::map<std::uint32_t, std::size_t> number_of;
    for (const EstimateVersion& version : estimate_versions(dataset_)) {
      if (rows_.year[version.rows.front()] != review_.year) continue;
      ReviewedEstimate estimate;
      estimate.id = version.id;
      estimate.version = version.version;
      estimate.newest = version.newest;
      estimate.is_approved = version.is_approved;
      estimate.has_mixed_statuses = version.has_mixed_statuses;
      estimate.unit = rows_.unit_code[version.rows.front()].version;
      bool is_of_several = false;
      for (const std::uint32_t row : version.rows) {
        is_of_several =
            is_of_several || rows_.unit_code[row].version != estimate.unit || rows_.year[row] != review_.year;
        ReviewedLine line;
        line.row = row;
        line.estimate = review_.estimates.size();
        line.amount = rows_.amount[row].dong();
        line.content = rulebook_.content_named(dataset_.text(rows_.content_code[row]));
        const std::uint32_t centre =
            rows_.centre_id.has(row) ? centres_.number(rows_.centre_id[row]) : CentreRegister::no_centre;
        if (centre != CentreRegister::no_centre) number_of.try_emplace(centre, 0);
        centre_of_.push_back(centre);
        line.date = plan_date(row);
        review_.lines.push_back(line);
      }
      const std::string id(dataset_.text(version.id));
      const auto tell = [&](MessageCode code, std::vector<std::string> arguments) {
        review_.findings.push_back({{code, std::move(arguments)}, place(version.rows.front(), "estimate_id")});
      };
      if (is_of_several) tell(MessageCode::estimate_of_several_units, {id});
      if (version.has_mixed_statuses) tell(MessageCode::estimate_statuses_mixed, {id, std::to_string(version.version)});
      if (version.is_approved && version.newest != version.version)
        tell(MessageCode::estimate_newer_draft, {id, std::to_string(version.version), std::to_string(version.newest)});
      review_.estimates.push_back(std::move(estimate));
    }
    for (auto& [centre, number] : number_of) {
      number = review_.centre_years.size();
      ReviewedCentreYear one;
      one.centre = centre;
      review_.centre_years.push_back(one);
    }
    of_centre_year_.resize(review_.centre_years.size());
    of_estimate_.resize(review_.estimates.size());
    for (std::size_t i = 0; i < review_.lines.size(); ++i) {
      ReviewedLine& line = review_.lines[i];
      of_estimate_[line.estimate].push_back(i);
      if (centre_of_[i] == CentreRegister::no_centre) continue;
      line.centre_year = number_of.at(centre_of_[i]);
      of_centre_year_[*line.centre_year].push_back(i);
    }
  }

  // Of the last version of each plan.
  void find_plan_dates() {
    const PlanLines& plan = dataset_.tables().plan_lines;
    for (std::uint32_t row = 0; row < plan.size(); ++row) {
      if (plan.year[row] != review_.year) continue;
      auto& known = planned_[{plan.centre_id[row], plan.line_no[row]}];
      if (known.first <= plan.version[row]) known = {plan.version[row], plan.planned_on.get(row)};
    }
  }
  std::optional<Date> plan_date(std::uint32_t row) const {
    if (!rows_.plan_line.has(row) || !rows_.centre_id.has(row)) return std::nullopt;
    const auto found = planned_.find({rows_.centre_id[row], rows_.plan_line[row]});
    return found == planned_.end() ? std::nullopt : found->second.second;
  }

  const AttributeValues& attributes_of(std::size_t line) {
    const std::uint32_t centre = centre_of_[line];
    const VersionId unit = rows_.unit_code[review_.lines[line].row].version;
    const auto key = std::pair(centre, centre == CentreRegister::no_centre ? unit : no_version);
    const auto known = attributes_.find(key);
    if (known != attributes_.end()) return known->second;
    CentrePlace place{unit, first_};
    if (centre != CentreRegister::no_centre) {
      place = places_.place_of(centre);
    } else if (unit != no_version) {
      const Validity& life = dataset_.gazetteer().version(unit).validity;
      place.day = std::min(std::max(first_, life.from), life.until - 1);
    }
    return attributes_.emplace(key, places_.attributes_of(place, rulebook_, options_.attributes)).first->second;
  }

  void check() {
    LineColumns columns;
    columns.row_count = review_.lines.size();
    Words contents;
    Numbers dates;
    Numbers years;
    Numbers decided;
    std::array<Numbers, most_factors> factors;
    Numbers prices;
    Numbers amounts;
    std::vector<std::pair<std::string, Words>> attributes;
    for (const Attribute& attribute : rulebook_.attributes()) attributes.emplace_back(attribute.id, Words{});
    for (std::size_t i = 0; i < review_.lines.size(); ++i) {
      const ReviewedLine& line = review_.lines[i];
      contents.push(dataset_.text(rows_.content_code[line.row]));
      dates.push(line.date ? std::optional<std::int64_t>(line.date->days()) : std::nullopt);
      years.push(review_.year);
      decided.push(options_.decided_on ? std::optional<std::int64_t>(options_.decided_on->days()) : std::nullopt);
      factors[0].push(rows_.factor_1.get(line.row));
      factors[1].push(rows_.factor_2.get(line.row));
      factors[2].push(rows_.factor_3.get(line.row));
      const auto price = rows_.unit_price.get(line.row);
      prices.push(price ? std::optional(price->dong()) : std::nullopt);
      amounts.push(line.amount);
      const AttributeValues& values = attributes_of(i);
      for (auto& [id, words] : attributes) {
        const auto is_it = [&, &known = id](const auto& one) { return one.first == known; };
        const auto value = std::find_if(values.begin(), values.end(), is_it);
        words.push(value == values.end() ? std::string_view() : std::string_view(value->second));
      }
    }
    columns.content = contents.coded();
    for (const auto& [id, words] : attributes)
      if (!words.words.empty()) columns.attributes.emplace_back(id, words.coded());
    columns.date = dates.whole();
    columns.year = years.whole();
    columns.decided_on = decided.whole();
    for (const Numbers& factor : factors) columns.factors.push_back(factor.whole());
    columns.unit_price = prices.whole();
    columns.amount = amounts.whole();
    const Compliance found = check_lines(review_.book, columns);
    for (std::size_t i = 0; i < review_.lines.size(); ++i) {
      ReviewedLine& line = review_.lines[i];
      line.verdict = found.verdict(i);
      line.flags = found.flags()[i];
      if (found.norms()[i] != Compliance::no_norm_number) line.norm = found.norms()[i];
      if (found.has_ceiling().empty() || found.has_ceiling()[i] != 0) {
        line.ceiling = found.ceilings()[i];
        if (line.verdict != Verdict::depends_on_date) line.excess = found.excesses()[i];
      }
      if (line.verdict == Verdict::depends_on_date && line.ceiling && !found.highest_ceilings().empty())
        line.highest_ceiling = found.highest_ceilings()[i];
      if (line.content) line.mark = mark_of(i);
    }
    review_.findings.insert(review_.findings.end(), found.findings().begin(), found.findings().end());
  }

  // The weakest mark on the way to the norm that decides, or to the entry that stands in the way.
  std::optional<Mark> mark_of(std::size_t i) {
    const ReviewedLine& line = review_.lines[i];
    const Ruling& ruling = choice_of(i).ruling;
    if (ruling.norm == no_norm && line.norm == no_norm && ruling.outcome == Outcome::norm_missing) return std::nullopt;
    return ruling.mark;
  }
  const Choice& choice_of(std::size_t i) {
    const ReviewedLine& line = review_.lines[i];
    auto key = std::tuple(*line.content, line.date, attributes_of(i));
    const auto known = choices_.find(key);
    if (known != choices_.end()) return known->second;
    Choice choice = review_.book.choose(
        {rulebook_.contents()[*line.content].id, attributes_of(i), line.date, review_.year, options_.decided_on});
    return choices_.emplace(std::move(key), std::move(choice)).first->second;
  }

  void add_lines() {
    for (const ReviewedLine& line : review_.lines) {
      ReviewedEstimate& estimate = review_.estimates[line.estimate];
      count(estimate, line);
      if ((line.flags & line_flag::amount_differs) != 0) ++estimate.lines_differing;
      if (rows_.fund.has(line.row)) {
        const Text fund = rows_.fund[line.row];
        const auto is_it = [&](const auto& one) { return one.first == fund; };
        auto part = std::find_if(estimate.by_fund.begin(), estimate.by_fund.end(), is_it);
        if (part == estimate.by_fund.end()) part = estimate.by_fund.insert(part, {fund, 0});
        add(part->second, line.amount);
      } else {
        add(estimate.without_fund, line.amount);
      }
      if (line.centre_year) count(review_.centre_years[*line.centre_year], line);
    }
  }
  template <class Scope>
  static void count(Scope& scope, const ReviewedLine& line) {
    ++scope.lines;
    add(scope.amount, line.amount);
    if (is_broken(line.verdict)) {
      ++scope.lines_broken;
      add(scope.excess, line.excess.value_or(0));
    } else if (!is_fine(line.verdict)) {
      ++scope.lines_unchecked;
    }
    weaken(scope.mark, line.mark);
  }

  // What the lines of a centre ask of the state for a content; nothing where one does not say of whom.
  std::optional<std::int64_t> of_state(std::size_t centre_year, std::size_t content) const {
    const CodeList* funds = dataset_.codes().find("funds");
    std::int64_t sum = 0;
    for (const std::size_t i : of_centre_year_[centre_year]) {
      const ReviewedLine& line = review_.lines[i];
      if (line.content != content) continue;
      if (!rows_.fund.has(line.row) || funds == nullptr) return std::nullopt;
      const Code* fund = funds->find(dataset_.text(rows_.fund[line.row]));
      if (fund != nullptr && fund->has_flag("state")) add(sum, line.amount);
    }
    return sum;
  }

  void add_floors() {
    std::map<std::uint32_t, std::size_t> number_of;
    for (std::size_t i = 0; i < review_.centre_years.size(); ++i) number_of[review_.centre_years[i].centre] = i;
    for (const Entitlement& one : entitlements(review_.book, dataset_, centres_, review_.year, options_.attributes)) {
      const auto centre_year = number_of.find(one.centre);
      if (centre_year == number_of.end()) continue;
      ReviewedBound bound;
      bound.centre_year = centre_year->second;
      bound.content = one.content;
      bound.norm = one.norm;
      if (one.norm != no_norm) bound.mark = one.mark;
      bound.bound = one.amount;
      bound.found = of_state(centre_year->second, one.content);
      bound.missing = one.missing;
      if (bound.bound && bound.found) {
        bound.differs = std::max<std::int64_t>(0, checked_subtract(*bound.bound, *bound.found));
        bound.verdict = *bound.differs == 0 ? ScopeVerdict::fits : ScopeVerdict::breaks;
      }
      // Where the law leaves it to a lower level, or has none for the place, no floor binds.
      const bool binds = one.amount || !one.missing.empty() || one.outcome == Outcome::input_missing;
      if (!binds) bound.verdict = ScopeVerdict::fits;
      review_.bounds.push_back(std::move(bound));
    }
  }

  struct ShareKey {
    bool is_of_estimate;
    std::size_t scope;
    NormIndex norm;
    friend auto operator<=>(const ShareKey&, const ShareKey&) = default;
  };

  void add_shares() {
    std::map<ShareKey, std::optional<Mark>> shares;
    for (const ReviewedLine& line : review_.lines) {
      if (line.norm == no_norm || rulebook_.norms()[line.norm].kind != NormKind::share) continue;
      const bool is_of_estimate = rulebook_.norms()[line.norm].scope == Scope::estimate;
      if (!is_of_estimate && !line.centre_year) continue;
      weaken(shares[{is_of_estimate, is_of_estimate ? line.estimate : *line.centre_year, line.norm}], line.mark);
    }
    for (const auto& [key, mark] : shares) {
      const Norm& norm = rulebook_.norms()[key.norm];
      std::int64_t found = 0;
      std::int64_t of = 0;
      ReviewedBound bound;
      for (const std::size_t i : key.is_of_estimate ? of_estimate_[key.scope] : of_centre_year_[key.scope]) {
        const ReviewedLine& line = review_.lines[i];
        if (!line.content) continue;
        const std::string& id = rulebook_.contents()[*line.content].id;
        if (id == norm.content) {
          add(found, line.amount);
          bound.content = *line.content;
        }
        const auto& others = norm.share->of;
        const bool counts =
            others.empty() ? id != norm.content : std::find(others.begin(), others.end(), id) != others.end();
        if (counts) add(of, line.amount);
      }
      if (key.is_of_estimate)
        bound.estimate = key.scope;
      else
        bound.centre_year = key.scope;
      bound.norm = key.norm;
      bound.mark = mark;
      bound.is_at_least = norm.share->is_floor;
      const Int128 whole = static_cast<Int128>(of) * norm.share->num;
      const Int128 part = static_cast<Int128>(found) * norm.share->den;
      // At least: the least whole number of đồng that is enough. At most: the most that is not too much.
      const Int128 exact =
          bound.is_at_least ? (whole + norm.share->den - 1) / norm.share->den : whole / norm.share->den;
      if (exact > std::numeric_limits<std::int64_t>::max()) throw_overflow(of, '*', norm.share->num);
      bound.bound = static_cast<std::int64_t>(exact);
      bound.found = found;
      const bool is_kept = bound.is_at_least ? part >= whole : part <= whole;
      bound.differs = is_kept             ? 0
                      : bound.is_at_least ? checked_subtract(*bound.bound, found)
                                          : checked_subtract(found, *bound.bound);
      bound.verdict = is_kept ? ScopeVerdict::fits : ScopeVerdict::breaks;
      review_.bounds.push_back(std::move(bound));
    }
    std::stable_sort(review_.bounds.begin(), review_.bounds.end(), [](const ReviewedBound& a, const ReviewedBound& b) {
      constexpr std::size_t last = static_cast<std::size_t>(-1);
      return std::tuple(a.centre_year.value_or(last), a.content) < std::tuple(b.centre_year.value_or(last), b.content);
    });
  }

  void compare_totals() {
    for (const StatedTotal& total : options_.totals) {
      const auto is_it = [&](const ReviewedEstimate& one) { return dataset_.text(one.id) == total.estimate_id; };
      const auto estimate = std::find_if(review_.estimates.begin(), review_.estimates.end(), is_it);
      if (estimate == review_.estimates.end()) {
        std::vector<std::string> ids;
        for (const ReviewedEstimate& one : review_.estimates) ids.emplace_back(dataset_.text(one.id));
        throw NotFound({MessageCode::no_such_estimate, {total.estimate_id, suggestions(total.estimate_id, ids)}});
      }
      std::int64_t found = estimate->amount;
      if (total.fund.empty()) {
        estimate->stated = total.amount;
      } else {
        const auto is_fund = [&](const auto& one) { return dataset_.text(one.first) == total.fund; };
        const auto part = std::find_if(estimate->by_fund.begin(), estimate->by_fund.end(), is_fund);
        found = part == estimate->by_fund.end() ? 0 : part->second;
      }
      if (found == total.amount) continue;
      estimate->sums_agree = false;
      std::vector<std::string> arguments{total.estimate_id};
      if (!total.fund.empty()) arguments.push_back(total.fund);
      arguments.push_back(std::to_string(found));
      arguments.push_back(std::to_string(total.amount));
      review_.findings.push_back(
          {{total.fund.empty() ? MessageCode::estimate_total_differs : MessageCode::estimate_fund_differs,
            std::move(arguments)},
           {}});
    }
    for (ReviewedEstimate& estimate : review_.estimates) {
      if (estimate.without_fund == 0) continue;
      estimate.sums_agree = false;
      review_.findings.push_back({{MessageCode::estimate_sources_short,
                                   {std::string(dataset_.text(estimate.id)), std::to_string(estimate.without_fund),
                                    std::to_string(estimate.amount)}},
                                  {}});
    }
  }

  template <class Scope>
  static void judge_lines(Scope& scope) {
    if (scope.lines_broken != 0)
      scope.verdict = ScopeVerdict::breaks;
    else if (scope.lines_unchecked != 0)
      scope.verdict = ScopeVerdict::undetermined;
  }
  template <class Scope>
  static void judge_bound(Scope& scope, const ReviewedBound& bound) {
    weaken(scope.mark, bound.mark);
    if (bound.verdict == ScopeVerdict::breaks)
      scope.verdict = ScopeVerdict::breaks;
    else if (bound.verdict == ScopeVerdict::undetermined && scope.verdict == ScopeVerdict::fits)
      scope.verdict = ScopeVerdict::undetermined;
  }

  void judge() {
    // A line under a floor or share cannot be checked alone; where its wider scope was judged, nothing is open in it.
    for (const ReviewedLine& line : review_.lines) {
      if (line.norm == no_norm || line.verdict != Verdict::not_checkable) continue;
      const Norm& norm = rulebook_.norms()[line.norm];
      if (norm.kind != NormKind::share && norm.kind != NormKind::floor) continue;
      if (!line.centre_year && norm.scope != Scope::estimate) continue;
      --review_.estimates[line.estimate].lines_unchecked;
      if (line.centre_year) --review_.centre_years[*line.centre_year].lines_unchecked;
    }
    for (auto& one : review_.centre_years) judge_lines(one);
    for (auto& one : review_.estimates) {
      judge_lines(one);
      if (!one.sums_agree || one.has_mixed_statuses || one.lines_differing != 0) one.verdict = ScopeVerdict::breaks;
    }
    for (const ReviewedBound& bound : review_.bounds) {
      if (bound.centre_year) judge_bound(review_.centre_years[*bound.centre_year], bound);
      if (bound.estimate) judge_bound(review_.estimates[*bound.estimate], bound);
    }
    // An estimate is as good as the centre-years that it is for.
    for (const ReviewedLine& line : review_.lines) {
      if (!line.centre_year) continue;
      const ReviewedCentreYear& centre_year = review_.centre_years[*line.centre_year];
      ReviewedEstimate& estimate = review_.estimates[line.estimate];
      weaken(estimate.mark, centre_year.mark);
      if (centre_year.verdict == ScopeVerdict::breaks)
        estimate.verdict = ScopeVerdict::breaks;
      else if (centre_year.verdict == ScopeVerdict::undetermined && estimate.verdict == ScopeVerdict::fits)
        estimate.verdict = ScopeVerdict::undetermined;
    }
  }

  SourcePlace place(std::uint32_t row, std::string field) const {
    const RowPlace at = rows_.place(row);
    const Source& source = dataset_.sources()[at.source];
    return {source.file, source.sheet, at.row, 0, std::move(field)};
  }

  const Dataset& dataset_;
  const BudgetEstimates& rows_;
  Rulebook rulebook_;
  const ReviewOptions& options_;
  Date first_;
  const CentreRegister& centres_;
  CentreAttributes places_;
  std::vector<std::uint32_t> centre_of_;  // by line
  std::vector<std::vector<std::size_t>> of_centre_year_;
  std::vector<std::vector<std::size_t>> of_estimate_;
  std::map<std::pair<Text, std::int64_t>, std::pair<std::int64_t, std::optional<Date>>> planned_;
  std::map<std::pair<std::uint32_t, VersionId>, AttributeValues> attributes_;
  std::map<std::tuple<std::size_t, std::optional<Date>, AttributeValues>, Choice> choices_;
  EstimateReview review_;
};

}  // namespace

std::string_view name(ScopeVerdict verdict) { return verdict_names.at(static_cast<std::size_t>(verdict)); }

EstimateReview review_estimates(const Book& book, const Dataset& dataset, int year, const ReviewOptions& options) {
  return Reviewing(book, dataset, year, options).made();
}

}  // namespace hoctap
