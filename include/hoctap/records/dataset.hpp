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
  std::string table;  // English name of the table its rows went to
  std::string sha256;
  std::optional<Date> codes_as_of;  // the day for which it states its administrative codes
  bool is_simulated = false;
  std::vector<std::uint32_t>
      columns;                // where in the file each declared column stands, 1-based, 0: not there; empty: not known
  std::size_t rows_read = 0;  // always rows_kept + rows_dropped
  std::size_t rows_kept = 0;
  std::size_t rows_dropped = 0;
  std::size_t rows_unusable = 0;  // of those dropped: with an error in them; not totals, repeated or replaced rows
  // Whose report it is, and of when: what it could not tell is unknown there and then. Nothing of tables from memory.
  VersionId unit = no_version;
  std::optional<Period> period;
  std::string form;          // code of the form that it says to be; empty: of none
  std::int64_t version = 0;  // of that report; 0: of none
};

class Dataset;
class DatasetBuilder;
namespace records {
class Arranged;
struct Content;
struct BuilderState;
const Arranged& arranged_of(const Dataset& dataset);
}  // namespace records

// Immutable and cheap to copy: copies share the tables.
class HOCTAP_EXPORT Dataset {
 public:
  Dataset();  // without rows, places and code lists
  const Tables& tables() const;
  const Pool& pool() const;
  std::string_view text(Text symbol) const { return pool().view(symbol); }
  const Gazetteer& gazetteer() const;
  const CodeLists& codes() const;
  std::span<const Source> sources() const;  // 0 stands for what was handed over in memory
  // By source and row; then what with() added.
  std::span<const Finding> findings() const { return *findings_; }
  // The same records, with more that was noticed about them.
  Dataset with(Findings more) const;
  // True where any source says that it is simulated: whatever is drawn from it must say so too.
  bool is_simulated() const;

 private:
  friend class DatasetBuilder;
  friend const records::Arranged& records::arranged_of(const Dataset& dataset);
  explicit Dataset(std::shared_ptr<const records::Content> content);
  std::shared_ptr<const records::Content> content_;
  std::shared_ptr<const Findings> findings_;
};

// Collects rows, then checks them: codes resolved to unit versions, rules of each row, keys, references between tables.
class HOCTAP_EXPORT DatasetBuilder {
 public:
  // `codes_as_of` is the day at which the codes of rows handed over in memory are read; nothing: each row's own date
  // where it has one, else the gazetteer's last event.
  DatasetBuilder(Gazetteer gazetteer, CodeLists codes, std::optional<Date> codes_as_of = std::nullopt);
  DatasetBuilder(DatasetBuilder&&) noexcept;
  DatasetBuilder& operator=(DatasetBuilder&&) noexcept;
  ~DatasetBuilder();

  Tables& tables();
  Pool& pool();
  const CodeLists& codes() const;
  const Gazetteer& gazetteer() const;
  // Sources must be added in order of time: in state tables a row of a later source supersedes the earlier row of its
  // key. The builder counts the rows itself.
  std::uint32_t add_source(Source source);
  const Source& source(std::uint32_t index) const;
  void add(Finding finding);
  // Lists the finding's row, or rows, as read and dropped: for readers that drop rows before they reach a table.
  void add_dropped(std::uint32_t source, Finding finding);

  // Applies every rule and gives the dataset; the builder is empty afterwards. Units and events among the rows are
  // added to the gazetteer first. Throws InvalidValue where a table's columns differ in length, NotFound where rows
  // name a source that was not added; nothing is counted then, and what is amended can be finished.
  Dataset finish() &&;

 private:
  std::unique_ptr<records::BuilderState> state_;
};

// The gazetteer of a dataset's own `units` and `unit_events` tables together with another's versions and events. A
// version of the tables takes the place of the base's with the same code and beginning; an event, of the one with the
// same identifier and codes.
HOCTAP_EXPORT Gazetteer gazetteer_from(const Tables& tables, const Pool& pool, const Gazetteer& base,
                                       Findings& findings);
// The district's units and events that are compiled in (data/geo). Throws FormatError where they break a rule.
HOCTAP_EXPORT Gazetteer embedded_gazetteer();

}  // namespace hoctap
