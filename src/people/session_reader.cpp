#include "people/session_reader.hpp"

#include <cstddef>
#include <cstdint>

#include "people/coded_column.hpp"

namespace hoctap::people {
namespace {

std::uint8_t shown_by(const Code& kind) {
  return static_cast<std::uint8_t>((kind.has_flag("occupational") ? shown_by_session::occupational : 0) |
                                   (kind.has_flag("vocational") ? shown_by_session::vocational : 0) |
                                   (kind.has_flag("transfer") ? shown_by_session::transfer : 0));
}

// Without places none are read.
PlaceHeldSessions read(const std::vector<ArrowTable>& batches, const std::vector<std::string>& kinds,
                       const CodeLists& codes, const Labels* places) {
  PlaceHeldSessions sessions;
  for (const ArrowTable& batch : batches) {
    const ArrowValues<std::int64_t> ids = column_of(batch, "session_id").integers();
    const ArrowValues<std::int32_t> days = column_of(batch, "date").days();
    const CodedColumn kind(column_of(batch, "kind"), kinds, codes.list("session_kinds"));
    std::vector<std::uint8_t> shown(batch.row_count(), 0);
    kind.visit_coded([&](std::size_t row, std::size_t code) { shown[row] = shown_by(*kind.codes()[code]); });
    const std::vector<std::uint32_t> where = places == nullptr ? std::vector<std::uint32_t>{} : places->of(batch);
    for (std::size_t row = 0; row < batch.row_count(); ++row) {
      if (!ids.has(row)) continue;
      const bool has_day = days.has(row);
      sessions.sessions.id.push_back(ids.values[row]);
      sessions.sessions.day.push_back(has_day ? days.values[row] : 0);
      sessions.sessions.shows.push_back(has_day ? shown[row] : std::uint8_t{0});
      if (places == nullptr) continue;
      sessions.place.push_back(has_day && where[row] != Labels::missing ? static_cast<std::int32_t>(where[row])
                                                                        : PlaceHeldSessions::nowhere);
    }
  }
  return sessions;
}

}  // namespace

SessionColumns sessions_of(const std::vector<ArrowTable>& batches, const std::vector<std::string>& kinds,
                           const CodeLists& codes) {
  return read(batches, kinds, codes, nullptr).sessions;
}

PlaceHeldSessions sessions_of(const std::vector<ArrowTable>& batches, const std::vector<std::string>& kinds,
                              const CodeLists& codes, const Labels& places) {
  return read(batches, kinds, codes, &places);
}

}  // namespace hoctap::people
