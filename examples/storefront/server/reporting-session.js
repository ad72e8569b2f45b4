import { randomUUID } from 'node:crypto';

const TIMEOUT_MS = 10_000;

/**
 * Why the registry gave no reporting session: `unreachable`, `refused` (an answer other than
 * success) or `malformed`. The message is for the log and holds no key.
 */
export class ReportingSessionError extends Error {
  /** @override */
  name = 'ReportingSessionError';

  /**
   * @param {'unreachable' | 'refused' | 'malformed'} reason
   * @param {string} message
   * @param {unknown} [cause]
   */
  constructor(reason, message, cause) {
    super(message, { cause });
    this.reason = reason;
  }
}

/**
 * Mints a reporting session for one outlet with the operator's secret key: what the browser of the
 * back office gets in place of the key.
 * @param {object} request
 * @param {string} request.registry origin of the registry
 * @param {string} request.outletId
 * @param {string} request.secretKey the operator's `sk_…`
 * @param {typeof globalThis.fetch} request.fetch
 * @returns {Promise<{session: string, expiresAt: string}>} `expiresAt` is an RFC 3339 instant
 * @throws {ReportingSessionError}
 */
export async function mintReportingSession({ registry, outletId, secretKey, fetch }) {
  const url = `${registry}/v1/outlets/${encodeURIComponent(outletId)}/reporting-sessions`;
  let response;
  let body;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${secretKey}`,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: '{}',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    body = await response.text();
  } catch (cause) {
    throw new ReportingSessionError(
      'unreachable',
      `POST ${url} got no answer (${faultOf(cause)}), expected a reporting session; ` +
        'start the registry or check its address',
      cause,
    );
  }
  if (!response.ok) {
    throw new ReportingSessionError(
      'refused',
      `POST ${url} was answered ${response.status} ${problemText(body)}, expected 201; ` +
        `check that the operator key in demo-keys.json is this registry's and owns ${outletId}`,
    );
  }
  const { session, expiresAt } = parseObject(body);
  if (typeof session !== 'string' || typeof expiresAt !== 'string') {
    throw new ReportingSessionError(
      'malformed',
      `POST ${url} was answered ${response.status} without {session, expiresAt}; ` +
        'check that the address is that of a fupin registry',
    );
  }
  return { session, expiresAt };
}

/**
 * What became of a request without an answer: the system's code where it gave one.
 * @param {unknown} error
 */
function faultOf(error) {
  if (!(error instanceof Error)) return String(error);
  const { code } = /** @type {{code?: unknown}} */ (error.cause ?? {});
  return typeof code === 'string' ? code : error.message;
}

/**
 * The code and detail of an RFC 9457 problem, as one line.
 * @param {string} body
 */
function problemText(body) {
  const { code, detail, title } = parseObject(body);
  const parts = [code, detail ?? title].filter((part) => typeof part === 'string');
  return parts.length === 0 ? '(no problem given)' : `(${parts.join(': ').slice(0, 300)})`;
}

/**
 * @param {string} body
 * @returns {Record<string, unknown>} empty where the body is no JSON object
 */
function parseObject(body) {
  try {
    const value = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
