import { CLIENTS, type ClientKind } from './dialects/clientDialects';
import { readConfig, type ServerConfig } from './readConfig';

/** Reads the servers of a client's own configuration file. Never throws. */
export function readClientConfig(kind: ClientKind, text: string): ServerConfig {
  return readConfig(text, CLIENTS[kind].dialect);
}
