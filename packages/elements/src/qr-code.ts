import { correction, generate } from 'lean-qr/nano';
import { shape } from './draw.ts';

/** Draws a text as a QR code (ISO/IEC 18004) with its quiet zone, in black on white whatever the theme: readers expect no less. */
export function drawQrCode(text: string, label: string): SVGSVGElement {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const quiet = 4;
  const side = code.size + 2 * quiet;
  const svg = shape('svg', { viewBox: `0 0 ${side} ${side}`, role: 'img', 'aria-label': label });
  let dark = '';
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (code.get(x, y)) dark += `M${x + quiet} ${y + quiet}h1v1h-1z`;
    }
  }
  svg.append(
    shape('path', { fill: '#fff', d: `M0 0h${side}v${side}H0z` }),
    // Without the smoothing of edges, between two dark modules there is no lighter line.
    shape('path', { fill: '#000', d: dark, 'shape-rendering': 'crispEdges' }),
  );
  return svg;
}
