/** The JSON-LD context of W3C Verifiable Credentials 2.0. */
export const credentialsContext = 'https://www.w3.org/ns/credentials/v2';

/** The JSON-LD context of the UNTP Digital Conformity Credential 0.6.0, the release for pilot use. */
export const conformityContext = 'https://test.uncefact.org/vocabulary/untp/dcc/0.6.0/';

/**
 * Writes the registry's own JSON-LD context for the address it is served at (`…/contexts/v1`). What a published version
 * says never changes: a new term makes a new version.
 */
export function registryContext(url: string): object {
  const term = (name: string, type?: string) => ({
    [name]: type ? { '@id': `${url}#${name}`, '@type': type } : `${url}#${name}`,
  });
  return {
    '@context': {
      '@version': 1.1,
      ...term('BadgeCredential'),
      ...term('directoryEntry', '@id'),
      MarkLicence: {
        '@id': `${url}#MarkLicence`,
        '@context': {
          ...term('merchant'),
          ...term('product', '@id'),
          origins: { '@id': `${url}#origins`, '@container': '@set' },
          ...term('certificate', '@id'),
          ...term('certificateDigest', '@id'),
          licences: { '@id': `${url}#licences`, '@container': '@set' },
        },
      },
      DirectoryEntry: {
        '@id': `${url}#DirectoryEntry`,
        '@context': {
          ...term('directoryNo'),
          ...term('batch'),
          certifiedBy: {
            '@id': `${url}#certifiedBy`,
            '@context': { ...term('divisionCode'), name: 'https://schema.org/name' },
          },
          linkages: { '@id': `${url}#linkages`, '@container': '@set' },
          ...term('householdsHelped'),
          ...term('peopleHelped'),
          ...term('commodityValueFen'),
        },
      },
    },
  };
}
