import { element } from '../element.ts';

/** The link to the registry, as a QR code too, for print and for a look from another device. */
export function wayToRegistry(
  address: string,
  messages: { readonly openCertificate: string; readonly scan: string; readonly qrCode: string },
): HTMLElement {
  const link = { part: 'link', class: 'action', href: address, target: '_blank', rel: 'noopener' };
  const code = element('figure', { part: 'qr' });
  const way = element('div', { class: 'way' }, element('a', link, messages.openCertificate), code);
  import('../qr-code.ts').then(
    ({ drawQrCode }) =>
      code.append(drawQrCode(address, messages.qrCode), element('figcaption', {}, messages.scan)),
    () => code.remove(),
  );
  return way;
}
