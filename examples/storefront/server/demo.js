import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * One badge of the demo and the product it stands for.
 * @typedef {object} DemoBadge
 * @property {string} badgeId
 * @property {string} certificateId
 * @property {string} productName
 * @property {string} countyName county of origin, in Chinese
 * @property {string} sku the shop's own article number
 * @property {number} priceFen price in fen
 * @property {string} imageUrl absolute, or relative to the registry
 */

/**
 * What the shop knows of its place in the registry: its outlet, its publishable key, and a badge in
 * each state that a certificate can be in.
 * @typedef {object} Demo
 * @property {string} outletId
 * @property {string} rootKeyId thumbprint of the registry's root key
 * @property {string} publishableKey
 * @property {Record<BadgeStatus, DemoBadge>} badges
 */

/** @typedef {(typeof badgeStatuses)[number]} BadgeStatus */

/** The states of a certificate for which the demo has a badge. */
export const badgeStatuses = /** @type {const} */ (['valid', 'expired', 'suspended', 'revoked']);

/**
 * Reads `demo-keys.json` and `demo.json`, which seeding writes into the data folder; `null` where
 * either is not there yet.
 * @param {string} dataFolder
 * @returns {Promise<{demo: Demo, secretKey: string} | null>}
 */
export async function readDemo(dataFolder) {
  const keys = await readJson(join(dataFolder, 'demo-keys.json'));
  const seeded = await readJson(join(dataFolder, 'demo.json'));
  if (keys === null || seeded === null) return null;
  const badges = /** @type {Record<BadgeStatus, DemoBadge>} */ ({});
  for (const status of badgeStatuses) badges[status] = readBadge(seeded, status);
  return {
    demo: {
      outletId: text(seeded, 'outletId', 'demo.json'),
      rootKeyId: text(seeded, 'rootKeyId', 'demo.json'),
      publishableKey: text(keys, 'publishable', 'demo-keys.json'),
      badges,
    },
    secretKey: text(keys, 'operator', 'demo-keys.json'),
  };
}

/**
 * The values of the placeholders that the shop's pages may use: `registry`, `rootKey`,
 * `publishableKey`, `outlet`, `shopOrigin`, `copiedOrigin`, and for each state of a badge (`Valid`, `Expired`,
 * `Suspended`, `Revoked`) `badge…`, `certificate…`, `productName…`, `countyName…`, `sku…`,
 * `priceFen…`, `yuan…` (`12.80`) and `imageUrl…`.
 * @param {Demo} demo
 * @param {{registry: string, shopOrigin: string, copiedOrigin: string}} origins
 * @returns {Record<string, string>}
 */
export function placeholderValues(demo, { registry, shopOrigin, copiedOrigin }) {
  /** @type {Record<string, string>} */
  const values = {
    registry,
    shopOrigin,
    copiedOrigin,
    publishableKey: demo.publishableKey,
    outlet: demo.outletId,
    rootKey: demo.rootKeyId,
  };
  for (const status of badgeStatuses) {
    const badge = demo.badges[status];
    const suffix = status.charAt(0).toUpperCase() + status.slice(1);
    values[`badge${suffix}`] = badge.badgeId;
    values[`certificate${suffix}`] = badge.certificateId;
    values[`productName${suffix}`] = badge.productName;
    values[`countyName${suffix}`] = badge.countyName;
    values[`sku${suffix}`] = badge.sku;
    values[`priceFen${suffix}`] = String(badge.priceFen);
    values[`yuan${suffix}`] = (badge.priceFen / 100).toFixed(2);
    values[`imageUrl${suffix}`] = httpUrl(badge.imageUrl, registry);
  }
  return values;
}

/**
 * @param {string} path
 * @returns {Promise<unknown>} `null` where there is no such file
 */
async function readJson(path) {
  let content;
  try {
    content = await readFile(path, 'utf8');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new Error(`${path} is not JSON; seed the registry again to write it anew`, { cause });
  }
}

/**
 * @param {unknown} seeded
 * @param {BadgeStatus} status
 * @returns {DemoBadge}
 */
function readBadge(seeded, status) {
  const where = `demo.json, badges.${status}`;
  const badge = field(field(seeded, 'badges'), status);
  const priceFen = field(badge, 'priceFen');
  if (typeof priceFen !== 'number' || !Number.isSafeInteger(priceFen) || priceFen < 0) {
    throw new Error(`${where}: priceFen is ${String(priceFen)}, expected an integer of fen`);
  }
  return {
    badgeId: text(badge, 'badgeId', where),
    certificateId: text(badge, 'certificateId', where),
    productName: text(badge, 'productName', where),
    countyName: text(badge, 'countyName', where),
    sku: text(badge, 'sku', where),
    priceFen,
    imageUrl: text(badge, 'imageUrl', where),
  };
}

/**
 * @param {unknown} record
 * @param {string} name
 * @returns {unknown}
 */
function field(record, name) {
  if (typeof record !== 'object' || record === null) return undefined;
  return /** @type {Record<string, unknown>} */ (record)[name];
}

/**
 * @param {unknown} record
 * @param {string} name
 * @param {string} where
 */
function text(record, name, where) {
  const value = field(record, name);
  if (typeof value === 'string' && value !== '') return value;
  throw new Error(`${where}: ${name} is missing, expected text; seed the registry again`);
}

/**
 * @param {string} address
 * @param {string} base
 */
function httpUrl(address, base) {
  const url = new URL(address, base);
  if (url.protocol === 'http:' || url.protocol === 'https:') return url.href;
  throw new Error(`${address} is no picture's address, expected http or https`);
}
