#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "hoctap/core/error.hpp"
#include "hoctap/records/dataset.hpp"
#include "records/engine.hpp"
#include "records/state.hpp"

namespace hoctap {
namespace {

using Placed = records::BuilderState::Placed;

// Which source a finding of a reader belongs to, by file and sheet; 0 where none does.
class SourceIndex {
 public:
  explicit SourceIndex(const std::vector<Source>& sources) {
    for (std::size_t i = 1; i < sources.size(); ++i)
      by_name_.emplace(std::pair(sources[i].file, sources[i].sheet), static_cast<std::uint32_t>(i));
  }
  std::uint32_t find(const SourcePlace& place) const {
    const auto found = by_name_.find(std::pair(place.file, place.sheet));
    return found == by_name_.end() ? 0 : found->second;
  }

 private:
  std::map<std::pair<std::string, std::string>, std::uint32_t> by_name_;
};

// Throws NotFound for a source that was never added.
template <class Sources>
auto& source_at(Sources& sources, std::uint32_t index) {
  if (index < sources.size()) return sources[index];
  throw NotFound({MessageCode::no_such_source, {std::to_string(index)}});
}

// Calls visit(source, rows) for the runs of rows that come from one source.
template <class Visit>
void each_run(const Table& table, const Visit& visit) {
  if (const auto only = table.only_source()) return visit(*only, table.size());
  for (std::size_t first = 0, last = 0; first < table.size(); first = last) {
    while (last < table.size() && table.place(last).source == table.place(first).source) ++last;
    visit(table.place(first).source, last - first);
  }
}

}  // namespace

DatasetBuilder::DatasetBuilder(Gazetteer gazetteer, CodeLists codes, std::optional<Date> codes_as_of)
    : state_(std::make_unique<records::BuilderState>()) {
  state_->content->gazetteer = std::move(gazetteer);
  state_->content->codes = std::move(codes);
  state_->content->sources.emplace_back();
  state_->content->sources.front().codes_as_of = codes_as_of;
}
DatasetBuilder::DatasetBuilder(DatasetBuilder&&) noexcept = default;
DatasetBuilder& DatasetBuilder::operator=(DatasetBuilder&&) noexcept = default;
DatasetBuilder::~DatasetBuilder() = default;

Tables& DatasetBuilder::tables() { return state_->content->tables; }
Pool& DatasetBuilder::pool() { return state_->content->pool; }
const CodeLists& DatasetBuilder::codes() const { return state_->content->codes; }
const Gazetteer& DatasetBuilder::gazetteer() const { return state_->content->gazetteer; }

std::uint32_t DatasetBuilder::add_source(Source source) {
  source.rows_read = source.rows_kept = source.rows_dropped = 0;
  state_->content->sources.push_back(std::move(source));
  return static_cast<std::uint32_t>(state_->content->sources.size() - 1);
}

const Source& DatasetBuilder::source(std::uint32_t index) const { return source_at(state_->content->sources, index); }

void DatasetBuilder::add(Finding finding) { state_->unplaced.push_back(std::move(finding)); }

void DatasetBuilder::add_dropped(std::uint32_t source, Finding finding) {
  Source& counted = source_at(state_->content->sources, source);
  counted.rows_read += finding.rows;
  counted.rows_dropped += finding.rows;
  finding.outcome = RowOutcome::dropped;
  state_->findings.push_back({source, std::move(finding)});
}

Dataset DatasetBuilder::finish() && {
  records::BuilderState& state = *state_;
  records::Content& content = *state.content;
  // Everything that may be refused comes before the first count, so that a second attempt counts no row twice.
  for (const Table* table : std::as_const(content.tables).all()) {
    table->check_complete();
    each_run(*table, [&](std::uint32_t source, std::size_t) { static_cast<void>(source_at(content.sources, source)); });
  }
  for (const Table* table : std::as_const(content.tables).all()) {
    each_run(*table, [&](std::uint32_t source, std::size_t rows) { content.sources[source].rows_read += rows; });
  }
  const SourceIndex sources(content.sources);
  for (Finding& finding : state.unplaced) {
    const std::uint32_t source = sources.find(finding.place);
    state.findings.push_back({source, std::move(finding)});
  }
  records::apply_rules(state);
  for (const Table* table : std::as_const(content.tables).all()) {
    each_run(*table, [&](std::uint32_t source, std::size_t rows) { content.sources[source].rows_kept += rows; });
  }
  std::stable_sort(state.findings.begin(), state.findings.end(), [](const Placed& a, const Placed& b) {
    return std::tie(a.source, a.finding.place.row) < std::tie(b.source, b.finding.place.row);
  });
  content.findings.reserve(state.findings.size());
  for (Placed& placed : state.findings) content.findings.push_back(std::move(placed.finding));
  content.is_simulated = std::any_of(content.sources.begin(), content.sources.end(),
                                     [](const Source& source) { return source.is_simulated; });
  Dataset dataset(std::move(state.content));
  state_ = std::make_unique<records::BuilderState>();
  state_->content->sources.emplace_back();
  return dataset;
}

}  // namespace hoctap
