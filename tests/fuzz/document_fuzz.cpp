// TOML: the document as nodes, and what is loaded from one: a plan, rules of forms, code lists.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "hoctap/core/document.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/forms/form_rule.hpp"
#include "hoctap/programme/programme.hpp"
#include "hoctap/records/codes.hpp"
#include "input.hpp"
#include "invariant.hpp"

namespace {

using namespace hoctap;
using fuzz::demand;
using fuzz::succeeds;

void walk(const Node& node) {
  const SourcePlace place = node.place();
  demand(place.file == "a.toml" && (place.row > 0 || place.field.empty()), "a node knows its line");
  demand(place.field == node.key(), "a place names the key");
  int kinds = 0;
  kinds += succeeds([&] { demand(!first_invalid_utf8(node.text()), "text is well-formed"); }) ? 1 : 0;
  kinds += succeeds([&] { node.integer(); }) ? 1 : 0;
  kinds += succeeds([&] { node.boolean(); }) ? 1 : 0;
  kinds += succeeds([&] { node.date(); }) ? 1 : 0;
  if (node.is_table()) {
    ++kinds;
    for (const Node& member : node.members()) {
      const auto found = node.find(member.name());
      demand(found && found->key() == member.key(), "a member is found by its name");
      walk(member);
    }
  }
  if (node.is_array()) {
    ++kinds;
    for (const Node& element : node.elements()) walk(element);
  }
  demand(kinds <= 1, "a node is of one kind");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  fuzz::Input input(bytes, size);
  const std::size_t reader = input.choice(4);
  const std::string_view text = input.rest();
  std::optional<Document> document;
  if (!succeeds([&] { document = Document::parse(text, "a.toml"); })) return 0;
  demand(document->root().is_table(), "a document is a table");
  switch (reader) {
    case 0:
      walk(document->root());
      break;
    case 1:
      succeeds([&] {
        const Programme programme = read_programme(*document);
        demand(programme.first <= programme.last, "a plan has a day");
        demand(!programme.quarters().empty(), "a plan has a quarter");
        for (const Target& target : programme.targets)
          demand(programme.find_target(target.id) != nullptr, "a target is found");
      });
      break;
    case 2:
      succeeds([&] {
        const FormRules rules = FormRules::read(*document);
        for (const FormRule& rule : rules.rules()) {
          demand(rules.find(rule.code) != nullptr, "a rule is found by its code");
          succeeds([&] { rule.due.due_date(Period::quarter(2024, 1)); });
        }
      });
      break;
    default:
      succeeds([&] {
        const CodeLists lists = CodeLists().with(std::array{*document});
        for (const std::string& name : lists.names()) {
          for (const Code& code : lists.list(name).codes())
            demand(lists.list(name).find(code.code) != nullptr, "a code is found");
        }
      });
  }
  return 0;
}
