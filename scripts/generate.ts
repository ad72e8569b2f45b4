import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from './command.ts';
import { elementsManifest, elementsReference } from './elements-reference.ts';
import { operationsReference } from './operations-reference.ts';

const manifest = await elementsManifest();
const generated: Readonly<Record<string, string>> = {
  'packages/elements/custom-elements.json': JSON.stringify(manifest),
  'docs/reference/elements.md': elementsReference(manifest),
  'docs/reference/operations.md': operationsReference(),
};

const isCheck = process.argv.includes('--check');
for (const [file, text] of Object.entries(generated)) {
  const full = path.join(root, file);
  const formatted = await format(text, { ...(await resolveConfig(full)), filepath: full });
  if (existsSync(full) && readFileSync(full, 'utf8') === formatted) continue;
  if (isCheck) {
    console.error(`${file} is not what its sources make of it. Run: npm run generate`);
    process.exitCode = 1;
  } else {
    writeFileSync(full, formatted);
    console.log(`wrote ${file}`);
  }
}
