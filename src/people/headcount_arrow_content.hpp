#pragma once

#include <memory>
#include <vector>

#include "hoctap/people/headcount_arrow.hpp"
#include "people/headcount_labels.hpp"

namespace hoctap {

struct ArrowHeadcountFrame::Content {
  HeadcountColumns columns;
  CodeLists codes;
  people::Labels places;
  std::vector<people::Labels> levels;  // without the nation
  std::vector<people::Labels> by;
  HeadcountFrame frame;

  const HeadcountQuestion& question() const { return frame.question(); }
};

struct ArrowHeadcount::Content {
  std::shared_ptr<const ArrowHeadcountFrame::Content> frame;
  Headcount counts;
};

}  // namespace hoctap
