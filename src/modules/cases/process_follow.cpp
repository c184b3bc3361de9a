// What happens to a case moves its process: handing in or accepting begins it, acts of the law complete the tasks that
// stand for them, a special procedure stops its timers, and the end of the case ends it.
#include <algorithm>
#include <boost/json/array.hpp>

#include "modules/cases/process.h"
#include "modules/cases/requirements.h"

namespace tongban::cases {
namespace {

// Spreads the ids evenly (splitmix64), so that the share is the same wherever a case is looked at.
bool is_sampled(std::int64_t case_id, int percent) {
  auto x = static_cast<std::uint64_t>(case_id) + 0x9e3779b97f4a7c15U;
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
  x ^= x >> 31U;
  return static_cast<int>(x % 100U) < percent;
}

struct Application {
  json::object variables;
  bool may_grant = false;
};

// What the process is told of the application.
Result<Application> application_of(Ctx& ctx, const Work& work, const CaseProcess& process) {
  auto given = TRY(open_given(ctx, work));
  bool complete = true;
  for (const auto& requirement : requirements_of(work, given.scenario, given.materials)) {
    if (requirement.required && !requirement.satisfied()) complete = false;
    for (const auto& entry : requirement.entries)
      if (entry.source == MaterialSource::promised) complete = false;
  }
  json::object scenario;
  for (const auto& answer : given.scenario) {
    json::array keys;
    for (const auto& key : answer.option_keys) keys.push_back(json::value(std::string(key)));
    scenario[std::string(answer.question_key)] = keys.size() == 1 ? keys.front() : json::value(std::move(keys));
  }
  const bool sampled = is_sampled(work.row.case_id, process.lanes->sampling_percent);
  const bool before_acceptance = work.state.status == Status::submitted || work.state.status == Status::received;
  Application application;
  application.variables = {{"form", std::move(given.answers)},
                           {"scenario", std::move(scenario)},
                           {"materials_complete", complete},
                           {"sampled", sampled},
                           {"applicant_kind", work.row.applicant_kind},
                           {"channel", work.row.channel}};
  application.may_grant = complete && !sampled && before_acceptance;
  return application;
}

class Follower {
 public:
  Follower(Ctx& ctx, Work& work) : ctx_(ctx), work_(work) {}

  Result<std::vector<Happening>> follow(std::size_t first) {
    if (!TRY(catalog::process_of(ctx_, work_.row.item_version_id))) return std::move(happenings_);
    process_ = TRY(process_of(ctx_, work_));
    const auto last = work_.events.size();
    for (auto i = first; i < last; ++i) TRY(after(work_.events[i]));
    return std::move(happenings_);
  }

 private:
  bool running() const { return process_ != nullptr && is_running(process_->instance); }

  Result<void> after(const Event& event) {
    using enum EventKind;
    if (process_ == nullptr) {
      if (event.kind == submitted || event.kind == accepted) return begin(event.kind == submitted);
      return {};
    }
    if (!running()) return {};
    if (event.kind == process_moved || event.kind == task_done) return {};
    TRY(complete_legal_tasks(event));
    if (event.kind == resubmitted || event.kind == revised || event.kind == supplemented) TRY(tell_application());
    if (event.kind == suspended && excluded(event)) TRY(step(event, "hold", {}));
    if (event.kind == resumed && !process_->instance.held.empty()) TRY(release(event));
    TRY(send_message(event));
    if (running() && is_final(work_.state.status)) return step(event, "cancel", {});
    return {};
  }

  Result<void> begin(bool at_submission) {
    const auto lanes = TRY(catalog::process_of(ctx_, work_.row.item_version_id));
    const auto model = ctx_.services.state<ProcessModels>().of(ctx_, lanes->digest);
    // The gate lets no such process through; should one be here, people decide as they do without.
    if (!model) return unreadable(model.error().key);
    if ((*model)->begins_with_submission != at_submission) return {};
    auto process = std::make_shared<CaseProcess>();
    process->model = *model;
    process->lanes = lanes;
    process->row.case_id = work_.row.case_id;
    process->row.process_version_id = work_.row.item_version_id;
    process->row.digest = lanes->digest;
    process->row.started_at = ctx_.now;
    work_.process = process;
    auto application = TRY(application_of(ctx_, work_, *process));
    ProcessStep first{"start", ctx_.now, 0, {}};
    first.said["variables"] = std::move(application.variables);
    first.said["facts"] = json::object{{"may_grant", application.may_grant}};
    auto begun = take_step(ctx_, work_, std::move(first), {EventKind::process_moved, {{"what", "started"}}, {}, true});
    if (!begun) {
      work_.process.reset();
      return unreadable(begun.error().key);
    }
    process_ = process.get();
    return add(*std::move(begun));
  }

  Result<void> unreadable(const std::string& problem) {
    happenings_.push_back({EventKind::process_moved, {{"what", "unreadable"}, {"problem", problem}}, {}, true});
    return {};
  }

  // The task that stands for the act of the law is done with it, whoever's it is.
  Result<void> complete_legal_tasks(const Event& event) {
    const auto act = act_of(event.kind);
    if (act.empty()) return {};
    std::vector<int> tasks;
    for (const auto* active : waiting_tasks(*process_->model, process_->instance))
      if (process_->model->node(active->node).attribute("act") == act) tasks.push_back(active->id);
    for (const int task : tasks) {
      const auto* active = process_->instance.state.actives.find(task);
      if (active == nullptr || !running()) continue;
      const auto fields = outcome_fields(process_->model->node(active->node));
      json::object variables;
      if (act == "accept" || act == "decide") {
        const auto fallback = act == "accept" ? "accepted" : "approved";
        variables[fields.empty() ? fallback : fields.front().name] = favourable(event);
      }
      TRY(step(event, "complete", {{"active", task}, {"variables", std::move(variables)}}));
    }
    return {};
  }

  static std::string_view act_of(EventKind kind) {
    using enum EventKind;
    switch (kind) {
      case received:
        return "receive";
      case accepted:
      case refused:
        return "accept";
      case decided:
        return "decide";
      case issued:
        return "issue";
      case delivered:
        return "deliver";
      default:
        return "";
    }
  }
  static bool favourable(const Event& event) {
    if (event.kind != EventKind::decided) return event.kind == EventKind::accepted;
    const auto* outcome = event.data.if_contains("outcome");
    return outcome != nullptr && outcome->is_string() && outcome->get_string() == "granted";
  }
  // The clock of a special procedure that people began; one that the process began has its timers in its own hand.
  static bool excluded(const Event& event) {
    const auto* excluded = event.data.if_contains("excluded");
    return excluded != nullptr && excluded->is_bool() && excluded->get_bool() && !event.data.contains("by_process");
  }

  Result<void> tell_application() {
    auto application = TRY(application_of(ctx_, work_, *process_));
    ProcessStep changed{"variables", ctx_.now, 0, {}};
    changed.said["variables"] = std::move(application.variables);
    changed.said["facts"] = json::object{{"may_grant", application.may_grant}};
    return add(TRY(take_step(ctx_, work_, std::move(changed),
                             {EventKind::process_moved, {{"what", "followed"}, {"after", "application"}}, {}, true})));
  }

  Result<void> release(const Event& event) {
    const auto& spans = work_.state.suspensions;
    if (!spans.empty()) process_->delay += (event.at - spans.back().from).count();
    return step(event, "release", {});
  }

  // A process may wait for what happens to the case by the name of its event.
  Result<void> send_message(const Event& event) {
    const auto name = enum_text(event.kind);
    const auto& waits = process_->instance.state.waits;
    const bool awaited = std::any_of(waits.begin(), waits.end(), [&](const auto& wait) {
      if (wait->kind != bpmn::EventKind::message || wait->event < 0) return false;
      return process_->model->node(wait->node).events[static_cast<std::size_t>(wait->event)].name == name;
    });
    if (!running() || !awaited) return {};
    return step(event, "message", {{"name", name}});
  }

  Result<void> step(const Event& event, const char* kind, json::object said) {
    const auto by = event.actor_kind == "staff" ? event.actor_id : 0;
    return add(
        TRY(take_step(ctx_, work_, {kind, event.at, by, std::move(said)},
                      {EventKind::process_moved, {{"what", "followed"}, {"after", enum_text(event.kind)}}, {}, true})));
  }

  Result<void> add(std::vector<Happening> more) {
    for (auto& each : more) happenings_.push_back(std::move(each));
    return {};
  }

  Ctx& ctx_;
  Work& work_;
  CaseProcess* process_ = nullptr;
  std::vector<Happening> happenings_;
};

}  // namespace

Result<std::vector<Happening>> follow_case(Ctx& ctx, Work& work, std::size_t first) {
  return Follower(ctx, work).follow(first);
}

Result<bool> takes_part(Ctx& ctx, const store::CaseRow& row) {
  if (ctx.actor.kind != ActorKind::staff || !row.submitted_at) return false;
  const auto lanes = TRY(catalog::process_of(ctx, row.item_version_id));
  if (!lanes) return false;
  constexpr Role kRoles[] = {Role::window_clerk, Role::reviewer, Role::approver, Role::department_head};
  for (const auto& lane : lanes->departments)
    for (const auto& post : ctx.actor.posts)
      if (post.department_id == lane.department_id.value &&
          std::find(std::begin(kRoles), std::end(kRoles), post.role) != std::end(kRoles))
        return store::find_process(ctx.tx, row.case_id).has_value();
  return false;
}

}  // namespace tongban::cases
