import type { KeySource, RegistryKeys } from './registry-keys.ts';

/** Keys that are read again while the registry runs. */
export interface LiveKeys {
  readonly source: KeySource;
  /** Reads them anew. Keys that can't be used leave those before in place, and the reason is told. */
  reload(): Promise<void>;
}

/** Keeps the keys that `load` resolves with; `onChange` is told of others, `onFailure` of a load that failed. */
export function liveKeys(
  first: RegistryKeys,
  load: () => Promise<RegistryKeys>,
  {
    onChange,
    onFailure,
  }: {
    readonly onChange: (keys: RegistryKeys) => Promise<void>;
    readonly onFailure: (error: unknown) => void;
  },
): LiveKeys {
  let keys = first;
  let underWay: Promise<void> | undefined;

  async function loadAnew(): Promise<void> {
    try {
      const next = await load();
      if (isSame(next, keys)) return;
      keys = next;
      await onChange(next);
    } catch (error) {
      onFailure(error);
    }
  }

  return {
    source: () => keys,
    reload() {
      underWay ??= loadAnew().finally(() => {
        underWay = undefined;
      });
      return underWay;
    },
  };
}

function isSame(one: RegistryKeys, other: RegistryKeys): boolean {
  return (
    one.signingKey.kid === other.signingKey.kid &&
    one.signedKeySet === other.signedKeySet &&
    JSON.stringify(one.published) === JSON.stringify(other.published)
  );
}
