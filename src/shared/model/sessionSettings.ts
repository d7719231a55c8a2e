import * as v from 'valibot';
import { ERA_SETTINGS, type EraSetting } from './era';
import { type Offers, OffersSchema } from './server';

const time = v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)));

/** What a person has set for the sessions of one server, beside its entry. What is absent is as the entry says. */
export const SessionSettingsSchema = v.object({
  era: v.optional(v.picklist(ERA_SETTINGS)),
  offers: v.optional(OffersSchema),
  /** How long a person may take to answer the server, in ms; 0: as long as it takes. */
  answerTimeout: time,
  /** How long each answer to a call of the panel may take, in ms; absent or 0: as long as it likes. */
  callTimeout: time,
  /** Progress begins that time anew. */
  resetTimeoutOnProgress: v.optional(v.boolean()),
  /** In ms; ends a call whatever progress there is. */
  maxTotalTimeout: time,
});
export type SessionSettings = v.InferOutput<typeof SessionSettingsSchema>;

/** What is set, beside what holds without it. */
export interface SessionSettingsView {
  readonly settings: SessionSettings;
  /** Names of the headers that are added; their values stay with the host. */
  readonly headers: readonly string[];
  readonly configured: {
    readonly era: EraSetting;
    readonly offers: Required<Offers>;
    /** Absent: what the proxy takes. */
    readonly answerTimeout?: number;
    /** It is spoken to over HTTP. */
    readonly takesHeaders: boolean;
  };
  /** The server runs by other settings. */
  readonly needsRestart: boolean;
}

/** One variable that a server is given on top of what every program is. Its value stays with the host. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly from: 'entry' | 'envFile';
  /** The server does not get it, although it is there. */
  readonly isRemoved: boolean;
}

export interface ServerEnvironment {
  readonly variables: readonly EnvironmentVariable[];
  readonly envFile?: string;
  readonly cwd: string;
}
