import type { StepId } from '../../shared/model/launch';
import type { LaunchDefinition } from '../../shared/model/server';
import type { HandshakeFailure, HttpExchange } from '../session/sessionTarget';

/** A process that holds a port. What the system does not tell is absent. */
export interface PortOwner {
  readonly pid: number;
  readonly program?: string;
  readonly commandLine?: string;
  /** Epoch ms. */
  readonly startedAt?: number;
  /** `own`: an earlier run of the same server that we left; `portcullis`: another server or window of ours. */
  readonly relation: 'own' | 'portcullis' | 'stranger';
}

export interface ConnectAttempt {
  readonly address: string;
  readonly family: 4 | 6;
  readonly port: number;
  /** errno or TLS code; absent when it connected. */
  readonly error?: string;
  readonly ms: number;
}

export interface ListeningSocket {
  readonly address: string;
  readonly port: number;
  readonly pid: number;
}

/** What was found at another path or under another scheme of the same server. */
export interface Alternative {
  readonly url: string;
  readonly transport: 'http' | 'sse';
}

/** All that is known when a launch fails. `diagnose` turns it into a verdict and looks up nothing itself. */
export interface LaunchFacts {
  readonly definition: LaunchDefinition;
  /** The step that failed. */
  readonly step: StepId;
  /** With the port filled in. */
  readonly url?: string;
  readonly platform: NodeJS.Platform;
  /** ms since the launch began, and the limit it had. */
  readonly waitedMs: number;
  readonly timeoutMs: number;
  readonly timedOut: boolean;

  readonly command?: {
    readonly asWritten: string;
    /** Absolute, if it was found. */
    readonly resolved?: string;
    readonly searchedPath: readonly string[];
    /** The same program found in places that are not on the PATH. */
    readonly foundElsewhere: readonly string[];
    /** Programs on the PATH with a similar name. */
    readonly nearNames: readonly string[];
    /** From its `#!` line, and whether that exists. */
    readonly interpreter?: { readonly path: string; readonly exists: boolean };
    /** Octal permission bits of the file. */
    readonly mode?: number;
    /** `asWritten` split at its spaces, when its first word is a program by itself. */
    readonly words?: readonly string[];
    /** What the file is, by its first bytes: `text` has no `#!` line. */
    readonly fileKind?: 'binary' | 'script' | 'text' | 'folder';
  };
  /** errno of a spawn that failed. */
  readonly spawnError?: { readonly code: string; readonly message: string };
  readonly process?: { readonly pid: number; readonly alive: boolean };
  readonly exit?: { readonly code: number | null; readonly signal: string | null };
  /** The last lines, oldest first, without ANSI. */
  readonly stderr: readonly string[];
  readonly stdout: readonly string[];
  /** Files that frames in the output name, as they are named, and that are not there. */
  readonly missingFiles?: readonly string[];
  /** Lines on the stdout of a stdio server that are no messages, first ones first. */
  readonly noise: readonly string[];
  /** First bytes on stdout, for encodings and framings. */
  readonly stdoutHead?: Uint8Array;

  readonly port?: {
    readonly number: number;
    /** `auto`: ours to choose. */
    readonly chosenBy: 'auto' | 'user';
    readonly owner?: PortOwner;
    /** errno of our own test bind. */
    readonly bindError?: string;
    readonly freePort?: number;
  };
  /** How the packages of the server's project are installed, by its lock file. */
  readonly install?: { readonly command: string; readonly cwd: string };
  /** What the server's process tree listens on. */
  readonly listening: readonly ListeningSocket[];
  /** URLs that the server printed. */
  readonly printedUrls: readonly string[];
  readonly attempts: readonly ConnectAttempt[];
  readonly dnsError?: { readonly code: string; readonly host: string };
  readonly tls?: {
    readonly error: string;
    readonly issuer?: string;
    readonly subject?: string;
    readonly altNames?: string;
    readonly validFrom?: string;
    readonly validTo?: string;
    readonly fingerprint256?: string;
    /** The port answered a plain HTTP request. */
    readonly plainHttpAnswers?: boolean;
  };
  /** errno of a connection that broke after it was made. */
  readonly networkError?: string;
  /** The port answered a TLS hello where plain HTTP was expected. */
  readonly tlsAnswers?: boolean;
  /** The first bytes that came where HTTP was expected and was not. */
  readonly notHttpHead?: string;
  /** Accepted, and silent. */
  readonly httpSilent?: boolean;
  readonly http?: HttpExchange;
  readonly alternatives: readonly Alternative[];
  /** URLs at which no MCP server was found. */
  readonly pathsTried: readonly string[];
  /** MCP servers found on other ports of the same host. */
  readonly nearby?: readonly Alternative[];
  /** What answers on the port that another program holds, when it is an MCP server. */
  readonly serverOnPort?: Alternative;
  /** Names of hosts that exist and resemble the one that does not. */
  readonly nearHosts?: readonly string[];
  /** The protected resource metadata (RFC 9728) that goes with a 401. */
  readonly oauth?: {
    readonly resourceMetadata: string;
    readonly authorizationServers: readonly string[];
  };
  readonly handshake?: HandshakeFailure;
}

type Collected = 'stderr' | 'stdout' | 'noise' | 'listening' | 'printedUrls' | 'attempts';
type Found = 'alternatives' | 'pathsTried';

/** Facts with empty lists where nothing was collected. */
export function launchFacts(
  known: Omit<LaunchFacts, Collected | Found> & Partial<Pick<LaunchFacts, Collected | Found>>,
): LaunchFacts {
  return {
    stderr: [],
    stdout: [],
    noise: [],
    listening: [],
    printedUrls: [],
    attempts: [],
    alternatives: [],
    pathsTried: [],
    ...known,
  };
}

/** What is known when a server that was ready stops being so. */
export interface RunFacts {
  readonly definition: LaunchDefinition;
  readonly platform: NodeJS.Platform;
  /**
   * `exited`: its process ended. `connectionLost`: the connection broke and could not be made again.
   * `sessionLost`: it answered 404 to its session id. `unresponsive`: it lives and does not answer.
   */
  readonly event: 'exited' | 'connectionLost' | 'sessionLost' | 'unresponsive';
  /** Since it was ready, in ms. */
  readonly upMs: number;
  readonly url?: string;
  readonly exit?: { readonly code: number | null; readonly signal: string | null };
  /** errno of the broken connection. */
  readonly error?: string;
  /** Files that frames in the output name, as they are named, and that are not there. */
  readonly missingFiles?: readonly string[];
  readonly oldestCall?: { readonly method: string; readonly ageMs: number };
  readonly stderr: readonly string[];
  readonly stdout: readonly string[];
  /** It crashed again and again, and is not restarted by itself any more. */
  readonly gaveUpAfter?: number;
}
