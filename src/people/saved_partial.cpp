// A head that says what a partial is of, a directory of files, and the files' rows as they lie in memory; a checksum
// for the first two and one for each file.
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "hoctap/core/error.hpp"
#include "hoctap/people/headcount_partial.hpp"
#include "people/file_rows.hpp"

namespace hoctap {
namespace {

constexpr std::uint32_t format = 2;
constexpr char magic[8] = {'h', 'o', 'c', 't', 'a', 'p', 'H', 'C'};

struct Head {
  char magic[8];
  std::uint32_t format;
  std::uint32_t reserved;
  std::uint64_t size;      // of all
  std::uint64_t contents;  // where the first file's rows begin: head and directory end there
  std::uint64_t files;
  std::uint64_t reserved_too;
  HeadcountIdentity identity;
  Blake2b256 checksum;  // of head and directory, taken with this being zero
};
static_assert(std::is_trivially_copyable_v<Head> && sizeof(Head) == 176);

// Of the directory; the name follows.
struct Entry {
  std::int64_t version;
  std::uint64_t name_size;
  std::uint64_t begin;
  std::uint64_t size;
  Blake2b256 checksum;
};
static_assert(std::is_trivially_copyable_v<Entry> && sizeof(Entry) == 64);

std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

Blake2b256 checksum_of(Head head, std::string_view head_and_directory) {
  head.checksum = {};
  std::string copy(head_and_directory);
  std::memcpy(copy.data(), &head, sizeof(Head));
  return blake2b_256(bytes_of(copy));
}

[[noreturn]] void refuse_head() { throw FormatError({MessageCode::partial_head_altered, {}}); }

Head head_of(std::string_view bytes) {
  Head head{};
  if (bytes.size() < sizeof(magic) || std::memcmp(bytes.data(), magic, sizeof(magic)) != 0)
    throw FormatError({MessageCode::partial_foreign, {}});
  if (bytes.size() < sizeof(Head))
    throw FormatError({MessageCode::partial_cut, {std::to_string(sizeof(Head)), std::to_string(bytes.size())}});
  std::memcpy(&head, bytes.data(), sizeof(Head));
  if (head.format != format)
    throw FormatError({MessageCode::partial_format, {std::to_string(head.format), std::to_string(format)}});
  if (head.size != bytes.size())
    throw FormatError({MessageCode::partial_cut, {std::to_string(head.size), std::to_string(bytes.size())}});
  if (head.contents < sizeof(Head) || head.contents > head.size ||
      checksum_of(head, bytes.substr(0, head.contents)) != head.checksum)
    refuse_head();
  return head;
}

}  // namespace

HeadcountPartial HeadcountPartial::from_bytes(std::string_view bytes) {
  const Head head = head_of(bytes);
  HeadcountPartial partial(head.identity);
  // Where numbers may lie, kept by every file that is read from it.
  const auto copy = std::make_shared<const std::vector<std::byte>>(bytes_of(bytes).begin(), bytes_of(bytes).end());
  const std::string_view directory = bytes.substr(sizeof(Head), head.contents - sizeof(Head));
  std::size_t at = 0;
  for (std::uint64_t i = 0; i < head.files; ++i) {
    Entry entry{};
    if (directory.size() - at < sizeof(Entry)) refuse_head();
    std::memcpy(&entry, directory.data() + at, sizeof(Entry));
    at += sizeof(Entry);
    if (entry.name_size > directory.size() - at || entry.begin % people::row_alignment != 0 ||
        entry.begin > bytes.size() || entry.size > bytes.size() - entry.begin)
      refuse_head();
    std::string name(directory.substr(at, entry.name_size));
    at += entry.name_size;
    auto rows = people::FileRows::read(std::span(*copy).subspan(entry.begin, entry.size), copy);
    if (rows == nullptr || rows->digest() != entry.checksum) throw FormatError({MessageCode::partial_altered, {name}});
    partial.add(std::move(name), {entry.version, std::move(rows)});
  }
  return partial;
}

std::string HeadcountPartial::to_bytes() const {
  std::uint64_t contents = sizeof(Head);
  for (const auto& [name, held] : files_) contents += sizeof(Entry) + name.size();
  contents = people::aligned_for_rows(contents);
  std::uint64_t size = contents;
  for (const auto& [name, held] : files_) size += people::aligned_for_rows(held.rows->bytes().size());

  std::string bytes(size, '\0');
  std::size_t at = sizeof(Head);
  std::uint64_t begin = contents;
  for (const auto& [name, held] : files_) {
    const std::span<const std::byte> rows = held.rows->bytes();
    const Entry entry{held.version, name.size(), begin, rows.size(), held.rows->digest()};
    std::memcpy(bytes.data() + at, &entry, sizeof(Entry));
    at += sizeof(Entry);
    std::memcpy(bytes.data() + at, name.data(), name.size());
    at += name.size();
    std::memcpy(bytes.data() + begin, rows.data(), rows.size());
    begin += people::aligned_for_rows(rows.size());
  }
  Head head{};
  std::memcpy(head.magic, magic, sizeof(head.magic));
  head.format = format;
  head.size = size;
  head.contents = contents;
  head.files = files_.size();
  head.identity = identity_;
  std::memcpy(bytes.data(), &head, sizeof(Head));
  head.checksum = checksum_of(head, std::string_view(bytes).substr(0, contents));
  std::memcpy(bytes.data(), &head, sizeof(Head));
  return bytes;
}

}  // namespace hoctap
