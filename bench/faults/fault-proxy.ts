import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What can go wrong between sender and registry. */
export const faults = [
  /** The connection is reset before the registry gets anything. */
  'resetBefore',
  /** The registry answers, and the answer is lost. */
  'answerLost',
  /** The connection is reset, and the request arrives all the same, later. */
  'late',
  /** The request arrives twice. */
  'twice',
  /** 503 with Retry-After. */
  'unavailable',
  /** 429 with Retry-After. */
  'tooManyRequests',
  /** The registry answers, and nothing comes back until the sender gives up. */
  'hanging',
  /** The answer comes byte by byte. */
  'slow',
  /** The connection is reset in the middle of the answer. */
  'truncated',
  /** The answer is complete as HTTP, and its JSON is cut. */
  'cutJson',
  /** Something on the way answers 200 with a page of its own. */
  'page',
] as const;
export type FaultName = (typeof faults)[number];

/** A proxy on the loopback address that does to requests what it is told. */
export interface FaultProxy {
  readonly url: string;
  /** How often each fault was done. */
  readonly done: ReadonlyMap<FaultName, number>;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Starts a proxy before a registry; the function chooses for each request what goes wrong, if anything. */
export async function startFaultProxy(
  registry: string,
  chooseFault: () => FaultName | undefined,
): Promise<FaultProxy> {
  const done = new Map<FaultName, number>();
  const agent = new Agent({ keepAlive: true });
  const late = new Set<Promise<unknown>>();

  const forward = (incoming: IncomingMessage, body: Buffer) =>
    new Promise<Answer>((resolve, reject) => {
      // As the server of a shop, which is no browser, it names no origin.
      const {
        method,
        url = '/',
        headers: { origin: _, ...headers },
      } = incoming;
      const outgoing = request(registry + url, { method, headers, agent }, async (response) => {
        try {
          const answer = await bodyOf(response);
          resolve({ status: response.statusCode ?? 502, headers: response.headers, body: answer });
        } catch (error) {
          reject(error as Error);
        }
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const fault = chooseFault();
    if (fault) done.set(fault, (done.get(fault) ?? 0) + 1);
    switch (fault) {
      case 'resetBefore':
        return reset(response);
      case 'unavailable':
      case 'tooManyRequests':
        response.writeHead(fault === 'unavailable' ? 503 : 429, { 'retry-after': '1' });
        return void response.end();
      case 'page':
        response.writeHead(200, { 'content-type': 'text/html' });
        return void response.end('<!doctype html><title>Welcome to our Wi-Fi</title>');
      case 'late': {
        reset(response);
        const arriving = sleep(300)
          .then(() => forward(incoming, body))
          .catch(() => undefined);
        late.add(arriving);
        return void arriving.then(() => late.delete(arriving));
      }
      default:
    }
    const answer = await forward(incoming, body);
    if (fault === 'twice') await forward(incoming, body);
    if (fault === 'answerLost') return reset(response);
    if (fault === 'hanging') return;
    const { connection: _, 'transfer-encoding': __, ...headers } = answer.headers;
    const sent = fault === 'cutJson' ? answer.body.subarray(0, -20) : answer.body;
    response.writeHead(answer.status, { ...headers, 'content-length': sent.length });
    if (fault === 'truncated') {
      response.write(sent.subarray(0, sent.length / 2), () => reset(response));
      return;
    }
    if (fault === 'slow') await drip(response, sent);
    else response.write(sent);
    response.end();
  }

  const server = createServer((incoming, response) => {
    pass(incoming, response).catch(() => reset(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    done,
    async close() {
      await Promise.all(late);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      agent.destroy();
    },
  };
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}

async function drip(response: ServerResponse, bytes: Buffer): Promise<void> {
  for (const byte of bytes) {
    if (response.destroyed) return;
    response.write(Buffer.of(byte));
    await sleep(1);
  }
}
