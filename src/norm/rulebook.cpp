#include "hoctap/norm/rulebook.hpp"

#include <algorithm>

#include "core/suggestions.hpp"
#include "hoctap/core/digest.hpp"
#include "hoctap/core/embedded.hpp"
#include "hoctap/core/error.hpp"
#include "hoctap/core/text.hpp"
#include "hoctap/norm/book.hpp"
#include "norm/compiled.hpp"
#include "norm/read.hpp"
#include "norm/routes.hpp"

namespace hoctap {
namespace {

template <class Entry>
std::vector<std::string> ids_of(const std::vector<Entry>& entries) {
  std::vector<std::string> ids;
  ids.reserve(entries.size());
  for (const Entry& entry : entries) ids.push_back(entry.id);
  return ids;
}

template <class Map, class Entry>
const Entry* found(const Map& by_id, const std::vector<Entry>& entries, std::string_view id) {
  const auto place = by_id.find(std::string(id));
  return place == by_id.end() ? nullptr : &entries[place->second];
}

std::string digest_of(const std::vector<Document>& documents) {
  std::vector<std::string> digests;
  for (const Document& document : documents) digests.push_back(document.digest());
  std::sort(digests.begin(), digests.end());
  std::string all;
  for (const std::string& digest : digests) all += digest + "\n";
  return sha256_hex(all);
}

Finding finding_of(const Trouble& trouble, const Rulebook::Data& rules) {
  const Norm& norm = rules.norms[trouble.norm];
  std::vector<std::string> arguments{norm.id};
  if (trouble.other != no_norm) arguments.push_back(rules.norms[trouble.other].id);
  return {{trouble.code, std::move(arguments)}, norm.place};
}

}  // namespace

std::vector<std::string> Rulebook::Data::content_ids() const { return ids_of(contents); }
std::vector<std::string> Rulebook::Data::attribute_ids() const { return ids_of(attributes); }
std::vector<std::string> Rulebook::Data::unit_ids() const { return ids_of(units); }

std::vector<std::string> Rulebook::Data::instrument_numbers() const {
  std::vector<std::string> numbers;
  for (const Instrument& instrument : instruments) numbers.push_back(instrument.number);
  return numbers;
}

Rulebook Rulebook::of(std::span<const Document> documents) {
  const auto data = std::make_shared<Data>();
  data->documents.assign(documents.begin(), documents.end());
  for (const Document& document : documents) read_units_and_attributes(document.root(), *data);
  for (const Document& document : documents) read_contents(document.root(), *data);
  for (const Document& document : documents) read_instrument(document, *data);
  data->digest = digest_of(data->documents);
  check_routes(*data, data->findings);
  const auto book = compile(data, {});
  for (const Trouble& trouble : book->troubles) data->findings.push_back(finding_of(trouble, *data));
  std::stable_sort(data->findings.begin(), data->findings.end(),
                   [](const Finding& a, const Finding& b) { return a.place < b.place; });
  return Rulebook(data);
}

Rulebook Rulebook::with(std::span<const Document> documents) const {
  std::vector<Document> all = data_->documents;
  all.insert(all.end(), documents.begin(), documents.end());
  return of(all);
}

std::span<const Instrument> Rulebook::instruments() const { return data_->instruments; }
std::span<const Norm> Rulebook::norms() const { return data_->norms; }
std::span<const Due> Rulebook::due_days() const { return data_->due_days; }
std::span<const YearEnd> Rulebook::year_ends() const { return data_->year_ends; }
std::span<const Content> Rulebook::contents() const { return data_->contents; }
std::span<const Attribute> Rulebook::attributes() const { return data_->attributes; }
std::span<const UnitOfCount> Rulebook::units() const { return data_->units; }
const Findings& Rulebook::findings() const { return data_->findings; }
const std::string& Rulebook::digest() const { return data_->digest; }

const Instrument* Rulebook::find_instrument(std::string_view number) const {
  return found(data_->instrument_by_number, data_->instruments, number);
}
const Norm* Rulebook::find_norm(std::string_view id) const { return found(data_->norm_by_id, data_->norms, id); }
const Content* Rulebook::find_content(std::string_view id) const {
  return found(data_->content_by_id, data_->contents, id);
}
const Attribute* Rulebook::find_attribute(std::string_view id) const {
  return found(data_->attribute_by_id, data_->attributes, id);
}
const Instrument& Rulebook::instrument_of(NormIndex norm) const {
  return data_->instruments[data_->instrument_of_norm.at(norm)];
}

std::optional<std::size_t> Rulebook::content_named(std::string_view text) const {
  if (const auto id = data_->content_by_id.find(std::string(text)); id != data_->content_by_id.end()) return id->second;
  if (first_invalid_utf8(text)) return std::nullopt;
  const auto wording = data_->content_by_wording.find(folded(text));
  if (wording == data_->content_by_wording.end() || wording->second == Data::no_content) return std::nullopt;
  return wording->second;
}

std::vector<std::string> Rulebook::nearest_contents(std::string_view word) const {
  if (first_invalid_utf8(word)) return {};
  std::vector<std::string> wordings;
  for (const Content& content : data_->contents) {
    wordings.push_back(content.id);
    wordings.push_back(content.name.vi);
    wordings.insert(wordings.end(), content.aliases.begin(), content.aliases.end());
  }
  return nearest(word, wordings);
}

std::vector<NormIndex> Rulebook::norms_of(std::string_view number, std::string_view article) const {
  const Instrument* instrument = find_instrument(number);
  if (instrument == nullptr) {
    throw NotFound(
        {MessageCode::unknown_instrument, {std::string(number), suggestions(number, data_->instrument_numbers())}});
  }
  std::vector<NormIndex> norms;
  for (NormIndex i = 0; i < instrument->norm_count; ++i) {
    const NormIndex index = instrument->first_norm + i;
    if (article.empty() || data_->norms[index].citation.article == article) norms.push_back(index);
  }
  return norms;
}

std::vector<NormIndex> Rulebook::gaps() const {
  std::vector<NormIndex> all;
  for (NormIndex i = 0; i < data_->norms.size(); ++i) {
    const Norm& norm = data_->norms[i];
    if (norm.kind == NormKind::not_modelled || !norm.can_calculate() || !norm.from) all.push_back(i);
  }
  return all;
}

Book Rulebook::as_of(const BookOptions& options) const { return Book(compile(data_, options)); }

Rulebook embedded_rulebook() {
  static const Rulebook known = [] {
    std::vector<Document> documents;
    for (const std::string_view path : embedded_files()) {
      if (path.starts_with("law/") && path.ends_with(".toml")) documents.push_back(Document::embedded(path));
    }
    return Rulebook::of(documents);
  }();
  return known;
}

}  // namespace hoctap
