import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { createPublicRequest, type PublicRequest } from '../http/public-request.ts';

/** A delivery as it came in. */
export interface ReceivedWebhook {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver of webhooks on the loopback; it answers 204 to every path that no test has set otherwise. */
export interface WebhookReceiver {
  readonly address: string;
  readonly received: readonly ReceivedWebhook[];
  /** What came in on a path. */
  on(path: string): readonly ReceivedWebhook[];
  /** How a path answers from now on. */
  answer(path: string, how: (response: ServerResponse) => void): void;
  /** Makes requests to this receiver, whichever host they are for. */
  readonly request: PublicRequest;
}

/** Starts a receiver, which ends with the test. */
export async function receiveWebhooks(t: TestContext): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const answers = new Map<string, (response: ServerResponse) => void>();
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { url: path = '', headers } = request;
      received.push({ path, headers, body: Buffer.concat(parts).toString() });
      const answer = answers.get(path);
      if (answer) answer(response);
      else response.writeHead(204).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = createPublicRequest({ isSandbox: true });
  return {
    address,
    received,
    on: (path) => received.filter((each) => each.path === path),
    answer: (path, how) => answers.set(path, how),
    request: ({ pathname, search }, call) => send(new URL(`${pathname}${search}`, address), call),
  };
}
