import type { Roots } from '../../shared/model/answering';
import { SCREENS, type Screen } from '../../shared/model/screens';
import type { LogLevel } from '../../shared/model/sessionState';
import type { TrafficHead, TrafficKind } from '../../shared/model/traffic';
import type { TextMode } from '../components/textKinds';

export { SCREENS, type Screen } from '../../shared/model/screens';

/** Arguments that a person is writing. In `json` mode the text rules, in `form` mode the data. */
export interface Draft {
  readonly mode: 'form' | 'json';
  readonly data: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** `_meta` as JSON; absent: nothing is put there. */
  readonly meta?: string | undefined;
}

/** An answer to the server that a person is writing; each way of writing keeps its own. */
export interface AnswerDraft {
  readonly mode: 'text' | 'json' | 'form' | 'error';
  /** A model's words. */
  readonly text: string;
  /** Which model is said to have answered. */
  readonly model: string;
  /** The result, or the content of a form, as JSON. */
  readonly json: string;
  readonly form: Readonly<Record<string, unknown>>;
  readonly error: { readonly code: string; readonly message: string };
  /** The person has opened the address that the server asks to visit. */
  readonly opened?: boolean | undefined;
}

/** A message that stays at hand; what it is called is kept with it. */
export interface Pin {
  readonly seq: number;
  /** Epoch ms. */
  readonly time: number;
  readonly kind: string;
  readonly words: string;
}

/** What a list screen remembers. */
export interface ListView {
  readonly query: string;
  readonly selected?: string | undefined;
  /** In a narrow panel the list is shown although something is selected. */
  readonly browsing: boolean;
  /** The items stand in groups. */
  readonly grouped?: boolean | undefined;
}

/** What a variable of a URI template is given. */
export type VariableValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'pairs'; readonly pairs: readonly (readonly [string, string])[] };

/** What the view itself knows and a reload may not lose. Everything else comes from the host. */
export interface ViewState {
  readonly version: 1;
  readonly screen: Screen;
  readonly tools: ListView;
  readonly resources: ListView;
  readonly prompts: ListView;
  readonly requests: ListView;
  readonly tasks: ListView;
  readonly changes: ListView & {
    /** The snapshot that is compared with; absent: the run before. */
    readonly since?: string | undefined;
  };
  readonly logs: ListView & {
    /** The least severe level that is shown; absent: all. */
    readonly minimum?: LogLevel | undefined;
    readonly source?: 'server' | 'session' | 'stderr' | undefined;
  };
  readonly messages: {
    readonly text: string;
    readonly kinds: readonly TrafficKind[];
    /** Errors only. */
    readonly errors?: boolean | undefined;
    readonly direction?: TrafficHead['direction'] | undefined;
    /** In a file that holds the traffic of several. */
    readonly server?: string | undefined;
    readonly session?: string | undefined;
    readonly method?: string | undefined;
    /** In ms. */
    readonly slowMs?: number | undefined;
    /** The filters that are not needed always are shown. */
    readonly moreFilters?: boolean | undefined;
    /** A request that is edited before it is sent again. */
    readonly edit?: { readonly seq: number; readonly text: string } | undefined;
    readonly selected?: number | undefined;
    readonly pinned?: readonly Pin[] | undefined;
    readonly browsing: boolean;
    readonly raw: boolean;
    /** The list keeps its end in view. */
    readonly following: boolean;
  };
  readonly settings: {
    /** The list that is fetched page by page, by its method. */
    readonly list: string;
  };
  /** By tool name. */
  readonly toolDrafts: Readonly<Record<string, Draft>>;
  /** What a person is about to answer, by request of the server. */
  readonly answerDrafts: Readonly<Record<string, AnswerDraft>>;
  /** Roots that a person is changing and has not applied. */
  readonly rootsDraft?: Roots | undefined;
  /** The language model that was asked last. */
  readonly model?: string | undefined;
  /** Values by prompt name. */
  readonly fieldDrafts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Values of variables by URI template. */
  readonly templateDrafts: Readonly<Record<string, Readonly<Record<string, VariableValue>>>>;
  /** How the resources are listed. */
  readonly resourceTree: {
    /** As a tree by their URIs. */
    readonly shown: boolean;
    /** Folders that were folded or unfolded by hand, by their id: unfolded or not. */
    readonly unfolded: Readonly<Record<string, boolean>>;
    /** The row that the keys go on from, where it is another than the selected one. */
    readonly cursor?: string | undefined;
  };
  /** Resources that are read again whenever they change, by URI. */
  readonly followedResources: Readonly<Record<string, true>>;
  /** The call that is looked at, by tool, prompt or resource; absent: the latest. */
  readonly chosenCalls: Readonly<Record<string, string>>;
  /** How texts are shown where a person chose, by where they stand. */
  readonly textModes: Readonly<Record<string, TextMode>>;
  /** Width of the list in px, by screen. */
  readonly listWidths: Readonly<Partial<Record<Screen, number>>>;
  /** Scroll positions of panes in px, by a name of their own. */
  readonly scroll: Readonly<Record<string, number>>;
  /** Sections that were opened or closed by hand. */
  readonly sections: Readonly<Record<string, boolean>>;
}

const list: ListView = { query: '', browsing: false };

export const INITIAL_VIEW: ViewState = {
  version: 1,
  screen: 'overview',
  tools: list,
  resources: list,
  prompts: list,
  requests: list,
  tasks: list,
  changes: list,
  logs: list,
  messages: { text: '', kinds: [], browsing: false, raw: false, following: true },
  settings: { list: 'tools/list' },
  toolDrafts: {},
  answerDrafts: {},
  fieldDrafts: {},
  templateDrafts: {},
  resourceTree: { shown: false, unfolded: {} },
  followedResources: {},
  chosenCalls: {},
  textModes: {},
  listWidths: {},
  scroll: {},
  sections: {},
};

/** The state that was saved, made whole; of another version or shape: none of it. */
export function restoreView(saved: unknown): ViewState {
  if (typeof saved !== 'object' || saved === null) return INITIAL_VIEW;
  const view = saved as Partial<ViewState>;
  if (view.version !== 1 || !SCREENS.includes(view.screen as Screen)) return INITIAL_VIEW;
  return { ...INITIAL_VIEW, ...view };
}
