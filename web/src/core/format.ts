// Dates, money and limits as people here write them. Times are shown in the country's one time zone, whatever the
// device thinks.
export type Language = 'zh' | 'en';

const kZone = 'Asia/Shanghai';

function parts(instant: string, language: Language, options: Intl.DateTimeFormatOptions): string {
  const time = new Date(instant);
  if (Number.isNaN(time.getTime())) return '';
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { timeZone: kZone, ...options }).format(time);
}

// 2026年11月20日 / 20 Nov 2026. Takes an instant or a plain date (YYYY-MM-DD).
export function dateText(value: string | null | undefined, language: Language): string {
  if (!value) return '';
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T12:00:00+08:00` : value;
  return parts(instant, language, { year: 'numeric', month: language === 'zh' ? 'long' : 'short', day: 'numeric' });
}

export function dateTimeText(value: string | null | undefined, language: Language): string {
  if (!value) return '';
  const day = dateText(value, language);
  if (!day) return '';
  return `${day} ${parts(value, language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}`;
}

// 1234500 fen → 12,345.00 元
export function moneyText(fen: number, language: Language): string {
  const yuan = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  }).format(fen / 100);
  return language === 'zh' ? `${yuan} 元` : `CNY ${yuan}`;
}

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export function countText(count: number, capped: boolean): string {
  return capped ? `${count - 1}+` : String(count);
}

export function isoToday(now: Date = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: kZone }).format(now);
}

export function addDays(date: string, days: number): string {
  const time = new Date(`${date}T12:00:00Z`);
  time.setUTCDate(time.getUTCDate() + days);
  return time.toISOString().slice(0, 10);
}
