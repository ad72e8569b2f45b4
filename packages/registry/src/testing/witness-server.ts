import {
  createVerifierKey,
  decodeBase64,
  formatSignature,
  formatVerifierKey,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  signedMessage,
  verifyConsistency,
  verifyNote,
} from '@fupin/credential/log';
import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { Witness } from '../log/witness.ts';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
}

/** A witness of one log on loopback, as C2SP tlog-witness describes it; it goes when the test ends. */
export interface WitnessServer extends Witness {
  /** The bodies that it was sent. */
  readonly requests: readonly string[];
  /** The size of the tree that it cosigned last. */
  treeSize: number;
  root: Uint8Array;
  /** What it does to its answers; as it should where undefined. */
  spoil: ((answer: Answer) => Answer | Promise<Answer>) | undefined;
}

/** Starts a witness that trusts one log. */
export async function startWitness(
  t: TestContext,
  name: string,
  logVerifierKey: string,
  timestamp = 1_602_907_200,
): Promise<WitnessServer> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const raw = new Uint8Array(Buffer.from(x, 'base64url'));
  const key = await createVerifierKey(name, 'cosignature', raw);
  const logKey = await parseVerifierKey(logVerifierKey);
  const requests: string[] = [];

  async function addCheckpoint(body: string): Promise<Answer> {
    const [, head = '', note = ''] = /^(old [\s\S]*?\n)\n([\s\S]*)$/.exec(body) ?? [];
    const [old = '', ...proof] = head.trimEnd().split('\n');
    const parsed = parseNote(note);
    const { origin, treeSize, root } = parseCheckpoint(parsed.text);
    if (origin !== logKey.name) return { status: 404, body: 'unknown log' };
    if ((await verifyNote(parsed, [logKey])).length === 0) return { status: 403, body: 'unsigned' };
    const oldSize = Number(/^old (0|[1-9]\d*)$/.exec(old)?.[1]);
    if (!(oldSize <= treeSize)) return { status: 400, body: 'old size' };
    if (oldSize !== witness.treeSize) {
      return { status: 409, body: `${witness.treeSize}\n`, type: 'text/x.tlog.size' };
    }
    const isConsistent = await verifyConsistency({
      oldSize,
      size: treeSize,
      oldRoot: oldSize === 0 ? root : witness.root,
      root,
      hashes: proof.map(decodeBase64),
    });
    if (!isConsistent) return { status: 422, body: 'inconsistent' };
    [witness.treeSize, witness.root] = [treeSize, root];
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(BigInt(timestamp));
    const bare = sign(null, signedMessage(parsed.text, timestamp), privateKey);
    const signature = new Uint8Array([...time, ...bare]);
    return { status: 200, body: formatSignature({ name, id: key.id, signature }) };
  }

  const server = createServer((request, response) => {
    void (async () => {
      const body = await textOf(request);
      requests.push(body);
      const isKnown = request.method === 'POST' && request.url === '/w/add-checkpoint';
      const right = isKnown ? await addCheckpoint(body) : { status: 404, body: 'no such page' };
      const answer = witness.spoil ? await witness.spoil(right) : right;
      response.writeHead(answer.status, { 'content-type': answer.type ?? 'text/plain' });
      response.end(answer.body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const witness: WitnessServer = {
    verifierKey: formatVerifierKey(key),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/w`,
    requests,
    treeSize: 0,
    root: new Uint8Array(32),
    spoil: undefined,
  };
  return witness;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
