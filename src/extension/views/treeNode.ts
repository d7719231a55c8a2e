import type { Fix } from '../../shared/model/diagnosis';
import type { RelayedClient } from '../../shared/model/relayedClient';
import type { ServerId } from '../../shared/model/server';
import type { SessionSummary } from '../../shared/model/session';
import type { ConfigSource } from '../sources/configSource';

export type CatalogGroup = 'tools' | 'resources' | 'prompts';

/** One line of the view "MCP Servers". */
export type TreeNode =
  | SourceNode
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
    }
  | PeersNode
  | {
      readonly kind: 'session';
      readonly serverId: ServerId;
      /** From 1. */
      readonly number: number;
      readonly session: SessionSummary;
    }
  | { readonly kind: 'client'; readonly serverId: ServerId; readonly client: RelayedClient }
  | ProcessNode
  | {
      readonly kind: 'fact';
      readonly serverId: ServerId;
      readonly fact: ProcessFact;
      readonly value: string;
    }
  /** Where it is configured: 0 is the entry that counts, the others are of `alsoIn`. */
  | { readonly kind: 'place'; readonly serverId: ServerId; readonly index: number };

export type ProcessFact = 'pid' | 'uptime' | 'memory' | 'command';

/** All servers of one source; of none: those that run and are configured no longer. */
export interface SourceNode {
  readonly kind: 'source';
  readonly source: ConfigSource | undefined;
}

export interface ServerNode {
  readonly kind: 'server';
  readonly serverId: ServerId;
}

/** Our sessions with a server, or its other clients. */
export interface PeersNode {
  readonly kind: 'sessions' | 'clients';
  readonly serverId: ServerId;
  readonly count: number;
}

export interface ProcessNode {
  readonly kind: 'process';
  readonly serverId: ServerId;
}

export type NodeOf<K extends TreeNode['kind']> = Extract<TreeNode, { kind: K }>;

/** The server that a command was run on: a tree item, or an id. */
export function serverIdOf(argument: unknown): ServerId | undefined {
  if (typeof argument === 'string') return argument;
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { serverId } = argument as { serverId?: unknown };
  return typeof serverId === 'string' ? serverId : undefined;
}

/** The group of servers that a command was run on. */
export function sourceNodeOf(argument: unknown): SourceNode | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  return (argument as Partial<SourceNode>).kind === 'source' ? (argument as SourceNode) : undefined;
}
