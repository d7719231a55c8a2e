import type { PeerCertificate, TLSSocket } from 'node:tls';
import { connect } from 'node:tls';
import { t } from '@vscode/l10n';
import type { LaunchFacts } from '../diagnosis/facts';
import { authorizationCode, hasFingerprint } from '../transport/pinnedTls';
import { httpExchange } from './httpExchange';
import { onAbort } from './onAbort';
import type { ProbeOptions, TlsProbeResult } from './probeResult';

type TlsFacts = NonNullable<LaunchFacts['tls']>;

const HANDSHAKE_TIMEOUT_MS = 5_000;
const PLAIN_TIMEOUT_MS = 1_000;

export interface TlsProbeOptions extends ProbeOptions {
  /** SHA-256 of a certificate (`AB:CD:…`) that the person trusts for this server whoever signed it. */
  readonly trustedFingerprint?: string | undefined;
}

/**
 * One TLS handshake with the host of an https URL, sending no request. Reads the certificate even when
 * it is refused; finds out whether the port speaks plain HTTP when there is none. Never rejects.
 */
export async function tlsProbe(
  url: string,
  options: TlsProbeOptions = {},
): Promise<TlsProbeResult> {
  const result = await handshake(url, options);
  if (!mayBePlain(result) || !(await speaksHttp(url, options))) return result;
  const error = result.kind === 'refused' ? result.tls.error : 'ERR_SSL_WRONG_VERSION_NUMBER';
  return { step: 'tls', kind: 'refused', tls: { error, plainHttpAnswers: true } };
}

/** HTTP servers answer a TLS hello with an error page, hang up, or wait for more. */
function mayBePlain(result: TlsProbeResult): boolean {
  if (result.kind === 'refused') return result.tls.fingerprint256 === undefined;
  return result.kind === 'silent' || (result.kind === 'network' && result.code === 'ECONNRESET');
}

async function speaksHttp(url: string, options: ProbeOptions): Promise<boolean> {
  const plain = new URL(url);
  const target = `http://${plain.hostname}:${plain.port || '443'}${plain.pathname}`;
  const timeoutMs = Math.min(options.timeoutMs ?? PLAIN_TIMEOUT_MS, PLAIN_TIMEOUT_MS);
  const result = await httpExchange(target, {}, { signal: options.signal, timeoutMs });
  return result.kind === 'answered';
}

/** One TLS handshake, as far as it gets. Never rejects. */
export function handshake(url: string, options: TlsProbeOptions): Promise<TlsProbeResult> {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const timeoutMs = options.timeoutMs ?? HANDSHAKE_TIMEOUT_MS;
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: Number(port || 443),
      ...(isName(host) ? { servername: host } : {}),
      // The verdict is read from authorizationError, so that the certificate can be shown.
      rejectUnauthorized: false,
    });
    const settle = (result: TlsProbeResult) => {
      clearTimeout(timer);
      forget();
      socket.destroy();
      resolve(result);
    };
    const timer = setTimeout(
      () => settle({ step: 'tls', kind: 'silent', afterMs: timeoutMs }),
      timeoutMs,
    );
    socket.once('secureConnect', () => settle(judge(socket, options.trustedFingerprint)));
    socket.once('end', () => settle(closed()));
    socket.on('error', (error: NodeJS.ErrnoException) => settle(fromError(error)));
    const forget = onAbort(options.signal, () => settle({ step: 'tls', kind: 'aborted' }));
  });
}

/** SNI carries names only, RFC 6066 §3. */
function isName(host: string): boolean {
  return !/^[\d.]+$/.test(host) && !host.includes(':');
}

function judge(socket: TLSSocket, trustedFingerprint: string | undefined): TlsProbeResult {
  const certificate = socket.getPeerCertificate();
  const pinned = trustedFingerprint && hasFingerprint(certificate, trustedFingerprint);
  if (socket.authorized || pinned) {
    return { step: 'tls', kind: 'trusted', protocol: socket.getProtocol() ?? 'TLS' };
  }
  const error = authorizationCode(socket);
  return { step: 'tls', kind: 'refused', tls: { error, ...describe(certificate) } };
}

function describe(certificate: PeerCertificate): Omit<TlsFacts, 'error'> {
  return {
    ...(certificate.issuer ? { issuer: nameOf(certificate.issuer) } : {}),
    ...(certificate.subject ? { subject: nameOf(certificate.subject) } : {}),
    ...(certificate.subjectaltname ? { altNames: certificate.subjectaltname } : {}),
    ...(certificate.valid_from ? { validFrom: certificate.valid_from } : {}),
    ...(certificate.valid_to ? { validTo: certificate.valid_to } : {}),
    ...(certificate.fingerprint256 ? { fingerprint256: certificate.fingerprint256 } : {}),
  };
}

function nameOf(entity: PeerCertificate['issuer']): string {
  const parts = [entity.CN, entity.O].flat().filter((part) => part);
  return [...new Set(parts)].join(', ') || t('without a name');
}

function fromError(error: NodeJS.ErrnoException): TlsProbeResult {
  const code = error.code ?? 'TLS';
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') {
    return { step: 'tls', kind: 'refused', tls: { error: code } };
  }
  return { step: 'tls', kind: 'network', code, message: error.message };
}

function closed(): TlsProbeResult {
  return {
    step: 'tls',
    kind: 'network',
    code: 'ECONNRESET',
    message: t('The server closed the connection during the TLS handshake.'),
  };
}
