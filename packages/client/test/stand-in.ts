import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** A request as the stand-in saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Unpacked, where it came packed. */
  readonly body: string;
}

/** A real HTTP server on the loopback interface that answers as a test tells it to, for faults a registry won't show. */
export interface StandIn extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
}

/** Starts a stand-in; the handler gets each request and how many came before it. */
export async function standIn(
  handler: (request: SeenRequest, response: ServerResponse, index: number) => void,
): Promise<StandIn> {
  const requests: SeenRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = incoming;
    const sent = Buffer.concat(chunks);
    const body = headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent;
    const request = { method, url, headers, body: body.toString() };
    handler(request, response, requests.push(request) - 1);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with JSON. */
export function answer(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** A problem document as the registry writes it. */
export function problem(code: string, status: number, detail = `It is ${code}`) {
  return {
    type: `https://registry.example/problems/${code}`,
    title: code,
    status,
    code,
    detail,
    instance: 'req_1',
  };
}
