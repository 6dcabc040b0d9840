// What follows from the records alone, arranged when it is first asked for and kept with them: one of each type, for
// all copies of the dataset. What depends on a question (its day, programme, view or conditions) has no place here.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <typeindex>
#include <utility>

#include "hoctap/records/dataset.hpp"

namespace hoctap::records {

class Arranged {
 public:
  // Safe to call from several threads, which then wait for the one that arranges. `make()` may ask for other types.
  // What it gives must refer to no dataset: the copy that asked may be gone before the others.
  template <class T, class Make>
  const T& of(const Make& make) const {
    const std::lock_guard lock(arranging_);
    std::shared_ptr<const void>& known = known_[typeid(T)];
    if (!known) known = std::make_shared<const T>(make());
    return *static_cast<const T*>(known.get());
  }

 private:
  mutable std::recursive_mutex arranging_;
  mutable std::map<std::type_index, std::shared_ptr<const void>> known_;
};

const Arranged& arranged_of(const Dataset& dataset);

}  // namespace hoctap::records
