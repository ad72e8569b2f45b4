import { Resolver, lookup as lookUpHost } from 'node:dns/promises';
import { get as getOverHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { get as getOverHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';
import { hostOf } from './site-origin.ts';

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

/** How the registry looks at a merchant's site. Both throw a {@link SiteError} where there is nothing to be had. */
export interface SiteReader {
  readonly fetch: (url: URL) => Promise<SiteAnswer>;
  /** The TXT records of a name, each in one piece (RFC 1035, 3.3.14); none where the name has none. */
  readonly resolveTxt: (name: string) => Promise<readonly string[]>;
}

/** An address of a host. */
export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** Why a site could not be read, in words for its owner. */
export class SiteError extends Error {
  override readonly name = 'SiteError';
}

const timeoutMs = 5000;
const longestBody = 4096;
const longestHeaders = 16_384;

/**
 * Makes a reader that asks nobody but public hosts, so that nobody can have the registry ask what stands beside it
 * (server-side request forgery): a host of which any address is not public is refused, and the connection goes to the very
 * addresses that were checked, whatever the name may lead to a moment later. It follows no redirect, sends no cookie, takes
 * at most 5 seconds and reads at most 4 kB. A sandbox may ask this machine as well.
 */
export function createSiteReader(options: {
  readonly isSandbox: boolean;
  /** All addresses of a host; the system's resolver where absent. */
  readonly lookup?: (host: string) => Promise<readonly HostAddress[]>;
  /** The DNS servers that are asked for TXT records, as `address:port`; the system's where absent. */
  readonly nameServers?: readonly string[];
}): SiteReader {
  const { isSandbox, lookup = (host) => lookUpHost(host, { all: true }), nameServers } = options;
  const mayAsk = (address: string) =>
    isPublicAddress(address) || (isSandbox && isLoopbackAddress(address));

  async function addressesOf(host: string): Promise<readonly HostAddress[]> {
    const family = isIP(host);
    const addresses = family ? [{ address: host, family }] : await lookup(host);
    const refused = addresses.find(({ address }) => !mayAsk(address));
    if (refused) {
      throw new SiteError(
        `${host} has the address ${refused.address}, which is not on the public internet`,
      );
    }
    if (addresses.length === 0) throw new SiteError(`${host} has no address`);
    return addresses;
  }

  return {
    async fetch(url) {
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const addresses = await beforeEnd(signal, addressesOf(hostOf(url.hostname)));
        return await readAnswer(url, addresses, signal);
      } catch (error) {
        throw siteError(error, url.host);
      }
    },

    async resolveTxt(name) {
      const resolver = new Resolver({ timeout: timeoutMs, tries: 1 });
      if (nameServers) resolver.setServers(nameServers);
      try {
        const records = await beforeEnd(AbortSignal.timeout(timeoutMs), resolver.resolveTxt(name));
        return records.map((parts) => parts.join('').slice(0, longestBody));
      } catch (error) {
        if (['ENODATA', 'ENOTFOUND'].includes(codeOf(error))) return [];
        throw siteError(error, name);
      } finally {
        resolver.cancel();
      }
    },
  };
}

function readAnswer(
  url: URL,
  addresses: readonly HostAddress[],
  signal: AbortSignal,
): Promise<SiteAnswer> {
  const options: RequestOptions = {
    signal,
    // A connection of its own: one kept from before might lead to an address that was not checked now.
    agent: false,
    lookup: addressesAre(addresses),
    maxHeaderSize: longestHeaders,
    headers: {
      accept: 'text/plain',
      'accept-encoding': 'identity',
      'user-agent': 'fupin-registry (mark licences)',
    },
  };
  return new Promise((resolve, reject) => {
    const get = url.protocol === 'https:' ? getOverHttps : getOverHttp;
    get(url, options, (response) => {
      // Asked for first: a connection that is closed has no address any more.
      const address = response.socket.remoteAddress ?? '';
      readBody(response).then((text) => {
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location ?? null,
          text,
          address,
        });
      }, reject);
    }).on('error', reject);
  });
}

function addressesAre(addresses: readonly HostAddress[]): LookupFunction {
  return (_, { all }, answer) => {
    const [first] = addresses;
    if (all) answer(null, [...addresses]);
    else answer(null, first?.address ?? '', first?.family);
  };
}

async function readBody(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  // Leaving the loop closes the connection.
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length >= longestBody) break;
  }
  return new TextDecoder().decode(Buffer.concat(parts).subarray(0, longestBody));
}

/** A promise that fails when time is up; what it waited for may go on, but nobody hears of it. */
async function beforeEnd<Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value> {
  let stop = () => {};
  const end = new Promise<never>((_, reject) => {
    stop = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, end]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function siteError(error: unknown, host: string): SiteError {
  if (error instanceof SiteError) return error;
  const code = codeOf(error);
  return new SiteError(reasonOf(code, host), { cause: error });
}

function reasonOf(code: string, host: string): string {
  switch (code) {
    case 'ENOTFOUND':
    case 'ENODATA':
      return `${host} is not known in DNS`;
    case 'ABORT_ERR':
    case 'TimeoutError':
    case 'ETIMEDOUT':
    case 'ETIMEOUT':
      return `${host} did not answer within ${timeoutMs / 1000} seconds`;
    case 'ECONNREFUSED':
      return `${host} refused the connection`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return `the TLS certificate of ${host} is for another name`;
    case 'CERT_HAS_EXPIRED':
      return `the TLS certificate of ${host} has expired`;
    default:
      return /CERT|SIGNATURE|ISSUER/.test(code)
        ? `the TLS certificate of ${host} is not trusted (${code})`
        : `${host} can't be read (${code})`;
  }
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code, name } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : name;
}
