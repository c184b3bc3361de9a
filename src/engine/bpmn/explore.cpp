#include "engine/bpmn/explore.h"

#include <algorithm>
#include <map>

#include "engine/bpmn/world.h"

namespace tongban::bpmn {
namespace {

const Instant kBegin = start_of_day(Date::from_days(20454));  // 2026-01-01
constexpr std::int64_t kMicrosOfYears = 100LL * 366 * 86400 * 1'000'000;
constexpr int kMostSteps = 500;  // of one run: more is a circle

// What was chosen in a run, by number. Choices before `given.size()` are prescribed, later ones are the usual.
struct Choices {
  std::vector<int> given;
  std::vector<int> sizes = {};  // how many there were at each
  std::map<std::string, int> visits = {};

  int next(const std::string& element, int size) {
    const bool first = visits[element]++ == 0;
    if (size < 2 || !first) return 0;
    const auto at = sizes.size();
    sizes.push_back(size);
    return at < given.size() ? std::min(given[at], size - 1) : 0;
  }
};

class ChosenAnswers : public Answers {
 public:
  ChosenAnswers(const Exploration& exploration, Choices& choices, ExploredRun& run)
      : Answers(json::value(json::object())), exploration_(exploration), choices_(choices), run_(run) {}

  std::optional<Answer> next(const Node& node) override {
    const auto options = exploration_.options ? exploration_.options(node) : std::vector<Option>{};
    if (options.empty()) return Answer{};
    const auto chosen = choices_.next(node.id, static_cast<int>(options.size()));
    const auto& option = options[static_cast<std::size_t>(chosen)];
    if (options.size() > 1) run_.answers.push_back({node.id, option.label});
    if (option.silent) return std::nullopt;
    Answer answer;
    answer.variables = option.variables;
    answer.after = option.after;
    return answer;
  }

 private:
  const Exploration& exploration_;
  Choices& choices_;
  ExploredRun& run_;
};

class ChosenServices : public KitServices {
 public:
  ChosenServices(const Exploration& exploration, Choices& choices, ExploredRun& run, std::function<Instant()> clock)
      : KitServices(std::move(clock)), exploration_(exploration), choices_(choices), run_(run) {}

  Result<Value> decide(const std::string& decision, const Value& context) override {
    const auto values = exploration_.values ? exploration_.values(decision, context) : std::vector<Value>{};
    if (values.empty()) return Services::decide(decision, context);
    const auto chosen = choices_.next(decision, static_cast<int>(values.size()));
    if (values.size() > 1) run_.answers.push_back({decision, feel::text_of(values[static_cast<std::size_t>(chosen)])});
    return values[static_cast<std::size_t>(chosen)];
  }

 private:
  const Exploration& exploration_;
  Choices& choices_;
  ExploredRun& run_;
};

bool takes_time(const Node& node) {
  return node.kind == NodeKind::catch_event || (is_activity(node.kind) && !has_scope(node.kind));
}

// From where tokens stand, by node: which visits have begun and not ended.
class Watch {
 public:
  Watch(const Model& model, Explored& explored, ExploredRun& run) : model_(model), explored_(explored), run_(run) {}

  void see(const WorldEvent& event) {
    const auto& effect = *event.effect;
    if (effect.kind > EffectKind::error) return;
    run_.ended = event.at;
    if (effect.kind == EffectKind::error) run_.problem.push_back(effect.name + "：" + effect.key);
    if (effect.node == kNone) return;
    const auto at = static_cast<std::size_t>(effect.node);
    if (effect.kind == EffectKind::entered) {
      explored_.reached[at] = true;
      open_[effect.node].push_back(event.at);
    } else if (effect.kind == EffectKind::left || effect.kind == EffectKind::cancelled) {
      auto& begun = open_[effect.node];
      if (begun.empty()) return;
      if (takes_time(model_.nodes[at])) run_.spans.push_back({effect.node, begun.front(), event.at});
      begun.erase(begun.begin());
    }
  }

 private:
  const Model& model_;
  Explored& explored_;
  ExploredRun& run_;
  std::map<Index, std::vector<Instant>> open_;
};

std::string first_process(const Model& model) {
  for (const auto& process : model.processes)
    if (process.executable && process.by_request && !process.is_global_task) return process.id;
  return {};
}

void settle(const Model& model, const World& world, ExploredRun& run) {
  if (world.exhausted()) run.ending = Ending::endless;
  for (const auto& instance : world.instances()) {
    const auto& state = instance->state;
    if (state.status == Status::failed || state.has_incident()) run.ending = Ending::failed;
    if (state.status != Status::running) continue;
    if (run.ending == Ending::completed) run.ending = Ending::waiting;
    for (const auto& active : state.actives)
      if (active->phase != Phase::inside && active->phase != Phase::looping)
        run.stuck.push_back(model.nodes[static_cast<std::size_t>(active->node)].id);
    for (const auto& scope : state.scopes)
      for (const auto& arrival : scope->arrivals)
        run.stuck.push_back(model.nodes[static_cast<std::size_t>(arrival.node)].id);
  }
}

ExploredRun run_once(const Model& model, const Exploration& exploration, Choices& choices, Explored& explored) {
  ExploredRun run;
  run.begun = run.ended = kBegin;
  ChosenAnswers answers(exploration, choices, run);
  World* clock = nullptr;
  ChosenServices services(exploration, choices, run, [&clock] { return clock == nullptr ? kBegin : clock->now(); });
  Watch watch(model, explored, run);
  World world(model, services, answers, kBegin, [&](const WorldEvent& event) { watch.see(event); });
  clock = &world;
  const auto begun = world.start(first_process(model), exploration.variables);
  if (!begun) {
    run.ending = begun.error().key == "bpmn.endless" ? Ending::endless : Ending::failed;
    run.problem.push_back(begun.error().detail);
    return run;
  }
  world.run_until(kBegin + std::chrono::microseconds(kMicrosOfYears), kMostSteps);
  settle(model, world, run);
  return run;
}

}  // namespace

Explored explore(const Model& model, const Exploration& exploration) {
  Explored explored;
  explored.reached.resize(model.nodes.size());
  std::vector<std::vector<int>> open = {{}};
  for (std::size_t at = 0; at < open.size(); ++at) {
    if (static_cast<int>(explored.runs.size()) >= exploration.most_runs) {
      explored.complete = false;
      break;
    }
    Choices choices{open[at]};
    explored.runs.push_back(run_once(model, exploration, choices, explored));
    // Every other answer at each choice that this run was free in.
    for (std::size_t place = open[at].size(); place < choices.sizes.size(); ++place)
      for (int other = 1; other < choices.sizes[place]; ++other) {
        auto prefix = open[at];
        prefix.resize(place, 0);
        prefix.push_back(other);
        open.push_back(std::move(prefix));
      }
    if (open.size() > static_cast<std::size_t>(exploration.most_runs) * 8) open.resize(open.size() / 2);
  }
  return explored;
}

}  // namespace tongban::bpmn
