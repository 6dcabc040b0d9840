// The rows of some files as a headcount needs them: residence spells, and of everybody who attended what that showed.
// Merging keeps of each file its newest version, so that partials may be merged in any order, and twice.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/digest.hpp"
#include "hoctap/core/export.hpp"

namespace hoctap {

namespace people {
class FileRows;
}

// What rows were read by. Partials with different ones cannot be counted together.
struct HeadcountIdentity {
  // Throws InvalidValue, saying in what the other differs.
  HOCTAP_EXPORT void expect(const HeadcountIdentity& other) const;

  Blake2b256 programme{};  // windows and groups
  Blake2b256 places{};     // places, units and their names
  Blake2b256 sessions{};   // those that files share
  friend bool operator==(const HeadcountIdentity&, const HeadcountIdentity&) = default;
};

class HOCTAP_EXPORT HeadcountPartial {
 public:
  struct File {
    std::string name;
    std::int64_t version = 0;
    std::size_t spells = 0;
    std::size_t persons_attending = 0;
    friend bool operator==(const File&, const File&) = default;
  };

  // In the order of names.
  std::vector<File> files() const;

  // Takes over the files that are not here, or here in an older version. Throws InvalidValue, and changes nothing,
  // where the other is of another frame, holds other rows under the same name and version, or keys of another kind.
  void merge(const HeadcountPartial& other);

  // A versioned form with checksums, and back. It holds person keys as they were given: let them be keyed hashes, never
  // numbers of citizens. Throws FormatError for bytes that to_bytes() did not write, of another version of the form,
  // cut off or altered, InvalidValue where they hold a file twice or keys of two widths.
  std::string to_bytes() const;
  static HeadcountPartial from_bytes(std::string_view bytes);

  // The same files in the same versions with the same rows, of equal frames.
  HOCTAP_EXPORT friend bool operator==(const HeadcountPartial& a, const HeadcountPartial& b);

  struct Held {
    std::int64_t version = 0;
    std::shared_ptr<const people::FileRows> rows;
  };
  const std::map<std::string, Held>& held() const { return files_; }
  // The names of those files of the other that merge() would take over. Throws as merge() does.
  std::vector<std::string> news_of(const HeadcountPartial& other) const;
  const HeadcountIdentity& identity() const { return identity_; }

 private:
  friend class HeadcountFrame;
  explicit HeadcountPartial(const HeadcountIdentity& identity) : identity_(identity) {}
  void add(std::string file, Held held);

  HeadcountIdentity identity_;
  std::map<std::string, Held> files_;
};

}  // namespace hoctap
