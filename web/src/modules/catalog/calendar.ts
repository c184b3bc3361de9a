// The work calendar that comes with this release, as nodes read it when they start: days off, weekend days worked, and
// the notice of each year.
import file from '../../../../data/calendar/work_calendar.json';

export interface CalendarYear {
  year: number;
  announced: boolean; // false: the notice of the year is not out; its days are an estimate
  source: string;
  holidays: Record<string, string>; // YYYY-MM-DD → 春节, …
  make_up_days: string[];
}
export const kYears = file.years as unknown as CalendarYear[];

const next = (day: string): string => new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());

export interface Span {
  name: string;
  from: string;
  to: string;
  days: number;
}
// Days of one holiday that follow each other, together.
export function spansOf(year: CalendarYear): Span[] {
  const spans: Span[] = [];
  for (const [day, name] of Object.entries(year.holidays).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const last = spans[spans.length - 1];
    if (last?.name === name && next(last.to) === day) Object.assign(last, { to: day, days: last.days + 1 });
    else spans.push({ name, from: day, to: day, days: 1 });
  }
  return spans;
}

// Notices of one year may also arrange days at its edges in the next.
export function workingDays(year: CalendarYear, years: CalendarYear[] = kYears): number {
  const off = new Set(years.flatMap((one) => Object.keys(one.holidays)));
  const worked = new Set(years.flatMap((one) => one.make_up_days));
  let count = 0;
  for (let day = `${year.year}-01-01`; day.startsWith(String(year.year)); day = next(day)) if (worked.has(day) || (!isWeekend(day) && !off.has(day))) count += 1;
  return count;
}
