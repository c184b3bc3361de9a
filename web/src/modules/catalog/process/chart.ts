// How a process is drawn from the shapes the server prepares: lines of text that fit, rounded flows, what is active.
import type { ChartBox, ChartEdge, ChartPoint, ChartShape, Flowchart } from './types';

export const kFont = 13;

// A wide character is as wide as it is high, a narrow one a little more than half of that.
export const widthOf = (text: string) => [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e7f ? kFont : kFont * 0.56), 0);

// Breaks a text into lines of that width; more than `most` lines end with a mark. Words of Latin letters stay whole.
export function linesOf(text: string, width: number, most = 4): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/[\u0021-\u2e7f]+|./gu) ?? []) {
    if (line && widthOf(line + word) > width) {
      lines.push(line.trim());
      line = '';
    }
    line += word;
  }
  if (line.trim()) lines.push(line.trim());
  return lines.length > most ? [...lines.slice(0, most - 1), `${lines[most - 1]}…`] : lines;
}

export const pathOf = (points: ChartPoint[]) => points.map((point, at) => `${at ? 'L' : 'M'}${point.x} ${point.y}`).join(' ');

export const centreOf = (box: ChartBox) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

export const diamondOf = (box: ChartBox) => {
  const { x, y } = centreOf(box);
  return `${x},${box.y} ${box.x + box.width},${y} ${x},${box.y + box.height} ${box.x},${y}`;
};

// Where the name of a shape stands: in it, or at its label (below it where the drawing says nothing).
export function nameBox(shape: ChartShape): ChartBox {
  if (shape.label.width > 0) return { ...shape.label, x: shape.label.x - 12, width: shape.label.width + 24 };
  if (shape.kind === 'task' || shape.kind === 'sub_process' || shape.kind === 'note') return shape.box;
  const { x } = centreOf(shape.box);
  return { x: x - 50, y: shape.box.y + shape.box.height + 4, width: 100, height: kFont };
}

export function labelOf(edge: ChartEdge): ChartPoint {
  if (edge.label.width > 0) return { x: edge.label.x + edge.label.width / 2, y: edge.label.y + edge.label.height - 2 };
  const [from, to] = edge.points;
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - 6 };
}

// Names of what is active, in the order of the steps: for the sentence that screen readers are told.
export const activeNames = (chart: Flowchart, active: string[]) => chart.steps.filter((step) => active.includes(step.element)).map((step) => step.name);
