// What is counted by things that are neither centres nor labourers: communes, villages, posts, requests, reports,
// persons, titles, sessions, money, duties, and the values of a table of one's own.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "geo/rows.hpp"
#include "hoctap/indicator/catalogue.hpp"
#include "hoctap/indicator/evaluate.hpp"
#include "hoctap/measure/centre_register.hpp"
#include "hoctap/measure/money_measures.hpp"
#include "hoctap/measure/settlement_accounts.hpp"
#include "hoctap/norm/calendar.hpp"
#include "indicator/areas.hpp"
#include "indicator/by_centre.hpp"
#include "indicator/code_test.hpp"
#include "indicator/counted.hpp"
#include "indicator/held_sessions.hpp"
#include "indicator/reports.hpp"
#include "indicator/session_people.hpp"
#include "measure/support_paid.hpp"

namespace hoctap::indicator {

// An indicator in a variant, read on a day.
struct ThingQuestion {
  const IndicatorInfo* indicator = nullptr;
  const IndicatorVariant* variant = nullptr;
  Period period;
  Date day;
  Validity window;
  const View* view = nullptr;  // whose communes are counted
};

class ThingCounts {
 public:
  // Keeps references.
  ThingCounts(const Reading& reading, const CentreRegister& centres, const Areas& areas, const Reports& reports,
              const Request& request)
      : reading_(reading), centres_(centres), areas_(areas), reports_(reports), request_(request) {}

  Counted count(const ThingQuestion& question, Findings& findings, Parts* parts) const;
  // The same in two steps, for several views: what was found, which most views share, and where the communes of the
  // question's view are silent.
  static bool depends_on_view(const ThingQuestion& question);
  Counted found(const ThingQuestion& question, Findings& findings, Parts* parts) const;
  void add_silence(Counted& counted, const ThingQuestion& question) const;
  // Makes one contribution of those at one place; what each rests on is lost.
  void gather(Counted& counted) const;

 private:
  // Numbers places as they come, from 0 on.
  class PlaceNumbers {
   public:
    void begin(const Gazetteer& gazetteer) {
      if (number_of_.empty()) number_of_.assign(gazetteer.versions().size(), none);
      for (const VersionId place : places_) number_of_[place] = none;
      places_.clear();
    }
    std::uint32_t of(VersionId place) {
      std::uint32_t& number = number_of_[place];
      if (number != none) return number;
      number = static_cast<std::uint32_t>(places_.size());
      places_.push_back(place);
      return number;
    }
    static constexpr std::uint32_t none = 0xFFFFFFFFU;
    std::uint32_t known(VersionId place) const { return number_of_[place]; }

   private:
    std::vector<std::uint32_t> number_of_;
    std::vector<VersionId> places_;
  };
  struct Found {
    Answer answer = Answer::failing;
    Grounds grounds;
  };
  // A row at a place, and whether it is what is asked for.
  struct Placed {
    std::uint32_t row = 0;
    VersionId place = no_version;
    std::optional<Date> day;
    Answer answer = Answer::passing;
  };

  // Obligations that stand together and are due on one day.
  struct OwedOnDay {
    std::uint32_t form = 0;
    Date due;
    std::span<const Obligation> all;
  };

  Counted communes(const ThingQuestion& question, Parts* parts) const;
  struct InCommunes;
  InCommunes in_communes(const ThingQuestion& question, const MeasureUse& use, bool explains) const;
  Found in_commune(const ThingQuestion& question, const InCommunes& of, std::size_t position, bool explains) const;
  const std::vector<Placed>& placed_rows(const ThingQuestion& question, const MeasureUse& use) const;
  struct TopicsTold {
    const HeldSessions::Rows* rows = nullptr;
    std::vector<std::optional<Text>> asked;
    std::vector<VersionId> communes;
    std::vector<std::uint8_t> topics;   // by commune and topic asked: whether a session surely told of it
    std::vector<std::uint8_t> is_open;  // by commune: whether one may have told of any
  };
  const TopicsTold& topics_told(const HeldSessions::Rows& rows, const std::vector<std::optional<Text>>& topics) const;
  InCommunes topics_in_communes(const ThingQuestion& question, const MeasureUse& use, bool explains) const;
  void units_meeting(VersionId place, const std::vector<std::uint32_t>& positions,
                     std::vector<std::uint32_t>& units) const;
  Found topics_of(const ThingQuestion& question, const InCommunes& of, std::size_t position, bool explains) const;
  std::vector<Placed> activities(const ThingQuestion& question, const MeasureUse& use) const;
  std::vector<Placed> titles(const ThingQuestion& question, const MeasureUse& use) const;
  Counted villages(const ThingQuestion& question, Parts* parts) const;
  Counted posts(const ThingQuestion& question, Parts* parts) const;
  Counted requests(const ThingQuestion& question, Parts* parts) const;
  Counted reports(const ThingQuestion& question, Parts* parts) const;
  Counted speakers(const ThingQuestion& question, Parts* parts) const;
  Counted receipts(const ThingQuestion& question, Parts* parts) const;
  Counted money(const ThingQuestion& question, Parts* parts) const;
  Counted settlements(const ThingQuestion& question, Findings& findings, Parts* parts) const;
  Counted distinct_titles(const ThingQuestion& question, Parts* parts) const;
  Counted held(const ThingQuestion& question, Parts* parts) const;  // sessions, or their turns
  Counted programmes(const ThingQuestion& question, Parts* parts) const;
  Counted disadvantaged(const ThingQuestion& question, Parts* parts) const;
  Counted retrained(const ThingQuestion& question, Parts* parts) const;
  Counted duties(const ThingQuestion& question, Parts* parts) const;
  Counted own(const ThingQuestion& question, Findings& findings, Parts* parts) const;

  void lacks(Counted& counted, VersionId place) const;
  // Communes of the view in which nobody told of the table.
  const std::vector<VersionId>& silent_communes(const View& view, const Validity& span, std::string_view table) const;
  void add_silent_staff(Counted& counted, const ThingQuestion& question) const;
  void add_silent_settlements(Counted& counted, const ThingQuestion& question) const;
  HeldSessions& held_sessions() const;
  // The communes shown, by the atoms of their territory.
  static constexpr std::uint32_t no_position = 0xFFFFFFFFU;
  const std::vector<std::uint32_t>& positions_of_atoms(const View& view) const;
  const ByCentre<std::uint32_t>& staff_of_centres() const;
  // A row of staff of a role that speaks or guides on some day.
  struct Speaker {
    PersonKey person;
    Text role;
    std::uint32_t row = 0;
    std::uint32_t centre = 0;
    Validity in_office;
    std::optional<Date> trained_on;
  };
  const std::vector<Speaker>& speakers_by_person() const;
  const std::vector<OwedOnDay>& owed_on_days() const;
  void flag_changed(Counted& counted, VersionId unit) const;
  std::string subject(VersionId place) const;
  const Book& book() const;
  const std::vector<MoneyReport>& money_reports(std::string_view table) const;
  const MoneyFlows& money_flows(int year) const;  // kept with the dataset
  const SupportPaid& support_paid(int year) const;
  struct SettlementsOfYear {
    std::optional<CalendarDay> by_law;  // on which they are to be approved
    std::vector<SettlementAccount> accounts;
  };
  const SettlementsOfYear& settlements_of(int year) const;

  const Reading& reading_;
  const CentreRegister& centres_;
  const Areas& areas_;
  const Reports& reports_;
  const Request& request_;
  // Found when they are first asked for.
  mutable std::map<std::tuple<std::string_view, Validity, Date>, std::vector<VersionId>> silent_;
  mutable std::optional<HeldSessions> held_sessions_;
  mutable TopicsTold topics_told_;
  struct PlacedRows {
    Validity window;
    Date day;
    std::vector<Placed> rows;
  };
  mutable std::map<const MeasureUse*, PlacedRows> placed_;  // as last asked
  mutable PlaceNumbers numbers_;
  mutable std::map<Date, std::vector<std::uint32_t>> positions_of_atoms_;
  mutable std::optional<ByCentre<std::uint32_t>> staff_of_centres_;
  mutable std::optional<std::vector<Speaker>> speakers_;
  mutable std::optional<std::vector<OwedOnDay>> owed_on_days_;
  mutable std::map<std::string_view, std::vector<MoneyReport>> money_reports_;
  mutable std::optional<SessionPeople> session_people_;
  mutable std::map<int, SupportPaid> support_paid_;
  mutable std::map<int, SettlementsOfYear> settlements_of_;
};

}  // namespace hoctap::indicator
