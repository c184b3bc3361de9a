// A notice is plain text. Empty lines part its paragraphs; [words](address) and bare web addresses are links, where the
// address is one of this site or of the web (core/address.ts). Everything else, markup included, is shown as it was typed.
import { webAddress } from '@/core/address';

export interface Piece {
  text: string;
  href?: string;
}

const kLink = /\[([^[\]\n]{1,100})\]\(([^()\s]{1,500})\)|https?:\/\/[^\s<>"'（）()，。；、]{1,500}/g;

function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of line.matchAll(kLink)) {
    const href = webAddress(match[2] ?? match[0]);
    if (!href) continue;
    if (match.index > end) pieces.push({ text: line.slice(end, match.index) });
    pieces.push({ text: match[1] ?? match[0], href });
    end = match.index + match[0].length;
  }
  if (end < line.length) pieces.push({ text: line.slice(end) });
  return pieces;
}

export function paragraphsOf(text: string): Piece[][] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean)
    .map(piecesOf);
}
