#include <algorithm>
#include <array>

#include "core/document_parts.hpp"
#include "hoctap/core/text.hpp"
#include "norm/read.hpp"
#include "time/document_date.hpp"

namespace hoctap {
namespace {

constexpr std::array instrument_kinds{
    InstrumentKind::law,          InstrumentKind::resolution, InstrumentKind::decree,
    InstrumentKind::decision,     InstrumentKind::circular,   InstrumentKind::joint_circular,
    InstrumentKind::consolidated, InstrumentKind::letter,     InstrumentKind::conclusion};
constexpr std::array issuers{Issuer::nation, Issuer::province, Issuer::district, Issuer::commune};
constexpr std::array clocks{Clock::activity, Clock::budget_year, Clock::decision};
constexpr std::array roles{FrameRole::budget_law,   FrameRole::budget_decree, FrameRole::commune_finance,
                           FrameRole::budget_index, FrameRole::settlement,    FrameRole::procurement,
                           FrameRole::assets};

InstrumentEnd end_of(const Node& node) {
  static constexpr std::array<std::string_view, 6> keys{"on", "published", "by", "successor", "mark", "source"};
  node.allow_only(keys);
  InstrumentEnd end;
  end.on = date_of(node.get("on"));
  end.published = date_of(node.get("published"));
  end.by = node.text_or("by", "");
  end.successor = node.text_or("successor", "");
  end.mark = mark_of(node.get("mark"));
  end.source = node.text_or("source", "");
  return end;
}

Amendment amendment_of(const Node& node) {
  static constexpr std::array<std::string_view, 6> keys{"by", "published", "from", "mark", "source", "note"};
  node.allow_only(keys);
  return {filled_text_of(node.get("by")), date_of(node.get("published")), date_of(node.get("from")),
          mark_of(node.get("mark")),      node.text_or("source", ""),     node.text_or("note", "")};
}

void read_head(const Node& root, Instrument& instrument, const Rulebook::Data& data) {
  instrument.kind = choice_of(root.get("kind"), instrument_kinds);
  instrument.level = choice_of(root.get("level"), issuers);
  const Node reach = root.get("reach");
  instrument.is_direct = reach.text() == "direct";
  if (!instrument.is_direct && reach.text() != "by_route")
    reach.fail({MessageCode::unknown_choice, {reach.text(), "direct, by_route"}});
  instrument.clock = choice_of(root.get("clock"), clocks);
  if (const auto role = root.find("role")) instrument.role = choice_of(*role, roles);
  instrument.published = date_of(root.get("published"));
  if (const auto from = root.find("from")) instrument.from = date_of(*from);
  instrument.mark = mark_of(root.get("mark"));
  instrument.source = filled_text_of(root.get("source"));
  if (const auto seen = root.find("seen_in_force")) instrument.seen_in_force = date_of(*seen);
  instrument.note = root.text_or("note", "");
  instrument.title = bilingual_text_of(root.get("title"));
  if (const auto applies = root.find("applies")) instrument.applies = applicability_of(*applies, data);
  if (const auto ended = root.find("ended")) {
    instrument.end = end_of(*ended);
    if (instrument.from && instrument.end->on <= *instrument.from)
      ended->fail({MessageCode::norm_ends_before_it_begins, {instrument.from->iso(), instrument.end->on.iso()}});
  }
  for (const Node& node : entries_of(root, "amendment")) instrument.amendments.push_back(amendment_of(node));
}

}  // namespace

void read_instrument(const Document& document, Rulebook::Data& data) {
  static constexpr std::array<std::string_view, 22> keys{
      "instrument", "kind",      "level", "reach", "clock",         "role",    "published", "from",
      "mark",       "source",    "note",  "title", "seen_in_force", "applies", "ended",     "amendment",
      "content",    "attribute", "unit",  "norm",  "due",           "year_end"};
  static constexpr std::array<std::string_view, 3> vocabulary_keys{"content", "attribute", "unit"};
  const Node root = document.root();
  const auto number = root.find("instrument");
  if (!number) {
    if (root.find("norm") || root.find("due") || root.find("year_end") || root.find("kind"))
      static_cast<void>(root.get("instrument"));
    root.allow_only(vocabulary_keys);
    return;
  }
  root.allow_only(keys);
  Instrument instrument;
  instrument.number = filled_text_of(*number);
  instrument.file = document.file();
  instrument.digest = document.digest();
  read_head(root, instrument, data);
  if (!data.instrument_by_number.emplace(instrument.number, data.instruments.size()).second)
    number->fail({MessageCode::id_stands_twice, {instrument.number}});

  instrument.first_norm = static_cast<NormIndex>(data.norms.size());
  for (const Node& node : entries_of(root, "norm")) {
    Norm norm = read_norm(node, instrument, data);
    if (!data.norm_by_id.emplace(norm.id, static_cast<NormIndex>(data.norms.size())).second)
      node.fail({MessageCode::id_stands_twice, {norm.id}});
    data.norms.push_back(std::move(norm));
    data.instrument_of_norm.push_back(static_cast<std::uint32_t>(data.instruments.size()));
  }
  instrument.norm_count = static_cast<NormIndex>(data.norms.size()) - instrument.first_norm;
  instrument.first_due = static_cast<std::uint32_t>(data.due_days.size());
  for (const Node& node : entries_of(root, "due")) data.due_days.push_back(read_due(node, instrument, data));
  instrument.due_count = static_cast<std::uint32_t>(data.due_days.size()) - instrument.first_due;
  for (const Node& node : entries_of(root, "year_end")) data.year_ends.push_back(read_year_end(node, instrument, data));
  data.instruments.push_back(std::move(instrument));
}

}  // namespace hoctap
