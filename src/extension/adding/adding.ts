import type { WorkspaceFolder } from 'vscode';
import type { EntryDraft } from '../../shared/adding/entryDraft';
import type { CommandServices } from '../commands/registerCommands';
import type { ConfigSource } from '../sources/configSource';

/** What adding a server needs of the window. */
export type AddingServices = Pick<
  CommandServices,
  | 'registry'
  | 'controller'
  | 'supervisor'
  | 'inputs'
  | 'trust'
  | 'gate'
  | 'output'
  | 'panels'
  | 'log'
  | 'globalStorageUri'
>;

/** A source that servers can be written to. */
export type WritableSource = ConfigSource & Required<Pick<ConfigSource, 'add'>>;

/** What is known so far of what is to be added; each question fills in a part of it. */
export interface Adding {
  drafts: readonly EntryDraft[];
  /** What `${workspaceFolder}` means in them, where they come from a file. */
  folder?: WorkspaceFolder | undefined;
  /** What could not be kept as it was, in sentences for people. */
  notes: readonly string[];
  source?: WritableSource;
  /** Somebody else has written the drafts: a text, or a file. */
  isForeign?: boolean;
  /** Called when a server is written, before it is started. */
  readonly onWritten?: () => Promise<void>;
}
