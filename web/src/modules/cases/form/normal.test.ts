import { describe, expect, it } from 'vitest';

import { amountInWords, normalMoney, normalNumber, normalPhone } from './normal';

describe('what people type', () => {
  it('is the same number with blanks, in full width and in small letters', () => {
    expect(normalNumber(' １１０１０５ 19491231002x')).toBe('11010519491231002X');
    expect(normalPhone('+86 138-0000-0000')).toBe('13800000000');
    expect(normalPhone('0571-87654321')).toBe('0571-87654321');
    expect(normalMoney('￥1,234.50元')).toBe('1234.50');
  });
});

describe('an amount in words', () => {
  it.each([
    ['0', '零元整'],
    ['10', '壹拾元整'],
    ['105', '壹佰零伍元整'],
    ['1001', '壹仟零壹元整'],
    ['10005.6', '壹万零伍元陆角整'],
    ['100000', '壹拾万元整'],
    ['20001000.07', '贰仟万壹仟元零柒分'],
    ['100000001', '壹亿零壹元整'],
    ['1234567.89', '壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分'],
    ['0.05', '伍分'],
    ['abc', ''],
  ])('%s', (figure, words) => expect(amountInWords(figure)).toBe(words));
});
