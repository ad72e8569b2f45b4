import type { Access } from '@fupin/schema';
import type { RegistryUnderTest } from './registry-under-test.ts';
import { sampleIds, sampleOrigin } from './sample-directory.ts';

/** Somebody who calls: as whom, and with what. */
export interface TestCaller {
  readonly name: string;
  readonly access: Access;
  readonly key: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the key is for the county of the sample tea, 520328, and so may do there what its role may. */
  readonly isOfTheCounty: boolean;
}

/** Callers of every kind and role, those bound to a division once for each way in which it can lie to a county. */
export async function everyCaller(registry: RegistryUnderTest): Promise<readonly TestCaller[]> {
  const secret = async (
    name: string,
    access: Exclude<Access, 'public' | 'session'>,
    divisionCode: string | null,
    isOfTheCounty: boolean,
  ): Promise<TestCaller> => ({
    name,
    access,
    key: await registry.key({
      role: access,
      divisionCode,
      ...(access === 'operator' && { operatorId: sampleIds.operator }),
    }),
    headers: {},
    isOfTheCounty,
  });
  const expiresAt = new Date(registry.now.getTime() + 3_600_000).toISOString();
  const session = { kind: 'session', outletId: sampleIds.outlet, expiresAt } as const;
  const publishable = { kind: 'publishable', origins: [sampleOrigin] } as const;
  return [
    { name: 'nobody', access: 'public', key: undefined, headers: {}, isOfTheCounty: false },
    {
      name: 'a page with a publishable key',
      access: 'public',
      key: await registry.key(publishable),
      headers: { origin: sampleOrigin },
      isOfTheCounty: false,
    },
    {
      name: 'a reporting session',
      access: 'session',
      key: await registry.key(session),
      headers: {},
      isOfTheCounty: false,
    },
    await secret('a supplier', 'supplier', null, false),
    await secret('an operator', 'operator', null, false),
    await secret('a buyer', 'buyer', null, false),
    await secret('the county’s certifier', 'certifier', '520328', true),
    await secret('the prefecture’s certifier', 'certifier', '520300', true),
    await secret('the province’s certifier', 'certifier', '520000', true),
    await secret('another county’s certifier', 'certifier', '520329', false),
    await secret('another province’s certifier', 'certifier', '510000', false),
    await secret('a township’s certifier', 'certifier', '520328101', false),
    await secret('a certifier of nowhere', 'certifier', null, false),
    await secret('the country’s supervisor', 'supervisor', null, true),
    await secret('the province’s supervisor', 'supervisor', '520000', true),
    await secret('another province’s supervisor', 'supervisor', '510000', false),
    await secret('an administrator', 'administrator', null, true),
  ];
}
