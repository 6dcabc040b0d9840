#include "hoctap/forms/report_changes.hpp"

#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "core/sort_once.hpp"

namespace hoctap {
namespace {

constexpr std::array<std::string_view, 7> kind_names{"came",     "gone", "replaced", "edited",
                                                     "restated", "owed", "not_owed"};

using Key = std::tuple<Period, std::string, std::string, Date>;  // period, form, unit and when it began

// How every report that is owed stands.
class Standings {
 public:
  explicit Standings(const Reading& reading) : reading_(reading) {
    for (const Source& source : reading.dataset.sources())
      if (!source.form.empty() && source.period)
        files_[{source.form, source.unit, *source.period, source.version}].push_back(source.file);
    for (std::vector<std::string>* files : all_files()) {
      sort_once(*files);
    }
    const Gazetteer& gazetteer = reading.dataset.gazetteer();
    for (const Obligation& one : reading.obligations.all()) {
      const UnitVersion& owner = gazetteer.version(one.owner);
      all_.emplace(Key{one.period, reading.obligations.rules().rules()[one.form].code, owner.code, owner.validity.from},
                   &one);
    }
  }

  const std::map<Key, const Obligation*>& all() const { return all_; }

  ReportStanding of(const Obligation& obligation) const {
    ReportStanding standing{obligation, 0, {}, {}};
    if (!obligation.submission) return standing;
    const Submissions& reports = reading_.dataset.tables().submissions;
    const std::uint32_t row = *obligation.submission;
    standing.version = reports.version.get(row).value_or(1);
    standing.received = reports.received_at.get(row);
    const auto files = files_.find({std::string(reading_.dataset.text(reports.form_code[row])),
                                    reports.unit_code[row].version, reports.period[row], standing.version});
    if (files != files_.end()) standing.files = files->second;
    return standing;
  }
  // The digest of what came.
  std::string_view digest(const Obligation& obligation) const {
    const Submissions& reports = reading_.dataset.tables().submissions;
    return obligation.submission ? reading_.dataset.text(reports.sha256[*obligation.submission]) : std::string_view();
  }

 private:
  std::vector<std::vector<std::string>*> all_files() {
    std::vector<std::vector<std::string>*> all;
    for (auto& [key, files] : files_) all.push_back(&files);
    return all;
  }

  const Reading& reading_;
  std::map<std::tuple<std::string, VersionId, Period, std::int64_t>, std::vector<std::string>> files_;
  std::map<Key, const Obligation*> all_;
};

std::optional<ReportChangeKind> kind_of(const ReportStanding& before, const ReportStanding& after, bool same_content) {
  const Obligation& one = before.obligation;
  const Obligation& other = after.obligation;
  if (!one.submission && other.submission) return ReportChangeKind::came;
  if (one.submission && !other.submission) return ReportChangeKind::gone;
  if (before.version != after.version) return ReportChangeKind::replaced;
  if (!same_content || one.is_nil != other.is_nil || one.is_joint != other.is_joint || one.lacking != other.lacking)
    return ReportChangeKind::edited;
  if (one.state != other.state) return ReportChangeKind::restated;
  return std::nullopt;
}

}  // namespace

std::string_view name(ReportChangeKind kind) { return kind_names.at(static_cast<std::size_t>(kind)); }

Message ReportChange::message() const {
  const auto state = [](const std::optional<ReportStanding>& one) { return std::string(name(one->obligation.state)); };
  const auto version = [](const std::optional<ReportStanding>& one) { return std::to_string(one->version); };
  switch (kind) {
    case ReportChangeKind::came:
      if (!after->received) return {MessageCode::report_came_undated, {report()}};
      return {MessageCode::report_came, {report(), after->received->iso()}};
    case ReportChangeKind::gone:
      return {MessageCode::report_gone, {report()}};
    case ReportChangeKind::replaced:
      return {MessageCode::report_replaced, {report(), version(before), version(after)}};
    case ReportChangeKind::edited:
      return {MessageCode::report_edited, {report(), version(after)}};
    case ReportChangeKind::restated:
      return {MessageCode::report_restated, {report(), state(before), state(after)}};
    case ReportChangeKind::owed:
      return {MessageCode::report_owed, {report(), state(after)}};
    case ReportChangeKind::not_owed:
      break;
  }
  return {MessageCode::report_not_owed, {report()}};
}

std::vector<ReportChange> report_changes(const Reading& before, const Reading& after) {
  const Standings early(before);
  const Standings late(after);
  std::map<Key, std::pair<const Obligation*, const Obligation*>> all;
  for (const auto& [key, obligation] : early.all()) all[key].first = obligation;
  for (const auto& [key, obligation] : late.all()) all[key].second = obligation;
  std::vector<ReportChange> changes;
  for (const auto& [key, both] : all) {
    const auto& [one, other] = both;
    ReportChange change{ReportChangeKind::owed, std::get<1>(key), std::get<2>(key), std::get<0>(key), {}, {}};
    if (one != nullptr) change.before = early.of(*one);
    if (other != nullptr) change.after = late.of(*other);
    if (one == nullptr || other == nullptr) {
      if (one != nullptr) change.kind = ReportChangeKind::not_owed;
    } else {
      const auto kind = kind_of(*change.before, *change.after, early.digest(*one) == late.digest(*other));
      if (!kind) continue;
      change.kind = *kind;
    }
    changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace hoctap
