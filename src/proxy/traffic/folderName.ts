import { createHash } from 'node:crypto';
import type { ServerId } from '../../shared/model/server';

/** Fit for every file system, and different for ids that differ. */
export function folderName(serverId: ServerId): string {
  const readable = serverId.replace(/[^A-Za-z0-9_-]+/g, '_').slice(-40);
  return `${readable}-${createHash('sha256').update(serverId).digest('hex').slice(0, 12)}`;
}
