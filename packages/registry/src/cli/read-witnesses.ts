import type { Witness } from '../log/witness.ts';
import { CliError } from './cli-error.ts';

/** Reads the witnesses of the log: `VERIFIER-KEY URL`, several parted by commas. Throws a CliError where one is none. */
export function readWitnesses(text: string): Witness[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [, verifierKey = '', url = ''] =
        /^([^+\s]+\+[0-9a-f]{8}\+\S+)\s+(https?:\/\/\S+)$/.exec(part) ?? [];
      if (URL.canParse(url)) return { verifierKey, url: url.replace(/\/$/, '') };
      throw new CliError(
        `FUPIN_WITNESSES has "${part}". Expected: the verifier key and the address of a witness, such as ` +
          `"witness.example/w1+04a2c5d7+BJ0… https://witness.example", several parted by commas.`,
      );
    });
}
