import { globSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowser } from './browser.ts';
import { build } from './build.ts';
import { fail, root, runCommand } from './command.ts';

const names = globSync('bench/*.ts', { cwd: root })
  .map((file) => path.basename(file, '.ts'))
  .filter((name) => !name.endsWith('.test'))
  .toSorted();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  fail(`There is no bench ${unknown.join(', ')}.`, `Expected one or more of: ${names.join(', ')}`);
}

await build();
const browser = await ensureBrowser();
for (const name of asked.length > 0 ? asked : names) {
  console.log(`\n# ${name}`);
  const { status } = await runCommand(
    'node',
    ['--conditions=@fupin/source', '--expose-gc', path.join(root, 'bench', `${name}.ts`)],
    { live: true, env: { CHROME_PATH: browser } },
  );
  if (status !== 0) process.exitCode = 1;
}
