import * as v from 'valibot';
import type { CatalogChanges, CatalogSnapshot, CatalogSnapshots } from '../model/catalogChanges';
import { request } from '../rpc/contract';

const serverId = v.string();

/** What the Inspector asks of what a server offered before. */
export const catalogRequests = {
  /** With what the lists can be compared, the latest first. */
  'inspector/catalogSnapshots': request<CatalogSnapshots>()(v.object({ serverId })),
  /** What has changed since a snapshot; absent: since the run before. */
  'inspector/catalogChanges': request<CatalogChanges>()(
    v.object({ serverId, since: v.optional(v.string()) }),
  ),
  /** Keeps the lists as they are now; rejects before they were listed. */
  'inspector/takeCatalogSnapshot': request<CatalogSnapshot>()(
    v.object({ serverId, label: v.optional(v.string()) }),
  ),
  'inspector/removeCatalogSnapshot': request<null>()(v.object({ serverId, id: v.string() })),
} as const;
