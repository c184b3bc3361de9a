// Texts and formats in the language of the page, for components.
import { useI18n } from 'vue-i18n';

import { dateText, dateTimeText, moneyText, type Language } from './format';
import type { Problem } from './problem';

export function useText() {
  const { t, te, locale } = useI18n({ useScope: 'global' });
  const language = () => locale.value as Language;
  return {
    t,
    te,
    locale,
    date: (value: string | null | undefined) => dateText(value, language()),
    dateTime: (value: string | null | undefined) => dateTimeText(value, language()),
    money: (fen: number) => moneyText(fen, language()),
    // A translated text for a stable key where we have one, else what the server wrote.
    problemText: (problem: Problem): string => {
      const key = `problem.${problem.key}`;
      if (te(key)) return t(key);
      const ofStatus = `problem.status.${problem.status}`;
      return problem.detail || (te(ofStatus) ? t(ofStatus) : t('problem.unknown'));
    },
  };
}
