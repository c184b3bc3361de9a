// The code sets that the editor offers, asked for once each and kept as long as the page.
import { inject, provide, reactive, type InjectionKey } from 'vue';

import { call } from '@/core/api';

export interface Code {
  code: string;
  name: string;
}
type Codes = (code_set: string) => Code[];
const kCodes: InjectionKey<Codes> = Symbol('codes');

export function provideCodes(): Codes {
  const known = reactive<Record<string, Code[]>>({});
  const asked = new Set<string>();
  const codes: Codes = (code_set) => {
    if (!asked.has(code_set)) {
      asked.add(code_set);
      // Without the list the code itself stays visible and is kept; the next page asks again.
      call('catalog.code_entries', { code_set }).then((list) => (known[code_set] = list.entries.map(({ code, name }) => ({ code, name }))), () => undefined);
    }
    return known[code_set] ?? [];
  };
  provide(kCodes, codes);
  return codes;
}
export const useCodes = (): Codes => inject(kCodes, () => []);
