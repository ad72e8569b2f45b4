import axe from 'axe-core';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { RegistryAddress } from './registry.ts';
import { scenesOf, type Scene } from './scenes.ts';

const readers = [
  { locale: 'zh-Hans', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { locale: 'en', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

/**
 * What axe finds in any element in any state, with all its rules, in Chinese on a light desk and in English on a dark
 * phone; one line each. Elements that are not built yet are named and left out.
 */
export async function violations(
  browser: Browser,
  origin: string,
  address: RegistryAddress,
): Promise<readonly string[]> {
  const scenes = scenesOf(address).filter(({ element }) => isBuilt(element));
  const missing = new Set(
    scenesOf(address)
      .map(({ element }) => element)
      .filter((element) => !isBuilt(element)),
  );
  for (const element of missing) {
    console.log(`axe has not seen ${element}: its file for plain pages is not there.`);
  }
  const found: string[] = [];
  let states = 0;
  for (const { locale, ...reader } of readers) {
    const context = await browser.newContext({ ...reader, reducedMotion: 'reduce' });
    const pages = new Map<string, Page>();
    for (const scene of scenes) {
      // The same server under another name is another origin.
      const host = scene.isElsewhere ? origin.replace('127.0.0.1', 'localhost') : origin;
      const page = pages.get(host) ?? (await openPage(context, host));
      pages.set(host, page);
      const check = async (state: string) => {
        states += 1;
        for (const violation of await violationsOn(page)) {
          found.push(`${scene.element}, ${state}, ${locale}, ${reader.colorScheme}: ${violation}`);
        }
      };
      const element = page.locator(`fupin-${scene.element}`);
      await show(page, scene, locale);
      await element.locator(scene.shown).first().waitFor({ timeout: 10_000 });
      await check(scene.state);
      for (const { state, press, shown } of scene.then ?? []) {
        await element.locator(press).click();
        await element.locator(shown).first().waitFor({ state: 'attached', timeout: 10_000 });
        await check(state);
      }
    }
    await context.close();
  }
  console.log(`axe looked at ${states} states`);
  return found;
}

async function openPage(context: BrowserContext, host: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${host}/elements`);
  await page.evaluate(axe.source);
  return page;
}

function isBuilt(element: string): boolean {
  const file = new URL(`../../packages/elements/dist/cdn/${element}.js`, import.meta.url);
  return existsSync(fileURLToPath(file));
}

function show(page: Page, { element, properties, isHung, file }: Scene, locale: string) {
  return page.evaluate(
    async ({ tag, assigned, hung, text }) => {
      // A shop with a cart of its own takes the goods.
      document.addEventListener('fupin-cart-add', (event) => event.preventDefault());
      const made = document.createElement(tag);
      document.querySelector('#stage')?.replaceChildren(made);
      await customElements.whenDefined(tag);
      if (hung) Object.assign(made, { fetch: () => new Promise(() => {}) });
      Object.assign(made, assigned);
      if (text) Object.assign(made, { file: new File([text], 'sales.csv') });
    },
    { tag: `fupin-${element}`, assigned: { ...properties, locale }, hung: isHung, text: file },
  );
}

async function violationsOn(page: Page): Promise<string[]> {
  const { violations: found } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] }),
  );
  return found.map(({ id, help, nodes }) => {
    const [first] = nodes;
    const others = nodes.length > 1 ? ` and ${nodes.length - 1} more` : '';
    return `${id} (${help}) at ${first?.target.flat(2).join(' ')}${others}`;
  });
}
