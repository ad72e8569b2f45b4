const policy = /(\w+)\.createPolicy\("lit-html",/;

/**
 * Gives the copy of Lit in a bundle a Trusted Types policy of its own. Under `trusted-types` in a page's Content-Security-Policy
 * no two policies may have one name, so that a second Lit on the page would fail; and a page can allow `fupin` without
 * allowing whatever else brings a Lit. Where the name is taken by another file of ours, the next is tried.
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
          code: `${code.replace(policy, 'makePolicy($1,')}
function makePolicy(factory, rules) {
  for (let number = 1; ; number++) {
    try {
      return factory.createPolicy(number > 1 ? 'fupin-' + number : 'fupin', rules);
    } catch (error) {
      if (number > 8) throw error;
    }
  }
}`,
          map: null,
        };
      },
    },
  };
}
