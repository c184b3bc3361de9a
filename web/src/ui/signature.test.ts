import { describe, expect, it } from 'vitest';

import { drawSignature, inkLength, isSigned, pointAt } from './signature';

describe('a signature', () => {
  it('is more than a slip of the hand', () => {
    expect(isSigned([])).toBe(false);
    expect(isSigned([[{ x: 10, y: 10 }]])).toBe(false);
    expect(isSigned([[{ x: 10, y: 10 }, { x: 20, y: 10 }]])).toBe(false);
    expect(isSigned([[{ x: 10, y: 10 }, { x: 50, y: 40 }], [{ x: 0, y: 0 }, { x: 20, y: 0 }]])).toBe(true);
    expect(inkLength([[{ x: 0, y: 0 }, { x: 3, y: 4 }]])).toBe(5);
  });
  it('is the same picture on a small pad and a large one', () => {
    expect(pointAt(60, 30, { left: 10, top: 10, width: 100, height: 40 })).toEqual({ x: 450, y: 150 });
    expect(pointAt(510, 110, { left: 10, top: 10, width: 1000, height: 200 })).toEqual({ x: 450, y: 150 });
    expect(pointAt(-5, 999, { left: 0, top: 0, width: 100, height: 100 })).toEqual({ x: 0, y: 300 });
  });
  it('is drawn stroke by stroke, and written where somebody types', () => {
    const told: string[] = [];
    const pen = { fillRect: () => told.push('white'), beginPath: () => told.push('begin'), moveTo: () => told.push('move'), lineTo: () => told.push('line'), stroke: () => told.push('ink'), fillText: (text: string) => told.push(text) };
    drawSignature(pen as never, [[{ x: 0, y: 0 }, { x: 1, y: 1 }]], '');
    expect(told).toEqual(['white', 'begin', 'move', 'line', 'ink']);
    drawSignature(pen as never, [], '张三');
    expect(told.at(-1)).toBe('张三');
  });
});
