// T3: due centre-years that were given money.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "hoctap/measure/centre_register.hpp"
#include "indicator/areas.hpp"
#include "indicator/centre_years.hpp"
#include "indicator/counted.hpp"
#include "indicator/reports.hpp"

namespace hoctap::indicator {

enum class Funding : std::uint8_t { allocated, disbursed, allocated_by_state };

class Funded {
 public:
  // Keeps references.
  Funded(const Dataset& dataset, const CentreRegister& centres, const Areas& areas, const Reports& reports);

  // Money for `year` decided (or paid out) by `until`; `day` is the day asked about.
  Counted count(const CentreYears& years, int year, Date day, Date until, Funding funding,
                Parts* parts = nullptr) const;

 private:
  // An amount above zero.
  struct Grant {
    std::int64_t year = 0;
    Date day;
    bool of_state = false;
    VersionId unit = no_version;
    const Table* table = nullptr;
    std::uint32_t row = 0;
  };
  struct Grants {
    std::vector<std::vector<Grant>> to_centre;  // per centre
    std::vector<Grant> to_unit;                 // naming no centre
  };
  class Shared;
  void add(Grants& grants, const Grant& grant, const Allocations& allocations, std::uint32_t allocation) const;
  Answer judge(const CentreYears& years, const Shared& shared, std::uint32_t centre, int year, Date until,
               Funding funding, Grounds* grounds) const;

  const Dataset& dataset_;
  const CentreRegister& centres_;
  const Areas& areas_;
  const Reports& reports_;
  Grants allocated_;
  Grants disbursed_;
};

}  // namespace hoctap::indicator
