import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  type ClientCapabilities,
  type Implementation,
  PROTOCOL_VERSION_META_KEY,
  type ServerCapabilities,
  SUPPORTED_PROTOCOL_VERSIONS,
} from '@modelcontextprotocol/client';
import type { ProtocolEra } from '../../shared/model/session';
import { isObject } from '../transport/jsonRpc';

/** Revisions without `initialize`: each request carries its envelope. The best one first. */
export const MODERN_VERSIONS: readonly string[] = ['2026-07-28'];
/** Revisions that begin with `initialize`. The best one first. */
export const LEGACY_VERSIONS: readonly string[] = SUPPORTED_PROTOCOL_VERSIONS;

/** What we say of ourselves. */
export interface ClientIdentity {
  readonly info: Implementation;
  /** The version that `initialize` asks for. */
  readonly legacyVersion: string;
  capabilitiesFor(protocolVersion: string): ClientCapabilities;
}

/** What a handshake has settled. */
export interface Negotiated {
  readonly era: ProtocolEra;
  readonly protocolVersion: string;
  readonly serverInfo: Implementation;
  readonly capabilities: ServerCapabilities;
  readonly instructions?: string;
}

export type Params = Readonly<Record<string, unknown>>;

/** `params` with `meta` in its `_meta`; what the caller put there himself wins. */
export function withMeta(params: Params, meta: Params): Params {
  const own = isObject(params._meta) ? params._meta : {};
  return { ...params, _meta: { ...meta, ...own } };
}

/** What each request of the modern era carries in `_meta` (MCP 2026-07-28, Basic). */
export function envelope(client: ClientIdentity, protocolVersion: string): Params {
  return {
    [PROTOCOL_VERSION_META_KEY]: protocolVersion,
    [CLIENT_INFO_META_KEY]: client.info,
    [CLIENT_CAPABILITIES_META_KEY]: client.capabilitiesFor(protocolVersion),
  };
}
