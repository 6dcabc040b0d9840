#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "hoctap/core/text.hpp"
#include "hoctap/programme/programme.hpp"
#include "programme/document_parts.hpp"
#include "time/document_date.hpp"

namespace hoctap {
namespace {

using Keys = std::span<const std::string_view>;

// The id of an entry, unlike all before it.
std::string id_of(const Node& entry, std::set<std::string, std::less<>>& taken) {
  const Node node = entry.get("id");
  const std::string& id = filled_text_of(node);
  if (!taken.insert(id).second) node.fail({MessageCode::id_stands_twice, {id}});
  return id;
}

template <class Entry>
std::vector<std::string> ids_of(const std::vector<Entry>& entries) {
  std::vector<std::string> ids;
  for (const Entry& entry : entries) ids.push_back(entry.id);
  return ids;
}

// What a reference may name: the ids of one list of the file, or of two.
struct Referable {
  std::string list;
  std::vector<std::string> ids;

  std::string checked(const Node& node) const {
    const std::string& id = node.text();
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) {
      const auto near = nearest(id, ids, 1);
      if (near.empty()) node.fail({MessageCode::unknown_reference, {id, list}});
      node.fail({MessageCode::unknown_reference_near, {id, list, near.front()}});
    }
    return id;
  }

  std::vector<std::string> checked_all(const Node& entry, std::string_view key) const {
    std::vector<std::string> checked_ids;
    if (const auto references = entry.find(key)) {
      for (const Node& reference : references->elements()) checked_ids.push_back(checked(reference));
    }
    return checked_ids;
  }
};

// The indicators of an entry, or the reason why it has none.
template <class Entry>
void read_measurement(Entry& entry, const Node& node) {
  entry.indicators = texts_of(node, "indicators");
  entry.not_measured = bilingual_text_if_any(node, "not_measured");
  if (entry.indicators.empty() && !entry.not_measured) node.fail({MessageCode::neither_measured_nor_explained, {}});
}

Item read_plain_item(const Node& node, std::set<std::string, std::less<>>& taken) {
  Item item;
  item.id = id_of(node, taken);
  item.text = bilingual_text_of(node.get("text"));
  item.clause = filled_text_of(node.get("clause"));
  return item;
}

// Funds and cited documents: nothing measures them.
std::vector<Item> read_plain_items(const Node& root, std::string_view list, Keys keys) {
  std::vector<Item> items;
  std::set<std::string, std::less<>> taken;
  for (const Node& node : entries_of(root, list)) {
    node.allow_only(keys);
    items.push_back(read_plain_item(node, taken));
    if (const auto issued = node.find("issued_on")) items.back().issued_on = date_of(*issued);
  }
  return items;
}

void read_path(Target& target, const Node& node) {
  constexpr std::array kinds{PathKind::linear, PathKind::step, PathKind::none};
  target.path = choice_of(node.get("path"), kinds);
  const auto steps = node.find("steps");
  if (target.path == PathKind::step && !steps) node.fail({MessageCode::steps_missing, {}});
  if (target.path != PathKind::step && steps) steps->fail({MessageCode::steps_without_step_path, {}});
  if (steps) target.steps = step_days_of(*steps);
}

// `baseline = 40` where the plan states it, `baseline = "none"` where none is to be had; without the key it is measured
// at the plan's start.
void read_baseline(Target& target, const Node& node) {
  const auto baseline = node.find("baseline");
  if (!baseline) return;
  if (!baseline->is_text()) {
    target.baseline_percent = integer_between(*baseline, 0, 100);
    return;
  }
  if (baseline->text() != "none") baseline->fail({MessageCode::unknown_choice, {baseline->text(), "none, 0 … 100"}});
  target.has_baseline = false;
}

// `target = { indicator = "K8a", percent = 100, path = "step", steps = [ … ] }`: what a task or duty asks of one of its
// indicators.
template <class Entry>
void read_further_target(const Entry& entry, const Node& node, std::vector<Target>& targets) {
  static constexpr std::array<std::string_view, 5> keys{"indicator", "percent", "path", "steps", "baseline"};
  const auto asked = node.find("target");
  if (!asked) return;
  asked->allow_only(keys);
  Target target;
  target.id = entry.id;
  target.indicator = Referable{"indicators", entry.indicators}.checked(asked->get("indicator"));
  target.name = entry.text;
  target.text = entry.text;
  target.percent = integer_between(asked->get("percent"), 1, 100);
  read_path(target, *asked);
  read_baseline(target, *asked);
  target.clause = entry.clause;
  targets.push_back(std::move(target));
}

// Aims, tasks and finance points.
std::vector<Item> read_measured_items(const Node& root, std::string_view list, const Referable& documents,
                                      std::vector<Target>& targets) {
  static constexpr std::array<std::string_view, 7> keys{"id",         "text",         "clause", "cites",
                                                        "indicators", "not_measured", "target"};
  std::vector<Item> items;
  std::set<std::string, std::less<>> taken;
  for (const Node& node : entries_of(root, list)) {
    node.allow_only(keys);
    items.push_back(read_plain_item(node, taken));
    items.back().cites = documents.checked_all(node, "cites");
    read_measurement(items.back(), node);
    read_further_target(items.back(), node, targets);
  }
  return items;
}

std::vector<Target> read_targets(const Node& root, const Referable& aims) {
  static constexpr std::array<std::string_view, 11> keys{"id",    "indicator", "name",     "text", "percent", "path",
                                                         "steps", "baseline",  "variants", "aims", "clause"};
  std::vector<Target> targets;
  std::set<std::string, std::less<>> taken;
  for (const Node& node : root.get("target").elements()) {
    node.allow_only(keys);
    Target target;
    target.id = id_of(node, taken);
    target.indicator = filled_text_of(node.get("indicator"));
    target.name = bilingual_text_of(node.get("name"));
    target.text = bilingual_text_of(node.get("text"));
    target.percent = integer_between(node.get("percent"), 1, 100);
    read_path(target, node);
    read_baseline(target, node);
    target.variants = texts_of(node, "variants");
    target.aims = aims.checked_all(node, "aims");
    target.clause = filled_text_of(node.get("clause"));
    targets.push_back(std::move(target));
  }
  return targets;
}

std::vector<Body> read_bodies(const Node& root, std::string_view list, std::set<std::string, std::less<>>& taken) {
  static constexpr std::array<std::string_view, 6> keys{"id", "name", "level", "abolished_on", "successor", "note"};
  std::vector<Body> bodies;
  for (const Node& node : entries_of(root, list)) {
    node.allow_only(keys);
    Body body;
    body.id = id_of(node, taken);
    body.name = bilingual_text_of(node.get("name"));
    if (const auto level = node.find("level")) body.level = name(level_of(*level));
    if (const auto abolished = node.find("abolished_on")) body.abolished_on = date_of(*abolished);
    body.successor = node.text_or("successor", "");
    body.note = node.text_or("note", "");
    bodies.push_back(std::move(body));
  }
  return bodies;
}

void check_successors(const Node& root, std::string_view list, const Referable& bodies) {
  for (const Node& node : entries_of(root, list)) {
    if (const auto successor = node.find("successor")) static_cast<void>(bodies.checked(*successor));
  }
}

void read_due_day(Duty& duty, const Node& node) {
  const auto due = node.find("due");
  if (!due) return;
  duty.due = step_day_of(*due);
  const bool is_dated = duty.recurrence == Recurrence::once && duty.due->year;
  const bool is_of_each_year =
      (duty.recurrence == Recurrence::yearly || duty.recurrence == Recurrence::school_year) && !duty.due->year;
  if (!is_dated && !is_of_each_year)
    due->fail({MessageCode::due_day_has_no_period, {std::string(name(duty.recurrence))}});
}

std::vector<Duty> read_duties(const Node& root, const Referable& owners, const Referable& bodies,
                              std::vector<Target>& targets) {
  static constexpr std::array<std::string_view, 13> keys{
      "id",          "owner",     "partners", "text",       "clause",       "recurrence", "due",
      "due_assumed", "final_due", "evidence", "indicators", "not_measured", "target"};
  constexpr std::array recurrences{Recurrence::once,        Recurrence::yearly,     Recurrence::quarterly,
                                   Recurrence::school_year, Recurrence::continuous, Recurrence::on_request};
  std::vector<Duty> duties;
  std::set<std::string, std::less<>> taken;
  for (const Node& node : entries_of(root, "duty")) {
    node.allow_only(keys);
    Duty duty;
    duty.id = id_of(node, taken);
    duty.owner = owners.checked(node.get("owner"));
    duty.partners = bodies.checked_all(node, "partners");
    duty.text = bilingual_text_of(node.get("text"));
    duty.clause = filled_text_of(node.get("clause"));
    duty.recurrence = choice_of(node.get("recurrence"), recurrences);
    read_due_day(duty, node);
    if (const auto assumed = node.find("due_assumed")) duty.due_is_assumed = assumed->boolean();
    if (const auto final = node.find("final_due")) {
      duty.final_due = step_day_of(*final);
      if (!duty.final_due->year) final->fail({MessageCode::missing_key, {"year"}});
    }
    duty.evidence = bilingual_text_if_any(node, "evidence");
    read_measurement(duty, node);
    read_further_target(duty, node, targets);
    duties.push_back(std::move(duty));
  }
  return duties;
}

Territory read_territory(const Node& node) {
  static constexpr std::array<std::string_view, 2> keys{"unit_code", "as_of"};
  node.allow_only(keys);
  return {.unit_code = filled_text_of(node.get("unit_code")), .as_of = date_of(node.get("as_of"))};
}

}  // namespace

Programme read_programme(const Document& document) {
  static constexpr std::array<std::string_view, 17> keys{
      "id",   "name",    "fictional", "first",    "last", "territory",    "issuer", "difficulties_to", "aim", "target",
      "task", "finance", "fund",      "document", "body", "related_body", "duty"};
  static constexpr std::array<std::string_view, 3> fund_keys{"id", "text", "clause"};
  static constexpr std::array<std::string_view, 4> document_keys{"id", "text", "clause", "issued_on"};
  const Node root = document.root();
  root.allow_only(keys);

  Programme programme;
  programme.id = filled_text_of(root.get("id"));
  programme.name = bilingual_text_of(root.get("name"));
  if (const auto fictional = root.find("fictional")) programme.is_fictional = fictional->boolean();
  programme.first = date_of(root.get("first"));
  programme.last = date_of(root.get("last"));
  if (programme.last < programme.first) {
    root.get("last").fail({MessageCode::period_ends_before_it_begins, {programme.first.iso(), programme.last.iso()}});
  }
  programme.territory = read_territory(root.get("territory"));

  programme.documents = read_plain_items(root, "document", document_keys);
  programme.funds = read_plain_items(root, "fund", fund_keys);
  const Referable documents{"document", ids_of(programme.documents)};
  programme.aims = read_measured_items(root, "aim", documents, programme.further_targets);
  programme.tasks = read_measured_items(root, "task", documents, programme.further_targets);
  programme.finance = read_measured_items(root, "finance", documents, programme.further_targets);
  programme.targets = read_targets(root, {"aim", ids_of(programme.aims)});

  std::set<std::string, std::less<>> body_ids;
  programme.bodies = read_bodies(root, "body", body_ids);
  programme.related_bodies = read_bodies(root, "related_body", body_ids);
  const Referable owners{"body", ids_of(programme.bodies)};
  const Referable bodies{"body, related_body", {body_ids.begin(), body_ids.end()}};
  check_successors(root, "body", bodies);
  check_successors(root, "related_body", bodies);
  programme.duties = read_duties(root, owners, bodies, programme.further_targets);
  if (const auto issuer = root.find("issuer")) programme.issuer = bodies.checked(*issuer);
  if (const auto collector = root.find("difficulties_to")) programme.difficulties_to = bodies.checked(*collector);

  programme.digest = document.digest();
  return programme;
}

}  // namespace hoctap
