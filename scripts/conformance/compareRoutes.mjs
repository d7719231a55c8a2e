// What the suite finds directly, beside what it finds through the relay.

/** @typedef {import('./runRevision.mjs').Findings} Findings */
/** @typedef {import('./runScenario.mjs').Check} Check */
/** @typedef {import('./runScenario.mjs').Row} Row */

/**
 * The relay refuses a foreign Host itself, whether the server behind it would or not: there, and only there,
 * it may do better than the server.
 */
export const GUARDED = 'localhost-host-rebinding-rejected';

/**
 * A row for each scenario: how many of its checks came out through the relay as they did directly.
 * @param {string} side
 * @param {string} revision
 * @param {Findings} direct
 * @param {Findings} relayed
 * @returns {Row[]}
 */
export function compareRoutes(side, revision, direct, relayed) {
  const scenarios = [...new Set([...direct.keys(), ...relayed.keys()])];
  return scenarios.map((scenario) => {
    const before = outcomes(direct.get(scenario) ?? []);
    const after = outcomes(relayed.get(scenario) ?? []);
    const checks = [...new Set([...before.keys(), ...after.keys()])];
    const different = checks.filter((check) => before.get(check) !== after.get(check));
    const guarded = different.filter((check) => isGuarded(check, after.get(check)));
    const problems = different
      .filter((check) => !guarded.includes(check))
      .map((check) => `${check}: ${before.get(check)} directly, ${after.get(check)} relayed`);
    const passes = [...before.values()].filter((status) => status === 'SUCCESS').length;
    return {
      ...{ side, revision, scenario, problems },
      checks: checks.length,
      passed: checks.length - problems.length,
      note: [`${passes} passed directly`, ...guarded.map(refused)].join('; '),
    };
  });
}

/**
 * A row for each of the named scenarios: what the server itself passes.
 * @param {string} side
 * @param {string} revision
 * @param {Findings} findings
 * @param {readonly string[]} scenarios
 * @returns {Row[]}
 */
export function scoreServer(side, revision, findings, scenarios) {
  return scenarios.map((scenario) => {
    const checks = findings.get(scenario) ?? [];
    const bad = checks.filter(({ status }) => status === 'FAILURE' || status === 'WARNING');
    const passed = checks.filter(({ status }) => status === 'SUCCESS').length;
    const failed = checks.filter(({ status }) => status === 'FAILURE').length;
    const problems = bad.map((check) => `${check.id}: ${check.errorMessage ?? check.description}`);
    return { side, revision, scenario, problems, passed, checks: passed + failed };
  });
}

/**
 * Some checks are made more than once in a scenario.
 * @param {readonly Check[]} checks
 * @returns {Map<string, string>} status by check
 */
function outcomes(checks) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const { id, status } of checks) {
    const times = (seen.get(id) ?? 0) + 1;
    seen.set(id, times);
    found.set(times === 1 ? id : `${id} (${times})`, status);
  }
  return found;
}

/** @param {string} check */
function refused(check) {
  return `${check} by the relay, not by the server`;
}

/**
 * @param {string} check
 * @param {string | undefined} relayed
 */
function isGuarded(check, relayed) {
  return check === GUARDED && relayed === 'SUCCESS';
}
