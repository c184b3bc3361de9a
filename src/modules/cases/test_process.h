// Items with processes for this module's tests: a joint review of two departments, an approval by rule, and a review
// with a time limit. Not used by the program itself.
#pragma once

#include <string>

#include "modules/cases/tasks.h"
#include "modules/cases/test_town.h"
#include "modules/catalog/process.h"

namespace tongban::cases {

// accept → (own review ‖ review of the fire brigade) → decide.
inline const char* kJointReview = R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tongban="urn:tongban:bpmn" id="d">
<process id="joint" name="联合审查" isExecutable="true">
<laneSet id="l"><lane id="l1" name="承办"><flowNodeRef>own</flowNodeRef></lane>
<lane id="l2" name="消防"><flowNodeRef>survey</flowNodeRef><flowNodeRef>fire</flowNodeRef></lane></laneSet>
<startEvent id="s"/><userTask id="accept" name="受理" tongban:act="accept" tongban:candidateGroups="window_clerk" tongban:outcome="accepted"/>
<exclusiveGateway id="x" default="x_fork"/><endEvent id="refused"/>
<parallelGateway id="fork"/><parallelGateway id="join"/>
<userTask id="own" name="本部门审查" tongban:candidateGroups="reviewer" tongban:outcome="opinion:agree,disagree" tongban:days="3"/>
<userTask id="survey" name="消防勘查" tongban:candidateGroups="reviewer" tongban:outcome="surveyed:true">
 <extensionElements><tongban:timeLimit after="P5D" action="urge"/></extensionElements></userTask>
<userTask id="fire" name="消防意见" tongban:candidateGroups="reviewer" tongban:outcome="fire_opinion:agree,disagree"/>
<userTask id="decide" name="决定" tongban:act="decide" tongban:candidateGroups="approver" tongban:outcome="approved"/>
<endEvent id="e"/>
<sequenceFlow id="f1" sourceRef="s" targetRef="accept"/><sequenceFlow id="f2" sourceRef="accept" targetRef="x"/>
<sequenceFlow id="x_refused" sourceRef="x" targetRef="refused"><conditionExpression>accepted = false</conditionExpression></sequenceFlow>
<sequenceFlow id="x_fork" sourceRef="x" targetRef="fork"/>
<sequenceFlow id="f3" sourceRef="fork" targetRef="own"/><sequenceFlow id="f4" sourceRef="fork" targetRef="survey"/>
<sequenceFlow id="f5" sourceRef="survey" targetRef="fire"/><sequenceFlow id="f6" sourceRef="own" targetRef="join"/>
<sequenceFlow id="f7" sourceRef="fire" targetRef="join"/><sequenceFlow id="f8" sourceRef="join" targetRef="decide"/>
<sequenceFlow id="f9" sourceRef="decide" targetRef="e"/>
</process></definitions>)";

// The rule says yes → granted at once; otherwise people accept and decide.
inline const char* kInstant = R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tongban="urn:tongban:bpmn" id="d">
<process id="instant" name="即时办理" isExecutable="true">
<startEvent id="s"/><businessRuleTask id="judge" name="按规则判断" tongban:decisionRef="instant" tongban:resultVariable="judgement"/>
<exclusiveGateway id="route" default="to_accept"/><serviceTask id="grant" name="即时准予" tongban:topic="grant"/><endEvent id="done"/>
<userTask id="accept" name="受理" tongban:act="accept" tongban:candidateGroups="window_clerk" tongban:outcome="accepted"/>
<userTask id="decide" name="决定" tongban:act="decide" tongban:candidateGroups="approver" tongban:outcome="approved"/><endEvent id="e"/>
<sequenceFlow id="f1" sourceRef="s" targetRef="judge"/><sequenceFlow id="f2" sourceRef="judge" targetRef="route"/>
<sequenceFlow id="to_grant" sourceRef="route" targetRef="grant"><conditionExpression>judgement = "准予" and not(sampled = true)</conditionExpression></sequenceFlow>
<sequenceFlow id="f3" sourceRef="grant" targetRef="done"/><sequenceFlow id="to_accept" sourceRef="route" targetRef="accept"/>
<sequenceFlow id="f4" sourceRef="accept" targetRef="decide"/><sequenceFlow id="f5" sourceRef="decide" targetRef="e"/>
</process></definitions>)";

inline const char* kInstantRules = R"(<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="rules" name="rules" namespace="urn:test">
<inputData id="i1" name="materials_complete"><variable name="materials_complete" typeRef="boolean"/></inputData>
<inputData id="i2" name="form"><variable name="form" typeRef="Any"/></inputData>
<decision id="instant" name="即办判断"><variable name="即办判断" typeRef="string"/>
<informationRequirement id="r1"><requiredInput href="#i1"/></informationRequirement>
<informationRequirement id="r2"><requiredInput href="#i2"/></informationRequirement>
<decisionTable id="t" hitPolicy="FIRST">
<input id="in1" label="材料是否齐全"><inputExpression><text>materials_complete</text></inputExpression></input>
<input id="in2" label="店名"><inputExpression><text>form.shop_name</text></inputExpression></input>
<output id="o" name="结论" typeRef="string"/><annotation name="依据"/>
<rule id="u1"><inputEntry><text>false</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"人工"</text></outputEntry><annotationEntry><text>材料不齐</text></annotationEntry></rule>
<rule id="u2"><inputEntry><text>true</text></inputEntry><inputEntry><text>"梅山小吃"</text></inputEntry><outputEntry><text>"准予"</text></outputEntry><annotationEntry><text>食品安全法第三十五条</text></annotationEntry></rule>
<rule id="u3"><inputEntry><text>-</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"人工"</text></outputEntry><annotationEntry><text>规则没有列明的情形</text></annotationEntry></rule>
</decisionTable></decision></definitions>)";

// Gives the current version of the item this process.
inline void give_process(Town& town, std::int64_t item_id, const catalog::AttachedProcess& process) {
  REQUIRE(town.services
              .act([&](Ctx& ctx) -> Result<void> {
                const auto version =
                    ctx.tx.query("SELECT current_version_id FROM items WHERE item_id = $1", item_id).integer(0, 0);
                TRY(catalog::attach_process(ctx, version, process));
                return {};
              })
              .ok());
}

// The item of the town with the joint review; the other department is the fire brigade.
inline void give_joint_review(Town& town) {
  give_process(town, town.item_id, {{kJointReview, {}}, 0, {{"消防", Id{town.foreign_department_id}}}});
}

}  // namespace tongban::cases
