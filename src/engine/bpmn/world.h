// World: instances of the processes of one file on a virtual clock, with messages and signals between them, timers that
// fire without waiting, and people who answer as they were told to. For simulation, conformance and property tests.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <queue>
#include <string>
#include <vector>

#include "base/json.h"
#include "engine/bpmn/engine.h"

namespace tongban::bpmn {

// Answers by id or name of the element: the variables that complete a user task (or that a message brings), or a list
// of them, one for each time. `$after` (a duration) lets time pass before, `$error` and `$escalation` are thrown
// instead, `$by` is the person. An element without answer, or without answer left, waits.
class Answers {
 public:
  explicit Answers(const json::value& given);
  virtual ~Answers() = default;
  struct Answer {
    Variables variables;
    Step after;
    std::string error, escalation, by;
  };
  virtual std::optional<Answer> next(const Node& node);

 private:
  json::object given_;
  std::map<std::string, std::size_t, std::less<>> used_;
};

struct WorldEvent {
  Instant at;
  int instance = 0;
  const Effect* effect = nullptr;
};

class World {
 public:
  using Watcher = std::function<void(const WorldEvent&)>;
  World(const Model& model, Services& services, Answers& answers, Instant begin, Watcher watcher);

  // Errors: those of advance() for a start. Gives the number of the instance.
  Result<int> start(const std::string& element, const Variables& variables, int event = 0);
  // Timers and conditions that begin processes of the file.
  void arm_beginnings(const Variables& variables);
  // Until nothing is left to do up to that moment, or `most` things were done.
  void run_until(Instant limit, int most = 20'000);

  struct Instance {
    int number = 0;
    State state;
  };
  const std::vector<std::unique_ptr<Instance>>& instances() const { return instances_; }
  const Instant& now() const { return now_; }
  bool exhausted() const { return exhausted_; }

 private:
  enum class What : std::uint8_t { stimulus, message, signal, begin };
  struct Due {
    Instant at;
    int order = 0;
    What what = What::stimulus;
    int instance = 0;  // to which; of messages and signals: from which
    Stimulus stimulus;
    std::int64_t repeats = 0;
    Step step;
    bool operator>(const Due& other) const { return at != other.at ? at > other.at : order > other.order; }
  };
  void schedule(Due due);
  void apply(Instance& instance, const Stimulus& stimulus);
  void take(Instance& instance, const Effects& effects);
  void react(Instance& instance, const Effect& effect);
  void deliver(const Due& message);
  void broadcast(const Due& signal);
  void answer(Instance& instance, const Effect& effect);
  void offer_pending(Instance& instance, const Effect& effect);

  const Model& model_;
  Services& services_;
  Answers& answers_;
  Instant now_;
  Watcher watcher_;
  std::vector<std::unique_ptr<Instance>> instances_;
  std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
  std::vector<Due> pending_;  // messages that nobody waited for
  Variables variables_;
  int order_ = 0;
  bool exhausted_ = false;
};

// The scripts of the public conformance kit (see docs/processes.md), so that its models run as they are, and what they
// leave behind. Any other script is FEEL.
class KitServices : public Services {
 public:
  // The clock is read whenever a script runs.
  using Decide = std::function<Result<Value>(const std::string& decision, const Value& context)>;
  explicit KitServices(std::function<Instant()> clock, Decide decide = {})
      : clock_(std::move(clock)), decide_(std::move(decide)) {}
  std::optional<Result<Done>> script(const Node& node, const Variables& inputs) override;
  Result<Value> decide(const std::string& decision, const Value& context) override {
    return decide_ ? decide_(decision, context) : Services::decide(decision, context);
  }
  // The traces of the kit, in the order of execution.
  const std::vector<std::string>& traces() const { return traces_; }

 private:
  std::function<Instant()> clock_;
  Decide decide_;
  std::vector<std::string> traces_;
  std::vector<std::pair<std::string, std::pair<Instant, Instant>>> spans_;
  bool marked_ = false;
};
inline constexpr std::int64_t kLongScriptMicros = 10'000'000;

}  // namespace tongban::bpmn
