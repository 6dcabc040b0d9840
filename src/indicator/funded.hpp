// T3: due centre-years that were given money.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/result_column.hpp"
#include "hoctap/indicator/catalogue.hpp"
#include "hoctap/measure/centre_register.hpp"
#include "indicator/areas.hpp"
#include "indicator/by_centre.hpp"
#include "indicator/centre_years.hpp"
#include "indicator/counted.hpp"
#include "indicator/on_ground.hpp"
#include "indicator/reports.hpp"
#include "indicator/years_of_centres.hpp"

namespace hoctap::indicator {

// Whether it is money paid out that the use asks for.
bool asks_disbursed(const MeasureUse& use);

class Funded {
 public:
  // Amounts above zero: allocated by `days`, in the years in which they lie, or paid out where the use asks for the
  // stage "disbursed"; from the funds that it asks for. Keeps references.
  Funded(const Dataset& dataset, const CentreRegister& centres, const Areas& areas, const Reports& reports,
         std::span<const Date> days, const MeasureUse& use);

  // Money that names a unit and no centre, against the centre-years that are due there.
  class Shared {
   public:
    // Of money for `year` decided (or paid out) by `until`.
    Shared(const Funded& funded, const CentreYears& years, int year, Date until);

   private:
    friend class Funded;
    struct Found {
      std::optional<std::uint32_t> grant;  // index into to_unit_
      std::size_t lines = 0;               // due centre-years it may be for
    };
    // Money for the place of the centre; the first that has nobody else to go to, else the first.
    Found of(std::uint32_t centre) const;
    bool is_for(std::uint32_t grant, std::uint32_t centre, const Validity& days) const;

    bool counts(std::uint32_t grant) const;

    const Funded& funded_;
    const CentreYears& years_;
    int year_;
    Date until_;
    std::vector<std::vector<std::uint32_t>> lines_;  // per grant: the due centre-years at its place
  };
  // Whether the first day of money to the centre, with the reports, decides; not where money may have gone to it
  // through its commune.
  bool is_plain(std::uint32_t centre) const { return on_ground_.things_of(centre).empty(); }
  Date first_day(std::uint32_t centre, int year) const { return first_day_.first_day(centre, year); }
  std::string_view table() const { return table_->name(); }
  // Whether the due centre-year was given money by `until`, with the grounds where they are asked for.
  Answer judge(const CentreYears& years, const Shared& shared, std::uint32_t centre, int year, Date until,
               Grounds* grounds = nullptr) const;

 private:
  // An amount above zero.
  struct Grant {
    std::uint32_t row = 0;
    std::uint32_t centre = CentreRegister::no_centre;
    VersionId unit = no_version;  // of money that names no centre, or none that is known
    std::int64_t year = 0;
    Date day;
  };
  void add(Grant grant, std::uint32_t allocation);
  std::span<const Grant> to_centre(std::uint32_t centre) const;
  Answer judge_one(const CentreYears& years, const Shared& shared, std::uint32_t centre, int year, Date until,
                   Grounds* grounds) const;

  const Dataset& dataset_;
  const CentreRegister& centres_;
  const Areas& areas_;
  const Reports& reports_;
  const Table* table_;  // of the rows
  YearsOfCentres first_day_;
  KeptVector<Grant> to_centres_;
  mutable std::optional<ByCentre<Grant>> by_centre_;  // the same; found when they are first asked for
  std::vector<Grant> to_unit_;
  OnGround on_ground_;  // the same, by number
};

}  // namespace hoctap::indicator
