import { type HttpFact, isHttpFailure } from '../../shared/model/httpFact';
import type { TrafficHead, TrafficKind } from '../../shared/model/traffic';
import { maskHeaders } from '../../shared/secrets/maskHeaders';
import { maskSecrets } from '../../shared/secrets/maskSecrets';
import { now } from './clock';
import { describeMessage } from './describeMessage';
import { type ComposedEntry, MAX_NAME } from './entryLine';
import { OpenExchanges } from './openExchanges';
import { Pairs } from './pairs';
import { replayedBy } from './replaying';
import type { HttpOrigin, LineOrigin, MessageOrigin } from './trafficRecorder';

/** Makes entries of what passes, in order; knows which answer belongs to which request. */
export class EntryComposer {
  readonly #pairs = new Pairs();
  readonly #exchanges = new OpenExchanges();
  readonly #clock: () => number;

  /** @param clock epoch ms */
  constructor(clock: () => number = now) {
    this.#clock = clock;
  }

  message(
    seq: number,
    direction: TrafficHead['direction'],
    raw: string,
    { sessionId, exchange = sessionId, parsed, http, bytes, time = now() }: MessageOrigin,
  ): ComposedEntry {
    const { kind, method, rpcId, failed } = describeMessage(parsed);
    const isAnswer = kind === 'response' || kind === 'error';
    const request =
      isAnswer && rpcId !== undefined ? this.#pairs.answer(direction, exchange, rpcId) : undefined;
    if (kind === 'request') {
      this.#pairs.ask(direction, exchange, rpcId!, { seq, time, method: method! });
    }
    const carrier = http === undefined ? undefined : this.#exchanges.of(http);
    if (carrier?.isLast && direction === 'serverToClient') this.#exchanges.end(http!);
    const replayOf = kind === 'request' ? replayedBy(method!) : undefined;
    const header = {
      seq,
      time,
      direction,
      kind,
      bytes: bytes?.length ?? Buffer.byteLength(raw),
      ...((method ?? request) && { method: short(method ?? request!.method) }),
      ...(rpcId !== undefined && { rpcId: short(rpcId) }),
      ...(sessionId !== undefined && { sessionId: short(sessionId) }),
      ...(request && pairing(request, time)),
      ...(carrier && { httpSeq: carrier.seq }),
      ...(replayOf !== undefined && { replayOf }),
      ...(failed && { failed }),
    };
    return { header, raw, isJson: parsed !== undefined, bytes };
  }

  line(
    seq: number,
    kind: TrafficKind,
    text: string,
    { sessionId, time = now() }: LineOrigin = {},
  ): ComposedEntry {
    const bytes = Buffer.byteLength(text);
    const session = sessionId === undefined ? {} : { sessionId: short(sessionId) };
    const header = { seq, time, direction: 'serverToClient' as const, kind, bytes, ...session };
    return { header, raw: text, isJson: false };
  }

  http(seq: number, fact: HttpFact, { sessionId, http }: HttpOrigin): ComposedEntry {
    const time = this.#clock();
    const isRequest = fact.type === 'request';
    if (isRequest) this.#exchanges.begin(http, { seq, time, method: fact.method });
    const exchange = this.#exchanges.of(http);
    this.#settle(fact, http);
    const isHead = fact.type === 'response' || fact.type === 'failure';
    const raw = JSON.stringify(withoutSecrets(fact));
    const header = {
      seq,
      time,
      direction: isRequest ? ('clientToServer' as const) : ('serverToClient' as const),
      kind: isHttpFailure(fact) ? ('httpError' as const) : ('http' as const),
      bytes: Buffer.byteLength(raw),
      ...(exchange && { method: short(exchange.method) }),
      ...(sessionId !== undefined && { sessionId: short(sessionId) }),
      ...(exchange && isHead && pairing(exchange, time)),
      ...(exchange && { httpSeq: exchange.seq }),
    };
    return { header, raw, isJson: true };
  }

  /** Only streams stay open: others would keep them from being known. */
  #settle(fact: HttpFact, http: string): void {
    if (fact.type === 'end' || fact.type === 'failure') this.#exchanges.end(http);
    if (fact.type !== 'response') return;
    const { status, headers, body } = fact;
    if (/^text\/event-stream/i.test(headers['content-type'] ?? '')) return;
    if (status === 202 || status === 204 || body !== undefined) this.#exchanges.end(http);
    else this.#exchanges.expectLast(http);
  }

  clear(): void {
    this.#pairs.clear();
    this.#exchanges.clear();
  }
}

/** A name may be as long as a client or a server likes; the message has all of it. */
function short<T extends string | number>(name: T): T | string {
  return typeof name === 'string' && name.length > MAX_NAME
    ? `${name.slice(0, MAX_NAME - 1)}…`
    : name;
}

function pairing(asked: { readonly seq: number; readonly time: number }, time: number) {
  return { pairSeq: asked.seq, durationMs: Math.round((time - asked.time) * 1000) / 1000 };
}

const MAX_ADDRESSES = 100;
const addresses = new Map<string, string>();

/** Requests go to the same few addresses again and again, and to look for secrets takes longer than the rest. */
function maskAddress(address: string): string {
  const known = addresses.get(address);
  if (known !== undefined) return known;
  if (addresses.size >= MAX_ADDRESSES) addresses.clear();
  const masked = maskSecrets(address);
  addresses.set(address, masked);
  return masked;
}

/** What lets somebody in is never written down: neither in headers nor in addresses. */
function withoutSecrets(fact: HttpFact): HttpFact {
  switch (fact.type) {
    case 'request':
      return { ...fact, url: maskAddress(fact.url), headers: maskHeaders(fact.headers) };
    case 'response':
      return { ...fact, headers: maskHeaders(fact.headers) };
    case 'event':
      // The older transport names in it the address for messages.
      return fact.event === 'endpoint' && fact.data !== undefined
        ? { ...fact, data: maskSecrets(fact.data) }
        : fact;
    default:
      return fact;
  }
}
