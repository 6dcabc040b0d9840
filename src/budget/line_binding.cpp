#include "budget/line_binding.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "core/suggestions.hpp"
#include "hoctap/core/error.hpp"
#include "norm/known_attribute.hpp"

namespace hoctap {
namespace {

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

LineCell cell_of(const Ruling& ruling, std::size_t unit_count) {
  LineCell cell;
  const bool is_compared = ruling.outcome == Outcome::ceiling;
  cell.level = is_compared ? ruling.level : 0;
  cell.norm = ruling.norm == no_norm ? Compliance::no_norm_number : static_cast<std::uint16_t>(ruling.norm);
  cell.limits = static_cast<std::uint16_t>(ruling.limits);
  cell.verdict = static_cast<std::uint8_t>(verdict_of(ruling.outcome));
  cell.flags = ruling.flags;
  if (is_compared) cell.traits = LineCell::compared | LineCell::capped;
  if (ruling.outcome == Outcome::not_permitted) cell.traits = LineCell::capped;
  if (is_compared && ruling.is_per_unit) {
    cell.traits |= LineCell::per_unit;
    cell.factors_needed = static_cast<std::uint8_t>(unit_count);
  }
  return cell;
}

class Binder {
 public:
  Binder(const Book& book, const LineColumns& lines) : book_(book), lines_(lines) {}

  LineBinding run() {
    bind_contents();
    bind_attributes();
    bind_days();
    for (const LineCell& cell : binding_.cells) {
      const std::int64_t level = std::min(cell.level, LineAnswers::highest_level);
      binding_.levels.push_back((level << LineAnswers::norm_bits) | cell.norm);
      binding_.marks.push_back(LineAnswers::mark_of(cell));
    }
    return std::move(binding_);
  }

 private:
  void bind_contents() {
    const Rulebook& rulebook = book_.rulebook();
    if (rulebook.norms().size() >= Compliance::no_norm_number)
      throw InvalidValue({MessageCode::too_many_norms, {std::to_string(rulebook.norms().size())}});
    const auto& rulings = book_.data().rulings;
    const auto unknown = static_cast<std::uint32_t>(rulings.size());
    binding_.cells.resize(rulings.size() + 2);
    // Unknown words have no norm; lines without one lack an input.
    binding_.cells[unknown] = cell_of(Ruling{}, 0);
    binding_.cells[unknown + 1] = cell_of(Ruling{.outcome = Outcome::input_missing}, 0);
    binding_.no_content = {unknown, unknown + 1};
    for (const std::string_view word : lines_.content.words) {
      const auto content = rulebook.content_named(word);
      if (!content) {
        note_unknown_content(word);
        binding_.contents.push_back({nullptr, binding_.no_content.data(), 0});
        continue;
      }
      const CompiledContent& compiled = book_.data().contents[*content];
      const std::size_t units = rulebook.contents()[*content].unit.size();
      for (const std::uint32_t ruling : compiled.distinct) {
        LineCell& cell = binding_.cells[ruling];
        cell = cell_of(rulings[ruling], units);
        binding_.highest_level = std::max(binding_.highest_level, cell.level);
        binding_.most_factors_needed = std::max<std::size_t>(binding_.most_factors_needed, cell.factors_needed);
        binding_.has_limits |= cell.limits != 0;
      }
      binding_.contents.push_back({&compiled, compiled.cells.data(), 0});
    }
    binding_.contents.push_back({nullptr, binding_.no_content.data() + 1, 0});  // of a line without a content
  }

  void note_unknown_content(std::string_view word) {
    const auto near = book_.rulebook().nearest_contents(word);
    std::vector<std::string> ids;
    for (const Content& known : book_.rulebook().contents()) ids.push_back(known.id);
    binding_.findings.push_back(
        {{MessageCode::unknown_content, {std::string(word), suggestions(word, near.empty() ? ids : near)}},
         {{}, {}, 0, 0, "content"}});
  }

  // By attribute, what a line has that says nothing.
  void set_common_values() {
    const Rulebook& rulebook = book_.rulebook();
    for (const Attribute& attribute : rulebook.attributes()) common_values_.emplace_back(attribute.default_value);
    for (const auto& [id, value] : lines_.common_attributes) {
      const Attribute& attribute = known_attribute(rulebook, id);
      check_known_value(attribute, value);
      if (!value.empty()) common_values_[static_cast<std::size_t>(&attribute - rulebook.attributes().data())] = value;
    }
  }

  void bind_attributes() {
    const Rulebook& rulebook = book_.rulebook();
    set_common_values();
    std::set<std::size_t> given;
    for (std::size_t column = 0; column < lines_.attributes.size(); ++column) {
      const auto& [id, words] = lines_.attributes[column];
      const Attribute* attribute = rulebook.find_attribute(id);
      if (attribute == nullptr) {
        std::vector<std::string> ids;
        for (const Attribute& known : rulebook.attributes()) ids.push_back(known.id);
        throw InvalidValue({MessageCode::unknown_attribute, {id, suggestions(id, ids)}});
      }
      const auto index = static_cast<std::size_t>(attribute - rulebook.attributes().data());
      given.insert(index);
      std::vector<std::string_view> values(words.words.begin(), words.words.end());
      for (std::string_view& value : values) {
        if (!is_known(*attribute, value)) value = {};
      }
      values.emplace_back();  // of a line without a word
      for (std::string_view& value : values) {
        if (value.empty()) value = common_values_[index];
      }
      add_attribute(column, index, values);
    }
    // Columns that are not there: the common value in every line.
    for (auto& content : binding_.contents) {
      if (content.compiled == nullptr) continue;
      for (const auto& axis : content.compiled->axes) {
        if (given.contains(axis.attribute)) continue;
        const std::size_t code = axis.code(common_values_[axis.attribute]);
        content.first += static_cast<std::uint32_t>(code * axis.stride);
      }
    }
  }

  bool is_known(const Attribute& attribute, std::string_view value) {
    if (attribute.is_open() || value.empty()) return true;
    std::vector<std::string> ids;
    for (const AttributeValue& known : attribute.values) {
      if (known.id == value) return true;
      ids.push_back(known.id);
    }
    binding_.findings.push_back(
        {{MessageCode::unknown_value, {std::string(value), attribute.id, suggestions(value, ids)}},
         {{}, {}, 0, 0, attribute.id}});
    return false;
  }

  void add_attribute(std::size_t column, std::size_t attribute, const std::vector<std::string_view>& values) {
    LineBinding::Attribute bound{column, values.size(), {}};
    bool matters = false;
    for (const auto& content : binding_.contents) {
      const CompiledContent::Axis* axis = nullptr;
      if (content.compiled != nullptr) {
        for (const auto& one : content.compiled->axes) {
          if (one.attribute == attribute) axis = &one;
        }
      }
      matters |= axis != nullptr;
      for (const std::string_view value : values)
        bound.offsets.push_back(axis == nullptr ? 0U : static_cast<std::uint32_t>(axis->code(value) * axis->stride));
    }
    if (matters) binding_.attributes.push_back(std::move(bound));
  }

  void bind_days() {
    for (std::size_t clock = 0; clock < clock_count; ++clock) {
      auto& days = binding_.days[clock];
      std::set<std::int32_t> breaks;
      for (const auto& content : binding_.contents) {
        if (content.compiled == nullptr) continue;
        const auto& own = content.compiled->days[clock].breaks;
        breaks.insert(own.begin(), own.end());
      }
      days.breaks.assign(breaks.begin(), breaks.end());
      for (const auto& content : binding_.contents) {
        for (std::size_t span = 0; span < days.spans(); ++span) {
          if (content.compiled == nullptr) {
            days.offsets.push_back(0);
            continue;
          }
          const auto& own = content.compiled->days[clock];
          const std::size_t segment = span == 0 ? 0 : own.segment(days.breaks[span - 1]);
          days.offsets.push_back(static_cast<std::uint32_t>(segment * own.stride));
        }
      }
    }
  }

  const Book& book_;
  const LineColumns& lines_;
  LineBinding binding_;
  std::vector<std::string_view> common_values_;
};

}  // namespace

std::size_t LineBinding::Days::span_of(std::int32_t day) const {
  return static_cast<std::size_t>(std::upper_bound(breaks.begin(), breaks.end(), day) - breaks.begin());
}

LineBinding bind_lines(const Book& book, const LineColumns& lines) { return Binder(book, lines).run(); }

}  // namespace hoctap
