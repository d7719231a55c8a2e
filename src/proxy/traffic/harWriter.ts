import { parseHttpFact } from '../../shared/model/httpFact';
import type { StoredEntry } from './entryStream';
import type { ExportFile } from './exportFile';
import { HarExchange } from './harExchange';
import { maskEntry } from './maskEntry';

/** Requests of which nothing more may come are written down when there are more. */
const MAX_OPEN = 500;

/** Writes what passed over HTTP as HAR 1.2. What passed otherwise is left out. */
export class HarWriter {
  readonly #file: ExportFile;
  readonly #mask: readonly string[] | undefined;
  readonly #open = new Map<string, HarExchange>();
  #isFirst = true;

  private constructor(file: ExportFile, mask: readonly string[] | undefined) {
    this.#file = file;
    this.#mask = mask;
  }

  static async begin(file: ExportFile, mask: readonly string[] | undefined): Promise<HarWriter> {
    const creator = JSON.stringify({ name: 'Portcullis', version: '1' });
    await file.write(`{"log":{"version":"1.2","creator":${creator},"entries":[`);
    return new HarWriter(file, mask);
  }

  async entry({ server, header, text }: StoredEntry): Promise<number> {
    const { kind, httpSeq, seq, time } = header;
    if (httpSeq === undefined) return 0;
    const key = `${httpSeq} ${server}`;
    const raw = this.#mask ? maskEntry(text(), this.#mask) : text();
    if (kind !== 'http' && kind !== 'httpError')
      return this.#message(key, header.direction, raw, time);
    const fact = parseHttpFact(raw);
    if (fact?.type === 'request' && httpSeq === seq) {
      this.#open.set(key, new HarExchange(fact, time));
      return this.#limit();
    }
    const exchange = this.#open.get(key);
    if (!fact || !exchange) return 0;
    exchange.tell(fact, time);
    const isOver = fact.type === 'end' || fact.type === 'failure' || exchange.isWhole;
    return isOver ? this.#write(key, exchange) : 0;
  }

  async end(): Promise<number> {
    let entries = 0;
    for (const [key, exchange] of this.#open) entries += await this.#write(key, exchange);
    await this.#file.write(']}}\n');
    return entries;
  }

  async #message(key: string, direction: string, raw: string, time: number): Promise<number> {
    const exchange = this.#open.get(key);
    if (!exchange) return 0;
    if (direction === 'clientToServer') exchange.sent(raw, time);
    else exchange.received(raw, time);
    return exchange.isWhole ? this.#write(key, exchange) : 0;
  }

  async #limit(): Promise<number> {
    if (this.#open.size <= MAX_OPEN) return 0;
    for (const [key, exchange] of this.#open) return this.#write(key, exchange);
    return 0;
  }

  async #write(key: string, exchange: HarExchange): Promise<number> {
    this.#open.delete(key);
    await this.#file.write(`${this.#isFirst ? '\n' : ',\n'}${JSON.stringify(exchange.toHar())}`);
    this.#isFirst = false;
    return 1;
  }
}
