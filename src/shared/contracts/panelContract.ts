import * as v from 'valibot';
import { COPY_FORMATS } from '../copy/copyFormats';
import type { Screen } from '../model/screens';
import type { ServerSnapshot } from '../model/state';
import { TrafficFilterSchema } from '../model/traffic';
import { notification, request } from '../rpc/contract';
import { answerRequests } from './answerContract';
import { catalogRequests } from './catalogContract';
import { inspectorNotifications, inspectorRequests } from './inspectorContract';
import { settingsRequests } from './settingsContract';

/** What a resource holds, as a server sent it. */
const contents = {
  uri: v.string(),
  mimeType: v.optional(v.string()),
  text: v.optional(v.string()),
  /** Bytes, as base64. */
  blob: v.optional(v.string()),
};

/** What a panel gets when it says that it is ready. */
export interface PanelInit {
  readonly server: ServerSnapshot;
}

/** Webview → extension host (requests), extension host → webview (notifications). */
export const panelContract = {
  requests: {
    ...inspectorRequests,
    ...catalogRequests,
    ...answerRequests,
    ...settingsRequests,
    /** The first request. Nothing is sent to the webview before it. */
    'panel/ready': request<PanelInit>()(v.object({})),
    'panel/start': request<null>()(v.object({})),
    'panel/stop': request<null>()(v.object({})),
    'panel/restart': request<null>()(v.object({})),
    /** Starts or restarts it under a debugger. */
    'panel/debug': request<null>()(v.object({})),
    /** A change of the server's files restarts it, or does not. */
    'panel/setRestartOnSave': request<null>()(v.object({ wanted: v.boolean() })),
    /** Brings the terminal of the task that builds the server to the front. */
    'panel/showBuild': request<null>()(v.object({})),
    'panel/keepWaiting': request<null>()(v.object({ ms: v.number() })),
    /** Carries out a fix of the diagnosis that is shown. */
    'panel/applyFix': request<null>()(v.object({ code: v.string(), fixId: v.string() })),
    'panel/copyDiagnosis': request<null>()(v.object({ code: v.string() })),
    'panel/openConfiguration': request<null>()(v.object({})),
    'panel/showOutput': request<null>()(v.object({})),
    /** Only http(s); asks first. Answers whether it was opened. */
    'panel/openExternal': request<boolean>()(v.object({ url: v.string() })),
    /** Opens a file of the workspace at a line. */
    'panel/openFile': request<null>()(
      v.object({ path: v.string(), line: v.optional(v.number()), column: v.optional(v.number()) }),
    ),
    /** Opens text as an untitled document beside the panel. */
    'panel/openText': request<null>()(v.object({ text: v.string(), language: v.string() })),
    /**
     * Opens what was read of a resource in VS Code's editor for its kind of file, read only. The editor follows
     * the resource: it shows what is read of it later, and reads it itself when the server tells of a change.
     */
    'panel/openResource': request<null>()(
      v.object({
        /** By which it was read. */
        readUri: v.string(),
        /** Which of its contents. */
        index: v.number(),
        contents: v.object(contents),
      }),
    ),
    /** Asks where to, and writes the text or the bytes there as they are. False if the person thinks better of it. */
    'panel/saveContents': request<boolean>()(v.object(contents)),
    /** Opens VS Code's own comparison of two texts, beside the panel. */
    'panel/compareTexts': request<null>()(
      v.object({ title: v.string(), before: v.string(), after: v.string(), language: v.string() }),
    ),
    /** Asks where to, and writes what passes the filter there. Answers false if the person thinks better of it. */
    'panel/exportTraffic': request<boolean>()(v.object({ filter: TrafficFilterSchema })),
    /** Copies a request of the log in another form, without secrets. */
    'panel/copyEntry': request<null>()(
      v.object({ seq: v.number(), format: v.picklist(COPY_FORMATS) }),
    ),
    /** Asks where to, writes the bytes there and offers to open them. False: the person thought better of it. */
    'panel/saveBytes': request<boolean>()(v.object({ name: v.string(), base64: v.string() })),
    /** What was kept for this server with the workspace, by key. */
    'panel/recall': request<Readonly<Record<string, unknown>>>()(v.object({})),
    /** Keeps a value, or forgets the key (null). False: it is too large to be kept. */
    'panel/remember': request<boolean>()(v.object({ key: v.string(), value: v.unknown() })),
    /** The sandbox may deny the clipboard; the host can always write it. */
    'panel/copyText': request<null>()(v.object({ text: v.string() })),
  },
  notifications: {
    ...inspectorNotifications,
    'panel/serverChanged': notification<ServerSnapshot>(),
    /** Show a screen, and select an item in it. */
    'panel/reveal': notification<{
      screen: Screen;
      item?: string;
    }>(),
  },
} as const;

export type PanelContract = typeof panelContract;
