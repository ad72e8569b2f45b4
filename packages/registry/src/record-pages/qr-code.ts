import { html } from 'hono/html';
import { correction, generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';
import type { Markup } from '../pages/page-frame.ts';

/** The modules of quiet zone that a QR code needs around it (ISO/IEC 18004, 6.3.8). */
const margin = 4;

/** A QR code of an address, black on white, of which a quarter may be lost; `label` says where it leads. */
export function qrCode(address: string, label: string): Markup {
  const code = generate(address, { minCorrectionLevel: correction.Q });
  const size = code.size + 2 * margin;
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    class="code"
    role="img"
    aria-label="${label}"
    viewBox="${-margin} ${-margin} ${size} ${size}"
    width="${size * 8}"
    height="${size * 8}"
    shape-rendering="crispEdges"
  >
    <path fill="#fff" d="M${-margin} ${-margin}h${size}v${size}h${-size}z" />
    <path d="${toSvgPath(code)}" />
  </svg>`;
}

/** The same as a picture of its own, for packaging and price tags. */
export async function qrCodeResponse(address: string): Promise<Response> {
  return new Response(String(await qrCode(address, address)), {
    headers: {
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=86400',
      'content-security-policy': "default-src 'none'; sandbox",
      'access-control-allow-origin': '*',
    },
  });
}
