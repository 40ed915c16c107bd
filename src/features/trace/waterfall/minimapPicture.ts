import { type TraceTimeline } from '../../../analysis/trace/timeline';

interface Pen {
  fillStyle: string | CanvasGradient | CanvasPattern;
  fillRect: (x: number, y: number, width: number, height: number) => void;
}

interface Look {
  width: number;
  height: number;
  colorOf: (service: string) => string;
  errorColor: string;
}

/**
 * Draws all spans small: from top to bottom in their order, colour by service, what failed marked on top of all.
 * However many spans there are, it draws at most so many boxes as there are pixels to see.
 */
export function drawMinimap(
  pen: Pen,
  { tree, errors }: TraceTimeline,
  { width, height, colorOf, errorColor }: Look
): void {
  const { nodes, length } = tree;
  const perPixel = length > 0 ? width / length : 0;
  const rowHeight = Math.max(1, Math.min(4, height / Math.max(1, nodes.length)));
  // Pixels that are drawn already: what adds none would not be seen.
  const drawn = new Uint8Array((Math.ceil(width) + 1) * (Math.ceil(height) + 1));
  const addsPixels = (x: number, end: number, y: number) => {
    const first = y * (Math.ceil(width) + 1) + Math.floor(x);
    const last = y * (Math.ceil(width) + 1) + Math.min(Math.ceil(width), Math.ceil(end) - 1);
    const isNew = drawn[first] === 0 || drawn[last] === 0;
    if (isNew) {
      drawn.fill(1, first, last + 1);
    }
    return isNew;
  };
  const box = (index: number, least: number) => {
    const node = nodes[index];
    if (node) {
      const x = node.start * perPixel;
      const y = Math.floor((index / Math.max(1, nodes.length)) * (height - rowHeight));
      const end = Math.max(x + least, node.end * perPixel);
      return { x, y, end };
    }
    return undefined;
  };
  nodes.forEach(({ index, span }) => {
    const one = box(index, 1);
    if (one && addsPixels(one.x, one.end, one.y)) {
      pen.fillStyle = colorOf(span.service);
      pen.fillRect(one.x, one.y, one.end - one.x, rowHeight);
    }
  });
  const marked = new Set<string>();
  pen.fillStyle = errorColor;
  errors.origins.forEach((index) => {
    const one = box(index, 4);
    const pixel = one && `${Math.round(one.x)} ${one.y}`;
    if (one && pixel && !marked.has(pixel)) {
      marked.add(pixel);
      pen.fillRect(one.x, Math.max(0, one.y - 1), Math.max(4, Math.min(one.end - one.x, width)), rowHeight + 2);
    }
  });
}
