// Reading aloud with the voice of the browser. What is selected is read; else the part of the page that was last touched or
// focused; else the whole page. Nothing leaves the device by our doing: the voices are those of the system.
import { ref } from 'vue';

import { currentLanguage } from './i18n';

const kPart = 'section, article, fieldset, form, aside, nav, header, .panel, .notice, li';
const kLongest = 120; // characters; some browsers fall silent in the middle of longer texts
const kSlower = 0.85;

export const canRead = typeof window !== 'undefined' && 'speechSynthesis' in window;
export const reading = ref(false);

let marked: Element | null = null;
let round = 0; // a newer reading makes the ends of an older one void

// Cuts at the ends of sentences, and inside them only when a sentence is too long by itself.
export function pieces(text: string): string[] {
  const out: string[] = [];
  for (const sentence of text.match(/[^。！？；!?;\n]+[。！？；!?;]?/g) ?? []) {
    const trimmed = sentence.replace(/\s+/g, ' ').trim();
    for (let at = 0; at < trimmed.length; at += kLongest) out.push(trimmed.slice(at, at + kLongest));
  }
  return out;
}

// The smallest part of `page` around `element` that says something, else the page.
export function partOf(page: HTMLElement, element: Element | null): HTMLElement {
  let part = element?.closest<HTMLElement>(kPart) ?? null;
  while (part && page.contains(part) && part !== page) {
    if (textOf(part)) return part;
    part = part.parentElement?.closest<HTMLElement>(kPart) ?? null;
  }
  return page;
}

export function textOf(part: HTMLElement): string {
  return (part.innerText ?? part.textContent ?? '').trim();
}

function unmark(): void {
  marked?.classList.remove('being-read');
  marked = null;
}

export function stopReading(): void {
  round += 1;
  reading.value = false;
  unmark();
  if (canRead) window.speechSynthesis.cancel();
}

export function readAloud(page: HTMLElement, touched: Element | null, selected: string): void {
  stopReading();
  const part = partOf(page, touched);
  const parts = pieces(selected.trim() || textOf(part));
  if (!canRead || !parts.length) return;
  const mine = round;
  if (!selected.trim()) {
    marked = part;
    part.classList.add('being-read');
  }
  reading.value = true;
  const end = () => {
    if (mine === round) stopReading();
  };
  parts.forEach((piece, index) => {
    const utterance = new SpeechSynthesisUtterance(piece);
    utterance.lang = currentLanguage() === 'zh' ? 'zh-CN' : 'en';
    utterance.rate = kSlower;
    if (index === parts.length - 1) utterance.onend = end;
    utterance.onerror = end;
    window.speechSynthesis.speak(utterance);
  });
}
