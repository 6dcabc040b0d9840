#include "hoctap/budget/plan_contents.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/document_parts.hpp"
#include "core/suggestions.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/records/tables/plans.hpp"

namespace hoctap {
namespace {

constexpr std::array<FloorYear, 2> floor_years{FloorYear::each_year, FloorYear::founding_year};

// Columns of plan lines that count something.
std::vector<std::string> number_columns() {
  const PlanLines table;
  std::vector<std::string> names;
  for (const ColumnBase* column : table.columns()) {
    if (column->type() == ColumnType::integer && !column->info().key) names.emplace_back(column->name());
  }
  return names;
}

const std::string& number_column_of(const Node& node) {
  static const std::vector<std::string> names = number_columns();
  const std::string& column = filled_text_of(node);
  if (std::find(names.begin(), names.end(), column) == names.end())
    node.fail({MessageCode::plan_column_unknown, {column, suggestions(column, names)}});
  return column;
}

NumberPlace number_place_of(const Node& node) {
  constexpr std::int64_t most = 1'000'000;
  if (node.is_text()) return number_column_of(node);
  if (node.is_integer()) return FixedNumber{integer_between(node, 0, most), false};
  if (node.is_table()) {
    static constexpr std::array<std::string_view, 1> keys{"assumed"};
    node.allow_only(keys);
    return FixedNumber{integer_between(node.get("assumed"), 0, most), true};
  }
  if (node.boolean()) node.fail({MessageCode::number_nowhere_is_false, {}});
  return std::monostate{};
}

AttributeValues attributes_of(const Node& entry) {
  AttributeValues attributes;
  const auto table = entry.find("attributes");
  if (!table) return attributes;
  for (const Node& member : table->members()) attributes.emplace_back(member.name(), filled_text_of(member));
  return attributes;
}

Need need_of(const Node& node) {
  static constexpr std::array<std::string_view, 3> keys{"content", "attributes", "factors"};
  node.allow_only(keys);
  Need need{filled_text_of(node.get("content")), attributes_of(node), {}};
  if (const auto factors = node.find("factors")) {
    for (const Node& factor : factors->members()) need.factors.emplace_back(factor.name(), number_place_of(factor));
  }
  return need;
}

PlanContent plan_content_of(const Node& entry, std::set<std::string, std::less<>>& taken) {
  static constexpr std::array<std::string_view, 6> keys{"id", "vi", "en", "aliases", "source", "needs"};
  entry.allow_only(keys);
  const Node id = entry.get("id");
  PlanContent content{filled_text_of(id),
                      {.vi = filled_text_of(entry.get("vi")), .en = filled_text_of(entry.get("en"))},
                      texts_of(entry, "aliases"),
                      filled_text_of(entry.get("source")),
                      {}};
  if (!taken.insert(content.id).second) id.fail({MessageCode::id_stands_twice, {content.id}});
  const Node needs = entry.get("needs");
  for (const Node& need : needs.elements()) content.needs.push_back(need_of(need));
  if (content.needs.empty()) needs.fail({MessageCode::empty_text, {}});
  return content;
}

YearlyNeed yearly_need_of(const Node& entry) {
  static constexpr std::array<std::string_view, 4> keys{"content", "attributes", "role", "source"};
  entry.allow_only(keys);
  return {filled_text_of(entry.get("content")), attributes_of(entry), filled_text_of(entry.get("role")),
          filled_text_of(entry.get("source"))};
}

FloorNeed floor_need_of(const Node& entry) {
  static constexpr std::array<std::string_view, 3> keys{"content", "when", "source"};
  entry.allow_only(keys);
  return {filled_text_of(entry.get("content")), choice_of(entry.get("when"), floor_years),
          filled_text_of(entry.get("source"))};
}

std::vector<std::string> wordings_of(const PlanContent& content) {
  std::vector<std::string> wordings{content.id, content.name.vi, content.name.en};
  wordings.insert(wordings.end(), content.aliases.begin(), content.aliases.end());
  return wordings;
}

}  // namespace

std::string_view name(FloorYear year) { return year == FloorYear::each_year ? "each_year" : "founding_year"; }

PlanContents PlanContents::of(const Document& document) {
  static constexpr std::array<std::string_view, 4> keys{"units", "plan_content", "yearly", "floor"};
  const Node root = document.root();
  root.allow_only(keys);
  PlanContents all;
  all.digest_ = document.digest();
  for (const Node& unit : root.get("units").members()) all.units_.emplace_back(unit.name(), number_place_of(unit));
  std::set<std::string, std::less<>> taken;
  std::map<std::string, std::size_t> words;
  for (const Node& entry : entries_of(root, "plan_content")) {
    const std::size_t index = all.contents_.size();
    all.contents_.push_back(plan_content_of(entry, taken));
    for (const std::string& wording : wordings_of(all.contents_.back())) {
      const auto [place, is_new] = words.emplace(folded(wording), index);
      if (!is_new && place->second != index) {
        entry.fail({MessageCode::spelling_means_two_codes,
                    {"plan_content", wording, all.contents_[place->second].id, all.contents_[index].id}});
      }
    }
  }
  all.by_folded_word_.assign(words.begin(), words.end());
  for (const Node& entry : entries_of(root, "yearly")) all.yearly_.push_back(yearly_need_of(entry));
  for (const Node& entry : entries_of(root, "floor")) all.floors_.push_back(floor_need_of(entry));
  return all;
}

PlanContents PlanContents::embedded() {
  static const PlanContents contents = of(Document::embedded("budget/plan_contents.toml"));
  return contents;
}

const PlanContent* PlanContents::recognise(std::string_view wording) const {
  const std::string word = folded(wording);
  const auto found = std::lower_bound(by_folded_word_.begin(), by_folded_word_.end(), word,
                                      [](const auto& entry, const std::string& key) { return entry.first < key; });
  return found == by_folded_word_.end() || found->first != word ? nullptr : &contents_[found->second];
}

std::vector<std::string> PlanContents::wordings() const {
  std::vector<std::string> all;
  for (const PlanContent& content : contents_) {
    for (std::string& wording : wordings_of(content)) all.push_back(std::move(wording));
  }
  return all;
}

NumberPlace PlanContents::place_of(const Need& need, std::string_view unit) const {
  for (const auto& [stated, place] : need.factors) {
    if (stated == unit) return place;
  }
  for (const auto& [stated, place] : units_) {
    if (stated == unit) return place;
  }
  return std::monostate{};
}

}  // namespace hoctap
