#include "geo/gazetteer_content.hpp"

#include "geo/build.hpp"
#include "hoctap/core/error.hpp"

namespace hoctap {

const NameIndex& GazetteerContent::names() const {
  std::call_once(names_wanted_, [this] { names_ = std::make_unique<const NameIndex>(versions); });
  return *names_;
}

const std::string& GazetteerContent::digest() const {
  std::call_once(digest_wanted_, [this] { digest_ = digest_of(*this); });
  return digest_;
}

std::optional<VersionId> GazetteerContent::find(std::string_view code, Date day) const {
  const CodeIndex::Span span = by_code.find(code);
  for (VersionId id = span.first; id < span.end; ++id) {
    if (validity[id].contains(day)) return id;
  }
  return std::nullopt;
}

std::optional<VersionId> GazetteerContent::beginning_on(std::string_view code, Date day) const {
  const CodeIndex::Span span = by_code.find(code);
  for (VersionId id = span.first; id < span.end; ++id) {
    if (validity[id].from == day) return id;
  }
  return std::nullopt;
}

std::optional<VersionId> GazetteerContent::ending_on(std::string_view code, Date day) const {
  const CodeIndex::Span span = by_code.find(code);
  for (VersionId id = span.first; id < span.end; ++id) {
    if (validity[id].until == day) return id;
  }
  return std::nullopt;
}

std::optional<VersionId> GazetteerContent::parent(VersionId id, Date day) const {
  for (const Holder& holder : holders[id]) {
    if (holder.days.contains(day)) return holder.parent;
  }
  return std::nullopt;
}

std::optional<VersionId> GazetteerContent::ancestor(VersionId id, Level wanted, Date day) const {
  if (!validity[id].contains(day)) return std::nullopt;
  std::optional<VersionId> at = id;
  while (at && level[*at] > wanted) at = parent(*at, day);
  return at && level[*at] == wanted ? at : std::nullopt;
}

void GazetteerContent::check(VersionId id) const {
  if (id >= versions.size()) throw NotFound({MessageCode::no_such_unit_version, {std::to_string(id)}});
}

}  // namespace hoctap
