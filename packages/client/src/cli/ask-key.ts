import type { CliContext } from './cli-context.ts';

/** Asks for a key on the terminal without showing it; undefined where the person gives up. */
export async function askKey(
  { stdin, stderr }: Pick<CliContext, 'stdin' | 'stderr'>,
  question: string,
): Promise<string | undefined> {
  stderr.write(question);
  stdin.setRawMode?.(true);
  stdin.setEncoding('utf8');
  let key = '';
  try {
    for await (const chunk of stdin) {
      for (const character of String(chunk)) {
        // Enter ends it; Ctrl-C and Ctrl-D give up, which a terminal in raw mode leaves to its reader.
        if (character === '\r' || character === '\n') return key;
        if (character === '\u0003' || character === '\u0004') return undefined;
        if (character === '\u007f' || character === '\b') key = key.slice(0, -1);
        else key += character;
      }
    }
    return undefined;
  } finally {
    stdin.setRawMode?.(false);
    stdin.pause();
    stderr.write('\n');
  }
}
