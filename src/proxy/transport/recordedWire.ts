import { isUtf8 } from 'node:buffer';
import type { HttpFact } from '../../shared/model/httpFact';
import type { HttpExchange } from '../session/sessionTarget';
import type { TrafficRecorder } from '../traffic/trafficRecorder';
import type { WireObserver } from './observedFetch';

/** Records what passes on the wire before `next` acts upon it. */
export function recordedWire(
  recorder: TrafficRecorder,
  sessionId: string,
  next: WireObserver,
): WireObserver {
  const record = (fact: HttpFact, http: string) => recorder.http(fact, { sessionId, http });
  return {
    requested: (http, head) => {
      const { requestHeaders: headers, ...rest } = head;
      record({ type: 'request', ...rest, headers }, http);
      next.requested(http, head);
    },
    sent: (raw, http) => {
      recorder.message('clientToServer', raw, { sessionId, http });
      next.sent(raw, http);
    },
    received: (messages, raw, exchange, bytes) => {
      recorder.message('serverToClient', raw, {
        sessionId,
        parsed: messages[0],
        http: exchange.id!,
        // Bytes that are no text are written as what they were taken for: the log is to be read by others.
        ...(bytes && isUtf8(bytes) && { bytes }),
      });
      next.received(messages, raw, exchange, bytes);
    },
    noise: (text) => {
      recorder.noise(text);
      next.noise(text);
    },
    beside: (fact, exchange) => {
      record(fact, exchange.id!);
      next.beside(fact, exchange);
    },
    answered: (exchange) => {
      record(headOf(exchange), exchange.id!);
      next.answered(exchange);
    },
    failed: (error, http) => {
      record({ type: 'failure', error: messageOf(error) }, http);
      next.failed(error, http);
    },
    streamEnded: (exchange, error) => {
      record({ type: 'end', ...(error && { error: error.message }) }, exchange.id!);
      next.streamEnded(exchange, error);
    },
  };
}

function headOf({ status, headers, bodyHead }: HttpExchange): HttpFact {
  const isMessage = headers['content-type']?.includes('json');
  return { type: 'response', status, headers, ...(bodyHead && !isMessage && { body: bodyHead }) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
