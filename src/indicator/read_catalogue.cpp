// The catalogue's files: indicators as ratios of measures, checked to be of one kind.
#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/document_parts.hpp"
#include "core/joined.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/indicator/catalogue.hpp"

namespace hoctap {
namespace {

constexpr std::array every_window{Window::day,         Window::quarter,       Window::year,
                                  Window::school_year, Window::twelve_months, Window::plan};

std::vector<Window> windows_of(const MeasureInfo& counted) {
  switch (counted.id) {  // told of budget years
    case Measure::estimated:
    case Measure::allocated:
    case Measure::support_entitled:
      return {Window::year};
    default:
      break;
  }
  switch (counted.unit) {
    case CountedUnit::centre:
      return {Window::day, Window::year, Window::twelve_months, Window::plan};
    case CountedUnit::centre_year:
      return {Window::year};
    case CountedUnit::worker:
      return {Window::plan, Window::year, Window::twelve_months};
    case CountedUnit::commune:
    case CountedUnit::village:
      return {Window::quarter, Window::year, Window::twelve_months, Window::plan};
    case CountedUnit::request:
      return {Window::school_year, Window::quarter, Window::year, Window::plan};
    case CountedUnit::report:
      return {Window::quarter, Window::year, Window::plan};
    case CountedUnit::post:
      return {Window::day};
    case CountedUnit::own:
      return {Window::day, Window::quarter, Window::year};
    default:
      return {Window::year, Window::quarter, Window::plan};
  }
}

template <class Things, class NameOf>
std::string named(const Things& things, const NameOf& name_of) {
  std::vector<std::string> names;
  for (const auto& thing : things) names.emplace_back(name_of(thing));
  return names.empty() ? "–" : joined(names);
}

const MeasureInfo& measure_of(const Node& node) {
  const MeasureInfo* const measure = find_measure(node.text());
  if (measure) return *measure;
  std::vector<std::string> names;
  for (const MeasureInfo& one : measures()) names.emplace_back(one.name);
  const auto near = nearest(node.text(), names);
  node.fail({MessageCode::no_such_measure, {node.text(), joined(near.empty() ? names : near)}});
}

// A flag of the list: `kind = { flag = "rating" }`.
void check_flag(const Node& node, const CodeList& list) {
  std::set<std::string> flags;
  for (const Code& code : list.codes()) flags.insert(code.flags.begin(), code.flags.end());
  if (flags.count(node.text()) == 0)
    node.fail({MessageCode::no_such_flag, {list.name(), node.text(), named(flags, [](auto& flag) { return flag; })}});
}

void check_code(const Node& node, const Dimension& dimension, const CodeLists& codes) {
  if (dimension.code_list.empty()) {  // a word
    if (std::find(dimension.values.begin(), dimension.values.end(), node.text()) == dimension.values.end())
      node.fail({MessageCode::unknown_choice, {node.text(), named(dimension.values, [](auto word) { return word; })}});
    return;
  }
  const CodeList& list = codes.list(dimension.code_list);
  if (list.find(node.text()) == nullptr)
    node.fail({MessageCode::unknown_choice, {node.text(), named(list.codes(), [](auto& code) { return code.code; })}});
}

std::vector<std::string> codes_of(const Node& node, const Dimension& dimension, const CodeLists& codes) {
  std::vector<std::string> words;
  for (const Node& word : node.is_array() ? node.elements() : std::vector<Node>{node}) {
    check_code(word, dimension, codes);
    words.push_back(word.text());
  }
  return words;
}

// `kind = "rating"`, `kind = ["a", "b"]`, `kind = { flag = "rating" }`, `body = { not_flag = "self" }`,
// `body = { not = ["centre"] }`.
MeasureCondition condition_of(const Node& node, const MeasureInfo& measure, const CodeLists& codes) {
  const auto dimension = std::find_if(measure.dimensions.begin(), measure.dimensions.end(),
                                      [&](const Dimension& one) { return one.name == node.name(); });
  if (dimension == measure.dimensions.end())
    node.fail({MessageCode::measure_not_told_apart,
               {std::string(measure.name), node.name(),
                named(measure.dimensions, [](const Dimension& one) { return one.name; })}});
  MeasureCondition condition;
  condition.dimension = node.name();
  if (dimension->code_list.empty()) {  // one word, not some of several
    check_code(node, *dimension, codes);
    condition.codes = {node.text()};
    return condition;
  }
  if (!node.is_table()) {
    condition.codes = codes_of(node, *dimension, codes);
    return condition;
  }
  static constexpr std::array<std::string_view, 3> keys{"flag", "not_flag", "not"};
  node.allow_only(keys);
  if (const auto none = node.find("not")) {
    condition.codes = codes_of(*none, *dimension, codes);
    condition.is_negated = true;
    return condition;
  }
  const auto not_flag = node.find("not_flag");
  const Node flag = not_flag ? *not_flag : node.get("flag");
  check_flag(flag, codes.list(dimension->code_list));
  condition.flag = flag.text();
  condition.is_negated = not_flag.has_value();
  return condition;
}

std::vector<MeasureCondition> conditions_of(const Node& node, const MeasureInfo& measure, const CodeLists& codes) {
  std::vector<MeasureCondition> conditions;
  for (const Node& member : node.members()) conditions.push_back(condition_of(member, measure, codes));
  return conditions;
}

// `{ measure = "inspected", where = { … } }`; `where = [{ … }, { … }]` where one of several suffices.
MeasureUse use_of(const Node& node, const CodeLists& codes) {
  static constexpr std::array<std::string_view, 2> keys{"measure", "where"};
  node.allow_only(keys);
  MeasureUse use{&measure_of(node.get("measure")), {}};
  const auto where = node.find("where");
  if (!where) return use;
  for (const Node& one : where->is_array() ? where->elements() : std::vector<Node>{*where})
    use.where.push_back(conditions_of(one, *use.measure, codes));
  return use;
}

// What can be a part of what.
void check_parts(const Node& node, const MeasureInfo& part, const MeasureInfo& whole) {
  const auto text = [](std::string_view word) { return std::string(word); };
  if (part.unit != whole.unit)
    node.fail({MessageCode::measures_count_different_things,
               {text(part.name), text(name(part.unit)), text(whole.name), text(name(whole.unit))}});
  if (part.time == whole.time) return;
  const bool is_stock = part.time == MeasureTime::stock;
  node.fail({MessageCode::measures_differ_in_time,
             {text(is_stock ? part.name : whole.name), text(is_stock ? whole.name : part.name)}});
}

void check_whole(const Node& node, const MeasureInfo& measure) {
  if (measure.is_whole) return;
  std::vector<std::string> wholes;
  for (const MeasureInfo& one : measures())
    if (one.is_whole && one.unit == measure.unit && one.time == measure.time) wholes.emplace_back(one.name);
  node.fail({MessageCode::measure_is_no_whole, {std::string(measure.name), wholes.empty() ? "–" : joined(wholes)}});
}

// What a variant counts, or counts parts of.
const MeasureInfo& counted_by(const IndicatorVariant& variant) {
  return variant.denominator.measure ? *variant.denominator.measure : *variant.numerator.front().measure;
}

Window window_of(const Node& node, const MeasureInfo& counted) {
  const Window window = choice_of(node, every_window);
  const auto known = windows_of(counted);
  if (std::find(known.begin(), known.end(), window) == known.end())
    node.fail({MessageCode::window_of_another_kind,
               {std::string(name(counted.unit)), named(known, [](Window one) { return name(one); })}});
  return window;
}

// Tests of things that one kernel looks at together: each is a part of one whole only.
constexpr std::array<std::pair<Measure, Measure>, 11> part_and_whole{{
    {Measure::village_sessions, Measure::difficult_villages},
    {Measure::posts_filled, Measure::posts_required},
    {Measure::requests_met, Measure::requests},
    {Measure::reports_on_time, Measure::reports_due},
    {Measure::settled, Measure::settlements_due},
    {Measure::speakers_trained, Measure::speakers},
    {Measure::disadvantaged_learned, Measure::disadvantaged},
    {Measure::money_received, Measure::money_received},
    {Measure::allocated, Measure::estimated},
    {Measure::support_paid, Measure::support_entitled},
    {Measure::reviewed, Measure::reviews_due},
}};

void check_part_of_whole(const Node& node, const MeasureInfo& part, const MeasureInfo* whole) {
  const bool is_count = part.id == Measure::persons_retrained || part.id == Measure::money_received;
  if (whole == nullptr && is_count) return;
  const auto belongs = [&](const auto& pair) {
    return whole == nullptr ? pair.first == part.id || pair.second == part.id
                            : pair.first == part.id || pair.second == whole->id;
  };
  const auto known = std::find_if(part_and_whole.begin(), part_and_whole.end(), belongs);
  if (known == part_and_whole.end()) return;  // whatever else counts by itself
  if (whole != nullptr && known->first == part.id && known->second == whole->id) return;
  const auto name_of = [](Measure id) { return std::string(measures()[static_cast<std::size_t>(id)].name); };
  node.fail({MessageCode::measure_is_part_of, {name_of(known->first), name_of(known->second)}});
}

// What the kernels of these units cannot count is refused, and never left out: several tests at once, and parts and
// wholes that are narrowed in different ways.
void check_countable(const Node& node, const std::vector<MeasureUse>& parts, const MeasureUse& whole) {
  const CountedUnit unit = parts.front().measure->unit;
  if (unit == CountedUnit::centre || unit == CountedUnit::centre_year || unit == CountedUnit::worker ||
      unit == CountedUnit::commune)
    return;
  check_part_of_whole(node, *parts.front().measure, whole.measure);
  const bool is_money = unit == CountedUnit::dong;
  const bool is_alike = is_money ? whole.where.empty() : parts.front().where == whole.where;
  const bool narrows_part_alone = unit == CountedUnit::village && whole.where.empty();
  if (parts.size() == 1 && (whole.measure == nullptr || is_alike || narrows_part_alone)) return;
  node.fail({MessageCode::measure_not_told_apart, {std::string(parts.back().measure->name), "where", "–"}});
}

class Reader {
 public:
  explicit Reader(const CodeLists& codes) : codes_(codes) {}

  IndicatorInfo indicator(const Node& node) {
    static constexpr std::array<std::string_view, 11> keys{"id",     "name",    "clause",         "counts",
                                                           "window", "roll_up", "numerator",      "denominator",
                                                           "rule",   "variant", "withholds_small"};
    node.allow_only(keys);
    IndicatorInfo info;
    const Node id = node.get("id");
    info.id = filled_text_of(id);
    if (!taken_.insert(info.id).second) id.fail({MessageCode::id_stands_twice, {info.id}});
    info.name = bilingual_text_of(node.get("name"));
    info.clause = node.text_or("clause", "");

    IndicatorVariant usual;
    usual.id = "default";
    usual.rule = bilingual_text_if_any(node, "rule").value_or(info.name);
    if (const auto whole = node.find("denominator")) usual.denominator = this->whole(*whole);
    usual.numerator = numerator(node.get("numerator"), usual.denominator);
    const MeasureInfo& counted = usual.denominator.measure ? *usual.denominator.measure : *usual.numerator[0].measure;
    info.unit = counted.unit;
    if (const auto counts = node.find("counts")) check_counts(*counts, counted);
    const auto window = node.find("window");
    info.window = window ? window_of(*window, counted) : windows_of(counted).front();
    usual.window = info.window;
    if (const auto roll_up = node.find("roll_up"))
      info.roll_up = choice_of(*roll_up, std::array{RollUp::sum, RollUp::distinct});
    if (const auto withholds = node.find("withholds_small")) {
      info.withholds_small = withholds->boolean();
      if (info.withholds_small && info.unit != CountedUnit::worker && info.unit != CountedUnit::person)
        withholds->fail({MessageCode::measures_count_different_things,
                         {std::string(counted.name), std::string(name(info.unit)), "withholds_small",
                          std::string(name(CountedUnit::person))}});
    }
    info.variants.push_back(std::move(usual));
    for (const Node& variant : entries_of(node, "variant")) info.variants.push_back(this->variant(variant, info));
    return info;
  }

 private:
  static void check_counts(const Node& node, const MeasureInfo& measure) {
    if (node.text() == name(measure.unit)) return;
    node.fail({MessageCode::measures_count_different_things,
               {std::string(measure.name), std::string(name(measure.unit)), node.text(), node.text()}});
  }

  MeasureUse whole(const Node& node) const {
    MeasureUse use = use_of(node, codes_);
    check_whole(node.get("measure"), *use.measure);
    return use;
  }

  std::vector<MeasureUse> numerator(const Node& node, const MeasureUse& denominator) const {
    std::vector<MeasureUse> uses;
    for (const Node& one : node.is_array() ? node.elements() : std::vector<Node>{node}) {
      uses.push_back(use_of(one, codes_));
      check_parts(one.get("measure"), *uses.back().measure,
                  denominator.measure ? *denominator.measure : *uses[0].measure);
    }
    if (uses.empty()) node.fail({MessageCode::missing_key, {"measure"}});
    check_countable(node, uses, denominator);
    return uses;
  }

  // What a variant does not say is as in the default.
  IndicatorVariant variant(const Node& node, const IndicatorInfo& info) const {
    static constexpr std::array<std::string_view, 6> keys{"id",          "rule",   "numerator",
                                                          "denominator", "window", "on_time"};
    node.allow_only(keys);
    IndicatorVariant variant = info.variants.front();
    const Node id = node.get("id");
    variant.id = filled_text_of(id);
    if (info.find_variant(variant.id)) id.fail({MessageCode::id_stands_twice, {variant.id}});
    variant.rule = bilingual_text_of(node.get("rule"));
    if (const auto window = node.find("window")) variant.window = window_of(*window, counted_by(variant));
    if (const auto on_time = node.find("on_time")) variant.is_on_time = on_time->boolean();
    if (const auto whole = node.find("denominator")) {
      variant.denominator = this->whole(*whole);
      if (!info.variants.front().denominator.measure) whole->fail({MessageCode::count_has_no_whole, {info.id}});
      check_parts(whole->get("measure"), *variant.denominator.measure, *info.variants.front().denominator.measure);
    }
    if (const auto parts = node.find("numerator")) variant.numerator = numerator(*parts, variant.denominator);
    return variant;
  }

  const CodeLists& codes_;
  std::set<std::string, std::less<>> taken_;
};

}  // namespace

Catalogue Catalogue::read(const Document& document, const CodeLists& codes) {
  static constexpr std::array<std::string_view, 1> lists{"indicator"};
  const Node root = document.root();
  root.allow_only(lists);
  Reader reader(codes);
  std::vector<IndicatorInfo> all;
  for (const Node& node : entries_of(root, "indicator")) all.push_back(reader.indicator(node));
  Catalogue catalogue;
  catalogue.indicators_ = std::make_shared<const std::vector<IndicatorInfo>>(std::move(all));
  return catalogue;
}

}  // namespace hoctap
