import type { Uri } from 'vscode';
import type { TextRange } from '../../shared/config/configText';
import type { InputDefinition, ServerEntry } from '../../shared/config/serverEntry';
import type { ServerId } from '../../shared/model/server';
import type { ServerSnapshot } from '../../shared/model/state';
import type { ConfigSource } from '../sources/configSource';

/** A server as the views know it: what is configured, joined with what the proxy says. */
export interface KnownServer {
  readonly id: ServerId;
  /** To be shown; what its entry is called is in the entry. */
  readonly name: string;
  readonly snapshot: ServerSnapshot;
  /** Absent when its entry was removed while it runs. */
  readonly configured?: ConfiguredServer;
  /** Other entries for the same server: of the same name, and started or reached in the same way. */
  readonly alsoIn: readonly ConfiguredServer[];
}

/** An entry, and where it comes from. */
export interface ConfiguredServer {
  readonly entry: ServerEntry;
  readonly source: ConfigSource;
  readonly inputs: readonly InputDefinition[];
  /** The file and the place in it, if it is in a file that can be read. */
  readonly location?: { readonly uri: Uri; readonly range: TextRange };
}
