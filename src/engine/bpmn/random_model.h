// Random processes for property tests: blocks within blocks, so that every run that nobody disturbs can end. Used by
// tests and fuzz targets only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tongban::bpmn {

class RandomModel {
 public:
  explicit RandomModel(std::uint64_t seed) : state_(seed * 2 + 1) {}
  // A whole file with one process. `blocks` bounds its size.
  std::string xml(int blocks) {
    left_ = blocks;
    const auto body = scope("p", 0);
    return "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" xmlns:tongban=\"urn:tongban:bpmn\" "
           "id=\"d\">"
           "<process id=\"p\" isExecutable=\"true\">" +
           body + "</process></definitions>";
  }
  const std::vector<std::string>& tasks() const { return tasks_; }      // user tasks, also within sub-processes
  const std::vector<std::string>& choices() const { return choices_; }  // variables that conditions read
  std::uint32_t below(std::uint32_t most) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::uint32_t>(state_ >> 33) % most;
  }

 private:
  struct Ends {
    std::string first, last;
  };
  std::string name(const char* kind) { return kind + std::to_string(++number_); }
  static std::string element(const std::string& tag, const std::string& id, const std::string& inside = {},
                             const std::string& more = {}) {
    return "<" + tag + " id=\"" + id + "\"" + more + ">" + inside + "</" + tag + ">";
  }
  std::string flow(const std::string& from, const std::string& to, const std::string& condition = {},
                   const std::string& id = {}) {
    return "<sequenceFlow id=\"" + (id.empty() ? name("f") : id) + "\" sourceRef=\"" + from + "\" targetRef=\"" + to +
           "\">" + (condition.empty() ? "" : "<conditionExpression>" + condition + "</conditionExpression>") +
           "</sequenceFlow>";
  }
  std::string choice() {
    choices_.push_back(name("c"));
    return choices_.back();
  }

  std::string scope(const std::string& prefix, int depth) {
    std::string out;
    const auto ends = block(out, depth);
    out += element("startEvent", prefix + "_start") + element("endEvent", prefix + "_end");
    return out + flow(prefix + "_start", ends.first) + flow(ends.last, prefix + "_end");
  }

  Ends task(std::string& out) {
    const auto id = name("t");
    tasks_.push_back(id);
    std::string inside;
    if (below(5) == 0)
      inside = std::string("<multiInstanceLoopCharacteristics isSequential=\"") + (below(2) ? "true" : "false") +
               "\"><loopCardinality>" + std::to_string(1 + below(3)) +
               "</loopCardinality></multiInstanceLoopCharacteristics>";
    out += element("userTask", id, inside);
    if (below(6) == 0) reminder(out, id);
    return {id, id};
  }

  // A non-interrupting timer with a way of its own.
  void reminder(std::string& out, const std::string& host) {
    const auto event = name("b"), script = name("s"), end = name("e");
    out += element("boundaryEvent", event,
                   "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>",
                   " attachedToRef=\"" + host + "\" cancelActivity=\"false\"");
    out += element("scriptTask", script, "<script>null</script>") + element("endEvent", end) + flow(event, script) +
           flow(script, end);
  }

  Ends block(std::string& out, int depth) {
    if (--left_ <= 0 || depth > 4) return task(out);
    switch (below(8)) {
      case 0:
      case 1:
        return task(out);
      case 2: {
        const auto a = block(out, depth + 1), b = block(out, depth + 1);
        out += flow(a.last, b.first);
        return {a.first, b.last};
      }
      case 3:
        return branches(out, depth, "exclusiveGateway");
      case 4:
        return branches(out, depth, "parallelGateway");
      case 5:
        return branches(out, depth, "inclusiveGateway");
      case 6:
        return again(out, depth);
      default: {
        const auto id = name("sub");
        const auto loops = below(4) == 0 ? "<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></"
                                           "multiInstanceLoopCharacteristics>"
                                         : "";
        out += element("subProcess", id, loops + scope(id, depth + 1));
        return {id, id};
      }
    }
  }

  Ends branches(std::string& out, int depth, const std::string& tag) {
    const auto split = name("g"), join = name("g"), otherwise = name("f");
    const bool chooses = tag != "parallelGateway";
    out += element(tag, split, {}, chooses ? " default=\"" + otherwise + "\"" : "") + element(tag, join);
    const auto count = 2 + below(2);
    for (std::uint32_t i = 0; i < count; ++i) {
      const auto inside = block(out, depth + 1);
      const bool last = i + 1 == count;
      out += flow(split, inside.first, chooses && !last ? choice() + " = true" : "", chooses && last ? otherwise : "");
      out += flow(inside.last, join);
    }
    return {split, join};
  }

  Ends again(std::string& out, int depth) {
    const auto in = name("g"), back = name("g"), onwards = name("f");
    const auto body = block(out, depth + 1);
    out += element("exclusiveGateway", in) + element("exclusiveGateway", back, {}, " default=\"" + onwards + "\"");
    const auto after = task(out);
    out += flow(in, body.first) + flow(body.last, back) + flow(back, in, choice() + " = true") +
           flow(back, after.first, {}, onwards);
    return {in, after.last};
  }

  std::uint64_t state_;
  int left_ = 0, number_ = 0;
  std::vector<std::string> tasks_, choices_;
};

}  // namespace tongban::bpmn
