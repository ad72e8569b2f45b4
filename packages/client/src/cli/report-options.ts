import { parseArgs } from 'node:util';
import type { Delimiter } from '../adapters/columns/file-rows.ts';
import { textEncodings, type TextEncoding } from '../adapters/columns/file-text.ts';
import type { DateOrder } from '../adapters/columns/sale-time.ts';
import { CliError, exitCodes } from './cli-error.ts';
import type { Texts } from './language.ts';

/** What `fupin report` is to do. */
export interface ReportOptions {
  readonly file: string;
  readonly registry: string | undefined;
  readonly outletId: string | undefined;
  readonly isDryRun: boolean;
  readonly mapping: string | undefined;
  readonly saveMapping: string | undefined;
  readonly dateOrder: DateOrder | undefined;
  readonly terminalId: string | undefined;
  readonly unit: string | undefined;
  readonly delimiter: Delimiter | undefined;
  readonly encoding: TextEncoding | undefined;
  /** Folder of what is not sent yet. */
  readonly state: string;
  readonly isJson: boolean;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const options = {
  ...{ registry: text, outlet: text, mapping: text, 'save-mapping': text, dates: text },
  ...{ terminal: text, unit: text, format: text, encoding: text, state: text },
  ...{ 'dry-run': flag, json: flag },
} as const;

const delimiterOf: Readonly<Record<string, Delimiter | undefined>> = {
  ...{ csv: ',', tsv: '\t', semicolon: ';', xlsx: undefined },
};

/** Reads the parameters after `report`. */
export function readReportOptions(
  parameters: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  texts: Texts,
): ReportOptions {
  const isKey = (parameter: string) => /^--key(?:=|$)|^(?:sk|rs)_/.test(parameter);
  if (parameters.some(isKey)) throw new CliError(texts.keyInParameters, exitCodes.usage);
  const { values, positionals } = parse(parameters, texts);
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new CliError(texts.needsFile, exitCodes.usage);
  const oneOf = <Value extends string>(
    option: 'dates' | 'format' | 'encoding',
    allowed: readonly Value[],
  ): Value | undefined => {
    const value = values[option];
    const found = allowed.find((each) => each === value);
    if (value === undefined || found !== undefined) return found;
    throw new CliError(texts.badValue(`--${option}`, value, allowed.join(', ')), exitCodes.usage);
  };
  const format = oneOf('format', Object.keys(delimiterOf));
  return {
    file,
    registry: values.registry ?? environment['FUPIN_REGISTRY'],
    outletId: values.outlet ?? environment['FUPIN_OUTLET'],
    isDryRun: values['dry-run'] ?? false,
    mapping: values.mapping,
    saveMapping: values['save-mapping'],
    dateOrder: oneOf('dates', ['dayFirst', 'monthFirst']),
    terminalId: values.terminal,
    unit: values.unit,
    delimiter: format === undefined ? undefined : delimiterOf[format],
    encoding: oneOf('encoding', textEncodings),
    state: values.state ?? `${file}.fupin`,
    isJson: values.json ?? false,
  };
}

function parse(parameters: readonly string[], texts: Texts) {
  try {
    return parseArgs({ args: [...parameters], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new CliError(texts.badOption((error as Error).message), exitCodes.usage);
  }
}
