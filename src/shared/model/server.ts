import * as v from 'valibot';
import { DebugLaunchSchema } from './debuggee';

/** Identifies a server across all sources: `<source>/<name>`; stable over restarts and windows. */
export type ServerId = string;

export const ConfigProblemSchema = v.object({
  code: v.picklist([
    'config.file-invalid',
    'config.variable-unresolved',
    'config.env-file-missing',
    'config.cwd-missing',
    'config.url-invalid',
  ]),
  message: v.string(),
  /** The offending value, as written. */
  value: v.optional(v.string()),
  /** The property of the entry that holds it, for example `env.API_KEY`. */
  property: v.optional(v.string()),
});
/** What is wrong with an entry before anything is started. */
export type ConfigProblem = v.InferOutput<typeof ConfigProblemSchema>;

export const RunSpecSchema = v.object({
  command: v.string(),
  args: v.array(v.string()),
  /** Absolute. */
  cwd: v.string(),
  /** On top of the process's environment; `null` deletes. Wins over `envFile`. */
  env: v.record(v.string(), v.nullable(v.string())),
  /** Absolute path of a dotenv file. */
  envFile: v.optional(v.string()),
});
/** A program to start. `${port}` may stand in args, env values. */
export type RunSpec = v.InferOutput<typeof RunSpecSchema>;

export const OffersSchema = v.object({
  roots: v.optional(v.boolean()),
  sampling: v.optional(v.boolean()),
  /** Elicitation by a form. */
  formElicitation: v.optional(v.boolean()),
  /** Elicitation by an address that a person visits. */
  urlElicitation: v.optional(v.boolean()),
  /** The server may make a task of a call (modern era), or of what it asks of us (2025-11-25). */
  tasks: v.optional(v.boolean()),
});
/** What a server may ask of us. What is not offered is refused if it is asked for. */
export type Offers = v.InferOutput<typeof OffersSchema>;

const HttpTransportSchema = v.picklist(['http', 'sse']);
const http = {
  transport: HttpTransportSchema,
  url: v.string(),
  headers: v.record(v.string(), v.string()),
  /** SHA-256 of a certificate (`AB:CD:…`) that is trusted for this server, whoever signed it. */
  trustedCertificate: v.optional(v.string()),
};
const base = {
  id: v.string(),
  name: v.string(),
  /** The time a launch may take until the server is ready, in ms. */
  readyTimeout: v.number(),
  /** Which protocol era the session speaks; `auto` asks the server. */
  era: v.picklist(['auto', 'legacy', 'modern']),
  /** The only version of that era that will do; absent: any. */
  protocolVersion: v.optional(v.string()),
  /** What the server is offered, where that is not what it is offered anyway. */
  offers: v.optional(OffersSchema),
  /** How long a person may take to answer a request of the server, in ms; 0: as long as it takes. */
  answerTimeout: v.optional(v.number()),
  /** What `roots/list` answers. */
  roots: v.array(v.object({ uri: v.string(), name: v.optional(v.string()) })),
  /** Where its entry stands, for messages and fixes. */
  source: v.object({
    label: v.string(),
    /** URI of the file, if it is a file. */
    uri: v.optional(v.string()),
    /** 1-based. */
    line: v.optional(v.number()),
  }),
  problems: v.array(ConfigProblemSchema),
  /** Values that come from outside its entry, and are masked in every copy whatever they are called. */
  secrets: v.optional(v.array(v.string())),
  /** Starts it again by itself when it crashes after it was ready: later each time, five times in a row at most. */
  restartOnCrash: v.optional(v.boolean()),
  /** It is started under a debugger. */
  debug: v.optional(DebugLaunchSchema),
};

export const LaunchDefinitionSchema = v.variant('kind', [
  v.object({ ...base, kind: v.literal('stdio'), run: RunSpecSchema }),
  /** An HTTP server that we start. `${port}` in `url`, `run.args` and `run.env` is the reserved port. */
  v.object({
    ...base,
    kind: v.literal('launchedHttp'),
    run: RunSpecSchema,
    ...http,
    port: v.union([v.literal('auto'), v.number()]),
  }),
  /** An HTTP server that somebody else runs. */
  v.object({
    ...base,
    kind: v.literal('remote'),
    ...http,
    /** It is being started by somebody else: waiting for it may help. */
    awaited: v.optional(v.boolean()),
  }),
]);
/** A server with all variables resolved but `${port}`: what the proxy needs in order to launch it. */
export type LaunchDefinition = v.InferOutput<typeof LaunchDefinitionSchema>;
