import { describe, expect, it } from 'vitest';

import { paragraphsOf } from './notice_text';

describe('the text of a notice', () => {
  it('has paragraphs, and keeps single line ends', () => {
    expect(paragraphsOf('第一段\n第二行\n\n\n第二段')).toEqual([[{ text: '第一段\n第二行' }], [{ text: '第二段' }]]);
    expect(paragraphsOf(' \n\n ')).toEqual([]);
  });
  it('links words and addresses of this site and of the web', () => {
    expect(paragraphsOf('见[指南](/items/abc)。')).toEqual([[{ text: '见' }, { text: '指南', href: '/items/abc' }, { text: '。' }]]);
    expect(paragraphsOf('网址 https://www.gov.cn/a?b=1，请看')).toEqual([[{ text: '网址 ' }, { text: 'https://www.gov.cn/a?b=1', href: 'https://www.gov.cn/a?b=1' }, { text: '，请看' }]]);
  });
  it('leaves everything else as it was typed', () => {
    for (const text of ['[点我](javascript:alert(1))', '[点我](//evil.example)', '[点我](data:text/html,1)', '<b>粗</b>', '<a href="https:x">', '[](/x)'])
      expect(paragraphsOf(text).flat().every((piece) => piece.href === undefined)).toBe(true);
    expect(paragraphsOf('<b>粗</b>')).toEqual([[{ text: '<b>粗</b>' }]]);
  });
});
