// The named measures of which indicators are made: by which things each counts, whether these are there on a day or
// happen in the course of time, and by what they can be told apart. How a measure is counted is a kernel over the
// records; which measures make an indicator is data (data/indicators.toml).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "hoctap/core/export.hpp"

namespace hoctap {

// What is counted. Only things of one kind are parts of one another.
enum class CountedUnit : std::uint8_t {
  centre,
  centre_year,
  worker,
  person,
  commune,
  village,
  request,
  post,
  report,
  title,
  session,
  turn,
  activity,
  dong,
  duty,
  own,  // what the columns of an indicator of one's own count
};
HOCTAP_EXPORT std::string_view name(CountedUnit unit);

enum class MeasureTime : std::uint8_t {
  stock,  // there on a day
  flow,   // happens in the course of time
};

enum class Measure : std::uint8_t {
  // centres
  operating,  // on the day
  equipped,   // T1
  sited,      // at a known place of that kind
  board,      // head and deputy in office, by a decision in force
  materials,  // received at least one in the window
  own_mark,   // of a table of one's own: yes
  // centre-years
  due,             // operated long enough in the year
  planned,         // a plan for the year, approved
  funded,          // money above zero for the year
  plan_on_survey,  // an approved plan that names a survey of its own or the year before
  surveyed,
  inspected,      // inspected or rated, by kind, body and grade
  held_session,   // a session, or a course begun
  held_activity,  // by the centre, or in a commune where no other centre is due
  // workers
  labourers,
  learned,
  trained,
  transfer,
  // communes: those of the view
  communes,
  commune_activity,
  commune_title,
  commune_topics,
  // villages
  difficult_villages,
  village_sessions,
  // posts, requests, reports
  posts_required,
  posts_filled,
  requests,
  requests_met,
  reports_due,
  reports_on_time,
  // persons
  speakers,
  speakers_trained,
  disadvantaged,
  disadvantaged_learned,
  persons_retrained,
  // counts
  titles,
  sessions,
  turns,
  short_programmes,
  // money
  money_received,
  estimated,
  allocated,
  support_entitled,
  support_paid,
  settlements_due,
  settled,
  // duties
  reviews_due,
  reviewed,
  own_values,  // of a table of one's own: so many of so many in a unit and period
};

// Something by which a measure is told apart: the codes of a list, or a few words.
struct Dimension {
  std::string_view name;       // "kind"
  std::string_view code_list;  // "session_kinds"; empty: `values`
  std::span<const std::string_view> values{};
};

struct MeasureInfo {
  Measure id{};
  std::string_view name;  // as in the catalogue
  CountedUnit unit{};
  MeasureTime time{};
  bool is_whole = false;  // all of them, so that others can be a part of it
  bool is_calculated = true;
  std::span<const Dimension> dimensions{};
  std::span<const std::string_view> tables{};  // whose rows it rests on
};

HOCTAP_EXPORT std::span<const MeasureInfo> measures();
// nullptr where there is none of that name.
HOCTAP_EXPORT const MeasureInfo* find_measure(std::string_view name);

}  // namespace hoctap
