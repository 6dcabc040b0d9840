#include "hoctap/indicator/published.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "hoctap/core/embedded.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/money/checked.hpp"
#include "indicator/published_figures.hpp"

namespace hoctap {

namespace {

BilingualText bilingual(const Node& node) { return {node.get("vi").text(), node.get("en").text()}; }

class Report {
 public:
  Report(std::vector<PublishedFigure> figures, std::string file, Findings findings)
      : figures_(std::move(figures)), file_(std::move(file)), findings_(std::move(findings)) {}

  void add_quotients(const Node& relation, PublishedKind kind);
  void add_ranking(const Node& relation);
  void check_turns_as_share(const Node& relation);
  void check_sum(const Node& relation);
  void check_product(const Node& relation);
  void check_order(const Node& relation);

  PublishedReport finish() && {
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const auto& a, const auto& b) { return a.lines.front() < b.lines.front(); });
    return {std::move(figures_), std::move(rows_), std::move(findings_)};
  }

 private:
  struct Grade {
    std::string id;
    BilingualText name;
    const PublishedFigure* count = nullptr;
    const PublishedFigure* share = nullptr;
  };

  void add_counted_grades(const std::string& id, const std::vector<Grade>& grades);
  void add_printed_grades(const std::string& id, const std::vector<Grade>& grades,
                          const std::vector<std::string>& totals);
  void check_shares_fit(const std::vector<const PublishedFigure*>& shares, const std::vector<std::string>& totals);
  void check_printed_share(const PublishedFigure& share, const PublishedFigure& part, std::int64_t whole);

  void note(const PublishedFigure& at, Message message) {
    findings_.push_back({std::move(message), {file_, "", at.line, 0, at.measure}, RowOutcome::kept});
  }

  // Calls with every figure of the measure. A number that is too large to be calculated with is noted.
  template <class Visit>
  void each(const std::string& measure, Visit&& visit) {
    for (const auto& figure : figures_) {
      if (figure.measure != measure) continue;
      try {
        visit(figure);
      } catch (const Overflow&) {
        note(figure,
             {MessageCode::published_too_large, {figure.place, figure.period, figure.measure, printed_text(figure)}});
      }
    }
  }

  std::vector<PublishedFigure> figures_;
  std::string file_;
  Findings findings_;
  std::vector<PublishedRow> rows_;
};

bool has_lower(PrintedBound bound) { return bound == PrintedBound::exact || bound == PrintedBound::more_than; }
bool has_upper(PrintedBound bound) {
  return bound == PrintedBound::exact || bound == PrintedBound::nearly || bound == PrintedBound::less_than;
}

Ratio quotient(const PublishedFigure& num, const PublishedFigure& den) {
  return reduced({checked_multiply(num.digits, power_of_ten(den.decimals)),
                  checked_multiply(den.digits, power_of_ten(num.decimals))});
}

std::optional<Ratio> as_fraction(const PublishedFigure* share) {
  if (share == nullptr) return std::nullopt;
  return reduced({share->digits, checked_multiply(100, power_of_ten(share->decimals))});
}

// The number of things that a printed share of `whole` stands for; nothing where no whole number rounds to it.
std::optional<std::int64_t> count_behind(const PublishedFigure& share, std::int64_t whole) {
  const auto scale = checked_multiply(100, power_of_ten(share.decimals));
  const auto guess = checked_multiply(share.digits, whole) / scale;
  for (auto count = guess; count <= guess + 1; ++count)
    if (percent_digits(count, whole, share.decimals, true) == share.digits) return count;
  return std::nullopt;
}

template <class Items, class ToText>
std::string joined(const Items& items, ToText&& to_text) {
  std::string text;
  for (const auto& item : items) {
    if (!text.empty()) text += " / ";
    text += to_text(item);
  }
  return text;
}

void Report::add_quotients(const Node& relation, PublishedKind kind) {
  constexpr std::array<std::string_view, 5> keys = {"id", "name", "numerator", "denominators", "printed"};
  relation.allow_only(keys);
  const auto id = relation.get("id").text();
  const auto title = bilingual(relation.get("name"));
  const auto denominators = relation.get("denominators").texts();
  const std::vector<std::string> printed = {relation.text_or("printed", "")};
  each(relation.get("numerator").text(), [&](const PublishedFigure& part) {
    const auto* whole = companion(figures_, part, denominators);
    if (whole == nullptr || whole->digits == 0) return;
    const auto* share = companion(figures_, part, printed);
    PublishedRow row{part.place,
                     part.level,
                     part.period,
                     kind,
                     id,
                     title,
                     quotient(part, *whole),
                     {0, 0},
                     {0, 0},
                     as_fraction(share),
                     {part.line, whole->line}};
    if (has_lower(part.bound) && has_upper(whole->bound)) row.lower = row.value;
    if (has_upper(part.bound) && has_lower(whole->bound)) row.upper = row.value;
    if (share != nullptr) {
      row.lines.push_back(share->line);
      if (part.decimals == 0 && whole->decimals == 0) check_printed_share(*share, part, whole->digits);
    }
    if (kind == PublishedKind::share && row.lower.is_applicable() && row.lower > Ratio{1, 1})
      note(part, {MessageCode::published_part_exceeds_whole,
                  {part.place, part.period, part.measure, printed_text(part), printed_text(*whole)}});
    rows_.push_back(std::move(row));
  });
}

void Report::check_printed_share(const PublishedFigure& share, const PublishedFigure& part, std::int64_t whole) {
  if (share.bound != PrintedBound::exact || part.bound != PrintedBound::exact) return;
  const auto rounded = percent_digits(part.digits, whole, share.decimals, true);
  if (rounded == share.digits) return;
  PublishedFigure right = share;
  right.digits = rounded;
  const bool truncated = percent_digits(part.digits, whole, share.decimals, false) == share.digits;
  note(share, {truncated ? MessageCode::published_share_truncated : MessageCode::published_share_differs,
               {share.place, share.period, printed_text(part), std::to_string(whole), printed_text(right),
                printed_text(share)}});
}

void Report::add_ranking(const Node& relation) {
  constexpr std::array<std::string_view, 4> keys = {"id", "name", "grades", "totals"};
  relation.allow_only(keys);
  const auto id = relation.get("id").text();
  const auto totals = relation.get("totals").texts();
  const auto grade_nodes = relation.get("grades").elements();

  // A ranking is all grades of one place and period.
  std::vector<std::pair<std::string, std::string>> rankings;
  for (const auto& node : grade_nodes)
    for (const auto* key : {"count", "share"})
      each(node.get(key).text(), [&](const PublishedFigure& figure) {
        const std::pair ranking{figure.place, figure.period};
        if (std::find(rankings.begin(), rankings.end(), ranking) == rankings.end()) rankings.push_back(ranking);
      });

  for (const auto& [place, period] : rankings) {
    std::vector<Grade> grades;
    bool all_counted = true;
    for (const auto& node : grade_nodes) {
      const auto stated = [&, &where = place, &when = period](std::string_view key) {
        const PublishedFigure* found = nullptr;
        each(node.get(key).text(), [&](const PublishedFigure& figure) {
          if (figure.place == where && figure.period == when) found = &figure;
        });
        return found;
      };
      grades.push_back({node.get("id").text(), bilingual(node), stated("count"), stated("share")});
      all_counted = all_counted && grades.back().count != nullptr;
    }
    if (all_counted)
      add_counted_grades(id, grades);
    else
      add_printed_grades(id, grades, totals);
  }
}

void Report::add_counted_grades(const std::string& id, const std::vector<Grade>& grades) {
  std::int64_t whole = 0;
  for (const auto& grade : grades) whole = checked_add(whole, grade.count->digits);
  if (whole == 0) return;
  for (const auto& grade : grades) {
    const Ratio value = reduced({grade.count->digits, whole});
    constexpr Ratio open{0, 0};
    // A share is at least so much where its own count is, and the others are at most.
    const auto others = [&](bool (*has)(PrintedBound)) {
      return std::all_of(grades.begin(), grades.end(),
                         [&](const Grade& other) { return &other == &grade || has(other.count->bound); });
    };
    const bool has_least = has_lower(grade.count->bound) && others(has_upper);
    const bool has_most = has_upper(grade.count->bound) && others(has_lower);
    PublishedRow row{grade.count->place,
                     grade.count->level,
                     grade.count->period,
                     PublishedKind::grade,
                     id + "." + grade.id,
                     grade.name,
                     value,
                     has_least ? value : open,
                     has_most ? value : open,
                     as_fraction(grade.share),
                     {grade.count->line}};
    if (grade.share != nullptr) {
      row.lines.push_back(grade.share->line);
      check_printed_share(*grade.share, *grade.count, whole);
    }
    rows_.push_back(std::move(row));
  }
}

void Report::add_printed_grades(const std::string& id, const std::vector<Grade>& grades,
                                const std::vector<std::string>& totals) {
  std::vector<const PublishedFigure*> shares;
  for (const auto& grade : grades) {
    if (grade.share == nullptr) continue;
    shares.push_back(grade.share);
    const auto value = *as_fraction(grade.share);
    // A rounded share lies within half a unit of its last decimal.
    const Ratio half{1, checked_multiply(200, power_of_ten(grade.share->decimals))};
    const Ratio lower = value - half;
    const Ratio upper = value + half;
    rows_.push_back({grade.share->place,
                     grade.share->level,
                     grade.share->period,
                     PublishedKind::grade,
                     id + "." + grade.id,
                     grade.name,
                     value,
                     lower < Ratio{0, 1} ? Ratio{0, 1} : lower,
                     Ratio{1, 1} < upper ? Ratio{1, 1} : upper,
                     value,
                     {grade.share->line}});
  }
  if (shares.size() == grades.size()) check_shares_fit(shares, totals);
}

void Report::check_shares_fit(const std::vector<const PublishedFigure*>& shares,
                              const std::vector<std::string>& totals) {
  const auto& first = *shares.front();
  const auto counts_of = [&](std::int64_t whole) -> std::optional<std::vector<std::int64_t>> {
    std::vector<std::int64_t> counts;
    std::int64_t sum = 0;
    for (const auto* share : shares) {
      const auto count = count_behind(*share, whole);
      if (!count) return std::nullopt;
      counts.push_back(*count);
      sum = checked_add(sum, *count);
    }
    if (sum != whole) return std::nullopt;
    return counts;
  };

  const auto printed = joined(shares, [](const PublishedFigure* share) { return printed_text(*share); });
  const PublishedFigure* same_time = nullptr;
  const PublishedFigure* fitting = nullptr;
  std::vector<std::int64_t> stated;
  for (const auto& figure : figures_) {
    if (figure.place != first.place || figure.decimals != 0 || figure.digits == 0) continue;
    if (std::find(totals.begin(), totals.end(), figure.measure) == totals.end()) continue;
    if (std::find(stated.begin(), stated.end(), figure.digits) == stated.end()) stated.push_back(figure.digits);
    if (same_time == nullptr && periods_meet(figure.period, first.period)) same_time = &figure;
    if (fitting == nullptr && counts_of(figure.digits)) fitting = &figure;
  }
  if (stated.empty() || (same_time != nullptr && counts_of(same_time->digits))) return;
  if (fitting == nullptr) {
    note(first, {MessageCode::published_shares_fit_no_total,
                 {first.place, first.period, printed,
                  joined(stated, [](std::int64_t total) { return std::to_string(total); })}});
    return;
  }
  if (same_time == nullptr) return;  // nothing stated for that time contradicts the total that fits
  note(first, {MessageCode::published_shares_fit_another_total,
               {first.place, first.period, printed, printed_text(*same_time),
                joined(*counts_of(fitting->digits), [](std::int64_t count) { return std::to_string(count); }),
                printed_text(*fitting), fitting->period}});
}

void Report::check_turns_as_share(const Node& relation) {
  constexpr std::array<std::string_view, 2> keys = {"share", "turns"};
  relation.allow_only(keys);
  const std::vector<std::string> turns = {relation.get("turns").text()};
  each(relation.get("share").text(), [&](const PublishedFigure& share) {
    const auto* numerator = companion(figures_, share, turns);
    if (numerator != nullptr)
      note(share, {MessageCode::published_turns_are_not_persons,
                   {share.place, share.period, printed_text(share), printed_text(*numerator)}});
  });
}

void Report::check_sum(const Node& relation) {
  constexpr std::array<std::string_view, 2> keys = {"whole", "parts"};
  relation.allow_only(keys);
  const auto parts = relation.get("parts").texts();
  each(relation.get("whole").text(), [&](const PublishedFigure& whole) {
    Ratio sum{0, 1};
    for (const auto& part : parts) {
      const auto* figure = companion(figures_, whole, std::vector{part});
      if (figure == nullptr || figure->bound != PrintedBound::exact) return;
      sum = sum + figure->value();
    }
    if (whole.bound == PrintedBound::exact && sum != whole.value())
      note(whole, {MessageCode::published_parts_do_not_sum,
                   {whole.place, whole.period, whole.measure, std::to_string(sum.num / sum.den), printed_text(whole)}});
  });
}

void Report::check_product(const Node& relation) {
  constexpr std::array<std::string_view, 2> keys = {"product", "factors"};
  relation.allow_only(keys);
  const auto factors = relation.get("factors").texts();
  each(relation.get("product").text(), [&](const PublishedFigure& product) {
    Ratio value{1, 1};
    for (const auto& factor : factors) {
      const auto* figure = companion(figures_, product, std::vector{factor});
      if (figure == nullptr || figure->bound != PrintedBound::exact) return;
      value = value * figure->value();
    }
    if (product.bound == PrintedBound::exact && value != product.value())
      note(product, {MessageCode::published_product_differs,
                     {product.place, product.period, product.measure, printed_text(product),
                      std::to_string(value.num / value.den)}});
  });
}

void Report::check_order(const Node& relation) {
  constexpr std::array<std::string_view, 2> keys = {"least", "most"};
  relation.allow_only(keys);
  const std::vector<std::string> most = {relation.get("most").text()};
  each(relation.get("least").text(), [&](const PublishedFigure& least) {
    const auto* figure = companion(figures_, least, most);
    if (figure != nullptr && figure->value() < least.value())
      note(least, {MessageCode::published_range_upside_down,
                   {least.place, least.period, printed_text(least), printed_text(*figure)}});
  });
}

}  // namespace

std::string_view name(PublishedKind kind) {
  switch (kind) {
    case PublishedKind::share:
      return "share";
    case PublishedKind::rate:
      return "rate";
    case PublishedKind::grade:
      break;
  }
  return "grade";
}

PublishedReport evaluate_published(std::string_view csv, const std::string& file, const Document& relations) {
  Findings findings;
  auto figures = read_published_figures(csv, file, findings);
  Report report(std::move(figures), file, std::move(findings));

  constexpr std::array<std::string_view, 7> keys = {"share", "rate",    "ranking", "turns_as_share",
                                                    "sum",   "product", "order"};
  const auto root = relations.root();
  root.allow_only(keys);
  const auto each = [&root](std::string_view key, auto&& visit) {
    if (const auto list = root.find(key))
      for (const auto& relation : list->elements()) visit(relation);
  };
  each("share", [&](const Node& relation) { report.add_quotients(relation, PublishedKind::share); });
  each("rate", [&](const Node& relation) { report.add_quotients(relation, PublishedKind::rate); });
  each("ranking", [&](const Node& relation) { report.add_ranking(relation); });
  each("turns_as_share", [&](const Node& relation) { report.check_turns_as_share(relation); });
  each("sum", [&](const Node& relation) { report.check_sum(relation); });
  each("product", [&](const Node& relation) { report.check_product(relation); });
  each("order", [&](const Node& relation) { report.check_order(relation); });
  return std::move(report).finish();
}

PublishedReport embedded_published() {
  return evaluate_published(embedded_file("published/figures.csv"), "data/published/figures.csv",
                            Document::embedded("published/relations.toml"));
}

}  // namespace hoctap
