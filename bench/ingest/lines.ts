import { saleChainInput, saleLineContent, type CarriedRun, type SaleLine } from '@fupin/schema';
import { hash } from 'node:crypto';

const terminals = 4;
const linesAReceipt = 2.5;
const linesADay = 3000;
const epochOf = (terminalId: string) => hash('sha256', terminalId, 'base64url');

/** The lines of one outlet as its outbox sends them: from several terminals, numbered, each in its canonical form. */
export class TillLines {
  readonly #skus: readonly string[];
  readonly #heads = new Map<string, { number: number; link: string }>();
  #line = 0;

  /** `skus` are the goods that are certified; as many others are sold beside them. */
  constructor(skus: readonly string[]) {
    this.#skus = skus;
  }

  /** The body of the next batch. */
  batch(size: number): string {
    const lines: SaleLine[] = [];
    const runs: CarriedRun[] = [];
    for (let terminal = 0; terminal < terminals; terminal += 1) {
      const own = Array.from({ length: size / terminals }, () => this.#next(`till-${terminal}`));
      runs.push(this.#number(`till-${terminal}`, own));
      lines.push(...own);
    }
    const texts = lines.map(saleLineContent);
    return `{"lines":[${texts.join(',')}],"carried":${JSON.stringify(runs)}}`;
  }

  // Every second line is of a certified good, every fortieth a return, every tenth of a buyer who is no individual.
  #next(terminalId: string): SaleLine {
    const number = (this.#line += 1);
    const isCertified = number % 2 === 0;
    const place = (number * 7919) % this.#skus.length;
    const isReturn = number % 40 === 0;
    return {
      terminalId,
      businessDate: `2020-10-${String(1 + (Math.floor(number / linesADay) % 28)).padStart(2, '0')}`,
      receiptNo: String(20_201_017_000_000 + Math.floor(number / linesAReceipt)),
      lineNo: (number % 5) + 1,
      kind: isReturn ? 'return' : 'sale',
      soldAt: new Date(1_602_900_000_000 + Math.floor(number / linesAReceipt) * 1000).toISOString(),
      sku: isCertified ? this.#skus[place] : `other-${place}`,
      name: isCertified ? `平山核桃 ${place} 号 500 克` : `普通商品 ${place} 号`,
      quantity: String(1 + (number % 3)),
      unit: '袋',
      amountFen: 980 + (number % 9000),
      buyerKind: number % 10 === 0 ? 'budgetUnit' : 'individual',
      ...(number % 10 === 0 && { fundSource: 'canteen' }),
    };
  }

  #number(terminalId: string, lines: readonly SaleLine[]): CarriedRun {
    const epoch = epochOf(terminalId);
    const { number, link: previous } = this.#heads.get(terminalId) ?? { number: 0, link: epoch };
    let head = previous;
    for (const line of lines) {
      head = hash('sha256', saleChainInput(head, saleLineContent(line)), 'base64url');
    }
    this.#heads.set(terminalId, { number: number + lines.length, link: head });
    const count = lines.length;
    return { terminalId, epoch, first: number + 1, count, previous, head, clockSkewMs: 120 };
  }
}
