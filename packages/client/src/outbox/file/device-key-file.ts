import { createPublicKey, generateKeyPairSync, hash, type JsonWebKey } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DeviceKey } from '../queue.ts';
import { syncFolder } from './record-file.ts';

/** The device key of a folder: a private JWK (RFC 7517) in a file that only its owner may read. */
export class DeviceKeyFile {
  /** RFC 7638 thumbprint of the public key. */
  readonly epoch: string;
  readonly #jwk: JsonWebKey;

  private constructor(jwk: JsonWebKey) {
    this.#jwk = jwk;
    const { crv, kty, x, y } = jwk;
    this.epoch = hash('sha256', JSON.stringify({ crv, kty, x, y }), 'base64url');
  }

  /** The key that lies there; undefined where none does, or what does is no key. */
  static async open(path: string): Promise<DeviceKeyFile | undefined> {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    if (text === undefined) return undefined;
    try {
      const jwk = JSON.parse(text) as JsonWebKey;
      const { x, y } = createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'jwk' });
      return jwk.d && jwk.x === x && jwk.y === y ? new DeviceKeyFile(jwk) : undefined;
    } catch {
      return undefined;
    }
  }

  /** Makes a key, which is durable before anybody sees it; one that lay there is replaced. */
  static async create(path: string): Promise<DeviceKeyFile> {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = privateKey.export({ format: 'jwk' });
    const draft = `${path}.new`;
    await rm(draft, { force: true });
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(JSON.stringify(jwk));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, path);
    await syncFolder(dirname(path));
    return new DeviceKeyFile(jwk);
  }

  /** The key as WebCrypto takes it. */
  async key(): Promise<DeviceKey> {
    const { crv = '', kty = '', x = '', y = '' } = this.#jwk;
    const es256 = { name: 'ECDSA', namedCurve: 'P-256' };
    const privateKey = await crypto.subtle.importKey('jwk', this.#jwk, es256, false, ['sign']);
    return { epoch: this.epoch, publicKey: { crv, kty, x, y }, privateKey };
  }
}
