const policy = /(\w+)\.createPolicy\("lit-html",/;

/**
 * Gives the copy of Lit in a file a Trusted Types policy of its own: `fupin`, or `fupin-2` and so on for further files of ours
 * on the page. Under `trusted-types` in a page's Content-Security-Policy no two policies may have one name, so that a
 * second Lit on the page would fail; and a page can allow these names without allowing whatever else brings a Lit. The
 * files are counted rather than names tried, because every refusal is reported as a violation.
 * @returns {import('vite').Plugin}
 */
export function ownTrustedTypesPolicy() {
  return {
    name: 'own-trusted-types-policy',
    transform: {
      filter: { id: /\/lit-html\/(?:development\/)?lit-html\.js$/ },
      handler(code) {
        if (!policy.test(code)) this.error('lit-html no longer makes its policy as it did');
        return {
          code: `${code.replace(policy, '$1.createPolicy(policyName(),')}
function policyName() {
  const copies = Symbol.for('@fupin/elements/copies');
  const number = (globalThis[copies] = (globalThis[copies] ?? 0) + 1);
  return number > 1 ? 'fupin-' + number : 'fupin';
}`,
          map: null,
        };
      },
    },
  };
}
