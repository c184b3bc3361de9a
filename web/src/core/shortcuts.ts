// Keyboard shortcuts of single characters. They can be switched off for good (WCAG 2.2, 2.1.4): people who speak to their
// device, or who miss keys, would set them off unwillingly. They are silent while somebody types or a dialog is open.
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue';

export interface Shortcut {
  key: string; // as KeyboardEvent.key gives it: "j", "?"
  title: string; // a key of the locale files: what it does
  run: () => void;
}

const kPlace = 'tongban.shortcuts';

function kept(): boolean {
  try {
    return localStorage.getItem(kPlace) !== 'off';
  } catch {
    return true;
  }
}

// One switch for all pages of this browser.
export const shortcutsOn: Ref<boolean> = ref(kept());

export function switchShortcuts(on: boolean): void {
  shortcutsOn.value = on;
  try {
    localStorage.setItem(kPlace, on ? 'on' : 'off');
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

// Whether keys belong to what has the focus: fields, lists of choices, players of films.
export function takesKeys(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || ['TEXTAREA', 'SELECT', 'IFRAME'].includes(target.tagName)) return true;
  if (target.tagName !== 'INPUT') return false;
  return !['checkbox', 'radio', 'button', 'submit', 'reset'].includes((target as HTMLInputElement).type);
}

// The shortcut that an event means, if any.
export function shortcutOf(event: KeyboardEvent, shortcuts: Shortcut[]): Shortcut | undefined {
  if (!shortcutsOn.value || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return undefined;
  if (takesKeys(event.target) || document.querySelector('dialog[open]')) return undefined;
  return shortcuts.find((shortcut) => shortcut.key === event.key);
}

// Listens as long as the component is there.
export function useShortcuts(shortcuts: () => Shortcut[]): void {
  function pressed(event: KeyboardEvent) {
    const shortcut = shortcutOf(event, shortcuts());
    if (!shortcut) return;
    event.preventDefault();
    shortcut.run();
  }
  onMounted(() => document.addEventListener('keydown', pressed));
  onBeforeUnmount(() => document.removeEventListener('keydown', pressed));
}
