// Dated code lists: the words a form may use, and the flags that carry their meaning (which kinds of session are
// occupational, which funds are the state's, which statuses are in the labour force). The lists are files in
// data/codes.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hoctap/core/document.hpp"
#include "hoctap/core/export.hpp"
#include "hoctap/core/message.hpp"
#include "hoctap/time/validity.hpp"

namespace hoctap {

struct Code {
  std::string code;      // as records keep it: "vocational"
  std::string label_vi;  // as forms show it: "dạy nghề"
  std::string label_en;
  std::vector<std::string> aliases;      // other spellings people use
  std::vector<std::string> flags;        // "occupational", "transfer" …
  std::optional<std::int64_t> quantity;  // items of an equipment list: the number required
  Validity validity;
  std::string source;          // the act or publication that says so; empty: the list is ours
  std::string note;            // what the words do not say; English
  bool is_assumption = false;  // a choice of ours that another may make otherwise

  HOCTAP_EXPORT bool has_flag(std::string_view flag) const;
  const std::string& label(Language language) const { return language == Language::vi ? label_vi : label_en; }
};

// A list whose meaning changes with time holds a code several times, with validities that do not meet (an equipment
// list that asks for two computers from a certain day): these are versions of one code, and as a spelling the latest
// stands for it.
class HOCTAP_EXPORT CodeList {
 public:
  // Throws InvalidValue where versions of a code overlap, or where one spelling would mean two codes.
  CodeList(std::string name, std::vector<Code> codes);
  const std::string& name() const { return name_; }
  std::span<const Code> codes() const { return codes_; }
  // The code that a cell means, by code, label in either language or alias, compared folded; nullptr where none fits.
  // A code that exists but not on that day is still found: whether its validity matters is a rule of the table.
  const Code* recognise(std::string_view text) const;
  // By the code itself, letter by letter.
  const Code* find(std::string_view code) const;
  // The codes valid on that day that bear the flag, in the list's order.
  std::vector<const Code*> flagged(std::string_view flag, Date day) const;
  // Every spelling, for "nearest valid value".
  std::vector<std::string> spellings() const;

 private:
  std::string name_;
  std::vector<Code> codes_;
  std::map<std::string, std::size_t, std::less<>> by_code_;
  std::map<std::string, std::size_t, std::less<>> by_folded_;
};

class HOCTAP_EXPORT CodeLists {
 public:
  CodeLists() = default;
  // The lists of data/codes that are compiled in.
  static CodeLists embedded();
  // These lists with those of the documents (one list each) added or, where the name is the same, put in their place.
  // Throws FormatError, also for a flag that the document does not declare: a flag misspelt would change a meaning in
  // silence.
  CodeLists with(std::span<const Document> documents) const;

  const CodeList* find(std::string_view name) const;
  const CodeList& list(std::string_view name) const;  // throws NotFound naming the nearest
  std::vector<std::string> names() const;

 private:
  std::map<std::string, std::shared_ptr<const CodeList>, std::less<>> lists_;
};

}  // namespace hoctap
