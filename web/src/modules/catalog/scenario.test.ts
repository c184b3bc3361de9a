import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';

import type { GuideScenario } from '@/core/types';

import ScenarioQuestions from './parts/ScenarioQuestions.vue';
import { answersText, choose, parseAnswers, toScenario, unanswered } from './scenario';

const question = (question_key: string, multiple: boolean): GuideScenario => ({
  question_key,
  question: `${question_key}?`,
  multiple,
  options: ['o1', 'o2', 'o3'].map((option_key) => ({ option_key, label: option_key, note: '', chosen: false })),
});

describe('the answers of a scenario', () => {
  it('go through the address unchanged', () => {
    const text = 'q1:o2,q2:o1,q2:o3';
    expect(answersText(parseAnswers(text))).toBe(text);
    expect(toScenario(parseAnswers(text))).toEqual([
      { question_key: 'q1', option_keys: ['o2'] },
      { question_key: 'q2', option_keys: ['o1', 'o3'] },
    ]);
  });
  it('ignore what is no answer', () => {
    expect(parseAnswers('q1,:o1,q2:,q3:o1,q3:o1')).toEqual({ q3: ['o1'] });
  });
  it('replace each other in a question with one answer and add up in the other kind', () => {
    const one = choose(choose({}, question('q1', false), 'o1', true), question('q1', false), 'o2', true);
    expect(one).toEqual({ q1: ['o2'] });
    const many = choose(choose({}, question('q2', true), 'o1', true), question('q2', true), 'o2', true);
    expect(many).toEqual({ q2: ['o1', 'o2'] });
    expect(choose({ q2: ['o1'] }, question('q2', true), 'o1', false)).toEqual({});
  });
  it('are complete when each question with one answer has it', () => {
    const questions = [question('q1', false), question('q2', true)];
    expect(unanswered(questions, {}).map((open) => open.question_key)).toEqual(['q1']);
    expect(unanswered(questions, { q1: ['o1'] })).toEqual([]);
  });
});

describe('the questions on the page', () => {
  it('tell what is chosen', async () => {
    const page = mount(ScenarioQuestions, { props: { questions: [question('q1', false)], answers: { q1: ['o1'] } } });
    const radios = page.findAll('input[type=radio]');
    expect((radios[0]!.element as HTMLInputElement).checked).toBe(true);
    await radios[1]!.setValue(true);
    expect(page.emitted('change')![0]).toEqual([{ q1: ['o2'] }]);
  });
});
