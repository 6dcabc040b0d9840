#include "geo/code_index.hpp"

#include <bit>

namespace hoctap {

CodeIndex::CodeIndex(std::span<const UnitVersion> versions) {
  if (versions.empty()) return;
  const std::size_t size = std::bit_ceil(2 * versions.size());
  slots_.resize(size);
  shift_ = 32U - static_cast<unsigned>(std::countr_zero(size));
  for (VersionId id = 0; id < versions.size(); ++id) {
    const std::string& code = versions[id].code;
    const std::uint32_t key = packed(code);
    if (key == 0) {
      others_.try_emplace(code, Span{id, id}).first->second.end = id + 1;
      continue;
    }
    std::size_t at = place_of(key);
    while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & (size - 1);
    if (slots_[at].key == 0) slots_[at] = {key, {id, id}};
    slots_[at].span.end = id + 1;
  }
}

CodeIndex::Span CodeIndex::find_other(std::string_view code) const {
  if (others_.empty()) return {};
  const auto found = others_.find(std::string(code));
  return found == others_.end() ? Span{} : found->second;
}

}  // namespace hoctap
