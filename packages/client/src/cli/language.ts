import { enColumns } from '../adapters/columns/messages/en.ts';
import type { ColumnsMessages } from '../adapters/columns/messages/messages.ts';
import { zhHansColumns } from '../adapters/columns/messages/zh-hans.ts';
import { en } from './messages/en.ts';
import type { CliMessages } from './messages/messages.ts';
import { zhHans } from './messages/zh-hans.ts';

/** The command's texts in one language. */
export type Texts = CliMessages & ColumnsMessages;

/** Every language's texts. */
export const allTexts: readonly Texts[] = [
  { ...zhHansColumns, ...zhHans },
  { ...enColumns, ...en },
];

/** The texts in the user's language, as POSIX says it (LC_ALL, LC_MESSAGES, LANG) or, where it does not, the system. */
export function textsFor(environment: Readonly<Record<string, string | undefined>>): Texts {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  const locale = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  const [chinese, english] = allTexts as [Texts, Texts];
  return /^zh/i.test(locale) ? chinese : english;
}
