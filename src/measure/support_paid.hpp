// K9 of one year, to be asked of many days: what depends on no day is found once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "hoctap/measure/money_measures.hpp"

namespace hoctap {

class SupportPaid {
 public:
  SupportPaid(const MoneyFlows& flows, const Gazetteer& gazetteer, const CentreRegister& centres,
              std::span<const Entitlement> entitled, std::int64_t year, std::span<const MoneyReport> reports);

  // What was paid later is left out.
  MoneyParts until(Date day) const;

 private:
  static constexpr std::uint32_t no_line = 0xFFFFFFFFU;
  // A centre-year that counts.
  struct Line {
    std::uint32_t centre = 0;
    VersionId place = no_version;
    std::int64_t entitled = 0;
    bool is_silent = false;
  };
  struct Payment {
    std::uint32_t to = 0;  // a line, or a unit
    Date day;
    std::int64_t amount = 0;
  };
  void find_lines(std::span<const Entitlement> entitled, const std::vector<std::uint32_t>& head,
                  std::vector<std::uint32_t>& line_of);

  std::int64_t year_;
  std::vector<Line> lines_;        // in order of centre
  std::vector<Payment> of_lines_;  // by voucher, as the others are
  std::vector<Payment> joint_;     // of several centres of a unit
  std::vector<Payment> outside_;   // of units to which the measure does not apply
};

}  // namespace hoctap
