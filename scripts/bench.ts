import { globSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowser } from './browser.ts';
import { build } from './build.ts';
import { fail, root, runCommand } from './command.ts';

const names = globSync('bench/*.ts', { cwd: root })
  .map((file) => path.basename(file, '.ts'))
  .filter((name) => !name.endsWith('.test'))
  .toSorted();
// What begins with a dash, and all behind it, is for the bench itself.
const given = process.argv.slice(2);
const dash = given.findIndex((argument) => argument.startsWith('-'));
const asked = dash < 0 ? given : given.slice(0, dash);
const options = dash < 0 ? [] : given.slice(dash);
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  fail(`There is no bench ${unknown.join(', ')}.`, `Expected one or more of: ${names.join(', ')}`);
}

if (options.length > 0 && asked.length !== 1) {
  fail(`${options[0]} is for one bench.`, 'Expected: npm run bench NAME -- OPTIONS');
}

await build();
const browser = await ensureBrowser();
for (const name of asked.length > 0 ? asked : names) {
  console.log(`\n# ${name}`);
  const { status } = await runCommand(
    'node',
    [
      '--conditions=@fupin/source',
      '--expose-gc',
      path.join(root, 'bench', `${name}.ts`),
      ...options,
    ],
    { live: true, env: { CHROME_PATH: browser } },
  );
  if (status !== 0) process.exitCode = 1;
}
