import { contexts as credentialContexts } from '@digitalbazaar/credentials-context';
import { baseContext } from '@fupin/schema';
import { VerificationError } from './verification-error.ts';

/** The context of W3C's examples, which gives every term a meaning. */
const examplesContext = 'https://www.w3.org/ns/credentials/examples/v2';

/** The contexts that documents may name. No other is ever loaded. */
const contexts: ReadonlyMap<string, object> = new Map([
  [baseContext, credentialContexts.get(baseContext) ?? {}],
  [examplesContext, { '@context': { '@vocab': 'https://www.w3.org/ns/credentials/examples#' } }],
]);

function documentLoader(url: string) {
  const document = contexts.get(url);
  if (!document) return Promise.reject(new Error(`The context ${url} is not known here.`));
  return Promise.resolve({ contextUrl: undefined, documentUrl: url, document });
}

/**
 * Demands that a document is JSON-LD of which no term, type or identifier is without meaning (JSON-LD 1.1, expansion in
 * safe mode) and which redefines no protected term. Throws a VerificationError where it isn't.
 */
export async function demandJsonLd(document: object): Promise<void> {
  const expanded = await withProcessor((jsonld) =>
    jsonld.expand(document, { documentLoader, safe: true, base: null }),
  );
  for (const type of typesIn(expanded)) {
    if (!/^[a-z][a-z0-9+.-]*:[^\s]+$/i.test(type)) {
      throw new VerificationError(
        'malformed',
        'A type must be a term of the context or an absolute URL.',
      );
    }
  }
}

/** The canonical N-Quads of a document (RDFC-1.0). Throws a VerificationError where it is no JSON-LD. */
export function canonicalize(document: object): Promise<string> {
  return withProcessor((jsonld) =>
    jsonld.canonize(document, {
      algorithm: 'RDFC-1.0',
      format: 'application/n-quads',
      documentLoader,
      rdfDirection: 'i18n-datatype',
      safe: true,
      base: null,
    }),
  );
}

async function withProcessor<Result>(
  work: (jsonld: Processor) => Promise<Result>,
): Promise<Result> {
  // Loaded when first needed: few registries are ever asked, and it takes a while.
  const { default: jsonld } = (await import('jsonld')) as unknown as { default: Processor };
  try {
    return await work(jsonld);
  } catch (error) {
    throw new VerificationError(
      'malformed',
      `It is no JSON-LD that can be relied on: ${reasonOf(error)}`,
    );
  }
}

/** What is used of jsonld, of whose options its types know only some. */
interface Processor {
  expand(document: object, options: object): Promise<unknown>;
  canonize(document: object, options: object): Promise<string>;
}

function reasonOf(error: unknown): string {
  const { message, details } = error as {
    message: string;
    details?: { cause?: Error; event?: { message?: string } };
  };
  return details?.cause?.message ?? details?.event?.message ?? message;
}

function* typesIn(expanded: unknown): Generator<string> {
  if (Array.isArray(expanded)) {
    for (const each of expanded) yield* typesIn(each);
  } else if (typeof expanded === 'object' && expanded !== null) {
    for (const [name, value] of Object.entries(expanded)) {
      if (name === '@type') yield* [value as string | string[]].flat();
      else yield* typesIn(value);
    }
  }
}
