// K2a: centres with a head and deputies in office, by decisions in force.
#pragma once

#include "indicator/by_centre.hpp"
#include "indicator/centre_kernel.hpp"
#include "measure/code_flags.hpp"

namespace hoctap::indicator {

class Board final : public CentreKernel {
 public:
  explicit Board(const CentreContext& context);
  Answer judge(const AskedOn& asked, std::uint32_t centre, Grounds* grounds) const override;

 private:
  struct Held {
    std::int64_t in_office = 0;
    std::int64_t decided = 0;  // of them, by a decision that is named
    std::int64_t required = 1;
  };
  Held held(const measure::CodeFlags& role, const AskedOn& asked, std::uint32_t centre, Grounds* grounds) const;

  const CentreContext& context_;
  measure::CodeFlags head_;
  measure::CodeFlags deputy_;
  ByCentre<std::uint32_t> staff_;
  ByCentre<std::uint32_t> posts_;
};

}  // namespace hoctap::indicator
