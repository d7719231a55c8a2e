import type { SessionState } from './sessionState';

/** A language model that VS Code offers to extensions. */
export interface LanguageModel {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly family: string;
  /** In tokens. */
  readonly maxInputTokens: number;
}

/** A piece of what is said to a model or by it, in VS Code's terms. */
export type ModelPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'data'; readonly mimeType: string; readonly base64: string }
  | {
      readonly type: 'toolCall';
      readonly id: string;
      readonly name: string;
      readonly input: Readonly<Record<string, unknown>>;
    }
  | {
      readonly type: 'toolResult';
      readonly id: string;
      readonly parts: readonly ModelPart[];
    };

/** A conversation that a model is to go on with. */
export interface ModelQuestion {
  readonly messages: readonly {
    readonly role: 'user' | 'assistant';
    readonly parts: readonly ModelPart[];
  }[];
  readonly tools?: readonly ModelTool[];
  /** The model must call one of the tools. */
  readonly mustCallTool?: boolean;
}

export interface ModelTool {
  readonly name: string;
  readonly description: string;
  /** A JSON Schema. */
  readonly inputSchema?: object;
}

/** What a model said: texts, and calls of tools. */
export interface ModelAnswer {
  readonly parts: readonly ModelPart[];
}

/** What a person has answered once and wants to answer again. */
export interface SavedAnswer {
  /** The method of the requests that it answers. */
  readonly method: string;
  /** Unique among those of a method. */
  readonly name: string;
  /** The result as it is sent. */
  readonly result: unknown;
}

export type Roots = SessionState['roots'];

/** What a server is told when it asks for the roots. */
export interface RootsSetting {
  readonly roots: Roots;
  /** A person has chosen them for this server; otherwise they are the folders of the workspace. */
  readonly isOwn: boolean;
}
