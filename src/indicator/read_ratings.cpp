// The file of rating schemes.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "core/document_parts.hpp"
#include "core/joined.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/indicator/ratings.hpp"
#include "time/document_date.hpp"

namespace hoctap {
namespace {

constexpr std::int64_t most = 1'000'000;

Mark mark_of(const Node& node) {
  if (const auto mark = mark_from_name(node.text())) return *mark;
  node.fail({MessageCode::unknown_choice, {node.text(), "VERIFIED, SECONDARY, INFERRED, MEMORY, SIMULATED"}});
}

std::optional<std::int64_t> number_if_any(const Node& table, std::string_view key) {
  const auto node = table.find(key);
  return node ? std::optional(integer_between(*node, 0, most)) : std::nullopt;
}

RatingCriterion criterion_of(const Node& node) {
  static constexpr std::array<std::string_view, 5> keys{"id", "name", "points", "indicators", "read"};
  node.allow_only(keys);
  return {filled_text_of(node.get("id")), bilingual_text_of(node.get("name")), number_if_any(node, "points"),
          number_if_any(node, "indicators"), number_if_any(node, "read")};
}

RatingStep grade_of(const Node& node, const CodeList& known) {
  static constexpr std::array<std::string_view, 2> keys{"grade", "from"};
  node.allow_only(keys);
  const Node id = node.get("grade");
  const Code* const code = known.find(id.text());
  if (code == nullptr) {
    std::vector<std::string> codes;
    for (const Code& one : known.codes()) codes.push_back(one.code);
    id.fail({MessageCode::unknown_choice, {id.text(), joined(codes)}});
  }
  return {code->code, {code->label_vi, code->label_en}, integer_between(node.get("from"), 0, most), 0};
}

RatingStep level_of(const Node& node) {
  static constexpr std::array<std::string_view, 3> keys{"level", "name", "months_after_lower"};
  node.allow_only(keys);
  return {filled_text_of(node.get("level")), bilingual_text_of(node.get("name")), 0,
          number_if_any(node, "months_after_lower").value_or(0)};
}

void check_points(const Node& node, const RatingScheme& scheme) {
  for (std::size_t i = 1; i < scheme.grades.size(); ++i)
    if (scheme.grades[i].from_points >= scheme.grades[i - 1].from_points)
      node.get("grades").fail({MessageCode::rating_thresholds_do_not_fall, {scheme.grades[i].id}});
  std::int64_t sum = 0;
  for (const RatingCriterion& criterion : scheme.criteria) {
    if (!criterion.points) return;  // not all are known
    sum += *criterion.points;
  }
  if (scheme.points && !scheme.criteria.empty() && sum != *scheme.points)
    node.get("points").fail({MessageCode::rating_points_differ, {std::to_string(sum), std::to_string(*scheme.points)}});
}

RatingScheme scheme_of(const Node& node, const CodeList& grades) {
  static constexpr std::array<std::string_view, 15> keys{
      "id",     "aliases",  "name",   "subject", "from",   "until",        "assumption",  "mark",
      "source", "criteria", "points", "grades",  "levels", "valid_months", "not_modelled"};
  node.allow_only(keys);
  RatingScheme scheme;
  scheme.id = filled_text_of(node.get("id"));
  scheme.aliases = texts_of(node, "aliases");
  scheme.name = bilingual_text_of(node.get("name"));
  scheme.subject = choice_of(node.get("subject"), std::array{RatingSubject::centre, RatingSubject::commune});
  scheme.validity = validity_of(node);
  if (const auto assumption = node.find("assumption")) scheme.is_assumption = assumption->boolean();
  if (const auto mark = node.find("mark"))
    scheme.mark = mark_of(*mark);
  else if (!scheme.is_assumption)
    node.fail({MessageCode::missing_key, {"mark"}});
  scheme.source = filled_text_of(node.get("source"));
  scheme.points = number_if_any(node, "points");
  for (const Node& one : entries_of(node, "criteria")) scheme.criteria.push_back(criterion_of(one));
  for (const Node& one : entries_of(node, "grades")) scheme.grades.push_back(grade_of(one, grades));
  for (const Node& one : entries_of(node, "levels")) scheme.levels.push_back(level_of(one));
  scheme.valid_months = number_if_any(node, "valid_months");
  scheme.not_modelled = bilingual_text_if_any(node, "not_modelled");
  if (!scheme.is_modelled() && !scheme.not_modelled) node.fail({MessageCode::missing_key, {"not_modelled"}});
  check_points(node, scheme);
  return scheme;
}

std::string first_shared_day(const RatingScheme& a, const RatingScheme& b) {
  const Date day = std::max(a.validity.from, b.validity.from);
  return day == Date::earliest() ? "–" : day.iso();
}

bool is_called(const RatingScheme& scheme, const std::string& sought) {
  return folded(scheme.id) == sought || std::any_of(scheme.aliases.begin(), scheme.aliases.end(),
                                                    [&](const std::string& alias) { return folded(alias) == sought; });
}

}  // namespace

RatingSchemes RatingSchemes::embedded() {
  static const RatingSchemes schemes = read(Document::embedded("ratings.toml"));
  return schemes;
}

RatingSchemes RatingSchemes::read(const Document& document, const CodeLists& codes) {
  static constexpr std::array<std::string_view, 1> lists{"scheme"};
  const Node root = document.root();
  root.allow_only(lists);
  std::vector<RatingScheme> all;
  for (const Node& node : entries_of(root, "scheme")) {
    RatingScheme scheme = scheme_of(node, codes.list("grades"));
    for (const RatingScheme& other : all)
      if (other.id == scheme.id && other.validity.overlaps(scheme.validity))
        node.fail({MessageCode::rating_scheme_overlaps, {scheme.id, first_shared_day(other, scheme)}});
    all.push_back(std::move(scheme));
  }
  RatingSchemes schemes;
  schemes.schemes_ = std::make_shared<const std::vector<RatingScheme>>(std::move(all));
  return schemes;
}

std::span<const RatingScheme> RatingSchemes::schemes() const { return *schemes_; }

const RatingScheme* RatingSchemes::find(std::string_view name, Date day) const {
  const std::string sought = folded(name);
  const auto found = std::find_if(schemes_->begin(), schemes_->end(), [&](const RatingScheme& scheme) {
    return scheme.validity.contains(day) && is_called(scheme, sought);
  });
  return found == schemes_->end() ? nullptr : &*found;
}

bool RatingSchemes::knows(std::string_view name) const {
  const std::string sought = folded(name);
  return std::any_of(schemes_->begin(), schemes_->end(),
                     [&](const RatingScheme& scheme) { return is_called(scheme, sought); });
}

}  // namespace hoctap
