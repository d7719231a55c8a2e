import type { EraSetting } from '../../shared/model/era';
import type { CannedAnswers } from '../answerServer';
import type { HelpTopic } from './commandNames';
import type { Target } from './target';

export const LIST_KINDS = ['tools', 'resources', 'templates', 'prompts'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** The params of a request or the arguments of a tool, as they were given. */
export type Given =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'json'; readonly value: Readonly<Record<string, unknown>> }
  | { readonly kind: 'stdin' }
  /** Names and values of `--arg`, whose types the tool's schema tells. */
  | { readonly kind: 'pairs'; readonly pairs: readonly (readonly [string, string])[] };

/** What every command that starts something knows. */
export interface Common {
  /** In ms. */
  readonly timeout?: number;
  readonly era?: EraSetting;
  /** A file for all traffic. */
  readonly record?: string;
}

export type Command =
  | { readonly kind: 'help'; readonly topic?: HelpTopic }
  | { readonly kind: 'version' }
  | (Common & { readonly kind: 'check'; readonly target: Target; readonly json: boolean })
  | (Common & {
      readonly kind: 'wait';
      readonly target: Target;
      /** Program and arguments; empty: only wait. */
      readonly program: readonly string[];
    })
  | (Common & {
      readonly kind: 'serve';
      readonly file: string;
      /** Empty: all of the file. */
      readonly servers: readonly string[];
      /** Of the relay. */
      readonly port: 'auto' | number;
      readonly json: boolean;
    })
  | (Common & {
      readonly kind: 'list';
      readonly target: Target;
      /** Absent: everything. */
      readonly what?: ListKind;
      readonly json: boolean;
    })
  | (Common & {
      readonly kind: 'call';
      readonly target: Target;
      readonly tool: string;
      readonly given: Given;
      readonly canned: CannedAnswers;
      readonly json: boolean;
    })
  | (Common & {
      readonly kind: 'request';
      readonly target: Target;
      readonly method: string;
      readonly given: Given;
      readonly canned: CannedAnswers;
      readonly json: boolean;
    });
