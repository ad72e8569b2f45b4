import { Origin } from '@fupin/schema';
import { usageError } from './cli-error.ts';

/** The origins given with `--origin`, each once; throws where one is no exact origin. */
export function readOrigins(given: readonly string[] = []): readonly string[] {
  for (const origin of given) {
    if (!Origin.safeParse(origin).success) {
      throw usageError(
        `--origin is "${origin}". Expected: scheme, host and port as a browser writes them, without a slash at the end, ` +
          `such as https://shop.example or http://127.0.0.1:5173.`,
      );
    }
  }
  return [...new Set(given)];
}
