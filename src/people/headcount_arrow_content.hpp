#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "hoctap/people/headcount_arrow.hpp"
#include "people/headcount_labels.hpp"

namespace hoctap {

namespace people {

// What the numbers of a frame made of tables mean.
struct HeadcountLabels {
  Labels places;
  std::vector<Labels> levels;  // without the nation
  std::vector<Labels> by;
};

}  // namespace people

struct ArrowHeadcountFrame::Content {
  HeadcountColumns columns;
  CodeLists codes;
  std::shared_ptr<const people::HeadcountLabels> labels;
  HeadcountFrame frame;

  const HeadcountQuestion& question() const { return frame.question(); }
};

struct ArrowHeadcount::Content {
  Content(std::shared_ptr<const ArrowHeadcountFrame::Content> of_frame, Headcount counted, std::size_t most_threads);

  const people::HeadcountLabels& labels() const { return *frame->labels; }
  // Of a group the value of a column of `by`; its number of values where it is missing.
  std::size_t value_of(std::size_t group, std::size_t column) const;
  bool shows_missing(std::size_t column) const;

  std::shared_ptr<const ArrowHeadcountFrame::Content> frame;
  Headcount counts;
  std::size_t threads;
  // Those shown: all of which no value is missing, and others where anybody is counted in them.
  std::vector<std::size_t> groups;

 private:
  bool is_anybody_in(std::size_t group) const;
};

}  // namespace hoctap
