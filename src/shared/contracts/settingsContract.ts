import * as v from 'valibot';
import {
  type ServerEnvironment,
  SessionSettingsSchema,
  type SessionSettingsView,
} from '../model/sessionSettings';
import { request } from '../rpc/contract';

/** The characters of a token (RFC 9110, 5.6.2). */
export const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;

/** What the Inspector asks of the settings of its server's sessions. They are kept with the workspace. */
export const settingsRequests = {
  'panel/sessionSettings': request<SessionSettingsView>()(v.object({})),
  /** In place of all that was set, but for headers. Time-outs hold from the next call on, the rest from the next start. */
  'panel/setSessionSettings': request<SessionSettingsView>()(
    v.object({ settings: SessionSettingsSchema }),
  ),
  /** Adds a header to every request, or (null) no longer. Its value is kept as a secret. */
  'panel/setSessionHeader': request<SessionSettingsView>()(
    v.object({
      name: v.pipe(v.string(), v.regex(HEADER_NAME)),
      value: v.nullable(v.pipe(v.string(), v.regex(/^[\t\x20-\x7e\x80-\xff]*$/))),
    }),
  ),
  /** Everything as the entry says, headers too. */
  'panel/resetSessionSettings': request<SessionSettingsView>()(v.object({})),
  /** What the server's process was given when it was started; null: there is none of ours. */
  'panel/environment': request<ServerEnvironment | null>()(v.object({})),
} as const;
