import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ServedRegistry } from './serve-registry.ts';

/**
 * Puts a `docker` before the one on the path, which runs an implementation of vc-jose-cose-test-suite as its README says:
 * `… run --rm NAME issue|verify --input FILE --key FILE --feature NAME --output FILE`. Answers with the environment for it.
 */
export function installDockerStandIn(
  folder: string,
  checkout: string,
  { issuer, url }: ServedRegistry,
): Readonly<Record<string, string>> {
  const file = path.join(folder, 'docker');
  const program = path.join(import.meta.dirname, 'jose-cose-program.ts');
  writeFileSync(
    file,
    `#!/bin/sh\nexec node --conditions=@fupin/source '${program}' '${checkout}' '${issuer}' '${url}' "$@"\n`,
  );
  chmodSync(file, 0o755);
  return { PATH: `${folder}${path.delimiter}${process.env['PATH'] ?? ''}` };
}
