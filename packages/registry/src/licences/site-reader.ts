import { Resolver } from 'node:dns/promises';
import {
  beforeEnd,
  codeOf,
  createPublicRequest,
  siteError,
  type HostAddress,
} from '../http/public-request.ts';

/** What a site answered. */
export interface SiteAnswer {
  readonly status: number;
  /** Where a redirect leads, which is not followed. */
  readonly location: string | null;
  /** The beginning of the body, at most 4 kB. */
  readonly text: string;
  /** The IP address that answered. */
  readonly address: string;
}

/** How the registry looks at a merchant's site. Both throw a SiteError where there is nothing to be had. */
export interface SiteReader {
  readonly fetch: (url: URL) => Promise<SiteAnswer>;
  /** The TXT records of a name, each in one piece (RFC 1035, 3.3.14); none where the name has none. */
  readonly resolveTxt: (name: string) => Promise<readonly string[]>;
}

const timeoutMs = 5000;
const longestBody = 4096;

/**
 * Makes a reader that asks nobody but public hosts, see createPublicRequest. It takes at most 5 seconds and reads at most
 * 4 kB. A sandbox may ask this machine as well.
 */
export function createSiteReader(options: {
  readonly isSandbox: boolean;
  /** All addresses of a host; the system's resolver where absent. */
  readonly lookup?: (host: string) => Promise<readonly HostAddress[]>;
  /** The DNS servers that are asked for TXT records, as `address:port`; the system's where absent. */
  readonly nameServers?: readonly string[];
}): SiteReader {
  const { nameServers } = options;
  const request = createPublicRequest(options);
  return {
    async fetch(url) {
      const { status, headers, text, address } = await request(url, {
        method: 'GET',
        headers: { accept: 'text/plain', 'user-agent': 'fupin-registry (mark licences)' },
        timeoutMs,
        longestBody,
      });
      const { location } = headers;
      return { status, location: typeof location === 'string' ? location : null, text, address };
    },

    async resolveTxt(name) {
      const resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
      if (nameServers) resolver.setServers(nameServers);
      try {
        const records = await beforeEnd(AbortSignal.timeout(timeoutMs), resolver.resolveTxt(name));
        return records.map((parts) => parts.join('').slice(0, longestBody));
      } catch (error) {
        if (['ENODATA', 'ENOTFOUND'].includes(codeOf(error))) return [];
        throw siteError(error, name, timeoutMs);
      } finally {
        resolver.cancel();
      }
    },
  };
}
