// A headcount that follows its files: a newer version of one changes the counts of the persons in it and of nobody
// else.
#pragma once

#include <memory>

#include "hoctap/core/export.hpp"
#include "hoctap/people/headcount_frame.hpp"

namespace hoctap {

class HOCTAP_EXPORT LiveHeadcount {
 public:
  // Counts all files once. Throws as HeadcountFrame::count does.
  LiveHeadcount(HeadcountFrame frame, HeadcountPartial files, const CountingOptions& options = {});
  ~LiveHeadcount();
  LiveHeadcount(LiveHeadcount&&) noexcept;
  LiveHeadcount& operator=(LiveHeadcount&&) noexcept;

  // Puts the files of `newer` in the place of older versions, in time that depends on the size of those files; files
  // that are held in the same version or a newer one are passed over. Throws as HeadcountFrame::count and
  // HeadcountPartial::merge do, and changes nothing then. No other thread may use the object meanwhile.
  void replace(const HeadcountPartial& newer);

  // At any time equal to frame().count(files()).
  const Headcount& counts() const;
  const HeadcountPartial& files() const;
  const HeadcountFrame& frame() const;

  struct Index;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hoctap
