import { type HttpExchangeResult, type HttpProbeOptions, httpExchange } from './httpExchange';
import { onAbort } from './onAbort';
import type { HttpProbeResult } from './probeResult';
import { speaksTls } from './speaksTls';

const ANSWER_TIMEOUT_MS = 10_000;
/** A server may hold back the headers of an event stream until its first event: then ask for less. */
const HEDGE_MS = 300;
const ACCEPT = 'application/json, text/event-stream';
/** Made once: an error of its own, with a trace, for each probe would take longer than all the rest of its end. */
const OVER = new Error('The probe is over');

/**
 * One GET that accepts what MCP speaks, ended as soon as the answer's head is there; a second one that
 * accepts no event stream if the first stays silent. Follows no redirect, sends no MCP message.
 * Never rejects.
 */
export async function httpProbe(
  url: string,
  headers: Readonly<Record<string, string>> = {},
  options: HttpProbeOptions = {},
): Promise<HttpProbeResult> {
  const ended = new AbortController();
  const forget = onAbort(options.signal, () => ended.abort(OVER));
  try {
    return await new Promise<HttpProbeResult>((resolve) => {
      const timeoutMs = options.timeoutMs ?? ANSWER_TIMEOUT_MS;
      const ask = (accept: string, signal: AbortSignal) =>
        get(url, { ...headers, accept }, { ...options, timeoutMs, signal });
      const hedge = setTimeout(() => {
        void ask('application/json', ended.signal).then((result) => {
          if (result.kind === 'answered') resolve(result);
        });
      }, HEDGE_MS);
      void ask(ACCEPT, ended.signal).then((result) => {
        clearTimeout(hedge);
        resolve(result);
      });
    });
  } finally {
    forget();
    ended.abort(OVER);
  }
}

async function get(
  url: string,
  headers: Readonly<Record<string, string>>,
  options: HttpProbeOptions & { readonly timeoutMs: number },
): Promise<HttpProbeResult> {
  const result = await httpExchange(url, headers, options);
  if (!url.startsWith('http:')) return result;
  const hungUp = result.kind === 'network' && result.code === 'ECONNRESET';
  if (!hungUp && !answeredByTls(result)) return result;
  // A TLS server that gets plain HTTP sends an alert, hangs up, or (nginx) explains itself.
  if (answeredByTls(result) || (await speaksTls(url, options))) {
    return { step: 'http', kind: 'tlsAnswers' };
  }
  return result;
}

/** A TLS alert record (RFC 8446 §5.1), or the page that nginx and others send. */
function answeredByTls(result: HttpExchangeResult): boolean {
  if (result.kind === 'notHttp') return result.head.startsWith('\x15\x03');
  if (result.kind !== 'answered' || result.exchange.status !== 400) return false;
  return /plain HTTP request was sent to HTTPS port|HTTP request to an HTTPS server/i.test(
    result.exchange.bodyHead,
  );
}
