// A unit's territory followed along the lineage.
#pragma once

#include <vector>

#include "geo/gazetteer_content.hpp"

namespace hoctap {

// What Gazetteer::trace() promises.
std::vector<Followed> trace(const GazetteerContent& content, VersionId id, Date to);

}  // namespace hoctap
