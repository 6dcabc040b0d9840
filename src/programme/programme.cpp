#include "hoctap/programme/programme.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "hoctap/core/embedded.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap {
namespace {

constexpr std::string_view folder = "programmes/";
constexpr std::string_view extension = ".toml";

template <class Entry>
const Entry* found(const std::vector<Entry>& entries, std::string_view id) {
  const auto place = std::find_if(entries.begin(), entries.end(), [id](const Entry& entry) { return entry.id == id; });
  return place == entries.end() ? nullptr : &*place;
}

}  // namespace

VersionId Territory::version(const Gazetteer& gazetteer) const {
  const auto found = gazetteer.find(unit_code, as_of);
  if (!found) throw NotFound({MessageCode::no_territory, {unit_code, as_of.iso()}});
  return *found;
}

std::string_view name(PathKind kind) {
  switch (kind) {
    case PathKind::linear:
      return "linear";
    case PathKind::step:
      return "step";
    case PathKind::none:
      break;
  }
  return "none";
}

std::string_view name(Recurrence recurrence) {
  switch (recurrence) {
    case Recurrence::once:
      return "once";
    case Recurrence::yearly:
      return "yearly";
    case Recurrence::quarterly:
      return "quarterly";
    case Recurrence::school_year:
      return "school_year";
    case Recurrence::continuous:
      return "continuous";
    case Recurrence::on_request:
      break;
  }
  return "on_request";
}

std::vector<Period> Programme::quarters() const { return periods_in(PeriodKind::quarter, first, last, true); }

const Target* Programme::find_target(std::string_view sought) const { return found(targets, sought); }

const Duty* Programme::find_duty(std::string_view sought) const { return found(duties, sought); }

const Target* Programme::target_of(std::string_view indicator) const {
  for (const auto* list : {&targets, &further_targets})
    for (const Target& target : *list)
      if (target.indicator == indicator) return &target;
  return nullptr;
}

const Body* Programme::answering(std::string_view sought, Date day) const {
  const Body* body = find_body(sought);
  const std::size_t most = bodies.size() + related_bodies.size();  // successors may run in a circle
  for (std::size_t steps = 0; body != nullptr && body->abolished_on && *body->abolished_on <= day; ++steps)
    body = steps < most && !body->successor.empty() ? find_body(body->successor) : nullptr;
  return body;
}

const Body* Programme::find_body(std::string_view sought) const {
  const Body* owner = found(bodies, sought);
  return owner != nullptr ? owner : found(related_bodies, sought);
}

std::vector<std::string> embedded_programmes() {
  std::vector<std::string> ids;
  for (std::string_view path : embedded_files()) {
    if (!path.starts_with(folder) || !path.ends_with(extension)) continue;
    path.remove_prefix(folder.size());
    path.remove_suffix(extension.size());
    ids.emplace_back(path);
  }
  return ids;
}

Programme embedded_programme(std::string_view id) {
  static const std::map<std::string, Programme, std::less<>> programmes = [] {
    std::map<std::string, Programme, std::less<>> all;
    for (const std::string& one : embedded_programmes())
      all.emplace(one, read_programme(Document::embedded(std::string(folder) + one + std::string(extension))));
    return all;
  }();
  const auto found = programmes.find(id);
  if (found != programmes.end()) return found->second;
  std::string known;
  for (const auto& [one, programme] : programmes) known += known.empty() ? one : ", " + one;
  throw NotFound({MessageCode::no_programme, {std::string(id), known}});
}

}  // namespace hoctap
