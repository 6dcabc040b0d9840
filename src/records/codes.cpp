#include "hoctap/records/codes.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/joined.hpp"
#include "hoctap/core/embedded.hpp"
#include "hoctap/core/text.hpp"
#include "time/document_date.hpp"

namespace hoctap {
namespace {

std::vector<std::string_view> spellings_of(const Code& code) {
  std::vector<std::string_view> spellings{code.code, code.label_vi, code.label_en};
  spellings.insert(spellings.end(), code.aliases.begin(), code.aliases.end());
  return spellings;
}

std::vector<std::string> texts_or_none(const Node& table, std::string_view name) {
  const auto found = table.find(name);
  return found ? found->texts() : std::vector<std::string>{};
}

std::vector<std::string> declared_flags(const Node& root) {
  std::vector<std::string> names;
  if (const auto flags = root.find("flags")) {
    for (const Node& flag : flags->members()) {
      flag.text();  // what it means, for those who read the file
      names.push_back(flag.name());
    }
  }
  return names;
}

Code read_code(const Node& entry, const std::vector<std::string>& flags) {
  static constexpr std::array<std::string_view, 11> keys{"code", "vi",    "en",     "aliases", "flags",     "quantity",
                                                         "from", "until", "source", "note",    "assumption"};
  entry.allow_only(keys);
  Code code;
  code.code = entry.get("code").text();
  code.label_vi = entry.get("vi").text();
  code.label_en = entry.get("en").text();
  code.aliases = texts_or_none(entry, "aliases");
  if (const auto borne = entry.find("flags")) {
    for (const Node& flag : borne->elements()) {
      if (std::find(flags.begin(), flags.end(), flag.text()) == flags.end()) {
        flag.fail({MessageCode::undeclared_flag, {flag.text(), joined(flags)}});
      }
      code.flags.push_back(flag.text());
    }
  }
  if (const auto quantity = entry.find("quantity")) {
    if (quantity->integer() < 1)
      quantity->fail({MessageCode::quantity_not_positive, {std::to_string(quantity->integer())}});
    code.quantity = quantity->integer();
  }
  code.validity = validity_of(entry);
  code.source = entry.text_or("source", "");
  code.note = entry.text_or("note", "");
  if (const auto assumption = entry.find("assumption")) code.is_assumption = assumption->boolean();
  return code;
}

CodeList read_list(const Document& document) {
  static constexpr std::array<std::string_view, 3> keys{"list", "flags", "code"};
  const Node root = document.root();
  root.allow_only(keys);
  const std::vector<std::string> flags = declared_flags(root);
  std::vector<Code> codes;
  for (const Node& entry : root.get("code").elements()) codes.push_back(read_code(entry, flags));
  try {
    return CodeList(root.get("list").text(), std::move(codes));
  } catch (const InvalidValue& error) {
    root.get("code").fail(error.message());
  }
}

}  // namespace

bool Code::has_flag(std::string_view flag) const { return std::find(flags.begin(), flags.end(), flag) != flags.end(); }

CodeList::CodeList(std::string name, std::vector<Code> codes) : name_(std::move(name)), codes_(std::move(codes)) {
  for (std::size_t index = 0; index < codes_.size(); ++index) {
    const Code& code = codes_[index];
    for (std::size_t other = 0; other < index; ++other) {
      if (codes_[other].code == code.code && codes_[other].validity.overlaps(code.validity)) {
        throw InvalidValue({MessageCode::code_versions_overlap, {name_, code.code}});
      }
    }
    const auto [latest, is_first] = by_code_.try_emplace(code.code, index);
    if (!is_first && codes_[latest->second].validity.from < code.validity.from) latest->second = index;
  }
  for (const Code& code : codes_) {
    for (const std::string_view spelling : spellings_of(code)) {
      std::string key = folded(spelling);
      if (key.empty()) throw InvalidValue({MessageCode::spelling_is_empty, {name_, std::string(spelling), code.code}});
      const auto [known, is_new] = by_folded_.try_emplace(std::move(key), by_code_.find(code.code)->second);
      const Code& meant = codes_[known->second];
      if (!is_new && meant.code != code.code) {
        throw InvalidValue(
            {MessageCode::spelling_means_two_codes, {name_, std::string(spelling), meant.code, code.code}});
      }
    }
  }
}

const Code* CodeList::recognise(std::string_view text) const {
  if (const Code* code = find(text)) return code;
  if (first_invalid_utf8(text)) return nullptr;
  const auto found = by_folded_.find(folded(text));
  return found == by_folded_.end() ? nullptr : &codes_[found->second];
}

const Code* CodeList::find(std::string_view code) const {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? nullptr : &codes_[found->second];
}

std::vector<const Code*> CodeList::flagged(std::string_view flag, Date day) const {
  std::vector<const Code*> codes;
  for (const Code& code : codes_) {
    if (code.validity.contains(day) && code.has_flag(flag)) codes.push_back(&code);
  }
  return codes;
}

std::vector<std::string> CodeList::spellings() const {
  std::vector<std::string> all;
  for (const Code& code : codes_) {
    for (const std::string_view spelling : spellings_of(code)) {
      if (std::find(all.begin(), all.end(), spelling) == all.end()) all.emplace_back(spelling);
    }
  }
  return all;
}

CodeLists CodeLists::embedded() {
  static const CodeLists known = [] {
    std::vector<Document> documents;
    for (const std::string_view path : embedded_files()) {
      if (path.starts_with("codes/")) documents.push_back(Document::embedded(path));
    }
    return CodeLists().with(documents);
  }();
  return known;
}

CodeLists CodeLists::with(std::span<const Document> documents) const {
  CodeLists lists = *this;
  for (const Document& document : documents) {
    auto list = std::make_shared<const CodeList>(read_list(document));
    lists.lists_[list->name()] = std::move(list);
  }
  return lists;
}

const CodeList* CodeLists::find(std::string_view name) const {
  const auto found = lists_.find(name);
  return found == lists_.end() ? nullptr : found->second.get();
}

const CodeList& CodeLists::list(std::string_view name) const {
  if (const CodeList* list = find(name)) return *list;
  const auto near = nearest(name, names(), 1);
  if (near.empty()) throw NotFound({MessageCode::no_code_list, {std::string(name)}});
  throw NotFound({MessageCode::no_code_list_near, {std::string(name), near.front()}});
}

std::vector<std::string> CodeLists::names() const {
  std::vector<std::string> names;
  for (const auto& entry : lists_) names.push_back(entry.first);
  return names;
}

}  // namespace hoctap
