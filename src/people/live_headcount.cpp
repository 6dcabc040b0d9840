#include "hoctap/people/live_headcount.hpp"

#include <algorithm>
#include <bit>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/sort_once.hpp"
#include "people/headcount_frame_content.hpp"
#include "people/row_index.hpp"

namespace hoctap {

using people::EvidenceColumns;
using people::FileRows;
using people::Home;
using people::LabourerWindows;
using people::WindowSet;

struct LiveHeadcount::Index {
  virtual ~Index() = default;
  // Rows that come and those that go for them; either may be nullptr.
  struct Change {
    const FileRows* come = nullptr;
    const FileRows* go = nullptr;
  };
  // The counts that follow; they hold the groups of all rows.
  struct Counts {
    std::span<Headcount::Level> levels;
    std::size_t groups;  // held
    std::span<const std::uint32_t> number_of_group;
  };
  virtual void replace(std::span<const Change> changes, const Counts& counts, HeadcountNotes& notes) = 0;
};

namespace {

// Adds a person to the counts of the units that hold their home, or takes them away again.
class Units {
 public:
  Units(const HeadcountFrame::Content& frame, const people::WindowSheet& sheet,
        const LiveHeadcount::Index::Counts& counts, std::int64_t sign)
      : frame_(frame),
        first_window_(sheet.first_window()),
        counts_(counts),
        sign_(sign),
        rows_(Headcount::rows_of_group(frame.plan.bands())) {}

  void add_labourer(const Home& home, std::size_t band, const LabourerWindows& windows) {
    for (std::size_t i = 0; i < windows.size(); ++i) add(home, band * windows.size() + i, windows[i]);
  }
  void add_of_unknown_age(const Home& home, WindowSet windows) { add(home, rows_ - 1, windows); }

 private:
  void add(const Home& home, std::size_t row, WindowSet windows) {
    for (std::size_t i = 0; i < counts_.levels.size(); ++i) {
      const auto unit = static_cast<std::size_t>(frame_.levels[i].unit_of_place[static_cast<std::size_t>(home.place)]);
      std::int64_t* const counts =
          &counts_.levels[i].counts[((unit * counts_.groups + counts_.number_of_group[home.group]) * rows_ + row) *
                                        frame_.plan.windows() +
                                    first_window_];
      for (WindowSet rest = windows; rest != 0; rest &= rest - 1) counts[std::countr_zero(rest)] += sign_;
    }
  }

  const HeadcountFrame::Content& frame_;
  std::size_t first_window_;
  const LiveHeadcount::Index::Counts& counts_;
  std::int64_t sign_;
  std::size_t rows_;  // of a group
};

template <class Key>
class IndexOf : public LiveHeadcount::Index {
 public:
  explicit IndexOf(const HeadcountFrame::Content& frame) : frame_(frame) {}

  // The counts hold these rows already.
  void begin(std::span<const FileRows* const> files) {
    index_.reserve(files);
    for (const FileRows* rows : files) index_.link(*rows);
  }

  void replace(std::span<const Change> changes, const Counts& counts, HeadcountNotes& notes) override {
    std::vector<Key> persons;
    std::vector<const FileRows*> coming;
    for (const Change& change : changes) {
      for (const FileRows* rows : {change.come, change.go})
        if (rows != nullptr) add_persons(*rows, persons);
      if (change.come != nullptr) coming.push_back(change.come);
    }
    index_.reserve(coming);
    sort_once(persons);
    for (const Key& person : persons) tell(person, counts, notes, -1);
    for (const Change& change : changes)
      if (change.go != nullptr) index_.unlink(*change.go, persons);
    for (const FileRows* rows : coming) index_.link(*rows);
    for (const Key& person : persons) tell(person, counts, notes, 1);
  }

 private:
  static void add_persons(const FileRows& rows, std::vector<Key>& persons) {
    for (const PersonKeys* keys : {&rows.spells().keys, &rows.evidence().keys}) {
      const auto of_file = std::get<std::span<const Key>>(*keys);
      persons.insert(persons.end(), of_file.begin(), of_file.end());
    }
  }

  void tell(const Key& person, const Counts& counts, HeadcountNotes& notes, std::int64_t sign) {
    const std::span<const people::WindowSheet> sheets = frame_.plan.sheets();
    homes_.clear();
    evidence_.assign(sheets.size(), 0);
    std::int64_t attendances = 0;
    bool is_registered = false;
    index_.visit(
        person,
        [&](const SpellColumns& spells, std::size_t row) {
          is_registered = true;
          if (people::has_place(spells, row))
            homes_.push_back({&spells, row});
          else
            notes.spells_without_place += sign;
        },
        [&](const EvidenceColumns& shown, std::size_t row) {
          for (std::size_t i = 0; i < sheets.size(); ++i) evidence_[i] |= shown.words[row * sheets.size() + i];
          attendances += shown.attendances[row];
        });
    if (!is_registered) notes.attendances_unregistered += sign * attendances;
    for (std::size_t i = 0; i < sheets.size(); ++i)
      tell(sheets[i], evidence_[i], Units(frame_, sheets[i], counts, sign));
  }

  void tell(const people::WindowSheet& sheet, std::uint64_t evidence, Units units) const {
    std::vector<Home> homes;
    for (const auto& [spells, row] : homes_) homes.push_back(people::home_of(sheet, *spells, row));
    std::sort(homes.begin(), homes.end(), people::goes_before);
    WindowSet covered = 0;
    for (const Home& home : homes) people::tell_home(sheet, people::in_windows_left(home, covered), evidence, units);
  }

  const HeadcountFrame::Content& frame_;
  people::RowIndex<Key> index_;
  // Of one person: rows with their homes, and by sheet what they showed.
  std::vector<std::pair<const SpellColumns*, std::size_t>> homes_;
  std::vector<std::uint64_t> evidence_;
};

}  // namespace

struct LiveHeadcount::State {
  State(HeadcountFrame of_frame, HeadcountPartial of_files, const CountingOptions& options)
      : frame(std::move(of_frame)), files(std::move(of_files)), counts(frame.count(files, options)) {}

  // For the keys of the first rows that there are.
  void begin_index(const FileRows& first) {
    const auto begin = [&]<class Key>(std::type_identity<Key>) {
      auto made = std::make_unique<IndexOf<Key>>(frame.content());
      std::vector<const FileRows*> all;
      for (const auto& [name, held] : files.held())
        if (!held.rows->is_empty()) all.push_back(held.rows.get());
      made->begin(all);
      index = std::move(made);
    };
    if (first.has_short_keys())
      begin(std::type_identity<std::uint64_t>());
    else
      begin(std::type_identity<PersonKey>());
  }

  HeadcountFrame frame;
  HeadcountPartial files;
  Headcount counts;
  std::unique_ptr<Index> index;
};

LiveHeadcount::LiveHeadcount(HeadcountFrame frame, HeadcountPartial files, const CountingOptions& options)
    : state_(std::make_unique<State>(std::move(frame), std::move(files), options)) {
  for (const auto& [name, held] : state_->files.held()) {
    if (held.rows->is_empty()) continue;
    state_->begin_index(*held.rows);
    break;
  }
}
LiveHeadcount::~LiveHeadcount() = default;
LiveHeadcount::LiveHeadcount(LiveHeadcount&&) noexcept = default;
LiveHeadcount& LiveHeadcount::operator=(LiveHeadcount&&) noexcept = default;

void LiveHeadcount::replace(const HeadcountPartial& newer) {
  State& state = *state_;
  state.frame.content().check(newer);
  const std::vector<std::string> news = state.files.news_of(newer);
  std::vector<Index::Change> changes;
  HeadcountNotes left;
  HeadcountNotes came;
  for (const std::string& name : news) {
    const FileRows* const rows = newer.held().at(name).rows.get();
    const auto at = state.files.held().find(name);
    const FileRows* const old = at == state.files.held().end() ? nullptr : at->second.rows.get();
    came += rows->notes();
    if (old != nullptr) left += old->notes();
    if (!rows->is_empty() && state.index == nullptr) state.begin_index(*rows);
    // Rows of no kind of key have nothing to be taken out or put in.
    const Index::Change change{rows->is_empty() ? nullptr : rows, old == nullptr || old->is_empty() ? nullptr : old};
    if (change.come != nullptr || change.go != nullptr) changes.push_back(change);
    if (change.come != nullptr) state.counts.hold(change.come->spells().group);
  }
  // The old rows live until the index has let them go.
  if (!changes.empty())
    state.index->replace(changes, {state.counts.levels_, state.counts.groups_held_, state.counts.number_of_group_},
                         state.counts.notes_);
  state.files.merge(newer);
  state.counts.notes_ += came;
  state.counts.notes_ -= left;
  // Where no rows are left, those that come next may have other keys.
  const auto& held = state.files.held();
  if (std::all_of(held.begin(), held.end(), [](const auto& file) { return file.second.rows->is_empty(); }))
    state.index.reset();
}

const Headcount& LiveHeadcount::counts() const { return state_->counts; }
const HeadcountPartial& LiveHeadcount::files() const { return state_->files; }
const HeadcountFrame& LiveHeadcount::frame() const { return state_->frame; }

}  // namespace hoctap
