#include "people/person_set.hpp"

#include <new>
#include <vector>

#include <roaring/roaring.h>

namespace hoctap::people {
namespace {

roaring_bitmap_t* checked(roaring_bitmap_t* bitmap) {
  if (bitmap == nullptr) throw std::bad_alloc();
  return bitmap;
}

}  // namespace

void PersonSet::Free::operator()(void* bitmap) const { roaring_bitmap_free(static_cast<roaring_bitmap_t*>(bitmap)); }

PersonSet::PersonSet(std::span<const std::uint32_t> numbers) {
  if (!numbers.empty()) bitmap_.reset(checked(roaring_bitmap_of_ptr(numbers.size(), numbers.data())));
}

PersonSet PersonSet::united(std::span<const PersonSet* const> sets) {
  std::vector<const roaring_bitmap_t*> bitmaps;
  for (const PersonSet* set : sets)
    if (!set->is_empty()) bitmaps.push_back(static_cast<const roaring_bitmap_t*>(set->bitmap_.get()));
  PersonSet all;
  if (!bitmaps.empty()) all.bitmap_.reset(checked(roaring_bitmap_or_many(bitmaps.size(), bitmaps.data())));
  return all;
}

std::uint64_t PersonSet::size() const {
  return is_empty() ? 0 : roaring_bitmap_get_cardinality(static_cast<const roaring_bitmap_t*>(bitmap_.get()));
}

}  // namespace hoctap::people
