// What holds of a centre on a day by its own rows: where it is sited, what it received, what a table of one's own says.
#pragma once

#include <string_view>

#include "indicator/by_centre.hpp"
#include "indicator/centre_kernel.hpp"
#include "indicator/code_test.hpp"

namespace hoctap::indicator {

// Sited at a place of that kind; without conditions, at any place whose venue is stated.
class Sited final : public CentreKernel {
 public:
  Sited(const CentreContext& context, const MeasureUse& use);
  Answer judge(const AskedOn& asked, std::uint32_t centre, Grounds* grounds) const override;

 private:
  const CentreContext& context_;
  bool asks_kind_;
  CodeTest test_;
};

// Received at least one material in the window; what a centre it took the place of received goes with it.
class Supplied final : public CentreKernel {
 public:
  explicit Supplied(const CentreContext& context);
  Answer judge(const AskedOn& asked, std::uint32_t centre, Grounds* grounds) const override;

 private:
  Answer judge_line(const AskedOn& asked, std::uint32_t centre, std::size_t depth, Grounds* grounds) const;

  const CentreContext& context_;
  ByCentre<std::uint32_t> rows_;
};

// Yes or no by centre, from a day on: the latest that was said by the day.
class OwnMarks final : public CentreKernel {
 public:
  OwnMarks(const CentreContext& context, std::string_view indicator);
  Answer judge(const AskedOn& asked, std::uint32_t centre, Grounds* grounds) const override;

 private:
  struct Mark {
    std::uint32_t centre = 0;
    Date from;
    Answer answer = Answer::unknown;
  };
  ByCentre<Mark> marks_;
};

}  // namespace hoctap::indicator
