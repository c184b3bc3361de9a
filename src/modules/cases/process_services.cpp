// The built-in services of processes: granting by rule (秒批), the clock of a special procedure, publicity, notices.
// What a service does is an act of the law with its event and its instrument, by the platform.
#include <algorithm>
#include <boost/json/array.hpp>

#include "modules/cases/accept.h"
#include "modules/cases/instruments.h"
#include "modules/cases/process.h"

namespace tongban::cases {
namespace {

std::string text_in(const json::object& object, const char* key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}
bool flag_in(const json::object& object, const char* key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_bool() && value->get_bool();
}
const json::array& list_in(const json::object& object, const char* key) {
  static const json::array kEmpty;
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_array() ? value->get_array() : kEmpty;
}

// The rules without what was asked: nothing personal, fit for an event.
json::array rules_for_event(const StepOutcome& outcome) {
  json::array list;
  for (const auto& rule : outcome.rules)
    for (const auto& table : list_in(rule.told, "tables"))
      for (const auto& matched : list_in(table.as_object(), "rules"))
        list.push_back(json::object{{"decision", table.at("decision")},
                                    {"number", matched.at("number")},
                                    {"annotations", matched.at("annotations")}});
  return list;
}

void grant(const Work& work, const StepOutcome& outcome, std::vector<Happening>& happenings) {
  std::string words;
  for (const auto& rule : outcome.rules) words += (words.empty() ? "" : "；") + rules_in_words(rule.told);
  if (work.state.status == Status::submitted)
    happenings.push_back({EventKind::received, {{"by_rule", true}}, {}, true});
  happenings.push_back(
      {EventKind::accepted, {{"mode", "normal"}, {"supplements", json::array()}, {"by_rule", true}}, {}, true});
  happenings.push_back({EventKind::decided,
                        {{"outcome", "granted"}, {"by_rule", true}, {"rules", rules_for_event(outcome)}},
                        std::move(words),
                        true});
}

Result<void> suspend(Ctx& ctx, const Work& work, const bpmn::Node& node, std::vector<Happening>& happenings) {
  const auto& menu = work.item->content.special_procedures;
  const auto found = std::find_if(
      menu.begin(), menu.end(), [&](const auto& entry) { return entry.procedure_kind == node.attribute("procedure"); });
  if (found == menu.end()) return {};
  const int drawn = std::atoi(std::string(node.attribute("days")).c_str());
  const int days = drawn > 0 && drawn <= 500 ? drawn : std::max(1, found->limit.amount);
  happenings.push_back({EventKind::suspended,
                        {{"procedure_kind", found->procedure_kind},
                         {"planned_end", TRY(due_date(ctx.now, days, ctx.services.calendar)).text()},
                         {"excluded", found->excluded_from_limit},
                         {"by_process", true}},
                        "按办理流程进入" + found->procedure_name,
                        true});
  return {};
}

Result<void> special_procedure_paper(Ctx& ctx, const Work& work, const Event& event) {
  std::string name = text_in(event.data, "procedure_kind"), law;
  for (const auto& entry : work.item->content.special_procedures)
    if (entry.procedure_kind == name) {
      name = entry.procedure_name, law = entry.by_law;
      break;
    }
  const auto end = Date::parse(text_in(event.data, "planned_end"));
  TRY(make_instrument(ctx, work, InstrumentKind::special_procedure,
                      {{"特别程序", name},
                       {"启动理由", "按办理流程进入" + name},
                       {"依据", law},
                       {"开始日期", chinese_date(local_date(event.at))},
                       {"计划结束日期", end ? chinese_date(*end) : std::string()},
                       {"时限", flag_in(event.data, "excluded") ? "所需时间不计入办理时限" : "所需时间计入办理时限"}}));
  return {};
}

Result<void> decision_paper(Ctx& ctx, const Work& work, const Event& event) {
  std::string basis;
  for (const auto& rule : list_in(event.data, "rules"))
    for (const auto& annotation : list_in(rule.as_object(), "annotations"))
      if (annotation.is_string() && !annotation.get_string().empty())
        basis += (basis.empty() ? "" : "；") + std::string(annotation.get_string());
  const bool licence = work.item->content.basic.item_type == "01";
  TRY(make_instrument(ctx, work, InstrumentKind::decision,
                      {{"决定", "准予"},
                       {"事实和理由", "申请材料齐全，经平台按公布的规则核对，符合规定的条件"},
                       {"依据", basis},
                       {"说明", "本决定由平台按规则即时作出。对结果有疑问的，可以向本机关提出，由工作人员复核。"},
                       {"救济途径", usual_remedies()}},
                      {}, licence ? "准予行政许可决定书" : "准予办理决定书"));
  return {};
}

}  // namespace

std::string rules_in_words(const json::object& told) {
  std::string words;
  for (const auto& table : list_in(told, "tables"))
    for (const auto& rule : list_in(table.as_object(), "rules")) {
      words += (words.empty() ? "按《" : "；按《") + text_in(table.as_object(), "decision") + "》第" +
               std::to_string(rule.at("number").to_number<int>()) + "条";
      std::string why;
      for (const auto& annotation : list_in(rule.as_object(), "annotations"))
        if (annotation.is_string() && !annotation.get_string().empty())
          why += (why.empty() ? "" : "，") + std::string(annotation.get_string());
      if (!why.empty()) words += "（" + why + "）";
    }
  return words;
}

Result<void> do_services(Ctx& ctx, const Work& work, const StepOutcome& outcome, std::vector<Happening>& happenings) {
  for (const auto& use : outcome.services) {
    const auto& node = work.process->model->node(use.node);
    if (use.topic == "grant") grant(work, outcome, happenings);
    if (use.topic == "suspend") TRY(suspend(ctx, work, node, happenings));
    if (use.topic == "resume")
      happenings.push_back({EventKind::resumed, {{"by_process", true}}, "特别程序按办理流程结束", true});
    if (use.topic == "notify" || use.topic == "publicity")
      happenings.push_back({EventKind::process_moved,
                            {{"what", use.topic}, {"element", node.id}, {"name", node.name}},
                            std::string(node.attribute("text")),
                            true});
  }
  return {};
}

Result<void> make_process_papers(Ctx& ctx, const Work& work, std::size_t first) {
  for (std::size_t i = first; i < work.events.size(); ++i) {
    const auto& event = work.events[i];
    if (event.kind == EventKind::accepted && flag_in(event.data, "by_rule")) TRY(make_acceptance_notice(ctx, work));
    if (event.kind == EventKind::decided && flag_in(event.data, "by_rule")) TRY(decision_paper(ctx, work, event));
    if (event.kind == EventKind::suspended && flag_in(event.data, "by_process"))
      TRY(special_procedure_paper(ctx, work, event));
  }
  return {};
}

}  // namespace tongban::cases
