#include "hoctap/records/dataset.hpp"

#include <iterator>
#include <utility>

#include "records/state.hpp"

namespace hoctap {

Dataset::Dataset() : Dataset(std::make_shared<const records::Content>()) {}
Dataset::Dataset(std::shared_ptr<const records::Content> content)
    : content_(std::move(content)), findings_(content_, &content_->findings) {}

Dataset Dataset::with(Findings more) const {
  if (more.empty()) return *this;
  Findings all(findings_->begin(), findings_->end());
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  Dataset richer(*this);
  richer.findings_ = std::make_shared<const Findings>(std::move(all));
  return richer;
}

const Tables& Dataset::tables() const { return content_->tables; }
const Pool& Dataset::pool() const { return content_->pool; }
const Gazetteer& Dataset::gazetteer() const { return content_->gazetteer; }
const CodeLists& Dataset::codes() const { return content_->codes; }
std::span<const Source> Dataset::sources() const { return content_->sources; }
bool Dataset::is_simulated() const { return content_->is_simulated; }

const records::Arranged& records::arranged_of(const Dataset& dataset) { return dataset.content_->arranged; }

}  // namespace hoctap
