import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { placeholderValues } from './demo.js';
import { fillPlaceholders, includeParts } from './placeholders.js';
import { mintReportingSession, ReportingSessionError } from './reporting-session.js';
import { readStaticFile } from './static-file.js';

/** @import { IncomingMessage, ServerResponse } from 'node:http' */
/** @import { Demo } from './demo.js' */

const siteFolder = fileURLToPath(new URL('../site/', import.meta.url));
const partsFolder = fileURLToPath(new URL('../parts/', import.meta.url));

/** What the back office shows a member of staff; the log says the rest. */
const SESSION_PROBLEMS = {
  unreachable: {
    status: 503,
    title: '认定登记处没有应答',
    detail: '请确认登记处已启动，再点“重试”。',
  },
  refused: {
    status: 502,
    title: '认定登记处拒绝了本店的密钥',
    detail: '请让管理员核对运营商密钥。',
  },
  malformed: {
    status: 502,
    title: '认定登记处的应答无法识别',
    detail: '请让管理员核对登记处地址。',
  },
};

/**
 * The supermarket's own web server: its pages, the embedded elements' files under `/fupin/`, and
 * `POST /backoffice/session`, which turns the operator's secret key into a short reporting session.
 * `close()` resolves when the port is free again.
 * @param {object} options
 * @param {string} options.registry address of the registry
 * @param {Demo} options.demo the shop's outlet, publishable key and badges
 * @param {string} options.elementsFolder the built elements that pages load from `/fupin/`
 * @param {string} options.secretKey the operator's `sk_…`; never leaves this process but to the registry
 * @param {typeof globalThis.fetch} [options.fetch]
 * @param {(line: string) => void} [options.log]
 */
export function createStorefront({
  registry,
  demo,
  elementsFolder,
  secretKey,
  fetch = globalThis.fetch,
  log = console.error,
}) {
  const registryOrigin = new URL(registry).origin;
  const headers = securityHeaders(registryOrigin);
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    answer(request, response).catch((error) => {
      log(`storefront: ${request.method} ${request.url} failed: ${messageOf(error)}`);
      if (response.headersSent) response.destroy();
      else sendText(response, 500, '页面暂时打不开。原因已写入服务器日志。');
    });
  });

  /**
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   */
  async function answer(request, response) {
    const origin = `http://${request.headers.host ?? ''}`;
    if (!URL.canParse(origin) || !request.url?.startsWith('/')) {
      return sendText(response, 400, '请求不完整。');
    }
    const path = request.url.replace(/[?#].*$/, '');
    if (path === '/backoffice/session') return answerSession(request, response, new URL(origin));
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      return sendText(response, 405, '这个地址只能读取。');
    }
    const home = homeOf(path, new URL(origin));
    if (home !== null) return sendRedirect(response, home + request.url);
    if (path.startsWith('/fupin/')) return answerElements(request, response, path);
    return answerPage(request, response, path);
  }

  /**
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   * @param {string} path
   */
  async function answerElements(request, response, path) {
    const file = await readStaticFile(elementsFolder, path.slice('/fupin'.length));
    if (file.kind === 'file') return sendFile(request, response, 200, file);
    log(`storefront: no ${path} in ${elementsFolder}; build the elements: npm run build`);
    return sendText(response, 404, '没有这个文件。');
  }

  /**
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   * @param {string} path
   */
  async function answerPage(request, response, path) {
    let status = 200;
    let file = await readStaticFile(siteFolder, path);
    if (file.kind === 'folder') return sendRedirect(response, `${path.replace(/^\/+/, '/')}/`);
    if (file.kind === 'absent') {
      status = 404;
      file = await readStaticFile(siteFolder, '/404.html');
    }
    if (file.kind !== 'file') return sendText(response, 404, '没有这个页面。');
    if (!file.contentType.startsWith('text/html')) return sendFile(request, response, status, file);
    const page = await includeParts(file.content.toString('utf8'), (name) =>
      readFile(join(partsFolder, `${name}.html`), 'utf8'),
    );
    const content = Buffer.from(fillPlaceholders(page, values()));
    return sendFile(request, response, status, { contentType: file.contentType, content });
  }

  /**
   * @param {IncomingMessage} request
   * @param {ServerResponse} response
   * @param {URL} origin
   */
  async function answerSession(request, response, origin) {
    if (request.method !== 'POST') {
      response.setHeader('allow', 'POST');
      return sendText(response, 405, '这个地址只接受 POST。');
    }
    // A page elsewhere can neither post here nor rebind a name of its own to this address.
    if (request.headers.origin !== origin.origin || isIP(origin.hostname) === 0) {
      return sendProblem(response, {
        status: 403,
        title: '只有本店后台可以申请上报会话',
        detail: `请从 ${shopOrigin()}/backoffice/ 打开后台。`,
      });
    }
    try {
      const minted = await mintReportingSession({
        registry: registryOrigin,
        outletId: demo.outletId,
        secretKey,
        fetch,
      });
      response.setHeader('cache-control', 'no-store');
      return sendJson(response, 200, 'application/json', minted);
    } catch (error) {
      if (!(error instanceof ReportingSessionError)) throw error;
      log(`storefront: no reporting session: ${error.message}`);
      return sendProblem(response, SESSION_PROBLEMS[error.reason]);
    }
  }

  function values() {
    const origins = {
      registry: registryOrigin,
      shopOrigin: shopOrigin(),
      copiedOrigin: copiedOrigin(),
    };
    return placeholderValues(demo, origins);
  }

  function port() {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  function shopOrigin() {
    return `http://127.0.0.1:${port()}`;
  }

  function copiedOrigin() {
    return `http://localhost:${port()}`;
  }

  /**
   * The origin to which a path belongs where it is asked for at the other one: the two stand for two
   * sites that have nothing to do with each other.
   * @param {string} path
   * @param {URL} origin
   */
  function homeOf(path, origin) {
    const isCopied = origin.hostname === 'localhost';
    if (path.startsWith('/fupin/')) return null;
    if (path.startsWith('/copied/')) return isCopied ? null : copiedOrigin();
    return isCopied ? shopOrigin() : null;
  }

  return {
    /**
     * Starts to listen and gives the shop's origin; port 0 takes any free port.
     * @param {number} listenPort
     * @param {string} [host]
     * @returns {Promise<string>}
     */
    async listen(listenPort, host = '127.0.0.1') {
      await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(listenPort, host, () => resolve(server.off('error', reject)));
      });
      return shopOrigin();
    },
    /** @returns {Promise<void>} */
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/**
 * @param {string} registryOrigin
 * @returns {Record<string, string>}
 */
function securityHeaders(registryOrigin) {
  return {
    'content-security-policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      `img-src 'self' data: ${registryOrigin}`,
      `connect-src 'self' ${registryOrigin}`,
      "font-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ].join('; '),
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
  };
}

/**
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 * @param {number} status
 * @param {{contentType: string, content: Buffer}} file
 */
function sendFile(request, response, status, { contentType, content }) {
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
  response.setHeader('etag', etag);
  response.setHeader('cache-control', 'no-cache');
  if (status === 200 && request.headers['if-none-match'] === etag) {
    response.writeHead(304).end();
    return;
  }
  response.writeHead(status, { 'content-type': contentType, 'content-length': content.length });
  response.end(request.method === 'HEAD' ? undefined : content);
}

/**
 * @param {ServerResponse} response
 * @param {number} status
 * @param {string} text
 */
function sendText(response, status, text) {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

/**
 * @param {ServerResponse} response
 * @param {string} location
 */
function sendRedirect(response, location) {
  response.writeHead(307, { location }).end();
}

/**
 * @param {ServerResponse} response
 * @param {number} status
 * @param {string} contentType
 * @param {object} body
 */
function sendJson(response, status, contentType, body) {
  response.writeHead(status, { 'content-type': contentType }).end(JSON.stringify(body));
}

/**
 * An RFC 9457 problem of this server's own.
 * @param {ServerResponse} response
 * @param {{status: number, title: string, detail: string}} problem
 */
function sendProblem(response, problem) {
  sendJson(response, problem.status, 'application/problem+json', problem);
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
