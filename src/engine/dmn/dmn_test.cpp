#include "engine/dmn/dmn.h"

#include <doctest/doctest.h>

#include <unistd.h>

#include <filesystem>

#include "engine/dmn/tck.h"

using namespace tongban;
using namespace tongban::dmn;
using tongban::feel::text_of;

namespace {

std::string model_of(const std::string& inside) {
  return R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" namespace="urn:m" name="m">)" + inside +
         "</definitions>";
}

const std::string kRestaurant = model_of(R"(
  <itemDefinition name="tKind"><typeRef>string</typeRef><allowedValues><text>"小型","大型"</text></allowedValues></itemDefinition>
  <inputData id="i1" name="经营面积"><variable name="经营面积" typeRef="number"/></inputData>
  <inputData id="i2" name="类型"><variable name="类型" typeRef="tKind"/></inputData>
  <decision id="d1" name="办理方式"><variable name="办理方式" typeRef="string"/>
    <informationRequirement><requiredInput href="#i1"/></informationRequirement>
    <informationRequirement><requiredInput href="#i2"/></informationRequirement>
    <decisionTable id="t1" hitPolicy="FIRST">
      <input label="面积"><inputExpression typeRef="number"><text>经营面积</text></inputExpression></input>
      <input><inputExpression><text>类型</text></inputExpression></input>
      <output name="方式" typeRef="string"/>
      <rule id="r1"><inputEntry><text>&lt; 50</text></inputEntry><inputEntry><text>"小型"</text></inputEntry>
        <outputEntry><text>"即办"</text></outputEntry><annotationEntry><text>第九条</text></annotationEntry></rule>
      <rule id="r2"><inputEntry><text>-</text></inputEntry><inputEntry><text>-</text></inputEntry>
        <outputEntry><text>"现场核查"</text></outputEntry></rule>
    </decisionTable></decision>)");

Value inputs(std::int64_t area, const char* kind) {
  return Value::context({{"经营面积", Value::integer(area)}, {"类型", Value::string(kind)}});
}

}  // namespace

TEST_CASE("a table decides and tells which rule did") {
  const auto model = Model::load({"m.dmn", kRestaurant});
  REQUIRE(model);
  CHECK(model->findings().empty());
  const auto outcome = model->evaluate("办理方式", inputs(30, "小型"), Environment(), true);
  REQUIRE(outcome);
  CHECK(text_of(outcome->value) == "即办");
  REQUIRE(outcome->explanation.size() == 1);
  const auto& told = outcome->explanation[0];
  CHECK(told.decision == "办理方式");
  CHECK(told.inputs[0].name == "面积");
  REQUIRE(told.matched.size() == 1);
  CHECK(told.matched[0].number == 1);
  CHECK(told.matched[0].id == "r1");
  CHECK(told.matched[0].annotations == std::vector<std::string>{"第九条"});
  CHECK(text_of(model->evaluate("办理方式", inputs(80, "小型"), Environment())->value) == "现场核查");
}

TEST_CASE("a value that the type does not allow is null, with a warning that names the input") {
  const auto model = Model::load({"m.dmn", kRestaurant});
  const auto outcome = model->evaluate("办理方式", inputs(30, "超大"), Environment());
  CHECK(text_of(outcome->value) == "现场核查");
  REQUIRE_FALSE(outcome->warnings.empty());
  CHECK(outcome->warnings[0].warning.key == "feel.wrong_type");
}

TEST_CASE("what cannot be read is a finding, and only that decision is null") {
  const auto model = Model::load({"m.dmn", model_of(R"(
    <decision id="a" name="a"><variable name="a"/><literalExpression><text>1 +</text></literalExpression></decision>
    <decision id="b" name="b"><variable name="b" typeRef="tNone"/>
      <informationRequirement><requiredDecision href="#gone"/></informationRequirement>
      <literalExpression><text>2</text></literalExpression></decision>)")});
  REQUIRE(model);
  std::vector<std::string> keys;
  for (const auto& finding : model->findings()) keys.push_back(finding.key);
  CHECK(keys == std::vector<std::string>{"dmn.unknown_type", "dmn.expression", "dmn.dangling_reference"});
  CHECK(model->evaluate("a", Value(), Environment())->value.is_null());
  CHECK(text_of(model->evaluate("b", Value(), Environment())->value) == "2");
}

TEST_CASE("decisions that need each other are found, and end") {
  const auto model = Model::load({"m.dmn", model_of(R"(
    <decision id="a" name="a"><variable name="a"/><informationRequirement><requiredDecision href="#b"/></informationRequirement>
      <literalExpression><text>b + 1</text></literalExpression></decision>
    <decision id="b" name="b"><variable name="b"/><informationRequirement><requiredDecision href="#a"/></informationRequirement>
      <literalExpression><text>a + 1</text></literalExpression></decision>)")});
  REQUIRE(model);
  REQUIRE(model->findings().size() == 1);
  CHECK(model->findings()[0].key == "dmn.cycle");
  CHECK(model->evaluate("a", Value(), Environment())->value.is_null());
}

TEST_CASE("documents that are no model are refused") {
  CHECK(Model::load({"x", "<a>"}).error().key == "dmn.syntax");
  CHECK(Model::load({"x", "<a/>"}).error().key == "dmn.no_definitions");
  std::string deep = "<definitions>";
  for (int at = 0; at < 5000; ++at) deep += "<context>";
  for (int at = 0; at < 5000; ++at) deep += "</context>";
  CHECK(Model::load({"x", deep + "</definitions>"}).error().key == "dmn.too_deep");
  const auto entities = Model::load({"x", R"(<!DOCTYPE d [<!ENTITY e "1">]>)" + model_of(R"(
    <decision id="a" name="a"><variable name="a"/><literalExpression><text>"&e;"</text></literalExpression></decision>)")});
  REQUIRE(entities);
  CHECK(text_of(entities->evaluate("a", Value(), Environment())->value) == "&e;");
}

TEST_CASE("a knowledge model may call itself, within limits") {
  const auto model = Model::load({"m.dmn", model_of(R"(
    <businessKnowledgeModel id="f" name="阶乘"><variable name="阶乘" typeRef="number"/><encapsulatedLogic>
      <formalParameter name="n" typeRef="number"/>
      <literalExpression><text>if n &lt; 2 then 1 else n * 阶乘(n - 1)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
    <decision id="a" name="a"><variable name="a"/><knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>
      <literalExpression><text>阶乘(10)</text></literalExpression></decision>
    <decision id="b" name="b"><variable name="b"/><knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>
      <literalExpression><text>阶乘(1000000)</text></literalExpression></decision>)")});
  REQUIRE(model);
  CHECK(text_of(model->evaluate("a", Value(), Environment())->value) == "3628800");
  CHECK(model->evaluate("b", Value(), Environment()).error().key == "feel.too_deep");
}

TEST_CASE("the runner tells each case and counts") {
  const auto folder = std::filesystem::temp_directory_path() / ("tongban-dmn-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder / "0001-a");
  const auto write = [&](const char* name, const std::string& text) {
    auto* file = std::fopen((folder / "0001-a" / name).c_str(), "w");
    std::fwrite(text.data(), 1, text.size(), file);
    std::fclose(file);
  };
  write("a.dmn", kRestaurant);
  const auto expects = [](const char* id, const char* value) {
    return std::string(R"(<testCase id=")") + id +
           R"("><inputNode name="经营面积"><value type="decimal">30</value></inputNode>
      <inputNode name="类型"><value type="string">小型</value></inputNode>
      <resultNode name="办理方式" type="decision"><expected><value type="string">)" +
           value + "</value></expected></resultNode></testCase>";
  };
  write("a-test-01.xml",
        "<testCases><modelName>a.dmn</modelName>" + expects("1", "即办") + expects("2", "否") + "</testCases>");
  std::vector<std::string> lines;
  const auto counts = run_test_cases(folder.string(), Environment(), [&](const TestedCase& tested) {
    lines.push_back(tested.name + (tested.passed ? " PASS" : " FAIL"));
  });
  std::filesystem::remove_all(folder);
  REQUIRE(counts);
  CHECK(counts->passed == 1);
  CHECK(counts->failed == 1);
  CHECK(lines == std::vector<std::string>{"0001-a/a-test-01.xml#1 PASS", "0001-a/a-test-01.xml#2 FAIL"});
}
