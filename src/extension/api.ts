import type { Event } from 'vscode';
import type { ServerId } from '../shared/model/server';
import type { ServerSnapshot } from '../shared/model/state';

/** What another extension gets from `extensions.getExtension('portcullis.portcullis').activate()`. */
export interface PortcullisApi {
  /** All servers of the window, in the order of the view. */
  readonly servers: readonly ServerSnapshot[];
  /** A server has changed, or (undefined) the list has. */
  readonly onDidChangeServers: Event<ServerId | undefined>;
  /** Starts a server; settles when its launch has begun. */
  start(id: ServerId): Promise<void>;
  /** Stops a server; settles when its process is gone. */
  stop(id: ServerId): Promise<void>;
}
