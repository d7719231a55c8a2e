// The settings of a calm window: no welcome page, no chat, nothing that asks or fetches.

import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

export const CALM_SETTINGS = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'window.confirmBeforeClose': 'never',
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  // Otherwise a toast announces every port that a program listens on.
  'remote.autoForwardPorts': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'git.openRepositoryInParentFolders': 'never',
};

/** For tests of something else: every server starts without a question. */
export const UNASKED_SETTINGS = { 'portcullis.confirmFirstLaunch': false };

/**
 * The user's settings. The headless build reads this file when a window opens, and does not see
 * that it is edited from outside.
 * @param {string} userDataDir
 * @param {Record<string, unknown>} settings
 */
export const writeUserSettings = (userDataDir, settings) =>
  writeSettings(path.join(userDataDir, 'User'), settings);

/**
 * As above, unless the user has settings already: they may have been changed by hand.
 * @param {string} userDataDir
 * @param {Record<string, unknown>} settings
 */
export async function writeUserSettingsOnce(userDataDir, settings) {
  const exists = existsSync(path.join(userDataDir, 'User', 'settings.json'));
  if (!exists) await writeUserSettings(userDataDir, settings);
}

/**
 * The settings of the machine, which count above the user's. Edits are seen at once.
 * @param {string} userDataDir
 * @param {Record<string, unknown>} settings
 */
export const writeMachineSettings = (userDataDir, settings) =>
  writeSettings(path.join(userDataDir, 'Machine'), settings);

/**
 * @param {string} folder
 * @param {Record<string, unknown>} settings
 */
async function writeSettings(folder, settings) {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, 'settings.json');
  await writeFile(file, `${JSON.stringify(settings, null, 2)}\n`);
}
