// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "base/error.h"
#include "store/store.h"

namespace planmerge::store {
namespace {

/// The SQLite store's twin: the same promises over values in memory.
class MemoryStore : public Store {
 public:
  void add_version(const plan::PlanVersion& version) override {
    if (version.number != current_version() + 1)
      throw Error(Error::Kind::Store, "version-order", "", "versions are numbered without gaps");
    state_.versions.push_back(version);
  }
  std::vector<plan::PlanVersion> versions() const override { return state_.versions; }
  std::optional<plan::PlanVersion> version(int number) const override {
    if (number < 1 || number > current_version()) return std::nullopt;
    return state_.versions[static_cast<std::size_t>(number - 1)];
  }
  int current_version() const override { return static_cast<int>(state_.versions.size()); }

  bool add_contribution(const StoredContribution& contribution) override {
    const std::string& sha256 = contribution.contribution.document.source.sha256;
    for (StoredContribution& there : state_.contributions) {
      if (there.contribution.document.source.sha256 != sha256) continue;
      if (there.error.empty()) return false;
      const long long number = there.number;
      there = contribution;
      there.number = number;
      return true;
    }
    state_.contributions.push_back(contribution);
    state_.contributions.back().number = static_cast<long long>(state_.contributions.size());
    return true;
  }
  bool has_file(const std::string& sha256) const override {
    return std::any_of(state_.contributions.begin(), state_.contributions.end(),
                       [&](const StoredContribution& there) {
                         return there.error.empty() &&
                                there.contribution.document.source.sha256 == sha256;
                       });
  }
  std::vector<StoredContribution> contributions() const override { return state_.contributions; }

  long long add_decision(plan::Decision decision) override {
    decision.number = static_cast<long long>(state_.log.size()) + 1;
    state_.log.push_back(std::move(decision));
    return state_.log.back().number;
  }
  std::vector<plan::Decision> decision_log() const override { return state_.log; }

  void save_round(const Round& round, const std::optional<plan::PlanVersion>& next) override {
    transaction([&] {
      if (next) add_version(*next);
      state_.round = round;
    });
  }
  Round last_round() const override { return state_.round; }

  void transaction(const std::function<void()>& work) override {
    const State before = state_;
    try {
      work();
    } catch (...) {
      state_ = before;
      throw;
    }
  }

 private:
  struct State {
    std::vector<plan::PlanVersion> versions;
    std::vector<StoredContribution> contributions;
    std::vector<plan::Decision> log;
    Round round;
  };
  State state_;
};

}  // namespace

std::unique_ptr<Store> open_memory() {
  return std::make_unique<MemoryStore>();
}

}  // namespace planmerge::store
