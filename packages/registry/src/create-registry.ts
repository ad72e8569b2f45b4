import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { Database } from './database/database.ts';
import { addDigitalLink } from './digital-link/add-digital-link.ts';
import { evidenceFolder } from './evidence/evidence-folder.ts';
import { createHandlers } from './handlers.ts';
import { answerProblems } from './http/answer-problems.ts';
import { methodsOf, preflightResponse } from './http/cross-origin.ts';
import { createKeyLimits, generousQuotas, type KeyQuotas } from './http/key-limits.ts';
import { jsonLogger, type Logger } from './http/logger.ts';
import { invalidInput } from './http/problem-error.ts';
import type { RegistryApp } from './http/registry-app.ts';
import { addRoutes } from './http/routes.ts';
import { securityHeaders } from './http/security-headers.ts';
import { isLoopbackOrigin } from './licences/site-origin.ts';
import { createSiteReader, type SiteReader } from './licences/site-reader.ts';
import { addPages } from './pages/add-pages.ts';
import { addRecordPages } from './record-pages/add-record-pages.ts';
import type { KeySource } from './signing/registry-keys.ts';
import { vcApiIssuing, type VcApiOptions } from './vc-api/create-vc-api.ts';

/** What a registry is made of. */
export interface RegistryOptions {
  readonly database: Database;
  /** The address under which callers reach the registry, e.g. `https://registry.example`. */
  readonly publicUrl: string;
  /** The keys that sign certificates, badges and status lists; see fixedKey. */
  readonly keys: KeySource;
  /** Lets the registry sign credentials for others through W3C's VC API; it only verifies them where absent. */
  readonly vcApi?: VcApiOptions | undefined;
  /** Folder of the files that come as evidence with applications; `.fupin/evidence` where absent. */
  readonly evidenceDirectory?: string;
  /** Says what time it is; the system's clock where absent. */
  readonly clock?: () => Date;
  /** How many proxies stand before the registry, each of which adds to X-Forwarded-For; none where absent. */
  readonly trustedProxies?: number;
  /** Looks at the sites that ask for the mark; asks public hosts alone where absent, see createSiteReader. */
  readonly siteReader?: SiteReader;
  /** How many calls that change something each key may make; generousQuotas where absent. */
  readonly quotas?: KeyQuotas;
  /** Where failures are written; one line of JSON each to the standard error stream where absent. */
  readonly logger?: Logger;
}

/**
 * The registry as a Hono app: every operation of the endpoint table, the browsable documentation and the illustrations.
 *
 * @example
 * const database = await openDatabase(':memory:');
 * const { signingKey } = await loadSigningKey('.fupin/signing-key.json');
 * const keys = fixedKey(signingKey);
 * const registry = createRegistry({ database, publicUrl: 'http://127.0.0.1:8787', keys });
 * const response = await registry.request('/v1/products?q=huajiao');
 */
export function createRegistry(options: RegistryOptions): RegistryApp {
  const {
    database,
    publicUrl,
    keys,
    vcApi,
    evidenceDirectory = '.fupin/evidence',
    clock = () => new Date(),
    trustedProxies = 0,
    siteReader = createSiteReader({ isSandbox: isLoopbackOrigin(publicUrl) }),
    quotas = generousQuotas,
    logger = jsonLogger,
  } = options;
  const app: RegistryApp = new Hono();
  app.use(async (context, next) => {
    const requestId = crypto.randomUUID();
    context.set('requestId', requestId);
    await next();
    const { headers } = context.res;
    headers.set('request-id', requestId);
    for (const [name, value] of Object.entries(securityHeaders)) {
      if (!headers.has(name)) headers.set(name, value);
    }
  });
  app.use(async (context, next) => {
    await next();
    // Nobody is told of what the disk may yet lose.
    try {
      await database.dialect.durable();
    } catch (error) {
      // Its headers would go out with the problem.
      context.res = undefined;
      throw error;
    }
  });
  // What is written may answer with a secret, which compressed beside the caller's own text would leak by its length.
  app.get('*', compress());
  app.use(async (context, next) => {
    const { pathname } = new URL(context.req.url);
    if (!isDecodable(pathname)) {
      throw invalidInput('path', '', 'must be percent-encoded UTF-8 (RFC 3986, 2.1)');
    }
    if (context.req.method === 'OPTIONS' && methodsOf(pathname).length > 0) {
      return preflightResponse(pathname);
    }
    await next();
  });
  answerProblems(app, database.dialect, logger);
  addRecordPages(app, { database, clock, publicUrl });
  addRoutes(
    app,
    createHandlers({
      publicUrl,
      evidence: evidenceFolder(evidenceDirectory),
      keys,
      siteReader,
      vcApi,
    }),
    {
      database,
      clock,
      trustedProxies,
      countCall: createKeyLimits(quotas),
      openOperations: vcApi?.isOpen ? vcApiIssuing : undefined,
    },
  );
  addPages(app, { database });
  addDigitalLink(app, { database, clock, publicUrl });
  return app;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
