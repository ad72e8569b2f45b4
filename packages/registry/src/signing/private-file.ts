import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SigningKeyError } from './signing-key-error.ts';

/** Reads a file that holds a private key; undefined where there is none. Throws where others may read it. */
export async function readPrivateFile(file: string): Promise<string | undefined> {
  try {
    const { mode } = await stat(file);
    // Windows has no such bits; who may read a file there is up to its folder.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new SigningKeyError(
        `The key file ${file} may be read by others (mode ${(mode & 0o777).toString(8)}). Expected: mode 600. ` +
          `Run chmod 600 on it, and make a new key if somebody may have read it.`,
      );
    }
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes a new file of mode 0600; throws `EEXIST` where there is one, which is never written over. */
export async function createPrivateFile(file: string, content: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, jsonText(content), { mode: 0o600, flag: 'wx' });
}

/** Puts other content into a file of mode 0600, so that readers see all of the old or all of the new. */
export async function replacePrivateFile(file: string, content: unknown): Promise<void> {
  await replaceFile(file, jsonText(content), 0o600);
}

/** Puts other text into a file, made where there is none, so that readers see all of the old or all of the new. */
export async function replaceFile(file: string, text: string, mode = 0o644): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.new`;
  await writeFile(draft, text, { mode, flush: true });
  await rename(draft, file);
}

function jsonText(content: unknown): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
