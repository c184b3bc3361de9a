// The answers to the questions of a guide, as they stand in its address: "q1:o2,q2:o1".
import type { GuideScenario, ScenarioAnswer } from '@/core/types';

export type Answers = Record<string, string[]>;

export function parseAnswers(text: string): Answers {
  const answers: Answers = {};
  for (const pair of text.split(',')) {
    const [question, option] = pair.split(':');
    if (!question || !option) continue;
    const chosen = (answers[question] ??= []);
    if (!chosen.includes(option)) chosen.push(option);
  }
  return answers;
}

export function answersText(answers: Answers): string {
  return Object.entries(answers)
    .flatMap(([question, options]) => options.map((option) => `${question}:${option}`))
    .join(',');
}

// Chooses an option; of a question with one answer it replaces the other.
export function choose(answers: Answers, question: GuideScenario, option: string, chosen: boolean): Answers {
  const before = answers[question.question_key] ?? [];
  const after = question.multiple
    ? chosen
      ? [...before.filter((key) => key !== option), option]
      : before.filter((key) => key !== option)
    : chosen
      ? [option]
      : [];
  const next = { ...answers };
  if (after.length) next[question.question_key] = after;
  else delete next[question.question_key];
  return next;
}

export function answersOf(scenarios: GuideScenario[]): Answers {
  const answers: Answers = {};
  for (const question of scenarios) {
    const chosen = question.options.filter((option) => option.chosen).map((option) => option.option_key);
    if (chosen.length) answers[question.question_key] = chosen;
  }
  return answers;
}

export function toScenario(answers: Answers): ScenarioAnswer[] {
  return Object.entries(answers).map(([question_key, option_keys]) => ({ question_key, option_keys }));
}

export function fromScenario(scenario: ScenarioAnswer[]): Answers {
  return Object.fromEntries(scenario.map((answer) => [answer.question_key, answer.option_keys]));
}

export function unanswered(scenarios: GuideScenario[], answers: Answers): GuideScenario[] {
  return scenarios.filter((question) => !question.multiple && !answers[question.question_key]?.length);
}
