// Chinese first, English second. Each locale file holds both texts of a key side by side, so that neither is forgotten.
import { createI18n } from 'vue-i18n';

import cases from '@/locales/cases.json';
import catalog from '@/locales/catalog.json';
import common from '@/locales/common.json';
import identity from '@/locales/identity.json';
import inquiries from '@/locales/inquiries.json';
import staff from '@/locales/staff.json';

import type { Language } from './format';

type Pairs = Record<string, string[]>;

function column(index: number): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const file of [common, catalog, cases, identity, inquiries, staff] as Pairs[])
    for (const [key, pair] of Object.entries(file)) texts[key] = pair[index] ?? key;
  return texts;
}

const kStored = 'tongban.language';

function firstLanguage(): Language {
  const stored = localStorage.getItem(kStored);
  if (stored === 'zh' || stored === 'en') return stored;
  return 'zh';
}

export const i18n = createI18n({
  legacy: false,
  locale: firstLanguage(),
  fallbackLocale: 'zh',
  flatJson: true,
  messages: { zh: column(0), en: column(1) },
  missingWarn: false,
  fallbackWarn: false,
});

export function currentLanguage(): Language {
  return i18n.global.locale.value as Language;
}

export function setLanguage(language: Language): void {
  i18n.global.locale.value = language;
  localStorage.setItem(kStored, language);
  applyLanguage();
}

export function applyLanguage(): void {
  document.documentElement.lang = currentLanguage() === 'zh' ? 'zh-CN' : 'en';
}
