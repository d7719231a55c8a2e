import type { Engine } from '../../../src/proxy/engine';
import type { ManagedServer } from '../../../src/proxy/managedServer';
import type { DiagnosisCode } from '../../../src/shared/model/diagnosis';
import type { StepId } from '../../../src/shared/model/launch';
import type { Opened } from './faultHost';
import type { World } from './world';

/** A server that is ready, of which the fault is yet to come. */
export interface ReadyServer {
  readonly pid: number;
  readonly server: ManagedServer;
  readonly engine: Engine;
}

/** One way for a server not to get ready, or to stop being so, that can be produced. */
export interface Fault {
  readonly code: DiagnosisCode;
  /** Tells several faults of one code apart. */
  readonly name: string;
  /** The step that fails; absent where none does. */
  readonly step?: StepId;
  /** Sets the scene, and returns the server's entry as in `portcullis.servers`. */
  entry(world: World): Promise<object> | object;
  /** The offending value, as it stands in the evidence; besides what `world.expect` was told. */
  readonly evidence?: string | RegExp;
  /** Each makes the server ready by itself. */
  readonly fixes?: readonly (string | FixByPerson)[];
  /** For what happens later: called when the server is ready. */
  whenReady?(ready: ReadyServer): void;
  /** Why this machine cannot produce it; undefined if it can. */
  unless?(): string | undefined;
  /** Is launched by the command line in a network namespace that has no network at all. */
  readonly withoutNetwork?: boolean;
  /** Takes longer than 2 s. */
  readonly slow?: boolean;
}

/** A fix in which a person takes part. */
export interface FixByPerson {
  readonly id: string;
  /** What they type in where the fix asks for a value. */
  readonly value?: string;
  /** What they do before it. */
  before?(world: World): void | Promise<void>;
  /** What they do with what the fix has opened, before they start the server again. */
  after?(opened: Opened, world: World): void | Promise<void>;
}
