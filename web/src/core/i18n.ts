// Chinese first, English second. Each locale file holds both texts of a key side by side, so that neither is forgotten.
// What only staff read lies in locales/staff and is loaded with the first page of a workbench.
import { createI18n } from 'vue-i18n';

import type { Language } from './format';

type Pairs = Record<string, string[]>;

const kFiles = import.meta.glob<Pairs>('@/locales/*.json', { eager: true, import: 'default' });
const kStaffFiles = import.meta.glob<Pairs>('@/locales/staff/*.json', { import: 'default' });

function column(files: Pairs[], index: number): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const file of files)
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
  messages: { zh: column(Object.values(kFiles), 0), en: column(Object.values(kFiles), 1) },
  missingWarn: false,
  fallbackWarn: false,
});

let staffTexts: Promise<void> | undefined;

async function addStaffTexts(): Promise<void> {
  const files = await Promise.all(Object.values(kStaffFiles).map((load) => load()));
  i18n.global.mergeLocaleMessage('zh', column(files, 0));
  i18n.global.mergeLocaleMessage('en', column(files, 1));
}

// Once; after a failure (a lost connection) the next page tries again.
export function loadStaffTexts(): Promise<void> {
  staffTexts ??= addStaffTexts().catch((error: unknown) => {
    staffTexts = undefined;
    throw error;
  });
  return staffTexts;
}

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
