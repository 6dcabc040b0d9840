// What a DatasetBuilder holds while rows come in.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "hoctap/records/dataset.hpp"
#include "records/arranged.hpp"

namespace hoctap::records {

struct Content {
  Tables tables;
  Pool pool;
  Gazetteer gazetteer;
  CodeLists codes;
  std::vector<Source> sources;
  Findings findings;
  bool is_simulated = false;
  Arranged arranged;
};

struct BuilderState {
  // A finding with what it is ordered by.
  struct Placed {
    std::uint32_t source = 0;
    Finding finding;
  };

  std::shared_ptr<Content> content = std::make_shared<Content>();
  std::vector<Placed> findings;
  Findings unplaced;  // of readers, which know a file but no source
};

}  // namespace hoctap::records
