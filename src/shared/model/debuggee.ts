import * as v from 'valibot';

/** How the programs of a launch come under a debugger: each of them says so itself, as soon as it runs. */
export const DebugLaunchSchema = v.object({
  /** A launch configuration of the person's debugs it: no program needs to say anything. */
  byConfiguration: v.optional(v.boolean()),
  /** CommonJS file that Node programs load first; absent: they are not debugged. Absolute. */
  node: v.optional(v.string()),
  /** Folder of the `sitecustomize` that Python programs load first; absent: they are not debugged. Absolute. */
  python: v.optional(v.string()),
  /** Folder in which the package `debugpy` is, for programs that have none of their own. Absolute. */
  debugpy: v.optional(v.string()),
});
export type DebugLaunch = v.InferOutput<typeof DebugLaunchSchema>;

/** Whom a debugger speaks to, and how. */
export type DebugAddress =
  | { readonly kind: 'node'; readonly websocketAddress: string }
  | { readonly kind: 'python'; readonly host: string; readonly port: number };

/** A program that waits for a debugger, or one that cannot be debugged. */
export type Debuggee = {
  /** Absent where only its output told of it. */
  readonly pid?: number;
  /** For people: the script or the module. */
  readonly title: string;
} & (
  | DebugAddress
  | { readonly kind: 'failed'; readonly problem: string; readonly program: string }
);
