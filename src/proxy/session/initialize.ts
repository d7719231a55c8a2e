import { t } from '@vscode/l10n';
import { isObject } from '../transport/jsonRpc';
import { type Connection, InvalidAnswerError } from './connection';
import { type ClientIdentity, LEGACY_VERSIONS, type Negotiated } from './protocol';
import { HandshakeError } from './sessionTarget';

const METHOD = 'initialize';

/**
 * The handshake of the legacy era (MCP 2025-11-25, Lifecycle).
 * @param versions that will do, the best one first: it is the one that is asked for.
 * @throws HandshakeError, WireError, InvalidAnswerError, or the signal's reason
 */
export async function initialize(
  connection: Connection,
  client: ClientIdentity,
  signal: AbortSignal,
  versions: readonly string[] = LEGACY_VERSIONS,
): Promise<Negotiated> {
  const protocolVersion = client.legacyVersion;
  const params = {
    protocolVersion,
    capabilities: client.capabilitiesFor(protocolVersion),
    clientInfo: client.info,
  };
  const answer = await connection.request(METHOD, params, { signal });
  if ('error' in answer) {
    const { code, message, data } = answer.error;
    const supported = isObject(data) ? data.supported : undefined;
    if (Array.isArray(supported)) throw versionError(supported.map(String), versions);
    throw new HandshakeError({
      kind: 'errorResponse',
      method: METHOD,
      code,
      message,
      ...(data !== undefined && { data }),
    });
  }
  const negotiated = readResult(answer.result);
  if (!versions.includes(negotiated.protocolVersion)) {
    throw versionError([negotiated.protocolVersion], versions);
  }
  connection.wire.setProtocolVersion(negotiated.protocolVersion);
  await connection.notify('notifications/initialized', {});
  return negotiated;
}

/** What every client needs of the result; all else is shown as it is. */
function readResult(result: Readonly<Record<string, unknown>>): Negotiated {
  const { protocolVersion, serverInfo, capabilities, instructions } = result;
  if (typeof protocolVersion !== 'string') throw noString('protocolVersion', result);
  if (!isObject(capabilities)) throw noObject('capabilities', result);
  if (!isObject(serverInfo)) throw noObject('serverInfo', result);
  const { name, version } = serverInfo;
  if (typeof name !== 'string') throw noString('serverInfo.name', result);
  if (typeof version !== 'string') throw noString('serverInfo.version', result);
  return {
    era: 'legacy',
    protocolVersion,
    serverInfo: { ...serverInfo, name, version },
    capabilities,
    ...(typeof instructions === 'string' && { instructions }),
  };
}

function noString(member: string, result: object): InvalidAnswerError {
  const problem = t('"{0}" of the result of {1} is not a string', member, METHOD);
  return new InvalidAnswerError(problem, JSON.stringify(result));
}

function noObject(member: string, result: object): InvalidAnswerError {
  const problem = t('"{0}" of the result of {1} is not an object', member, METHOD);
  return new InvalidAnswerError(problem, JSON.stringify(result));
}

function versionError(server: readonly string[], client: readonly string[]): HandshakeError {
  return new HandshakeError({ kind: 'version', server, client });
}
