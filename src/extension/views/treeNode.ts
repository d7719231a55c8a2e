import type { Fix } from '../../shared/model/diagnosis';
import type { ServerId } from '../../shared/model/server';
import type { ConfigSource } from '../sources/configSource';

export type CatalogGroup = 'tools' | 'resources' | 'prompts';

/** One line of the view "MCP Servers". */
export type TreeNode =
  | ServerNode
  | { readonly kind: 'brokenSource'; readonly source: ConfigSource }
  | {
      readonly kind: 'group';
      readonly serverId: ServerId;
      readonly group: CatalogGroup;
      readonly count: number;
    }
  | {
      readonly kind: 'item';
      readonly serverId: ServerId;
      readonly group: CatalogGroup;
      /** How the panel finds it: a tool's or prompt's name, a resource's URI. */
      readonly key: string;
      readonly label: string;
      readonly detail?: string;
    }
  | { readonly kind: 'diagnosis'; readonly serverId: ServerId }
  /** The server asks something of the person. */
  | { readonly kind: 'waiting'; readonly serverId: ServerId }
  | {
      readonly kind: 'fix';
      readonly serverId: ServerId;
      readonly code: string;
      readonly fix: Fix;
    };

export interface ServerNode {
  readonly kind: 'server';
  readonly serverId: ServerId;
}

/** The server that a command was run on: a tree item, or an id. */
export function serverIdOf(argument: unknown): ServerId | undefined {
  if (typeof argument === 'string') return argument;
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { serverId } = argument as { serverId?: unknown };
  return typeof serverId === 'string' ? serverId : undefined;
}
