import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { partOf, pieces } from './read_aloud';

describe('reading aloud', () => {
  beforeEach(() => {
    const page = new DOMParser().parseFromString('<main><h1>办事指南</h1><section id="a"><p>材料</p><button>展开</button></section><section id="b"><div class="panel"></div></section></main>', 'text/html');
    document.body.replaceChildren(page.body.firstElementChild!);
  });
  afterEach(() => vi.restoreAllMocks());
  const page = () => document.querySelector('main')!;

  it('reads the part that was touched', () => {
    expect(partOf(page(), document.querySelector('button')).id).toBe('a');
  });
  it('reads the page when nothing was touched, or something outside it', () => {
    expect(partOf(page(), null)).toBe(page());
    expect(partOf(page(), document.body)).toBe(page());
  });
  it('does not read a part that says nothing', () => {
    expect(partOf(page(), document.querySelector('.panel'))).toBe(page());
  });
  it('pauses where sentences end, and cuts what is too long for a voice', () => {
    expect(pieces('请带身份证。 需要 2 份！\n\n地址')).toEqual(['请带身份证。', '需要 2 份！', '地址']);
    const long = pieces('长'.repeat(250));
    expect(long.map((piece) => piece.length)).toEqual([120, 120, 10]);
  });
  it('has nothing to say about an empty page', () => {
    expect(pieces(' \n ')).toEqual([]);
  });
});
