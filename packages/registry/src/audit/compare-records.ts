import { digestCertificate, getBit, type CertificateClaims } from '@fupin/credential';
import { MarkLicence, type Page } from '@fupin/schema';
import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { namedDigest } from '../log/named-digest.ts';
import { AuditFault } from './audit-fault.ts';
import type { LoggedRecords } from './logged-records.ts';
import type { RegistryReader } from './registry-reader.ts';

const atOnce = 8;
// A status list is a few hundred kilobytes; more is not unpacked.
const longestList = 8 * 1024 * 1024;

interface Jwk extends JsonWebKey {
  readonly kid?: string;
}

/** Where certificates' status stands: which bits have to be set in each list, by its path. */
type ExpectedLists = Map<string, { readonly purpose: string; readonly set: Map<number, string> }>;

/**
 * Compares what a registry serves with what its log says of it: key set, certificates, their status, mark licences. Throws an
 * AuditFault that names the first record that differs.
 */
export async function compareRecords(
  reader: RegistryReader,
  records: LoggedRecords,
  { now, onCertificate }: { readonly now: Date; readonly onCertificate?: (done: number) => void },
): Promise<void> {
  const keys = await checkKeySet(reader, records);
  const lists: ExpectedLists = new Map();
  let done = 0;
  await inParallel([...records.certificates.keys()], async (certificateId) => {
    await checkCertificate(reader, records, { certificateId, lists, now });
    onCertificate?.((done += 1));
  });
  for (const [path, expected] of lists) await checkStatusList(reader, path, { ...expected, keys });
  await checkListed(reader, records);
  await checkLicences(reader, records);
}

/** That the key set is the one logged last, and that no other key is published. */
async function checkKeySet(
  reader: RegistryReader,
  records: LoggedRecords,
): Promise<readonly Jwk[]> {
  const plainPath = '/.well-known/jwks.json';
  const plain = await reader.text(plainPath);
  const token = await reader.findText('/.well-known/jwks.jwt');
  // Where a root key signs the set, what it signed is what counts.
  const payload = token === undefined ? plain : payloadBytes(token);
  const path = token === undefined ? plainPath : '/.well-known/jwks.jwt';
  const logged = records.keySet;
  if (!logged) throw new AuditFault(path, 'was never logged');
  if (namedDigest(payload) !== logged.entry.digest) {
    throw new AuditFault(path, `is not the key set of entry ${logged.index}`);
  }
  const { keys } = JSON.parse(payload.toString()) as { readonly keys: readonly Jwk[] };
  for (const { kid, x, y } of (JSON.parse(plain) as { readonly keys: readonly Jwk[] }).keys) {
    if (keys.some((key) => key.kid === kid && key.x === x && key.y === y)) continue;
    throw new AuditFault(
      plainPath,
      `has the key ${kid}, which is not in the key set that was logged`,
    );
  }
  return keys;
}

async function checkCertificate(
  reader: RegistryReader,
  records: LoggedRecords,
  {
    certificateId,
    lists,
    now,
  }: { readonly certificateId: string; readonly lists: ExpectedLists; readonly now: Date },
): Promise<void> {
  const path = `/certificates/${certificateId}`;
  const token = await reader.text(path, 'application/vc+jwt');
  const logged = records.certificates.get(certificateId);
  if ((await digestOf(token, path)) !== logged?.entry.digest) {
    throw new AuditFault(path, `is not what entry ${logged?.index} says`);
  }
  const { credentialStatus } = payloadOf(token) as CertificateClaims;
  const status = records.statusOf(certificateId, now);
  for (const { statusPurpose, statusListCredential, statusListIndex } of credentialStatus) {
    const list = new URL(statusListCredential).pathname;
    const expected = lists.get(list) ?? { purpose: statusPurpose, set: new Map<number, string>() };
    lists.set(list, expected);
    if (status[statusPurpose]) expected.set.set(Number(statusListIndex), certificateId);
  }
}

async function checkStatusList(
  reader: RegistryReader,
  path: string,
  {
    purpose,
    set,
    keys,
  }: { readonly purpose: string; readonly set: Map<number, string>; readonly keys: readonly Jwk[] },
): Promise<void> {
  const token = await reader.text(path, 'application/vc+jwt');
  if (!isSignedBy(token, keys)) {
    throw new AuditFault(path, 'is not signed by a key of the key set');
  }
  const { credentialSubject } = payloadOf(token) as {
    readonly credentialSubject: { readonly statusPurpose: string; readonly encodedList: string };
  };
  if (credentialSubject.statusPurpose !== purpose) {
    throw new AuditFault(path, `is a list of ${credentialSubject.statusPurpose}, not ${purpose}`);
  }
  const packed = Buffer.from(credentialSubject.encodedList.slice(1), 'base64url');
  const bits = new Uint8Array(gunzipSync(packed, { maxOutputLength: longestList }));
  for (let index = 0; index < bits.length * 8; index += 1) {
    const certificateId = set.get(index);
    if (getBit(bits, index) === (certificateId !== undefined)) continue;
    throw new AuditFault(
      `${path}, bit ${index}`,
      certificateId
        ? `is clear, but the log says ${purpose} of ${certificateId}`
        : `is set, but the log knows of no ${purpose} there`,
    );
  }
}

/** That the registry lists no certificate which is not in the log. */
async function checkListed(reader: RegistryReader, records: LoggedRecords): Promise<void> {
  for await (const { certificateId } of itemsOf<{ certificateId: string }>(
    reader,
    '/v1/certificates',
  )) {
    if (records.certificates.has(certificateId)) continue;
    throw new AuditFault(`/v1/certificates/${certificateId}`, 'was never logged');
  }
}

/** That the register of mark licences says what the log says, and leaves none out. */
async function checkLicences(reader: RegistryReader, records: LoggedRecords): Promise<void> {
  const missing = new Set(records.licences.keys());
  for await (const item of itemsOf<unknown>(reader, '/v1/mark-licences')) {
    const { licenceId, status, origins } = MarkLicence.parse(item);
    const path = `/v1/mark-licences/${licenceId}`;
    const logged = records.licences.get(licenceId);
    if (!logged) throw new AuditFault(path, 'was never logged');
    const { entry, index } = logged;
    // That time ran out is no event, so it is in no entry.
    const isSame = status === entry.status || (status === 'expired' && entry.status === 'granted');
    const licensed = origins.map(({ origin }) => origin);
    if (!isSame || licensed.toSorted().join() !== entry.origins.toSorted().join()) {
      throw new AuditFault(path, `is not what entry ${index} says`);
    }
    missing.delete(licenceId);
  }
  const [first] = missing;
  if (first !== undefined)
    throw new AuditFault(`/v1/mark-licences/${first}`, 'is not in the register');
}

async function* itemsOf<Item>(reader: RegistryReader, path: string): AsyncGenerator<Item> {
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = new URLSearchParams({ limit: '100', ...(cursor && { cursor }) });
    const page = JSON.parse(await reader.text(`${path}?${query}`)) as Page<Item>;
    yield* page.items;
    cursor = page.nextCursor;
  }
}

async function digestOf(token: string, path: string): Promise<string> {
  try {
    return await digestCertificate(token);
  } catch {
    throw new AuditFault(path, 'is no compact JWS');
  }
}

function payloadOf(token: string): unknown {
  return JSON.parse(payloadBytes(token).toString());
}

function payloadBytes(token: string): Buffer {
  return Buffer.from(token.split('.')[1] ?? '', 'base64url');
}

function isSignedBy(token: string, keys: readonly Jwk[]): boolean {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { kid?: string };
  const jwk = keys.find((key) => key.kid === kid);
  if (!jwk) return false;
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return verify(
    'sha256',
    Buffer.from(`${header}.${payload}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
}

async function inParallel<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
