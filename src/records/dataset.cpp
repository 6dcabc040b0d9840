#include "hoctap/records/dataset.hpp"

#include "records/state.hpp"

namespace hoctap {

Dataset::Dataset() : Dataset(std::make_shared<const records::Content>()) {}
Dataset::Dataset(std::shared_ptr<const records::Content> content) : content_(std::move(content)) {}

const Tables& Dataset::tables() const { return content_->tables; }
const Pool& Dataset::pool() const { return content_->pool; }
const Gazetteer& Dataset::gazetteer() const { return content_->gazetteer; }
const CodeLists& Dataset::codes() const { return content_->codes; }
std::span<const Source> Dataset::sources() const { return content_->sources; }
std::span<const Finding> Dataset::findings() const { return content_->findings; }
bool Dataset::is_simulated() const { return content_->is_simulated; }

}  // namespace hoctap
