import { describe, expect, it } from 'vitest';

import type { CaseView } from '@/core/types';

import { acts, actsFor, inputOf, missingFields } from './acts';

const spec = (action: string) => acts.find((entry) => entry.action === action)!;

describe('the acts of staff', () => {
  it('are offered as the server allows them', () => {
    expect(actsFor(['accept', 'correct', 'edit', 'claim']).map((entry) => entry.action)).toEqual(['accept', 'correct', 'claim']);
  });
  it('cannot refuse or deny without reason, basis and remedies', () => {
    expect(missingFields(spec('refuse'), { reason: '无权管辖', basis: ' ' }).map((field) => field.name)).toEqual(['basis', 'remedies']);
    expect(missingFields(spec('deny'), {}).map((field) => field.name)).toEqual(['grounds', 'basis', 'remedies']);
  });
  it('need a note only for opinions that ask somebody to do something', () => {
    expect(missingFields(spec('review'), { opinion: 'agree' })).toEqual([]);
    expect(missingFields(spec('review'), { opinion: 'disagree' }).map((field) => field.name)).toEqual(['note']);
    expect(missingFields(spec('pre_review'), { outcome: 'revise' }).map((field) => field.name)).toEqual(['note']);
  });
  it('send a decision as one endpoint with its outcome', () => {
    expect(inputOf(spec('grant'), { grounds: ' 符合条件 ', basis: '第三十八条' })).toMatchObject({ outcome: 'granted', grounds: '符合条件', remedies: '' });
    expect(spec('deny').endpoint).toBe(spec('grant').endpoint);
  });
  it('offer the opinions of the stage', () => {
    const options = spec('review').fields[0]!.options!;
    const at = (waiting_for: string) => options({ summary: { waiting_for } } as unknown as CaseView).map((option) => option.value);
    expect(at('window_clerk')).toEqual(['forward']);
    expect(at('approver')).toEqual(['return_to_reviewer', 'return_to_clerk']);
  });
  it('mark what cannot be undone', () => {
    expect(acts.filter((entry) => entry.final).map((entry) => entry.action)).toEqual(
      expect.arrayContaining(['accept', 'correct', 'refuse', 'grant', 'deny', 'terminate', 'transfer', 'archive']),
    );
  });
});
