import { type ConnectionOptions, connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { t } from '@vscode/l10n';

/** Whether `fingerprint` (SHA-256, `AB:CD:…`) names this certificate; colons and case do not matter. */
export function hasFingerprint(certificate: PeerCertificate, fingerprint: string): boolean {
  const plain = (text: string) => text.replaceAll(':', '').toLowerCase();
  return (
    certificate.fingerprint256 !== undefined &&
    plain(certificate.fingerprint256) === plain(fingerprint)
  );
}

/**
 * A TLS connection that trusts what the system trusts, and besides the one certificate with this
 * fingerprint, whoever signed it, whatever its names and dates. Nothing is sent to any other.
 */
export function connectPinned(options: ConnectionOptions, fingerprint: string): TLSSocket {
  const socket = connect({ ...options, rejectUnauthorized: false });
  // Node itself refuses at this very moment, before anything that was written has left.
  socket.prependOnceListener('secureConnect', () => {
    if (socket.authorized || hasFingerprint(socket.getPeerCertificate(), fingerprint)) return;
    socket.destroy(certificateError(socket));
  });
  return socket;
}

/** The code with which OpenSSL refused the certificate. */
export function authorizationCode(socket: TLSSocket): string {
  const error: unknown = socket.authorizationError;
  if (typeof error === 'string') return error;
  return (error as NodeJS.ErrnoException | null)?.code ?? 'CERT_REJECTED';
}

function certificateError(socket: TLSSocket): Error {
  const code = authorizationCode(socket);
  return Object.assign(new Error(t('The certificate is not trusted: {0}', code)), { code });
}
