import { lookup as lookUpHost } from 'node:dns/promises';
import { request as requestOverHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestOverHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from '../licences/public-address.ts';
import { hostOf } from '../licences/site-origin.ts';

/** What a site answered. */
export interface PublicAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The beginning of the body, as much of it as was asked for. */
  readonly text: string;
  /** The IP address that answered. */
  readonly address: string;
}

/** A request to a site that somebody has named. */
export interface PublicCall {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How long all of it may take, from looking up the name to the last byte. */
  readonly timeoutMs: number;
  /** How many bytes of the answer's body are read. */
  readonly longestBody: number;
  /** Ends the request early, with its reason. */
  readonly signal?: AbortSignal;
}

/** Makes a request; throws a {@link SiteError} where there is no answer. */
export type PublicRequest = (url: URL, call: PublicCall) => Promise<PublicAnswer>;

/** An address of a host. */
export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** Why a site could not be reached, in words for its owner. */
export class SiteError extends Error {
  override readonly name = 'SiteError';
}

const longestHeaders = 16_384;

/**
 * Makes requests to nobody but public hosts, so that nobody can have the registry ask what stands beside it (server-side
 * request forgery): a host of which any address is not public is refused, and the connection goes to the very addresses
 * that were checked, whatever the name may lead to a moment later. No redirect is followed and no cookie sent. A sandbox
 * may ask this machine as well.
 */
export function createPublicRequest(options: {
  readonly isSandbox: boolean;
  /** All addresses of a host; the system's resolver where absent. */
  readonly lookup?: (host: string) => Promise<readonly HostAddress[]>;
}): PublicRequest {
  const { isSandbox, lookup = (host) => lookUpHost(host, { all: true }) } = options;
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

  return async (url, call) => {
    const timeout = AbortSignal.timeout(call.timeoutMs);
    const signal = call.signal ? AbortSignal.any([timeout, call.signal]) : timeout;
    try {
      const addresses = await beforeEnd(signal, addressesOf(hostOf(url.hostname)));
      return await answerOf(url, addresses, { ...call, signal });
    } catch (error) {
      if (call.signal?.aborted) throw call.signal.reason;
      throw siteError(error, url.host, call.timeoutMs);
    }
  };
}

function answerOf(
  url: URL,
  addresses: readonly HostAddress[],
  { method, headers, body, longestBody, signal }: PublicCall & { readonly signal: AbortSignal },
): Promise<PublicAnswer> {
  const options: RequestOptions = {
    method,
    signal,
    // A connection of its own: one kept from before might lead to an address that was not checked now.
    agent: false,
    lookup: addressesAre(addresses),
    maxHeaderSize: longestHeaders,
    headers: { 'accept-encoding': 'identity', ...headers },
  };
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestOverHttps : requestOverHttp;
    const sent = request(url, options, (response) => {
      // Asked for first: a connection that is closed has no address any more.
      const address = response.socket.remoteAddress ?? '';
      readBody(response, longestBody).then((text) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, address });
      }, reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function addressesAre(addresses: readonly HostAddress[]): LookupFunction {
  return (_, { all }, answer) => {
    const [first] = addresses;
    if (all) answer(null, [...addresses]);
    else answer(null, first?.address ?? '', first?.family);
  };
}

async function readBody(response: IncomingMessage, longestBody: number): Promise<string> {
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
export async function beforeEnd<Value>(
  signal: AbortSignal,
  promise: Promise<Value>,
): Promise<Value> {
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

/** What failed in words; `timeoutMs` is how long it was waited for. */
export function siteError(error: unknown, host: string, timeoutMs: number): SiteError {
  if (error instanceof SiteError) return error;
  const code = codeOf(error);
  return new SiteError(reasonOf(code, host, timeoutMs), { cause: error });
}

function reasonOf(code: string, host: string, timeoutMs: number): string {
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

/** The code of an error, else its name. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { code, name } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : name;
}
