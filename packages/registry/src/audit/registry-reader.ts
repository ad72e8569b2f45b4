import { AuditFault, AuditNetworkError } from './audit-fault.ts';

const attempts = 3;
const timeoutMs = 30_000;
const pauseMs = 500;

/** Fetches what a registry serves, by path. A missing or refused resource is a fault, an unreachable one a network error. */
export interface RegistryReader {
  text(path: string, accept?: string): Promise<string>;
  /** Undefined where there is no such resource. */
  findText(path: string): Promise<string | undefined>;
  bytes(path: string): Promise<Uint8Array>;
  /** How many bytes have come so far, as they are after decompression. */
  readonly bytesRead: number;
}

/** Reads a registry at an address, without a slash at its end. */
export function createRegistryReader(
  url: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): RegistryReader {
  let bytesRead = 0;

  async function attempt(path: string, accept: string): Promise<Response> {
    const response = await fetch(url + path, {
      headers: { accept },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status === 429 || response.status >= 500) {
      await response.body?.cancel();
      throw new AuditNetworkError(`${url}${path} answered ${response.status}`);
    }
    return response;
  }

  async function find(path: string, accept: string): Promise<Uint8Array | undefined> {
    for (let tried = 1; ; tried += 1) {
      try {
        const response = await attempt(path, accept);
        const bytes = new Uint8Array(await response.arrayBuffer());
        bytesRead += bytes.length;
        if (response.ok) return bytes;
        if (response.status === 404) return undefined;
        throw new AuditFault(path, `is not served: the registry answered ${response.status}`);
      } catch (error) {
        if (error instanceof AuditFault) throw error;
        if (tried === attempts) throw asNetworkError(error, url + path);
        await new Promise((resolve) => setTimeout(resolve, pauseMs * tried));
      }
    }
  }

  async function read(path: string, accept: string): Promise<Uint8Array> {
    const bytes = await find(path, accept);
    if (bytes) return bytes;
    throw new AuditFault(path, 'is not served: the registry answered 404');
  }

  return {
    async findText(path) {
      const bytes = await find(path, '*/*');
      return bytes && new TextDecoder().decode(bytes);
    },
    bytes: (path) => read(path, '*/*'),
    text: async (path, accept = '*/*') => new TextDecoder().decode(await read(path, accept)),
    get bytesRead() {
      return bytesRead;
    },
  };
}

function asNetworkError(error: unknown, address: string): AuditNetworkError {
  if (error instanceof AuditNetworkError) return error;
  const { message, cause } = error as Error;
  const reason = cause instanceof Error ? cause.message : message;
  return new AuditNetworkError(`${address} can't be fetched: ${reason}`);
}
