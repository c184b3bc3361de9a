import { describe, expect, it } from 'vitest';

import { compareModels } from './compare';

const file = (body: string, drawn = '10') => `<d xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"><process id="p" name="流程">${body}</process><BPMNDiagram id="di"><x id="y" at="${drawn}"/></BPMNDiagram></d>`;

describe('two versions of a model', () => {
  it('are the same however they are drawn', () => {
    expect(compareModels(file('<userTask id="a" name="受理"/>'), file('<userTask id="a" name="受理"><incoming>f</incoming></userTask>', '99'))).toEqual([]);
  });
  it('differ by what was added, removed and changed', () => {
    const before = file('<userTask id="a" name="受理"/><userTask id="b" name="审查"/>');
    const after = file('<userTask id="a" name="统一受理"/><userTask id="c" name="核查"/>');
    expect(compareModels(before, after)).toEqual([
      { id: 'a', name: '统一受理', what: 'changed' },
      { id: 'c', name: '核查', what: 'added' },
      { id: 'b', name: '审查', what: 'removed' },
    ]);
  });
  it('differ in what belongs to an element: conditions, limits, cells', () => {
    const flow = (condition: string) => file(`<sequenceFlow id="f"><conditionExpression>${condition}</conditionExpression></sequenceFlow>`);
    expect(compareModels(flow('a'), flow('b'))).toEqual([{ id: 'f', name: '流程', what: 'changed' }]);
  });
});
