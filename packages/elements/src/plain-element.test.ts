import assert from 'node:assert/strict';
import { it } from 'node:test';

it('a server can load the badge and the provider, which have no templates', async () => {
  assert.equal('HTMLElement' in globalThis, false);
  const { CertificationBadge } = await import('./certification-badge/certification-badge.ts');
  const { Provider } = await import('./provider/provider.ts');
  assert.deepEqual([typeof CertificationBadge, typeof Provider], ['function', 'function']);
});
