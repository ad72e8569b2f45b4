import type { MarkLicence } from '@fupin/schema';
import assert from 'node:assert/strict';
import { bodyOf, sampleKeys, type RegistryUnderTest } from './registry-under-test.ts';
import { sampleIds } from './sample-directory.ts';

/** What an operator says to accept the terms. */
export const acceptance = {
  termsVersion: '1',
  signatory: { name: '王建国', contact: '021-5555 0100' },
};

/** Mark licences of a registry, as its operator asks for them. */
export interface LicencesUnderTest {
  readonly key: string;
  ask(origins: readonly string[], outletId?: string): Promise<MarkLicence>;
  /** Puts the text of each challenge into its file. */
  prove(licence: MarkLicence): void;
  verify(licence: Pick<MarkLicence, 'licenceId'>): Promise<MarkLicence>;
  /** A licence that is asked for, proved and granted. */
  granted(origins: readonly string[], outletId?: string): Promise<MarkLicence>;
  /** A licence as its licensee sees it now. */
  read(licence: Pick<MarkLicence, 'licenceId'>): Promise<MarkLicence>;
}

/** Mark licences as an operator of the sample directory asks for them. */
export async function licencesOf(
  registry: RegistryUnderTest,
  operator: 'operator' | 'otherOperator' = 'operator',
): Promise<LicencesUnderTest> {
  const key = await registry.key(sampleKeys[operator]);
  const own = operator === 'operator' ? sampleIds.outlet : sampleIds.otherOutlet;
  const licences: LicencesUnderTest = {
    key,
    async ask(origins, outletId = own) {
      const body = { outletId, origins, ...acceptance };
      return bodyOf(await registry.call('createMarkLicence', { body, key }), 201);
    },
    prove({ origins }) {
      for (const { challenge } of origins) {
        assert.ok(challenge);
        registry.sites.files.set(challenge.fileUrl, `${challenge.text}\n`);
      }
    },
    async verify({ licenceId }) {
      // Beyond the pause that the registry asks for between two looks.
      registry.now = new Date(registry.now.getTime() + 31_000);
      const call = { params: { licenceId }, body: {}, key };
      return bodyOf(await registry.call('verifyMarkLicenceOrigins', call));
    },
    async granted(origins, outletId) {
      const licence = await licences.ask(origins, outletId);
      licences.prove(licence);
      const verified = await licences.verify(licence);
      assert.equal(verified.status, 'granted');
      return verified;
    },
    async read({ licenceId }) {
      return bodyOf(await registry.call('getMarkLicence', { params: { licenceId }, key }));
    },
  };
  return licences;
}

/** Has a key change a licence's status. */
export async function changeLicence(
  registry: RegistryUnderTest,
  { licenceId }: Pick<MarkLicence, 'licenceId'>,
  status: string,
  key: string,
): Promise<Response> {
  const body = { status, reason: '核查' };
  return registry.call('changeMarkLicenceStatus', { params: { licenceId }, body, key });
}
