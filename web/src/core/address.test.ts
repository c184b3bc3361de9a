import { expect, it } from 'vitest';

import { webAddress } from './address';

it('follows only addresses of the web and of this site', () => {
  for (const good of ['https://www.gov.cn/a?b=c', 'http://xinhua.example/', '/api/v1/cases/1/instruments/2/html']) expect(webAddress(good)).toBe(good);
  for (const bad of ['javascript:alert(1)', 'JavaScript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', '//elsewhere.example', '/\\elsewhere.example', '']) expect(webAddress(bad)).toBe('');
});
