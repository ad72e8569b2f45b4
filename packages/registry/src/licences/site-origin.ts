import { isIP } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

/** What became of an origin as somebody wrote it: the origin as browsers write it, or what is wrong with it. */
export type SiteOrigin =
  | { readonly origin: string; readonly fault?: undefined }
  | { readonly origin?: undefined; readonly fault: string };

// prettier-ignore
/** Ports from which no browser loads a page ("bad ports", WHATWG Fetch 2.9), among them those of mail and remote login. */
const blockedPorts: ReadonlySet<number> = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111,
  113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548,
  554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665,
  6666, 6667, 6668, 6669, 6679, 6697, 10080,
]);

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
  const { origin, protocol, hostname, port } = new URL(text);
  if (port !== '' && blockedPorts.has(Number(port))) {
    return { fault: `must be a port that browsers load pages from: ${port} is none` };
  }
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
