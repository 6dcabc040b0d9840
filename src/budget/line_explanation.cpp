#include "hoctap/budget/line_explanation.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "budget/line_check.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/money/money.hpp"
#include "norm/compiled.hpp"

namespace hoctap {
namespace {

std::optional<std::int64_t> number_at(const WholeNumbers& column, std::size_t row) {
  return has(column, row) ? std::optional(value(column, row)) : std::nullopt;
}
std::optional<std::int64_t> number_at(const std::optional<WholeNumbers>& column, std::size_t row) {
  return column ? number_at(*column, row) : std::nullopt;
}

std::string_view word_at(const CodedWords& column, std::size_t row) {
  const auto code = number_at(column.codes, row);
  if (!code) return {};
  if (*code < 0 || static_cast<std::size_t>(*code) >= column.words.size())
    throw InvalidValue({MessageCode::line_code_beyond_words, {"words", std::to_string(column.words.size())}});
  return column.words[static_cast<std::size_t>(*code)];
}

std::optional<Date> date_at(const std::optional<WholeNumbers>& column, std::size_t row) {
  const auto days = number_at(column, row);
  if (!days || *days < Date::of(1400, 1, 1).days() || *days > Date::of(9999, 12, 31).days()) return std::nullopt;
  return Date::from_days(static_cast<std::int32_t>(*days));
}

// A table of one line, in memory of its own.
class OneLine {
 public:
  OneLine(const LineColumns& lines, std::size_t row) {
    alone_.row_count = 1;
    alone_.content = word(lines.content, row);
    for (const auto& [id, words] : lines.attributes) alone_.attributes.emplace_back(id, word(words, row));
    const auto take = [&](const std::optional<WholeNumbers>& column) {
      return column ? std::optional(number(*column, row)) : std::nullopt;
    };
    alone_.date = take(lines.date);
    alone_.year = take(lines.year);
    alone_.decided_on = take(lines.decided_on);
    for (const WholeNumbers& factor : lines.factors) alone_.factors.push_back(number(factor, row));
    alone_.unit_price = take(lines.unit_price);
    alone_.amount = number(lines.amount, row);
  }
  const LineColumns& columns() const { return alone_; }

 private:
  static WholeNumbers number(const WholeNumbers& column, std::size_t row) {
    const auto values =
        std::visit([row](const auto& span) { return WholeNumbers::Values(span.subspan(row, 1)); }, column.values);
    return {values, column.present.empty() ? column.present : column.present.subspan(row, 1)};
  }
  CodedWords word(const CodedWords& column, std::size_t row) const {
    if (!has(column.codes, row)) return {{std::span(zero_), std::span(none_)}, {}};
    return {{std::span(zero_), {}}, {word_at(column, row)}};
  }

  std::array<std::int64_t, 1> zero_{};
  std::array<std::uint8_t, 1> none_{};
  LineColumns alone_;
};

// The attributes on which the content's norms depend, as the check takes them.
std::vector<LineInput> inputs_of(const Book& book, std::size_t content, const LineColumns& line) {
  std::vector<LineInput> inputs;
  for (const auto& axis : book.data().contents[content].axes) {
    const Attribute& attribute = book.rulebook().attributes()[axis.attribute];
    LineInput input{attribute.id, {}, {}, false};
    for (const auto& [id, words] : line.attributes) {
      if (id == attribute.id) input.value = word_at(words, 0);
    }
    const auto is_it = [&](const AttributeValue& known) { return known.id == input.value; };
    if (!input.value.empty() && !attribute.is_open() &&
        std::none_of(attribute.values.begin(), attribute.values.end(), is_it)) {
      input.word = input.value;
      input.value.clear();
    }
    if (input.value.empty()) {
      input.value = attribute.default_value;
      input.is_default = !input.value.empty();
    }
    inputs.push_back(std::move(input));
  }
  return inputs;
}

std::vector<LineFactor> factors_of(const LineExplanation& of, const LineColumns& line) {
  std::vector<LineFactor> factors;
  const Ruling& ruling = of.choice->ruling;
  const auto& units = of.book.rulebook().contents()[of.choice->content].unit;
  const std::size_t count = std::max(line.factors.size(), ruling.is_per_unit ? units.size() : std::size_t{0});
  for (std::size_t f = 0; f < count; ++f) {
    LineFactor factor;
    if (f < units.size()) factor.unit = units[f];
    if (f < line.factors.size()) factor.stated = number_at(line.factors[f], 0);
    if (factor.stated && *factor.stated < 0) factor.stated.reset();
    factor.paid = factor.stated;
    if (factor.paid && ruling.limits != 0)
      factor.paid = std::min(*factor.paid, of.book.factor_limits()[ruling.limits - 1][f]);
    if (factor.stated || f < units.size()) factors.push_back(std::move(factor));
  }
  return factors;
}

// A norm's formula takes its part of the level of the next formula step on the path.
std::vector<LevelStep> levels_of(const Rulebook& rulebook, const Choice& choice) {
  std::vector<LevelStep> levels;
  const PathStep* before = nullptr;
  for (const PathStep& step : choice.path) {
    if (step.role == PathRole::route) continue;
    if (before != nullptr) {
      const auto& formula = rulebook.norms()[before->norm].formula;
      if (formula && before->level > 0) {
        const Ratio exact = Ratio{step.level, 1} * Ratio{formula->num, formula->den};
        levels.push_back({before->norm, step.level, formula->num, formula->den, exact, formula->round_to,
                          formula->rounding, before->level});
      }
    }
    before = &step;
  }
  std::reverse(levels.begin(), levels.end());
  return levels;
}

class Sentences {
 public:
  Sentences(const LineExplanation& of, Language language)
      : of_(of), language_(language), rulebook_(of.book.rulebook()) {}

  std::string write() {
    if (!of_.place.is_empty()) add({MessageCode::line_place, {of_.place.text(language_)}});
    add({MessageCode::line_verdict, {"verdict_" + std::string(name(of_.verdict))}});
    std::string remarks;
    for (std::size_t bit = 0; bit < line_flag_count; ++bit) {
      if ((of_.flags >> bit & 1U) != 0) remarks += (remarks.empty() ? "" : ", ") + std::string(flag_name(bit));
    }
    if (!remarks.empty()) add({MessageCode::line_remarks, {remarks}});
    for (const Finding& finding : of_.findings) add(finding.message);
    if (of_.choice) {
      add_lines(text(rulebook_, *of_.choice, language_));
      add_inputs();
      for (const LevelStep& step : of_.levels) add_level(step);
    }
    add_ceiling();
    add_amount();
    return text_;
  }

 private:
  void add_lines(const std::string& lines) { text_ += (text_.empty() ? "" : "\n") + lines; }
  void add(const Message& message) { add_lines(message.text(language_)); }
  std::string money(std::int64_t dong) const { return Money::dong(dong).text(language_); }

  void add_inputs() {
    const LineQuestion& line = of_.line;
    for (const LineInput& input : of_.inputs) {
      const Attribute& attribute = *rulebook_.find_attribute(input.attribute);
      const std::string named = attribute.name.in(language_);
      if (input.word) add({MessageCode::line_input_unknown, {named, *input.word}});
      if (input.value.empty()) {
        // What is not stated matters only where the norm hangs on it.
        if (!input.word && of_.choice->ruling.outcome == Outcome::input_missing)
          add({MessageCode::line_input_missing, {named}});
        continue;
      }
      std::string shown = input.value;
      for (const AttributeValue& known : attribute.values) {
        if (known.id == input.value) shown = known.name.in(language_);
      }
      add({input.is_default ? MessageCode::line_input_by_default : MessageCode::line_input, {named, shown}});
    }
    const auto add_day = [&](const char* en, const char* vi, const std::optional<Date>& day) {
      if (day) add({MessageCode::line_input, {language_ == Language::vi ? vi : en, day->iso()}});
    };
    add_day("day", "ngày", line.date);
    if (line.year)
      add({MessageCode::line_input,
           {language_ == Language::vi ? "năm ngân sách" : "budget year", std::to_string(*line.year)}});
    add_day("decided on", "ngày quyết định", line.decided_on);
    for (const LineFactor& factor : of_.factors) add_factor(factor);
  }

  std::string unit_name(const std::string& id) const {
    for (const UnitOfCount& unit : rulebook_.units()) {
      if (unit.id == id) return unit.name.in(language_);
    }
    return id;
  }

  void add_factor(const LineFactor& factor) {
    if (factor.unit.empty()) {
      add({MessageCode::line_further_factor, {std::to_string(*factor.stated)}});
    } else if (!factor.stated) {
      add({MessageCode::line_factor_missing, {unit_name(factor.unit)}});
    } else if (factor.paid != factor.stated) {
      add({MessageCode::line_factor_limited,
           {unit_name(factor.unit), std::to_string(*factor.stated), std::to_string(*factor.paid)}});
    } else {
      add({MessageCode::line_factor, {unit_name(factor.unit), std::to_string(*factor.stated)}});
    }
  }

  void add_level(const LevelStep& step) {
    const std::string exact =
        step.exact.den == 1 ? money(step.exact.num) : money(step.exact.num) + "/" + std::to_string(step.exact.den);
    std::vector<std::string> words{rulebook_.norms()[step.norm].citation.text(language_), money(step.of),
                                   std::to_string(step.num), std::to_string(step.den), exact};
    if (step.exact == Ratio{step.level, 1}) {
      add({MessageCode::line_level_exact, words});
      return;
    }
    words.push_back("rounded_" + std::string(name(step.rounding)));
    words.push_back(money(step.round_to));
    words.push_back(money(step.level));
    add({MessageCode::line_level_rounded, words});
  }

  // "30 × 2 × 100,000 VND"
  std::string product(std::int64_t price, bool paid) const {
    std::string words;
    for (const LineFactor& factor : of_.factors) {
      const auto& number = paid ? factor.paid : factor.stated;
      if (number) words += std::to_string(*number) + " × ";
    }
    return words + money(price);
  }

  void add_ceiling() {
    if (!of_.ceiling) return;
    if (of_.highest_ceiling) {
      add({MessageCode::line_ceiling_between, {money(*of_.ceiling), money(*of_.highest_ceiling)}});
    } else if (of_.choice && of_.choice->ruling.is_per_unit) {
      add({MessageCode::line_ceiling, {product(of_.choice->ruling.level, true), money(*of_.ceiling)}});
    } else {
      add({MessageCode::line_ceiling_alone, {money(*of_.ceiling)}});
    }
  }

  void add_amount() {
    if (!of_.amount) {
      add({MessageCode::line_input_missing, {language_ == Language::vi ? "số tiền" : "amount"}});
      return;
    }
    const std::string amount = money(*of_.amount);
    if (!of_.ceiling || !of_.excess) {
      add({MessageCode::line_amount, {amount}});
    } else if (*of_.excess > 0) {
      add({MessageCode::line_amount_over, {amount, money(*of_.excess)}});
    } else if (*of_.amount == *of_.ceiling) {
      add({MessageCode::line_amount_at, {amount}});
    } else {
      add({MessageCode::line_amount_within, {amount, money(*of_.ceiling - *of_.amount)}});
    }
    if ((of_.flags & line_flag::amount_differs) == 0 || !of_.unit_price) return;
    Money sum = Money::dong(*of_.unit_price);
    try {
      for (const LineFactor& factor : of_.factors) {
        if (factor.stated) sum = sum * *factor.stated;
      }
    } catch (const Overflow&) {
      return;
    }
    add({MessageCode::line_price_differs, {product(*of_.unit_price, false), sum.text(language_)}});
  }

  const LineExplanation& of_;
  Language language_;
  const Rulebook& rulebook_;
  std::string text_;
};

}  // namespace

LineExplanation explain_line(const Book& book, const LineColumns& lines, std::size_t row, SourcePlace place) {
  if (row >= lines.row_count) {
    throw NotFound({MessageCode::no_such_line, {std::to_string(row + 1), "1", std::to_string(lines.row_count)}});
  }
  const OneLine alone(lines, row);
  const LineColumns& line = alone.columns();
  const Compliance checked = check_lines(book, line);

  LineExplanation of{.book = book, .place = std::move(place)};
  of.line.content = word_at(line.content, 0);
  of.line.date = date_at(line.date, 0);
  if (const auto year = number_at(line.year, 0); year && *year >= 1400 && *year <= 9999)
    of.line.year = static_cast<int>(*year);
  of.line.decided_on = date_at(line.decided_on, 0);
  if (const auto content = book.rulebook().content_named(of.line.content); content && !of.line.content.empty()) {
    of.inputs = inputs_of(book, *content, line);
    for (const LineInput& input : of.inputs) {
      if (!input.is_default && !input.value.empty()) of.line.attributes.emplace_back(input.attribute, input.value);
    }
    of.choice = book.choose(of.line);
    of.factors = factors_of(of, line);
    if (of.choice->rulings.size() == 1) of.levels = levels_of(book.rulebook(), *of.choice);
  }
  of.verdict = checked.verdict(0);
  of.flags = checked.flags()[0];
  if (checked.norms()[0] != Compliance::no_norm_number) of.norm = checked.norms()[0];
  if (checked.has_ceiling().empty() || checked.has_ceiling()[0] != 0) {
    of.ceiling = checked.ceilings()[0];
    if (of.verdict == Verdict::depends_on_date) {
      if (!checked.highest_ceilings().empty()) of.highest_ceiling = checked.highest_ceilings()[0];
    } else {
      of.excess = checked.excesses()[0];
    }
  }
  of.unit_price = number_at(line.unit_price, 0);
  of.amount = number_at(line.amount, 0);
  of.findings = checked.findings();
  return of;
}

std::string text(const LineExplanation& explanation, Language language) {
  return Sentences(explanation, language).write();
}

}  // namespace hoctap
