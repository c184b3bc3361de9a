// What is said of a colleague who is absent, behind their name.
type Translate = (key: string, values: Record<string, unknown>) => string;

export interface Absent {
  away_until: string; // YYYY-MM-DD, "" for who is there
  deputy_name: string;
}

export const absenceText = (person: Absent, t: Translate, date: (value: string) => string): string => (person.away_until ? t('absence.behind_name', { date: date(person.away_until), deputy: person.deputy_name }) : '');
