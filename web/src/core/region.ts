// The region whose services are shown, remembered on this device. No region means the whole country.
import { defineStore } from 'pinia';

const kStored = 'tongban.region';

interface Chosen {
  code: string;
  name: string;
}

function stored(): Chosen {
  try {
    const value = JSON.parse(localStorage.getItem(kStored) ?? '{}') as Partial<Chosen>;
    if (/^\d{12}$/.test(value.code ?? '') && value.name) return { code: value.code!, name: value.name };
  } catch {
    // A damaged entry is the same as none.
  }
  return { code: '', name: '' };
}

export const useRegion = defineStore('region', {
  state: (): Chosen => stored(),
  actions: {
    choose(code: string, name: string) {
      this.code = code;
      this.name = name;
      localStorage.setItem(kStored, JSON.stringify({ code, name }));
    },
  },
});
