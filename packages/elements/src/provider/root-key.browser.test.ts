import { generateSigningKey, signKeySet } from '@fupin/credential';
import { expect, fixture, html } from '@open-wc/testing';
import '../certification-badge/certification-badge.ts';
import { makeBadge, settled, showBadge } from '../../test/shown-badge.ts';
import { badgeIdOf, createSmallRegistry } from '../../test/small-registry.ts';
import './provider.ts';

const day = 86_400_000;
const root = await generateSigningKey();
let count = 0;

/** A registry of its own for each test, since a page remembers what keys a registry's root key has signed. */
async function registryOf(signer?: typeof root) {
  const address = `https://pinned-${(count += 1)}.test`;
  const { bundle, fetch } = await createSmallRegistry(0, address);
  const input = {
    issuer: bundle.issuer,
    keys: bundle.keySet.keys as Parameters<typeof signKeySet>[0]['keys'],
    validFrom: new Date(Date.now() - day),
    validUntil: new Date(Date.now() + day),
  };
  const signed = signer && { signedKeySet: await signKeySet(input, signer) };
  return { registry: address, fetch, bundle: { ...bundle, ...signed } };
}

const shown = async (rootKey: string | undefined, signer?: typeof root) => {
  const settings = await registryOf(signer);
  return showBadge(makeBadge(await createSmallRegistry(), 'valid', { rootKey, ...settings }));
};
const verified = async (rootKey: string | undefined, signer?: typeof root) =>
  (await shown(rootKey, signer)).state;

describe('a pinned root key', () => {
  it('believes keys that it signed', async () => {
    expect(await verified(root.kid, root)).to.equal('valid');
  });

  it('is one of several between spaces', async () => {
    const other = await generateSigningKey();
    expect(await verified(` ${other.kid}\n${root.kid} `, root)).to.equal('valid');
  });

  it('believes no keys that nobody signed, or another', async () => {
    expect(await verified(root.kid)).to.equal('unverifiable');
    expect(await verified(root.kid, await generateSigningKey())).to.equal('unverifiable');
  });

  it('believes nothing where it is left empty', async () => {
    expect(await verified('', root)).to.equal('unverifiable');
    expect(await verified(undefined, root)).to.equal('valid');
  });

  it('comes from the provider, and from an element’s own attribute before that', async () => {
    const { registry, fetch, bundle } = await registryOf(root);
    const container = await fixture(html`
      <fupin-provider registry=${registry} root-key="nobody" .fetch=${fetch}>
        <fupin-certification-badge badge=${badgeIdOf('valid')}></fupin-certification-badge>
        <fupin-certification-badge
          badge=${badgeIdOf('valid')}
          root-key=${root.kid}
          .bundle=${bundle}
        ></fupin-certification-badge>
      </fupin-provider>
    `);
    const badges = [...container.querySelectorAll('fupin-certification-badge')];
    await Promise.all(badges.map((badge) => badge.state === 'verifying' && settled(badge)));
    expect(badges.map(({ state }) => state)).to.deep.equal(['unverifiable', 'valid']);
  });

  it('has a badge verified anew when it changes', async () => {
    const badge = await shown(undefined);
    expect(badge.state).to.equal('valid');
    badge.rootKey = root.kid;
    await settled(badge);
    expect(badge.state).to.equal('unverifiable');
  });
});
