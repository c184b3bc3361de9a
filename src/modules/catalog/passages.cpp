#include "modules/catalog/passages.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "modules/catalog/limits.h"

namespace tongban::catalog {
namespace {

struct Word {
  const char* word;
  const char* element;
};
// Longer ones first where one is part of another. Each is taken out of the question.
constexpr Word kAskingWords[] = {
    {"需要什么条件", "conditions"},
    {"什么条件", "conditions"},
    {"有什么要求", "conditions"},
    {"有哪些要求", "conditions"},
    {"哪些条件", "conditions"},
    {"条件", "conditions"},
    {"谁可以办", "conditions"},
    {"什么人能办", "conditions"},
    {"需要准备什么", "materials"},
    {"要准备什么", "materials"},
    {"要准备哪些", "materials"},
    {"准备什么", "materials"},
    {"需要什么材料", "materials"},
    {"需要哪些材料", "materials"},
    {"要什么材料", "materials"},
    {"要哪些材料", "materials"},
    {"什么材料", "materials"},
    {"哪些材料", "materials"},
    {"需要提交什么", "materials"},
    {"要交什么", "materials"},
    {"要带什么", "materials"},
    {"带什么", "materials"},
    {"需要什么", "materials"},
    {"需要哪些", "materials"},
    {"要什么", "materials"},
    {"材料", "materials"},
    {"需要多长时间", "promised_limit"},
    {"多长时间", "promised_limit"},
    {"要多少天", "promised_limit"},
    {"多少天", "promised_limit"},
    {"几个工作日", "promised_limit"},
    {"要几天", "promised_limit"},
    {"几天", "promised_limit"},
    {"要多久", "promised_limit"},
    {"多久", "promised_limit"},
    {"什么时候能", "promised_limit"},
    {"时限", "promised_limit"},
    {"期限", "promised_limit"},
    {"能办好", "promised_limit"},
    {"能拿到什么", "result"},
    {"能拿到", "promised_limit"},
    {"能办下来", "promised_limit"},
    {"办下来", "promised_limit"},
    {"要交多少钱", "fees"},
    {"要多少钱", "fees"},
    {"多少钱", "fees"},
    {"怎么收费", "fees"},
    {"收不收费", "fees"},
    {"收费", "fees"},
    {"要钱", "fees"},
    {"费用", "fees"},
    {"免费", "fees"},
    {"在什么地方", "address"},
    {"什么地方", "address"},
    {"在哪里", "address"},
    {"到哪里", "address"},
    {"去哪里", "address"},
    {"哪里", "address"},
    {"在哪儿", "address"},
    {"去哪儿", "address"},
    {"在哪", "address"},
    {"去哪", "address"},
    {"哪儿", "address"},
    {"地址", "address"},
    {"地点", "address"},
    {"几点上班", "office_hours"},
    {"几点开门", "office_hours"},
    {"上班时间", "office_hours"},
    {"办公时间", "office_hours"},
    {"周末上班", "office_hours"},
    {"周六上班", "office_hours"},
    {"什么时候上班", "office_hours"},
    {"投诉电话", "supervise_phone"},
    {"监督电话", "supervise_phone"},
    {"打什么电话", "consult_phone"},
    {"咨询电话", "consult_phone"},
    {"联系电话", "consult_phone"},
    {"电话", "consult_phone"},
    {"能不能网上办", "online"},
    {"可以网上办", "online"},
    {"能网上办", "online"},
    {"网上能办", "online"},
    {"网上怎么", "online"},
    {"网上", "online"},
    {"线上", "online"},
    {"要跑几次", "trips"},
    {"跑几次", "trips"},
    {"跑几趟", "trips"},
    {"要本人去", "trips"},
    {"必须到现场", "trips"},
    {"有效期", "result"},

    {"法律依据", "legal_basis"},
    {"什么依据", "legal_basis"},
    {"哪条法律", "legal_basis"},
    {"什么流程", "steps"},
    {"流程", "steps"},
    {"步骤", "steps"},
    {"手续", "materials"},
};
// Said around a question; nothing of it says what it is about. (吧 is also a place with computers or drinks.)
constexpr const char* kEmptyWords[] = {
    "请问一下", "请问",     "你好", "您好",   "我想知道", "我想问",   "我想要",   "我想",   "我要",
    "想要",     "咨询一下", "麻烦", "应该",   "怎么样",   "怎么办理", "如何办理", "怎么办", "怎样办",
    "如何办",   "怎么",     "怎样", "如何",   "可不可以", "可以",     "能不能",   "能否",   "是不是",
    "需不需要", "需要",     "办理", "申请办", "的时候",   "什么",     "哪些",     "哪个",   "多少",
    "一个",     "一下",     "？",   "?",      "。",       "！",       "!",        "，",     ",",
    "、",       " ",        "　",   "吗",     "呢",       "啊",       "呀"};

std::string without(std::string text, std::string_view word, bool& was_there) {
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
    text.erase(at, word.size());
    was_there = true;
  }
  return text;
}

std::vector<std::string> pairs(std::string_view text) {
  std::vector<std::string> letters;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = at;
    next_code_point(text, at);
    letters.emplace_back(text.substr(begin, at - begin));
  }
  std::vector<std::string> found;
  for (std::size_t i = 0; i + 1 < letters.size(); ++i) found.push_back(letters[i] + letters[i + 1]);
  return found;
}

std::string plain(std::string_view text) { return ascii_lower(normalise_width(trim(text))); }

class Cutter {
 public:
  void add(const char* element, const char* anchor, const std::string& label, const std::string& text) {
    if (text.empty()) return;
    passages_.push_back({element, anchor, label + "：" + text, label + text});
  }
  void answer(const QuestionElement& entry) {
    if (entry.answer.empty()) return;
    passages_.push_back({"questions", "questions", entry.question + "　" + entry.answer, entry.question});
  }
  std::vector<Passage> take() { return std::move(passages_); }

 private:
  std::vector<Passage> passages_;
};

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : between) + part;
  return text;
}

void cut_facts(Cutter& cutter, const BasicElements& basic) {
  if (basic.promised_limit.stated || basic.legal_limit.stated)
    cutter.add("promised_limit", "facts", "承诺时限",
               limit_text(basic.promised_limit) + "；法定时限：" + limit_text(basic.legal_limit));
  if (basic.is_fee && !*basic.is_fee) cutter.add("fees", "facts", "费用", "不收费");
  if (basic.trips)
    cutter.add("trips", "facts", "到办事现场次数",
               std::to_string(*basic.trips) + " 次" + (basic.trips_reason.empty() ? "" : "，" + basic.trips_reason));
  cutter.add("address", "facts", "办理地点", basic.address);
  cutter.add("office_hours", "facts", "办公时间", basic.office_hours);
  cutter.add("consult_phone", "contact", "咨询电话", basic.consult_phone);
  cutter.add("supervise_phone", "contact", "监督投诉电话", basic.supervise_phone);
  for (const auto& condition : basic.conditions) cutter.add("conditions", "conditions", "受理条件", condition);
  for (const auto& law : basic.legal_basis)
    cutter.add("legal_basis", "law", "法律依据", law.law + law.article + (law.text.empty() ? "" : "：" + law.text));
}

void cut_materials(Cutter& cutter, const ItemContent& content) {
  std::vector<std::string> names;
  for (const auto& material : content.materials) names.push_back(material.material_name);
  cutter.add("materials", "materials", "申请材料", joined(names, "；"));
  for (const auto& material : content.materials) {
    const auto details = joined({material.accept_standard, material.fill_explanation}, "；");
    if (!details.empty()) cutter.add("material", "materials", material.material_name, details);
  }
}

bool asks(const Asked& asked, const char* element) {
  return std::any_of(asked.elements.begin(), asked.elements.end(),
                     [&](const char* one) { return std::strcmp(one, element) == 0; });
}

}  // namespace

std::vector<Passage> passages_of(const ItemContent& content) {
  const auto& extension = content.extension;
  Cutter cutter;
  for (const auto& entry : content.questions) cutter.answer(entry);
  cut_facts(cutter, content.basic);
  cut_materials(cutter, content);
  for (const auto& fee : content.fees) cutter.add("fees", "fees", fee.fee_name, fee.fee_standard);
  std::vector<std::string> steps;
  for (const auto& step : content.flow)
    steps.push_back(step.step_name + (step.limit.stated ? "（" + limit_text(step.limit) + "）" : ""));
  cutter.add("steps", "steps", "办理流程", joined(steps, " → "));
  cutter.add("result", "facts", "办理结果",
             extension.result_name + (extension.result_validity.empty() ? "" : "，有效期" + extension.result_validity));
  if (extension.is_online) cutter.add("online", "facts", "网上办理", "可以网上申请");
  for (const auto& question : content.scenarios)
    for (const auto& option : question.options)
      if (!option.note.empty()) cutter.add("scenario", "materials", question.question + option.label, option.note);
  return cutter.take();
}

Asked understand(std::string_view question) {
  Asked asked;
  std::string text = plain(question);
  for (const auto& [word, element] : kAskingWords) {
    bool was_there = false;
    auto shorter = without(text, word, was_there);
    if (!was_there) continue;
    if (!asks(asked, element)) asked.elements.push_back(element);
    text = std::move(shorter);
  }
  bool ignored = false;
  for (const char* word : kEmptyWords) {
    auto shorter = without(text, word, ignored);
    // A question of nothing but such words is taken as it is.
    if (!shorter.empty()) text = std::move(shorter);
  }
  asked.topic = std::string(trim(text));
  return asked;
}

double overlap(std::string_view words, std::string_view text) {
  const auto wanted = pairs(words);
  if (wanted.empty()) return 0;
  const auto there =
      std::count_if(wanted.begin(), wanted.end(), [&](const auto& pair) { return text.find(pair) != text.npos; });
  return static_cast<double>(there) / static_cast<double>(wanted.size());
}

std::vector<Passage> best_passages(const ItemContent& content, const Asked& asked, std::string_view rest,
                                   std::size_t most) {
  constexpr double kAskedFor = 2, kSaidThere = 3, kEnough = 1.5;
  struct Scored {
    double score;
    Passage passage;
  };
  const bool only_the_item = asked.elements.empty() && count_code_points(rest) < 2;
  std::vector<Scored> scored;
  for (auto& passage : passages_of(content)) {
    double score = asks(asked, passage.element) ? kAskedFor : 0;
    // Whoever only names a service is told what people ask first.
    if (only_the_item &&
        (std::strcmp(passage.element, "materials") == 0 || std::strcmp(passage.element, "promised_limit") == 0 ||
         std::strcmp(passage.element, "address") == 0))
      score = kAskedFor;
    score += kSaidThere * overlap(rest, passage.matched);
    if (score >= kEnough) scored.push_back({score, std::move(passage)});
  }
  std::stable_sort(scored.begin(), scored.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
  std::vector<Passage> best;
  for (auto& one : scored)
    if (best.size() < most) best.push_back(std::move(one.passage));
  return best;
}

}  // namespace tongban::catalog
