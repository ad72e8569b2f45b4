import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';

const CONTENT_TYPES = /** @type {Record<string, string>} */ ({
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
});

/**
 * @typedef {{kind: 'file', contentType: string, content: Buffer}
 *   | {kind: 'folder'}
 *   | {kind: 'absent'}} StaticFile
 */

/**
 * Reads the file of a folder that a URL path stands for. Paths that leave the folder (`..`, encoded
 * or not, or a symbolic link), hidden files and types that a site has no business serving are
 * `absent`; so is a folder without `index.html`. A folder asked for without its closing slash is
 * `folder`.
 * @param {string} folder
 * @param {string} urlPath begins with a slash, still percent-encoded
 * @returns {Promise<StaticFile>}
 */
export async function readStaticFile(folder, urlPath) {
  const path = decode(urlPath);
  if (path === null || path.includes('\0') || path.split(/[/\\]/).some(isHidden)) return ABSENT;
  const wanted = resolve(folder, `.${path.endsWith('/') ? `${path}index.html` : path}`);
  const contentType = CONTENT_TYPES[extname(wanted).toLowerCase()];
  try {
    const root = await realpath(folder);
    const real = await realpath(wanted);
    if (real !== root && !real.startsWith(root + sep)) return ABSENT;
    if ((await stat(real)).isDirectory()) return path.endsWith('/') ? ABSENT : { kind: 'folder' };
    if (contentType === undefined) return ABSENT;
    return { kind: 'file', contentType, content: await readFile(real) };
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return ABSENT;
    throw error;
  }
}

const ABSENT = /** @type {const} */ ({ kind: 'absent' });

/** @param {string} segment */
function isHidden(segment) {
  return segment.startsWith('.');
}

/** @param {string} urlPath */
function decode(urlPath) {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return null;
  }
}
