import { mount } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';

import type { ChartShape, Flowchart } from './types';

vi.mock('@/core/use_text', () => ({ useText: () => ({ t: (key: string, given?: Record<string, unknown>) => (given ? `${key} ${JSON.stringify(given)}` : key) }) }));

import { activeNames, diamondOf, labelOf, linesOf, nameBox, pathOf } from './chart';
import ProcessChart from './ProcessChart.vue';

const none = { x: 0, y: 0, width: 0, height: 0 };
const shape = (element: string, kind: string, name: string, x: number): ChartShape => ({ element, kind, name, type: kind === 'task' ? 'userTask' : kind, event: '', lane: '窗口', box: { x, y: 10, width: 36, height: 36 }, label: none });
const chart: Flowchart = {
  name: '受理、决定', explanation: '', width: 300, height: 100,
  shapes: [shape('s', 'start', '', 0), shape('a', 'task', '受理', 60), shape('x', 'gateway', '是否受理', 120), shape('e', 'end', '结束', 240)],
  edges: [{ element: 'f', name: '是', source: 'x', target: 'e', points: [{ x: 156, y: 28 }, { x: 240, y: 28 }], label: none }],
  steps: [{ element: 's', name: '开始', lane: '', kind: 'start', next: ['受理'] }, { element: 'a', name: '受理', lane: '窗口', kind: 'task', next: ['是 → 结束', '<b>否</b>'] }],
};

describe('a process as a picture', () => {
  it('breaks names into lines that fit and keeps words whole', () => {
    expect(linesOf('后置部门技术审查（早期介入）', 110)).toEqual(['后置部门技术审查', '（早期介入）']);
    expect(linesOf('BPMN process of joint review', 60).every((line) => !line.endsWith(' '))).toBe(true);
    expect(linesOf('', 50)).toEqual([]);
    expect(linesOf('一二三四五六', 13, 2).at(-1)).toBe('二…');
  });
  it('draws flows and gateways from their points', () => {
    expect(pathOf(chart.edges[0].points)).toBe('M156 28 L240 28');
    expect(diamondOf({ x: 0, y: 0, width: 50, height: 50 })).toBe('25,0 50,25 25,50 0,25');
    expect(labelOf(chart.edges[0])).toEqual({ x: 198, y: 22 });
    expect(nameBox(chart.shapes[2]).y).toBe(50);
    expect(activeNames(chart, ['a', 'nobody'])).toEqual(['受理']);
  });
  it('marks where the case is, and says all in words', () => {
    const page = mount(ProcessChart, { props: { chart, active: ['a'] } });
    expect(page.findAll('.is-active')).toHaveLength(1);
    expect(page.find('svg').attributes('aria-label')).toContain('受理、决定');
    expect(page.text()).toContain('chart.here');
    expect(page.find('.steps').text()).toContain('<b>否</b>');
    expect(page.find('.steps b').exists()).toBe(false);
  });
  it('comes nearer and goes back', async () => {
    const page = mount(ProcessChart, { props: { chart } });
    const before = page.find('svg').attributes('width');
    await page.find('[data-zoom="in"]').trigger('click');
    expect(Number(page.find('svg').attributes('width'))).toBeGreaterThan(Number(before));
    await page.find('[data-zoom="fit"]').trigger('click');
    expect(page.find('svg').attributes('style')).toContain('100%');
  });
});
