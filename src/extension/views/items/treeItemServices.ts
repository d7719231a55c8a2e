import type { WatchedServers } from '../../chat/watchedServers';
import type { ServerRegistry } from '../../servers/serverRegistry';
import type { WaitingRequests } from '../../servers/waitingRequests';
import type { HiddenServers } from '../hiddenServers';
import type { TreeOptions } from '../treeOptions';

/** What the looks of the tree's items depend on. */
export interface TreeItemServices {
  readonly registry: ServerRegistry;
  readonly watched: Pick<WatchedServers, 'isWatched'>;
  readonly waiting: Pick<WaitingRequests, 'of'>;
  readonly hidden: Pick<HiddenServers, 'isHidden'>;
  readonly options: Pick<TreeOptions, 'isGrouped'>;
}
