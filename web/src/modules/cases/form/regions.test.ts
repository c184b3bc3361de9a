import { describe, expect, it } from 'vitest';

import type { RegionView } from '@/core/types';

import { RegionWalk } from './regions';

const place = (region_code: string, name: string, has_children = true) => ({ region_code, name, has_children }) as RegionView;
const kBelow: Record<string, RegionView[]> = {
  '': [place('43', '湖南省'), place('11', '北京市')],
  '43': [place('4313', '娄底市')],
  '4313': [place('431322', '新化县'), place('431302', '娄星区')],
  '431322': [place('431322001', '上梅街道', false)],
  '431302': [],
  '11': [place('1101', '市辖区')],
  '1101': [place('110101', '东城区', false)],
};
const walk = () => new RegionWalk(async (parent) => kBelow[parent] ?? [], async (code) => (code === '431322' ? [place('43', '湖南省'), place('4313', '娄底市'), place('431322', '新化县')] : Promise.reject(new Error('gone'))));

describe('a way down the regions', () => {
  it('opens one level after the other, and the deepest one counts', async () => {
    const way = walk();
    await way.begin('');
    expect(way.steps.map((step) => step.options.length)).toEqual([2]);
    await way.choose(0, '43');
    await way.choose(1, '4313');
    await way.choose(2, '431322');
    await way.choose(3, '431322001');
    expect(way.code).toBe('431322001');
    expect(way.name).toBe('湖南省娄底市新化县上梅街道');
    expect(way.steps).toHaveLength(4);
  });
  it('forgets what lies below when a higher level changes', async () => {
    const way = walk();
    await way.begin('431322');
    expect(way.code).toBe('431322');
    await way.choose(0, '11');
    expect(way.steps).toHaveLength(2);
    expect(way.code).toBe('11');
    await way.choose(1, '1101');
    await way.choose(2, '110101');
    expect(way.name).toBe('北京市东城区');
    await way.choose(2, '');
    expect(way.code).toBe('1101');
  });
  it('begins anew with a code that is gone, and tells when regions cannot be had', async () => {
    const way = walk();
    await way.begin('999999');
    expect(way.code).toBe('');
    expect(way.steps).toHaveLength(1);
    const broken = new RegionWalk(() => Promise.reject(new Error('no network')), async () => []);
    await broken.begin('');
    expect(broken.failed).toBe(true);
  });
});
