import { readSiteOrigin } from '../licences/site-origin.ts';

/** What became of an address as somebody wrote it: the address as it is asked, or what is wrong with it. */
export type WebhookUrl =
  | { readonly url: string; readonly fault?: undefined }
  | { readonly url?: undefined; readonly fault: string };

/**
 * Reads the address of a receiver: https, on a host that the internet can reach, without user name, password or fragment.
 * A sandbox takes this machine's own addresses as well, with http. Which IP address the host has is checked on sending.
 */
export function readWebhookUrl(text: string, isSandbox: boolean): WebhookUrl {
  const [, origin = ''] = /^(https?:\/\/[^/?#]*)/i.exec(text) ?? [];
  if (text.includes('#')) return { fault: 'must not have a fragment' };
  const site = readSiteOrigin(origin, isSandbox);
  if (site.fault !== undefined) return { fault: site.fault };
  return URL.canParse(text)
    ? { url: new URL(text).href }
    : { fault: 'must be an address such as "https://shop.example/webhooks"' };
}
