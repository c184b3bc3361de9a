// Lines drawn by hand, apart from where they are shown.
export interface Point {
  x: number;
  y: number;
}
export type Stroke = Point[];

export const kSignatureSize = { width: 900, height: 300 };
const kLeastInk = 60; // of the width of 900: less is a slip of the hand

export function inkLength(strokes: readonly Stroke[]): number {
  let length = 0;
  for (const stroke of strokes)
    for (let at = 1; at < stroke.length; at += 1) length += Math.hypot(stroke[at]!.x - stroke[at - 1]!.x, stroke[at]!.y - stroke[at - 1]!.y);
  return length;
}

export const isSigned = (strokes: readonly Stroke[]): boolean => inkLength(strokes) >= kLeastInk;

// Where on the picture a pointer is, however large the pad is shown.
export function pointAt(clientX: number, clientY: number, box: { left: number; top: number; width: number; height: number }): Point {
  const inside = (value: number, size: number) => Math.min(size, Math.max(0, Math.round(value)));
  return {
    x: inside(((clientX - box.left) / (box.width || 1)) * kSignatureSize.width, kSignatureSize.width),
    y: inside(((clientY - box.top) / (box.height || 1)) * kSignatureSize.height, kSignatureSize.height),
  };
}

type Pen = Pick<CanvasRenderingContext2D, 'fillRect' | 'beginPath' | 'moveTo' | 'lineTo' | 'stroke' | 'fillText' | 'fillStyle' | 'strokeStyle' | 'lineWidth' | 'lineCap' | 'lineJoin' | 'font' | 'textAlign' | 'textBaseline'>;

// On white, so that it reads the same on any paper and screen.
export function drawSignature(pen: Pen, strokes: readonly Stroke[], typed: string): void {
  const { width, height } = kSignatureSize;
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  pen.strokeStyle = pen.fillStyle = '#10203a';
  pen.lineWidth = 7;
  pen.lineCap = pen.lineJoin = 'round';
  for (const stroke of strokes) {
    pen.beginPath();
    stroke.forEach((point, at) => (at === 0 ? pen.moveTo(point.x, point.y) : pen.lineTo(point.x, point.y)));
    pen.stroke();
  }
  if (!typed) return;
  pen.font = '120px serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(typed, width / 2, height / 2);
}
