import { type Implementation, SERVER_INFO_META_KEY } from '@modelcontextprotocol/client';
import { t } from '@vscode/l10n';
import { isObject } from '../transport/jsonRpc';
import { WireError } from '../transport/wireError';
import { type Answer, InvalidAnswerError, type RpcError } from './connection';
import { LEGACY_VERSIONS, MODERN_VERSIONS, type Negotiated } from './protocol';
import type { HandshakeFailure, HttpExchange } from './sessionTarget';

/** How `server/discover` came out. */
export type DiscoveryOutcome =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'thrown'; readonly error: unknown };

export type DiscoveryVerdict =
  | { readonly kind: 'modern'; readonly negotiated: Negotiated }
  /** The server asks for another version of the modern era, which we speak. */
  | { readonly kind: 'again'; readonly version: string; readonly failure: HandshakeFailure }
  /** No sign of the modern era. `failure` tells what there was instead, if nothing else is to be tried. */
  | { readonly kind: 'legacy'; readonly failure: HandshakeFailure }
  /** Neither era would help. */
  | { readonly kind: 'failed'; readonly failure: HandshakeFailure };

const UNSUPPORTED_VERSION = -32022;
const METHOD = 'server/discover';

/**
 * Says what the answer to `server/discover` means. As careful as the SDK's own classifier: what is not
 * positively modern is legacy, and a guarded or broken server is neither. Unlike there, a 5xx does not
 * end it: some legacy servers answer one to a method that they do not know, and if the server is truly
 * broken, `initialize` meets the same. Returns undefined for an error that tells nothing of the server.
 */
export function classifyDiscovery(outcome: DiscoveryOutcome): DiscoveryVerdict | undefined {
  if (outcome.kind === 'thrown') return classifyThrown(outcome.error);
  const { answer } = outcome;
  return 'error' in answer ? classifyError(answer.error) : classifyResult(answer.result);
}

function classifyResult(result: Readonly<Record<string, unknown>>): DiscoveryVerdict {
  const { supportedVersions, capabilities, instructions, _meta } = result;
  if (!isStringArray(supportedVersions) || !isObject(capabilities)) {
    const problem = t(
      'the result of {0} lacks {1}',
      METHOD,
      isObject(capabilities) ? 'supportedVersions' : 'capabilities',
    );
    return {
      kind: 'legacy',
      failure: { kind: 'invalidMessage', problem, raw: JSON.stringify(result) },
    };
  }
  const protocolVersion = MODERN_VERSIONS.find((version) => supportedVersions.includes(version));
  if (protocolVersion === undefined) {
    return { kind: 'legacy', failure: versionFailure(supportedVersions) };
  }
  const info = isObject(_meta) ? _meta[SERVER_INFO_META_KEY] : undefined;
  return {
    kind: 'modern',
    negotiated: {
      era: 'modern',
      protocolVersion,
      serverInfo: toImplementation(info),
      capabilities,
      ...(typeof instructions === 'string' && { instructions }),
    },
  };
}

function classifyError(error: RpcError): DiscoveryVerdict {
  const failure: HandshakeFailure = { kind: 'errorResponse', method: METHOD, ...error };
  const supported = isObject(error.data) ? error.data.supported : undefined;
  if (error.code !== UNSUPPORTED_VERSION || !isStringArray(supported)) {
    return { kind: 'legacy', failure };
  }
  const common = MODERN_VERSIONS.find((version) => supported.includes(version));
  if (common !== undefined) return { kind: 'again', version: common, failure };
  const speaksLegacy = supported.some((version) => LEGACY_VERSIONS.includes(version));
  return { kind: speaksLegacy ? 'legacy' : 'failed', failure: versionFailure(supported) };
}

function classifyThrown(error: unknown): DiscoveryVerdict | undefined {
  if (error instanceof InvalidAnswerError) {
    const { problem, raw } = error;
    return { kind: 'legacy', failure: { kind: 'invalidMessage', problem, raw } };
  }
  if (!(error instanceof WireError)) return undefined;
  const { failure } = error;
  switch (failure.kind) {
    case 'http': {
      const { status } = failure.exchange;
      // 401 and 403 guard the server, whatever it speaks; 2xx and 3xx without a message are no MCP server's.
      const isLegacySign = status >= 400 && status !== 401 && status !== 403;
      return { kind: isLegacySign ? 'legacy' : 'failed', failure };
    }
    case 'network':
      return { kind: 'failed', failure: { ...failure, method: METHOD } };
    case 'closed':
      return { kind: 'failed', failure: { kind: 'closed', method: METHOD } };
    case 'noAnswer':
      return { kind: 'legacy', failure: failureOfNoAnswer(failure.exchange, METHOD) };
  }
}

/** An HTTP request that was answered, but not by a message, is explained by that answer. */
export function failureOfNoAnswer(
  exchange: HttpExchange | undefined,
  method?: string,
): HandshakeFailure {
  if (exchange) return { kind: 'http', exchange };
  return { kind: 'closed', ...(method !== undefined && { method }) };
}

function versionFailure(server: readonly string[]): HandshakeFailure {
  return { kind: 'version', server, client: [...MODERN_VERSIONS, ...LEGACY_VERSIONS] };
}

/** The modern era does not oblige a server to say who it is. */
function toImplementation(value: unknown): Implementation {
  if (!isObject(value)) return { name: '', version: '' };
  const { name, version } = value;
  return {
    ...value,
    name: typeof name === 'string' ? name : '',
    version: typeof version === 'string' ? version : '',
  };
}

function isStringArray(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')
  );
}
