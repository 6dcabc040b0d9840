// Long work without Python's lock, with a progress function of the caller's and an ear for Ctrl-C.
#pragma once

#include "pybind.hpp"

#include <cstddef>
#include <exception>
#include <functional>

#include "hoctap/core/error.hpp"

namespace hoctap::python {

// Calls Python's progress function and looks for Ctrl-C; what either raises stops the work and is raised again after
// it.
class Progress {
 public:
  explicit Progress(const py::object& callback) : callback_(callback) {}

  bool operator()(std::size_t done, std::size_t all) {
    const py::gil_scoped_acquire locked;
    try {
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      if (!callback_.is_none()) callback_(done, all);
    } catch (const py::error_already_set&) {
      raised_ = std::current_exception();
      return false;
    }
    return true;
  }

  void raise_again() const {
    if (raised_) std::rethrow_exception(raised_);
  }

 private:
  const py::object& callback_;
  std::exception_ptr raised_;
};

// Gives what work(progress) gives, where progress is a function bool(done, all).
template <class Work>
auto run_with_progress(const py::object& callback, Work work) {
  Progress progress(callback);
  const auto run_unlocked = [&] {
    const py::gil_scoped_release unlocked;
    return work(std::function<bool(std::size_t, std::size_t)>(std::ref(progress)));
  };
  try {
    return run_unlocked();
  } catch (const Error&) {
    progress.raise_again();
    throw;
  }
}

}  // namespace hoctap::python
