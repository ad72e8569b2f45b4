const lineFeed =
  'The identifier of the third credential, a data: URL, ends with a line feed. Verifiable Credentials 2.0 §4.4 and RFC 3986 ' +
  'know no such URL.';

/** Tests that fail through a fault of the suite, by a part of their title, with what shows that it is the suite's. */
export const faultsOfSuite: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'vc-data-model-2.0-test-suite': {
    'Enveloped Verifiable Presentations fupin':
      'The presentation that has to be accepted has the claim vp, typ JWT and the media type application/jwt, the form of ' +
      'version 1.1. VC-JOSE-COSE §3.1 forbids that claim and §3.1.2 demands application/vp+jwt.',
    'Advanced Concepts fupin The value of the relatedResource property':
      'The digests given for https://www.w3.org/ns/credentials/v2 are of its text of July 2024. Verifiable Credentials 2.0 §B.1 ' +
      'publishes SHA-256 59955ced6697d61e…, which is checked here. Mended in w3c/vc-data-model-2.0-test-suite#168.',
  },
  'vc-jose-cose-test-suite': {
    '5. JWT Issuance with Unknown Extensions':
      'The members that it calls unknown are terms of the context https://www.w3.org/ns/credentials/examples/v2 that the ' +
      'credential names, so it conforms. The suite’s own list says of this test: members that are not understood MUST be ignored.',
    '4. JWT Complex Presentation Issuance': lineFeed,
    '7. JWT Presentation Verification': lineFeed,
  },
};
