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
  if (typeof protocolVersion !== 'string') throw invalid('protocolVersion', 'a string', result);
  if (!isObject(capabilities)) throw invalid('capabilities', 'an object', result);
  if (!isObject(serverInfo)) throw invalid('serverInfo', 'an object', result);
  const { name, version } = serverInfo;
  if (typeof name !== 'string') throw invalid('serverInfo.name', 'a string', result);
  if (typeof version !== 'string') throw invalid('serverInfo.version', 'a string', result);
  return {
    era: 'legacy',
    protocolVersion,
    serverInfo: { ...serverInfo, name, version },
    capabilities,
    ...(typeof instructions === 'string' && { instructions }),
  };
}

function invalid(member: string, type: string, result: object): InvalidAnswerError {
  return new InvalidAnswerError(
    `"${member}" of the result of ${METHOD} is not ${type}`,
    JSON.stringify(result),
  );
}

function versionError(server: readonly string[], client: readonly string[]): HandshakeError {
  return new HandshakeError({ kind: 'version', server, client });
}
