import { contexts } from '@digitalbazaar/credentials-context';
import jsonld from 'jsonld';
import type { RemoteDocument } from 'jsonld/jsonld-spec.js';
import { registryContext } from '../src/index.ts';
import { registry } from './sandbox.ts';
import type { AnyClaims } from './sandbox.ts';

const own = `${registry}/contexts/v1`;

/**
 * Expands claims as JSON-LD in safe mode, where a term, type or identifier without a meaning is an error. Served are W3C's
 * contexts, the registry's own, and `others` by their URL; no other is loaded.
 */
export function expand(claims: AnyClaims, others: Iterable<[string, object]> = []) {
  const served = new Map([...contexts, [own, registryContext(own)] as const, ...others]);
  const documentLoader = (url: string) => {
    const document = served.get(url);
    if (!document) return Promise.reject(new Error(`${url} is not served`));
    return Promise.resolve({ documentUrl: url, document } as RemoteDocument);
  };
  const options = { documentLoader, safe: true };
  return jsonld.expand(claims as jsonld.JsonLdDocument, options);
}
