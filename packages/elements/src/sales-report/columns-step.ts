import {
  delimiters,
  findDateOrder,
  guessColumns,
  openSalesFile,
  missingFields,
  readSaleTime,
  saleFields,
  sampleValues,
  tableOf,
  textEncodings,
  type ColumnMapping,
  type DateOrder,
  type DateOrderFinding,
  type Delimiter,
  type OpenSalesFileOptions,
  type SaleField,
  type SaleSettings,
  type SalesFile,
  type SalesTable,
  type TextEncoding,
} from '@fupin/client/adapters/columns';
import { html, nothing } from 'lit';
import { explanation } from './explanation.ts';
import type { ReportStep, StepHost, StepTexts } from './report-step.ts';

/** What the step gives on. */
export interface ColumnsStepHost extends StepHost {
  back(): void;
  /** Reads the file anew, in another encoding or with another separator. */
  reopenFile(file: File, options: OpenSalesFileOptions): void;
  check(table: SalesTable, settings: SaleSettings): void;
}

const mainFields: readonly SaleField[] = [
  ...(['receiptNo', 'soldAt', 'sku', 'gtin', 'name', 'quantity', 'amount', 'unitPrice'] as const),
];
const otherFields = saleFields.filter((field) => !mainFields.includes(field));

/** Saying which column of the file holds what. */
export class ColumnsStep implements ReportStep {
  readonly name = 'columns';
  readonly #host: ColumnsStepHost;
  readonly #file: SalesFile;
  #table: SalesTable;
  #headerRow: number;
  #columns: ColumnMapping;
  #terminalId: string;
  #unit: string;
  #dateOrder: DateOrder | undefined;
  #dates: { readonly finding: DateOrderFinding; readonly example: string };

  /**
   * The step for a file, when that is read.
   * @throws {SalesFileError} when it is no table of sales
   */
  static async open(
    host: ColumnsStepHost,
    file: File,
    options: OpenSalesFileOptions,
    defaults: Pick<SaleSettings, 'terminalId' | 'unit'>,
  ): Promise<ColumnsStep> {
    return new ColumnsStep(host, await openSalesFile(file, options), defaults);
  }

  private constructor(
    host: ColumnsStepHost,
    file: SalesFile,
    { terminalId, unit }: Pick<SaleSettings, 'terminalId' | 'unit'>,
  ) {
    this.#host = host;
    this.#file = file;
    this.#headerRow = file.headerRow;
    this.#table = tableOf(file);
    this.#columns = this.#guess();
    this.#dates = this.#findDates();
    this.#terminalId = terminalId;
    this.#unit = unit;
  }

  render(texts: StepTexts) {
    const { messages, formats } = texts;
    const missing = missingFields(this.#columns);
    const isUndecided = this.#isAsked && this.#dateOrder === undefined;
    return html`
      <p class="hint">${messages.columnsHint}</p>
      <form class="columns" part="columns" novalidate @submit=${this.#submit}>
        <details class="format">
          <summary>
            <span
              >${messages.fileSummary(
                this.#file.file.name,
                formats.number(this.#table.rows.length),
              )}</span
            ><span class="summary-link">${messages.fileFormat}</span>
          </summary>
          ${this.#renderFormat(texts)}
        </details>
        <div class="mapping" role="group" aria-label=${messages.steps.columns}>
          ${this.#renderHead(texts)}${mainFields.map((field) => this.#renderField(field, texts))}
        </div>
        ${this.#isAsked ? this.#renderDateOrder(texts) : nothing}
        <details class="more-fields" ?open=${otherFields.some((field) => field in this.#columns)}>
          <summary><span>${messages.moreFields}</span></summary>
          <div class="mapping" role="group" aria-label=${messages.moreFields}>
            ${otherFields.map((field) => this.#renderField(field, texts))}
          </div>
        </details>
        ${
          missing.length > 0
            ? explanation(
                {
                  what: `${messages.required}: ${missing.map((part) => messages.missing[part]).join(' · ')}`,
                  remedy: '',
                },
                'warning',
              )
            : nothing
        }
        <div class="actions">
          <button
            class="button primary"
            type="submit"
            ?disabled=${missing.length > 0 || isUndecided}
          >
            ${messages.checkFile}
          </button>
          <button class="button" type="button" @click=${() => this.#host.back()}>
            ${messages.back}
          </button>
        </div>
      </form>
    `;
  }

  get #isAsked(): boolean {
    return this.#dates.finding === 'ambiguous' || this.#dates.finding === 'contradictory';
  }

  #renderHead({ messages }: StepTexts) {
    return html`<div class="mapping-head" aria-hidden="true">
      <span>${messages.field}</span><span>${messages.column}</span><span>${messages.samples}</span>
    </div>`;
  }

  #renderField(field: SaleField, texts: StepTexts) {
    const { messages, formats } = texts;
    const column = this.#columns[field];
    const samples = column === undefined ? [] : sampleValues(this.#table, column);
    const hint = messages.fieldHints[field];
    const isRequired = field === 'receiptNo' || field === 'quantity';
    return html`<div class="mapping-row ${column === undefined ? 'unmapped' : ''}">
      <div>
        <label for="column-${field}">${messages.fields[field]}</label>
        ${isRequired ? html`<span class="required">${messages.required}</span>` : nothing}
        ${hint ? html`<span class="hint" id="hint-${field}">${hint}</span>` : nothing}
      </div>
      <select
        id="column-${field}"
        part="select"
        name=${field}
        aria-describedby=${hint ? `hint-${field}` : nothing}
        .value=${column === undefined ? '' : String(column)}
        @change=${this.#onColumn}
      >
        <option value="" ?selected=${column === undefined}>${messages.notInFile}</option>
        ${this.#table.headers.map(
          (header, place) =>
            html`<option value=${place} ?selected=${column === place}>
              ${header.trim() || messages.unnamedColumn(formats.number(place + 1))}
            </option>`,
        )}
      </select>
      <div class="samples">
        ${
          column === undefined
            ? this.#renderConstant(field, texts)
            : samples.map((sample) => html`<span class="sample">${sample}</span>`)
        }
      </div>
    </div>`;
  }

  #renderConstant(field: SaleField, { messages }: StepTexts) {
    if (field !== 'terminalId' && field !== 'unit') return nothing;
    return html`<label class="constant"
      ><span>${messages.whenNotInFile}</span
      ><input
        name="constant-${field}"
        autocomplete="off"
        required
        maxlength=${field === 'unit' ? 20 : 64}
        .value=${field === 'unit' ? this.#unit : this.#terminalId}
        @change=${(event: Event) => {
          const input = event.currentTarget as HTMLInputElement;
          const text = input.value.trim();
          if (text === '') input.value = field === 'unit' ? this.#unit : this.#terminalId;
          else if (field === 'unit') this.#unit = text;
          else this.#terminalId = text;
        }}
    /></label>`;
  }

  #renderDateOrder({ messages, formats }: StepTexts) {
    const { example, finding } = this.#dates;
    const option = (order: DateOrder, label: (example: string) => string) => {
      const time = readSaleTime(example, order);
      const day = typeof time === 'object' ? formats.date(time.date) : '–';
      return html`<label class="choice"
        ><input
          type="radio"
          name="date-order"
          value=${order}
          required
          .checked=${this.#dateOrder === order}
          @change=${() => {
            this.#dateOrder = order;
            this.#host.requestUpdate();
          }}
        />${label(day)}</label
      >`;
    };
    return html`<fieldset class="question" part="question">
      <legend>${messages.dateOrderQuestion(example)}</legend>
      ${
        finding === 'contradictory'
          ? html`<p class="hint">${messages.dateOrderContradiction}</p>`
          : nothing
      }
      ${option('monthFirst', messages.monthFirst)}${option('dayFirst', messages.dayFirst)}
    </fieldset>`;
  }

  #renderFormat({ messages, formats }: StepTexts) {
    const { encoding, delimiter, rows } = this.#file;
    const choice = <Value extends string>(
      label: string,
      values: readonly Value[],
      current: Value,
      names: Readonly<Record<string, string>>,
      onChange: (value: Value) => void,
    ) =>
      html`<label class="format-choice"
        ><span>${label}</span
        ><select
          part="select"
          @change=${(event: Event) =>
            onChange((event.currentTarget as HTMLSelectElement).value as Value)}
        >
          ${values.map(
            (value) =>
              html`<option value=${value} ?selected=${value === current}>${names[value]}</option>`,
          )}
        </select></label
      >`;
    const headerRows = rows.slice(0, 20).map((_, place) => String(place));
    const headerNames = Object.fromEntries(
      headerRows.map((place) => [place, formats.number(Number(place) + 1)]),
    );
    const { file } = this.#file;
    return html`<div class="format-choices">
      ${choice<TextEncoding>(messages.encoding, textEncodings, encoding, messages.encodings, (to) =>
        this.#host.reopenFile(file, { encoding: to }),
      )}
      ${choice<Delimiter>(messages.delimiter, delimiters, delimiter, messages.delimiters, (to) =>
        this.#host.reopenFile(file, { encoding, delimiter: to }),
      )}
      ${choice(messages.headerRow, headerRows, String(this.#headerRow), headerNames, (to) =>
        this.#moveHeader(Number(to)),
      )}
    </div>`;
  }

  #guess(): ColumnMapping {
    const { headers, rows } = this.#table;
    return guessColumns(
      headers,
      rows.slice(0, 50).map((row) => row.cells),
    );
  }

  #findDates(): { finding: DateOrderFinding; example: string } {
    const columns = [this.#columns.soldAt, this.#columns.businessDate].filter(
      (column) => column !== undefined,
    );
    const { rows } = this.#table;
    function* texts() {
      let last = '';
      for (const { cells } of rows) {
        for (const column of columns) {
          const text = cells[column] ?? '';
          if (text !== last) yield text;
          last = text;
        }
      }
    }
    const finding = findDateOrder(texts());
    const isAsked = finding === 'ambiguous' || finding === 'contradictory';
    let example = '';
    for (const text of isAsked ? texts() : []) {
      if (readSaleTime(text, undefined) !== 'dateOrderUnknown') continue;
      example = text.trim();
      break;
    }
    if (finding === 'monthFirst' || finding === 'dayFirst') this.#dateOrder = finding;
    else this.#dateOrder = undefined;
    return { finding, example };
  }

  #moveHeader(headerRow: number): void {
    this.#headerRow = headerRow;
    this.#table = tableOf(this.#file, headerRow);
    this.#columns = this.#guess();
    this.#dates = this.#findDates();
    this.#host.requestUpdate();
  }

  readonly #onColumn = (event: Event): void => {
    const select = event.currentTarget as HTMLSelectElement;
    const field = select.name as SaleField;
    const { [field]: _, ...others } = this.#columns;
    this.#columns = select.value === '' ? others : { ...others, [field]: Number(select.value) };
    if (field === 'soldAt' || field === 'businessDate') this.#dates = this.#findDates();
    this.#host.requestUpdate();
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const { finding } = this.#dates;
    if (missingFields(this.#columns).length > 0 || (this.#isAsked && !this.#dateOrder)) return;
    this.#host.check(this.#table, {
      columns: this.#columns,
      terminalId: this.#terminalId,
      unit: this.#unit,
      ...(finding !== 'needless' && { dateOrder: this.#dateOrder }),
    });
  };
}
