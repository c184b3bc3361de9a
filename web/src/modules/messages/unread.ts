// How many messages are unread, for the badge in the header. Asked when a page of one's own is opened and when the window
// comes back, never by a timer: that would keep alive a session that nobody uses any more.
import { reactive } from 'vue';

import type { UnreadCount } from '@/core/types';

import { unreadCount } from './api';

export const unread = reactive<UnreadCount>({ unread: 0, more: false });

export function takeUnread(count: UnreadCount): void {
  Object.assign(unread, count);
}

export async function refreshUnread(): Promise<void> {
  try {
    takeUnread(await unreadCount());
  } catch {
    // The page beside the badge says what is wrong; an old number does no harm.
  }
}

export const unreadText = (count: UnreadCount): string => (count.more ? `${count.unread}+` : String(count.unread));

// Minutes after midnight as the field of a form writes them, and back.
export const timeOf = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
export function minutesOf(time: string): number {
  const match = /^(\d{2}):(\d{2})/.exec(time);
  return match ? Number(match[1]) * 60 + Number(match[2]) : 0;
}
