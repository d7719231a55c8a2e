import type { Diagnosis } from '../../shared/model/diagnosis';
import type { LaunchFacts } from './facts';
import type { Rule } from './rule';
import { commandNotFound, spawnFailed } from './rules/command';
import { configProblem } from './rules/config';
import * as endpoint from './rules/endpoint';
import { interpreterMissing, notExecutable } from './rules/executable';
import * as http from './rules/http';
import * as access from './rules/httpAccess';
import * as mcp from './rules/mcp';
import * as network from './rules/network';
import * as packages from './rules/packages';
import * as port from './rules/port';
import { portIgnored } from './rules/portIgnored';
import * as process from './rules/process';
import * as tls from './rules/tls';
import { unknown } from './rules/unknown';

/** The first rule that speaks decides: causes stand before their symptoms. */
const RULES: readonly Rule[] = [
  configProblem,
  port.portPrivileged,
  port.portInUse,

  // What it answers to the handshake counts, even if it ended when we hung up after that.
  mcp.versionUnsupported,
  mcp.errorResponse,
  mcp.invalidMessage,

  // The program could not be started, or says why it stopped.
  interpreterMissing,
  notExecutable,
  commandNotFound,
  spawnFailed,
  packages.packageMissing,
  packages.daemonMissing,
  packages.downloadFailed,
  packages.moduleNotFound,
  port.portLost,
  process.variableMissing,
  process.usage,
  process.crashed,
  mcp.encoding,
  mcp.framing,
  process.killed,
  mcp.closedDuringHandshake,
  process.exited,

  // It lives, or somebody else runs it.
  portIgnored,
  network.dns,
  network.otherFamily,
  network.notListening,
  tls.tlsOnPlainPort,
  tls.httpOnTlsPort,
  tls.certificate,
  http.notHttp,
  http.noResponse,
  network.refused,
  network.timedOut,
  network.reset,
  network.unreachable,
  access.hostRejected,
  endpoint.otherTransport,
  endpoint.wrongPath,
  access.redirect,
  access.unauthorized,
  access.forbidden,
  endpoint.notFound,
  endpoint.serverError,
  endpoint.notMcp,
  mcp.stdoutNoise,
  mcp.noAnswer,
];

/** Says why a launch failed. Pure: the same facts give the same verdict. */
export function diagnose(facts: LaunchFacts): Diagnosis {
  for (const rule of RULES) {
    const diagnosis = rule(facts);
    if (diagnosis) return diagnosis;
  }
  return unknown(facts);
}
