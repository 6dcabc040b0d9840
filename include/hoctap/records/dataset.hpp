// The records of a district (or a nation) together: all tables, where every row was read, and what was noticed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "hoctap/core/export.hpp"
#include "hoctap/core/finding.hpp"
#include "hoctap/geo/gazetteer.hpp"
#include "hoctap/records/codes.hpp"
#include "hoctap/records/pool.hpp"
#include "hoctap/records/tables.hpp"

namespace hoctap {

// A file or table that was read.
struct Source {
  std::string file;
  std::string sheet;
  std::string table;                 // English name of the table its rows went to
  std::string sha256;
  std::optional<Date> codes_as_of;   // the day for which it states its administrative codes
  bool is_simulated = false;
  std::size_t rows_read = 0;         // always rows_kept + rows_dropped
  std::size_t rows_kept = 0;
  std::size_t rows_dropped = 0;
};

class DatasetBuilder;

// Immutable and cheap to copy: copies share the tables.
class HOCTAP_EXPORT Dataset {
 public:
  const Tables& tables() const;
  const Pool& pool() const;
  std::string_view text(Text symbol) const { return pool().view(symbol); }
  const Gazetteer& gazetteer() const;
  const CodeLists& codes() const;
  std::span<const Source> sources() const;  // 0 stands for what was handed over in memory
  std::span<const Finding> findings() const;
  // True where any source says that it is simulated: whatever is drawn from it must say so too.
  bool is_simulated() const;

 private:
  friend class DatasetBuilder;
  struct Content;
  std::shared_ptr<const Content> content_;
};

// Collects rows, then checks them: codes resolved to unit versions, rules of each row, keys, references between tables.
class HOCTAP_EXPORT DatasetBuilder {
 public:
  // `codes_as_of` is the day at which the codes of rows handed over in memory are read; nothing: each row's own date where
  // it has one, else the gazetteer's last event.
  DatasetBuilder(Gazetteer gazetteer, CodeLists codes, std::optional<Date> codes_as_of = std::nullopt);
  ~DatasetBuilder();

  Tables& tables();
  Pool& pool();
  const CodeLists& codes() const;
  const Gazetteer& gazetteer() const;
  std::uint32_t add_source(Source source);
  Source& source(std::uint32_t index);
  void add(Finding finding);
  // Lists a row as dropped: for readers that drop rows before they reach a table.
  void add_dropped(std::uint32_t source, Finding finding);

  // Applies every rule and gives the dataset; the builder is empty afterwards.
  Dataset finish() &&;

 private:
  std::unique_ptr<Dataset::Content> content_;
};

// The gazetteer of a dataset's own `units` and `unit_events` tables together with another's versions and events.
HOCTAP_EXPORT Gazetteer gazetteer_from(const Tables& tables, const Pool& pool, const Gazetteer& base, Findings& findings);
// The district's units and events that are compiled in (data/geo).
HOCTAP_EXPORT Gazetteer embedded_gazetteer();

}  // namespace hoctap
