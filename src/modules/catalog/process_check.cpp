#include "modules/catalog/process_check.h"

#include <algorithm>
#include <array>
#include <set>

#include "modules/catalog/store_models.h"

namespace tongban::catalog {
namespace {

constexpr std::array<std::string_view, 4> kPosts = {"window_clerk", "reviewer", "approver", "department_head"};

Severity severity_of(bpmn::Severity severity) {
  return severity == bpmn::Severity::error ? Severity::error : Severity::warning;
}

void add(ReadProcess& read, Severity severity, std::string key, std::string element, std::string detail) {
  read.findings.push_back({severity, std::move(key), std::move(element), std::move(detail)});
}

// What the platform asks of a process beyond what the engine asks of it.
void judge(ReadProcess& read) {
  const auto& model = *read.model;
  const bool begins = std::any_of(model.processes.begin(), model.processes.end(), [](const bpmn::Process& process) {
    return process.executable && process.by_request && !process.is_global_task;
  });
  if (!begins) add(read, Severity::error, "process.no_start", "", "没有由申请开始的流程");
  for (const auto& node : model.nodes) {
    if (node.kind == bpmn::NodeKind::call_activity && node.own_scope == bpmn::kNone)
      add(read, Severity::error, "process.unknown_call", node.id, "调用的流程不在同一文件中：" + node.reference);
    if (node.kind == bpmn::NodeKind::business_rule_task && !read.decisions->has(node.reference))
      add(read, Severity::error, "process.unknown_decision", node.id, "规则任务的决策没有找到：" + node.reference);
    if (node.kind != bpmn::NodeKind::user_task) continue;
    const auto post = node.attribute("candidateGroups");
    if (!post.empty() && std::find(kPosts.begin(), kPosts.end(), post) == kPosts.end())
      add(read, Severity::error, "process.unknown_post", node.id, "没有这种岗位：" + std::string(post));
  }
}

// Findings of models are about elements; the editor finds them by a pointer like those about the content.
std::string place_of(const std::string& element) {
  return element.empty() ? "/process" : "/process/elements/" + element;
}

void judge_way(const ProcessTrial& trial, std::vector<Finding>& findings) {
  const auto words = [](double days) {
    auto text = std::to_string(days);
    text.erase(text.find('.') + 2);
    return text + " 个工作日";
  };
  std::set<std::string> told;
  for (const auto& run : trial.runs) {
    if (run.ending == "completed") continue;
    const auto at = run.stuck.empty() ? std::string() : run.stuck.front();
    if (!told.insert(run.ending + at).second) continue;
    const char* code = run.ending == "endless" ? "gate.process_endless" : "gate.process_stuck";
    const auto why = run.ending == "endless"  ? std::string("流程无限循环，不会结束")
                     : run.ending == "failed" ? "流程在此出错：" + run.problem
                                              : std::string("流程停在此处，不能办结");
    findings.push_back(
        {code, Severity::error, why + (run.answers.empty() ? "" : "（" + run.answers + "）"), place_of(at)});
  }
  for (const auto& element : trial.unreached)
    findings.push_back(
        {"gate.process_unreached", Severity::warning, "任何办理情形都到不了这一环节", place_of(element)});
  if (trial.legal_days && trial.usual_days > *trial.legal_days + 0.01)
    findings.push_back({"gate.process_over_legal", Severity::error,
                        "按流程通常需要 " + words(trial.usual_days) + "，超过法定时限", "/process"});
  else if (trial.promised_days && trial.usual_days > *trial.promised_days + 0.01)
    findings.push_back({"gate.process_over_promise", Severity::warning,
                        "按流程通常需要 " + words(trial.usual_days) + "，超过承诺时限", "/process"});
}

void find_lanes(Ctx& ctx, const ProcessElement& process, bool demonstration, NamedProcess& named) {
  for (std::size_t at = 0; at < process.lanes.size(); ++at) {
    const auto& lane = process.lanes[at];
    const auto place = "/process/lanes/" + std::to_string(at);
    const auto department = store::find_lane_department(ctx.tx, lane.region_code, lane.department_name);
    if (!department)
      named.findings.push_back({"gate.process_unknown_department", Severity::error,
                                "没有这个部门：" + lane.department_name, place + "/department_name"});
    else if (department->demonstration != demonstration)
      named.findings.push_back({"gate.process_unknown_department", Severity::error,
                                "演示事项的流程只能由演示部门办理，正式事项的只能由正式部门办理",
                                place + "/department_name"});
    else
      named.departments.push_back({lane.lane, {department->department_id}});
  }
}

std::string find_text(Ctx& ctx, const std::string& key, int version, ModelKind kind, const std::string& place,
                      NamedProcess& named) {
  const auto model = store::find_model(ctx.tx, key);
  auto found = model && model->kind == kind ? store::find_model_version(ctx.tx, key, version) : std::nullopt;
  if (!found) {
    named.found = false;
    named.findings.push_back(
        {"gate.process_unknown", Severity::error,
         kind == ModelKind::process ? "没有这个流程或者没有这一版：" + key : "没有这个决策表或者没有这一版：" + key,
         place});
    return {};
  }
  named.models.emplace_back(key, found->version);
  return std::move(found->xml);
}

}  // namespace

std::vector<ModelFinding> decision_findings(const std::string& xml) {
  std::vector<ModelFinding> findings;
  const auto set = dmn::DecisionSet::load({{"", xml}});
  if (!set) return {{Severity::error, set.error().key, "", set.error().detail}};
  for (const auto& finding : set->findings())
    findings.push_back(
        {Severity::error, finding.key, finding.element.substr(finding.element.find('#') + 1), finding.detail});
  return findings;
}

ReadProcess read_process(const std::string& bpmn, const std::vector<dmn::Source>& decisions) {
  ReadProcess read;
  auto reading = bpmn::read_model(bpmn);
  for (auto& finding : reading.findings)
    add(read, severity_of(finding.severity), finding.key, finding.element, finding.detail);
  auto set = dmn::DecisionSet::load(decisions);
  if (!set) {
    add(read, Severity::error, set.error().key, "", set.error().detail);
  } else {
    for (const auto& finding : set->findings())
      add(read, Severity::error, finding.key, "", finding.element + "：" + finding.detail);
    read.decisions = *std::move(set);
  }
  read.model = std::move(reading.model);
  if (read.model && read.decisions) judge(read);
  return read;
}

NamedProcess named_process(Ctx& ctx, const ProcessElement& process, bool demonstration) {
  NamedProcess named;
  named.texts.bpmn =
      find_text(ctx, process.model_key, process.model_version, ModelKind::process, "/process/model_key", named);
  for (std::size_t at = 0; at < process.decisions.size(); ++at) {
    const auto& decision = process.decisions[at];
    const auto place = "/process/decisions/" + std::to_string(at) + "/model_key";
    auto text = find_text(ctx, decision.model_key, decision.model_version, ModelKind::decision, place, named);
    named.decisions.push_back({decision.model_key, text});
    named.texts.decisions.push_back(std::move(text));
  }
  find_lanes(ctx, process, demonstration, named);
  return named;
}

std::vector<Finding> process_findings(Ctx& ctx, const ItemContent& content, bool demonstration) {
  if (!content.process) return {};
  const auto& process = *content.process;
  auto named = named_process(ctx, process, demonstration);
  auto findings = std::move(named.findings);
  if (process.sampling_percent < 0 || process.sampling_percent > 100)
    findings.push_back(
        {"gate.process_sampling", Severity::error, "抽查比例应在 0 至 100 之间", "/process/sampling_percent"});
  if (!named.found) return findings;
  const auto read = read_process(named.texts.bpmn, named.decisions);
  bool runs = read.model != nullptr && read.decisions.has_value();
  for (const auto& finding : read.findings) {
    findings.push_back({"gate.process_model", finding.severity, finding.detail, place_of(finding.element)});
    runs = runs && finding.severity != Severity::error;
  }
  if (read.model)
    for (std::size_t at = 0; at < process.lanes.size(); ++at) {
      const auto& lane = process.lanes[at].lane;
      if (std::none_of(read.model->nodes.begin(), read.model->nodes.end(),
                       [&](const bpmn::Node& node) { return node.lane == lane; }))
        findings.push_back({"gate.process_unknown_lane", Severity::error, "流程中没有这个泳道：" + lane,
                            "/process/lanes/" + std::to_string(at) + "/lane"});
    }
  if (runs) judge_way(try_process(*read.model, *read.decisions, terms_of(content)), findings);
  return findings;
}

Result<void> freeze_process(Ctx& ctx, const store::ItemRow& item, std::int64_t item_version_id,
                            const ItemContent& content) {
  if (!content.process) return {};
  auto named = named_process(ctx, *content.process, item.demonstration);
  if (!named.found || !named.findings.empty())
    return unprocessable(
        "catalog.gate_errors", "流程不能发布：" + named.findings.front().sentence,
        {{named.findings.front().place, named.findings.front().code, named.findings.front().sentence}});
  TRY(attach_process(ctx, item_version_id,
                     {std::move(named.texts), content.process->sampling_percent, std::move(named.departments)}));
  for (const auto& [key, version] : named.models) store::note_use(ctx.tx, key, version, item.item_id, item_version_id);
  return {};
}

}  // namespace tongban::catalog
