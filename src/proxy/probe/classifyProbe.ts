import { t } from '@vscode/l10n';
import type { LaunchFacts } from '../diagnosis/facts';
import type { HttpProbeResult, ProbeResult, TcpProbeResult, TlsProbeResult } from './probeResult';

export type ProbeVerdict =
  | { readonly verdict: 'passed'; readonly detail: string }
  /** Waiting may cure it. `facts` hold if the waiting ends now. */
  | { readonly verdict: 'retry'; readonly detail: string; readonly facts: Partial<LaunchFacts> }
  | { readonly verdict: 'failed'; readonly detail: string; readonly facts: Partial<LaunchFacts> }
  | { readonly verdict: 'aborted' };

export interface ProbeContext {
  /** A process of ours that may still open its port is alive. False for a server that somebody else runs. */
  readonly awaited: boolean;
}

/** What waiting cures while the process that will answer is still starting. */
const TRANSIENT_ERRORS = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE']);
/** Sent by servers, and by proxies before them, that are not up yet (RFC 9110 §15.6). */
const TRANSIENT_STATUS = new Set([502, 503, 504]);

/** Says what a probe means for the gate: go on, try again, or stop. Pure. */
export function classifyProbe(result: ProbeResult, context: ProbeContext): ProbeVerdict {
  switch (result.step) {
    case 'tcp':
      return classifyTcp(result, context);
    case 'tls':
      return classifyTls(result, context);
    case 'http':
      return classifyHttp(result, context);
  }
}

function classifyTcp(result: TcpProbeResult, context: ProbeContext): ProbeVerdict {
  if (result.connected) {
    const { address, family, port } = result.connected;
    return {
      verdict: 'passed',
      detail: family === 6 ? `[${address}]:${port}` : `${address}:${port}`,
    };
  }
  if (result.aborted) return { verdict: 'aborted' };
  if (result.dnsError) {
    const { code, host } = result.dnsError;
    return { verdict: 'failed', detail: `${host}: ${code}`, facts: { dnsError: result.dnsError } };
  }
  const errors = result.attempts.map((attempt) => attempt.error ?? '');
  const detail = [...new Set(errors)].join(', ');
  const facts = { attempts: result.attempts };
  // One refusal is enough: `localhost` may lack a family on this machine.
  const curable = errors.some((error) => TRANSIENT_ERRORS.has(error));
  return { verdict: context.awaited && curable ? 'retry' : 'failed', detail, facts };
}

function classifyTls(result: TlsProbeResult, context: ProbeContext): ProbeVerdict {
  switch (result.kind) {
    case 'trusted':
      return { verdict: 'passed', detail: result.protocol };
    case 'aborted':
      return { verdict: 'aborted' };
    case 'refused':
      return { verdict: 'failed', detail: result.tls.error, facts: { tls: result.tls } };
    case 'silent':
      return silence(context);
    case 'network':
      return networkVerdict(result.code, context);
  }
}

function classifyHttp(result: HttpProbeResult, context: ProbeContext): ProbeVerdict {
  switch (result.kind) {
    case 'answered': {
      const detail = `HTTP ${result.exchange.status}`;
      if (!TRANSIENT_STATUS.has(result.exchange.status)) return { verdict: 'passed', detail };
      // A server that somebody else runs may answer the handshake's POST nevertheless.
      if (!context.awaited) return { verdict: 'passed', detail };
      return { verdict: 'retry', detail, facts: { http: result.exchange } };
    }
    case 'aborted':
      return { verdict: 'aborted' };
    case 'notHttp':
      return { verdict: 'failed', detail: t('not HTTP'), facts: { notHttpHead: result.head } };
    case 'tlsAnswers':
      return { verdict: 'failed', detail: t('TLS answers'), facts: { tlsAnswers: true } };
    case 'silent':
      return silence(context);
    case 'network':
      return networkVerdict(result.code, context);
  }
}

/** A server may listen first and load for a while before it answers. */
function silence({ awaited }: ProbeContext): ProbeVerdict {
  const verdict = awaited ? 'retry' : 'failed';
  return { verdict, detail: t('no answer'), facts: { httpSilent: true } };
}

function networkVerdict(code: string, context: ProbeContext): ProbeVerdict {
  const verdict = context.awaited && TRANSIENT_ERRORS.has(code) ? 'retry' : 'failed';
  return { verdict, detail: code, facts: { networkError: code } };
}
