"""Items with processes, for tests that do not want the editors: the texts and the departments of the lanes are written
into the database beside the server, before the first case of the item."""

import json
import os
import sqlite3
import subprocess
import uuid

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:tongban="urn:tongban:bpmn" id="d">"""

# accept → (own review ‖ survey → opinion of the other department) → decide.
JOINT_REVIEW = HEAD + """
<process id="joint" name="联合审查" isExecutable="true">
<laneSet id="l"><lane id="l1" name="承办"><flowNodeRef>own</flowNodeRef></lane>
<lane id="l2" name="协办"><flowNodeRef>survey</flowNodeRef><flowNodeRef>other</flowNodeRef></lane></laneSet>
<startEvent id="s"/>
<userTask id="accept" name="受理" tongban:act="accept" tongban:candidateGroups="window_clerk" tongban:outcome="accepted"/>
<exclusiveGateway id="x" default="x_fork"/><endEvent id="refused"/>
<parallelGateway id="fork"/><parallelGateway id="join"/>
<userTask id="own" name="本部门审查" tongban:candidateGroups="reviewer" tongban:outcome="opinion:agree,disagree" tongban:days="3"/>
<userTask id="survey" name="现场勘查" tongban:candidateGroups="reviewer" tongban:outcome="surveyed:true">
<extensionElements><tongban:timeLimit after="P5D" action="urge"/></extensionElements></userTask>
<userTask id="other" name="协办部门意见" tongban:candidateGroups="reviewer" tongban:outcome="other_opinion:agree,disagree"/>
<userTask id="decide" name="决定" tongban:act="decide" tongban:candidateGroups="approver" tongban:outcome="approved"/>
<endEvent id="e"/>
<sequenceFlow id="f1" sourceRef="s" targetRef="accept"/><sequenceFlow id="f2" sourceRef="accept" targetRef="x"/>
<sequenceFlow id="x_refused" sourceRef="x" targetRef="refused"><conditionExpression>accepted = false</conditionExpression></sequenceFlow>
<sequenceFlow id="x_fork" sourceRef="x" targetRef="fork"/>
<sequenceFlow id="f3" sourceRef="fork" targetRef="own"/><sequenceFlow id="f4" sourceRef="fork" targetRef="survey"/>
<sequenceFlow id="f5" sourceRef="survey" targetRef="other"/><sequenceFlow id="f6" sourceRef="own" targetRef="join"/>
<sequenceFlow id="f7" sourceRef="other" targetRef="join"/><sequenceFlow id="f8" sourceRef="join" targetRef="decide"/>
<sequenceFlow id="f9" sourceRef="decide" targetRef="e"/>
</process></definitions>"""

# A rule may grant at once; what it does not name goes to people.
INSTANT = HEAD + """
<process id="instant" name="即时办理" isExecutable="true">
<startEvent id="s"/>
<businessRuleTask id="judge" name="按规则判断" tongban:decisionRef="instant" tongban:resultVariable="judgement"/>
<exclusiveGateway id="route" default="to_accept"/><serviceTask id="grant" name="即时准予" tongban:topic="grant"/><endEvent id="done"/>
<userTask id="accept" name="受理" tongban:act="accept" tongban:candidateGroups="window_clerk" tongban:outcome="accepted"/>
<userTask id="decide" name="决定" tongban:act="decide" tongban:candidateGroups="approver" tongban:outcome="approved"/><endEvent id="e"/>
<sequenceFlow id="f1" sourceRef="s" targetRef="judge"/><sequenceFlow id="f2" sourceRef="judge" targetRef="route"/>
<sequenceFlow id="to_grant" sourceRef="route" targetRef="grant"><conditionExpression>judgement = "准予"</conditionExpression></sequenceFlow>
<sequenceFlow id="f3" sourceRef="grant" targetRef="done"/><sequenceFlow id="to_accept" sourceRef="route" targetRef="accept"/>
<sequenceFlow id="f4" sourceRef="accept" targetRef="decide"/><sequenceFlow id="f5" sourceRef="decide" targetRef="e"/>
</process></definitions>"""

INSTANT_RULES = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="rules" name="rules" namespace="urn:test">
<inputData id="i1" name="materials_complete"><variable name="materials_complete" typeRef="boolean"/></inputData>
<inputData id="i2" name="form"><variable name="form" typeRef="Any"/></inputData>
<decision id="instant" name="即办判断"><variable name="即办判断" typeRef="string"/>
<informationRequirement id="r1"><requiredInput href="#i1"/></informationRequirement>
<informationRequirement id="r2"><requiredInput href="#i2"/></informationRequirement>
<decisionTable id="t" hitPolicy="FIRST">
<input id="in1" label="材料是否齐全"><inputExpression><text>materials_complete</text></inputExpression></input>
<input id="in2" label="面积"><inputExpression><text>form.size</text></inputExpression></input>
<output id="o" name="结论" typeRef="string"/><annotation name="依据"/>
<rule id="u1"><inputEntry><text>true</text></inputEntry><inputEntry><text>&lt;= 60</text></inputEntry>
<outputEntry><text>"准予"</text></outputEntry><annotationEntry><text>小微经营场所当场许可</text></annotationEntry></rule>
<rule id="u2"><inputEntry><text>-</text></inputEntry><inputEntry><text>-</text></inputEntry>
<outputEntry><text>"人工"</text></outputEntry><annotationEntry><text>规则没有列明的情形</text></annotationEntry></rule>
</decisionTable></decision></definitions>"""


def _quoted(value):
    return "'" + str(value).replace("'", "''") + "'"


def number_of(id_text):
    """The 64-bit number behind an opaque id."""
    alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
    number = 0
    for letter in id_text:
        number = number * 32 + alphabet.index(letter)
    return number


def _run(world, statements):
    server = world.server
    if server.database:
        subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", server.database], input="BEGIN;" + statements + "COMMIT;",
                       check=True, stdout=subprocess.DEVNULL, text=True)
        return
    database = sqlite3.connect(os.path.join(server.folder, "data", "tongban.db"), timeout=60)
    try:
        database.executescript("BEGIN IMMEDIATE;" + statements + "COMMIT;")
    finally:
        database.close()


def give_process(world, item_id, bpmn, decisions=(), sampling_percent=0, departments=None):
    """The newest version of the item follows this process from its next case on. departments: {lane: department id}."""
    digest = uuid.uuid4().hex
    lanes = [{"key": lane, "department_id": department} for lane, department in (departments or {}).items()]
    texts = [("bpmn", bpmn)] + [("dmn", text) for text in decisions]
    statements = "".join(f"INSERT INTO process_texts (digest, position, kind, xml) VALUES ({_quoted(digest)}, {position}, "
                         f"{_quoted(kind)}, {_quoted(text)});" for position, (kind, text) in enumerate(texts))
    version = f"(SELECT current_version_id FROM items WHERE item_id = {number_of(item_id)})"
    _run(world, statements + f"DELETE FROM item_processes WHERE item_version_id = {version};" +
         "INSERT INTO item_processes (item_version_id, digest, sampling_percent, departments) VALUES "
         f"({version}, {_quoted(digest)}, {sampling_percent}, {_quoted(json.dumps(lanes))});")


def joint_review_item(world, name=None):
    """An item that the departments of the clerk and next door review together."""
    item = world.make_item(name or f"联合审查事项{world.number()}")
    give_process(world, item, JOINT_REVIEW, departments={"协办": world.department_id(world.next_door["reviewer"])})
    return item
