#include "modules/catalog/scenario.h"

#include <algorithm>

namespace tongban::catalog {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

const std::vector<std::string>& chosen_of(const ScenarioAnswers& answers, const std::string& question_key) {
  static const std::vector<std::string> kNone;
  const auto found = answers.find(question_key);
  return found == answers.end() ? kNone : found->second;
}

std::string answer_text(const ScenarioQuestion& question, const ScenarioOption& option) {
  return question.question + "：" + option.label;
}

Error unknown(std::string detail, std::string_view pointer) {
  return Error{
      Code::invalid, "catalog.unknown_scenario", detail, {{std::string(pointer), "catalog.unknown_scenario", detail}}};
}

// What the questions say about one material.
struct Verdict {
  bool conditional = false;  // some option adds it
  bool open = false;         // an unanswered question could add or drop it
  bool dropped = false;
  std::vector<std::string> brought_by, could_bring;
};

void ask(const ScenarioQuestion& question, const ScenarioAnswers& answers, const std::string& key, Verdict& verdict) {
  const auto& chosen = chosen_of(answers, question.question_key);
  for (const auto& option : question.options) {
    const bool adds = contains(option.materials_added, key);
    const bool drops = contains(option.materials_dropped, key);
    if (!adds && !drops) continue;
    verdict.conditional = verdict.conditional || adds;
    if (chosen.empty()) {
      verdict.open = true;
      if (adds) verdict.could_bring.push_back(answer_text(question, option));
    } else if (contains(chosen, option.option_key)) {
      verdict.dropped = verdict.dropped || drops;
      if (adds) verdict.brought_by.push_back(answer_text(question, option));
    }
  }
}

MaterialNeed need_by_element(const MaterialElement& material) {
  if (material.necessity == "3" || material.tolerable) return MaterialNeed::tolerable;
  return material.necessity == "2" ? MaterialNeed::optional : MaterialNeed::required;
}

}  // namespace

Result<ScenarioAnswers> parse_scenario(std::string_view text) {
  constexpr std::size_t kMaxAnswers = 200;
  ScenarioAnswers answers;
  std::size_t count = 0;
  while (!text.empty()) {
    const auto comma = text.find(',');
    const auto part = text.substr(0, comma);
    text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
    const auto colon = part.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == part.size() || ++count > kMaxAnswers)
      return Error{Code::invalid,
                   "catalog.bad_scenario",
                   "情形应写作 q1:o2,q2:o1",
                   {{"/query/scenario", "catalog.bad_scenario", "情形应写作 q1:o2,q2:o1"}}};
    auto& chosen = answers[std::string(part.substr(0, colon))];
    const auto option = part.substr(colon + 1);
    if (!contains(chosen, option)) chosen.emplace_back(option);
  }
  return answers;
}

Result<void> check_answers(const ItemContent& content, const ScenarioAnswers& answers, std::string_view pointer) {
  for (const auto& [question_key, chosen] : answers) {
    const auto question = std::find_if(content.scenarios.begin(), content.scenarios.end(),
                                       [&](const auto& q) { return q.question_key == question_key; });
    if (question == content.scenarios.end()) return unknown("该事项没有这个情形问题", pointer);
    for (const auto& option_key : chosen) {
      const bool known = std::any_of(question->options.begin(), question->options.end(),
                                     [&](const auto& o) { return o.option_key == option_key; });
      if (!known) return unknown("该情形问题没有这个选项", pointer);
    }
    if (!question->multiple && chosen.size() > 1) return unknown("该情形问题只能选一项", pointer);
  }
  return {};
}

bool all_answered(const ItemContent& content, const ScenarioAnswers& answers) {
  return std::all_of(content.scenarios.begin(), content.scenarios.end(),
                     [&](const auto& q) { return !chosen_of(answers, q.question_key).empty(); });
}

std::vector<NarrowedMaterial> materials_for(const ItemContent& content, const ScenarioAnswers& answers) {
  std::vector<NarrowedMaterial> narrowed;
  for (const auto& material : content.materials) {
    Verdict verdict;
    for (const auto& question : content.scenarios) ask(question, answers, material.material_key, verdict);
    if (verdict.dropped) continue;
    if (!verdict.brought_by.empty() || (!verdict.conditional && !verdict.open)) {
      narrowed.push_back({&material, need_by_element(material), std::move(verdict.brought_by)});
    } else if (verdict.open) {
      narrowed.push_back({&material, MaterialNeed::depends, std::move(verdict.could_bring)});
    }
  }
  return narrowed;
}

std::vector<GuideCondition> conditions_for(const ItemContent& content, const ScenarioAnswers& answers) {
  std::vector<GuideCondition> conditions;
  for (const auto& condition : content.basic.conditions) conditions.push_back({condition, ""});
  for (const auto& question : content.scenarios)
    for (const auto& option : question.options) {
      if (!contains(chosen_of(answers, question.question_key), option.option_key)) continue;
      for (const auto& condition : option.conditions) conditions.push_back({condition, answer_text(question, option)});
    }
  return conditions;
}

}  // namespace tongban::catalog
