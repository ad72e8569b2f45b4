import type { DatabaseAccess } from './database-queue.ts';
import { loadSeldom } from './load-seldom.ts';
import type { DeviceKey } from './queue.ts';

/** The key of the device, which is made where a database has none; undefined where it can have none. */
export async function deviceKeyIn({ read, write }: DatabaseAccess): Promise<DeviceKey | undefined> {
  // Only pages that came over TLS have WebCrypto's digests and keys.
  if (!crypto.subtle) return undefined;
  const findKey = () => read<DeviceKey | undefined>('about', (about) => about.get('deviceKey'));
  const makeKey = async () => {
    const seldom = await loadSeldom();
    const fresh = await seldom.generateDeviceKey();
    await write('strict', (store) => store('about').add(fresh, 'deviceKey'));
  };
  const known = await findKey();
  if (known) return known;
  // Once in the life of a device. It fails where another tab was faster, whose key is the device's then.
  await makeKey().catch(() => {});
  return findKey();
}
