#include <algorithm>
#include <array>

#include "core/document_parts.hpp"
#include "core/suggestions.hpp"
#include "hoctap/core/text.hpp"
#include "norm/read.hpp"

namespace hoctap {
namespace {

template <class Entry>
void add(std::vector<Entry>& entries, std::unordered_map<std::string, std::size_t>& by_id, Entry entry,
         const Node& node) {
  if (!by_id.emplace(entry.id, entries.size()).second) node.fail({MessageCode::id_stands_twice, {entry.id}});
  entries.push_back(std::move(entry));
}

BilingualText names_of(const Node& node) {
  return {.vi = filled_text_of(node.get("vi")), .en = filled_text_of(node.get("en"))};
}

void read_unit(const Node& node, Rulebook::Data& data) {
  static constexpr std::array<std::string_view, 3> keys{"id", "vi", "en"};
  node.allow_only(keys);
  const Node id = node.get("id");
  add(data.units, data.unit_by_id, UnitOfCount{filled_text_of(id), names_of(node)}, id);
}

void read_attribute(const Node& node, Rulebook::Data& data) {
  static constexpr std::array<std::string_view, 7> keys{"id", "vi", "en", "values", "open", "default", "note"};
  static constexpr std::array<std::string_view, 3> value_keys{"id", "vi", "en"};
  node.allow_only(keys);
  const Node id = node.get("id");
  Attribute attribute{filled_text_of(id), names_of(node), {}, {}};
  const auto open = node.find("open");
  const auto values = node.find("values");
  if ((open && open->boolean()) == values.has_value()) node.fail({MessageCode::attribute_values_or_open, {}});
  if (values) {
    for (const Node& value : values->elements()) {
      value.allow_only(value_keys);
      attribute.values.push_back({filled_text_of(value.get("id")), names_of(value)});
    }
    if (attribute.values.empty()) values->fail({MessageCode::attribute_values_or_open, {}});
  }
  if (const auto otherwise = node.find("default")) {
    attribute.default_value = filled_text_of(*otherwise);
    const auto is_default = [&](const AttributeValue& value) { return value.id == attribute.default_value; };
    if (!attribute.is_open() && std::none_of(attribute.values.begin(), attribute.values.end(), is_default)) {
      std::vector<std::string> ids;
      for (const AttributeValue& value : attribute.values) ids.push_back(value.id);
      otherwise->fail({MessageCode::unknown_value,
                       {attribute.default_value, attribute.id, suggestions(attribute.default_value, ids)}});
    }
  }
  add(data.attributes, data.attribute_by_id, std::move(attribute), id);
}

void read_content(const Node& node, Rulebook::Data& data) {
  static constexpr std::array<std::string_view, 6> keys{"id", "vi", "en", "unit", "aliases", "note"};
  node.allow_only(keys);
  const Node id = node.get("id");
  Content content{filled_text_of(id), names_of(node), {}, texts_of(node, "aliases"), node.text_or("note", "")};
  if (const auto unit = node.find("unit")) {
    for (const Node& one : unit->elements()) content.unit.push_back(known_unit(one, data));
    if (content.unit.size() > most_factors)
      unit->fail({MessageCode::too_many_factors, {std::to_string(content.unit.size()), std::to_string(most_factors)}});
  }
  const std::size_t index = data.contents.size();
  add(data.contents, data.content_by_id, std::move(content), id);
  const Content& added = data.contents.back();
  std::vector<std::string> wordings{added.id, added.name.vi, added.name.en};
  wordings.insert(wordings.end(), added.aliases.begin(), added.aliases.end());
  for (const std::string& wording : wordings) {
    const auto [place, is_new] = data.content_by_wording.emplace(folded(wording), index);
    if (!is_new && place->second != index) place->second = Rulebook::Data::no_content;
  }
}

}  // namespace

void read_units_and_attributes(const Node& root, Rulebook::Data& data) {
  for (const Node& node : entries_of(root, "unit")) read_unit(node, data);
  for (const Node& node : entries_of(root, "attribute")) read_attribute(node, data);
}

void read_contents(const Node& root, Rulebook::Data& data) {
  for (const Node& node : entries_of(root, "content")) read_content(node, data);
}

const std::string& known_content(const Node& node, const Rulebook::Data& data) {
  const std::string& id = filled_text_of(node);
  if (!data.content_by_id.contains(id)) {
    node.fail({MessageCode::unknown_content, {id, suggestions(id, data.content_ids())}});
  }
  return id;
}

const std::string& known_unit(const Node& node, const Rulebook::Data& data) {
  const std::string& id = filled_text_of(node);
  if (!data.unit_by_id.contains(id)) {
    node.fail({MessageCode::unknown_unit_of_count, {id, suggestions(id, data.unit_ids())}});
  }
  return id;
}

Applicability applicability_of(const Node& node, const Rulebook::Data& data) {
  Applicability conditions;
  for (const Node& member : node.members()) {
    const auto found = data.attribute_by_id.find(member.name());
    if (found == data.attribute_by_id.end()) {
      member.fail({MessageCode::unknown_attribute, {member.name(), suggestions(member.name(), data.attribute_ids())}});
    }
    const Attribute& attribute = data.attributes[found->second];
    Condition condition{attribute.id, {}};
    const auto add_value = [&](const Node& value) {
      const std::string& id = filled_text_of(value);
      const auto is_it = [&](const AttributeValue& known) { return known.id == id; };
      if (!attribute.is_open() && std::none_of(attribute.values.begin(), attribute.values.end(), is_it)) {
        std::vector<std::string> ids;
        for (const AttributeValue& known : attribute.values) ids.push_back(known.id);
        value.fail({MessageCode::unknown_value, {id, attribute.id, suggestions(id, ids)}});
      }
      condition.values.push_back(id);
    };
    if (member.is_text()) {
      add_value(member);
    } else {
      for (const Node& value : member.elements()) add_value(value);
      if (condition.values.empty()) member.fail({MessageCode::empty_text, {}});
    }
    std::sort(condition.values.begin(), condition.values.end());
    conditions.push_back(std::move(condition));
  }
  std::sort(conditions.begin(), conditions.end(),
            [](const Condition& a, const Condition& b) { return a.attribute < b.attribute; });
  return conditions;
}

Applicability joined(const Applicability& a, const Applicability& b) {
  Applicability all = a;
  for (const Condition& condition : b) {
    const auto same = std::find_if(all.begin(), all.end(),
                                   [&](const Condition& other) { return other.attribute == condition.attribute; });
    if (same == all.end()) {
      all.push_back(condition);
      continue;
    }
    std::vector<std::string> both;
    std::set_intersection(same->values.begin(), same->values.end(), condition.values.begin(), condition.values.end(),
                          std::back_inserter(both));
    same->values = std::move(both);
  }
  std::sort(all.begin(), all.end(), [](const Condition& x, const Condition& y) { return x.attribute < y.attribute; });
  return all;
}

}  // namespace hoctap
