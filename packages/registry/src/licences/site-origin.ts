import { isIP } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

/** What became of an origin as somebody wrote it: the origin as browsers write it, or what is wrong with it. */
export type SiteOrigin =
  | { readonly origin: string; readonly fault?: undefined }
  | { readonly origin?: undefined; readonly fault: string };

/**
 * Reads an origin that the mark is asked for, and writes it as `location.origin` does (WHATWG URL): host in lower case and
 * Punycode, no default port, no slash at the end. Only https, and only what the internet can reach; a sandbox takes this
 * machine's own addresses as well, with http.
 */
export function readSiteOrigin(text: string, isSandbox: boolean): SiteOrigin {
  // What a parser of URLs would silently leave out must not make two texts one origin.
  if (/[\s\\*]/.test(text)) return { fault: 'must not hold spaces, backslashes or wildcards' };
  if (!/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) {
    return { fault: 'must be scheme and host, such as "https://shop.example"' };
  }
  if (text.includes('@')) return { fault: 'must not hold a user name or password' };
  if (!/^https?:\/\/[^/?#]*[^/?#:]\/?$/i.test(text)) {
    return {
      fault: 'must end after host and port: the mark is licensed for all pages of an origin',
    };
  }
  const { origin, protocol, hostname } = new URL(text);
  const host = hostOf(hostname);
  if (isLoopbackHost(host)) {
    return isSandbox ? { origin } : { fault: 'must be a host that the internet can reach' };
  }
  if (protocol !== 'https:') {
    return { fault: 'must begin with https: over http anybody on the way can change the page' };
  }
  if (isIP(host) ? !isPublicAddress(host) : !isDomainName(host)) {
    return { fault: 'must be a host that the internet can reach' };
  }
  return { origin };
}

/** The host of an origin, an IPv6 address without its brackets. */
export function hostOf(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** Whether an origin, as browsers write it, is on this machine. */
export function isLoopbackOrigin(origin: string): boolean {
  return isLoopbackHost(hostOf(new URL(origin).hostname));
}

// RFC 6761, 6.3: names below localhost are loopback too.
function isLoopbackHost(host: string): boolean {
  return isLoopbackAddress(host) || host === 'localhost' || host.endsWith('.localhost');
}

function isDomainName(host: string): boolean {
  return (
    host.length <= 253 &&
    /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*$/.test(host)
  );
}
